using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Federation;

/// <summary>By what providers of persons accounts are known.</summary>
/// <param name="database">Where that is kept.</param>
public sealed class AccountIdentityStore(Database database)
{
    private const string Columns = "id, account_id, issuer, subject, created_at";

    /// <summary>The account that a provider means; null where it has no account here.</summary>
    public async Task<AccountIdentity?> FindAsync(string issuer, string subject, CancellationToken ct)
    {
        if (!StoredText.CanStand(issuer, subject))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM account_identities WHERE issuer = @issuer AND subject = @subject", new { issuer, subject }, cancellationToken: ct)))?.ToIdentity();
    }

    /// <summary>All of an account, first put down first.</summary>
    public async Task<IReadOnlyList<AccountIdentity>> ListAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM account_identities WHERE account_id = @accountId ORDER BY created_at, id", new { accountId }, cancellationToken: ct))).Select(row => row.ToIdentity())];
    }

    /// <summary>Adds one.</summary>
    /// <returns>False where the provider means an account already, this or another: nothing was changed then.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, AccountIdentity identity, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(identity);
        StoredText.Require(identity.Issuer, "The issuer");
        StoredText.Require(identity.Subject, "The subject");
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO account_identities (id, account_id, issuer, subject, created_at) VALUES (@Id, @AccountId, @Issuer, @Subject, @CreatedAt) ON CONFLICT (issuer, subject) DO NOTHING
            """, new { identity.Id, identity.AccountId, identity.Issuer, identity.Subject, identity.CreatedAt }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Removes one of an account.</summary>
    /// <returns>What was removed; null where there was none.</returns>
    public async Task<AccountIdentity?> RemoveAsync(WriteTransaction tx, Guid accountId, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return (await tx.Connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"DELETE FROM account_identities WHERE id = @id AND account_id = @accountId RETURNING {Columns}", new { id, accountId }, tx.Transaction, cancellationToken: ct)))?.ToIdentity();
    }

    /// <summary>Removes all of an account.</summary>
    public Task RemoveAllAsync(WriteTransaction tx, Guid accountId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM account_identities WHERE account_id = @accountId", new { accountId }, tx.Transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Issuer { get; init; } = "";
        public string Subject { get; init; } = "";
        public long CreatedAt { get; init; }

        public AccountIdentity ToIdentity() => new(Id, AccountId, Issuer, Subject, Instants.FromStored(CreatedAt));
    }
}
