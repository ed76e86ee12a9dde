using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>What a key is for.</summary>
public enum AccessKeyPurpose
{
    /// <summary>The holdings of one institution (KBART automation).</summary>
    Kbart = 1,

    /// <summary>Whether institutions may read an article, asked for by GetFTR.</summary>
    GetFtr,
}

/// <summary>A key as the desk sees it. The key itself is nowhere.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="InstitutionId">Whose holdings it opens; null for a key of GetFTR.</param>
/// <param name="Name">What the desk calls it.</param>
/// <param name="Hint">Its first letters.</param>
/// <param name="Created">When it was made.</param>
/// <param name="UsedOn">The day of its last use; null where it never was used.</param>
public sealed record AccessKeyRow(Guid Id, AccessKeyPurpose Purpose, Guid? InstitutionId, string Name, string Hint, DateTimeOffset Created, DateOnly? UsedOn);

/// <summary>Keys with which programs ask what institutions may read. The database knows a hash of each.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class AccessKeyStore(Database database)
{
    /// <summary>Keys that an institution may have, and keys of GetFTR that a site may have.</summary>
    public const int Most = HashedKeys.Most;

    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int LongestName = HashedKeys.LongestName;

    private readonly HashedKeys _keys = new(database, "access_keys", "purpose", "institution_id");

    /// <summary>Adds a key.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">The key; its day of use is not kept.</param>
    /// <param name="keyHash">SHA-256 of it, 64 lower-case hexadecimal digits.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where there are <see cref="Most"/> already.</returns>
    public Task<bool> AddAsync(WriteTransaction tx, AccessKeyRow key, string keyHash, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _keys.AddAsync(tx, new(key.Id, key.Name, key.Hint, key.Created), [Words.Of(key.Purpose), key.InstitutionId], keyHash, ct);
    }

    /// <summary>The keys of an institution, or those of GetFTR, oldest first.</summary>
    /// <param name="institutionId">The institution; null for the keys of GetFTR.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<AccessKeyRow>> ListAsync(Guid? institutionId, CancellationToken ct) => [.. (await _keys.ListAsync<Kept>(Owner(institutionId), ct)).Select(row => row.ToRow())];

    /// <summary>The key of that hash; null where there is none. Whether its institution is open is not asked.</summary>
    public async Task<AccessKeyRow?> FindAsync(string keyHash, AccessKeyPurpose purpose, CancellationToken ct) =>
        (await _keys.FindAsync<Kept>(keyHash, "purpose = @purpose", new { purpose = Words.Of(purpose) }, ct))?.ToRow();

    /// <summary>Removes a key of an institution, or one of GetFTR.</summary>
    /// <returns>The key that was removed; null where there is no such.</returns>
    public async Task<AccessKeyRow?> RemoveAsync(WriteTransaction tx, Guid? institutionId, Guid id, CancellationToken ct) => (await _keys.RemoveAsync<Kept>(tx, Owner(institutionId), id, ct))?.ToRow();

    /// <summary>Notes the day on which a key was used.</summary>
    public Task UsedAsync(Guid id, DateOnly day, CancellationToken ct) => _keys.UsedAsync(id, day, ct);

    private static object?[] Owner(Guid? institutionId) => [Words.Of(institutionId is null ? AccessKeyPurpose.GetFtr : AccessKeyPurpose.Kbart), institutionId];

    private sealed record Kept : HashedKeyRow
    {
        public string Purpose { get; init; } = "";
        public Guid? InstitutionId { get; init; }

        public AccessKeyRow ToRow() => new(Id, Words.Read<AccessKeyPurpose>(Purpose), InstitutionId, Name, Hint, Created, Used);
    }
}
