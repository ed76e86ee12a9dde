using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;

namespace Recto.Journals.Works;

/// <summary>One published source of an article: what its notes say of it together, and where.</summary>
public sealed record CitedWork
{
    /// <summary>Its id in the article's apparatus.</summary>
    public required string SourceId { get; init; }

    /// <summary>Its place among the sources of the article, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>By what it is known again when the article is read anew or comes in another file: a hash of the words of the mention that describes it best, letters and digits only. Unique in the article.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What the notes say of it.</summary>
    public required WorkRecord Record { get; init; }

    /// <summary>Every mention in document order.</summary>
    public required IReadOnlyList<WorkMention> Mentions { get; init; }
}

/// <summary>One mention of a work.</summary>
public sealed record WorkMention
{
    /// <summary>Index of the note among the notes of the body, from 0.</summary>
    public required int Note { get; init; }

    /// <summary>Index of the reference in its note, from 0.</summary>
    public required int Reference { get; init; }

    /// <summary>How it is cited there.</summary>
    public required ReferenceForm Form { get; init; }

    /// <summary>The pinpoint as printed; null where there is none.</summary>
    public string? Locator { get; init; }

    /// <summary>What the pinpoint counts.</summary>
    public LocatorKind LocatorKind { get; init; } = LocatorKind.Page;

    /// <summary>Whether the pinpoint is taken from the reference that this one repeats.</summary>
    public bool IsLocatorInferred { get; init; }

    /// <summary>The volume cited here of a set; null otherwise.</summary>
    public string? Volume { get; init; }
}
