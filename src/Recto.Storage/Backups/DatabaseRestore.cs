using System.Data.Common;
using System.Text.Json;
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
    private readonly Dictionary<string, IReadOnlyList<string>> _types = new(StringComparer.Ordinal);
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    /// <summary>The steps of a backup that this program does not know: a newer program made it. Empty where it can be restored.</summary>
    /// <param name="steps">The backup's steps.</param>
    public IReadOnlyList<string> FindUnknown(IEnumerable<string> steps) => [.. steps.Except(MigrationSteps.For(database.Dialect).Select(step => step.Name))];

    /// <summary>Whether anything is in the database already. One whose every table is empty and that stands where the backup stood is as good as none: a restore that was broken off leaves it.</summary>
    /// <param name="steps">The backup's steps.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> IsTakenAsync(IReadOnlyList<string> steps, CancellationToken ct)
    {
        if (database.Options.PostgreSql is null)
        {
            return File.Exists(database.Options.SqliteFile);
        }

        var applied = await MigrationState.AppliedAsync(database, ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var tables = (await connection.QueryAsync<string>(new CommandDefinition("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", cancellationToken: ct))).AsList();
        if (tables.Count == 0)
        {
            return false;
        }

        if (!applied.SequenceEqual(steps))
        {
            return true;
        }

        foreach (var table in tables.Where(table => !TableShape.IsDerived(table)))
        {
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition($"SELECT EXISTS (SELECT 1 FROM {DatabaseSnapshot.Quoted(table)})", cancellationToken: ct)))
            {
                return true;
            }
        }

        return false;
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
        var columns = (await _connection.QueryAsync<(string Table, string Column, string Type)>(new CommandDefinition(_connection is SqliteConnection ? SqliteTypes : PostgresTypes, transaction: _transaction, cancellationToken: ct))).AsList();
        foreach (var table in tables)
        {
            var here = columns.Where(column => column.Table == table.Name).ToDictionary(column => column.Column, column => column.Type, StringComparer.Ordinal);
            _types[table.Name] = table.Columns.FirstOrDefault(column => !here.ContainsKey(column)) is { } missing
                ? throw new DatabaseRefusedException($"The backup has a column {table.Name}.{missing} that its own steps of migration do not make: it is not a backup of an unaltered Recto.")
                : [.. table.Columns.Select(column => here[column])];

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
    public async Task<long> FillAsync(TableShape table, Stream rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var lines = new StreamReader(rows, leaveOpen: true, bufferSize: 1 << 16);
        try
        {
            return _connection is NpgsqlConnection postgres ? await CopyAsync(postgres, table, lines, ct) : await InsertAsync(table, lines, ct);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException($"A row of the table {table.Name} is not as this database takes it ({wrong.Message}).", wrong);
        }
    }

    /// <summary>Ends it: every row that another row names is there, and the schema is brought to this program's.</summary>
    /// <exception cref="InvalidDataException">A row names another that is not there.</exception>
    public async Task CompleteAsync(CancellationToken ct)
    {
        if (_connection is SqliteConnection)
        {
            var orphan = await _connection.QueryFirstOrDefaultAsync(new CommandDefinition("PRAGMA foreign_key_check", transaction: _transaction, cancellationToken: ct));
            if (orphan is not null)
            {
                throw new InvalidDataException($"A row of the table {((IDictionary<string, object>)orphan)["table"]} names a row of {((IDictionary<string, object>)orphan)["parent"]} that is not there.");
            }
        }

        await _transaction!.CommitAsync(ct);
        await CloseAsync();
        await new Migrator(database).MigrateAsync(ct);
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

    private async Task<long> InsertAsync(TableShape table, StreamReader lines, CancellationToken ct)
    {
        await using var command = _connection!.Command($"INSERT INTO {DatabaseSnapshot.Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(DatabaseSnapshot.Quoted))}) VALUES ({string.Join(", ", Enumerable.Range(0, table.Columns.Count).Select(column => $"@p{column}"))})");
        command.Transaction = _transaction;
        for (var column = 0; column < table.Columns.Count; column++)
        {
            command.Add($"p{column}", null);
        }

        long rows = 0;
        for (; await lines.ReadLineAsync(ct) is { } line; rows++)
        {
            using var row = JsonDocument.Parse(line);
            RequireWidth(table, row);
            for (var column = 0; column < table.Columns.Count; column++)
            {
                command.Parameters[column].Value = StoredRow.ForSqlite(row.RootElement[column]);
            }

            await command.ExecuteNonQueryAsync(ct);
        }

        return rows;
    }

    private async Task<long> CopyAsync(NpgsqlConnection postgres, TableShape table, StreamReader lines, CancellationToken ct)
    {
        var types = _types[table.Name];
        await using var copy = await postgres.BeginBinaryImportAsync($"COPY {DatabaseSnapshot.Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(DatabaseSnapshot.Quoted))}) FROM STDIN (FORMAT BINARY)", ct);
        long rows = 0;
        for (; await lines.ReadLineAsync(ct) is { } line; rows++)
        {
            using var row = JsonDocument.Parse(line);
            RequireWidth(table, row);
            await copy.StartRowAsync(ct);
            for (var column = 0; column < types.Count; column++)
            {
                if (StoredRow.ForPostgres(row.RootElement[column], types[column]) is { } value)
                {
                    await copy.WriteAsync(value, types[column], ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
        return rows;
    }

    private static void RequireWidth(TableShape table, JsonDocument row)
    {
        if (row.RootElement.ValueKind != JsonValueKind.Array || row.RootElement.GetArrayLength() != table.Columns.Count)
        {
            throw new InvalidDataException($"A row of the table {table.Name} has not the {table.Columns.Count} values that it should have.");
        }
    }

    private const string SqliteTypes = "SELECT t.name, c.name, c.type FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND c.hidden = 0";

    private const string PostgresTypes = """
        SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        """;
}
