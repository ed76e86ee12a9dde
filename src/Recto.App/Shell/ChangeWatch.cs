using Recto.App.Shell.Persons;
using Recto.App.Shell.Rounds;
using Recto.App.Shell.Sharing;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>
/// Looks whether anything was changed, here or by another process, and if so throws the finished pages away and has the files made. When nothing has changed for <see cref="LooksUntilSettled"/> looks, everything
/// is loaded once more, and the pages from then on are shared with the other nodes. Looks at once where another node says that it has changed something.
/// What only counting tells is looked at as often as it is cheap: on a site of up to a hundred thousand articles at each look, on one of a million every ten seconds.
/// It looks where pages are made from: a replica that is behind changes for it when it has caught up, and when pages come from another server everything has changed.
/// </summary>
internal sealed class ChangeWatch(Database database, ArticleStore articles, PublishedPages pages, KnownInstitutions institutions, FilesInMaking files, PageGeneration generation, RedisServer redis, SiteOptions options, TimeProvider time, ILogger<ChangeWatch> log) : BackgroundService
{
    /// <summary>Looks without a change after which pages are shared: what was under way when something was changed is over by then, and a copy of the database has caught up.</summary>
    public const int LooksUntilSettled = 5;

    // A million are counted in a tenth of a second, on every node: a hundredth of a core at most.
    private const int CountedASecond = 100_000;

    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say whether anything changed");

    private volatile TaskCompletionSource _nudged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (int? Turn, string Latest, string Counts) _known;
    private (string Word, long Articles, long At)? _counted;
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
        var latest = await articles.LatestAsync(ct);
        var now = (turn, latest, await CountsAsync(ct));
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
            // All nodes are to find the same word, whenever each has counted last.
            var counts = await CountsAsync(ct, anew: true);
            if (counts == _known.Counts)
            {
                generation.Settle($"{latest}-{counts}\n{institutions.State}", changes);
            }
        }
    }

    private async Task<string> CountsAsync(CancellationToken ct, bool anew = false)
    {
        if (!anew && _counted is { } kept && time.GetElapsedTime(kept.At) < RestAfterCounting(kept.Articles))
        {
            return kept.Word;
        }

        var (word, number) = await articles.CountsAsync(ct);
        _counted = (word, number, time.GetTimestamp());
        return word;
    }

    /// <summary>For how long a site of so many articles is not counted again.</summary>
    internal static TimeSpan RestAfterCounting(long articles) => articles <= CountedASecond ? TimeSpan.Zero : TimeSpan.FromSeconds((double)articles / CountedASecond);

    private void Nudge() => _nudged.TrySetResult();
}
