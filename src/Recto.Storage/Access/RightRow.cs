using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>A right as the desk, its holder and a librarian see it.</summary>
public sealed record RightRow
{
    /// <summary>As it is kept.</summary>
    public required RightToKeep Right { get; init; }

    /// <summary>The institution's part of addresses and its name; null where it is a person's or a link's.</summary>
    public (string Key, string Name)? Institution { get; init; }

    /// <summary>Name and address of the account; null where none is named.</summary>
    public (string Name, string Email)? Account { get; init; }

    /// <summary>What it is for.</summary>
    public required RightTargetNames Target { get; init; }

    /// <summary>When it was taken back; null where it stands.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Why.</summary>
    public string? RevokedWhy { get; init; }

    /// <summary>The order that it comes from; null where the desk gave it.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Whether the desk agreed on it, and may change it: it was not bought, and no link carries it.</summary>
    public bool IsOfDesk => OrderId is null && Right.Holder.TokenHash is null;

    /// <summary>The right that continues it and stands; null for none.</summary>
    public Guid? RenewedById { get; init; }

    /// <summary>When it was written down.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its end was last changed by hand, else when it was written down.</summary>
    public DateTimeOffset EndKnownSince { get; init; }

    /// <summary>For how long after its end it still opens what it is for.</summary>
    public TimeSpan Grace => TimeSpan.FromDays(Right.GraceDays);

    /// <summary>How it stands at that instant.</summary>
    public RightState StateAt(DateTimeOffset now) => RevokedAt <= now ? RightState.Revoked
        : now < Right.StartsAt ? RightState.NotBegun
        : Right.EndsAt is not { } end || now < end ? RightState.Running
        : now < end + Grace ? RightState.InGrace
        : RightState.Ended;
}

/// <summary>How a right stands.</summary>
public enum RightState
{
    /// <summary>It opens what it is for.</summary>
    Running = 1,

    /// <summary>It begins later.</summary>
    NotBegun,

    /// <summary>It has ended, and its grace has not.</summary>
    InGrace,

    /// <summary>It has ended; perpetual years may stay.</summary>
    Ended,

    /// <summary>It was taken back.</summary>
    Revoked,
}

/// <summary>Names of what a right is for, and parts of its addresses; all null for the whole site.</summary>
public sealed record RightTargetNames
{
    /// <summary>The article's part of addresses.</summary>
    public string? ArticleSlug { get; init; }

    /// <summary>Its title.</summary>
    public string? ArticleTitle { get; init; }

    /// <summary>The issue's part of addresses.</summary>
    public string? IssueKey { get; init; }

    /// <summary>Its volume.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>Its number.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>Its title.</summary>
    public string? IssueTitle { get; init; }

    /// <summary>The journal's part of addresses: of the article, the issue, or itself.</summary>
    public string? JournalKey { get; init; }

    /// <summary>Its title.</summary>
    public string? JournalTitle { get; init; }

    /// <summary>The part of addresses of the list of titles.</summary>
    public string? ListKey { get; init; }

    /// <summary>Its name.</summary>
    public string? ListName { get; init; }
}

/// <summary>A right with its names as a query gives it.</summary>
internal sealed record RightListed
{
    public const string Columns = """
        r.id, r.kind, r.institution_id, r.account_id, r.email_key, r.token_hash, r.article_id, r.issue_id, r.journal_id, r.title_list_id, r.first_year, r.last_year, r.starts_at, r.ends_at, r.grace_days,
        r.has_perpetual, r.perpetual_first, r.perpetual_last, r.may_download, r.may_print, r.revoked_at, r.revoked_why, r.order_id, r.details, r.edit_version, r.created_at, r.renews_id,
        COALESCE(r.end_set_at, r.created_at) AS end_known_since,
        n.key AS institution_key, n.name AS institution_name, a.name AS account_name, a.email AS account_email,
        t.slug AS article_slug, t.title AS article_title, i.key AS issue_key, i.volume AS issue_volume, i.number AS issue_number, i.title AS issue_title,
        j.key AS journal_key, j.title AS journal_title, l.key AS list_key, l.name AS list_name,
        (SELECT x.id FROM rights x WHERE x.renews_id = r.id AND x.revoked_at IS NULL) AS renewed_by_id
        """;

