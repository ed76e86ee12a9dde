namespace Recto.App.Features.Search;

/// <summary>Search over articles, notes and sources.</summary>
internal static class SearchFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddSearch(this IServiceCollection services)
    {
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
    }
}
