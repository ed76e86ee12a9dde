using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>Rows by the million, in and out, without a box or an array for each value: on SQLite a compiled statement that is run again, on PostgreSQL its binary COPY.</summary>
internal static class BulkRows
{
    /// <summary>Puts rows into a table.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns that each row gives.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="put">Says the values of one, in the order of the columns.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task WriteAsync<T>(WriteTransaction tx, string table, IReadOnlyList<string> columns, IEnumerable<T> rows, Action<IRowSink, T> put, CancellationToken ct)
    {
        if (tx.Connection is NpgsqlConnection postgres)
        {
            await using var copy = await CopyWriter.BeginAsync(postgres, table, columns, ct);
            foreach (var row in rows)
            {
                copy.BeginRow();
                put(copy, row);
                await copy.SendAsync(ct);
            }

            await copy.CompleteAsync(ct);
            return;
        }

        using var insert = SqliteStatement.Of((SqliteConnection)tx.Connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        Run(insert, rows, put, ct);
    }

    /// <summary>Runs a statement of SQLite once for each row.</summary>
    public static void Run<T>(SqliteStatement statement, IEnumerable<T> rows, Action<IRowSink, T> put, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            put(statement, row);
            statement.Run();
        }
    }

    /// <summary>Gives the rows that a statement finds, one after the other; what is read of one must be taken before the next.</summary>
    /// <param name="connection">Where it runs.</param>
    /// <param name="sql">The statement, with its values in it: numbers of our own only, for COPY takes no parameters.</param>
    /// <param name="columns">How many columns it gives.</param>
    /// <param name="each">Takes a row.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ReadAsync(DbConnection connection, string sql, int columns, Action<IRowSource> each, CancellationToken ct)
    {
        if (connection is NpgsqlConnection postgres)
        {
            await using var copy = await CopyReader.BeginAsync(postgres, sql, columns, ct);
            while (await copy.ReadAsync(ct))
            {
                each(copy);
            }

            return;
        }

        using var select = SqliteStatement.Of((SqliteConnection)connection, sql);
        while (select.Step())
        {
            ct.ThrowIfCancellationRequested();
            each(select);
        }
    }
}

/// <summary>Takes the values of a row, in the order of its columns.</summary>
internal interface IRowSink
{
    /// <summary>A number; on PostgreSQL of so many bytes: 2, 4 or 8.</summary>
    void Add(long value, int width);

    /// <summary>Bytes.</summary>
    void Add(ReadOnlySpan<byte> value);

    /// <summary>A text.</summary>
    void Add(string value);

    /// <summary>An id in a column that <c>$Key$</c> makes.</summary>
    void Add(Guid key);

    /// <summary>Nothing.</summary>
    void AddNull();
}

/// <summary>Gives the values of a row, by column from 0.</summary>
internal interface IRowSource
{
    /// <summary>Whether there is none.</summary>
    bool IsNull(int column);

    /// <summary>A number.</summary>
    long Number(int column);

    /// <summary>Bytes, or the UTF-8 of a text; good until the next row.</summary>
    ReadOnlySpan<byte> Bytes(int column);
}
