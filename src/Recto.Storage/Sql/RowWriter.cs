using System.Data.Common;

namespace Recto.Storage.Sql;

/// <summary>Inserts many rows into one table: a prepared statement run again on SQLite, batches in few round trips on PostgreSQL.</summary>
/// <param name="tx">The transaction.</param>
/// <param name="table">The table.</param>
/// <param name="columns">The columns that each row gives, in order.</param>
internal sealed class RowWriter(WriteTransaction tx, string table, params string[] columns)
{
    private const int RowsInABatch = 500;

    private readonly string _sql =
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", Enumerable.Range(0, columns.Length).Select(column => $"@p{column}"))})";

    /// <summary>What stands behind each row's values, <c>ON CONFLICT …</c>; empty where a row that is there already is a fault. With it rows are to be added in one order, so that two writers do not wait for each other.</summary>
    public string OnConflict { get; init; } = "";

    private readonly List<object?[]> _rows = [];

    /// <summary>One more row; null becomes NULL.</summary>
    public void Add(params object?[] values) => _rows.Add(values);

    /// <summary>Sends the rows that were added.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        if (tx.Connection.CanCreateBatch)
        {
            foreach (var rows in _rows.Chunk(RowsInABatch))
            {
                await WriteBatchAsync(rows, ct);
            }
        }
        else
        {
            await WriteOneByOneAsync(ct);
        }
    }

    private async Task WriteBatchAsync(object?[][] rows, CancellationToken ct)
    {
        await using var batch = tx.Connection.CreateBatch();
        batch.Transaction = tx.Transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = $"{_sql} {OnConflict}";
            for (var column = 0; column < row.Length; column++)
            {
                var parameter = command.CreateParameter();
                SetUp(parameter, column, row[column]);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task WriteOneByOneAsync(CancellationToken ct)
    {
        await using var command = tx.Command($"{_sql} {OnConflict}");
        for (var column = 0; column < columns.Length; column++)
        {
            command.Add($"p{column}", null);
        }

        foreach (var row in _rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                SetUp(command.Parameters[column], column, row[column]);
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static void SetUp(DbParameter parameter, int column, object? value)
    {
        parameter.ParameterName = $"p{column}";
        parameter.Value = value ?? DBNull.Value;
    }
}
