namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>
/// A month in which articles are read together as it was planted, among readers who read at random, and in which others are read together by those of whom nothing may be learned: too few, robots, readers who ask not to be followed or
/// have signed in, somebody who clicks twice, and one who opens everything.
/// </summary>
/// <param name="first">The first instant of the month.</param>
/// <param name="groups">How many groups of six were planted.</param>
/// <param name="alone">How many articles nobody reads but the one who opens everything.</param>
/// <param name="every">Of so many sessions one is planted.</param>
/// <param name="seed">Seed of chance.</param>
internal sealed class PlantedMonth(DateTimeOffset first, int groups, int alone, int every, int seed)
{
    /// <summary>Articles of a group: each has five partners, as many as a list has lines.</summary>
    public const int Size = 6;

    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string OtherBrowser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0";
    private const string Robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private readonly Random _random = new(seed);
    private readonly List<Visit> _visits = [];
    private readonly int _days = (first.AddMonths(1) - first).Days;
    private int _signIns;

    /// <summary>The groups that are read together.</summary>
    public IReadOnlyList<IReadOnlyList<Title>> Groups { get; } = [.. Enumerable.Range(0, groups).Select(group => Some("group", group * Size, Size))];

    /// <summary>Articles that four readers read together.</summary>
    public IReadOnlyList<Title> TooFew { get; } = Some("few", 5_000, 2);

    /// <summary>Articles that robots read together.</summary>
    public IReadOnlyList<Title> OfRobots { get; } = Some("robots", 5_010, 2);

    /// <summary>Articles that readers read together who ask not to be followed.</summary>
    public IReadOnlyList<Title> OfUnfollowed { get; } = Some("unfollowed", 5_020, 2);

    /// <summary>Articles that readers read together who have signed in.</summary>
    public IReadOnlyList<Title> OfAccounts { get; } = Some("accounts", 5_030, 2);

    /// <summary>Articles between which four readers go to and fro, again and again.</summary>
    public IReadOnlyList<Title> OfDoubleClicks { get; } = Some("double", 5_040, 2);

    /// <summary>Articles that cite one file, two and two, and that nobody reads together.</summary>
    public IReadOnlyList<Title> Twins { get; } = Some("twins", 6_000, 2 * Math.Max(2, groups / 2));

    /// <summary>Articles that only one reader opens.</summary>
    public IReadOnlyList<Title> Alone { get; } = Some("alone", 7_000, alone);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Title> All => [.. Groups.SelectMany(group => group), .. TooFew, .. OfRobots, .. OfUnfollowed, .. OfAccounts, .. OfDoubleClicks, .. Twins, .. Alone];

    /// <summary>The visits of so many sessions, in order of time; no two at one instant.</summary>
    public IReadOnlyList<Visit> Sessions(int count)
    {
        // The planted ones read in a group, some of it in any order; the others read anything, some of them from a reading room with one address for all.
        Title[] read = [.. Groups.SelectMany(group => group)];
        for (var i = 0; i < count; i++)
        {
            var isPlanted = i % every == 0;
            var some = Any(isPlanted ? [.. Groups[i / every % Groups.Count]] : read, isPlanted ? 4 + _random.Next(2) : 1 + _random.Next(4));
            Session(_random.Next(10) == 0 && !isPlanted ? new("130.92.2.2", Browser, []) : Stranger(), some);
        }

        for (var i = 0; i < 12; i++)
        {
            Session(Stranger() with { Agent = Robot, IsRobot = true }, OfRobots);
            Session(Stranger() with { Unfollowed = i % 2 == 0 ? "DNT" : "Sec-GPC" }, OfUnfollowed);
            Session(Stranger() with { Account = $"reader {i}", SignIn = $"sign-in {++_signIns}" }, OfAccounts);
            Session(Stranger(), [Twins[i % Twins.Count]]);
        }

        for (var i = 0; i < 4; i++)
        {
            var known = new Person($"192.0.3.{1 + i}", Browser, []);
            Session(known, TooFew, day: 2 + i);
            Session(known with { Agent = OtherBrowser }, [.. Enumerable.Range(0, 12).Select(click => OfDoubleClicks[click % 2])], day: 8 + i, pause: 4);
        }

        // Fifty articles of the one who opens everything count, and those that four others have read are not among them: there would be a fifth.
        var everything = All.Except(TooFew).Except(OfDoubleClicks).ToArray();
        Session(new("192.0.3.200", Browser, []), [.. Any(everything, everything.Length), .. TooFew, .. OfDoubleClicks], day: 14, pause: 2);
        _visits.Sort((one, other) => one.At.CompareTo(other.At));
        for (var i = 1; i < _visits.Count; i++)
        {
            if (_visits[i].At <= _visits[i - 1].At)
            {
                _visits[i] = _visits[i] with { At = _visits[i - 1].At.AddMilliseconds(1) };
            }
        }

        return _visits;
    }

    /// <summary>
    /// How many readers’ days read each two articles, of those of whom something may be learned, counted from what was meant: whoever opened more than fifty articles on a day is taken by the first fifty. It shares nothing with what it checks.
    /// </summary>
    public static Dictionary<(string One, string Other), int> Together(IEnumerable<Visit> visits)
    {
        var together = new Dictionary<(string, string), int>();
        foreach (var day in visits.Where(visit => visit.Who is { IsRobot: false, Unfollowed: null, Account: null }).GroupBy(visit => (visit.Who.Address, visit.Who.Agent, visit.At.Date)))
        {
            var read = day.Select(visit => visit.Title!.Slug).Distinct().Take(50).Order(StringComparer.Ordinal).ToList();
            for (var i = 0; i < read.Count; i++)
            {
                for (var j = i + 1; j < read.Count; j++)
                {
                    together[(read[i], read[j])] = together.GetValueOrDefault((read[i], read[j])) + 1;
                }
            }
        }

        return together;
    }

    /// <summary>A name of letters alone, so that it is one word in a title.</summary>
    public static string Letters(int number) => $"{(char)('a' + (number / 26 / 26 % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number % 26))}";

    // All are open: what is read together does not hang on who may read.
    private static List<Title> Some(string name, int from, int count) => [.. Enumerable.Range(from, count).Select(i => new Title($"{name}-{Letters(i)}", "", "2024", (DateTimeOffset.MinValue, Title.Open)))];

    private void Session(Person who, IReadOnlyList<Title> read, int? day = null, double? pause = null)
    {
        var at = first.AddDays(day ?? _random.Next(_days)).AddSeconds(3_600 + (_random.NextDouble() * 72_000));
        foreach (var title in read)
        {
            _visits.Add(new Visit(at, who, Doing.OpensPage, title, "/articles/" + title.Slug));
            at = at.AddSeconds(pause ?? 5 + (_random.NextDouble() * 300));
        }
    }

    private Person Stranger() => new($"198.{18 + _random.Next(2)}.{_random.Next(256)}.{1 + _random.Next(250)}", _random.Next(2) == 0 ? Browser : OtherBrowser, []);

    private Title[] Any(Title[] some, int count)
    {
        _random.Shuffle(some);
        return some[..Math.Min(count, some.Length)];
    }
}
