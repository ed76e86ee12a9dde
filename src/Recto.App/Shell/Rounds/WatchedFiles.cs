namespace Recto.App.Shell.Rounds;

/// <summary>What stands in files that operators keep: read before anybody is served, and again where they have changed. What cannot be read ends nothing.</summary>
internal abstract class WatchedFiles(TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    /// <summary>Where its faults go.</summary>
    protected ILogger Log { get; } = log;

    /// <summary>The file, or the folder of the files; null where there is none.</summary>
    protected abstract string? Place { get; }

    /// <summary>Reads anew what has changed.</summary>
    public abstract Task RenewAsync(CancellationToken ct);

    /// <summary>Is told of what the machine did not give.</summary>
    protected abstract void Refused(string place, Exception fault);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRenewAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (Place is not null && await timer.WaitForNextTickAsync(stoppingToken))
        {
            await JobDoor.TryAsync(GetType().Name, TryRenewAsync, fault => Refused(Place!, fault), Log, stoppingToken);
        }
    }

    private async Task TryRenewAsync(CancellationToken ct)
    {
        try
        {
            await RenewAsync(ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Refused(Place!, fault);
        }
    }
}
