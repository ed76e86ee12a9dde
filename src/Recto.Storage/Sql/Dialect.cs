using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Recto.Storage.Sql;

/// <summary>What is left of the differences between SQLite and PostgreSQL after the schema has designed the others away.</summary>
public sealed class Dialect
{
    private Dialect() { }

    /// <summary>SQLite, embedded.</summary>
    public static Dialect Sqlite { get; } = new()
    {
        Name = "sqlite",
        HasOneWriter = true,
        KeepsStatements = true,
        Variables = new() { ["Key"] = "TEXT", ["Ordered"] = "TEXT", ["Bytes"] = "BLOB" },
    };

    /// <summary>PostgreSQL.</summary>
    public static Dialect Postgres { get; } = new()
    {
        Name = "postgres",
        HasOneWriter = false,
        Variables = new() { ["Key"] = "uuid", ["Ordered"] = "text COLLATE \"C\"", ["Bytes"] = "bytea" },
    };

    /// <summary>As it stands in the names of paired migrations: <c>sqlite</c> or <c>postgres</c>.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Whether only one transaction can write at a time.</summary>
    public bool HasOneWriter { get; private init; }

    /// <summary>Whether statements are kept compiled on connections of our own.</summary>
    internal bool KeepsStatements { get; private init; }

    /// <summary>What the migrations call <c>$Key$</c>, <c>$Ordered$</c> and <c>$Bytes$</c>.</summary>
    internal Dictionary<string, string> Variables { get; private init; } = [];

    /// <summary>A transaction in which several reading statements see one picture, and nobody has to wait.</summary>
    internal static async ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    /// <summary>
    /// Makes whoever else saves the thing of that name wait until this transaction ends.
    /// SQLite's transactions wait for each other anyhow; names in use at once are taken in one order, so that two cannot wait for each other.
    /// </summary>
    internal async Task LockAsync(WriteTransaction tx, IEnumerable<string> names, CancellationToken ct)
    {
        if (HasOneWriter)
        {
            return;
        }

        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            await using var command = tx.Command("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", ("name", name));
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
