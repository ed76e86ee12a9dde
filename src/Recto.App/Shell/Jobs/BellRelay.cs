using Recto.App.Shell.Rounds;
using Recto.Storage.Jobs;

namespace Recto.App.Shell.Jobs;

/// <summary>Carries what was rung for on one node to those that work, once a second: counters in the database, for a pool of connections between keeps no notifications. Only where nodes are several; a ring that is lost the clock makes up for.</summary>
internal sealed class BellRelay(IEnumerable<JobBell> bells, BellStore store, SiteOptions options, TimeProvider time, ILogger<BellRelay> log) : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly Action<ILogger, Exception?> CouldNotCarry = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotCarry)), "The database did not carry what was rung for on other nodes; their clocks make up for it");

    private readonly IReadOnlyList<JobBell> _bells = [.. bells];
    private IReadOnlyDictionary<string, long>? _known;

    /// <summary>Tells others what was rung for here and, where this node works, rings for what was on others.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var rung = _bells.Where(bell => bell.TakeRung()).ToList();
        if (rung.Count > 0)
        {
            await store.RingAsync([.. rung.Select(bell => bell.Name)], ct);
        }

        if (!options.IsWorker)
        {
            return;
        }

        var now = await store.ReadAsync(ct);
        foreach (var bell in _bells.Where(bell => _known is not null && !rung.Contains(bell) && now.GetValueOrDefault(bell.Name) > _known.GetValueOrDefault(bell.Name)))
        {
            bell.RingHere();
        }

        _known = now;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsClustered)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await JobDoor.TryAsync("bells", LookAsync, fault => CouldNotCarry(log, fault), log, stoppingToken);
        }
    }
}
