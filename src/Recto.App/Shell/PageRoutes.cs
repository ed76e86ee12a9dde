namespace Recto.App.Shell;

/// <summary>Routes of pages: GET and HEAD, kept in the page cache.</summary>
internal static class PageRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page that may be cached.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate page) =>
        routes.MapMethods(pattern, Reading, page).CacheOutput(builder => builder.AddPolicy<PageCache>(), excludeDefaultPolicy: true);

    /// <summary>Maps a file or a record for machines, which the page cache leaves alone.</summary>
    public static void MapFile(this IEndpointRouteBuilder routes, string pattern, Delegate file) => routes.MapMethods(pattern, Reading, file);

    /// <summary>Says when a page changed, so that a browser that has it is told so in a few bytes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="version">Changes whenever the page does.</param>
    public static void SetVersion(this HttpContext context, string version)
    {
        // Weak: the same page goes out in several compressions.
        context.Response.Headers.ETag = $"W/\"{version}-{SiteAssets.Root.AsSpan("/assets/".Length)}\"";
    }
}
