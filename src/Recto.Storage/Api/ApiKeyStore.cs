using System.Globalization;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Api;

/// <summary>A key of the read API as its owner sees it. The key itself is nowhere.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Hint">Its first letters.</param>
/// <param name="Created">When it was made.</param>
/// <param name="UsedOn">The day of its last use; null where it never was used.</param>
public sealed record ApiKeyRow(Guid Id, Guid AccountId, string Name, string Hint, DateTimeOffset Created, DateOnly? UsedOn);

/// <summary>The keys of the read API. The database knows a hash of each.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ApiKeyStore(Database database)
{
    /// <summary>Keys that an account may have.</summary>
    public const int Most = 20;

    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int LongestName = 100;

    private const string Columns = "id, account_id, name, hint, created_at, used_on";

    /// <summary>Adds a key.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">The key; its day of use is not kept.</param>
    /// <param name="keyHash">SHA-256 of it, 64 lower-case hexadecimal digits.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the account has <see cref="Most"/> already.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, ApiKeyRow key, string keyHash, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(key);
        StoredText.Require(key.Name, "The name of the key");
        await database.Dialect.LockAsync(tx, [$"api keys {key.AccountId:N}"], ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO api_keys (id, account_id, name, key_hash, hint, created_at)
            SELECT @Id, @AccountId, @Name, @keyHash, @Hint, @Created
            WHERE (SELECT COUNT(*) FROM api_keys WHERE account_id = @AccountId) < @Most
            """, new { key.Id, key.AccountId, key.Name, keyHash, key.Hint, key.Created, Most }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>An account's keys, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM api_keys WHERE account_id = @accountId ORDER BY created_at, id", new { accountId }, cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>The key of that hash, of an account that may sign in; null where there is none.</summary>
    public async Task<ApiKeyRow?> FindAsync(string keyHash, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition("""
            SELECT k.id, k.account_id, k.name, k.hint, k.created_at, k.used_on
            FROM api_keys k JOIN accounts a ON a.id = k.account_id
            WHERE k.key_hash = @keyHash AND a.deactivated_at IS NULL
            """, new { keyHash }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Removes a key of an account.</summary>
    /// <returns>The key that was removed; null where the account has no such.</returns>
    public async Task<ApiKeyRow?> RemoveAsync(WriteTransaction tx, Guid accountId, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return (await tx.Connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            $"DELETE FROM api_keys WHERE id = @id AND account_id = @accountId RETURNING {Columns}", new { id, accountId }, tx.Transaction, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Notes the day on which a key was used.</summary>
    public async Task UsedAsync(Guid id, DateOnly day, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE api_keys SET used_on = @day WHERE id = @id AND (used_on IS NULL OR used_on < @day)",
            new { id, day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public string Hint { get; init; } = "";
        public long CreatedAt { get; init; }
        public string? UsedOn { get; init; }

        public ApiKeyRow ToRow() => new(Id, AccountId, Name, Hint, Instants.FromStored(CreatedAt),
            DateOnly.TryParseExact(UsedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
    }
}
