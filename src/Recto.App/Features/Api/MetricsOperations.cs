using System.Globalization;
using Recto.App.Features.Api.Answers;
using Recto.App.Features.Api.Describing;
using Recto.App.Shell;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Usage;

namespace Recto.App.Features.Api;

/// <summary>How often an article was read and cited.</summary>
internal static class MetricsOperations
{
    /// <summary>The addresses.</summary>
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(new()
        {
            Id = "getArticleMetrics",
            Path = "/articles/{slug}/metrics",
            Tag = "Articles",
            Summary = "How often one article was looked at, read and cited",
            Description = "As COUNTER 5.1 counts, by people only and since this site counts, for the last days that are over. A journal may keep it to itself; then there is none.",
            Parameters = [ArticleOperations.Slug],
            Answer = typeof(ArticleMetricsAnswer),
            Problems = [301, 404, 410],
        }, FindAsync),
    ];

    // It is no look at the article, and counts as none.
    private static async Task FindAsync(ApiRequest request, CancellationToken ct)
    {
        var slug = request.Part("slug");
        var row = await request.Get<ArticleStore>().FindAccessAsync(slug, ct) ?? throw await ArticleDoor.MissingAsync(request, slug, ct);
        if (!Telling.Decide(request, row.Terms).Record)
        {
            throw ArticleDoor.Refused(row.IsWithdrawn, row.Tombstone);
        }

        if (request.Get<JournalFaces>().Find(row.Terms.JournalId)?.HidesMetrics == true)
        {
            throw ApiRefusedException.NotFound("The journal does not show how often its articles are read.");
        }

        var store = request.Get<UsageStore>();
        var span = await store.FindSpanAsync(ct);
        var counts = span is null ? [] : await store.ListMonthsOfAsync(UsageScope.OfArticle(row.Id), span.First, UsageMonth.Of(span.Through), ct);
        var cited = await request.Get<CitedByStore>().TallyAsync(row.Id, ct);
        int Sum(MetricType metric, UsageMonth? month = null) => (int)Math.Min(int.MaxValue, counts.Where(count => count.Metric == metric && (month is null || count.Key.Month == month)).Sum(count => count.Count));
        await ApiDoor.WriteAsync(request.Context, new ArticleMetricsAnswer
        {
            CountedFrom = span?.First.ToString(),
            CountedThrough = span?.Through.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TotalItemInvestigations = Sum(MetricType.TotalItemInvestigations),
            TotalItemRequests = Sum(MetricType.TotalItemRequests),
            CitingWorks = cited.All,
            Months = counts.Count == 0 ? [] :
            [
                .. counts.Min(count => count.Key.Month).To(UsageMonth.Of(span!.Through)).Select(month => new MetricsMonth
                {
                    Month = month.ToString(),
                    IsComplete = span.IsWhole(month),
                    TotalItemInvestigations = Sum(MetricType.TotalItemInvestigations, month),
                    TotalItemRequests = Sum(MetricType.TotalItemRequests, month),
                }),
            ],
            CitingYears = [.. cited.Years.Reverse().Select(year => new MetricsYear { Year = year.Year, CitingWorks = year.Count })],
            Url = request.Page("articles", row.Slug, "metrics"),
        }, ApiWriter.Json.ArticleMetricsAnswer);
    }
}
