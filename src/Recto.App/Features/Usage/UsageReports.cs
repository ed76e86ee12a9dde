using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Makes reports of what was counted: for the service, the pages of librarians, and the command line.</summary>
internal sealed class UsageReports(UsageStore store, ArticleStore articles, SiteOptions options, TimeProvider time)
{
    private const int AtOnce = 500;
    private const int LongestPlatformId = 17;

    /// <summary>Which months there are.</summary>
    public Task<ReportCalendar> FindCalendarAsync(CancellationToken ct) => store.FindCalendarAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), ct);

    /// <summary>The site as reports name it.</summary>
    /// <param name="origin">Scheme and host of the site.</param>
    public ReportSite SiteAt(string origin)
    {
        var host = Uri.TryCreate(origin, UriKind.Absolute, out var uri) ? uri.Host : "";
        var name = options.Usage.Platform ?? (host.Length > 0 ? host : "Recto");
        return new ReportSite { Platform = name, PlatformId = IdOf(host), CreatedBy = "Recto", RegistryRecord = options.Usage.RegistryRecord };
    }

    /// <summary>An institution as reports name it.</summary>
    public static ReportCustomer CustomerOf(ReportSite site, string key, string name, string? ror) =>
        new(name, [new OrganizationId("Proprietary", $"{site.PlatformId}:{key}"), .. ror is { } address ? [new OrganizationId("ROR", address[(address.LastIndexOf('/') + 1)..])] : Array.Empty<OrganizationId>()]);

    /// <summary>An institution as reports name it.</summary>
    public static ReportCustomer CustomerOf(ReportSite site, KnownInstitution institution) => CustomerOf(site, institution.Key, institution.Name, institution.Ror);

    /// <summary>Makes a report.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="institutionId">Whose use; null for the world.</param>
    /// <param name="customer">The same as the report names it.</param>
    /// <param name="origin">Scheme and host of the site.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CounterReport> MakeAsync(ReportRequest request, Guid? institutionId, ReportCustomer customer, string origin, CancellationToken ct)
    {
        var site = SiteAt(origin);
        var counts = await store.ListAsync(institutionId, request, ct);
        if (request.Months.Count > 0 && await store.CountDroppedAsync(request.Months[0], request.Months[^1], ct) is > 0 and var dropped)
        {
            var notice = CounterNotice.PartialData(string.Create(CultureInfo.InvariantCulture, $"{dropped} events of the whole site could not be counted in these months"));
            request = request with { Exceptions = [.. request.Exceptions.Append(notice).OrderBy(exception => exception.Code)] };
        }

        var journals = request.Report.Level == ReportLevel.Platform ? new Dictionary<Guid, ReportJournal>() : await store.ListJournalsAsync(site, origin, ct);
        var used = request.Report.Level == ReportLevel.Item ? await ListArticlesAsync(site, origin, [.. counts.Select(count => count.Key.ArticleId).OfType<Guid>().Distinct()], ct) : [];
        return ReportFromCounts.Make(request, site, customer, counts, journals, used, time.GetUtcNow());
    }

    private async Task<Dictionary<Guid, ReportArticle>> ListArticlesAsync(ReportSite site, string origin, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var used = new Dictionary<Guid, ReportArticle>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            foreach (var row in await articles.ListCitedAsync(some, ct))
            {
                var article = row.ReadArticle();
                used[row.Id] = new ReportArticle
                {
                    Id = row.Id,
                    JournalId = row.Terms.JournalId,
                    Title = article.Title,
                    Authors = [.. article.Authors.Select(author => new ReportAuthor(author.DisplayName, author.Orcid is { } orcid ? orcid[(orcid.LastIndexOf('/') + 1)..] : null))],
                    Published = article.Published is { Month: { } month, Day: { } day } date ? new DateOnly(date.Year, month, day) : null,
                    Version = "VoR",
                    Ids = new ItemIds { Doi = article.Doi?.Value, Proprietary = $"{site.PlatformId}:{row.Slug}", Uri = $"{origin}/articles/{Uri.EscapeDataString(row.Slug)}" },
                };
            }
        }

        return used;
    }

    // journals.example.org -> journals.example.o: a letter, then letters, digits and points.
    private static string IdOf(string host)
    {
        var word = new string([.. host.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.').Take(LongestPlatformId)]).TrimEnd('.');
        return word.Length > 1 && char.IsAsciiLetter(word[0]) ? word : "recto";
    }
}
