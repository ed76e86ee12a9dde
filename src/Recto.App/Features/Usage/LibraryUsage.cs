using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>What the page of an institution's use shows.</summary>
public sealed record LibraryUsageView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its part of addresses.</summary>
    public required string Key { get; init; }

    /// <summary>Its last months, up to twelve, earliest first; none before the first month was counted.</summary>
    public required IReadOnlyList<UsedMonth> Months { get; init; }

    /// <summary>The first month that can be asked for; null where there is none.</summary>
    public required UsageMonth? First { get; init; }

    /// <summary>The last.</summary>
    public required UsageMonth? Last { get; init; }

    /// <summary>The first month of the reports that the page links.</summary>
    public required UsageMonth Begin { get; init; }

    /// <summary>Their last.</summary>
    public required UsageMonth End { get; init; }

    /// <summary>Where programs ask.</summary>
    public required string Service { get; init; }

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>Address of a report.</summary>
    public string Address(ReportDefinition report, string ending)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"/library/{Key}/usage/{report.Id}.{ending}?begin={Begin}&end={End}";
    }
}

/// <summary>What was used in a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Requests">Texts given.</param>
/// <param name="UniqueRequests">Articles whose text was given, each once a session.</param>
/// <param name="Investigations">Looks at articles and what is about them.</param>
/// <param name="Denials">Texts refused.</param>
/// <param name="Searches">Searches.</param>
public sealed record UsedMonth(UsageMonth Month, long Requests, long UniqueRequests, long Investigations, long Denials, long Searches)
{
    /// <summary>The months from first to last, those without use among them.</summary>
    public static IReadOnlyList<UsedMonth> Of(IReadOnlyList<UsageCount> counts, UsageMonth first, UsageMonth last)
    {
        var known = counts.GroupBy(count => count.Key.Month).ToDictionary(month => month.Key, month => month.ToLookup(count => count.Metric, count => count.Count));
        return [.. first.To(last).Select(month =>
        {
            long Sum(MetricType metric) => known.TryGetValue(month, out var metrics) ? metrics[metric].Sum() : 0;
            return new UsedMonth(month, Sum(MetricType.TotalItemRequests), Sum(MetricType.UniqueItemRequests), Sum(MetricType.TotalItemInvestigations), Sum(MetricType.NoLicense) + Sum(MetricType.LimitExceeded), Sum(MetricType.SearchesPlatform));
        })];
    }
}

/// <summary>Use of an institution, for those who look after it: months as a plot and a table, every report to take away.</summary>
internal static class LibraryUsage
{
    private const int MostMonths = 12;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, string key, EnterLibrary enter, UsageReports reports, UsageStore store, TimeProvider time, Say say, CancellationToken ct)
    {
        if (await enter(context, key, ct) is not { } institution)
        {
            return;
        }

        var calendar = await reports.FindCalendarAsync(ct);
        var last = calendar.Last ?? UsageMonth.Of(time.GetUtcNow()).Plus(-1);
        var begin = Later(last.Plus(1 - MostMonths), calendar.First ?? last);
        var (from, to) = (MonthOf(context.Request.Query["begin"]) ?? begin, MonthOf(context.Request.Query["end"]) ?? last);
        await PageWriter.WriteAsync<LibraryUsagePage>(context, new LibraryUsageView
        {
            Name = institution.Name,
            Key = institution.Key,
            Months = calendar.First is null ? [] : UsedMonth.Of(await store.ListMonthsAsync(institution.Id, begin, last, ct), begin, last),
            First = calendar.First,
            Last = calendar.Last,
            Begin = from,
            End = to < from ? from : to,
            Service = $"{context.Origin()}/r51/reports?customer_id={institution.Key}",
            Masthead = new() { Title = $"{say["Usage"]} · {institution.Name}", IsAccount = true, Language = say.Language },
        });
    }

    /// <summary>Sends a report as a file: <c>TR_J1.tsv</c>.</summary>
    public static async Task SendAsync(HttpContext context, string key, string file, EnterLibrary enter, UsageReports reports, CancellationToken ct)
    {
        if (await enter(context, key, ct) is not { } institution)
        {
            return;
        }

        var (name, ending) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        var (from, to) = (MonthOf(context.Request.Query["begin"]), MonthOf(context.Request.Query["end"]));
        if (ReportDefinition.Find(name) is not { } definition || ending is not (".json" or ".tsv") || from is not { } begin || to is not { } end)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var (origin, isTable) = (context.Origin(), ending == ".tsv");
        var site = reports.SiteAt(origin);
        var reading = ReportRequestReader.Read(definition, [new("customer_id", institution.Key), new("begin_date", begin.ToString()), new("end_date", end.ToString())], site.Platform, await reports.FindCalendarAsync(ct), isTable);
        if (reading.Request is not { } request)
        {
            await CounterAnswers.RefuseAsync(context, reading.Refusal!, ct);
            return;
        }

        var report = await reports.MakeAsync(request, institution.Id, UsageReports.CustomerOf(site, institution), origin, ct);
        await CounterAnswers.SendAsync(context, report, isTable, $"{institution.Key}_{definition.Id}_{begin}_{end}{ending}", ct);
    }

    private static UsageMonth Later(UsageMonth one, UsageMonth other) => one > other ? one : other;

    /// <summary>A month as forms send it, <c>2026-11</c>; null for anything else.</summary>
    internal static UsageMonth? MonthOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? UsageMonth.Of(day) : null;
}
