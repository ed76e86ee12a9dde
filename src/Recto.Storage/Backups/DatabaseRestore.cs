using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Recto.Storage.Sql;

namespace Recto.Storage.Backups;

/// <summary>
/// Fills an empty database from the rows of a backup, of whichever database they came: first the schema as it was, then the rows in one transaction, then the steps since.
/// </summary>
/// <param name="database">The database to fill.</param>
public sealed class DatabaseRestore(Database database)
{
    private TableFiller? _filler;
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    /// <summary>The steps of a backup that this program does not know: a newer program made it. Empty where it can be restored.</summary>
    /// <param name="steps">The backup's steps.</param>
    public IReadOnlyList<string> FindUnknown(IEnumerable<string> steps) => [.. steps.Except(MigrationSteps.For(database.Dialect).Select(step => step.Name))];

    /// <summary>Whether anything is in the database already. One whose every table is empty and that has taken no other steps than the backup's is as good as none: a restore that was broken off leaves it.</summary>
    /// <param name="steps">The backup's steps.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> IsTakenAsync(IReadOnlyList<string> steps, CancellationToken ct)
    {
        if (database.Options.PostgreSql is null && !File.Exists(database.Options.SqliteFile))
        {
            return false;
        }

        var applied = await MigrationState.AppliedAsync(database, ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var tables = (await connection.QueryAsync<string>(new CommandDefinition(
            database.Options.PostgreSql is null ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'" : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", cancellationToken: ct))).AsList();
        if (tables.Count == 0)
        {
            return false;
        }

        if (!applied.SequenceEqual(steps.Take(applied.Count)))
        {
            return true;
        }

        foreach (var table in tables.Where(table => !TableShape.IsRemade(table)))
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition($"SELECT EXISTS (SELECT 1 FROM {DatabaseSnapshot.Quoted(table)})", cancellationToken: ct)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many others of the same role are at work in a PostgreSQL database: a site that runs asks it something each second. Who is about to leave is waited for.</summary>
    public async Task<int> CountOthersAsync(CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            var others = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
                SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                    AND (state <> 'idle' OR state_change > clock_timestamp() - interval '10 seconds')
                """, cancellationToken: ct));
            if (others == 0 || tries == 20)
            {
                return others;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }

    /// <summary>Keeps what is in a PostgreSQL database in a schema of another name, and puts an empty one in its place.</summary>
    /// <param name="now">Part of the name.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The other schema's name.</returns>
    public async Task<string> SetAsideAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = (NpgsqlConnection)await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var schema = await connection.ExecuteScalarAsync<string>(new CommandDefinition("SELECT current_schema()", transaction: transaction, cancellationToken: ct)) ?? "public";
        var aside = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{schema[..Math.Min(schema.Length, 30)]}_before_{now:yyyyMMdd_HHmmss}");
        var extensions = await connection.QueryAsync<string>(new CommandDefinition("SELECT extname::text FROM pg_extension WHERE extnamespace = current_schema()::regnamespace AND extrelocatable", transaction: transaction, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition($"ALTER SCHEMA {DatabaseSnapshot.Quoted(schema)} RENAME TO {DatabaseSnapshot.Quoted(aside)}; CREATE SCHEMA {DatabaseSnapshot.Quoted(schema)}", transaction: transaction, cancellationToken: ct));
        foreach (var extension in extensions)
        {
            await connection.ExecuteAsync(new CommandDefinition($"ALTER EXTENSION {DatabaseSnapshot.Quoted(extension)} SET SCHEMA {DatabaseSnapshot.Quoted(schema)}", transaction: transaction, cancellationToken: ct));
        }

        await transaction.CommitAsync(ct);
        return aside;
    }

    /// <summary>Makes the schema of the backup and readies it for rows.</summary>
    /// <param name="steps">The backup's steps; all known.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="DatabaseRefusedException">The schema cannot be made.</exception>
    public async Task BeginAsync(IReadOnlyList<string> steps, IReadOnlyList<TableShape> tables, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(tables);
        await new Migrator(database).MigrateAsync(steps.Count == 0 ? 0 : steps.Max(MigrationSteps.NumberOf), ct);
        _connection = await database.Source.OpenConnectionAsync(ct);
        if (_connection is SqliteConnection)
        {
            await _connection.ExecuteAsync("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;");
        }

        _transaction = await _connection.BeginTransactionAsync(ct);
        var types = await TableFiller.TypesAsync(_connection, _transaction, ct);
        _filler = new TableFiller(_connection, _transaction, types);
        foreach (var table in tables)
        {
            if (table.Columns.FirstOrDefault(column => !types.ContainsKey((table.Name, column))) is { } missing)
            {
                throw new DatabaseRefusedException($"The backup has a column {table.Name}.{missing} that its own steps of migration do not make: it is not a backup of an unaltered Recto.");
            }

            // What a step of migration itself put in is in the backup again, as it was then.
            if (await _connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) FROM {DatabaseSnapshot.Quoted(table.Name)}", transaction: _transaction, cancellationToken: ct)) > 0)
            {
                await _connection.ExecuteAsync(new CommandDefinition($"DELETE FROM {DatabaseSnapshot.Quoted(table.Name)}", transaction: _transaction, cancellationToken: ct));
            }
        }
    }

    /// <summary>Fills one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows as <see cref="DatabaseSnapshot.WriteAsync"/> wrote them; stays open.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="InvalidDataException">A row is none of this table.</exception>
    public Task<long> FillAsync(TableShape table, Stream rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        return (_filler ?? throw new InvalidOperationException("The restore has not begun.")).FillAsync(table, rows, ct);
    }

    /// <summary>Ends it: every row that another row names is there, and the schema is brought to this program's.</summary>
    /// <exception cref="InvalidDataException">A row names another that is not there.</exception>
    public async Task CompleteAsync(CancellationToken ct)
    {
        if (_connection is SqliteConnection)
        {
            await RequireNoOrphanAsync(_connection, _transaction!, ct);
        }

        await _transaction!.CommitAsync(ct);
        await CloseAsync();
        await new Migrator(database).MigrateAsync(ct);
    }

    /// <summary>Looks whether every row of an embedded database that another names is there.</summary>
    /// <exception cref="InvalidDataException">One is not.</exception>
    internal static async Task RequireNoOrphanAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        if (await connection.QueryFirstOrDefaultAsync(new CommandDefinition("PRAGMA foreign_key_check", transaction: transaction, cancellationToken: ct)) is IDictionary<string, object> orphan)
        {
            throw new InvalidDataException($"A row of the table {orphan["table"]} names a row of {orphan["parent"]} that is not there.");
        }
    }

    /// <summary>Lets go of the database; what was not completed is taken back.</summary>
    public async Task CloseAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }

        if (_connection is { } connection)
        {
            _connection = null;
            if (connection is SqliteConnection sqlite)
            {
                await sqlite.ExecuteAsync("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"); // It goes back to the pool, and its last act folds the log to the disk.
            }

            await connection.DisposeAsync();
        }
    }
}
