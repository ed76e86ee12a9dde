using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Journals.Recommending;
using Recto.Journals.Usage;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Counts the days that are over, with what was read together on them and which lines of lists were followed, and forgets what is old. Days that have waited, because no process ran, are written together.</summary>
internal sealed class RollUpUsage(UsageStore store, CoReadStore coReads, ListClickStore clicks, Database database, SiteOptions options, TimeProvider time)
{
    /// <summary>How long after its end a day is counted: by then all that was done on it is written.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // So many rows of a month are written at one go: some seconds in which nothing else is written on SQLite, and a hundred megabytes.
    private const int MostRows = 500_000;

    /// <summary>Counts every day that is over and was not counted.</summary>
    /// <returns>How many days were counted.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var days = 0;
        Waiting? waiting = null;
        foreach (var day in await store.ListWaitingAsync(DateOnly.FromDateTime((now - Patience).UtcDateTime), ct))
        {
            if (waiting is not null && (waiting.Counts.Month != UsageMonth.Of(day) || waiting.Counts.Rows >= MostRows))
            {
                days += await FinishAsync(waiting, ct);
                waiting = null;
            }

            waiting ??= new Waiting(UsageMonth.Of(day), isFirst: true);
            await AddAsync(waiting, day, ct);
        }

        days += waiting is null ? 0 : await FinishAsync(waiting, ct);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await store.MakeRoomAsync(UsageMonth.Of(today).Plus(1), ct); // Beforehand, so that no reader's batch waits for it.
        await store.ForgetPlacesAsync(UsageMonth.Of(today), options.Usage.Months is { } kept ? UsageMonth.Of(today).Plus(-kept) : null, ct);
        await store.ForgetAsync(today.AddDays(-options.Usage.EventDays), options.Usage.Months is { } months ? UsageMonth.Of(today).Plus(-months) : null, ct);
        if (options.Usage.Months is { } oldest)
        {
            await clicks.ForgetAsync(UsageMonth.Of(today).Plus(-oldest), ct);
        }

        await coReads.ForgetAsync(today.AddDays(-options.Usage.EventDays), ct);
        return days;
    }

    /// <summary>Counts a day, in place of what was counted of it before.</summary>
    /// <returns>False where its events are not all there any more, or some came meanwhile: nothing was changed.</returns>
    public async Task<bool> CountAsync(DateOnly day, CancellationToken ct)
    {
        return await CountAsync(day, isFirst: false, ct);
    }

    private async Task<bool> CountAsync(DateOnly day, bool isFirst, CancellationToken ct)
    {
        var one = new Waiting(UsageMonth.Of(day), isFirst);
        await AddAsync(one, day, ct);
        return await WriteAsync(one, ct);
    }

    private async Task AddAsync(Waiting days, DateOnly day, CancellationToken ct)
    {
        var followed = new ListClicks();
        var rollUp = new UsageRollUp(day, day, followed.Add);
        var sessions = new CoReadSessions(day, options.Recommendations.Threshold.Epsilon is null ? null : CoReadSessions.MostPairsWithNoise);
        var read = await store.ReadAsync(day, happened =>
        {
            rollUp.Add(happened);
            sessions.Add(happened);
        }, ct);
        days.Counts.Add(day, read, rollUp); // Which finishes it: what waited for a double click is counted now.
        days.Learned.Add((day, sessions.Finish(), followed.Finish()));
    }

    // Where one of many has changed meanwhile, each is counted by itself.
    private async Task<int> FinishAsync(Waiting days, CancellationToken ct)
    {
        if (await WriteAsync(days, ct))
        {
            return days.Learned.Count;
        }

        var done = 0;
        foreach (var day in days.Learned.Count > 1 ? days.Learned.Select(learned => learned.Day) : [])
        {
            done += await CountAsync(day, isFirst: true, ct) ? 1 : 0; // Another node may have counted some of them.
        }

        return done;
    }

    private async Task<bool> WriteAsync(Waiting days, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        if (!await store.FinishAsync(tx, days.Counts, time.GetUtcNow(), ct))
        {
            return false;
        }

        foreach (var (day, pairs, followed) in days.Learned)
        {
            await coReads.FoldAsync(tx, day, pairs, ct);
            await clicks.FoldAsync(tx, day, followed, ct);
        }

        await tx.CommitAsync(ct);
        return true;
    }

    // What was counted, what was read together and which lines were followed, of days that are not written yet.
    private sealed class Waiting(UsageMonth month, bool isFirst)
    {
        public CountedDays Counts { get; } = new(month) { IsFirst = isFirst };

        public List<(DateOnly Day, IReadOnlyList<CoReadPair> Pairs, IReadOnlyList<ListClickCount> Followed)> Learned { get; } = [];
    }
}

/// <summary>Counts days behind everything else.</summary>
internal sealed class RollUpJob(RollUpUsage rollUp, ILogger<RollUpJob> log) : SiteJob
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly Action<ILogger, Exception?> CouldNotCount = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotCount)), "The days that are over could not be counted; it is tried again");

    /// <inheritdoc/>
    public override string Name => "usage";

    /// <inheritdoc/>
    public override TimeSpan Interval => Every;

    /// <inheritdoc/>
    public override Task RunOnceAsync(CancellationToken ct) => rollUp.RunAsync(ct);

    /// <inheritdoc/>
    public override void Away(System.Data.Common.DbException fault) => CouldNotCount(log, fault);
}
