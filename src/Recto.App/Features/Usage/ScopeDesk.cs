using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Use of a journal, an issue, an article or the site in some months.</summary>
public sealed record ScopeUse
{
    /// <summary>Where the page is: what follows it are its tables as files.</summary>
    public required string Address { get; init; }

    /// <summary>From when to when use was counted; null before the first day was.</summary>
    public required UsageSpan? Span { get; init; }

    /// <summary>The first month that is shown.</summary>
    public required UsageMonth Begin { get; init; }

    /// <summary>The last.</summary>
    public required UsageMonth End { get; init; }

    /// <summary>The months, those without use among them, earliest first; none before the first day was counted.</summary>
    public required IReadOnlyList<UsedMonth> Months { get; init; }

    /// <summary>The articles, or the journals of the site, of which most was read; null where that is not asked.</summary>
    public IReadOnlyList<UsedTitle>? Titles { get; init; }

    /// <summary>What was read in which country, the most first; null where it is not kept.</summary>
    public IReadOnlyList<(string Country, long Investigations, long Requests)>? Countries { get; init; }

    /// <summary>Which hosts led readers here, the most first, those that are not named last.</summary>
    public IReadOnlyList<(string Host, long Visits)> Hosts { get; init; } = [];

    /// <summary>Whether this process knows countries.</summary>
    public bool KnowsCountries { get; init; }

    /// <summary>Whether it is the whole site.</summary>
    public bool IsSite { get; init; }

    /// <summary>Address of a table.</summary>
    public string FileOf(string table) => $"{Address}/{table}.csv?begin={Begin}&end={End}";
}

/// <summary>The desk’s page of use of a journal, an issue or an article.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Heading">What it is called.</param>
/// <param name="Place">The part of the desk that it belongs to.</param>
/// <param name="Crumbs">The pages above it.</param>
/// <param name="JournalKey">The journal, where its parts are shown above; null for an issue or an article.</param>
/// <param name="Use">Its use.</param>
public sealed record ScopeDeskView(DeskPerson Person, string Heading, string Place, IReadOnlyList<(string Address, string Words)> Crumbs, string? JournalKey, ScopeUse Use);

/// <summary>Use as those see it who run a journal: of the journal, of an issue, of an article; as pages, and as tables to take away.</summary>
internal sealed class ScopeDesk(UsageStore store, UsageCountries countries, TimeProvider time)
{
    private const int UsualMonths = 12;
    private const int MostMonths = 120;
    private const int MostTitles = 20;
    private const int MostInFile = 100_000;
    private const int MostHosts = 20;

