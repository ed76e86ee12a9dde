namespace Recto.Storage.Usage;

/// <summary>Whose use is asked for: of the site, a journal, an issue, an article.</summary>
public sealed record UsageScope
{
    private UsageScope()
    {
    }

    /// <summary>Everything.</summary>
    public static UsageScope Site { get; } = new();

    /// <summary>The journal; null for others.</summary>
    public Guid? JournalId { get; private init; }

    /// <summary>The issue; null for others.</summary>
    public Guid? IssueId { get; private init; }

    /// <summary>The article; null for others.</summary>
    public Guid? ArticleId { get; private init; }

    /// <summary>The one id of these; null for the site.</summary>
    internal Guid? Id => JournalId ?? IssueId ?? ArticleId;

    /// <summary>A journal, with what was used of it while it was there.</summary>
    public static UsageScope OfJournal(Guid id) => new() { JournalId = id };

    /// <summary>An issue: the articles that stand in it today.</summary>
    public static UsageScope OfIssue(Guid id) => new() { IssueId = id };

    /// <summary>An article, whatever journal it stood in.</summary>
    public static UsageScope OfArticle(Guid id) => new() { ArticleId = id };
}
