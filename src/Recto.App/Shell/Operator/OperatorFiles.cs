using Recto.App.Shell.Rounds;

namespace Recto.App.Shell.Operator;

/// <summary>
/// What the site knows from a file or folder that the operator keeps: read when the site starts, and again when one of the files has changed, looked at every five minutes. What cannot be read
/// leaves standing what was known before.
/// </summary>
/// <param name="path">The file or folder; null where the operator keeps none.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal abstract class OperatorFiles(string? path, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    private string _state = "";

    /// <summary>Where faults go.</summary>
    protected ILogger Log { get; } = log;

    /// <summary>Reads the files anew where one has changed.</summary>
    /// <exception cref="IOException">A file could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public async Task RenewAsync(CancellationToken ct)
    {
        if (path is null || Files(path) is not { } files)
        {
            return;
        }

        var state = string.Join('\n', files.Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        if (state == _state)
        {
            return;
        }

        await ReadAsync(files, ct);
        _state = state;
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRenewAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>The files at the place that the operator named, in an order that stays; null where they are not there, and need not be.</summary>
    protected abstract IReadOnlyList<FileInfo>? Files(string path);

    /// <summary>Reads them, and puts what they hold in the place of what was known.</summary>
    protected abstract Task ReadAsync(IReadOnlyList<FileInfo> files, CancellationToken ct);

    /// <summary>Says in the log that the file or folder could not be read.</summary>
    protected abstract void Tell(string path, Exception fault);

    /// <summary>The files of a folder with one of these endings, by name.</summary>
    protected static IReadOnlyList<FileInfo> InFolder(string folder, params string[] endings) =>
        [.. new DirectoryInfo(folder).GetFiles().Where(file => endings.Contains(file.Extension)).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (path is not null && await timer.WaitForNextTickAsync(stoppingToken))
        {
            await JobDoor.TryAsync(GetType().Name, TryRenewAsync, fault => Tell(path!, fault), Log, stoppingToken);
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
            Tell(path!, fault);
        }
    }
}
