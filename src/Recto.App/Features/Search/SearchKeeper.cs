using Recto.App.Shell.Jobs;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>Brings the index up to date in the background: after an update of the program, and where something changed an article without telling it. A few articles a transaction, so that it can be stopped at any time and goes on where it was; several nodes do it together, each with other articles.</summary>
internal sealed class SearchKeeper(SearchStore search, TimeProvider time, ILogger<SearchKeeper> log) : BackgroundService
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly Action<ILogger, Exception?> CouldNotIndex = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotIndex)), "The search index could not be brought up to date; it is tried again in five minutes");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Who starts the site wants to see it first.
        await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await JobRuns.TryAsync("search", Pause, ct => CatchUpAsync(search, null, ct), fault => CouldNotIndex(log, fault), time, log, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Indexes what the index does not know.</summary>
    /// <param name="search">The index.</param>
    /// <param name="progress">Is told how many articles are done; null for nobody.</param>
    /// <param name="ct">Cancels between two transactions.</param>
    /// <returns>How many articles were indexed here.</returns>
    public static async Task<int> CatchUpAsync(SearchStore search, Action<int>? progress, CancellationToken ct)
    {
        var done = 0;
        await SharedWork.RunAsync(search.Claims, SearchStore.ClaimedWork, () => search.TakeBehindAsync(AtOnce, ct), async ids =>
        {
            await search.IndexAsync(ids, ct);
            done += ids.Count;
            progress?.Invoke(done);
        }, ct);
        return done;
    }
}
