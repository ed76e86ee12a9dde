using DbUp;
using DbUp.Builder;
using Microsoft.Data.Sqlite;

namespace Recto.Storage.Sql;

/// <summary>Brings a database to the schema of this program: forward only, step by step, each step whole or not at all, under a lock, so that two processes may start at once.</summary>
/// <param name="database">The database; the embedded one is made where it is missing.</param>
/// <param name="tell">Is told every ten seconds how long it has waited for another process that migrates; null for nobody.</param>
/// <param name="time">Gives the time of waiting; null for the clock.</param>
public sealed class Migrator(Database database, Action<TimeSpan>? tell = null, TimeProvider? time = null)
{
    private const int OldestPostgres = 150000;

    /// <summary>Takes every step that is still to be taken.</summary>
    /// <returns>The steps that were taken, in order; empty where there was nothing to do.</returns>
    /// <exception cref="DatabaseRefusedException">The database is of a newer program, is not UTF-8, is too old a PostgreSQL, or a step failed.</exception>
    /// <exception cref="DatabaseReadOnlyException">Of several servers none takes anything in.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct) => MigrateAsync(int.MaxValue, null, ct);

    /// <summary>Takes every step that is still to be taken, and does what only one process is to do before others go on.</summary>
    /// <param name="alone">What is done then; others that start meanwhile wait for it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>As <see cref="MigrateAsync(CancellationToken)"/>.</returns>
    public Task<IReadOnlyList<string>> MigrateAsync(Func<CancellationToken, Task> alone, CancellationToken ct) => MigrateAsync(int.MaxValue, alone, ct);

    /// <summary>Refuses a database of a newer program, for those who read only and take no step.</summary>
    /// <exception cref="DatabaseRefusedException">It has steps that this program does not know.</exception>
    public async Task RequireKnownAsync(CancellationToken ct) => RefuseNewer(database.Dialect, await MigrationState.AppliedAsync(database, ct));

    internal Task<IReadOnlyList<string>> MigrateAsync(int upTo, CancellationToken ct) => MigrateAsync(upTo, null, ct);

    private async Task<IReadOnlyList<string>> MigrateAsync(int upTo, Func<CancellationToken, Task>? alone, CancellationToken ct)
    {
        if (database.Options.PostgreSql is null)
        {
            Directory.CreateDirectory(database.Options.DataFolder);
        }

        await using var held = await MigrationLock.TakeAsync(database, tell, time ?? TimeProvider.System, ct);
        var target = database.Options.PostgreSql is null ? await PrepareSqliteAsync(ct) : await PreparePostgresAsync(DatabaseHosts.StringOfPrimary(database.Options.PostgreSql), ct);
        var steps = MigrationSteps.For(database.Dialect);
        RefuseNewer(database.Dialect, await MigrationState.AppliedAsync(database, ct));
        var engine = target
            .WithScripts(steps.Where(step => MigrationSteps.NumberOf(step.Name) <= upTo))
            .WithVariables(database.Dialect.Variables)
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        var result = engine.PerformUpgrade(); // DbUp knows no await; this happens once, before anybody is served.
        if (!result.Successful)
        {
            throw new DatabaseRefusedException($"Step {result.ErrorScript?.Name ?? "?"} of the database's migration failed and was taken back: {result.Error.Message}", result.Error);
        }

        if (alone is not null)
        {
            await alone(ct);
        }

        return [.. result.Scripts.Select(script => script.Name)];
    }

    private async Task<UpgradeEngineBuilder> PrepareSqliteAsync(CancellationToken ct)
    {
        // Foreign keys rest meanwhile: SQLite rebuilds a table by dropping it, and would delete what refers to it.
        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = database.Options.SqliteFile,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = false,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)database.Options.BusyTimeout.TotalSeconds),
        }.ToString();

        // WAL is a property of the file: set once, kept for ever.
        await using var file = new SqliteConnection(connectionString);
        await file.OpenAsync(ct);
        await using var wal = file.Command("PRAGMA journal_mode = WAL");
        await wal.ExecuteNonQueryAsync(ct);
        return DeployChanges.To.SqliteDatabase(connectionString);
    }

    private async Task<UpgradeEngineBuilder> PreparePostgresAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT current_setting('server_version_num')::int, current_setting('server_version'), current_setting('server_encoding'), current_schema()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        if (reader.GetInt32(0) < OldestPostgres)
        {
            throw new DatabaseRefusedException($"PostgreSQL {reader.GetString(1)} is too old: Recto needs 15 or newer.");
        }

        if (reader.GetString(2) != "UTF8")
        {
            throw new DatabaseRefusedException($"The database is encoded in {reader.GetString(2)}: make one with ENCODING 'UTF8'.");
        }

        // Named with its schema: left to itself, DbUp would take another program's table of steps for ours.
        return reader.TextOrNull(3) is { } schema
            ? DeployChanges.To.PostgresqlDatabase(connectionString).JournalToPostgresqlTable(schema, "schemaversions")
            : throw new DatabaseRefusedException("The schema that the connection's search path names does not exist: create it, or take 'Search Path' out of the connection string.");
    }

    /// <summary>Refuses steps that this program does not know.</summary>
    /// <exception cref="DatabaseRefusedException">There are some.</exception>
    internal static void RefuseNewer(Dialect dialect, IReadOnlyList<string> applied) => RefuseNewer(applied, [.. MigrationSteps.For(dialect).Select(step => step.Name)]);

    private static void RefuseNewer(IReadOnlyList<string> applied, HashSet<string> known)
    {
        var unknown = applied.Where(step => !known.Contains(step)).ToList();
        if (unknown.Contains(MigrationState.UnfinishedMove))
        {
            throw new DatabaseRefusedException("The database is the unfinished copy of a site that is being moved: run the same “recto move” again, which goes on where it was, or empty the database.");
        }

        if (unknown.Count > 0)
        {
            throw new DatabaseRefusedException($"The database was made by a newer Recto (it has the steps {string.Join(", ", unknown)}, which this program does not know). Start the newer program, or restore the backup from before it.");
        }
    }
}

/// <summary>Recto will not work with this database; the message says why and what to do.</summary>
public sealed class DatabaseRefusedException : Exception
{
    internal DatabaseRefusedException(string message, Exception? inner = null) : base(message, inner) { }
}
