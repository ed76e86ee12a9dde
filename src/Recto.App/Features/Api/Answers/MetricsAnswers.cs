namespace Recto.App.Features.Api.Answers;

[Told("How often an article was looked at, read and cited.")]
internal sealed record ArticleMetricsAnswer
{
    [Told("The first month of which this site knows anything, UTC; absent before the first day was counted.", "2026-01")]
    public string? CountedFrom { get; init; }

    [Told("The last day that was counted, UTC.", "2026-11-26")]
    public string? CountedThrough { get; init; }

    [Told("Looks at the article and what belongs to it (COUNTER 5.1, Total_Item_Investigations).", 240)]
    public required int TotalItemInvestigations { get; init; }

    [Told("Times its text was given, on its page or as a file (COUNTER 5.1, Total_Item_Requests); each is an investigation too.", 120)]
    public required int TotalItemRequests { get; init; }

    [Told("Works that are known to cite it.", 3)]
    public required int CitingWorks { get; init; }

    [Told("The same by month, from the first in which anything was counted of it; months without use among them.")]
    public required IReadOnlyList<MetricsMonth> Months { get; init; }

    [Told("Citing works by the year in which they appeared, the earliest first; works of no known year are left out.")]
    public required IReadOnlyList<MetricsYear> CitingYears { get; init; }

    [Told("Its page on the site.", "https://journals.example.org/articles/marchmont-the-note/metrics", Format = "uri")]
    public required string Url { get; init; }
}

[Told("Use of an article in a month.")]
internal sealed record MetricsMonth
{
    [Told("The month, UTC.", "2026-10")]
    public required string Month { get; init; }

    [Told("Whether all its days were counted.", true)]
    public required bool IsComplete { get; init; }

    [Told("Looks.", 24)]
    public required int TotalItemInvestigations { get; init; }

    [Told("Texts given.", 12)]
    public required int TotalItemRequests { get; init; }
}

[Told("Citing works of a year.")]
internal sealed record MetricsYear
{
    [Told("The year.", 2025)]
    public required int Year { get; init; }

    [Told("How many works.", 2)]
    public required int CitingWorks { get; init; }
}
