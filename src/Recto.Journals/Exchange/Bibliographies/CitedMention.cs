using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>One place in the notes at which a source is cited.</summary>
public sealed record CitedMention
{
    /// <summary>Index of the note in document order, from 0.</summary>
    public required int NoteIndex { get; init; }

    /// <summary>Index of the reference in its note, from 0.</summary>
    public required int ReferenceIndex { get; init; }

    /// <summary>The note's label as printed.</summary>
    public required string NoteLabel { get; init; }

    /// <summary>The note's id.</summary>
    public required string NoteId { get; init; }

    /// <summary>How it is cited there.</summary>
    public required ReferenceForm Form { get; init; }

    /// <summary>The pinpoint: pages of a work, leaves of a file, as printed; null where the mention has none.</summary>
    public string? Locator { get; init; }

    /// <summary>What the pinpoint counts.</summary>
    public LocatorKind LocatorKind { get; init; } = LocatorKind.Page;

    /// <summary>Whether the pinpoint is taken from the reference that this one repeats (<c>Ibid.</c>), not printed here.</summary>
    public bool IsLocatorInferred { get; init; }

    /// <summary>Side of the leaf; null where it is not told.</summary>
    public FolioSide? Side { get; init; }

    /// <summary>The volume cited here, of a work that is cited by several; null otherwise.</summary>
    public string? Volume { get; init; }

    /// <summary>What the cited document is, in the author's words; null where they say nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The date of the cited document; null where none is printed.</summary>
    public CitedDate? Date { get; init; }

    /// <summary>The words of the mention, as printed, in one line.</summary>
    public required string Words { get; init; }

    /// <summary>How sure the reading is, 0 to 1.</summary>
    public required double Confidence { get; init; }
}

/// <summary>What a pinpoint counts (the words of CSL 1.0.2).</summary>
public enum LocatorKind
{
    /// <summary>Pages.</summary>
    Page = 1,

    /// <summary>Leaves.</summary>
    Folio,

    /// <summary>Chapters.</summary>
    Chapter,

    /// <summary>Columns.</summary>
    Column,

    /// <summary>Sections, paragraphs of an act.</summary>
    Section,

    /// <summary>Numbers of documents or notes.</summary>
    Note,
}
