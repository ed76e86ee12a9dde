using Recto.App.Shell;
using Recto.App.Shell.Citations;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Search;
using Recto.Notes.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.App.Features.Search;

/// <summary>The results of a search as a file that reference managers take: the best 500, in their order.</summary>
internal static class SearchFiles
{
    /// <summary>Sends the file; leads to the page of results where there is nothing to send, which says why.</summary>
    public static async Task WriteAsync(HttpContext context, SearchStore search, ArticleStore articles, CitationFormat format, CancellationToken ct)
    {
        var asked = SearchParameters.Read(context.Request.Query);
        var query = QueryReader.Read(asked.Typed, RepositoryDirectory.Shipped);
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        if (query.Doi is { } doi && await articles.FindSlugAsync(doi, Visibility.Published, ct) is { } slug)
        {
            context.Response.Redirect($"/articles/{Uri.EscapeDataString(slug)}/cite.{format.Ending()}");
            return;
        }

        IReadOnlyList<CitedWork> works = [];
        if (asked.Asks(query))
        {
            var reader = context.Reader();
            var found = await search.FindAsync(asked.Request(query), ct);
            var hits = asked.OnlyMine ? found.Hits.Where(hit => reader.Decide(hit.Terms).Body) : found.Hits;
            works = CitationDownload.Works(await articles.ListCitedAsync([.. hits.Take(CitationDownload.Most).Select(hit => hit.ArticleId)], ct), reader, context.Origin());
        }

        if (works.Count == 0)
        {
            context.Response.Redirect(asked.Address());
            return;
        }

        await CitationDownload.SendAsync(context, format, works, "search");
    }
}
