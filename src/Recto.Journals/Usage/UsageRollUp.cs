using System.Runtime.InteropServices;

namespace Recto.Journals.Usage;

/// <summary>Adds up the events of whole days: double clicks once, unique articles once a session (COUNTER 5.1, 7.2 and 7.3). A pure function of the events in order; the counts of days add up, for no session goes over midnight.</summary>
/// <remarks>
/// An article that changes its access type, year, or readers' institution in the middle of a session is counted once in each, so that reports with and without these columns have the same totals (3.3, Metric Types).
/// Robots are no events and never come here. Held in memory: the counts, the last 30 seconds, and which articles the sessions of the present day have seen.
/// </remarks>
public sealed class UsageRollUp
{
    private const int World = -1;

    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;
    private readonly DoubleClickFilter _clicks;
    private readonly Action<UsageEvent>? _counted;

    // What is counted and for whom is looked for once an event, and is a small number from there on: hashing the whole key for the world and for each institution costs more than all the rest.
    private readonly Dictionary<Used, int> _used = [];
    private readonly Dictionary<Guid, int> _institutions = [];
    private readonly Dictionary<(int Institution, int Used), Tally> _tallies = [];
    private readonly HashSet<Seen> _seenInHour = [];
    private readonly HashSet<Seen> _seenInDay = [];
    private (DateOnly Day, int Hour) _hour;

    /// <summary>Begins one.</summary>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="last">The last day.</param>
    /// <param name="counted">Told of each event of those days that counts, in order of time: double clicks are left out already; null where nobody asks.</param>
    public UsageRollUp(DateOnly from, DateOnly last, Action<UsageEvent>? counted = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, from);
        _from = new(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        _until = new(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        _clicks = new DoubleClickFilter(Count);
        _counted = counted;
    }

    /// <summary>How many events of those days, and of the 30 seconds after them, were double clicks.</summary>
    public long DoubleClicks => _clicks.LeftOut;

    /// <summary>Which events the days need: from their beginning to 30 seconds after their end, for what follows decides whether a click was the last of its chain.</summary>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="last">The last day.</param>
    public static (DateTimeOffset From, DateTimeOffset Until) Needs(DateOnly from, DateOnly last)
    {
        var rollUp = new UsageRollUp(from, last);
        return (rollUp._from, rollUp._until + DoubleClickFilter.Window);
    }

    /// <summary>The counts of events in order.</summary>
    public static IReadOnlyList<UsageCount> Of(IEnumerable<UsageEvent> events, DateOnly from, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(events);
        var rollUp = new UsageRollUp(from, last);
        foreach (var happened in events)
        {
            rollUp.Add(happened);
        }

        return [.. rollUp.Finish()];
    }

    /// <summary>Takes the next event. One that lies outside the days and <see cref="Needs"/> changes nothing.</summary>
    /// <exception cref="ArgumentException">It lies before the last one, or lacks what its kind must have.</exception>
    public void Add(UsageEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Kind != UsageKind.Search && happened is not { ArticleId: not null, JournalId: not null, AccessType: not null, YearOfPublication: not null, Form: not null })
        {
            throw new ArgumentException($"{happened.Kind} is of an article.", nameof(happened));
        }

        if (happened.At >= _from)
        {
            _clicks.Add(happened);
        }
    }

    /// <summary>The counts, in no order, one after the other: a month of a large site has millions. Nothing is added after that.</summary>
    public IEnumerable<UsageCount> Finish()
    {
        _clicks.Finish();
        var (used, institutions) = (_used.Keys.ToArray(), _institutions.Keys.ToArray()); // Nothing was taken out of them, so they stand as they came.
        return _tallies.SelectMany(pair => pair.Value.Counts(used[pair.Key.Used].Key(pair.Key.Institution == World ? null : institutions[pair.Key.Institution])));
    }

    private void Count(UsageEvent happened)
    {
        if (happened.At >= _until)
        {
            return;
        }

        _counted?.Invoke(happened);
        Turn(happened.At.UtcDateTime);
        var used = NumberOf(_used, Used.By(happened));
        Count(happened, World, used);
        for (var i = 0; i < happened.Institutions.Count; i++)
        {
            if (IsFirst(happened.Institutions, i))
            {
                Count(happened, NumberOf(_institutions, happened.Institutions[i]), used);
            }
        }
    }

