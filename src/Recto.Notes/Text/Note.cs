namespace Recto.Notes.Text;

/// <summary>One note of an article, as the author wrote it. The engine never changes <see cref="Text"/>.</summary>
public sealed record Note
{
    /// <summary>Unique within the article, also where labels repeat.</summary>
    public required string Id { get; init; }

    /// <summary>The label as printed (<c>12</c>, <c>*</c>, <c>a</c>); where the source prints none, the note's number in document order.</summary>
    public required string Label { get; init; }

    /// <summary>The note's character content without its label: runs of white space are one space, the ends are trimmed, paragraphs are joined by one line feed.</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47 tag of the note's language; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Stretches that the source sets apart, in order; empty where the source has no typography (plain text).</summary>
    public IReadOnlyList<EmphasisRun> Emphasis { get; init; } = [];

    /// <summary>Stretches that the source itself tags as citations, in order and apart; empty where it tags none.</summary>
    public IReadOnlyList<CitationMarkup> Citations { get; init; } = [];

    /// <summary>Positions of blanks, in order, that stand for a line end between two elements of the source file: the file's layout perhaps, and no blank of the author's. Empty where the source has no elements.</summary>
    public IReadOnlyList<int> FileBlanks { get; init; } = [];
}

/// <summary>A stretch of a note that the source sets in another fount.</summary>
/// <param name="Span">Where, in the note's text.</param>
/// <param name="Emphasis">How it is set.</param>
public readonly record struct EmphasisRun(TextSpan Span, Emphasis Emphasis);

/// <summary>How a stretch is set apart (JATS emphasis elements).</summary>
public enum Emphasis
{
    /// <summary>JATS <c>italic</c>: most often a title.</summary>
    Italic = 1,

    /// <summary>JATS <c>bold</c>.</summary>
    Bold,

    /// <summary>JATS <c>sc</c>: most often a name or a siglum.</summary>
    SmallCaps,

    /// <summary>JATS <c>underline</c>.</summary>
    Underline,

    /// <summary>JATS <c>sup</c>.</summary>
    Superscript,

    /// <summary>JATS <c>sub</c>.</summary>
    Subscript,
}
