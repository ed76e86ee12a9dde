using Recto.App.Shell.Persons;
using Recto.App.Shell.Sharing;
using Recto.Storage.Articles;

namespace Recto.App.Shell;

/// <summary>
/// Looks whether anything was changed, here or by another process, and if so throws the finished pages away and has the files made. When nothing has changed for <see cref="LooksUntilSettled"/> looks, everything
/// is loaded once more, and the pages from then on are shared with the other nodes. Looks at once where another node says that it has changed something.
/// </summary>
internal sealed class ChangeWatch(ArticleStore articles, PublishedPages pages, KnownInstitutions institutions, FilesInMaking files, PageGeneration generation, RedisServer redis, SiteOptions options, TimeProvider time, ILogger<ChangeWatch> log) : BackgroundService
{
    /// <summary>Looks without a change after which pages are shared: what was under way when something was changed is over by then, and a copy of the database has caught up.</summary>
    public const int LooksUntilSettled = 5;

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say whether anything changed");

    private volatile TaskCompletionSource _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _known = "";
    private bool _again;
    private int _quiet;

    /// <inheritdoc/>
    public override void Dispose()
    {
        redis.Changed -= Nudge;
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        redis.Changed += Nudge;
        using var timer = new PeriodicTimer(options.LookForChanges, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (true)
        {
            await Task.WhenAny(tick, _nudged.Task);
            if (tick.IsCompleted)
            {
                if (!await tick)
                {
                    return;
                }

                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (System.Data.Common.DbException fault)
            {
                // A database that is away for a moment must not end the watch: pages stay as they are until it is back.
                CouldNotLook(log, fault);
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var changes = generation.Changes;
        var now = await articles.StateAsync(ct);
        var changed = await institutions.RenewAsync(ct);
        var isNew = now != _known || changed;
        _quiet = isNew || changes != generation.Changes ? 0 : _quiet + 1;
        if (isNew || _again)
        {
            // Once more at the next look: what was asked before the change may be kept after it.
            (_known, _again) = (now, isNew);
            await pages.LoadAsync(ct);
            files.Nudge();
        }

        if (redis.IsConfigured && !generation.IsShared && _quiet >= LooksUntilSettled)
        {
            generation.Settle($"{now}\n{institutions.State}", changes);
        }
    }

    private void Nudge() => _nudged.TrySetResult();
}
