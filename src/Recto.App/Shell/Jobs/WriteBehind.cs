using System.Data.Common;
using Recto.App.Shell.Rounds;

namespace Recto.App.Shell.Jobs;

/// <summary>Writes what waits in memory, behind everything else, and what then still waits when the site stops. What breaks off by a fault of ours is tried again more and more seldom, at last once a minute: it would fill the log otherwise.</summary>
internal abstract class WriteBehind(ILogger log) : BackgroundService
{
    private static readonly TimeSpan MostPause = TimeSpan.FromMinutes(1);

    /// <summary>How often it writes.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Where its faults go.</summary>
    protected ILogger Log { get; } = log;

    /// <summary>Writes all that waits.</summary>
    public abstract Task WriteAsync(CancellationToken ct);

    /// <summary>Is told of a database that took nothing: that ends nothing, and it is tried again.</summary>
    protected abstract void Away(DbException fault);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, TimeProvider.System); // By the real clock: it is about what would be lost.
        var (pause, waits) = (0, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (waits-- > 0)
            {
                continue;
            }

            pause = await TryAsync(stoppingToken) ? 0 : Math.Min(2 * pause + 1, (int)(MostPause / Interval));
            waits = pause;
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(CancellationToken.None);
    }

    private Task<bool> TryAsync(CancellationToken ct) => JobDoor.TryAsync(GetType().Name, WriteAsync, Away, Log, ct);
}
