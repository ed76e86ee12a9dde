namespace Recto.Notes.Text;

/// <summary>A stretch of a note that the source itself tags as a citation, with the fields it tells (JATS <c>mixed-citation</c>, <c>element-citation</c>; TEI <c>bibl</c>). It may cite several works.</summary>
public sealed record CitationMarkup
{
    /// <summary>From the first character of the tagged stretch to its last, in the note's text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>What sort of work the source says it is (JATS <c>publication-type</c>), as written there; null where it does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>Persons and bodies in order of their place; their spans do not overlap.</summary>
    public IReadOnlyList<MarkedPerson> Persons { get; init; } = [];

    /// <summary>The other fields in order of their place; their spans do not overlap.</summary>
    public IReadOnlyList<MarkedField> Fields { get; init; } = [];
}

/// <summary>A person or body as the source tags it.</summary>
/// <param name="Span">The whole name, in the note's text.</param>
/// <param name="Role">What the person did.</param>
/// <param name="Family">The family name; for a body all of it; null where the source tags only the whole, be it one name or several.</param>
/// <param name="Given">Given names or initials; null where none are tagged.</param>
public sealed record MarkedPerson(TextSpan Span, MarkedRole Role, TextSpan? Family, TextSpan? Given);

/// <summary>A field as the source tags it.</summary>
/// <param name="Span">Where, in the note's text; punctuation that the source tags along is in it.</param>
/// <param name="Label">What it is.</param>
public readonly record struct MarkedField(TextSpan Span, MarkedLabel Label);

/// <summary>What a tagged person did.</summary>
public enum MarkedRole
{
    /// <summary>Wrote the work; also where the source names no role.</summary>
    Author = 1,

    /// <summary>Edited or compiled it.</summary>
    Editor,

    /// <summary>Translated it.</summary>
    Translator,

    /// <summary>Another part in it.</summary>
    Other,
}

/// <summary>What a tagged field is.</summary>
public enum MarkedLabel
{
    /// <summary>Title of an article or chapter.</summary>
    Title = 1,

    /// <summary>Title of a book, or of the journal or book around the article or chapter.</summary>
    Source,

    /// <summary>Year.</summary>
    Year,

    /// <summary>Month or season.</summary>
    Month,

    /// <summary>Day.</summary>
    Day,

    /// <summary>Volume.</summary>
    Volume,

    /// <summary>Issue.</summary>
    Issue,

    /// <summary>Pages: the first, the last, or a range.</summary>
    Pages,

    /// <summary>Place of publication.</summary>
    Place,

    /// <summary>Publisher.</summary>
    Publisher,

    /// <summary>Edition.</summary>
    Edition,

    /// <summary>Series.</summary>
    Series,

    /// <summary>DOI.</summary>
    Doi,

    /// <summary>Web address.</summary>
    Url,

    /// <summary>A number in a database, which print does not have.</summary>
    Identifier,

    /// <summary>A remark.</summary>
    Comment,
}