    private static int NumberOf<T>(Dictionary<T, int> numbers, T of) where T : notnull
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, of, out var isKnown);
        if (!isKnown)
        {
            number = numbers.Count - 1;
        }

        return number;
    }

    // One that is told twice, as itself and as a parent, counts once.
    private static bool IsFirst(IReadOnlyList<Guid> institutions, int at)
    {
        for (var i = 0; i < at; i++)
        {
            if (institutions[i] == institutions[at])
            {
                return false;
            }
        }

        return true;
    }

    private void Count(UsageEvent happened, int institution, int used)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_tallies, (institution, used), out _);
        var tally = found ??= new Tally(_tallies.Count);
        switch (happened.Kind)
        {
            case UsageKind.Search:
                tally.Searches++;
                break;
            case UsageKind.NoLicense:
                tally.NoLicense++;
                break;
            case UsageKind.LimitExceeded:
                tally.LimitExceeded++;
                break;
            default:
                tally.Investigations++;
                tally.Investigated += IsNew(happened, tally, isRequest: false);
                if (happened.Kind == UsageKind.Request)
                {
                    tally.Requests++;
                    tally.Requested += IsNew(happened, tally, isRequest: true);
                }

                break;
        }
    }

    // 1 where the session has not had this article before.
    private int IsNew(UsageEvent happened, Tally tally, bool isRequest) =>
        (happened.Session is { } session ? _seenInDay.Add(new(session, tally.Number, isRequest)) : _seenInHour.Add(new(happened.User, tally.Number, isRequest))) ? 1 : 0;

    // A session is one that is followed, on one day, else one reader in one of its 24 hours (COUNTER 5.1, 7.3): with its hour or its day it ends, and what it has seen is forgotten.
    private void Turn(DateTime at)
    {
        var hour = (DateOnly.FromDateTime(at), at.Hour);
        if (hour != _hour)
        {
            _seenInHour.Clear();
            if (hour.Item1 != _hour.Day)
            {
                _seenInDay.Clear();
            }

            _hour = hour;
        }
    }

    /// <summary>What is counted, but for whom.</summary>
    private readonly record struct Used(Guid Article, Guid Journal, UsageMonth Month, AccessType Access, AccessMethod Method, int Year)
    {
        public static Used By(UsageEvent happened) => happened.Kind == UsageKind.Search
            ? new(Guid.Empty, Guid.Empty, UsageMonth.Of(happened.At), 0, happened.Method, 0)
            : new(happened.ArticleId!.Value, happened.JournalId!.Value, UsageMonth.Of(happened.At), happened.AccessType!.Value, happened.Method, happened.YearOfPublication!.Value);

        public UsageKey Key(Guid? institution) => new()
        {
            InstitutionId = institution,
            ArticleId = Access == 0 ? null : Article,
            JournalId = Access == 0 ? null : Journal,
            Month = Month,
            AccessType = Access == 0 ? null : Access,
            Method = Method,
            YearOfPublication = Access == 0 ? null : Year,
        };

        public override int GetHashCode() => HashCode.Combine(Article, ((int)Access << 24) | ((int)Method << 16) | Year);
    }

    private readonly record struct Seen(UserKey Who, int Tally, bool IsRequest)
    {
        public override int GetHashCode() => HashCode.Combine(Who.Value, (Tally << 1) | (IsRequest ? 1 : 0));
    }

    private sealed class Tally(int number)
    {
        public int Number { get; } = number;

        public long Searches { get; set; }

        public long NoLicense { get; set; }

        public long LimitExceeded { get; set; }

        public long Investigations { get; set; }

        public long Requests { get; set; }

        public long Investigated { get; set; }

        public long Requested { get; set; }

        public IEnumerable<UsageCount> Counts(UsageKey key) => new (MetricType Metric, long Count)[]
        {
            (MetricType.LimitExceeded, LimitExceeded),
            (MetricType.NoLicense, NoLicense),
            (MetricType.SearchesPlatform, Searches),
            (MetricType.TotalItemInvestigations, Investigations),
            (MetricType.TotalItemRequests, Requests),
            (MetricType.UniqueItemInvestigations, Investigated),
            (MetricType.UniqueItemRequests, Requested),
        }.Where(count => count.Count > 0).Select(count => new UsageCount(key, count.Metric, count.Count));
    }
}
