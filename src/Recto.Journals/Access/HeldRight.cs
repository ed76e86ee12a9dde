using System.Globalization;

namespace Recto.Journals.Access;

/// <summary>A right that somebody holds: from a subscription, a trial, a purchase, a token. Whether it opens an article at an instant is decided by <see cref="AccessRule"/> alone.</summary>
public sealed record HeldRight
{
    /// <summary>The right.</summary>
    public required Guid Id { get; init; }

    /// <summary>From what it comes.</summary>
    public required RightKind Kind { get; init; }

    /// <summary>What it is for.</summary>
    public required RightScope Scope { get; init; }

    /// <summary>The institution that gives it to its readers; null where it is a person's own. For a consortium's right, the institution through which this reader comes.</summary>
    public Guid? InstitutionId { get; init; }

    /// <summary>What “Access provided by” says; null where it is a person's own.</summary>
    public string? Provider { get; init; }

    /// <summary>Its first instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it, without grace; null where it has no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How long it still opens after its end, while a renewal is under way. Not negative.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>First and last year of content that stays open for good after the end; null where nothing does.</summary>
    public YearRange? Perpetual { get; init; }

    /// <summary>When it was taken back (a refund, a dispute, an editor); null where it stands.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What may be done: reading online always, and these.</summary>
    public RightUses Uses { get; init; } = RightUses.Download | RightUses.Print;

    /// <summary>The first instant at which it opens nothing any more but what stays for good: its end with its grace, or when it was taken back; null where neither is known.</summary>
    public DateTimeOffset? ClosesAt
    {
        get
        {
            var end = Until is { } until ? (Grace < DateTimeOffset.MaxValue - until ? until + Grace : DateTimeOffset.MaxValue) : (DateTimeOffset?)null;
            return RevokedAt < (end ?? DateTimeOffset.MaxValue) ? RevokedAt : end;
        }
    }

    /// <summary>Whether it closes because it was taken back, not because it ends.</summary>
    public bool WasTakenBack => RevokedAt is not null && RevokedAt == ClosesAt;

    /// <summary>Whether there may be an article that it opens at that instant. Which, is asked of <see cref="AccessRule"/>.</summary>
    public bool OpensSomething(DateTimeOffset at) => From <= at && !(RevokedAt <= at) && (!(ClosesAt <= at) || Perpetual is not null);

    /// <summary>All that may be decided or told by it at that instant, in words: other words when anything of it is changed, and when the clock begins it, ends it, or ends its grace.</summary>
    internal string Words(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"{Id:N} {(int)Kind} {Scope.Words} {InstitutionId:N} {From.UtcTicks} {Until?.UtcTicks} {Grace.Ticks} {Perpetual} {RevokedAt?.UtcTicks} {(int)Uses} {From <= at}{Until <= at}{ClosesAt <= at}{RevokedAt <= at} {Provider?.Length} {Provider}");
}

/// <summary>First and last year, both in it.</summary>
/// <param name="First">First; null where there is no bound.</param>
/// <param name="Last">Last; null where there is no bound.</param>
public readonly record struct YearRange(int? First, int? Last)
{
    /// <summary>Whether that year lies in it. What has no date lies only in a range without bounds.</summary>
    public bool Holds(int? year) => year is { } known ? (First is null || First <= known) && (Last is null || known <= Last) : First is null && Last is null;
}

/// <summary>What a right is for: one of its fields names it.</summary>
public sealed record RightScope
{
    /// <summary>One article.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>All articles of one issue.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>All articles of these journals: one, or those of a list of titles; null where article or issue is named, or everything of the site is meant.</summary>
    public IReadOnlySet<Guid>? JournalIds { get; init; }

    /// <summary>Years of content that it is bounded to; null where it is not.</summary>
    public YearRange? Years { get; init; }

    /// <summary>Everything of the site.</summary>
    public static RightScope Site { get; } = new();

    internal string Words => $"{ArticleId:N} {IssueId:N} {(JournalIds is null ? "-" : string.Join(',', JournalIds.Order().Select(journal => journal.ToString("N"))))} {Years}";

    /// <summary>Whether the article is among what it is for, its years left aside.</summary>
    public bool IsAbout(AccessTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return ArticleId is { } article ? article == terms.ArticleId
            : IssueId is { } issue ? issue == terms.IssueId
            : JournalIds is null || JournalIds.Contains(terms.JournalId);
    }
}

/// <summary>From what a right comes.</summary>
public enum RightKind
{
    /// <summary>A subscription of a person, an institution or a consortium.</summary>
    Subscription = 1,

    /// <summary>A trial.</summary>
    Trial,

    /// <summary>Bought for a time.</summary>
    Purchase,

    /// <summary>Given by the desk, or carried by a link.</summary>
    Token,
}

/// <summary>What may be done beyond reading online.</summary>
[Flags]
public enum RightUses
{
    /// <summary>Reading online only.</summary>
    None = 0,

    /// <summary>Files may be taken away.</summary>
    Download = 1,

    /// <summary>Printing is permitted: said to the reader, not enforced.</summary>
    Print = 2,
}
