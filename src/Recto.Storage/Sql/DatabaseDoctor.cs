using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>Looks at a database without changing it.</summary>
/// <param name="database">The database.</param>
public sealed class DatabaseDoctor(Database database)
{
    private const long LittleSpace = 500L * 1024 * 1024;

    private bool IsEmbedded => database.Options.PostgreSql is null;

    /// <summary>How it is. Does not throw for a database that is missing, damaged or out of reach: that is the answer.</summary>
    public async Task<DatabaseHealth> ExamineAsync(CancellationToken ct)
    {
        var free = FreeBytes();
        var problems = new List<string>();
        if (free is < LittleSpace)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Only {free / (1024 * 1024)} MB are free on the disk of {Path.GetFullPath(database.Options.DataFolder)}: make room before importing."));
        }

        var health = new DatabaseHealth { Place = Place(), Exists = false, FreeBytes = free };
        if (IsEmbedded && !File.Exists(database.Options.SqliteFile))
        {
            problems.Add($"There is no database at {health.Place} yet: 'recto serve' or 'recto import' makes it.");
            return health with { Problems = problems };
        }

        try
        {
            await using var connection = await database.OpenAsync(ct);
            health = await AskAsync(connection, health, ct);
        }
        catch (DbException refusal)
        {
            problems.Add(IsEmbedded
                ? $"The database at {health.Place} cannot be read ({refusal.Message}): check the rights of the file, or restore a backup."
                : $"PostgreSQL at {health.Place} does not answer ({refusal.Message}): check that it runs and that the connection string is right.");
            return health with { Exists = IsEmbedded, Problems = problems };
        }

        problems.AddRange(ProblemsOf(health));
        return health with { Problems = problems };
    }

    private async Task<DatabaseHealth> AskAsync(DbConnection connection, DatabaseHealth health, CancellationToken ct)
    {
        var applied = await MigrationState.AppliedAsync(database, ct);
        var known = MigrationSteps.For(database.Dialect).Select(step => step.Name).ToList();
        health = health with { Exists = true, Applied = applied, Pending = [.. known.Except(applied)], Unknown = [.. applied.Except(known)] };
        if (!IsEmbedded)
        {
            return health with
            {
                Product = "PostgreSQL " + await TextAsync(connection, "SHOW server_version", ct),
                IsWritable = await TextAsync(connection, "SHOW transaction_read_only", ct) == "off",
                Bytes = await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT pg_database_size(current_database())", cancellationToken: ct)),
            };
        }

        var check = (await connection.QueryAsync<string>(new CommandDefinition("PRAGMA quick_check", cancellationToken: ct))).AsList();
        return health with
        {
            Product = "SQLite " + connection.ServerVersion,
            Damage = check is ["ok"] ? [] : check,
            JournalMode = await TextAsync(connection, "PRAGMA journal_mode", ct),
            IsWritable = await CanWriteAsync(connection, ct),
            Bytes = new FileInfo(database.Options.SqliteFile).Length,
        };
    }

    private static IEnumerable<string> ProblemsOf(DatabaseHealth health)
    {
        if (health.Unknown.Count > 0)
        {
            yield return $"The database was made by a newer Recto (steps {string.Join(", ", health.Unknown)}): start that one, or restore the backup from before it.";
        }

        if (health.Pending.Count > 0)
        {
            yield return $"{health.Pending.Count} steps of migration are still to be taken ({string.Join(", ", health.Pending)}): 'recto serve' takes them; make a backup first.";
        }

        if (health.Damage is { Count: > 0 } damage)
        {
            yield return $"The database file is damaged ({damage[0]}): stop Recto, keep a copy of the file, and restore a backup.";
        }

        if (health.JournalMode is { } mode && mode != "wal")
        {
            yield return $"The database's journal mode is {mode} and not wal: start 'recto serve' once on a local disk (WAL does not work on network file systems).";
        }

        if (!health.IsWritable)
        {
            yield return "The database cannot be written to: check the rights of file and folder, or that it is no replica.";
        }
    }

    private static async Task<bool> CanWriteAsync(DbConnection connection, CancellationToken ct)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition("CREATE TABLE recto_doctor (probe INTEGER)", transaction: transaction, cancellationToken: ct));
            await transaction.RollbackAsync(ct);
            return true;
        }
        catch (SqliteException)
        {
            return false; // Read-only file or folder, or another process that does not let go.
        }
    }

    private static async Task<string?> TextAsync(DbConnection connection, string sql, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<string>(new CommandDefinition(sql, cancellationToken: ct));

    private string Place()
    {
        if (database.Options.PostgreSql is not { } connectionString)
        {
            return Path.GetFullPath(database.Options.SqliteFile);
        }

        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}/{parts.Database ?? parts.Username}");
    }

    private long? FreeBytes()
    {
        try
        {
            var folder = new DirectoryInfo(database.Options.DataFolder);
            while (folder is { Exists: false, Parent: not null })
            {
                folder = folder.Parent;
            }

            return new DriveInfo(folder.FullName).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // Some mounts do not tell.
        }
    }
}
