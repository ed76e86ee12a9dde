using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Recto.Storage.Sql;

namespace Recto.Storage.Backups;

/// <summary>A connection to a database that is being filled: nothing in it refers to another table while rows come, and nobody waits for the disk at each portion.</summary>
internal sealed class TargetWriter : IAsyncDisposable
{
    private readonly HashSet<DateOnly> _months = [];

    private TargetWriter(DbConnection connection, IReadOnlyDictionary<(string Table, string Column), string> types) => (Connection, Types) = (connection, types);

    /// <summary>The connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>The types of its columns.</summary>
    public IReadOnlyDictionary<(string Table, string Column), string> Types { get; }

    /// <summary>Opens one.</summary>
    public static async Task<TargetWriter> OpenAsync(Database database, CancellationToken ct)
    {
        var connection = await database.OpenAsync(ct);
        try
        {
            // NORMAL, not OFF: after a power cut the file is whole, only the last portions may be gone, and they come again.
            await connection.ExecuteAsync(new CommandDefinition(connection is SqliteConnection ? "PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL" : "SET synchronous_commit = off", cancellationToken: ct));
            return new TargetWriter(connection, await TableFiller.TypesAsync(connection, null, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes room for the months of an instant, where the database keeps the table by months.</summary>
    public async Task MakeRoomAsync(string table, DateTimeOffset from, DateTimeOffset until, DbTransaction transaction, CancellationToken ct)
    {
        if (Connection is SqliteConnection || table != "usage_events")
        {
            return;
        }

        for (var month = new DateOnly(from.UtcDateTime.Year, from.UtcDateTime.Month, 1); month <= DateOnly.FromDateTime(until.UtcDateTime); month = month.AddMonths(1))
        {
            if (_months.Add(month))
            {
                await Connection.ExecuteAsync(new CommandDefinition(MonthPart.Statement(table, month), transaction: transaction, cancellationToken: ct));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using (Connection)
        {
            if (Connection.State == System.Data.ConnectionState.Open)
            {
                // It goes back to the pool as it came.
                await Connection.ExecuteAsync(Connection is SqliteConnection ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL" : "RESET synchronous_commit");
            }
        }
    }
}

/// <summary>Rows that wait until they are worth a transaction.</summary>
internal sealed class Portion(TargetWriter writer, TableShape table) : IAsyncDisposable
{
    private readonly MemoryStream _lines = new();
    private IReadOnlyList<object>? _first;
    private IReadOnlyList<object>? _last;
    private int _rows;

    public void Add(ReadOnlyMemory<byte> line, IReadOnlyList<object> key)
    {
        _lines.Write(line.Span);
        _lines.WriteByte((byte)'\n');
        _first ??= key;
        _last = key;
        _rows++;
    }

    /// <summary>Whether the last row has that key.</summary>
    public bool EndsWith(IReadOnlyList<object> key) => _last is not null && RowCursor.Compare(_last, key) == 0;

    /// <summary>Sends the rows in a transaction of their own, where they are many enough or large enough.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<long> SendAsync(int rows, int bytes, CancellationToken ct)
    {
        if (_rows == 0 || _rows < rows && _lines.Length < bytes)
        {
            return 0;
        }

        await using var transaction = await writer.Connection.BeginTransactionAsync(ct);
        if (_first is [long from, ..] && _last is [long until, ..] && table.Name == "usage_events")
        {
            await writer.MakeRoomAsync(table.Name, Instants.FromStored(from), Instants.FromStored(until), transaction, ct);
        }

        _lines.Position = 0;
        var sent = await new TableFiller(writer.Connection, transaction, writer.Types).FillAsync(table, _lines, ct);
        await transaction.CommitAsync(ct);
        _lines.SetLength(0);
        (_first, _rows) = (null, 0);
        return sent;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
