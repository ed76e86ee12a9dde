using Recto.App.Shell.Persons;
using Recto.App.Shell.Rounds;
using Recto.App.Shell.Sharing;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>
/// Looks whether anything was changed, here or by another process, and if so throws the finished pages away and has the files made. When nothing has changed for <see cref="LooksUntilSettled"/> looks, everything
/// is loaded once more, and the pages from then on are shared with the other nodes. Looks at once where another node says that it has changed something.
/// It looks where pages are made from: a replica that is behind changes for it when it has caught up, and when pages come from another server everything has changed.
/// </summary>
internal sealed class ChangeWatch(Database database, ArticleStore articles, PublishedPages pages, KnownInstitutions institutions, FilesInMaking files, PageGeneration generation, RedisServer redis, SiteOptions options, TimeProvider time, ILogger<ChangeWatch> log) : BackgroundService
{
    /// <summary>Looks without a change after which pages are shared: what was under way when something was changed is over by then, and a copy of the database has caught up.</summary>
    public const int LooksUntilSettled = 5;

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say whether anything changed");

    private volatile TaskCompletionSource _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int? Turn, string State) _known;
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
            await JobDoor.TryAsync("changes", LookAsync, fault => CouldNotLook(log, fault), log, stoppingToken); // Pages stay as they are until the database is back.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        using var near = database.Hosts?.Enter(ReadFrom.Replica);
        var changes = generation.Changes;
        var turn = database.Hosts?.Turn; // Asked first: a turn that comes meanwhile is found at the next look.
        var state = await articles.StateAsync(ct);
        var now = (turn, state);
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
            generation.Settle($"{state}\n{institutions.State}", changes);
        }
    }

    private void Nudge() => _nudged.TrySetResult();
}
