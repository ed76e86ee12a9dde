using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Works;

namespace Recto.App.Features.Works;

/// <summary>Brings the index of works up to date in the background: after an update of the program, and where something changed an article without telling it. It can be stopped at any time and goes on where it was.</summary>
internal sealed class WorksKeeper(IndexWorks index, PublishedPages pages, TimeProvider time, ILogger<WorksKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly Action<ILogger, Exception?> CouldNotIndex = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotIndex)), "The index of works could not be brought up to date; it is tried again in five minutes");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Who starts the site wants to see it first, and search before this.
        await Task.Delay(TimeSpan.FromSeconds(10), time, stoppingToken);
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await JobRuns.TryAsync("works", Pause, IndexAsync, fault => CouldNotIndex(log, fault), time, log, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task IndexAsync(CancellationToken ct)
    {
        if (await index.CatchUpAsync(null, ct) > 0)
        {
            await pages.RenewAsync(ct);
        }
    }
}
