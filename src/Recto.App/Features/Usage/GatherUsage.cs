using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Recommending;
using Recto.App.Shell.Usage;
using Recto.Journals.Usage;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>
/// Makes a batch of what readers did, as it is kept: robots are counted and nothing is kept of them; who it was becomes a key here, and the address goes no further. One at a time asks for it: it remembers salts and keys of the days that are not counted.
/// </summary>
internal sealed class GatherUsage(UsageStore store, RobotLists robots, UsageCountries countries, KeptTerms keptTerms, KeptLists keptLists, SiteOptions options, TimeProvider time)
{
    // What led from one article to the next is what browsers say: of names that are made up only so many are looked for in a batch.
    private const int MostNames = 1_000;
    private static readonly TimeSpan LookForIssues = TimeSpan.FromMinutes(1);

    private readonly string? _ownHost = ReferringHost.TryRead(options.Address, null); // Which a proxy may hide from the request.
    private readonly UsageEvents _events = new();
    private readonly Dictionary<DateOnly, byte[]> _salts = [];
    private IReadOnlySet<Guid> _withIssues = new HashSet<Guid>();
    private DateTimeOffset _lookedForIssues = DateTimeOffset.MinValue;

    /// <summary>Forgets what belongs to days that are counted: their salts are gone from the database, and go here at the same time, with the keys that were made with them.</summary>
    public void Forget()
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

    /// <summary>Makes a batch of what readers did.</summary>
    /// <param name="all">What they did.</param>
    /// <param name="lost">How many things found no room and were dropped.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<GatheredUsage> RunAsync(IReadOnlyCollection<UsageSeen> all, long lost, CancellationToken ct)
    {
        var (clicks, chains, ofRobots, dropped) = (new List<Click?>(all.Count), new Dictionary<ClickKey, (int First, int Last)>(), new Dictionary<DateOnly, long>(), new Dictionary<DateOnly, long>());
        if (lost > 0)
        {
            dropped[DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)] = lost;
        }

        await LookForIssuesAsync(ct);
        foreach (var seen in all)
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
        return new GatheredUsage(Guid.CreateVersion7(), batch, PlacesOf(clicks.OfType<Click>().Select(click => click.Seen)));
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

    private async Task LookForIssuesAsync(CancellationToken ct)
    {
        if (time.GetUtcNow() - _lookedForIssues >= LookForIssues)
        {
            _withIssues = await store.ListWithIssuesAsync(ct);
            _lookedForIssues = time.GetUtcNow();
        }
    }

    private readonly record struct ClickKey(UserKey User, UsageAct What, Guid ArticleId, UsageForm? Form, string? Part);

    private sealed record Click(UsageSeen Seen, UserKey User, UserKey? Before, byte[] Salt);
}
