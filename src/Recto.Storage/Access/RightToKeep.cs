using Recto.Journals.Access;

namespace Recto.Storage.Access;

/// <summary>A right as the desk writes it.</summary>
public sealed record RightToKeep
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>From what it comes.</summary>
    public required RightKind Kind { get; init; }

    /// <summary>Whose it is.</summary>
    public required RightHolder Holder { get; init; }

    /// <summary>What it is for.</summary>
    public required RightTarget Target { get; init; }

    /// <summary>Years of content that it is bounded to; null where it is not.</summary>
    public YearRange? Years { get; init; }

    /// <summary>Its first instant.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The first instant after it; null where it has no end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Days of grace, 0 to 3660.</summary>
    public int GraceDays { get; init; }

    /// <summary>Years of content that stay open after the end; null where none does.</summary>
    public YearRange? Perpetual { get; init; }

    /// <summary>What may be done beyond reading.</summary>
    public RightUses Uses { get; init; } = RightUses.Download | RightUses.Print;

    /// <summary>What no rule asks.</summary>
    public RightDetails Details { get; init; } = RightDetails.None;

    /// <summary>The right that it continues; null where it is the first.</summary>
    public Guid? RenewsId { get; init; }

    /// <summary>The version that was edited; not read when it is added.</summary>
    public int EditVersion { get; init; }
}

/// <summary>Whose a right is: one of these.</summary>
public sealed record RightHolder
{
    /// <summary>An institution or a consortium.</summary>
    public Guid? InstitutionId { get; init; }

    /// <summary>An account.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>An address, folded for comparing as accounts fold theirs.</summary>
    public string? EmailKey { get; init; }

    /// <summary>SHA-256 of what a link carries, lower-case hex.</summary>
    public string? TokenHash { get; init; }
}

/// <summary>What a right is for: one of these, or none for the whole site.</summary>
public sealed record RightTarget
{
    /// <summary>The whole site.</summary>
    public static RightTarget Site { get; } = new();

    /// <summary>One article.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>One issue.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>One journal.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>A list of titles.</summary>
    public Guid? TitleListId { get; init; }
}
