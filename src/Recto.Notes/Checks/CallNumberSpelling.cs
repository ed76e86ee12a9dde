using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks;

/// <summary>A call number as it is spelt in one place: codes level by level, so that spellings of one file can be compared.</summary>
/// <param name="NoteIndex">Index of the note in document order.</param>
/// <param name="Span">From the first level to the last.</param>
/// <param name="House">The archive's id, or its name as printed where we do not know it.</param>
/// <param name="Printed">As printed.</param>
/// <param name="Levels">Letters and digits of the levels in capitals, look-alike letters as Latin ones.</param>
internal sealed record CallNumberSpelling(int NoteIndex, TextSpan Span, string House, string Printed, IReadOnlyList<string> Levels)
{
    /// <summary>The levels as printed, so that labels before them do not count.</summary>
    public required string Exact { get; init; }

    /// <summary>The levels without blanks, hyphens and case.</summary>
    public required string Folded { get; init; }

    /// <summary>Figures only, level by level.</summary>
    public required string Figures { get; init; }

    /// <summary>The levels as they stand in the note.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>Every call number in the notes that is made of codes, in document order. Names of series are left out: words vary by right.</summary>
    public static IEnumerable<CallNumberSpelling> In(Apparatus apparatus)
    {
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            foreach (var reference in apparatus.Notes[index].References.Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if (reference.Path.Count >= 2 && reference.Path.All(level => (level.Text.Any(char.IsAsciiDigit) || level.Text.Length <= 4) && !HoldsWord(level.Text)) && Ascends(reference.Path)
                    && (reference.RepositoryId ?? reference.Repository?.Text) is { } house)
                {
                    yield return Of(index, text, house, reference.Path);
                }
            }
        }
    }

    private static CallNumberSpelling Of(int index, string text, string house, IReadOnlyList<Field> path)
    {
        var span = new TextSpan(path[0].Span.Start, path[^1].Span.End);
        List<string> levels = [.. path.Select(level => new string([.. Lookalikes.ToLatin(level.Text).Where(char.IsLetterOrDigit)]).ToUpperInvariant())];
        return new CallNumberSpelling(index, span, house, text[span.Start..span.End], levels)
        {
            Exact = string.Join('|', path.Select(level => Lookalikes.ToLatin(level.Text))),
            Folded = string.Join('|', levels),
            Figures = string.Join('|', levels.Select(level => new string([.. level.Where(char.IsAsciiDigit)]))),
            Fields = path,
        };
    }

    // Four small letters in a row: a folder's title, and no sign.
    private static bool HoldsWord(string level)
    {
        var lower = 0;
        foreach (var c in level)
        {
            lower = char.IsLower(c) ? lower + 1 : 0;
            if (lower >= 4)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Ascends(IReadOnlyList<Field> path)
    {
        for (var i = 1; i < path.Count; i++)
        {
            if (path[i].Span.Start < path[i - 1].Span.End)
            {
                return false;
            }
        }

        return true;
    }
}
