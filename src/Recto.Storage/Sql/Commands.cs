using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>Commands of ADO.NET in one line, for the statements that are too hot or too many for Dapper.</summary>
internal static class Commands
{
    /// <summary>A command of the transaction; values become parameters, null becomes NULL.</summary>
    public static DbCommand Command(this WriteTransaction tx, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = tx.Connection.Command(sql, values);
        command.Transaction = tx.Transaction;
        return command;
    }

    /// <summary>A command of the connection; values become parameters, null becomes NULL.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Add(name, value);
        }

        return command;
    }

    /// <summary>Runs a statement of the transaction.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> RunAsync(this WriteTransaction tx, string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = tx.Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One more value; null becomes NULL.</summary>
    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    /// <summary>One more value of bytes; null becomes a NULL that PostgreSQL knows for bytes wherever it stands.</summary>
    public static void AddBytes(this DbCommand command, string name, byte[]? value)
    {
        command.Add(name, value);
        command.Parameters[name].DbType = System.Data.DbType.Binary;
    }

    /// <summary>The text of a column; null for NULL.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The bytes of a column of bytes, or the UTF-8 of a column of text.</summary>
    public static byte[] Bytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>The number of a column; null for NULL.</summary>
    public static int? NumberOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    /// <summary>The instant of a column.</summary>
    public static DateTimeOffset Instant(this DbDataReader reader, int column) => Instants.FromStored(reader.GetInt64(column));
}