    public const string Joined = """
        LEFT JOIN institutions n ON n.id = r.institution_id LEFT JOIN accounts a ON a.id = r.account_id
        LEFT JOIN articles t ON t.id = r.article_id LEFT JOIN issues i ON i.id = r.issue_id
        LEFT JOIN journals j ON j.id = COALESCE(r.journal_id, t.journal_id, i.journal_id) LEFT JOIN title_lists l ON l.id = r.title_list_id
        """;

    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public Guid? InstitutionId { get; init; }
    public Guid? AccountId { get; init; }
    public string? EmailKey { get; init; }
    public string? TokenHash { get; init; }
    public Guid? ArticleId { get; init; }
    public Guid? IssueId { get; init; }
    public Guid? JournalId { get; init; }
    public Guid? TitleListId { get; init; }
    public int? FirstYear { get; init; }
    public int? LastYear { get; init; }
    public long StartsAt { get; init; }
    public long? EndsAt { get; init; }
    public int GraceDays { get; init; }
    public int HasPerpetual { get; init; }
    public int? PerpetualFirst { get; init; }
    public int? PerpetualLast { get; init; }
    public int MayDownload { get; init; }
    public int MayPrint { get; init; }
    public long? RevokedAt { get; init; }
    public string? RevokedWhy { get; init; }
    public Guid? OrderId { get; init; }
    public string? Details { get; init; }
    public int EditVersion { get; init; }
    public long CreatedAt { get; init; }
    public Guid? RenewsId { get; init; }
    public long EndKnownSince { get; init; }
    public string? InstitutionKey { get; init; }
    public string? InstitutionName { get; init; }
    public string? AccountName { get; init; }
    public string? AccountEmail { get; init; }
    public string? ArticleSlug { get; init; }
    public string? ArticleTitle { get; init; }
    public string? IssueKey { get; init; }
    public string? IssueVolume { get; init; }
    public string? IssueNumber { get; init; }
    public string? IssueTitle { get; init; }
    public string? JournalKey { get; init; }
    public string? JournalTitle { get; init; }
    public string? ListKey { get; init; }
    public string? ListName { get; init; }
    public Guid? RenewedById { get; init; }

    public RightRow ToRow() => new()
    {
        Right = new()
        {
            Id = Id,
            Kind = Words.Read<RightKind>(Kind),
            Holder = new() { InstitutionId = InstitutionId, AccountId = AccountId, EmailKey = EmailKey, TokenHash = TokenHash },
            Target = new() { ArticleId = ArticleId, IssueId = IssueId, JournalId = JournalId, TitleListId = TitleListId },
            Years = FirstYear is null && LastYear is null ? null : new YearRange(FirstYear, LastYear),
            StartsAt = Instants.FromStored(StartsAt),
            EndsAt = Instants.FromStored(EndsAt),
            GraceDays = GraceDays,
            Perpetual = HasPerpetual == 0 ? null : new YearRange(PerpetualFirst, PerpetualLast),
            Uses = (MayDownload == 0 ? RightUses.None : RightUses.Download) | (MayPrint == 0 ? RightUses.None : RightUses.Print),
            Details = ReadDetails(Details),
            RenewsId = RenewsId,
            EditVersion = EditVersion,
        },
        Institution = InstitutionKey is null ? null : (InstitutionKey, InstitutionName!),
        Account = AccountEmail is null ? null : (AccountName!, AccountEmail),
        Target = new() { ArticleSlug = ArticleSlug, ArticleTitle = ArticleTitle, IssueKey = IssueKey, IssueVolume = IssueVolume, IssueNumber = IssueNumber, IssueTitle = IssueTitle, JournalKey = JournalKey, JournalTitle = JournalTitle, ListKey = ListKey, ListName = ListName },
        RevokedAt = Instants.FromStored(RevokedAt),
        RevokedWhy = RevokedWhy,
        OrderId = OrderId,
        RenewedById = RenewedById,
        CreatedAt = Instants.FromStored(CreatedAt),
        EndKnownSince = Instants.FromStored(EndKnownSince),
    };

    // What an order wrote is its own.
    private RightDetails ReadDetails(string? json) => OrderId is null ? RightDetailsJson.Read(json) : RightDetails.None;
}
