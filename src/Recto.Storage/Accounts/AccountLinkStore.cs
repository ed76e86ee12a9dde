using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>Links that sign somebody in once. The database knows a hash of each, never the link.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class AccountLinkStore(Database database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Adds a link, and throws away what has long been of no use.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="keyHash">SHA-256 of its key, 64 lower-case hexadecimal digits.</param>
    /// <param name="accountId">Whom it signs in; null for the link to the first account.</param>
    /// <param name="now">When.</param>
    /// <param name="expiresAt">Until when it is good; null for until it is used.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AddAsync(WriteTransaction tx, string keyHash, Guid? accountId, DateTimeOffset now, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM account_links WHERE expires_at < @long OR used_at < @long", new { @long = now - Kept }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO account_links (key_hash, account_id, created_at, expires_at) VALUES (@keyHash, @accountId, @now, @expiresAt)",
            new { keyHash, accountId, now, expiresAt }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>The link of that hash, whether it is still good or not; null where there is none.</summary>
    public async Task<AccountLink?> FindAsync(string keyHash, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("SELECT account_id, expires_at, used_at FROM account_links WHERE key_hash = @keyHash", new { keyHash }, cancellationToken: ct)))?.ToLink();
    }

    /// <summary>Uses a link up. Of several who try at once, one succeeds.</summary>
    /// <returns>The link; null where it is unknown, used or too old.</returns>
    public async Task<AccountLink?> UseAsync(WriteTransaction tx, string keyHash, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return (await tx.Connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            UPDATE account_links SET used_at = @now WHERE key_hash = @keyHash AND used_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
            RETURNING account_id, expires_at, NULL AS used_at
            """, new { keyHash, now }, tx.Transaction, cancellationToken: ct)))?.ToLink();
    }

    /// <summary>How many links were made for an account since then.</summary>
    public async Task<long> CountAsync(Guid accountId, DateTimeOffset since, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM account_links WHERE account_id = @accountId AND created_at > @since", new { accountId, since }, cancellationToken: ct));
    }

    /// <summary>Makes every link of an account worthless.</summary>
    public Task RevokeAsync(WriteTransaction tx, Guid accountId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM account_links WHERE account_id = @accountId AND used_at IS NULL", new { accountId }, tx.Transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public Guid? AccountId { get; init; }
        public long? ExpiresAt { get; init; }
        public object? UsedAt { get; init; }

        public AccountLink ToLink() => new(AccountId, Instants.FromStored(ExpiresAt), UsedAt is not null);
    }
}

/// <summary>A link that signs somebody in once.</summary>
/// <param name="AccountId">Whom; null for the link to the first account.</param>
/// <param name="ExpiresAt">Until when it is good; null for until it is used.</param>
/// <param name="IsUsed">Whether it was used.</param>
public sealed record AccountLink(Guid? AccountId, DateTimeOffset? ExpiresAt, bool IsUsed)
{
    /// <summary>Whether it still signs in.</summary>
    public bool IsGood(DateTimeOffset now) => !IsUsed && (ExpiresAt is null || ExpiresAt > now);
}
