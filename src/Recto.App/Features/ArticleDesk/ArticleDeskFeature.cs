namespace Recto.App.Features.ArticleDesk;

/// <summary>The desk of an article: lists, record, publishing, versions.</summary>
internal static class ArticleDeskFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddArticleDesk(this IServiceCollection services)
    {
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapArticleDesk(this IEndpointRouteBuilder routes)
    {
    }
}
