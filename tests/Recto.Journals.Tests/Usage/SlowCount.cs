using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

/// <summary>Counts as the standard's sentences read, one sentence at a time, with no thought of speed and nothing in common with <see cref="UsageRollUp"/>.</summary>
internal static class SlowCount
{
    public static Dictionary<string, long> Of(IReadOnlyList<UsageEvent> events)
    {
        // "When two actions are made for the same URL within 30 seconds the first request MUST be removed and the second retained."
        var kept = new List<UsageEvent>();
        for (var i = 0; i < events.Count; i++)
        {
            var isFirstOfTwo = false;
            for (var j = i + 1; j < events.Count; j++)
            {
                isFirstOfTwo |= Url(events[i]) is { } url && url == Url(events[j]) && (events[j].At - events[i].At).TotalSeconds <= 30;
            }

            if (!isFirstOfTwo)
            {
                kept.Add(events[i]);
            }
        }

        var counts = new Dictionary<string, long>();
        foreach (var institution in events.SelectMany(happened => happened.Institutions).Distinct().Select(id => (Guid?)id).Append(null))
        {
            var mine = kept.Where(happened => institution is null || happened.Institutions.Contains(institution.Value)).ToList();
            foreach (var group in mine.GroupBy(happened => Attributes(happened, institution)))
            {
                void Put(string metric, long count)
                {
                    if (count > 0)
                    {
                        counts.Add($"{group.Key} {metric}", count);
                    }
                }

                var investigations = group.Where(happened => happened.Kind is UsageKind.Investigation or UsageKind.Request).ToList();
                var requests = group.Where(happened => happened.Kind is UsageKind.Request).ToList();
                Put("Searches_Platform", group.Count(happened => happened.Kind == UsageKind.Search));
                Put("No_License", group.Count(happened => happened.Kind == UsageKind.NoLicense));
                Put("Limit_Exceeded", group.Count(happened => happened.Kind == UsageKind.LimitExceeded));
                Put("Total_Item_Investigations", investigations.Count);
                Put("Total_Item_Requests", requests.Count);
                Put("Unique_Item_Investigations", investigations.Select(Session).Distinct().Count());
                Put("Unique_Item_Requests", requests.Select(Session).Distinct().Count());
            }
        }

        return counts;
    }

    public static Dictionary<string, long> Same(IEnumerable<UsageCount> counts) =>
        counts.ToDictionary(count => $"{count.Key.InstitutionId}/{count.Key.ArticleId}/{count.Key.JournalId}/{count.Key.Month}/{count.Key.AccessType}/{count.Key.Method}/{count.Key.YearOfPublication} {Recto.Journals.Exchange.Counter.CounterWords.Of(count.Metric)}", count => count.Count);

    private static string? Url(UsageEvent happened) => happened.Kind switch
    {
        UsageKind.Search => null,
        UsageKind.Investigation or UsageKind.Request => $"{happened.User} {happened.ArticleId} {Page(happened)}",
        var denial => $"{happened.User} {happened.ArticleId} {Page(happened)} {denial}",
    };

    private static string Page(UsageEvent happened) => (happened.Form is UsageForm.Record or UsageForm.Html ? "page" : happened.Form.ToString()) + happened.Part;

    private static string Session(UsageEvent happened) => happened.Session is { } session ? $"{session} {happened.At:yyyy-MM-dd}" : $"{happened.User} {happened.At:yyyy-MM-dd HH}";

    private static string Attributes(UsageEvent happened, Guid? institution) =>
        $"{institution}/{happened.ArticleId}/{happened.JournalId}/{happened.At:yyyy-MM}/{happened.AccessType}/{happened.Method}/{happened.YearOfPublication}";
}
