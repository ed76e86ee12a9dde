using System.Globalization;
using Dapper;
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
    public const int Most = 20;

    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int LongestName = 100;

    private const string Columns = "id, purpose, institution_id, name, hint, created_at, used_on";

    /// <summary>Adds a key.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">The key; its day of use is not kept.</param>
    /// <param name="keyHash">SHA-256 of it, 64 lower-case hexadecimal digits.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where there are <see cref="Most"/> already.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, AccessKeyRow key, string keyHash, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(key);
        StoredText.Require(key.Name, "The name of the key");
        await database.Dialect.LockAsync(tx, [$"access keys {key.InstitutionId:N}"], ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO access_keys (id, purpose, institution_id, name, key_hash, hint, created_at)
            SELECT @Id, @purpose, @InstitutionId, @Name, @keyHash, @Hint, @Created
            WHERE (SELECT COUNT(*) FROM access_keys WHERE purpose = @purpose{(key.InstitutionId is null ? "" : " AND institution_id = @InstitutionId")}) < @Most
            """, new { key.Id, purpose = Words.Of(key.Purpose), key.InstitutionId, key.Name, keyHash, key.Hint, key.Created, Most }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>The keys of an institution, or those of GetFTR, oldest first.</summary>
    /// <param name="institutionId">The institution; null for the keys of GetFTR.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<AccessKeyRow>> ListAsync(Guid? institutionId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition(
            $"SELECT {Columns} FROM access_keys WHERE {(institutionId is null ? "institution_id IS NULL" : "institution_id = @institutionId")} ORDER BY created_at, id", new { institutionId }, cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>The key of that hash; null where there is none. Whether its institution is open is not asked.</summary>
    public async Task<AccessKeyRow?> FindAsync(string keyHash, AccessKeyPurpose purpose, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM access_keys WHERE key_hash = @keyHash AND purpose = @purpose", new { keyHash, purpose = Words.Of(purpose) }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Removes a key of an institution, or one of GetFTR.</summary>
    /// <returns>The key that was removed; null where there is no such.</returns>
    public async Task<AccessKeyRow?> RemoveAsync(WriteTransaction tx, Guid? institutionId, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return (await tx.Connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            $"DELETE FROM access_keys WHERE id = @id AND {(institutionId is null ? "institution_id IS NULL" : "institution_id = @institutionId")} RETURNING {Columns}", new { id, institutionId }, tx.Transaction, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Notes the day on which a key was used.</summary>
    public async Task UsedAsync(Guid id, DateOnly day, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE access_keys SET used_on = @day WHERE id = @id AND (used_on IS NULL OR used_on < @day)",
            new { id, day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string Purpose { get; init; } = "";
        public Guid? InstitutionId { get; init; }
        public string Name { get; init; } = "";
        public string Hint { get; init; } = "";
        public long CreatedAt { get; init; }
        public string? UsedOn { get; init; }

        public AccessKeyRow ToRow() => new(Id, Words.Read<AccessKeyPurpose>(Purpose), InstitutionId, Name, Hint, Instants.FromStored(CreatedAt),
            DateOnly.TryParseExact(UsedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
    }
}
