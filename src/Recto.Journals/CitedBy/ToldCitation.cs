namespace Recto.Journals.CitedBy;

/// <summary>Who tells that an article is cited.</summary>
public enum CitationSource
{
    /// <summary>Crossref’s forward links, which a member gets for its own prefix.</summary>
    Crossref = 1,

    /// <summary>OpenCitations Index.</summary>
    OpenCitations,

    /// <summary>Notes and reference lists of articles on this site.</summary>
    OwnNotes,
}

/// <summary>What one source tells: that a work cites the article.</summary>
/// <param name="Source">Who tells it.</param>
/// <param name="Work">The citing work.</param>
/// <param name="FirstSeen">When it was first told.</param>
/// <param name="LastSeen">When it was last told.</param>
public sealed record ToldCitation(CitationSource Source, CitingWork Work, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    /// <summary>Whether the source says that authors cite themselves; null where it says nothing of it.</summary>
    public bool? IsSelf { get; init; }

    /// <summary>The citing article, where it is one of this site.</summary>
    public Guid? ArticleId { get; init; }
}

/// <summary>The article that is cited, as far as it is needed to tell self-citations.</summary>
/// <param name="Keys">Its own names: its DOI, and no others.</param>
/// <param name="Authors">Its authors.</param>
public sealed record CitedArticle(IReadOnlyList<string> Keys, IReadOnlyList<CitingAuthor> Authors);

/// <summary>One citing work, whoever tells of it.</summary>
public sealed record MergedCitation
{
    /// <summary>By what it is told from others.</summary>
    public required string Key { get; init; }

    /// <summary>The best record of it.</summary>
    public required CitingWork Work { get; init; }

    /// <summary>Who tells it, when first and when last; each source once.</summary>
    public required IReadOnlyList<SeenBy> SeenBy { get; init; }

    /// <summary>DOIs of other versions, as a preprint; upper case.</summary>
    public IReadOnlyList<string> OtherVersions { get; init; } = [];

    /// <summary>The citing article, where it is one of this site.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>Whether one who wrote the cited article wrote this one too.</summary>
    public required bool IsSelf { get; init; }

    /// <summary>Whether it was retracted.</summary>
    public required bool IsRetracted { get; init; }

    /// <summary>When it was first told by anybody.</summary>
    public DateTimeOffset FirstSeen => SeenBy.Min(seen => seen.First);
}

/// <summary>When a source told of a citation.</summary>
/// <param name="Source">The source.</param>
/// <param name="First">First.</param>
/// <param name="Last">Last.</param>
public sealed record SeenBy(CitationSource Source, DateTimeOffset First, DateTimeOffset Last);
