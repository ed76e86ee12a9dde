namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>A month of readers, robots and programs, made of a seed: who visits when, and what for. It ends some minutes into the next month.</summary>
/// <param name="first">The first instant of the month.</param>
/// <param name="titles">The articles.</param>
/// <param name="seed">Seed of chance.</param>
internal sealed class MonthScript(DateTimeOffset first, IReadOnlyList<Title> titles, int seed)
{
    private static readonly string[] Browsers =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
    ];

    private static readonly string[] Robots =
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "python-requests/2.32.3",
        "curl/8.5.0",
        "",
    ];

    // One click, and the next on the same: inside the half minute, at its edge, and beyond it.
    private static readonly double[] SecondsOfDoubleClicks = [1, 12, 29, 30, 30.001, 31];

    private readonly Random _random = new(seed);
    private readonly DateTimeOffset _last = first.AddMonths(1);
    private int _signIns;

    /// <summary>A member of <see cref="Consortium"/> that has not subscribed.</summary>
    public Library Bern { get; } = new("bern", "verbund");

    /// <summary>A hospital within the network of <see cref="Bern"/>, member of nothing, which subscribes in the middle of the month: its readers count for both, and read what it pays.</summary>
    public Library Hospital { get; } = new("spital", null, first.AddDays(15));

    /// <summary>A member of the consortium that has subscribed.</summary>
    public Library Geneva { get; } = new("genf", "verbund", DateTimeOffset.UnixEpoch);

    /// <summary>The consortium, which has a few addresses of its own.</summary>
    public Library Consortium { get; } = new("verbund");

    /// <summary>The visits of so many sessions, in order of time; no two at one instant.</summary>
    public IReadOnlyList<Visit> Sessions(int count)
    {
        var visits = new List<Visit>();
        for (var i = 0; i < count; i++)
        {
            visits.AddRange(Session());
        }

        visits.Sort((one, other) => one.At.CompareTo(other.At));
        for (var i = 1; i < visits.Count; i++)
        {
            if (visits[i].At <= visits[i - 1].At)
            {
                visits[i] = visits[i] with { At = visits[i - 1].At.AddMilliseconds(1) };
            }
        }

        return visits;
    }

    private IEnumerable<Visit> Session()
    {
        var (at, who, isMiner) = (Begin(), Somebody(), _random.Next(25) == 0);
        Visit? before = null;
        for (var left = 1 + _random.Next(6); left > 0; left--)
        {
            if (before is not null && _random.Next(3) == 0)
            {
                at = at.AddSeconds(Any(SecondsOfDoubleClicks));
                yield return before = before with { At = at };
                continue;
            }

            at = before is null ? at : at.AddSeconds(_random.Next(10) switch
            {
                < 6 => 2 + (_random.NextDouble() * 80), // Reads on.
                < 8 => 120 + (_random.NextDouble() * 900), // Into the next hour, perhaps.
                _ => 2_400 + (_random.NextDouble() * 2_400),
            });
            yield return before = isMiner ? Mining(at, who) : Reading(at, who);
        }
    }

    // At any instant; some over midnight, and some over the end of the month.
    private DateTimeOffset Begin() => _random.Next(100) switch
    {
        < 88 => first.AddSeconds(1 + (_random.NextDouble() * ((_last - first).TotalSeconds - 2))),
        < 96 => first.AddDays(1 + _random.Next((_last - first).Days)).AddSeconds(-_random.NextDouble() * 40),
        _ => _last.AddSeconds(-_random.NextDouble() * 60),
    };

    private Person Somebody()
    {
        (string Address, Library[] Libraries) place = _random.Next(10) switch
        {
            0 => ("130.92.2.2", [Bern]), // A proxy: all of the reading room have one address.
            1 or 2 => ($"130.92.1.{1 + _random.Next(40)}", [Bern]),
            3 => ($"130.92.8.{1 + _random.Next(20)}", [Bern, Hospital]),
            4 or 5 => ($"129.194.3.{1 + _random.Next(30)}", [Geneva]),
            6 => ($"8.8.8.{1 + _random.Next(8)}", [Consortium]),
            7 => ($"2001:db8:7:{1 + _random.Next(40):x}::1", []), // A network each: searches are limited by network.
            _ => ($"198.51.100.{1 + _random.Next(200)}", []),
        };
        var browser = Any(Browsers);
        switch (_random.Next(20))
        {
            case < 4:
                return new(place.Address, Any(Robots), place.Libraries, IsRobot: true);
            case < 6:
                return new(place.Address, browser, place.Libraries, Unfollowed: _random.Next(2) == 0 ? "DNT" : "Sec-GPC");
            case < 8:
                return new(place.Address, browser, place.Libraries, Account: $"reader {_random.Next(25)}", SignIn: $"sign-in {++_signIns}");
            case 8:
                return new(place.Address, browser, place.Libraries, Unfollowed: "DNT", Account: $"reader {_random.Next(25)}", SignIn: $"sign-in {++_signIns}");
            default:
                return new(place.Address, browser, place.Libraries);
        }
    }

    private Visit Reading(DateTimeOffset at, Person who)
    {
        var title = Any(titles);
        var page = "/articles/" + title.Slug;
        var isNeverClosed = title.Turns.All(turn => turn.Access != Title.Closed);
        return _random.Next(20) switch
        {
            < 9 => new(at, who, Doing.OpensPage, title, page),
            < 12 => new(at, who, Doing.TakesFile, title, $"{page}/{title.Slug}.pdf"),
            12 => new(at, who, Doing.TakesFile, title, $"{page}/{title.Slug}.pdf", ("Range", "bytes=0-9")),
            13 when isNeverClosed => new(at, who, Doing.DoesWhatDoesNotCount, title, $"{page}/{title.Slug}.pdf", ("Range", "bytes=10-15")), // What follows of a file is no use of its own.
            14 => new(at, who, Doing.TakesFile, title, $"{page}/{title.Slug}.epub"),
            15 => new(at, who, Doing.LooksAt, title, page + "/cite.bib"),
            16 when isNeverClosed => new(at, who, Doing.LooksAt, title, page + (_random.Next(2) == 0 ? "/sources" : "/notes/1")),
            17 or 18 => new(at, who, Doing.Searches, null, $"/search?q={Any(["margin", "folio", "archive"])}"),
            _ => _random.Next(4) switch
            {
                0 => new(at, who, Doing.DoesWhatDoesNotCount, null, "/"),
                1 => new(at, who, Doing.DoesWhatDoesNotCount, null, "/search?q=margin&page=2"),
                2 => new(at, who, Doing.DoesWhatDoesNotCount, title, page, ("Sec-Purpose", "prefetch")),
                _ => new(at, who, Doing.DoesWhatDoesNotCount, null, "/robots.txt"),
            },
        };
    }

    // Programs come to the API, with the names that programs have.
    private Visit Mining(DateTimeOffset at, Person who)
    {
        var open = Any([.. titles.Where(title => title.Turns.All(turn => turn.Access != Title.Closed))]);
        who = who with { Agent = "python-requests/2.32.3", IsRobot = true, Account = null, SignIn = null, Unfollowed = null };
        return new(at, who, Doing.Mines, open, $"/api/v1/articles/{open.Slug}/body");
    }

    private T Any<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];
}
