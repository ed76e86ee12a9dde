using Recto.Journals.Desk;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>An account as a query gives it: one row for each grant, one without where there is none.</summary>
internal sealed record AccountRow
{
    public const string Columns = """
        a.id, a.email, a.email_key, a.name, a.language, a.password_hash, a.security_stamp, a.failed_count, a.locked_until, a.signed_in_at, a.deactivated_at, a.edit_version, a.created_at, a.erased_at, a.warned_at,
        g.role, g.journal_id
        """;

    public Guid Id { get; init; }
    public string Email { get; init; } = "";
    public string EmailKey { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Language { get; init; }
    public string? PasswordHash { get; init; }
    public string SecurityStamp { get; init; } = "";
    public int FailedCount { get; init; }
    public long? LockedUntil { get; init; }
    public long? SignedInAt { get; init; }
    public long? DeactivatedAt { get; init; }
    public int EditVersion { get; init; }
    public long CreatedAt { get; init; }
    public long? ErasedAt { get; init; }
    public long? WarnedAt { get; init; }
    public long? SeenAt { get; init; }
    public string? Role { get; init; }
    public Guid? JournalId { get; init; }

    /// <summary>The accounts of these rows, in their order.</summary>
    public static List<Account> Gather(IEnumerable<AccountRow> rows) => [.. rows.GroupBy(row => row.Id).Select(group => Of(group.First(), group))];

    private static Account Of(AccountRow row, IEnumerable<AccountRow> grants) => new()
    {
        Id = row.Id,
        Email = row.Email,
        EmailKey = row.EmailKey,
        Name = row.Name,
        Language = row.Language,
        PasswordHash = row.PasswordHash,
        SecurityStamp = row.SecurityStamp,
        FailedCount = row.FailedCount,
        LockedUntil = Instants.FromStored(row.LockedUntil),
        SignedInAt = Instants.FromStored(row.SignedInAt),
        DeactivatedAt = Instants.FromStored(row.DeactivatedAt),
        EditVersion = row.EditVersion,
        CreatedAt = Instants.FromStored(row.CreatedAt),
        IsErased = row.ErasedAt is not null,
        WarnedAt = Instants.FromStored(row.WarnedAt),
        Grants = [.. grants.Where(grant => grant.Role is not null).Select(grant => new DeskGrant(Words.Read<DeskRole>(grant.Role!), grant.JournalId))],
    };

    /// <summary>A name folded for sorting and seeking, Latin letters without their marks; never empty.</summary>
    public static string NameKey(string name) => AddressKey.Of(name, 200) is { Length: > 0 } key ? key : name;
}
