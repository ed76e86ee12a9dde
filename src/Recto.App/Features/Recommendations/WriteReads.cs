using System.Data.Common;
using Recto.App.Shell.Jobs;
using Recto.Storage.Recommending;
using Recto.Storage.Sql;

namespace Recto.App.Features.Recommendations;

/// <summary>Keeps what readers with a list of their own have read, behind everything else and within a second; of everybody else it is dropped here.</summary>
internal sealed class WriteReads(ReadQueue queue, ReadingStore store, Database database, ILogger<WriteReads> log) : WriteBehind(log)
{
    private static readonly Action<ILogger, Exception?> CouldNotWrite = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotWrite)), "The database did not take what readers with recommendations of their own have read; some of it is not kept");

    /// <inheritdoc/>
    protected override TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(700);

    /// <inheritdoc/>
    public override async Task WriteAsync(CancellationToken ct)
    {
        if (!database.IsReadOnly && queue.GiveAll() is { Count: > 0 } reads)
        {
            await store.AddAsync(reads, ct);
        }
    }

    /// <inheritdoc/>
    protected override void Away(DbException fault) => CouldNotWrite(Log, fault);
}
