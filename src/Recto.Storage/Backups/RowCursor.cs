using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Recto.Storage.Sql;

namespace Recto.Storage.Backups;

/// <summary>
/// The rows of a table one after the other in the order of its key. Bytes decide that order (numbers by their value), whatever the database's collation: SQLite and PostgreSQL give the same rows in the same order.
/// </summary>
public sealed class RowCursor : IAsyncDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly TableShape _table;
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;
    private readonly int[] _places;
    private readonly bool _isExact;
    private readonly ArrayBufferWriter<byte> _line = new(1 << 12);
    private readonly Utf8JsonWriter _json;

    private RowCursor(TableShape table, DbCommand command, DbDataReader reader, bool isExact)
    {
        (_table, _command, _reader, _isExact) = (table, command, reader, isExact);
        _places = [.. table.Key.Select(key => IndexOf(table.Columns, key))];
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The row as a line of a backup, without its end: a JSON array in the order of the columns. Good until the next is read.</summary>
    public ReadOnlyMemory<byte> Line => _line.WrittenMemory;

    /// <summary>The values of the row's key: numbers and UTF-8.</summary>
    public IReadOnlyList<object> Key { get; private set; } = [];

    /// <summary>Opens one.</summary>
    internal static async Task<RowCursor> OpenAsync(DbConnection connection, DbTransaction? transaction, TableShape table, IReadOnlyList<object>? after, bool isExact, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        var keys = await KeysAsync(connection, transaction, table, ct);
        var terms = string.Join(", ", keys.Select(key => key.Term));
        var where = after is null ? "" : $" WHERE ({terms}) > ({string.Join(", ", keys.Select((_, index) => $"@k{index}"))})";
        var command = connection.Command($"SELECT {string.Join(", ", table.Columns.Select(DatabaseSnapshot.Quoted))} FROM {DatabaseSnapshot.Quoted(table.Name)}{where} ORDER BY {terms}");
        command.Transaction = transaction;
        command.CommandTimeout = 0; // A large table may be sorted first.
        for (var key = 0; after is not null && key < keys.Count; key++)
        {
            command.Add($"k{key}", ForDatabase(after[key], keys[key].Type));
        }

        try
        {
            return new RowCursor(table, command, await command.ExecuteReaderAsync(ct), isExact);
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }

    /// <summary>The greatest key of a table; null where it has no row.</summary>
    internal static async Task<IReadOnlyList<object>?> LastAsync(DbConnection connection, TableShape table, CancellationToken ct)
    {
        var keys = await KeysAsync(connection, null, table, ct);
        await using var command = connection.Command($"SELECT {string.Join(", ", table.Key.Select(DatabaseSnapshot.Quoted))} FROM {DatabaseSnapshot.Quoted(table.Name)} ORDER BY {string.Join(", ", keys.Select(key => key.Term + " DESC"))} LIMIT 1");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? [.. Enumerable.Range(0, reader.FieldCount).Select(column => Comparable(reader.GetValue(column)))] : null;
    }

    /// <summary>A statement that deletes the rows of a key, and its parameters.</summary>
    internal static async Task<DbCommand> DeleteAsync(DbConnection connection, DbTransaction transaction, TableShape table, IReadOnlyList<object> key, CancellationToken ct)
    {
        var keys = await KeysAsync(connection, transaction, table, ct);
        var command = connection.Command($"DELETE FROM {DatabaseSnapshot.Quoted(table.Name)} WHERE {string.Join(" AND ", table.Key.Select((name, index) => $"{DatabaseSnapshot.Quoted(name)} = @k{index}"))}");
        command.Transaction = transaction;
        for (var index = 0; index < keys.Count; index++)
        {
            command.Add($"k{index}", ForDatabase(key[index], keys[index].Type));
        }

        return command;
    }

    /// <summary>Which of two keys comes first: negative, zero or positive.</summary>
    public static int Compare(IReadOnlyList<object> one, IReadOnlyList<object> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        for (var index = 0; index < one.Count; index++)
        {
            var order = (one[index], other[index]) switch
            {
                (long a, long b) => a.CompareTo(b),
                (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
                (var a, var b) => (a is byte[]).CompareTo(b is byte[]), // As SQLite: numbers before text.
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>A key in words: <c>id=0190…, number=3</c>.</summary>
    public static string Shown(TableShape table, IReadOnlyList<object> key)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(key);
        return string.Join(", ", table.Key.Select((name, index) => $"{name}={(key[index] is byte[] bytes ? Readable(bytes) : key[index])}"));
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="InvalidDataException">The row holds text that is no text.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        if (!await _reader.ReadAsync(ct))
        {
            return false;
        }

        var key = new object[_places.Length];
        for (var index = 0; index < key.Length; index++)
        {
            key[index] = Comparable(_reader.GetValue(_places[index]));
        }

        Key = key;
        _line.ResetWrittenCount();
        try
        {
            StoredRow.Write(_json, _reader);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"The row {Shown(_table, key)} of the table {_table.Name} holds a value that has no form elsewhere ({wrong.Message}). Mend it first.");
        }

        _json.Flush();
        _json.Reset();
        if (_isExact)
        {
            RequireText();
        }

        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
        await _json.DisposeAsync();
    }

    // SQLite keeps whatever bytes it was given as text; read as a string, what is no UTF-8 turns into another text without a word.
    private void RequireText()
    {
        if (_reader is not SqliteDataReader || Line.Span.IndexOf("\uFFFD"u8) < 0)
        {
            return;
        }

        for (var column = 0; column < _reader.FieldCount; column++)
        {
            if (_reader.GetValue(column) is string text && text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                try
                {
                    Strict.GetCharCount(_reader.GetFieldValue<byte[]>(column));
                }
                catch (DecoderFallbackException)
                {
                    throw new InvalidDataException($"The column {_table.Columns[column]} of the row {Shown(_table, Key)} of the table {_table.Name} holds bytes that are no UTF-8. Mend it first (UPDATE … SET {_table.Columns[column]} = …).");
                }
            }
        }
    }

    // What a key is compared by: numbers, and bytes for everything else.
    private static object Comparable(object value) => value switch
    {
        long or int or short => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        string text => Encoding.UTF8.GetBytes(text),
        Guid key => Encoding.ASCII.GetBytes(key.ToString().ToUpperInvariant()),
        byte[] bytes => bytes,
        DBNull => Array.Empty<byte>(),
        _ => throw new NotSupportedException($"A value of type {value.GetType().Name} cannot be a key."),
    };

    private static object ForDatabase(object key, string type) => key is not byte[] bytes ? key : type switch
    {
        "uuid" => Guid.Parse(Encoding.UTF8.GetString(bytes)),
        "bytea" or "BLOB" => bytes,
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static string Readable(byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.Any(char.IsControl) ? Convert.ToHexString(bytes) : text;
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToHexString(bytes);
        }
    }

    private static async Task<IReadOnlyList<(string Term, string Type)>> KeysAsync(DbConnection connection, DbTransaction? transaction, TableShape table, CancellationToken ct)
    {
        var types = (await connection.QueryAsync<(string Column, string Type)>(new CommandDefinition(connection is NpgsqlConnection ? PostgresTypes : SqliteTypes, new { table = table.Name }, transaction, cancellationToken: ct)))
            .ToDictionary(column => column.Column, column => column.Type, StringComparer.Ordinal);
        return [.. table.Key.Select(key => (DatabaseSnapshot.Quoted(key) + (types.GetValueOrDefault(key) == "text" ? " COLLATE \"C\"" : ""), types.GetValueOrDefault(key, "")))];
    }

    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        var index = 0;
        while (columns[index] != name)
        {
            index++;
        }

        return index;
    }

    private const string SqliteTypes = "SELECT name, type FROM pragma_table_xinfo(@table)";

    private const string PostgresTypes = """
        SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = @table AND a.attnum > 0 AND NOT a.attisdropped
        """;
}
