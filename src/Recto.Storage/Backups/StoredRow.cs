using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Recto.Storage.Backups;

/// <summary>
/// A row of a backup: a JSON array on one line. Numbers are numbers, text is text, bytes are <c>{"base64":"…"}</c>, UUIDs are text in capitals as SQLite keeps them, NULL is <c>null</c>.
/// So a row reads the same from whichever database it came.
/// </summary>
internal static class StoredRow
{
    private const string Bytes = "base64";

    /// <summary>Writes the row that a reader stands on.</summary>
    public static void Write(Utf8JsonWriter json, DbDataReader row)
    {
        json.WriteStartArray();
        for (var column = 0; column < row.FieldCount; column++)
        {
            switch (row.GetValue(column))
            {
                case DBNull:
                    json.WriteNullValue();
                    break;
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long or int or short:
                    json.WriteNumberValue(Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture));
                    break;
                case double number:
                    json.WriteNumberValue(number);
                    break;
                case bool truth:
                    json.WriteBooleanValue(truth);
                    break;
                case Guid key:
                    json.WriteStringValue(key.ToString().ToUpperInvariant());
                    break;
                case byte[] bytes:
                    json.WriteStartObject();
                    json.WriteBase64String(Bytes, bytes);
                    json.WriteEndObject();
                    break;
                case var other:
                    throw new NotSupportedException($"A value of type {other.GetType().Name} in the column {row.GetName(column)} has no form in a backup.");
            }
        }

        json.WriteEndArray();
    }

    /// <summary>The value as SQLite takes it.</summary>
    public static object ForSqlite(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => DBNull.Value,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.True => 1L,
        JsonValueKind.False => 0L,
        JsonValueKind.Object when value.TryGetProperty(Bytes, out var bytes) => bytes.GetBytesFromBase64(),
        _ => throw new InvalidDataException("A row of the backup holds a value that no column takes."),
    };

    /// <summary>The value as a column of that type of PostgreSQL takes it; null for NULL.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The column's type as PostgreSQL names it.</param>
    public static object? ForPostgres(JsonElement value, string type) => value.ValueKind == JsonValueKind.Null ? null : type switch
    {
        "uuid" => Guid.Parse(value.GetString()!),
        "text" => value.GetString() is { } text && text.Contains('\0', StringComparison.Ordinal) ? throw new InvalidDataException("text with a NUL character (U+0000), which PostgreSQL refuses") : value.GetString()!,
        "bigint" => value.GetInt64(),
        "integer" => value.GetInt32(),
        "smallint" => value.GetInt16(),
        "double precision" => value.GetDouble(),
        "boolean" => value.ValueKind == JsonValueKind.Number ? value.GetInt32() != 0 : value.GetBoolean(),
        "bytea" => value.GetProperty(Bytes).GetBytesFromBase64(),
        _ => throw new InvalidDataException($"A column of the type {type} cannot be restored."),
    };
}
