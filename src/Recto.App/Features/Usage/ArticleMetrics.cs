using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Sql;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>What readers are told of an article's use.</summary>
/// <param name="Row">The article.</param>
/// <param name="Span">From when to when use was counted; null before the first day was.</param>
/// <param name="Months">Its months, earliest first, from the first in which anything was counted of it; none before.</param>
/// <param name="Cited">How many works cite it, by year.</param>
public sealed record ArticleMetricsView(ArticlePageRow Row, UsageSpan? Span, IReadOnlyList<UsedMonth> Months, CitedByTally Cited)
{
    private const int MostDrawn = 24;

    /// <summary>The article’s path.</summary>
    public string Article => $"/articles/{Uri.EscapeDataString(Row.Slug)}";

    /// <summary>The months that are drawn; the table has all.</summary>
    public IReadOnlyList<UsedMonth> Drawn => [.. Months.Skip(Math.Max(0, Months.Count - MostDrawn))];

    /// <summary>Citing works by year, earliest first, years without one among them.</summary>
    public IReadOnlyList<(int Year, int Works)> Years
    {
        get
        {
            var known = Cited.Years.ToDictionary(year => year.Year, year => year.Count);
            return known.Count == 0 ? [] : [.. Enumerable.Range(Math.Max(known.Keys.Min(), known.Keys.Max() - MostDrawn + 1), Math.Min(MostDrawn, known.Keys.Max() - known.Keys.Min() + 1)).Select(year => (year, known.GetValueOrDefault(year)))];
        }
    }

    /// <summary>Head and foot; the title is the page’s to set.</summary>
    public Masthead Masthead => JournalMasthead.Of(Row.JournalKey, Row.JournalTitle, Row.JournalPublisher, Row.JournalIssn, Row.JournalLanguage) with { Title = Row.Title, Address = Article + ArticleMetrics.Rest };
}

/// <summary>The page that shows readers how often an article was read and cited: kept among the finished pages, so that it costs a statement in an hour. The numbers stand on it and not on the article’s page, which would else have to be made anew for all its readers each night.</summary>
internal static class ArticleMetrics
{
    /// <summary>What follows the article’s address.</summary>
    public const string Rest = "/metrics";

    /// <summary>Shows it; there is none of an article that is not public, and none where the journal does not show it.</summary>
    public static async Task ShowAsync(HttpContext context, ArticleStore articles, CitedByStore citing, UsageStore store, JournalFaces faces, string slug, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, Rest, decision => decision.Record, ct) is not { } open)
        {
            return;
        }

        if (!open.Terms.IsPublished || faces.Find(open.Terms.JournalId)?.HidesMetrics == true || await articles.FindPageAsync(open.Slug, Visibility.Published, ct) is not { } row)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var span = await store.FindSpanAsync(ct);
        IReadOnlyList<UsedMonth> months = [];
        if (span is { First: var first, Through: var through } && UsageMonth.Of(through) is var last && await store.ListMonthsOfAsync(UsageScope.OfArticle(row.Id), first, last, ct) is { Count: > 0 } counts)
        {
            months = UsedMonth.Of(counts, counts.Min(count => count.Key.Month), last);
        }

        await PageWriter.WriteAsync<ArticleMetricsPage>(context, new ArticleMetricsView(row, span, months, await citing.TallyAsync(row.Id, ct)));
    }
}
