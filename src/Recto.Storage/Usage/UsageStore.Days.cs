using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

public sealed partial class UsageStore
{
    private const string Numbers = "searches, no_license, limit_exceeded, investigations, requests, unique_investigations, unique_requests";
    private const string ArticleKey = "journal_id, article_id, access_type, method, yop";
    private const string TitleKey = "journal_id, access_type, method, yop";

    private static readonly MetricType[] Metrics =
    [
        MetricType.SearchesPlatform, MetricType.NoLicense, MetricType.LimitExceeded, MetricType.TotalItemInvestigations, MetricType.TotalItemRequests, MetricType.UniqueItemInvestigations, MetricType.UniqueItemRequests,
    ];

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

    /// <summary>Writes what came of a day, in place of what was written of it before, and destroys its salt.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="day">The day.</param>
    /// <param name="read">How many events of the day were read.</param>
    /// <param name="counts">Its counts (<see cref="UsageRollUp"/>).</param>
    /// <param name="doubleClicks">How many double clicks there were.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the day has other events than were read, for some came meanwhile or were forgotten: nothing was written.</returns>
    public async Task<bool> FinishDayAsync(WriteTransaction tx, DateOnly day, long read, IEnumerable<UsageCount> counts, long doubleClicks, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(counts);
        var (number, month) = (UsageNumbers.Of(day), UsageNumbers.Of(UsageMonth.Of(day)));
        await using (var mark = tx.Command("UPDATE usage_days SET rolled_at = @now, double_clicks = @clicks WHERE day = @day AND events = @read", ("now", Instants.ToStored(now)), ("clicks", doubleClicks), ("day", number), ("read", read)))
        {
            if (await mark.ExecuteNonQueryAsync(ct) == 0)
            {
                return false;
            }
        }

        // On PostgreSQL two days of one month would wait for each other's rows in any order.
        await database.Dialect.LockAsync(tx, ["usage counts"], ct);
        await AddToMonthAsync(tx, number, month, -1, ct);
        await RunAsync(tx, "DELETE FROM usage_day_counts WHERE day = @day", number, ct);
        await WriteAsync(tx, number, counts, ct);
        await AddToMonthAsync(tx, number, month, 1, ct);
        foreach (var table in new[] { "usage_month_counts", "usage_title_counts" })
        {
            await RunAsync(tx, $"DELETE FROM {table} WHERE month = @day AND {string.Join(" AND ", NumberColumns.Select(column => column + " = 0"))}", month, ct);
        }

        // Overwritten before it goes: a row that is deleted may stand in its page for a while.
        await RunAsync(tx, $"UPDATE usage_salts SET salt = {(database.Dialect.HasOneWriter ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')")} WHERE day = @day", number, ct);
        await RunAsync(tx, "DELETE FROM usage_salts WHERE day = @day", number, ct);
        await using var forget = tx.Command("UPDATE usage_events SET before_key = NULL WHERE at >= @from AND at <= @until AND before_key IS NOT NULL",
            ("from", Instants.ToStored(UsageNumbers.Begin(day.AddDays(1)))), ("until", Instants.ToStored(UsageNumbers.Begin(day.AddDays(1)) + DoubleClickFilter.Window)));
        await forget.ExecuteNonQueryAsync(ct);
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
            await DropPartsAsync(tx, UsageMonth.Of(events), ct);
        }

        await using (var old = tx.Command("DELETE FROM usage_events WHERE at < @at", ("at", Instants.ToStored(UsageNumbers.Begin(events)))))
        {
            await old.ExecuteNonQueryAsync(ct);
        }

        await RunAsync(tx, "DELETE FROM usage_day_counts WHERE day < @day", UsageNumbers.Of(events), ct);
        if (months is { } kept)
        {
            await RunAsync(tx, "DELETE FROM usage_month_counts WHERE month < @day", UsageNumbers.Of(kept), ct);
            await RunAsync(tx, "DELETE FROM usage_title_counts WHERE month < @day", UsageNumbers.Of(kept), ct);
            await RunAsync(tx, "DELETE FROM usage_days WHERE day < @day", UsageNumbers.Of(kept.First < events ? kept.First : events), ct);
        }

        await tx.CommitAsync(ct);
    }

    private async Task DropPartsAsync(WriteTransaction tx, UsageMonth before, CancellationToken ct)
    {
        await database.Dialect.LockAsync(tx, ["usage events"], ct);
        var parts = new List<string>();
        await using (var list = tx.Command("SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'usage_events'::regclass"))
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

    private static async Task RunAsync(WriteTransaction tx, string sql, int day, CancellationToken ct)
    {
        await using var command = tx.Command(sql, ("day", day));
        await command.ExecuteNonQueryAsync(ct);
    }

    // Adds the counts of a day to its month, or takes them away again.
    private static async Task AddToMonthAsync(WriteTransaction tx, int day, int month, int sign, CancellationToken ct)
    {
        foreach (var (table, key) in new[] { ("usage_month_counts", ArticleKey), ("usage_title_counts", TitleKey) })
        {
            await using var command = tx.Command($"""
                INSERT INTO {table} (institution_id, month, {key}, {Numbers})
                SELECT institution_id, CAST(@month AS INTEGER), {key}, {string.Join(", ", NumberColumns.Select(column => $"CAST(SUM(@sign * {column}) AS BIGINT)"))}
                FROM usage_day_counts WHERE day = @day GROUP BY institution_id, {key}
                ON CONFLICT (institution_id, month, {key}) DO UPDATE SET {string.Join(", ", NumberColumns.Select(column => $"{column} = {table}.{column} + excluded.{column}"))}
                """, ("month", month), ("sign", (long)sign), ("day", day));
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task WriteAsync(WriteTransaction tx, int day, IEnumerable<UsageCount> counts, CancellationToken ct)
    {
        var rows = new Dictionary<UsageKey, long[]>();
        foreach (var count in counts)
        {
            var row = rows.TryGetValue(count.Key, out var known) ? known : rows[count.Key] = new long[Metrics.Length];
            row[Array.IndexOf(Metrics, count.Metric)] += count.Count;
        }

        string[] columns = ["day", "institution_id", .. ArticleKey.Split(", "), .. NumberColumns];
        if (tx.Connection is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY usage_day_counts ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", ct);
            foreach (var (key, numbers) in rows)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(day, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(key.InstitutionId ?? Guid.Empty, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(key.JournalId ?? Guid.Empty, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(key.ArticleId ?? Guid.Empty, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync((short)(key.AccessType ?? 0), NpgsqlDbType.Smallint, ct);
                await copy.WriteAsync((short)key.Method, NpgsqlDbType.Smallint, ct);
                await copy.WriteAsync((short)(key.YearOfPublication ?? 0), NpgsqlDbType.Smallint, ct);
                foreach (var number in numbers)
                {
                    await copy.WriteAsync(number, NpgsqlDbType.Bigint, ct);
                }
            }

            await copy.CompleteAsync(ct);
            return;
        }

        var writer = new RowWriter(tx, "usage_day_counts", columns);
        foreach (var (key, numbers) in rows)
        {
            writer.Add([day, key.InstitutionId ?? Guid.Empty, key.JournalId ?? Guid.Empty, key.ArticleId ?? Guid.Empty, (int)(key.AccessType ?? 0), (int)key.Method, key.YearOfPublication ?? 0, .. numbers.Cast<object?>()]);
        }

        await writer.WriteAsync(ct);
    }
}
