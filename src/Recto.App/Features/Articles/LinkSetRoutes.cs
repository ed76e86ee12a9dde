using Recto.App.Shell.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Offers;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Landing;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Features.Articles;

/// <summary>All typed links of an article, its files and its records in one set (FAIR Signposting, level 2; RFC 9264).</summary>
internal static class LinkSetRoutes
{
    /// <summary>Maps both forms.</summary>
    public static void MapLinkSets(this IEndpointRouteBuilder routes)
    {
        routes.MapFile("/articles/{slug}/linkset", (HttpContext context, ArticleStore articles, string slug, CancellationToken ct) =>
            SendAsync(context, articles, slug, "/linkset", Signposting.JsonType, Signposting.LinkSet, ct));
        routes.MapFile("/articles/{slug}/linkset.txt", (HttpContext context, ArticleStore articles, string slug, CancellationToken ct) =>
            SendAsync(context, articles, slug, "/linkset.txt", Signposting.PlainType, Signposting.PlainLinkSet, ct));
    }

    private static async Task SendAsync(HttpContext context, ArticleStore articles, string slug, string rest, string mediaType, Func<LandingArticle, string, byte[]> write, CancellationToken ct)
    {
        if (await ArticleAddresses.OpenAsync(context, articles, slug, rest, decision => decision.Record, ct) is null)
        {
            return;
        }

        // Whoever asks, it is what anybody is told: nothing of a draft.
        if (await articles.FindPageAsync(slug, Visibility.Published, ct) is not { } row || ArticleLanding.Of(ArticleView.From(row, false, context.Origin(), context.Anybody()), context.RequestServices.GetRequiredService<ShopWindow>()) is not { } landing)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "private, no-cache";
        await Results.Bytes(write(landing, ArticleLanding.LinksOf(landing)), mediaType).ExecuteAsync(context);
    }
}
