using Recto.Journals.Articles;

namespace Recto.Storage.Articles;

/// <summary>An article as an import hands it over.</summary>
public sealed record ArticleToSave
{
    /// <summary>The address that a new article would like: lower-case letters, digits and hyphens. Where it is taken, the store adds <c>-2</c>, <c>-3</c>, …; an article that is already there keeps its own.</summary>
    public required string Slug { get; init; }

    /// <summary>The article that is written anew, whatever DOI and identity say; null to look for it by these.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its journal. An article that an editor has placed keeps its own, with issue and position.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>Its issue, of the same journal; null for an article that stands in none (yet).</summary>
    public Guid? IssueId { get; init; }

    /// <summary>Its place in the issue, from 1; null to order by page.</summary>
    public int? Position { get; init; }

    /// <summary>Its record.</summary>
    public required Article Article { get; init; }

    /// <summary>Its record as the file has it, where editors say otherwise; null where nobody does.</summary>
    public Article? AsRead { get; init; }

    /// <summary>What makes it the same article when it comes again without a DOI: <see cref="ArticleIdentity.Of"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>What it was read from.</summary>
    public required SourceFormat Format { get; init; }

    /// <summary>Equal where nothing that made the article has changed: <see cref="SourceStamp.Of"/>.</summary>
    public required string SourceHash { get; init; }

    /// <summary>Whether only editors may see it. One that was withdrawn stays so.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Which program made its HTML and its apparatus.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Whether an editor has taken its DOI away. Else a DOI that it has stays where the file gives none.</summary>
    public bool HasNoDoi { get; init; }

    /// <summary>Its HTML.</summary>
    public required ArticleFragments Fragments { get; init; }
}

/// <summary>What became of an article that was saved.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its address below <c>/articles/</c>.</param>
/// <param name="Version">1 at first, one more at each change.</param>
/// <param name="Outcome">What was done.</param>
public sealed record SavedArticle(Guid Id, string Slug, int Version, SaveOutcome Outcome)
{
    /// <summary>The address of the article that has the given DOI already and is another text, so that this one was kept without it; null otherwise.</summary>
    public string? DoiTakenBy { get; init; }

    /// <summary>The article as it was before; null where it is new.</summary>
    public ArticleStamp? Before { get; init; }
}

/// <summary>What a save did.</summary>
public enum SaveOutcome
{
    /// <summary>The article is new.</summary>
    Added = 1,

    /// <summary>The article was there and was written anew.</summary>
    Updated,

    /// <summary>The article was there just so; nothing was written. Its apparatus and files need no writing either.</summary>
    Unchanged,
}

/// <summary>An article that is there already, as an import needs to know it.</summary>
public sealed record ArticleStamp
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>Its <see cref="ArticleToSave.SourceHash"/>.</summary>
    public required string SourceHash { get; init; }

    /// <summary>Its journal.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>Its issue; null where it stands in none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>Its place in the issue; null where none was given.</summary>
    public int? Position { get; init; }

    /// <summary>Whether only editors may see it.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>Its DOI as written; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>Whether an editor chose its journal, issue and place.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>Whether it was withdrawn.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Counts changes by hand, from 1.</summary>
    public int EditVersion { get; init; } = 1;

    /// <summary>Whether an editor says another DOI than its file, or none.</summary>
    public bool HasEditedDoi { get; init; }

    internal string IdentityKey { get; init; } = "";

    internal byte[]? Sketch { get; init; }
}
