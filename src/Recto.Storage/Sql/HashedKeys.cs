using System.Globalization;
using Dapper;

namespace Recto.Storage.Sql;

/// <summary>
/// A table of keys that programs send. Of each the database knows a hash, a name, its first letters and the day of its last use; whose it is and what it opens stands in columns of its own, which the store knows that has the table.
/// </summary>
/// <param name="database">Where it is kept.</param>
/// <param name="table">Its name.</param>
/// <param name="own">The columns that say whose a key is and what it is for.</param>
internal sealed class HashedKeys(Database database, string table, params string[] own)
{
    /// <summary>Keys that one owner may have.</summary>
    public const int Most = 20;

    /// <summary>Longest name, in UTF-16 code units.</summary>
    public const int LongestName = 100;

    private string Columns => $"id, {string.Join(", ", own)}, name, hint, created_at, used_on";

    /// <summary>Adds a key.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="key">The key; its day of use is not kept.</param>
    /// <param name="owner">Values of the columns that say whose it is; those that are null are left out.</param>
    /// <param name="keyHash">SHA-256 of the key, 64 lower-case hexadecimal digits.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the owner has <see cref="Most"/> already.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, HashedKey key, object?[] owner, string keyHash, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(key.Name, "The name of the key");
        await database.Dialect.LockAsync(tx, [$"{table} {string.Join(' ', owner)}"], ct);
        var (condition, values) = Owned(owner);
        values.AddDynamicParams(new { key.Id, key.Name, keyHash, key.Hint, key.Created, Most });
        var said = own.Select((column, i) => (Column: column, Value: "@own" + i.ToString(CultureInfo.InvariantCulture), Is: owner[i] is not null)).Where(column => column.Is).ToList();
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO {table} (id, {string.Join(", ", said.Select(column => column.Column))}, name, key_hash, hint, created_at)
            SELECT @Id, {string.Join(", ", said.Select(column => column.Value))}, @Name, @keyHash, @Hint, @Created
            WHERE (SELECT COUNT(*) FROM {table} WHERE {condition}) < @Most
            """, values, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>The keys of an owner, oldest first.</summary>
    public async Task<IEnumerable<T>> ListAsync<T>(object?[] owner, CancellationToken ct) where T : HashedKeyRow
    {
        var (condition, values) = Owned(owner);
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryAsync<T>(new CommandDefinition($"SELECT {Columns} FROM {table} WHERE {condition} ORDER BY created_at, id", values, cancellationToken: ct));
    }

    /// <summary>The key of that hash that answers to a condition; null where there is none.</summary>
    /// <param name="keyHash">The hash.</param>
    /// <param name="condition">The condition, in SQL.</param>
    /// <param name="values">Its parameters; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<T?> FindAsync<T>(string keyHash, string condition, object? values, CancellationToken ct) where T : HashedKeyRow
    {
        var all = new DynamicParameters(values);
        all.Add("keyHash", keyHash);
        await using var connection = await database.OpenNewestAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition($"SELECT {Columns} FROM {table} WHERE key_hash = @keyHash AND {condition}", all, cancellationToken: ct));
    }

    /// <summary>Removes a key of an owner.</summary>
    /// <returns>The key that was removed; null where the owner has no such.</returns>
    public async Task<T?> RemoveAsync<T>(WriteTransaction tx, object?[] owner, Guid id, CancellationToken ct) where T : HashedKeyRow
    {
        database.RequireOwn(tx);
        var (condition, values) = Owned(owner);
        values.Add("id", id);
        return await tx.Connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition($"DELETE FROM {table} WHERE id = @id AND {condition} RETURNING {Columns}", values, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Removes all keys of an owner.</summary>
    public async Task RemoveAllAsync(WriteTransaction tx, object?[] owner, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var (condition, values) = Owned(owner);
        await tx.Connection.ExecuteAsync(new CommandDefinition($"DELETE FROM {table} WHERE {condition}", values, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Notes the day on which a key was used.</summary>
    public async Task UsedAsync(Guid id, DateOnly day, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition($"UPDATE {table} SET used_on = @day WHERE id = @id AND (used_on IS NULL OR used_on < @day)",
            new { id, day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    // A column that is null is asked for as such: nothing equals null in SQL.
    private (string Condition, DynamicParameters Values) Owned(object?[] owner)
    {
        var values = new DynamicParameters();
        var conditions = own.Select((column, i) =>
        {
            if (owner[i] is not { } value)
            {
                return column + " IS NULL";
            }

            var name = "own" + i.ToString(CultureInfo.InvariantCulture);
            values.Add(name, value);
            return $"{column} = @{name}";
        }).ToList();
        return (string.Join(" AND ", conditions), values);
    }
}

/// <summary>A key that is to be kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Hint">Its first letters.</param>
/// <param name="Created">When it was made.</param>
internal sealed record HashedKey(Guid Id, string Name, string Hint, DateTimeOffset Created);

/// <summary>A row of such a table; whose it is, the store's own row adds.</summary>
internal abstract record HashedKeyRow
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string Hint { get; init; } = "";

    public long CreatedAt { get; init; }

    public string? UsedOn { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created => Instants.FromStored(CreatedAt);

    /// <summary>The day of its last use; null where it never was used.</summary>
    public DateOnly? Used => DateOnly.TryParseExact(UsedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
