using System.Data.Common;
using Recto.App.Shell.Rounds;

namespace Recto.App.Shell.Jobs;

/// <summary>Writes what waits in memory, behind everything else, and what then still waits when the site stops.</summary>
internal abstract class WriteBehind(ILogger log) : BackgroundService
{
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
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(CancellationToken.None);
    }

    private Task TryAsync(CancellationToken ct) => JobDoor.TryAsync(GetType().Name, WriteAsync, Away, Log, ct);
}
