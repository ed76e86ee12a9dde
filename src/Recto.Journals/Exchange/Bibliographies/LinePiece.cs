namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A piece of a bibliography's line: its words and what they are.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Text">The words as they stand in the line.</param>
/// <param name="Name">The name, for a person or body; null otherwise.</param>
/// <param name="IsInverted">Whether the family name stands first.</param>
/// <param name="Level">The name of the level, for a part of a call number; null where it is not known, and otherwise.</param>
internal readonly record struct LinePiece(LineRole Role, string Text, CitedName? Name = null, bool IsInverted = false, string? Level = null);

/// <summary>What a piece of a line is.</summary>
internal enum LineRole
{
    /// <summary>Words and signs between the others.</summary>
    Words = 1,

    Author,
    Editor,
    Translator,

    /// <summary>Title of an article, a chapter, a document.</summary>
    PartTitle,

    /// <summary>Title of what stands by itself.</summary>
    Title,

    /// <summary>Title of the journal, newspaper or book around it.</summary>
    Container,

    Place,
    Publisher,
    Date,
    Volume,
    Issue,
    Series,
    Edition,
    FirstPage,
    LastPage,
    Doi,
    Url,
    Archive,
    ArchivePlace,

    /// <summary>A named series of an archive.</summary>
    ArchiveSeries,

    /// <summary>A level of a call number, without its name.</summary>
    Level,
}
