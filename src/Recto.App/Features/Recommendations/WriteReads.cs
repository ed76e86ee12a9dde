using System.Data.Common;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations;

/// <summary>Keeps what readers with a list of their own have read, behind everything else and within a second; of everybody else it is dropped here.</summary>
internal sealed class WriteReads(ReadQueue queue, ReadingStore store, Database database, ILogger<WriteReads> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(700);
    private static readonly Action<ILogger, Exception?> CouldNotWrite = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotWrite)), "The database did not take what readers with recommendations of their own have read; some of it is not kept");

    /// <summary>Writes all that waits.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        if (!database.IsReadOnly && queue.GiveAll() is { Count: > 0 } reads)
        {
            await store.AddAsync(reads, ct);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, TimeProvider.System); // By the real clock: it is about what would be lost.
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

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await WriteAsync(ct);
        }
        catch (DbException fault)
        {
            CouldNotWrite(log, fault);
        }
    }
}
