using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>Brings the index of archives up to date in the background: after an update of the program, whose rules may read call numbers otherwise. An article a transaction, so that it can be stopped at any time and goes on where it was; several nodes do it together, each with other articles.</summary>
internal sealed class ArchiveKeeper(ArchiveStore archives, PublishedPages pages, TimeProvider time, ILogger<ArchiveKeeper> log) : BackgroundService
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly Action<ILogger, Exception?> CouldNotIndex = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotIndex)), "The index of archives could not be brought up to date; it is tried again in five minutes");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Who starts the site wants to see it first.
        await Task.Delay(TimeSpan.FromSeconds(3), time, stoppingToken);
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await JobRuns.TryAsync("archives", Pause, IndexAsync, fault => CouldNotIndex(log, fault), time, log, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task IndexAsync(CancellationToken ct)
    {
        if (await CatchUpAsync(archives, ct) > 0)
        {
            await pages.RenewAsync(ct);
        }
    }

    /// <summary>Indexes what was not indexed, or by other rules.</summary>
    /// <returns>How many articles were indexed.</returns>
    public static async Task<int> CatchUpAsync(ArchiveStore archives, CancellationToken ct)
    {
        var done = 0;
        await SharedWork.RunAsync(archives.Claims, ArchiveStore.ClaimedWork, () => archives.TakeBehindAsync(AtOnce, ct), async ids =>
        {
            foreach (var id in ids)
            {
                done += await archives.IndexAsync(id, ct) ? 1 : 0;
            }
        }, ct);
        return done;
    }
}
