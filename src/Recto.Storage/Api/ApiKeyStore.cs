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
    public const int Most = HashedKeys.Most;

    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int LongestName = HashedKeys.LongestName;

    private readonly HashedKeys _keys = new(database, "api_keys", "account_id");

    /// <summary>Adds a key.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">The key; its day of use is not kept.</param>
    /// <param name="keyHash">SHA-256 of it, 64 lower-case hexadecimal digits.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the account has <see cref="Most"/> already.</returns>
    public Task<bool> AddAsync(WriteTransaction tx, ApiKeyRow key, string keyHash, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _keys.AddAsync(tx, new(key.Id, key.Name, key.Hint, key.Created), [key.AccountId], keyHash, ct);
    }

    /// <summary>An account's keys, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(Guid accountId, CancellationToken ct) => [.. (await _keys.ListAsync<Kept>([accountId], ct)).Select(row => row.ToRow())];

    /// <summary>The key of that hash, of an account that may sign in; null where there is none.</summary>
    public async Task<ApiKeyRow?> FindAsync(string keyHash, CancellationToken ct) =>
        (await _keys.FindAsync<Kept>(keyHash, "EXISTS (SELECT 1 FROM accounts a WHERE a.id = api_keys.account_id AND a.deactivated_at IS NULL)", null, ct))?.ToRow();

    /// <summary>Removes a key of an account.</summary>
    /// <returns>The key that was removed; null where the account has no such.</returns>
    public async Task<ApiKeyRow?> RemoveAsync(WriteTransaction tx, Guid accountId, Guid id, CancellationToken ct) => (await _keys.RemoveAsync<Kept>(tx, [accountId], id, ct))?.ToRow();

    /// <summary>Removes all keys of an account.</summary>
    public Task RemoveAllAsync(WriteTransaction tx, Guid accountId, CancellationToken ct) => _keys.RemoveAllAsync(tx, [accountId], ct);

    /// <summary>Notes the day on which a key was used.</summary>
    public Task UsedAsync(Guid id, DateOnly day, CancellationToken ct) => _keys.UsedAsync(id, day, ct);

    private sealed record Kept : HashedKeyRow
    {
        public Guid AccountId { get; init; }

        public ApiKeyRow ToRow() => new(Id, AccountId, Name, Hint, Created, Used);
    }
}
