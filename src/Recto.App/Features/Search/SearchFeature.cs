using System.CommandLine;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Feeds;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Search;
using Recto.Notes.Archives;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Search;
using Recto.Storage.Sql;

namespace Recto.App.Features.Search;

/// <summary>Search over articles, notes and sources.</summary>
internal static class SearchFeature
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/search";

    /// <summary>Results on one page.</summary>
    public const int PageSize = 20;

    /// <summary>Adds what it needs.</summary>
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchStore>();
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, SearchRate>(SearchRate.Name));
        services.AddWork<SearchKeeper>();
    }

    /// <summary>Maps its addresses. Results are not kept in the page cache: hardly any is asked for twice.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapLate(Address, reading, SearchAsync).RequireRateLimiting(SearchRate.Name);
        routes.MapLate("/journals/{key}/search", reading, (HttpContext context, string key) =>
            Results.Redirect((SearchParameters.Read(context.Request.Query) with { Journals = [key] }).Address()));
        foreach (var format in CitationFormats.All)
        {
            routes.MapLate($"{Address}.{format.Ending()}", reading, (HttpContext context, SearchStore search, ArticleStore articles, CancellationToken ct) => SearchFiles.WriteAsync(context, search, articles, format, ct))
                .RequireRateLimiting(SearchRate.Name);
        }

        foreach (var ending in FeedAnswer.Endings)
        {
            routes.MapLate($"{Address}.{ending}", reading, (HttpContext context, SearchStore search, FeedStore feeds, CancellationToken ct) => SearchFeed.WriteAsync(context, search, feeds, ending, ct))
                .RequireRateLimiting(SearchRate.Name);
        }
    }

    /// <summary><c>recto search</c></summary>
    public static Command Command(Terminal terminal) => SearchCommand.Create(terminal);

    private static async Task SearchAsync(HttpContext context, SearchStore search, ArticleStore articles, Say say, CancellationToken ct)
    {
        var asked = SearchParameters.Read(context.Request.Query);
        var query = QueryReader.Read(asked.Typed, RepositoryDirectory.Shipped);
        if (query.Doi is { } doi && await articles.FindSlugAsync(doi, Visibility.Published, ct) is { } slug)
        {
            context.Response.Redirect("/articles/" + Uri.EscapeDataString(slug));
            return;
        }

        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var view = new SearchView
        {
            Asked = asked,
            IsCut = query.IsCut,
            MissingDoi = query.Doi?.Value,
            OnlyExcludes = query.Clauses.Count > 0 && !query.HasWords,
            Masthead = new Masthead { Title = asked.Typed.Trim() is { Length: > 0 } typed ? $"{BoundedText.Shortened(typed, 60)} · {say["Search"]}" : say["Search"], Description = say["Search the articles of this site, their notes, and what these cite."], Address = Address, Language = say.Language },
        };
        view = asked.Asks(query) ? view with { Masthead = view.Masthead with { Feed = new FeedAddress($"{Address}.atom{asked.Query()}", $"{Address}.rdf{asked.Query()}", say["This search as a feed"]) } } : view;
        if (asked.Asks(query))
        {
            if (asked is { Page: 1, IsNarrowed: false, NewestFirst: false, AsWritten: false })
            {
                context.Searched(); // Turning the page, sorting and narrowing are no new search (COUNTER 5.1, 3.3).
            }

            view = await FindAsync(view with { HasQuestion = true }, query, context.Reader(), search, say, ct);
        }

        await PageWriter.WriteAsync<SearchPage>(context, view);
    }

    private static async Task<SearchView> FindAsync(SearchView view, SearchQuery query, Asker reader, SearchStore search, Say say, CancellationToken ct)
    {
        var asked = view.Asked;
        var request = asked.Request(query);
        var found = await search.FindAsync(request, ct);
        var mine = found.Hits.Where(hit => reader.Decide(hit.Terms).Body).ToList();
        var hits = asked.OnlyMine ? mine : found.Hits;
        view = view with { Count = hits.Count, IsCapped = found.IsCapped, Readable = mine.Count, HasSpellings = found.Plan.Clauses.Any(clause => clause.Sequences.Count > 1), Facets = FacetCounts.Of(hits, asked, say) };
        if (hits.Count == 0)
        {
            return asked.IsNarrowed || !query.HasWords ? view : view with { Meant = await MeantAsync(request, asked, search, ct) };
        }

        var page = hits.Skip(view.First - 1).Take(PageSize).ToList();
        var byId = page.ToDictionary(hit => hit.Id);
        var builder = new ResultBuilder(found.Plan, reader);
        var results = (await search.ShowAsync(page, ct)).Select(article => builder.Build(byId[article.Id], article)).ToList();
        return view with { Results = results, HasMore = view.First - 1 + PageSize < hits.Count, Spellings = Spellings(found.Plan, results) };
    }

    // Other spellings as they are printed in the results: nothing is told of what the reader does not see.
    private static IReadOnlyList<string> Spellings(SearchPlan plan, List<ResultView> results)
    {
        var typed = plan.Clauses.Select(clause => string.Join(' ', clause.Sequences[0])).ToHashSet(StringComparer.Ordinal);
        return [.. results.SelectMany(result => result.Places).SelectMany(place => place.Excerpt.Pieces).Where(piece => piece.IsMarked)
            .DistinctBy(piece => Folded(piece.Text)).Where(piece => !typed.Contains(Folded(piece.Text)) && plan.Clauses.Any(clause => !clause.IsPrefix && clause.Sequences.Any(sequence => string.Join(' ', sequence) == Folded(piece.Text))))
            .Select(piece => piece.Text).Take(4)];
    }

    private static string Folded(string text) => AnalysedText.Of([text], new WordCollector());

    private static async Task<string?> MeantAsync(SearchRequest request, SearchParameters asked, SearchStore search, CancellationToken ct)
    {
        var words = request.Query.Clauses.Where(clause => !clause.IsNegated).SelectMany(clause => clause.Words).Where(word => word.Form.Length > 3).ToList();
        var near = await search.ListWordsAsync([.. words.Select(word => Suggestion.Beginning(word.Form))], ct);
        if (Suggestion.Of(asked.Typed, request.Query, near) is not { } meant)
        {
            return null;
        }

        // Only what finds something is proposed; the words of drafts find nothing.
        var again = await search.FindAsync(request with { Query = QueryReader.Read(meant, RepositoryDirectory.Shipped) }, ct);
        return again.Hits.Count > 0 ? meant : null;
    }
}
