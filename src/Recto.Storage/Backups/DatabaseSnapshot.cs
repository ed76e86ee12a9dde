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

    /// <summary>Its tables but those that are made anew (<see cref="TableShape.IsDerived"/>), each after those that its rows name.</summary>
    public required IReadOnlyList<TableShape> Tables { get; init; }

    /// <summary>Takes the picture.</summary>
    /// <exception cref="DatabaseRefusedException">The database has taken no step of migration yet, so there is nothing to keep.</exception>
    public static async Task<DatabaseSnapshot> TakeAsync(Database database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.Source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await Dialect.BeginSnapshotAsync(connection, ct);
            var isEmbedded = database.Options.PostgreSql is null;
            var columns = (await connection.QueryAsync<(string Table, string Column)>(new CommandDefinition(isEmbedded ? SqliteColumns : PostgresColumns, transaction: transaction, cancellationToken: ct))).AsList();
            if (!columns.Exists(column => column.Table.Equals("schemaversions", StringComparison.OrdinalIgnoreCase)))
            {
                throw new DatabaseRefusedException("The database is empty: there is nothing to back up yet.");
            }

            var steps = await connection.QueryAsync<string>(new CommandDefinition("SELECT scriptname FROM schemaversions ORDER BY scriptname", transaction: transaction, cancellationToken: ct));
            var named = await connection.QueryAsync<(string Table, string Other)>(new CommandDefinition(isEmbedded ? SqliteArrows : PostgresArrows, transaction: transaction, cancellationToken: ct));
            return new DatabaseSnapshot(connection, transaction)
            {
                Steps = steps.AsList(),
                Tables = InOrder([.. columns.Where(column => !TableShape.IsDerived(column.Table)).GroupBy(column => column.Table, StringComparer.Ordinal).OrderBy(table => table.Key, StringComparer.Ordinal)
                    .Select(table => new TableShape(table.Key, [.. table.Select(column => column.Column)]))], named.ToLookup(arrow => arrow.Table, arrow => arrow.Other, StringComparer.OrdinalIgnoreCase)),
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

    /// <summary>The files that the database names in this picture.</summary>
    public async Task<IReadOnlySet<string>> ListFilesAsync(CancellationToken ct) => (await _connection.QueryAsync<string>(new CommandDefinition(
        "SELECT hash FROM article_files UNION SELECT source_file FROM article_versions WHERE source_file IS NOT NULL UNION SELECT hash FROM made_files WHERE hash IS NOT NULL", transaction: _transaction, cancellationToken: ct))).ToHashSet(StringComparer.Ordinal);

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

    private static bool Is(string name, TableShape table) => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    internal static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    // What SQLite keeps for its own virtual tables is not listed, nor are columns that it works out.
    private const string SqliteColumns = """
        SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND c.hidden = 0 ORDER BY t.name, c.cid
        """;

    private const string SqliteArrows = "SELECT t.name, f.\"table\" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'";

    private const string PostgresArrows = """
        SELECT f.relname::text, t.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
        WHERE k.contype = 'f' AND f.relnamespace = current_schema()::regnamespace
        """;

    private const string PostgresColumns = """
        SELECT c.relname::text, a.attname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum
        """;
}
