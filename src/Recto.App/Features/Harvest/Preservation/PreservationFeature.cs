using System.Globalization;
using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Preservation;
using Recto.Journals.Issues;
using Recto.Storage.Harvest;
using Recto.Storage.Issues;

namespace Recto.App.Features.Harvest.Preservation;

/// <summary>Pages at which the crawlers of LOCKSS and CLOCKSS begin: one for each year of a journal that lets itself be preserved.</summary>
internal static class PreservationFeature
{
    private const int PartSize = 500;

    /// <summary>Maps them.</summary>
    public static void MapPreservation(this IEndpointRouteBuilder routes)
    {
        foreach (var network in Enum.GetValues<PreservationNetwork>())
        {
            var root = RootOf(network);
            routes.MapMachine($"{root}/{{journal}}", (HttpContext context, JournalStore journals, PreservationStore store, SiteOptions options, string journal, CancellationToken ct) =>
                ShowYearsAsync(context, journals, store, options, network, journal, ct));
            routes.MapMachine($"{root}/{{journal}}/{{year}}", (HttpContext context, JournalStore journals, PreservationStore store, SiteOptions options, string journal, string year, string? after, CancellationToken ct) =>
                ShowYearAsync(context, journals, store, options, network, journal, year, after, ct));
        }
    }

    private static async Task ShowYearsAsync(HttpContext context, JournalStore journals, PreservationStore store, SiteOptions options, PreservationNetwork network, string key, CancellationToken ct)
    {
        if (await journals.FindAsync(key, ct) is not { } found || !MayPreserve(found.Journal))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var root = $"{options.AddressFor(context.Request)}{RootOf(network)}/{Uri.EscapeDataString(found.Journal.Key)}";
        var years = await store.ListYearsAsync(found.Id, ct);
        var page = Of(network, found.Journal) with { Groups = [new("Years", [.. years.Select(year => ($"{root}/{year.Year}", year.Year == "0000" ? "Undated" : year.Year))])] };
        await MachineAnswers.SendAsync(context, page.Write(), "text/html; charset=utf-8", years.Count == 0 ? null : years.Max(year => year.Changed));
    }

    private static async Task ShowYearAsync(HttpContext context, JournalStore journals, PreservationStore store, SiteOptions options, PreservationNetwork network, string key, string year, string? after, CancellationToken ct)
    {
        Guid? last = Guid.TryParseExact(after, "N", out var id) ? id : null;
        if (year.Length != 4 || !year.All(char.IsAsciiDigit) || (after is not null && last is null) || await journals.FindAsync(key, ct) is not { } found || !MayPreserve(found.Journal)
            || (await store.ListYearsAsync(found.Id, ct)).FirstOrDefault(one => one.Year == year) is not { } known)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var origin = options.AddressFor(context.Request);
        var articles = await store.ListArticlesAsync(found.Id, year, PartSize, last, ct);
        var issues = last is null ? await store.ListIssuesAsync(found.Id, year, ct) : [];
        var journal = found.Journal;
        var next = articles.Count == PartSize ? $"{origin}{RootOf(network)}/{Uri.EscapeDataString(journal.Key)}/{year}?after={articles[^1].Id:N}" : null;
        var page = Of(network, journal) with
        {
            Year = year == "0000" ? "undated" : year,
            IsOpen = journal.Reading == ReadingPolicy.Free && articles.All(article => context.Anybody().Decide(article.Terms).Body),
            Groups =
            [
                new("Issues", [.. issues.Select(issue => ($"{origin}/journals/{Uri.EscapeDataString(journal.Key)}/{Uri.EscapeDataString(issue.Key)}", NameOf(issue)))]),
                new("Articles", [.. articles.Select(article => (origin + PathOf(article), article.Title))]),
                new("Files", [.. articles.SelectMany(article => FilesOf(article, context.Anybody().Decide(article.Terms)).Select(path => (origin + path, path[(path.LastIndexOf('/') + 1)..])))]),
            ],
            Next = next,
        };
        var changed = articles.Select(article => article.Changed).Concat(issues.Select(issue => issue.Changed)).Append(known.Changed).Max();
        await MachineAnswers.SendAsync(context, page.Write(), "text/html; charset=utf-8", changed);
    }

    /// <summary>A journal's own word; where it has said nothing, what everybody may read may be preserved.</summary>
    private static bool MayPreserve(Journal journal) => journal.Details.LetsPreserve ?? journal.Reading == ReadingPolicy.Free;

    private static string PathOf(PreservedArticle article) => $"/articles/{Uri.EscapeDataString(article.Slug)}";

    // Only what opens to a crawler that nobody knows.
    private static IEnumerable<string> FilesOf(PreservedArticle article, AccessDecision decision)
    {
        foreach (var form in ArticleForms.All.Where(form => article.Kinds.Contains(form.Kind) && form.May(decision)))
        {
            yield return form.Address(article.Slug);
        }

        if (!decision.Files)
        {
            yield break;
        }

        if (article.Kinds.Contains("source"))
        {
            yield return PathOf(article) + "/source";
        }

        foreach (var name in article.Files)
        {
            yield return $"{PathOf(article)}/files/{Uri.EscapeDataString(name)}";
        }
    }

    private static string NameOf(PreservedIssue issue) => (issue.Volume, issue.Number) switch
    {
        ({ } volume, { } number) => $"Volume {volume}, issue {number}",
        ({ } volume, null) => $"Volume {volume}",
        (null, { } number) => $"Issue {number}",
        _ => issue.Title ?? issue.Published ?? issue.Key,
    };

    private static PreservationManifest Of(PreservationNetwork network, Journal journal) => new()
    {
        Stylesheet = SiteAssets.Address("recto.css"),
        Network = network,
        Journal = journal.Title,
        Language = journal.Language,
        Issn = journal.OnlineIssn?.Value ?? journal.PrintIssn?.Value,
        Publisher = journal.Publisher,
        Licence = OpenLicence.Is(journal.Details.LicenceAddress) ? journal.Details.LicenceAddress : null,
        Groups = [],
    };

    private static string RootOf(PreservationNetwork network) => "/" + network.ToString().ToLower(CultureInfo.InvariantCulture);
}
