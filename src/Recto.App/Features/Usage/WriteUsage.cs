using System.Data.Common;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Usage;
using Recto.Journals.Usage;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>
/// Writes what readers did, behind everything else and more than once a second, so that a process that is killed loses less than a second. What is kept of it <see cref="GatherUsage"/> says.
/// </summary>
internal sealed class WriteUsage(UsageQueue queue, UsageStore store, GatherUsage gather, Database database, TimeProvider time, ILogger<WriteUsage> log) : WriteBehind(log)
{
    /// <summary>How often it writes.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    private const int MostAtOnce = 20_000;
    private static readonly TimeSpan ForgetBatches = TimeSpan.FromHours(1);
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(1);
    private static readonly Action<ILogger, Exception?> CouldNotWrite = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotWrite)), "The database did not take what readers did; it is tried again, and waits in memory meanwhile");
    private static readonly Action<ILogger, long, Exception?> Dropped = LoggerMessage.Define<long>(LogLevel.Warning, new EventId(2, nameof(Dropped)), "{Count} things that readers did were not counted, for more came than could be written or they came when their day was done. Reports on this month say so");

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<UsageSeen> _held = [];
    private GatheredUsage? _unsure; // Of which nobody knows whether it was kept: it is tried again as it was, before anything else.
    private DateTimeOffset _forgotBatches = DateTimeOffset.MinValue;
    private DateTimeOffset _toldOfDropped = DateTimeOffset.MinValue;
    private long _lost;
    private long _untold;

    /// <inheritdoc/>
    protected override TimeSpan Interval => Every;

    /// <inheritdoc/>
    public override async Task WriteAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            while (await WriteSomeAsync(ct))
            {
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Away(DbException fault)
    {
        store.ForgetRoom();
        CouldNotWrite(Log, fault);
    }

    // What was taken out of the queue is held until it is written: a database that is away for a moment loses nothing.
    private async Task<bool> WriteSomeAsync(CancellationToken ct)
    {
        gather.Forget();
        if (_unsure is null)
        {
            while (_held.Count < MostAtOnce && queue.TryGive(out var seen))
            {
                _held.Add(seen);
            }

            _lost += queue.TakeDropped();
            if (_held.Count == 0 && _lost == 0)
            {
                return false;
            }
        }

        var (id, batch, places) = _unsure ?? await gather.RunAsync(_held, _lost, ct);
        foreach (var month in batch.Events.Select(kept => UsageMonth.Of(kept.Event.At)).Distinct())
        {
            await store.MakeRoomAsync(month, ct);
        }

        long late = 0;
        try
        {
            await using var tx = await database.BeginAsync(ct);
            if (await store.BeginBatchAsync(tx, id, time.GetUtcNow(), ct))
            {
                late = await store.AddAsync(tx, batch, ct);
                await store.AddPlacesAsync(tx, places, ct);
                await tx.CommitAsync(CancellationToken.None); // One that is broken off may be kept, and the last words of a process are written after it.
            }
        }
        catch (CommitUnknownException)
        {
            _unsure = new GatheredUsage(id, batch, places);
            throw;
        }

        _unsure = null;
        Tell(late + batch.Dropped.Values.Sum());
        var isFull = _held.Count >= MostAtOnce;
        _held.Clear();
        _lost = 0;
        if (time.GetUtcNow() - _forgotBatches >= ForgetBatches)
        {
            _forgotBatches = time.GetUtcNow();
            await store.ForgetBatchesAsync(_forgotBatches, ct);
        }

        return isFull;
    }

    private void Tell(long dropped)
    {
        _untold += dropped;
        if (_untold > 0 && time.GetUtcNow() - _toldOfDropped >= TellAgain)
        {
            Dropped(Log, _untold, null);
            (_untold, _toldOfDropped) = (0, time.GetUtcNow());
        }
    }
}
