using System.Buffers;
using System.Text;
using System.Text.Json;
using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.CitedBy;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Feeds;
using Recto.Journals.Usage;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.CitedBy;

/// <summary>Who cites an article: for readers, as files, as feeds, for machines. Open to whoever may see the article’s record; the words of a citing note to whoever may see its notes.</summary>
internal static class CitedByPages
{
    /// <summary>What follows the article’s address.</summary>
    public const string Rest = "/cited-by";

    private const int Size = 50;
    private const int MostPlaces = 6;
    private const int MostInFile = 5000;

    /// <summary>The page.</summary>
    public static async Task ShowAsync(HttpContext context, ArticleStore articles, CitedByStore lists, string slug, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, Rest, decision => decision.Record, ct) is not { } open)
        {
            return;
        }

        if (CitedByParameters.Read(context.Request.Query) is not { } asked || await articles.FindPageAsync(open.Slug, Visibility.WithDrafts, ct) is not { } row)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "private, no-cache";
        var reader = context.Reader();
        var decision = reader.Decide(row.Terms);
        context.Showed(row.Terms, decision, UsageForm.CitedBy);
        if (decision.Reason != AccessReason.Staff && context.Person() is null && context.IsUnchanged($"{row.Id:N}-{row.Version}.{row.JournalVersion}-c{row.Cited.Stamp}-{FileHash.Of(Encoding.UTF8.GetBytes(context.Request.QueryString.ToString())).Value[..8]}"))
        {
            return;
        }

        var page = await lists.ListAsync(row.Id, asked.Filter, asked.Order, Size, asked.After, ct);
        var (places, slugs) = await PlacesAsync(articles, lists, row.Id, [.. page.Items.Select(one => one.Citation.ArticleId).OfType<Guid>()], reader, ct);
        var view = new CitedByView(row, asked, page.Items, page.Next?.ToString(), await lists.TallyAsync(row.Id, ct), places, slugs);
        await PageWriter.WriteAsync<CitedByPage>(context, view, view.Masthead.TellsMachines ? new Dictionary<string, ReadOnlyMemory<byte>> { [Masthead.Machines] = Machines(context.Origin(), view) } : null);
    }

    /// <summary>The list as a file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="articles">Where articles are kept.</param>
    /// <param name="lists">Where the lists are kept.</param>
    /// <param name="slug">The article’s part of the address.</param>
    /// <param name="format">The format; null for a table.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task FileAsync(HttpContext context, ArticleStore articles, CitedByStore lists, string slug, CitationFormat? format, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, $"{Rest}.{format?.Ending() ?? "csv"}", decision => decision.Record, ct) is not { } open)
        {
            return;
        }

        if (CitedByParameters.Read(context.Request.Query) is not { } asked)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Showed(open.Terms, context.Reader().Decide(open.Terms), UsageForm.CitedBy, format?.Ending() ?? "csv");
        var works = new List<MergedCitation>();
        for (var after = asked.After; works.Count < MostInFile;)
        {
            var page = await lists.ListAsync(open.Id, asked.Filter, asked.Order, 500, after, ct);
            works.AddRange(page.Items.Select(one => one.Citation with { Work = one.Citation.Work with { Address = one.Citation.Work.Address is { } path ? context.Origin() + path : null } }));
            if (page.Next is null)
            {
                break;
            }

            after = page.Next;
        }

        await (format is { } known ? CitationDownload.SendAsync(context, known, [.. works.Select(one => CitingWorks.ToCited(one.Work))], open.Slug + "-cited-by")
            : CitationDownload.SendAsync(context, CitingWorks.Csv(works), "text/csv", open.Slug + "-cited-by.csv"));
    }

    /// <summary>The list as a feed, latest found first.</summary>
    public static async Task FeedAsync(HttpContext context, ArticleStore articles, CitedByStore lists, string slug, string ending, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, $"{Rest}/feed.{ending}", decision => decision.Record, ct) is not { } open)
        {
            return;
        }

        if (!open.Terms.IsPublished || CitedByParameters.Read(context.Request.Query) is not { } asked || await articles.ListCitedAsync([open.Id], ct) is not [var row])
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await lists.ListAsync(open.Id, asked.Filter, CitedByOrder.Found, 30, asked.After, ct);
        var changed = await lists.FindChangeAsync(open.Id, ct);
        var (origin, address) = (context.Origin(), $"/articles/{Uri.EscapeDataString(open.Slug)}{Rest}");
        var query = (asked with { Order = CitedByOrder.Year }).Query();
        var feed = new Feed
        {
            Id = $"urn:uuid:{open.Id:D}#cited-by",
            Title = $"Cited by: {row.ReadArticle().Title}",
            Language = "en",
            Publisher = row.JournalTitle,
            Address = origin + address,
            Self = origin + context.Request.Path + context.Request.QueryString,
            First = $"{origin}{address}/feed.{ending}{query}",
            Next = page.Next is { } next ? $"{origin}{address}/feed.{ending}{query}{(query.Length == 0 ? "?" : "&")}after={next}" : null,
            Updated = changed ?? DateTimeOffset.UnixEpoch,
            Entries = [.. page.Items.Select(one => Entry(one, origin, origin + address))],
        };
        var (body, mediaType) = ending == "atom" ? (AtomWriter.Write(feed), AtomWriter.MediaType) : (RssWriter.Write(feed), RssWriter.MediaType);
        await MachineAnswers.SendAsync(context, body, mediaType + "; charset=utf-8", changed);
    }

    /// <summary>Where a citing work can be read; null where nobody has said.</summary>
    /// <param name="work">The work.</param>
    public static string? AddressOf(CitingWork work) => work.Address ?? work.Doi?.Address;

    private static FeedEntry Entry(CitedByRow row, string origin, string list)
    {
        var work = row.Citation.Work;
        var address = AddressOf(work) is { } known ? known.StartsWith('/') ? origin + known : known : list;
        return new FeedEntry
        {
            Id = $"urn:uuid:{row.Id:D}",
            Title = work.Title ?? work.Doi?.Value ?? row.Citation.Key,
            Address = address,
            Published = row.Citation.FirstSeen,
            Updated = row.Citation.FirstSeen,
            Authors = [.. work.Authors.Select(author => new FeedPerson(NameOf(author), author.Orcid))],
            Journal = new FeedJournal(work.Container ?? "", null, work.Issns.Count > 0 ? work.Issns[0] : null),
            Volume = work.Volume,
            Number = work.Issue,
            FirstPage = work.FirstPage,
            Doi = work.Doi?.Value,
            Date = work.Year?.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    internal static string NameOf(CitingAuthor author) => author.Given is null ? author.Family : $"{author.Given} {author.Family}";

    private static async Task<(ILookup<Guid, CitingPlace> Places, IReadOnlyDictionary<Guid, string> Slugs)> PlacesAsync(ArticleStore articles, CitedByStore lists, Guid article, IReadOnlyList<Guid> citing, Asker reader, CancellationToken ct)
    {
        var known = (await articles.ListCitedAsync(citing, ct)).Where(row => Asker.Anybody(reader.At).Decide(row.Terms).Record).ToDictionary(row => row.Id);
        var places = await lists.ListPlacesAsync(article, [.. known.Keys], ct);
        return (places.Where(place => place.NoteHtmlId is null || reader.Decide(known[place.ArticleId].Terms).Notes).GroupBy(place => place.ArticleId).SelectMany(group => group.Take(MostPlaces)).ToLookup(place => place.ArticleId),
            known.Values.ToDictionary(row => row.Id, row => row.Slug));
    }

    // Each citing work of the page, and what it cites (schema.org); the encoder leaves no sign that ends a script.
    private static ReadOnlyMemory<byte> Machines(string origin, CitedByView view)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        output.Write("<script type=\"application/ld+json\">"u8);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteStartArray("@graph");
            foreach (var work in view.Works.Select(one => one.Citation.Work).Where(work => AddressOf(work) is not null))
            {
                json.WriteStartObject();
                json.WriteString("@type", work.Kind switch { CitingKind.Article or CitingKind.Preprint or CitingKind.Review => "ScholarlyArticle", CitingKind.Book => "Book", CitingKind.Chapter => "Chapter", CitingKind.Thesis => "Thesis", CitingKind.Report => "Report", CitingKind.Dataset => "Dataset", _ => "CreativeWork" });
                json.WriteString("@id", work.Address is { } path ? origin + path : work.Doi!.Value.Address);
                if (work.Title is { } title)
                {
                    json.WriteString("name", title);
                }

                json.WriteStartObject("citation");
                json.WriteString("@type", "ScholarlyArticle");
                json.WriteString("@id", origin + view.Article);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("</script>\n"u8);
        return output.WrittenMemory;
    }
}
