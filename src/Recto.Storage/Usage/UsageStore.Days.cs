using System.Globalization;
using Microsoft.Data.Sqlite;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

public sealed partial class UsageStore
{
    private const string Numbers = "searches, no_license, limit_exceeded, investigations, requests, unique_investigations, unique_requests";
    private const string ArticleKey = "journal_id, article_id, access_type, method, yop";
    private const string TitleKey = "journal_id, access_type, method, yop";

    private static readonly string[] NumberColumns = Numbers.Split(", ");

    /// <summary>The days before that one that were not worked on yet, earliest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> ListWaitingAsync(DateOnly before, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT day FROM usage_days WHERE rolled_at IS NULL AND day < @before ORDER BY day", ("before", UsageNumbers.Of(before)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var days = new List<DateOnly>();
        while (await reader.ReadAsync(ct))
        {
            days.Add(UsageNumbers.Day(reader.GetInt32(0)));
        }

        return days;
    }

    /// <summary>What is known of the days, both included, latest first; days on which nothing happened are left out.</summary>
    public async Task<IReadOnlyList<UsageDay>> ListDaysAsync(DateOnly from, DateOnly last, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT day, events, robots, dropped, double_clicks, rolled_at FROM usage_days WHERE day BETWEEN @from AND @last ORDER BY day DESC", ("from", UsageNumbers.Of(from)), ("last", UsageNumbers.Of(last)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var days = new List<UsageDay>();
        while (await reader.ReadAsync(ct))
        {
            days.Add(new UsageDay(UsageNumbers.Day(reader.GetInt32(0)), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.Instant(5)));
        }

        return days;
    }

    /// <summary>Writes what came of days, in place of what was written of them before, and destroys their salts.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="days">The days.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where one of the days has other events than were read, for some came meanwhile or were forgotten, or was worked on by another node (<see cref="CountedDays.IsFirst"/>): the transaction is to be given up.</returns>
    public async Task<bool> FinishAsync(WriteTransaction tx, CountedDays days, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(days);
        var before = new List<DateOnly>();
        foreach (var day in days.Days.OrderBy(day => day.Day))
        {
            await using var find = tx.Command("SELECT 1 FROM usage_days WHERE day = @day AND rolled_at IS NOT NULL", ("day", UsageNumbers.Of(day.Day)));
            if (await find.ExecuteScalarAsync(ct) is not null)
            {
                before.Add(day.Day);
            }

            await using var mark = tx.Command("UPDATE usage_days SET rolled_at = @now, double_clicks = @clicks WHERE day = @day AND events = @read" + (days.IsFirst ? " AND rolled_at IS NULL" : ""),
                ("now", Instants.ToStored(now)), ("clicks", day.DoubleClicks), ("day", UsageNumbers.Of(day.Day)), ("read", day.Read));
            if (await mark.ExecuteNonQueryAsync(ct) == 0)
            {
                return false;
            }
        }

        // On PostgreSQL two days of one month would wait for each other's rows in any order.
        await database.Dialect.LockAsync(tx, ["usage counts"], ct);
        foreach (var day in days.Days)
        {
            var pack = await FindPackAsync(tx, day.Day, ct);
            if (pack is null && before.Contains(day.Day))
            {
                return false; // Counted by a program that kept no pack: what it added cannot be taken back.
            }

            foreach (var (row, numbers) in pack is null ? [] : DayPack.Read(pack))
            {
                CountedDays.Sum(days.Sums, row, numbers, -1);
            }

            await using var keep = tx.Command("INSERT INTO usage_day_packs (day, counts) VALUES (@day, @counts) ON CONFLICT (day) DO UPDATE SET counts = excluded.counts", ("day", UsageNumbers.Of(day.Day)));
            keep.AddBytes("counts", day.Pack);
            await keep.ExecuteNonQueryAsync(ct);
            await ForgetReadersAsync(tx, day.Day, ct);
        }

        await AddToMonthAsync(tx, days, ct);
        return true;
    }

    /// <summary>Which months can be reported on: from the first of which anything is known to the last of which every day was worked on.</summary>
    /// <param name="today">The day, UTC.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ReportCalendar> FindCalendarAsync(DateOnly today, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("""
            SELECT (SELECT MIN(month) FROM usage_title_counts WHERE institution_id = @world), (SELECT MIN(day) FROM usage_days), (SELECT MIN(day) FROM usage_days WHERE rolled_at IS NULL AND day < @today)
            """, ("today", UsageNumbers.Of(today)), ("world", Guid.Empty));
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        UsageMonth?[] begun = [reader.NumberOrNull(0) is { } month ? UsageNumbers.Month(month) : null, reader.NumberOrNull(1) is { } day ? UsageMonth.Of(UsageNumbers.Day(day)) : null];
        var last = UsageMonth.Of(today).Plus(-1);
        if (reader.NumberOrNull(2) is { } waiting && UsageMonth.Of(UsageNumbers.Day(waiting)).Plus(-1) is var before && before < last)
        {
            last = before;
        }

        return begun.Min() is { } first && first <= last ? new(first, last, today) : new(null, null, today);
    }

    /// <summary>How much was lost in those months.</summary>
    public async Task<long> CountDroppedAsync(UsageMonth from, UsageMonth last, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT SUM(dropped) FROM usage_days WHERE day BETWEEN @from AND @last", ("from", UsageNumbers.Of(from.First)), ("last", UsageNumbers.Of(last.Last)));
        return await command.ExecuteScalarAsync(ct) is { } sum and not DBNull ? Convert.ToInt64(sum, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Forgets what is old: events of days that were worked on, with the counts by day, and months.</summary>
    /// <param name="events">Events before that day go.</param>
    /// <param name="months">Counts before that month go; null where all are kept.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ForgetAsync(DateOnly events, UsageMonth? months, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        // A day that still waits, and all after it, are kept.
        await using (var waiting = tx.Command("SELECT MIN(day) FROM usage_days WHERE rolled_at IS NULL"))
        {
            events = await waiting.ExecuteScalarAsync(ct) is { } day and not DBNull && UsageNumbers.Day(Convert.ToInt32(day, CultureInfo.InvariantCulture)) is var first && first < events ? first : events;
        }

        if (!database.Dialect.HasOneWriter)
        {
            await DropPartsAsync(tx, "usage_events", UsageMonth.Of(events), ct);
        }

        await using (var old = tx.Command("DELETE FROM usage_events WHERE at < @at", ("at", Instants.ToStored(UsageNumbers.Begin(events)))))
        {
            await old.ExecuteNonQueryAsync(ct);
        }

        await tx.RunAsync("DELETE FROM usage_day_packs WHERE day < @day", ct, ("day", UsageNumbers.Of(events)));
        if (months is { } kept)
        {
            if (!database.Dialect.HasOneWriter)
            {
                await DropPartsAsync(tx, "usage_month_counts", kept, ct);
            }

            await tx.RunAsync("DELETE FROM usage_month_counts WHERE month < @day", ct, ("day", UsageNumbers.Of(kept)));
            await tx.RunAsync("DELETE FROM usage_title_counts WHERE month < @day", ct, ("day", UsageNumbers.Of(kept)));
            await tx.RunAsync("DELETE FROM usage_days WHERE day < @day", ct, ("day", UsageNumbers.Of(kept.First < events ? kept.First : events)));
        }

        await tx.CommitAsync(ct);
    }

    private async Task DropPartsAsync(WriteTransaction tx, string table, UsageMonth before, CancellationToken ct)
    {
        await database.Dialect.LockAsync(tx, ["usage events"], ct);
        var parts = new List<string>();
        await using (var list = tx.Command($"SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '{table}'::regclass"))
        {
            await using var reader = await list.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                parts.Add(reader.GetString(0));
            }
        }

        foreach (var part in parts)
        {
            if (int.TryParse(part.AsSpan(part.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && UsageNumbers.Month(number) is var month && month < before)
            {
                await using var drop = tx.Command($"DROP TABLE {part}");
                await drop.ExecuteNonQueryAsync(ct);
                _parts.TryRemove(month, out _);
            }
        }
    }

    private static async Task<byte[]?> FindPackAsync(WriteTransaction tx, DateOnly day, CancellationToken ct)
    {
        await using var find = tx.Command("SELECT counts FROM usage_day_packs WHERE day = @day", ("day", UsageNumbers.Of(day)));
        return await find.ExecuteScalarAsync(ct) as byte[];
    }

    private async Task ForgetReadersAsync(WriteTransaction tx, DateOnly day, CancellationToken ct)
    {
        // Overwritten before it goes: a row that is deleted may stand in its page for a while.
        await tx.RunAsync($"UPDATE usage_salts SET salt = {(database.Dialect.HasOneWriter ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')")} WHERE day = @day", ct, ("day", UsageNumbers.Of(day)));
        await tx.RunAsync("DELETE FROM usage_salts WHERE day = @day", ct, ("day", UsageNumbers.Of(day)));
        await using var forget = tx.Command("UPDATE usage_events SET before_key = NULL WHERE at >= @from AND at <= @until AND before_key IS NOT NULL",
            ("from", Instants.ToStored(UsageNumbers.Begin(day.AddDays(1)))), ("until", Instants.ToStored(UsageNumbers.Begin(day.AddDays(1)) + DoubleClickFilter.Window)));
        await forget.ExecuteNonQueryAsync(ct);
    }

    private static async Task AddToMonthAsync(WriteTransaction tx, CountedDays days, CancellationToken ct)
    {
        var titles = new Dictionary<CountRow, long[]>();
        foreach (var (row, numbers) in days.Sums)
        {
            CountedDays.Sum(titles, row with { Article = Guid.Empty }, numbers, 1);
        }

        var month = UsageNumbers.Of(days.Month);
        await AddToAsync(tx, "usage_month_counts", ArticleKey, isOfArticles: true, month, days.Sums, ct);
        await AddToAsync(tx, "usage_title_counts", TitleKey, isOfArticles: false, month, titles, ct);
    }

    // In the order of the table, so that one row lies beside the other.
    private static async Task AddToAsync(WriteTransaction tx, string table, string key, bool isOfArticles, int month, Dictionary<CountRow, long[]> sums, CancellationToken ct)
    {
        var rows = sums.Where(sum => sum.Value.AsSpan().ContainsAnyExcept(0)).OrderBy(sum => sum.Key).ToList();
        string[] columns = ["institution_id", "month", .. key.Split(", "), .. NumberColumns];
        var add = $"ON CONFLICT (institution_id, month, {key}) DO UPDATE SET {string.Join(", ", NumberColumns.Select(column => $"{column} = {table}.{column} + excluded.{column}"))}";
        if (tx.Connection is SqliteConnection sqlite)
        {
            using var upsert = SqliteStatement.Of(sqlite, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) {add}");
            BulkRows.Run(upsert, rows, Put, ct);
        }
        else
        {
            var waiting = table + "_added";
            await tx.RunAsync($"CREATE TEMPORARY TABLE {waiting} (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP", ct);
            await BulkRows.WriteAsync(tx, waiting, columns, rows, Put, ct);
            await tx.RunAsync($"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns)} FROM {waiting} {add}", ct);
        }

        if (rows.Any(row => row.Value.Any(number => number < 0)))
        {
            await tx.RunAsync($"DELETE FROM {table} WHERE month = @day AND {string.Join(" AND ", NumberColumns.Select(column => column + " = 0"))}", ct, ("day", month));
        }

        void Put(IRowSink sink, KeyValuePair<CountRow, long[]> sum)
        {
            var row = sum.Key;
            sink.Add(row.Institution);
            sink.Add(month, sizeof(int));
            sink.Add(row.Journal);
            if (isOfArticles)
            {
                sink.Add(row.Article);
            }

            sink.Add(row.Access, sizeof(short));
            sink.Add(row.Method, sizeof(short));
            sink.Add(row.Yop, sizeof(short));
            foreach (var number in sum.Value)
            {
                sink.Add(number, sizeof(long));
            }
        }
    }
}
