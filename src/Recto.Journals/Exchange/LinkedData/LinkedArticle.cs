using Recto.Journals.Identifiers;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.LinkedData;

/// <summary>An article and what its notes cite, for linked data. All addresses are absolute.</summary>
public sealed record LinkedArticle
{
    /// <summary>Canonical address of its page.</summary>
    public required string Address { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>DOI; null where it has none.</summary>
    public Doi? Doi { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Address of the journal's page.</summary>
    public required string JournalAddress { get; init; }

    /// <summary>What it cites, in order of first mention.</summary>
    public required IReadOnlyList<LinkedSource> Sources { get; init; }

    /// <summary>The mentions in order; empty where the notes are not open to everybody.</summary>
    public IReadOnlyList<LinkedMention> Mentions { get; init; } = [];
}

/// <summary>A source.</summary>
public sealed record LinkedSource
{
    /// <summary>Its page in the index, else its place among the sources of the article: one address for one source.</summary>
    public required string Address { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>It in a few words.</summary>
    public required string Label { get; init; }

    /// <summary>DOI; null where none is known for sure.</summary>
    public Doi? Doi { get; init; }

    /// <summary>The unit of the archive that holds it; null for works and archives.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Whether it is a source that the article draws on, and no study: a unit of an archive, or an edition of sources. More of why something is cited is not read.</summary>
    public bool IsDocument => Kind is ReferenceKind.Archival or ReferenceKind.EditedSource;
}

/// <summary>A place in a note that cites a source.</summary>
public sealed record LinkedMention
{
    /// <summary>The source: one of <see cref="LinkedArticle.Sources"/>.</summary>
    public required LinkedSource Source { get; init; }

    /// <summary>Address of the note.</summary>
    public required string NoteAddress { get; init; }

    /// <summary>Label of the note as printed.</summary>
    public required string NoteLabel { get; init; }

    /// <summary>Its place among the references of the note, from 0.</summary>
    public required int Reference { get; init; }

    /// <summary>The printed words, in one line.</summary>
    public required string Words { get; init; }

    /// <summary>BCP 47 tag of the note; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Pages or leaves as printed; null where there are none.</summary>
    public string? Locator { get; init; }
}
