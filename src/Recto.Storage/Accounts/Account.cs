using Recto.Journals.Desk;

namespace Recto.Storage.Accounts;

/// <summary>Somebody who can sign in.</summary>
public sealed record Account
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Address for mail, as its owner writes it. Set by the framework when it is changed.</summary>
    public required string Email { get; set; }

    /// <summary>The address folded for comparing. Set by the framework.</summary>
    public required string EmailKey { get; set; }

    /// <summary>Name as shown to colleagues.</summary>
    public required string Name { get; init; }

    /// <summary>BCP 47 tag of mails to them; null where nobody has said.</summary>
    public string? Language { get; init; }

    /// <summary>The framework's hash of the password; null where none was set. Set by the framework.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever every sign-in before is to end. Set by the framework.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>Wrong passwords in a row. Set by the framework.</summary>
    public int FailedCount { get; set; }

    /// <summary>Until when no password is taken; null where it is. Set by the framework.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Last sign-in; null where there was none yet.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Since when the account can do nothing; null for one that can.</summary>
    public DateTimeOffset? DeactivatedAt { get; init; }

    /// <summary>Counts changes by hand at the desk, from 1.</summary>
    public int EditVersion { get; init; } = 1;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether its person was taken out of it; it can never be used again.</summary>
    public bool IsErased { get; init; }

    /// <summary>When its owner was last told that somebody tries passwords; null where never.</summary>
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>What was given to them.</summary>
    public IReadOnlyList<DeskGrant> Grants { get; init; } = [];

    /// <summary>Whether it can sign in.</summary>
    public bool IsActive => DeactivatedAt is null;

    /// <summary>The person at the desk.</summary>
    public DeskPerson Person => new(Id, Name, Email, Grants);
}
