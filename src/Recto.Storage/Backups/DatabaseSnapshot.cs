using System.Buffers;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Backups;

/// <summary>
/// The whole database as it is at one instant, while others go on writing: one reading transaction, in which SQLite's log (WAL) and PostgreSQL's versions keep showing the same picture.
/// Nobody waits for it and it waits for nobody.
/// </summary>
public sealed class DatabaseSnapshot : IAsyncDisposable
{
    private const int Portion = 1 << 16;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private DatabaseSnapshot(DbConnection connection, DbTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>The steps of migration that the database has taken, in order.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Its tables but those that no backup holds (<see cref="TableShape.IsDerived"/>), or, where everything was asked for, but those that are made anew; each after those that its rows name.</summary>
    public required IReadOnlyList<TableShape> Tables { get; init; }

    /// <summary>Takes the picture.</summary>
    /// <exception cref="DatabaseRefusedException">The database has taken no step of migration yet, so there is nothing to keep; or it is of a newer program.</exception>
    public static async Task<DatabaseSnapshot> TakeAsync(Database database, CancellationToken ct)
    {
        var snapshot = await TakeAsync(database, TableShape.IsDerived, ct);
        try
        {
            Migrator.RefuseNewer(database.Dialect, snapshot.Steps); // What newer tables hold, and which of them a backup leaves out, only the newer program knows.
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the picture of all tables but some.</summary>
    /// <param name="database">The database.</param>
    /// <param name="isLeftOut">Which tables are left out.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<DatabaseSnapshot> TakeAsync(Database database, Func<string, bool> isLeftOut, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.Source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await Dialect.BeginSnapshotAsync(connection, ct);
            var isEmbedded = database.Options.PostgreSql is null;
            var columns = (await connection.QueryAsync<(string Table, string Column, long Key)>(new CommandDefinition(isEmbedded ? SqliteColumns : PostgresColumns, transaction: transaction, cancellationToken: ct))).AsList();
            if (!columns.Exists(column => column.Table.Equals("schemaversions", StringComparison.OrdinalIgnoreCase)))
            {
                throw new DatabaseRefusedException("The database is empty: there is nothing to back up yet.");
            }

            var steps = await connection.QueryAsync<string>(new CommandDefinition("SELECT scriptname FROM schemaversions ORDER BY scriptname", transaction: transaction, cancellationToken: ct));
            var named = await connection.QueryAsync<(string Table, string Other)>(new CommandDefinition(isEmbedded ? SqliteArrows : PostgresArrows, transaction: transaction, cancellationToken: ct));
            return new DatabaseSnapshot(connection, transaction)
            {
                Steps = steps.AsList(),
                Tables = InOrder([.. columns.Where(column => !isLeftOut(column.Table)).GroupBy(column => column.Table, StringComparer.Ordinal).OrderBy(table => table.Key, StringComparer.Ordinal)
                    .Select(table => new TableShape(table.Key, [.. table.Select(column => column.Column)]) { Key = KeyOf([.. table]) })], named.ToLookup(arrow => arrow.Table, arrow => arrow.Other, StringComparer.OrdinalIgnoreCase)),
            };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes every row of a table, one JSON array a line.</summary>
    /// <param name="table">One of <see cref="Tables"/>.</param>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many rows.</returns>
    public async Task<long> WriteAsync(TableShape table, Stream output, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(output);
        await using var command = _connection.Command($"SELECT {string.Join(", ", table.Columns.Select(Quoted))} FROM {Quoted(table.Name)}");
        command.Transaction = _transaction;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var buffer = new ArrayBufferWriter<byte>(2 * Portion);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        long rows = 0;
        for (; await reader.ReadAsync(ct); rows++)
        {
            StoredRow.Write(json, reader);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= Portion)
            {
                await output.WriteAsync(buffer.WrittenMemory, ct);
                buffer.ResetWrittenCount();
            }
        }

        await output.WriteAsync(buffer.WrittenMemory, ct);
        return rows;
    }

    /// <summary>The rows of a table in the order of its key, which is the same order in both databases.</summary>
    /// <param name="table">One of <see cref="Tables"/>, or the same of another database.</param>
    /// <param name="ct">Cancels.</param>
    public Task<RowCursor> ReadAsync(TableShape table, CancellationToken ct) => ReadAsync(table, null, isExact: false, ct);

    /// <summary>The rows of a table after a key.</summary>
    /// <param name="table">The table.</param>
    /// <param name="after">The key; null for all rows.</param>
    /// <param name="isExact">Whether text that is no UTF-8 is refused; else it is read as well as that goes.</param>
    /// <param name="ct">Cancels.</param>
    internal Task<RowCursor> ReadAsync(TableShape table, IReadOnlyList<object>? after, bool isExact, CancellationToken ct) => RowCursor.OpenAsync(_connection, _transaction, table, after, isExact, ct);

    /// <summary>How many rows a table has.</summary>
    internal Task<long> CountAsync(TableShape table, CancellationToken ct) => _connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) FROM {Quoted(table.Name)}", transaction: _transaction, cancellationToken: ct));

    /// <summary>The files that the database names in this picture, covers of journals and issues too.</summary>
    public async Task<IReadOnlySet<string>> ListFilesAsync(CancellationToken ct) => await NamedFiles.ListAsync(_connection, _transaction, ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        {
            await _transaction.DisposeAsync();
        }
    }

    // PostgreSQL looks at once whether what a row names is there: what is named comes first.
    private static List<TableShape> InOrder(List<TableShape> tables, ILookup<string, string> named)
    {
        var ordered = new List<TableShape>();
        while (ordered.Count < tables.Count)
        {
            var ready = tables.Where(table => !ordered.Contains(table) && named[table.Name].All(other => Is(other, table) || ordered.Exists(done => Is(other, done)) || !tables.Exists(known => Is(other, known)))).ToList();
            ordered.AddRange(ready.Count > 0 ? ready : throw new NotSupportedException("Tables of the database name each other in a circle, and could not be filled one after the other."));
        }

        return ordered;
    }

    private static string[] KeyOf(IReadOnlyList<(string Table, string Column, long Key)> columns) =>
        columns.Any(column => column.Key > 0) ? [.. columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Column)] : [columns[0].Column];

    private static bool Is(string name, TableShape table) => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    internal static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    // What SQLite keeps for its own virtual tables is not listed, nor are columns that it works out.
    private const string SqliteColumns = """
        SELECT t.name, c.name, c.pk FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND c.hidden = 0 ORDER BY t.name, c.cid
        """;

    private const string SqliteArrows = "SELECT t.name, f.\"table\" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'";

    private const string PostgresArrows = """
        SELECT f.relname::text, t.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
        WHERE k.contype = 'f' AND f.relnamespace = current_schema()::regnamespace
        """;

    private const string PostgresColumns = """
        SELECT c.relname::text, a.attname::text, (COALESCE(array_position(i.indkey::int2[], a.attnum), -1) + 1)::bigint FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum
        """;
}
