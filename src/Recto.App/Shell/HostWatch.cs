using Recto.App.Shell.Rounds;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>Asks the servers of the database how they are, once a second, and tells when that has changed. Where there is one server there is nothing to ask.</summary>
internal sealed class HostWatch(Database database, ILogger<HostWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly Action<ILogger, Exception?> IsReadOnly = LoggerMessage.Define(LogLevel.Error, new EventId(20, nameof(IsReadOnly)), "No server of the database is the primary, or it does not answer: the site can only be read until one is");
    private static readonly Action<ILogger, string, Exception?> IsWritten = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(21, nameof(IsWritten)), "The primary is {Host}");
    private static readonly Action<ILogger, string, Exception?> IsRead = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(22, nameof(IsRead)), "Pages are read from {Host}");
    private static readonly Action<ILogger, int, Exception?> AreSeveral = LoggerMessage.Define<int>(LogLevel.Error, new EventId(23, nameof(AreSeveral)), "{Count} servers of the database say that they are the primary: stop all but one at once, what is written is parted between them");
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(24, nameof(CouldNotLook)), "The servers of the database could not be asked how they are; they are asked again in a moment");

    private (bool IsReadOnly, string? Primary, string? Replica, int Primaries) _told = (false, null, null, 1);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.Hosts is { } hosts)
        {
            await LookAsync(hosts, cancellationToken); // Before anybody is served.
            await base.StartAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System); // By the real clock: it is about other machines.
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await JobDoor.TryAsync("hosts", ct => LookAsync(database.Hosts!, ct), fault => CouldNotLook(log, fault), log, stoppingToken);
        }
    }

    private async Task LookAsync(DatabaseHosts hosts, CancellationToken ct)
    {
        await hosts.LookAsync(ct);
        var now = (hosts.IsReadOnly, hosts.PrimaryName, hosts.ReplicaName, hosts.Primaries);
        if (now.IsReadOnly && !_told.IsReadOnly)
        {
            IsReadOnly(log, null);
        }
        else if (now.PrimaryName is { } primary && primary != _told.Primary)
        {
            IsWritten(log, primary, null);
        }

        if (now.ReplicaName != _told.Replica)
        {
            IsRead(log, now.ReplicaName ?? now.PrimaryName ?? "nowhere", null);
        }

        if (now.Primaries > 1 && now.Primaries != _told.Primaries)
        {
            AreSeveral(log, now.Primaries, null);
        }

        _told = now;
    }
}
