using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>Full mentions of one work by its first author (or editor) and its title, whatever the other fields say.</summary>
internal static class SameWork
{
    private const int FewestWords = 3;

    /// <summary>Groups of two mentions and more, each in document order. Titles of one or two words stand for too many works.</summary>
    public static IEnumerable<List<Citation>> Groups(CheckContext context, Func<PublishedReference, bool> isMeant) =>
        Citation.Full(context).Where(citation => isMeant(citation.Reference)).Select(citation => (Key: Key(citation.Reference), Citation: citation)).Where(pair => pair.Key is not null)
            .GroupBy(pair => pair.Key!, pair => pair.Citation, StringComparer.Ordinal).Select(group => group.ToList()).Where(group => group.Count > 1);

    /// <summary>A year in four figures and nothing else; null otherwise.</summary>
    public static string? Year(PublishedReference reference) => reference.Year?.Text is { Length: 4 } year && year.All(char.IsAsciiDigit) ? year : null;

    private static string? Key(PublishedReference reference)
    {
        var person = reference.Authors.Count > 0 ? reference.Authors[0] : reference.Editors.Count > 0 ? reference.Editors[0] : null;
        var words = NameWords.Of(reference.Title?.Text ?? "").ConvertAll(word => EditDistance.Fold(word.Printed) is { Length: > 0 } folded ? folded : word.Printed);
        return person is null || words.Count < FewestWords ? null : $"{EditDistance.Fold(person.Family)}|{string.Join(' ', words)}";
    }
}
