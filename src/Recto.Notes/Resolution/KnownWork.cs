using Recto.Notes.References;

namespace Recto.Notes.Resolution;

/// <summary>A published work that the document cites.</summary>
internal sealed class KnownWork(PublishedReference reference, Mention first, string sourceId)
{
    public PublishedReference Reference => reference;

    /// <summary>The first full mention (or, where there is none, the first).</summary>
    public Mention First { get; set; } = first;

    public bool IsFull { get; set; } = reference.Form == ReferenceForm.Full || (reference.Form == ReferenceForm.Idem && (reference.Year ?? reference.Place) is not null);

    public string SourceId => sourceId;

    public ReferenceKind Kind { get; set; } = reference.Kind;

    public string[] Families { get; } = [.. reference.Authors.Concat(reference.Editors).Select(person => FamilyKey.Of(person.Family))];

    /// <summary>All longer words of the persons' names: where a comma is lost, the family name stands first.</summary>
    public string[] Names { get; } = [.. reference.Authors.Concat(reference.Editors).SelectMany(person => WordFolding.Words($"{person.Family} {person.Given}", 16)).Where(word => word.Length > 2).Distinct()];

    public string[] Title { get; } = TitleWords(reference);

    /// <summary>The words by which a work is compared. A newspaper is told from its other numbers by its date.</summary>
    public static string[] TitleWords(PublishedReference reference) =>
        reference is { Kind: ReferenceKind.Newspaper, Container: null, Year: { } date, Title: { } name }
            ? [string.Join(' ', WordFolding.Words($"{name.Text} {date.Text}"))]
            : WordFolding.Words(reference.Title?.Text ?? "");
}

/// <summary>The key under which a family name is compared: particles and suffixes do not count.</summary>
public static class FamilyKey
{
    /// <summary>The folded last word of the name that is no suffix.</summary>
    public static string Of(string family)
    {
        var words = WordFolding.Words(family);
        for (var i = words.Length - 1; i > 0; i--)
        {
            if (words[i] is not ("ir" or "sr" or "ii" or "iii" or "iv" or "i"))
            {
                return words[i];
            }
        }

        return words.Length > 0 ? words[0] : "";
    }
}
