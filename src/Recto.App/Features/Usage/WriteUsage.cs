using System.Data.Common;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Usage;
using Recto.Journals.Usage;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>
/// Writes what readers did, behind everything else and more than once a second, so that a process that is killed loses less than a second. Robots are counted and nothing is kept of them;
/// who it was becomes a key here, and the address goes no further.
/// </summary>
internal sealed class WriteUsage(UsageQueue queue, UsageStore store, RobotLists robots, UsageCountries countries, KeptTerms keptTerms, KeptLists keptLists, SiteOptions options, Database database, TimeProvider time, ILogger<WriteUsage> log) : WriteBehind(log)
{
    /// <summary>How often it writes.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    private const int MostAtOnce = 20_000;

    // What led from one article to the next is what browsers say: of names that are made up only so many are looked for in a batch.
    private const int MostNames = 1_000;
    private static readonly TimeSpan LookForIssues = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgetBatches = TimeSpan.FromHours(1);
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(1);
    private static readonly Action<ILogger, Exception?> CouldNotWrite = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotWrite)), "The database did not take what readers did; it is tried again, and waits in memory meanwhile");
    private static readonly Action<ILogger, long, Exception?> Dropped = LoggerMessage.Define<long>(LogLevel.Warning, new EventId(2, nameof(Dropped)), "{Count} things that readers did were not counted, for more came than could be written or they came when their day was done. Reports on this month say so");

    private readonly string? _ownHost = ReferringHost.TryRead(options.Address, null); // Which a proxy may hide from the request.
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly UsageEvents _events = new();
    private readonly List<UsageSeen> _held = [];
    private readonly Dictionary<DateOnly, byte[]> _salts = [];
    private IReadOnlySet<Guid> _withIssues = new HashSet<Guid>();
    private Batch? _unsure; // Of which nobody knows whether it was kept: it is tried again as it was, before anything else.
    private DateTimeOffset _forgotBatches = DateTimeOffset.MinValue;
    private DateTimeOffset _lookedForIssues = DateTimeOffset.MinValue;
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
        Forget();
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

        var (id, batch, places) = _unsure ?? await GatherAsync(ct);
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
            _unsure = new(id, batch, places);
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

    private async Task<Batch> GatherAsync(CancellationToken ct)
    {
        var (clicks, chains, ofRobots, dropped) = (new List<Click?>(_held.Count), new Dictionary<ClickKey, (int First, int Last)>(), new Dictionary<DateOnly, long>(), new Dictionary<DateOnly, long>());
        if (_lost > 0)
        {
            dropped[Today] = _lost;
        }

        await LookForIssuesAsync(ct);
        foreach (var seen in _held)
        {
            var day = DateOnly.FromDateTime(seen.At.UtcDateTime);

            // A program that mines with leave says so by the door through which it came, whatever it calls itself.
            if (seen.Mark.Method != AccessMethod.Tdm && (seen.IsCrawler || robots.IsRobot(seen.Agent)))
            {
                ofRobots[day] = ofRobots.GetValueOrDefault(day) + 1;
            }
            else if (await SaltAsync(day, isNew: true, ct) is { } salt)
            {
                var user = _events.UserOf(seen, day, salt);
                if (seen.Mark.Terms is { } terms)
                {
                    // Of double clicks within one batch the first and the last go on: the last is the one that will count, and by the first a click of an earlier batch, or of the day before, knows that it was followed in time.
                    var key = new ClickKey(user, seen.Mark.What, terms.ArticleId, seen.Mark.Form, seen.Mark.Part);
                    if (!chains.TryGetValue(key, out var chain))
                    {
                        chain = (clicks.Count, clicks.Count);
                    }
                    else if ((seen.At - clicks[chain.First]!.Seen.At).Duration() > DoubleClickFilter.Window)
                    {
                        chain.First = chain.Last;
                    }
                    else if (chain.Last != chain.First)
                    {
                        clicks[chain.Last] = null;
                    }

                    chains[key] = chain with { Last = clicks.Count };
                }

                // A double click may go over midnight.
                var before = seen.At.UtcDateTime.TimeOfDay <= DoubleClickFilter.Window && await SaltAsync(day.AddDays(-1), isNew: false, ct) is { } yesterday ? _events.UserOf(seen, day.AddDays(-1), yesterday) : (UserKey?)null;
                clicks.Add(new Click(seen, user, before, salt));
            }
            else
            {
                dropped[day] = dropped.GetValueOrDefault(day) + 1;
            }
        }

        var (events, names) = (new List<UsageToKeep>(clicks.Count), new Dictionary<string, Guid?>(StringComparer.Ordinal));
        foreach (var click in clicks.OfType<Click>())
        {
            var (shown, line) = await ListsAsync(click.Seen, names, ct);
            events.AddRange(UsageEvents.Of(click.Seen, click.User, click.Salt, _withIssues.Contains, shown, line).Select(happened => new UsageToKeep(happened, click.Before)));
        }

        var batch = new UsageBatch
        {
            Events = events,
            Robots = ofRobots,
            Dropped = dropped,
        };
        return new(Guid.CreateVersion7(), batch, PlacesOf(clicks.OfType<Click>().Select(click => click.Seen)));
    }

    // Here the address is looked up, and goes no further. Who asks not to be followed is in no sum; nor is who was refused, and a program that mines.
    private UsagePlaces PlacesOf(IEnumerable<UsageSeen> all)
    {
        var places = new UsagePlaces();
        foreach (var seen in all)
        {
            if (seen.IsUnfollowed || seen.Mark is not { Terms: { } terms, Method: AccessMethod.Regular, What: UsageAct.Showed or UsageAct.Gave or UsageAct.Walled })
            {
                continue;
            }

            var month = UsageMonth.Of(seen.At);
            if (countries.IsOn && seen.Address is { } address)
            {
                places.AddCountry(month, terms.JournalId, countries.Find(address), seen.Mark.What == UsageAct.Gave);
            }

            if (seen.ReferringHost is { } host && host != _ownHost)
            {
                places.AddHost(month, terms.JournalId, terms.ArticleId, host);
            }
        }

        return places;
    }

    // What the lists beside the page held, and by which line the reader came: found out now, for lists are others tomorrow, and from which article it was goes no further. A page that has no such line, or is no article’s that is public, led nobody here.
    private async ValueTask<(ShownLists? Shown, ListLine? Line)> ListsAsync(UsageSeen seen, Dictionary<string, Guid?> names, CancellationToken ct)
    {
        if (seen.IsUnfollowed || seen.Mark is not { Form: UsageForm.Html, Method: AccessMethod.Regular, What: UsageAct.Gave or UsageAct.Walled, Terms.ArticleId: var article })
        {
            return default;
        }

        DateOnly? day = seen.IsShuffled ? ShuffledShare.DayAt(seen.At) : null;
        var shown = await keptLists.FindAsync(article, day, ct);
        var line = seen.From is { } name && await FromAsync(name, names, ct) is { } from && from != article ? await keptLists.FindLineAsync(from, article, day, ct) : null;
        return (shown.IsEmpty ? null : shown, line);
    }

    private async ValueTask<Guid?> FromAsync(string name, Dictionary<string, Guid?> names, CancellationToken ct)
    {
        if (!names.TryGetValue(name, out var known) && names.Count < MostNames)
        {
            known = names[name] = await keptTerms.FindAsync(name, ct) is { Terms.IsPublished: true } row ? row.Id : null;
        }

        return known;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async Task<byte[]?> SaltAsync(DateOnly day, bool isNew, CancellationToken ct)
    {
        if (_salts.TryGetValue(day, out var known))
        {
            return known;
        }

        if (await store.FindSaltAsync(day, isNew, ct) is not { } salt)
        {
            return null;
        }

        return _salts[day] = salt;
    }

    // When a day is counted its salt is gone from the database; here it goes at the same time, with the keys that were made with it.
    private void Forget()
    {
        var waiting = DateOnly.FromDateTime((time.GetUtcNow() - RollUpUsage.Patience).UtcDateTime);
        if (_salts.Keys.Any(day => day < waiting))
        {
            foreach (var old in _salts.Keys.Where(day => day < waiting).ToList())
            {
                _salts.Remove(old);
            }

            _events.Forget(before: waiting);
        }
    }

    private async Task LookForIssuesAsync(CancellationToken ct)
    {
        if (time.GetUtcNow() - _lookedForIssues >= LookForIssues)
        {
            _withIssues = await store.ListWithIssuesAsync(ct);
            _lookedForIssues = time.GetUtcNow();
        }
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

    private sealed record Batch(Guid Id, UsageBatch Events, UsagePlaces Places);

    private readonly record struct ClickKey(UserKey User, UsageAct What, Guid ArticleId, UsageForm? Form, string? Part);

    private sealed record Click(UsageSeen Seen, UserKey User, UserKey? Before, byte[] Salt);
}
