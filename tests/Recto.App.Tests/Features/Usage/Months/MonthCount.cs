namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>
/// What every report must say of a month, counted from what its script meant, one sentence of COUNTER 5.1 at a time. It is slow and shares nothing with what it checks: no key of a reader, no filter, no roll-up, no table of reports.
/// </summary>
internal sealed class MonthCount
{
    private readonly List<Happening> _happenings;

    public MonthCount(IEnumerable<Visit> visits)
    {
        var all = visits.ToList();
        _happenings = WithoutDoubleClicks(all.Where(visit => !IsLeftToRobots(visit)).SelectMany(Happenings).ToList());
        Robots = all.Count(visit => visit.What != Doing.DoesWhatDoesNotCount && IsLeftToRobots(visit));
    }

    /// <summary>How much robots asked for.</summary>
    public long Robots { get; }

    /// <summary>How many actions count.</summary>
    public int Count => _happenings.Count;

    /// <summary>What a report must say: by month, thing, columns and metric, as <see cref="MonthReport.Read"/> has it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="library">Whose; null for the world.</param>
    public SortedDictionary<string, long> Of(MonthReport report, string? library)
    {
        // "Usage is attributed to every institution that is matched, and to its consortium; the world has everything once."
        var mine = _happenings.Where(happening => library is null || happening.Libraries.Contains(library));

        // "Standard Views: Access_Method=Regular", and TR_J1 and TR_J4 "Access_Type=Controlled".
        mine = mine.Where(happening => !report.IsView || !happening.IsMining);
        mine = mine.Where(happening => !report.OnlyControlled || happening.Access == Title.Closed);

        var said = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var group in mine.GroupBy(happening => Line(report, happening)))
        {
            var investigations = group.Where(happening => happening.Kind is "request" or "investigation").ToList();
            var requests = group.Where(happening => happening.Kind is "request").ToList();
            Say("Searches_Platform", group.Count(happening => happening.Kind is "search"));
            Say("No_License", group.Count(happening => happening.Kind is "denial"));
            Say("Total_Item_Investigations", investigations.Count);
            Say("Total_Item_Requests", requests.Count);

            // "If multiple transactions represent the same item and occur in the same user-session, only one unique activity MUST be counted for that item": in each access type and method.
            Say("Unique_Item_Investigations", Unique(investigations));
            Say("Unique_Item_Requests", Unique(requests));

            void Say(string metric, int count)
            {
                if (count > 0 && report.Metrics.Contains(metric))
                {
                    said.Add($"{group.Key} {metric}", count);
                }
            }
        }

        return said;
    }

    private static int Unique(List<Happening> some) => some.Select(happening => (happening.Session, happening.Title!.Slug, happening.Access, happening.IsMining)).Distinct().Count();

    private static string Line(MonthReport report, Happening happening)
    {
        var thing = report.Level switch { 'P' => "", 'T' => happening.Title?.Journal ?? "", _ => happening.Title?.Slug ?? "" };
        return $"{happening.At:yyyy-MM} [{thing}] {(report.TellsAccess ? happening.Access : "")} {(report.TellsYear ? happening.Title?.Year : "")} {(report.TellsMethod ? happening.IsMining ? "TDM" : "Regular" : "")}";
    }

    // "Robots, whether they are on the list or not, MUST be excluded"; text and data mining with leave is counted, by another method.
    private static bool IsLeftToRobots(Visit visit) => visit.Who.IsRobot && visit.What != Doing.Mines;

    private static IEnumerable<Happening> Happenings(Visit visit)
    {
        var isRead = visit.Title?.IsReadBy(visit.Who, visit.At) ?? false;
        string[] kinds = visit.What switch
        {
            Doing.Searches => ["search"],
            Doing.LooksAt => ["investigation"],
            Doing.OpensPage => isRead ? ["request"] : ["denial", "investigation"], // The wall shows the abstract.
            Doing.TakesFile => isRead ? ["request"] : ["denial"],
            Doing.Mines => ["request"],
            _ => [],
        };
        return kinds.Select(kind => new Happening(visit.At, Who(visit.Who), Session(visit), visit.Path, kind, visit.Title, visit.Title?.AccessAt(visit.At) ?? "", visit.What == Doing.Mines, [.. Libraries(visit.Who)]));
    }

    // "Where two actions are made for one URL within 30 seconds of each other the first MUST be removed and the second retained": a request and an investigation are the same address, a denial counts for itself.
    private static List<Happening> WithoutDoubleClicks(List<Happening> all) =>
    [
        .. all.Where(happening => happening.Kind is "search"),
        .. all.Where(happening => happening.Kind is not "search").GroupBy(happening => (happening.Who, happening.Address, happening.Kind is "denial")).SelectMany(clicks =>
        {
            var inOrder = clicks.OrderBy(click => click.At).ToList();
            return inOrder.Where((click, i) => i == inOrder.Count - 1 || inOrder[i + 1].At - click.At > TimeSpan.FromSeconds(30));
        }),
    ];

    // Who asks not to be followed is nobody, of their libraries; who has signed in is that account; all others are an address and an agent.
    private static string Who(Person person) => person.Unfollowed is not null ? "nobody of " + string.Join(", ", Libraries(person).Order(StringComparer.Ordinal))
        : person.Account ?? $"{person.Address} {person.Agent}";

    // A sign-in on one day; else somebody in one of the 24 hours of a day.
    private static string Session(Visit visit) => visit.Who is { Unfollowed: null, SignIn: { } signIn } ? $"{signIn} {visit.At:yyyy-MM-dd}" : $"{Who(visit.Who)} {visit.At:yyyy-MM-dd HH}";

    private static IEnumerable<string> Libraries(Person person) => person.Libraries.SelectMany(library => new[] { library.Key, library.Consortium }).OfType<string>().Distinct();

    private sealed record Happening(DateTimeOffset At, string Who, string Session, string Address, string Kind, Title? Title, string Access, bool IsMining, IReadOnlyList<string> Libraries);
}
