using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

/// <summary>What readers did, one row each, and the salts of the days. On PostgreSQL the rows lie in a part for each month, and come by COPY.</summary>
/// <param name="database">Where it is kept.</param>
public sealed partial class UsageStore(Database database)
{
    private const int SaltLength = 32;

    // Batches are tried again within minutes, or when a server is back.
    private static readonly TimeSpan BatchesKept = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<UsageMonth, bool> _parts = new();

    /// <summary>The salt of a day, made by whoever asks first; null where the day was worked on and it is destroyed.</summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="isNew">Whether one is made where there is none; else null is given.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]?> FindSaltAsync(DateOnly day, bool isNew, CancellationToken ct)
    {
        var number = UsageNumbers.Of(day);
        if (isNew)
        {
            await MakeSaltAsync(number, ct);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var find = connection.Command("SELECT salt FROM usage_salts WHERE day = @day", ("day", number));
        return await find.ExecuteScalarAsync(ct) as byte[];
    }

    private async Task MakeSaltAsync(int number, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);

        // Where the day is done none is made anew, or its readers would get other names.
        await using var command = tx.Command("""
            INSERT INTO usage_salts (day, salt) SELECT @day, @salt WHERE NOT EXISTS (SELECT 1 FROM usage_days WHERE day = @day AND rolled_at IS NOT NULL) ON CONFLICT (day) DO NOTHING
            """, ("day", number));
        command.AddBytes("salt", RandomNumberGenerator.GetBytes(SaltLength));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Makes room for the events of a month, where that is to be made (PostgreSQL); in a transaction of its own, so that nobody waits for it long.</summary>
    public async Task MakeRoomAsync(UsageMonth month, CancellationToken ct)
    {
        if (database.Dialect.HasOneWriter || _parts.ContainsKey(month))
        {
            return;
        }

        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, ["usage events"], ct);
        await using var command = tx.Command(MonthPart.Statement("usage_events", month.First));
        await command.ExecuteNonQueryAsync(ct);
        await MakeCountsRoomAsync(tx, UsageNumbers.Of(month), ct);
        await tx.CommitAsync(ct);
        _parts[month] = true;
    }

    /// <summary>Looks anew for which months there is room: what was made a moment ago may be lost with a server (PostgreSQL whose replicas are not waited for).</summary>
    public void ForgetRoom() => _parts.Clear();

    /// <summary>Says which batch the transaction writes; the same batch, tried again, is refused. On SQLite nothing is tried again of which nobody knows whether it was kept.</summary>
    /// <returns>Whether it is to be written: false where it is there already.</returns>
    public async Task<bool> BeginBatchAsync(WriteTransaction tx, Guid batch, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        if (database.Dialect.HasOneWriter)
        {
            return true;
        }

        await using var command = tx.Command("INSERT INTO usage_batches (id, written_at) VALUES (@batch, @now) ON CONFLICT (id) DO NOTHING", ("batch", batch), ("now", Instants.ToStored(now)));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Forgets batches that nobody will try again.</summary>
    public async Task ForgetBatchesAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (database.Dialect.HasOneWriter)
        {
            return;
        }

        await using var tx = await database.BeginAsync(ct);
        await using var command = tx.Command("DELETE FROM usage_batches WHERE written_at < @old", ("old", Instants.ToStored(now - BatchesKept)));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    // Where counts of the month lie in the last part already, they were there before anybody made room: a backup was restored in the middle of it.
    private static async Task MakeCountsRoomAsync(WriteTransaction tx, int month, CancellationToken ct)
    {
        await using var look = tx.Command(string.Create(CultureInfo.InvariantCulture, $"SELECT to_regclass('usage_month_counts_{month}') IS NOT NULL OR EXISTS (SELECT 1 FROM usage_month_counts_others WHERE month = {month})"));
        if (await look.ExecuteScalarAsync(ct) is not true)
        {
            await using var make = tx.Command(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE usage_month_counts_{month} PARTITION OF usage_month_counts FOR VALUES FROM ({month}) TO ({month + 1})"));
            await make.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Keeps a batch. <see cref="MakeRoomAsync"/> comes before.</summary>
    /// <returns>How many events came when their day was done: they are counted among what was dropped, and not kept.</returns>
    public async Task<long> AddAsync(WriteTransaction tx, UsageBatch batch, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(batch);
        var byDay = batch.Events.GroupBy(kept => UsageNumbers.DayOf(kept.Event.At)).ToDictionary(day => day.Key, day => day.ToList());
        var rows = new List<UsageToKeep>(batch.Events.Count);
        long late = 0;
        foreach (var day in byDay.Keys.Union(batch.Robots.Keys).Union(batch.Dropped.Keys).Order())
        {
            var events = byDay.GetValueOrDefault(day) ?? [];
            await using var command = tx.Command("""
                INSERT INTO usage_days (day, events, robots, dropped) VALUES (@day, @events, @robots, @dropped)
                ON CONFLICT (day) DO UPDATE SET events = usage_days.events + excluded.events, robots = usage_days.robots + excluded.robots, dropped = usage_days.dropped + excluded.dropped
                RETURNING rolled_at
                """, ("day", UsageNumbers.Of(day)), ("events", (long)events.Count), ("robots", batch.Robots.GetValueOrDefault(day)), ("dropped", batch.Dropped.GetValueOrDefault(day)));
            if (await command.ExecuteScalarAsync(ct) is long && events.Count > 0)
            {
                late += events.Count;
                await using var taken = tx.Command("UPDATE usage_days SET events = events - @late, dropped = dropped + @late WHERE day = @day", ("day", UsageNumbers.Of(day)), ("late", (long)events.Count));
                await taken.ExecuteNonQueryAsync(ct);
            }
            else
            {
                rows.AddRange(events);
            }
        }

        if (rows.Count > 0)
        {
            await BulkRows.WriteAsync(tx, "usage_events", UsageRows.Columns, rows, UsageRows.Put, ct);
        }

        return late;
    }

    /// <summary>Gives the events that a day needs (<see cref="UsageRollUp.Needs"/>) in order of time.</summary>
    /// <returns>How many of them are of the day itself.</returns>
    public async Task<long> ReadAsync(DateOnly day, Action<UsageEvent> each, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(each);
        var (from, until) = UsageRollUp.Needs(day, day);
        var end = UsageNumbers.Begin(day.AddDays(1));
        var rows = new UsageRows();
        long own = 0;
        await using var connection = await database.OpenAsync(ct);
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {string.Join(", ", UsageRows.Columns)} FROM usage_events WHERE at >= {Instants.ToStored(from)} AND at <= {Instants.ToStored(until)} ORDER BY at");
        await BulkRows.ReadAsync(connection, sql, UsageRows.Columns.Length, row =>
        {
            var happened = rows.Read(row, end);
            own += happened.At < end ? 1 : 0;
            each(happened);
        }, ct);
        return own;
    }
}
