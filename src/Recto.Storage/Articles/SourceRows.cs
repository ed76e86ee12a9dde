using Recto.Journals.Access;
using Recto.Journals.Archives;
using Recto.Notes.References;

namespace Recto.Storage.Articles;

/// <summary>A source of one article and where the index of sources has it.</summary>
public sealed record IndexedSource
{
    /// <summary>Its place in the apparatus, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its id in the apparatus.</summary>
    public required string SourceId { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>It in a few words.</summary>
    public required string Label { get; init; }

    /// <summary>The work that it is; null for archival units, and where the index does not know it yet.</summary>
    public Guid? WorkId { get; init; }

    /// <summary>The work's public id; null as <see cref="WorkId"/> is.</summary>
    public string? WorkSlug { get; init; }

    /// <summary>By what works are sorted; null as <see cref="WorkId"/> is.</summary>
    public string? WorkOrder { get; init; }

    /// <summary>The work's DOI and who says so (<c>printed</c>, <c>matched</c>, <c>editor</c>); null where none is known.</summary>
    public (string Doi, string From)? Doi { get; init; }

    /// <summary>The unit of an archive; null for works, and for what fits no archive.</summary>
    public UnitAddress? Unit { get; init; }

    /// <summary>The leaf, the same however it is written; null where none is named.</summary>
    public string? Leaf { get; init; }

    /// <summary>The leaf made comparable; empty where none is named.</summary>
    public string LeafOrder { get; init; } = "";

    /// <summary>How many other published articles cite it, or for a unit something in it; at most <see cref="SourceStore.MostCounted"/>.</summary>
    public int OtherArticles { get; init; }

    /// <summary>What to look for; null where the index knows nothing of it.</summary>
    public SoughtSource? Sought => WorkId is null && Unit is null ? null : new SoughtSource(Ordinal, WorkId, Unit, LeafOrder);
}

/// <summary>What a source says of itself, for a page that lists it.</summary>
/// <param name="Ordinal">Its place in the apparatus, from 0.</param>
/// <param name="RepositoryId">The archive's id in the directory; null where it is not known.</param>
/// <param name="Best">The mention that describes it best; null where it is gone.</param>
/// <param name="Notes">Page id and label of each note that cites it, in order.</param>
/// <param name="Leaves">The leaves that they name, the same however they are written, in the order of the file.</param>
public sealed record DescribedSource(int Ordinal, string? RepositoryId, Reference? Best, IReadOnlyList<(string HtmlId, string Label)> Notes, IReadOnlyCollection<string> Leaves);

/// <summary>A source whose other mentions are looked for.</summary>
/// <param name="Ordinal">By what it is told apart from the others.</param>
/// <param name="WorkId">The work; null for a unit.</param>
/// <param name="Unit">The unit; null for a work.</param>
/// <param name="LeafOrder">The leaf whose mentions come first; empty for none.</param>
public sealed record SoughtSource(int Ordinal, Guid? WorkId, UnitAddress? Unit, string LeafOrder);

/// <summary>A place in a published article that cites a source of another one.</summary>
public sealed record OtherMention
{
    /// <summary>Which of those that were looked for.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Whether it names the very leaf that was looked for.</summary>
    public bool IsSameLeaf { get; init; }

    /// <summary>The leaf; null where none is named, and for works.</summary>
    public string? Leaf { get; init; }

    /// <summary>The article's address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>Authors of the article in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Date of the article as ISO 8601; null where it is not known.</summary>
    public string? Published { get; init; }

    /// <summary>BCP 47 tag of the article; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Page id of the note.</summary>
    public required string HtmlId { get; init; }

    /// <summary>Label of the note as printed.</summary>
    public required string Label { get; init; }

    /// <summary>BCP 47 tag of the note; null where the source does not say.</summary>
    public string? NoteLanguage { get; init; }

    /// <summary>The printed words of the mention, in one line. Whether anybody may see them is the rule's to say (<see cref="Terms"/>).</summary>
    public required string Words { get; init; }

    /// <summary>What decides who may read the article.</summary>
    public required AccessTerms Terms { get; init; }
}
