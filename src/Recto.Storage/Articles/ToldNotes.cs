using Recto.Journals.Articles;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Storage.Articles;

/// <summary>A note as programs are told of it.</summary>
public sealed record ToldNote
{
    /// <summary>Its place among all notes of the article, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its id on the article's page, <c>n12</c>.</summary>
    public required string HtmlId { get; init; }

    /// <summary>Label as printed.</summary>
    public required string Label { get; init; }

    /// <summary>Where it belongs.</summary>
    public required NoteContainer Container { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Plain text as printed.</summary>
    public required string Text { get; init; }

    /// <summary>Stretches that cite nothing.</summary>
    public required IReadOnlyList<TextSpan> Commentary { get; init; }

    /// <summary>When an editor said how it is to be read; null where the engine's reading stands.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }

    /// <summary>What it cites, in order, each with the page id of the note that it points to; null where it points to none.</summary>
    public required IReadOnlyList<(ResolvedReference Reference, string? PointsTo)> References { get; init; }
}

/// <summary>A source of an article as programs are told of it.</summary>
public sealed record ToldSource
{
    /// <summary>Its place among the sources of the article, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its id in the article.</summary>
    public required string SourceId { get; init; }

    /// <summary>What sort of thing it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>It in a few words.</summary>
    public required string Label { get; init; }

    /// <summary>Id of the archive; null for works and for unknown archives.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>Levels in the archive from the top down; null for what lies in none.</summary>
    public IReadOnlyList<string>? Path { get; init; }

    /// <summary>Path of its page in the index of sources; null where the index does not know it.</summary>
    public string? Page { get; init; }

    /// <summary>DOI of the work and who says so (<c>printed</c>, <c>matched</c>, <c>editor</c>); null where none is known.</summary>
    public (string Doi, string From)? Doi { get; init; }

    /// <summary>The mention that describes it best; null where it is not kept.</summary>
    public Reference? Best { get; init; }

    /// <summary>The notes that cite it, in order: page id and label.</summary>
    public required IReadOnlyList<(string HtmlId, string Label)> Notes { get; init; }
}

/// <summary>An archival unit that a published article cites.</summary>
public sealed record ToldUnit
{
    /// <summary>Id of the archive.</summary>
    public required string RepositoryId { get; init; }

    /// <summary>Levels in the archive from the top down.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>It in a few words.</summary>
    public required string Label { get; init; }

    /// <summary>Its id in the article.</summary>
    public required string SourceId { get; init; }

    /// <summary>Its place among the sources of the article.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The article's part of the address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>DOI of the article; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>How often the article mentions it.</summary>
    public required int Mentions { get; init; }
}
