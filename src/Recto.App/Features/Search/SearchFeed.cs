using Recto.App.Shell.Feeds;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Search;
using Recto.Notes.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Search;

namespace Recto.App.Features.Search;

/// <summary>A search as a feed: what it finds, newest first, so that somebody who follows an archival file or a person is told of what comes.</summary>
internal static class SearchFeed
{
    /// <summary>Answers; a search that asks nothing is a feed of nothing.</summary>
    public static async Task WriteAsync(HttpContext context, SearchStore search, FeedStore feeds, string ending, CancellationToken ct)
    {
        var asked = SearchParameters.Read(context.Request.Query) with { NewestFirst = true };
        var query = QueryReader.Read(asked.Typed, RepositoryDirectory.Shipped);
        IReadOnlyList<SearchHit> hits = [];
        if (asked.Asks(query))
        {
            var found = await search.FindAsync(asked.Request(query), ct);
            hits = asked.OnlyMine ? [.. found.Hits.Where(hit => context.Anybody().Decide(hit.Terms).Body)] : found.Hits;
        }

        var from = (asked.Page - 1) * SearchFeature.PageSize;
        var rows = await feeds.ListAsync([.. hits.Skip(from).Take(SearchFeature.PageSize).Select(hit => hit.ArticleId)], ct);
        string Address(int page) => $"{SearchFeature.Address}.{ending}{asked.Query(page)}";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var title = asked.Typed.Trim() is { Length: > 0 } typed ? "Search: " + typed : "Search";
        await FeedAnswer.WriteAsync(context, ending, new FeedSubject(null, title, asked.Address()), rows, Address(asked.Page), Address(1),
            from + SearchFeature.PageSize < hits.Count ? Address(asked.Page + 1) : null, await feeds.LastChangeAsync(ct));
    }
}
