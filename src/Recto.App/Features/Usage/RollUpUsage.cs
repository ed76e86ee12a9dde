using System.Data.Common;
using Recto.App.Shell;
using Recto.Journals.Recommending;
using Recto.Journals.Usage;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Counts the days that are over, one at a time, with what was read together on them, and forgets what is old.</summary>
internal sealed class RollUpUsage(UsageStore store, CoReadStore coReads, Database database, SiteOptions options, TimeProvider time)
{
    /// <summary>How long after its end a day is counted: by then all that was done on it is written.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Counts every day that is over and was not counted.</summary>
    /// <returns>How many days were counted.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var days = 0;
        foreach (var day in await store.ListWaitingAsync(DateOnly.FromDateTime((now - Patience).UtcDateTime), ct))
        {
            days += await CountAsync(day, ct) ? 1 : 0;
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await store.MakeRoomAsync(UsageMonth.Of(today).Plus(1), ct); // Beforehand, so that no reader's batch waits for it.
        await store.ForgetAsync(today.AddDays(-options.Usage.EventDays), options.Usage.Months is { } months ? UsageMonth.Of(today).Plus(-months) : null, ct);
        await coReads.ForgetAsync(today.AddDays(-options.Usage.EventDays), ct);
        return days;
    }

    /// <summary>Counts a day, in place of what was counted of it before.</summary>
    /// <returns>False where its events are not all there any more, or some came meanwhile: nothing was changed.</returns>
    public async Task<bool> CountAsync(DateOnly day, CancellationToken ct)
    {
        var rollUp = new UsageRollUp(day, day);
        var sessions = new CoReadSessions(day, options.Recommendations.Threshold.Epsilon is null ? null : CoReadSessions.MostPairsWithNoise);
        var read = await store.ReadAsync(day, happened =>
        {
            rollUp.Add(happened);
            sessions.Add(happened);
        }, ct);
        var counts = rollUp.Finish().ToList();
        await using var tx = await database.BeginAsync(ct);
        if (!await store.FinishDayAsync(tx, day, read, counts, rollUp.DoubleClicks, time.GetUtcNow(), ct))
        {
            return false;
        }

        await coReads.FoldAsync(tx, day, sessions.Finish(), ct);
        await tx.CommitAsync(ct);
        return true;
    }
}

/// <summary>Counts days behind everything else.</summary>
internal sealed class RollUpJob(RollUpUsage rollUp, TimeProvider time, ILogger<RollUpJob> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly Action<ILogger, Exception?> CouldNotCount = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotCount)), "The days that are over could not be counted; it is tried again");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await rollUp.RunAsync(stoppingToken);
            }
            catch (DbException fault)
            {
                CouldNotCount(log, fault); // Away for a moment, or not made yet.
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}
