using Recto.Journals.Recommending;
using Recto.Storage.Sql;

namespace Recto.Storage.Recommending;

/// <summary>Which articles were read together: counts of pairs, by day as long as the events of the day are kept, and of all days together.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class CoReadStore(Database database)
{
    /// <summary>Adds the pairs of a day, in place of what was added of it before.</summary>
    /// <param name="tx">The transaction in which the day is counted.</param>
    /// <param name="day">The day, UTC.</param>
    /// <param name="pairs">Its pairs (<see cref="CoReadSessions"/>).</param>
    /// <param name="ct">Cancels.</param>
    public async Task FoldAsync(WriteTransaction tx, DateOnly day, IReadOnlyList<CoReadPair> pairs, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(pairs);
        // On PostgreSQL two days would wait for each other's rows in any order.
        await database.Dialect.LockAsync(tx, ["co-reads"], ct);
        var number = DayNumber.Of(day);
        await AddDayAsync(tx, number, -1, ct);
        await tx.RunAsync("DELETE FROM co_read_days WHERE day = @day", ct, ("day", number));
        var rows = new RowWriter(tx, "co_read_days", "day", "one_id", "other_id", "sessions", "votes");
        foreach (var pair in pairs)
        {
            rows.Add(number, pair.One, pair.Other, pair.Sessions, pair.Votes);
        }

        await rows.WriteAsync(ct);
        await AddDayAsync(tx, number, 1, ct);
        await using var none = tx.Command("DELETE FROM co_reads WHERE sessions <= 0");
        await none.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets the pairs of single days whose events are kept no more: such a day is not counted again. What was added of it stays.</summary>
    public async Task ForgetAsync(DateOnly before, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await using (var first = tx.Command("SELECT MIN(at) FROM usage_events"))
        {
            before = await first.ExecuteScalarAsync(ct) is long at && DateOnly.FromDateTime(Instants.FromStored(at).UtcDateTime) is var kept && kept < before ? kept : before;
        }

        await tx.RunAsync("DELETE FROM co_read_days WHERE day < @day", ct, ("day", DayNumber.Of(before)));
        await tx.CommitAsync(ct);
    }

    private static async Task AddDayAsync(WriteTransaction tx, int day, int sign, CancellationToken ct)
    {
        await using var command = tx.Command("""
            INSERT INTO co_reads (one_id, other_id, sessions, votes)
            SELECT one_id, other_id, CAST(@sign * sessions AS BIGINT), @sign * votes FROM co_read_days WHERE day = @day
            ON CONFLICT (one_id, other_id) DO UPDATE SET sessions = co_reads.sessions + excluded.sessions, votes = co_reads.votes + excluded.votes
            """, ("sign", (long)sign), ("day", day));
        await command.ExecuteNonQueryAsync(ct);
    }
}
