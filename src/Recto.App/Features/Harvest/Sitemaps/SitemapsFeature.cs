using System.Globalization;
using System.Text;
using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Sitemaps;
using Recto.Storage.Articles;
using Recto.Storage.Harvest;

namespace Recto.App.Features.Harvest.Sitemaps;

/// <summary>Sitemaps for search engines: an index, a file for what is no article, a file for each year of each journal; and <c>robots.txt</c>, which names the index.</summary>
internal static class SitemapsFeature
{
    // With the issues of a year fewer than the standard's 50,000, and with the longest addresses less than 50 MB.
    private const int PartSize = 40_000;
    private const int MostIssues = 5_000;
    private const string Xml = "application/xml; charset=utf-8";
    private const string Index = "/sitemap.xml";

    private static readonly string[] Closed =
    [
        "/desk", "/account", "/search", "/sources/sheet", "/sources/find", "/journals/*/search", "/language/", "/health/", "/articles/*/notes/*/report", "/articles/*/cite.*?", "/articles/*.json?", "/journals/*/cite.*?",
    ];

    /// <summary>Maps them.</summary>
    public static void MapSitemaps(this IEndpointRouteBuilder routes)
    {
        routes.MapMachine(Index, IndexAsync);
        routes.MapMachine("/sitemaps/site.xml", SiteAsync);
        routes.MapMachine("/sitemaps/{journal}/{file}.xml", YearAsync);
        routes.MapMachine("/robots.txt", RobotsAsync);
    }

    private static async Task IndexAsync(HttpContext context, SitemapStore sitemaps, SiteOptions options, FeedStore feeds, CancellationToken ct)
    {
        var origin = options.AddressFor(context.Request);
        var years = await sitemaps.ListYearsAsync(ct);
        var changed = await feeds.LastChangeAsync(ct);
        var files = years.SelectMany(year => Enumerable.Range(1, Math.Max(1, (year.Articles + PartSize - 1) / PartSize)).Select(part => new SitemapEntry(origin + FileOf(year.JournalKey, year.Year, part), year.Changed)))
            .Prepend(new SitemapEntry(origin + "/sitemaps/site.xml", Newest(changed, (await sitemaps.ListPagesAsync(ct)).Select(page => page.Changed))));
        await MachineAnswers.SendAsync(context, SitemapWriter.WriteIndex(files), Xml, changed);
    }

    private static async Task SiteAsync(HttpContext context, SitemapStore sitemaps, SiteOptions options, FeedStore feeds, CancellationToken ct)
    {
        var origin = options.AddressFor(context.Request);
        var changed = await feeds.LastChangeAsync(ct);
        var journals = await sitemaps.ListJournalsAsync(ct);
        var own = await sitemaps.ListPagesAsync(ct);
        var pages = new List<SitemapEntry> { new(origin + "/", changed ?? DateTimeOffset.UnixEpoch), new(origin + "/articles", changed ?? DateTimeOffset.UnixEpoch), new(origin + "/sources", changed ?? DateTimeOffset.UnixEpoch) };
        foreach (var journal in journals)
        {
            var address = $"{origin}/journals/{Uri.EscapeDataString(journal.Key)}";
            pages.AddRange([new(address, journal.Changed), new(address + "/archive", journal.Changed), new(address + "/articles", journal.Changed)]);
        }

        pages.AddRange(own.Select(page => new SitemapEntry($"{origin}/journals/{Uri.EscapeDataString(page.Journal)}/pages/{Uri.EscapeDataString(page.Page)}/{Uri.EscapeDataString(page.Language)}", page.Changed)));
        await MachineAnswers.SendAsync(context, SitemapWriter.WritePages(pages), Xml, Newest(changed, own.Select(page => page.Changed)));
    }

    private static async Task YearAsync(HttpContext context, SitemapStore sitemaps, SiteOptions options, FeedStore feeds, string journal, string file, CancellationToken ct)
    {
        if (!TryRead(file, out var year, out var part))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var articles = await sitemaps.ListArticlesAsync(journal, year, PartSize, part, ct);
        var issues = part == 1 ? await sitemaps.ListIssuesAsync(journal, year, MostIssues, ct) : [];
        if (articles.Count + issues.Count == 0)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var origin = options.AddressFor(context.Request);
        var changes = issues.Count == 0 ? null : await sitemaps.ListIssueChangesAsync(journal, ct);
        var pages = issues.Select(issue => new SitemapEntry($"{origin}/journals/{Uri.EscapeDataString(journal)}/{Uri.EscapeDataString(issue.Key)}",
                changes!.TryGetValue(issue.Key, out var inside) && inside > issue.Changed ? inside : issue.Changed))
            .Concat(articles.Select(article => new SitemapEntry($"{origin}/articles/{Uri.EscapeDataString(article.Key)}", article.Changed)));
        await MachineAnswers.SendAsync(context, SitemapWriter.WritePages(pages), Xml, await feeds.LastChangeAsync(ct));
    }

    private static async Task RobotsAsync(HttpContext context, HoldingsStore holdings, SiteOptions options, CancellationToken ct)
    {
        var journals = (await holdings.ListJournalsAsync(ct)).ToDictionary(journal => journal.Id);
        var said = (await holdings.ListAsync(context.Anybody().At, ct)).GroupBy(row => row.Terms.JournalId)
            .Select(rows => (Journal: journals.GetValueOrDefault(rows.Key), IsReserved: rows.All(row => IsReserved(journals, row, context.Anybody())))).Where(one => one.Journal is not null).ToList();
        string[] reserved = said.Count > 0 && said.All(one => one.IsReserved) ? ["/articles/", "/journals/"]
            : [.. said.Where(one => one.IsReserved).Select(one => $"/journals/{Uri.EscapeDataString(one.Journal!.Key)}").Order(StringComparer.Ordinal).SelectMany(path => new[] { path + "$", path + "/" })];
        await MachineAnswers.SendAsync(context, Encoding.UTF8.GetBytes(RobotsFile.Write(options.AddressFor(context.Request) + Index, Closed, reserved)), "text/plain; charset=utf-8", null);
    }

    private static bool IsReserved(Dictionary<Guid, HoldingsJournal> journals, HoldingsRow row, Asker anybody) =>
        MiningRule.IsReserved(journals.GetValueOrDefault(row.Terms.JournalId)?.Details.ReservesMining, anybody.Decide(row.Terms)) == true;

    private static string FileOf(string journal, string year, int part) => $"/sitemaps/{Uri.EscapeDataString(journal)}/{year}{(part == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{part}"))}.xml";

    private static bool TryRead(string file, out string year, out int part)
    {
        var parts = file.Split('-');
        (year, part) = (parts[0], 1);
        return year.Length == 4 && year.All(char.IsAsciiDigit)
            && (parts.Length == 1 || (parts.Length == 2 && parts[1].Length is > 0 and < 5 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out part) && part > 1));
    }

    private static DateTimeOffset Newest(DateTimeOffset? changed, IEnumerable<DateTimeOffset> others) => others.Append(changed ?? DateTimeOffset.UnixEpoch).Max();
}
