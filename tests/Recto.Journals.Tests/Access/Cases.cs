using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>An article that is closed, and rights to it.</summary>
internal static class Cases
{
    public static readonly Guid Article = Guid.Parse("0198a000-0000-7000-8000-000000000001");
    public static readonly Guid Issue = Guid.Parse("0198a000-0000-7000-8000-000000000002");
    public static readonly Guid Journal = Guid.Parse("0198a000-0000-7000-8000-000000000003");
    public static readonly Guid Elsewhere = Guid.Parse("0198a000-0000-7000-8000-000000000004");
    public static readonly Guid University = Guid.Parse("0198a000-0000-7000-8000-000000000005");

    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static AccessTerms Closed { get; } = new()
    {
        ArticleId = Article,
        JournalId = Journal,
        IssueId = Issue,
        Year = 2024,
        IsPublished = true,
        HasOpenLicence = false,
        Opening = Opening.Never,
    };

    public static HeldRight Right(RightKind kind = RightKind.Subscription, RightScope? scope = null, string from = "2026-01-01", string? until = "2027-01-01") => new()
    {
        Id = Guid.Parse("0198a000-0000-7000-8000-0000000000ff"),
        Kind = kind,
        Scope = scope ?? new RightScope { JournalIds = new HashSet<Guid> { Journal } },
        From = At(from),
        Until = until is null ? null : At(until),
    };

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static AccessDecision Decide(string at, params HeldRight[] rights) => Decide(At(at), rights);

    public static AccessDecision Decide(DateTimeOffset at, params HeldRight[] rights) => Decide(Closed, at, rights);

    public static AccessDecision Decide(AccessTerms terms, DateTimeOffset at, params HeldRight[] rights) => AccessRule.Decide(terms, new AccessReader { Rights = rights }, at);
}
