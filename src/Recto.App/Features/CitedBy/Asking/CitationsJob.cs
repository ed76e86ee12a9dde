using Recto.App.Shell;
using Recto.App.Shell.Jobs;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks about citations behind everything else: looks every quarter of an hour what is due, and at once when the desk wants it.</summary>
internal sealed class CitationsJob(HarvestCitations harvest, CitationsBell bell, PublishedPages pages, TimeProvider time, ILogger<CitationsJob> log) : BackgroundService
{
    /// <summary>How often it looks by itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say what is to be asked about citations");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            await JobRuns.TryAsync("citations", Every, AskAsync, fault => CouldNotLook(log, fault), time, log, stoppingToken);
            await bell.WaitAsync(Every, time, stoppingToken);
        }
    }

    private async Task AskAsync(CancellationToken ct)
    {
        if ((await harvest.RunAsync(ct)).Any(run => run.Lists > 0 || run.Works > 0))
        {
            await pages.RenewAsync(ct);
        }
    }
}
