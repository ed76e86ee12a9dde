using Recto.Journals.Recommending;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <summary>How often lines of lists were shown and followed: sums by day, in which nobody is.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ListClickStore(Database database)
{
    /// <summary>Writes the sums of a day, in place of what was written of it before.</summary>
    /// <param name="tx">The transaction in which the day is counted.</param>
    /// <param name="day">The day, UTC.</param>
    /// <param name="counts">Its sums (<see cref="ListClicks"/>).</param>
    /// <param name="ct">Cancels.</param>
    public async Task FoldAsync(WriteTransaction tx, DateOnly day, IReadOnlyList<ListClickCount> counts, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(counts);
        await using (var old = tx.Command("DELETE FROM list_clicks WHERE day = @day", ("day", DayNumber.Of(day))))
        {
            await old.ExecuteNonQueryAsync(ct);
        }

        var rows = new RowWriter(tx, "list_clicks", "day", "line", "views", "clicks");
        foreach (var count in counts)
        {
            rows.Add(DayNumber.Of(day), count.Line.Packed, count.Views, count.Clicks);
        }

        await rows.WriteAsync(ct);
    }

    /// <summary>The sums of all days from one to another, both included.</summary>
    public async Task<IReadOnlyList<ListClickCount>> ListAsync(DateOnly from, DateOnly last, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT line, CAST(SUM(views) AS BIGINT), CAST(SUM(clicks) AS BIGINT) FROM list_clicks WHERE day BETWEEN @from AND @last GROUP BY line ORDER BY line", ("from", DayNumber.Of(from)), ("last", DayNumber.Of(last)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new List<ListClickCount>();
        while (await reader.ReadAsync(ct))
        {
            counts.Add(new(ListLine.Of(reader.GetInt64(0)), reader.GetInt64(1), reader.GetInt64(2)));
        }

        return counts;
    }

    /// <summary>Forgets the sums before a month.</summary>
    public async Task ForgetAsync(UsageMonth before, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await using var old = tx.Command("DELETE FROM list_clicks WHERE day < @day", ("day", DayNumber.Of(before.First)));
        await old.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }
}