    /// <summary>Of a journal.</summary>
    public static async Task ShowJournalAsync(HttpContext context, JournalDoor door, ScopeDesk desk, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.SeeUsage, ct) is { } row)
        {
            var address = $"/desk/journals/{row.Journal.Key}/usage";
            await WriteAsync(context, row.Journal.Title, "/desk/journals", [("/desk/journals", Say.Here["Journals and issues"])], row.Journal.Key, await desk.ReadAsync(context, UsageScope.OfJournal(row.Id), address, MostTitles, ct));
        }
    }

    /// <summary>A table of it.</summary>
    public static async Task SendJournalAsync(HttpContext context, JournalDoor door, ScopeDesk desk, string key, string file, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.SeeUsage, ct) is { } row)
        {
            await desk.SendAsync(context, UsageScope.OfJournal(row.Id), row.Journal.Key, file, ct);
        }
    }

    /// <summary>Of an issue.</summary>
    public static async Task ShowIssueAsync(HttpContext context, IssueDoor door, ScopeDesk desk, string key, string issue, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.SeeUsage, ct) is var (journal, row))
        {
            var (of, name) = (row.Issue, IssueNames.InList(row.Issue.Volume, row.Issue.Number, row.Issue.Title, row.Issue.Published?.ToString(), row.Issue.Key));
            var issues = $"/desk/journals/{journal.Journal.Key}/issues";
            await WriteAsync(context, name, "/desk/journals", [("/desk/journals", Say.Here["Journals and issues"]), (issues, journal.Journal.Title), ($"{issues}/{of.Key}", name)], null,
                await desk.ReadAsync(context, UsageScope.OfIssue(row.Id), $"{issues}/{of.Key}/usage", MostTitles, ct));
        }
    }

    /// <summary>A table of it.</summary>
    public static async Task SendIssueAsync(HttpContext context, IssueDoor door, ScopeDesk desk, string key, string issue, string file, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, issue, DeskAct.SeeUsage, ct) is var (journal, row))
        {
            await desk.SendAsync(context, UsageScope.OfIssue(row.Id), $"{journal.Journal.Key}_{row.Issue.Key}", file, ct);
        }
    }

    /// <summary>Of an article.</summary>
    public static async Task ShowArticleAsync(HttpContext context, ArticleStore articles, ScopeDesk desk, Guid id, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, ct) is { } row)
        {
            (string, string?, string?, string?)? issue = row.IssueKey is { } key ? (key, row.IssueVolume, row.IssueNumber, row.IssueTitle) : null;
            await WriteAsync(context, row.Title, "/desk/articles", ArticleCrumbs.Of(context.Person()!, (row.JournalId, row.JournalKey, row.JournalTitle), issue, (row.Id, row.Title)), null,
                await desk.ReadAsync(context, UsageScope.OfArticle(row.Id), $"/desk/articles/{row.Id:D}/usage", 0, ct));
        }
    }

    /// <summary>A table of it.</summary>
    public static async Task SendArticleAsync(HttpContext context, ArticleStore articles, ScopeDesk desk, Guid id, string file, CancellationToken ct)
    {
        if (await FindAsync(context, articles, id, ct) is { } row)
        {
            await desk.SendAsync(context, UsageScope.OfArticle(row.Id), row.Slug, file, ct);
        }
    }

    /// <summary>Use in the months that are asked for; without a word, the last twelve.</summary>
    /// <param name="context">The request.</param>
    /// <param name="scope">Of what.</param>
    /// <param name="address">Where the page is.</param>
    /// <param name="most">How many titles are named; 0 where none are to be.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ScopeUse> ReadAsync(HttpContext context, UsageScope scope, string address, int most, CancellationToken ct)
    {
        var span = await store.FindSpanAsync(ct);
        var (begin, end) = MonthsOf(context.Request.Query, span);
        var use = new ScopeUse { Address = address, Span = span, Begin = begin, End = end, Months = [], KnowsCountries = countries.IsOn, IsSite = scope == UsageScope.Site };
        if (span is null)
        {
            return use;
        }

        return use with
        {
            Months = UsedMonth.Of(await store.ListMonthsOfAsync(scope, begin, end, ct), begin, end),
            Titles = most == 0 ? null : await store.ListMostUsedAsync(scope, begin, end, most, ct),
            Countries = Keeps(scope) ? CountriesOf(await store.ListCountriesAsync(scope, begin, end, ct)) : null,
            Hosts = HostsOf(ReferringHost.Name(await store.ListReferrersAsync(scope, begin, end, ct))),
        };
    }

    /// <summary>Sends a table of it: <c>months.csv</c>, <c>titles.csv</c>, <c>countries.csv</c>, <c>referrers.csv</c>.</summary>
    public async Task SendAsync(HttpContext context, UsageScope scope, string name, string file, CancellationToken ct)
    {
        var span = await store.FindSpanAsync(ct);
        var (begin, end) = MonthsOf(context.Request.Query, span);
        (string[] Columns, IEnumerable<string[]> Rows)? table = file switch
        {
            "months.csv" => (["month", "total_item_requests", "unique_item_requests", "total_item_investigations", "denials", "complete"],
                UsedMonth.Of(await store.ListMonthsOfAsync(scope, begin, end, ct), begin, end).Select(month => (string[])[month.Month.ToString(), Number(month.Requests), Number(month.UniqueRequests), Number(month.Investigations), Number(month.Denials), span?.IsWhole(month.Month) == true ? "yes" : "no"])),
            "titles.csv" when scope.ArticleId is null => ([scope == UsageScope.Site ? "journal" : "article", "title", "doi", "total_item_requests", "unique_item_requests", "total_item_investigations", "denials"],
                (await store.ListMostUsedAsync(scope, begin, end, MostInFile, ct)).Select(title => (string[])[title.Key ?? title.Id.ToString("D"), title.Title ?? "", title.Doi ?? "", Number(title.Requests), Number(title.UniqueRequests), Number(title.Investigations), Number(title.Denials)])),
            "countries.csv" when Keeps(scope) => (["month", "country", "looks", "texts"],
                (await store.ListCountriesAsync(scope, begin, end, ct)).OrderBy(country => country.Month).ThenBy(country => country.Country, StringComparer.Ordinal).Select(country => (string[])[country.Month.ToString(), country.Country, Number(country.Investigations), Number(country.Requests)])),
            "referrers.csv" => (["month", "host", "visits"],
                (await store.ListReferrersAsync(scope, begin, end, ct)).GroupBy(one => one.Month).OrderBy(month => month.Key).SelectMany(month => ReferringHost.Name(month).Select(host => (string[])[month.Key.ToString(), host.Host == ReferringHost.Others ? "(others)" : host.Host, Number(host.Visits)]))),
            _ => null,
        };
        if (table is not var (columns, rows))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await DeskTable.SendAsync(context, $"{name}_{Path.GetFileNameWithoutExtension(file)}_{begin}_{end}.csv", columns, rows, ct);
    }

    private static async Task<DeskArticleRow?> FindAsync(HttpContext context, ArticleStore articles, Guid id, CancellationToken ct)
    {
        if (await articles.FindForDeskAsync(id, ct) is not { Row: var row })
        {
            await NotFound.WriteAsync(context);
            return null;
        }

        return await DeskDoor.MayAsync(context, DeskAct.SeeUsage, row.JournalId) ? row : null;
    }

    private static Task WriteAsync(HttpContext context, string heading, string place, IReadOnlyList<(string, string)> crumbs, string? journalKey, ScopeUse use) =>
        PageWriter.WriteAsync<ScopeDeskPage>(context, new ScopeDeskView(context.Person()!, heading, place, crumbs, journalKey, use));

    // Of an issue or an article no countries are kept: so few readers of so few countries would tell too much.
    private static bool Keeps(UsageScope scope) => scope.IssueId is null && scope.ArticleId is null;

    private static IReadOnlyList<(string, long, long)> CountriesOf(IReadOnlyList<UsedCountry> rows) =>
        [.. rows.GroupBy(row => row.Country).Select(country => (Country: country.Key, Investigations: country.Sum(row => row.Investigations), Requests: country.Sum(row => row.Requests)))
            .OrderBy(country => country.Country == UsageStore.UnknownCountry).ThenByDescending(country => country.Investigations).ThenBy(country => country.Country, StringComparer.Ordinal)];

    // The most; all further ones are others here, and stand in the file.
    private static IReadOnlyList<(string, long)> HostsOf(IReadOnlyList<(string Host, long Visits)> hosts) =>
        hosts.Count <= MostHosts ? hosts : [.. hosts.Take(MostHosts), (ReferringHost.Others, hosts.Skip(MostHosts).Sum(one => one.Visits))];

    private (UsageMonth Begin, UsageMonth End) MonthsOf(IQueryCollection query, UsageSpan? span)
    {
        var last = span is null ? UsageMonth.Of(time.GetUtcNow()) : UsageMonth.Of(span.Through);
        var end = LibraryUsage.MonthOf(query["end"]) is { } to && to <= last ? to : last;
        var begin = LibraryUsage.MonthOf(query["begin"]) is { } from && from <= end ? from : end.Plus(1 - UsualMonths);
        begin = span is { First: var first } && begin < first ? first <= end ? first : end : begin;
        return (begin < end.Plus(1 - MostMonths) ? end.Plus(1 - MostMonths) : begin, end);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
