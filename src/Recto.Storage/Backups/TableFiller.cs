using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Recto.Storage.Backups;

/// <summary>Puts rows of a backup into tables, each database by its fastest way.</summary>
/// <param name="connection">The database.</param>
/// <param name="transaction">The transaction that the rows belong to.</param>
/// <param name="types">The type of every column, by table and name.</param>
internal sealed class TableFiller(DbConnection connection, DbTransaction transaction, IReadOnlyDictionary<(string Table, string Column), string> types)
{
    /// <summary>The types of all columns of a database.</summary>
    public static async Task<IReadOnlyDictionary<(string Table, string Column), string>> TypesAsync(DbConnection connection, DbTransaction? transaction, CancellationToken ct) =>
        (await connection.QueryAsync<(string Table, string Column, string Type)>(new CommandDefinition(connection is SqliteConnection ? SqliteTypes : PostgresTypes, transaction: transaction, cancellationToken: ct)))
            .ToDictionary(column => (column.Table, column.Column), column => column.Type);

    /// <summary>Fills one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows, a JSON array a line; stays open.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="InvalidDataException">A row is none of this table, or holds what this database does not take.</exception>
    public async Task<long> FillAsync(TableShape table, Stream rows, CancellationToken ct)
    {
        using var lines = new StreamReader(rows, leaveOpen: true, bufferSize: 1 << 16);
        return connection is NpgsqlConnection postgres ? await CopyAsync(postgres, table, lines, ct) : await InsertAsync(table, lines, ct);
    }

    private async Task<long> InsertAsync(TableShape table, StreamReader lines, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {DatabaseSnapshot.Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(DatabaseSnapshot.Quoted))}) VALUES ({string.Join(", ", Enumerable.Range(0, table.Columns.Count).Select(column => $"@p{column}"))})";
        command.Transaction = transaction;
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{column}", DBNull.Value);
            command.Parameters.Add(parameter);
        }

        long rows = 0;
        for (; await lines.ReadLineAsync(ct) is { } line; rows++)
        {
            using var row = Parse(table, line);
            for (var column = 0; column < table.Columns.Count; column++)
            {
                command.Parameters[column].Value = Value(table, row, column, StoredRow.ForSqlite);
            }

            await command.ExecuteNonQueryAsync(ct);
        }

        return rows;
    }

    private async Task<long> CopyAsync(NpgsqlConnection postgres, TableShape table, StreamReader lines, CancellationToken ct)
    {
        var named = table.Columns.Select(column => types[(table.Name, column)]).ToArray();
        await using var copy = await postgres.BeginBinaryImportAsync($"COPY {DatabaseSnapshot.Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(DatabaseSnapshot.Quoted))}) FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = TimeSpan.Zero;
        long rows = 0;
        for (; await lines.ReadLineAsync(ct) is { } line; rows++)
        {
            using var row = Parse(table, line);
            await copy.StartRowAsync(ct);
            for (var column = 0; column < named.Length; column++)
            {
                if (Value(table, row, column, value => StoredRow.ForPostgres(value, named[column])) is { } value)
                {
                    await copy.WriteAsync(value, named[column], ct);
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

    private static JsonDocument Parse(TableShape table, string line)
    {
        JsonDocument row;
        try
        {
            row = JsonDocument.Parse(line);
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"A row of the table {table.Name} cannot be read ({wrong.Message}).", wrong);
        }

        return row.RootElement.ValueKind == JsonValueKind.Array && row.RootElement.GetArrayLength() == table.Columns.Count
            ? row : throw new InvalidDataException($"A row of the table {table.Name} has not the {table.Columns.Count} values that it should have.");
    }

    private static T Value<T>(TableShape table, JsonDocument row, int column, Func<JsonElement, T> read)
    {
        try
        {
            return read(row.RootElement[column]);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException or InvalidDataException)
        {
            throw new InvalidDataException($"The column {table.Columns[column]} of the row {Key(table, row)} of the table {table.Name} holds a value that this database does not take: {wrong.Message.TrimEnd('.')}.", wrong);
        }
    }

    private static string Key(TableShape table, JsonDocument row) => string.Join(", ", (table.Key.Count > 0 ? table.Key : table.Columns.Take(1)).Select(name => $"{name}={row.RootElement[table.Columns.ToList().IndexOf(name)]}"));

    private const string SqliteTypes = "SELECT t.name, c.name, c.type FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND c.hidden = 0";

    private const string PostgresTypes = """
        SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
        """;
}
