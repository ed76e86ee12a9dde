using Recto.App.Shell.Jobs;
using Recto.App.Shell.Rounds;
using Recto.Storage.Articles;
using Recto.Storage.Matching;
using Recto.Storage.Sql;

namespace Recto.App.Features.References;

/// <summary>Appends the site’s own public articles to its index of works behind everything else, where there is an index. What is public now and changed since the last time is appended; nothing is taken away.</summary>
internal sealed class OwnWorksKeeper(Database database, WorksFolder folder, TimeProvider time, ILogger<OwnWorksKeeper> log) : BackgroundService
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(6);

    private static readonly Action<ILogger, string, Exception?> CouldNotAppend = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CouldNotAppend)), "The site’s own articles could not be appended to the index of works; it is tried again in six hours: {Why}");

    /// <summary>Appends what is new.</summary>
    /// <returns>How many articles were appended; 0 where the site has no index, which this never begins.</returns>
    public async Task<long> AppendAsync(CancellationToken ct) => folder.Manifest().Segments.Count == 0 ? 0 : await OwnWorks.AppendAsync(new HarvestStore(database), folder, time.GetUtcNow(), ct);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(TimeSpan.FromMinutes(2), time, stoppingToken); // Who starts the site wants to see it first.
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await JobDoor.TryAsync("reference-index", TryAppendAsync, fault => CouldNotAppend(log, fault.Message, null), log, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAppendAsync(CancellationToken ct)
    {
        try
        {
            await JobRuns.RunAsync("reference-index", Every, AppendAsync, time, ct);
        }
        catch (Exception fault) when (fault is InvalidDataException or WorksBusyException or IOException or UnauthorizedAccessException)
        {
            CouldNotAppend(log, fault.Message, null); // Damaged, or written by another program just now.
        }
    }
}
