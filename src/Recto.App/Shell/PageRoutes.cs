using System.Globalization;
using Microsoft.Net.Http.Headers;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;

namespace Recto.App.Shell;

/// <summary>Routes of pages: GET and HEAD, kept in the page cache.</summary>
internal static class PageRoutes
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page that may be cached.</summary>
    /// <returns>The route, for what else is to hold there.</returns>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate page) =>
        routes.MapLate(pattern, Reading, page).CacheOutput(builder => builder.AddPolicy<PageCache>(), excludeDefaultPolicy: true);

    /// <summary>Maps a file or a record for machines, which the page cache leaves alone.</summary>
    public static void MapFile(this IEndpointRouteBuilder routes, string pattern, Delegate file) => routes.MapLate(pattern, Reading, file);

    /// <summary>Says which version of a page this is; where the browser has that very one, answers so in a few bytes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="version">Changes whenever the page does.</param>
    /// <param name="decision">What was decided, where the page depends on its reader by that alone; null where it tells of other articles too: then it has no tag for somebody who holds rights.</param>
    /// <returns>Whether the request is answered and the page need not be written.</returns>
    public static bool IsUnchanged(this HttpContext context, string version, AccessDecision? decision = null)
    {
        var asker = context.Reader();
        if (decision is null && asker.Reader is not { Rights.Count: 0, IsCrawler: false })
        {
            context.Response.Headers.Append(HeaderNames.Vary, "Accept-Language, Cookie");
            return false;
        }

        version += decision is not null ? "-" + decision.Version : context.RequestServices.GetRequiredService<OpeningTurns>().Key(asker.At) is { Length: > 0 } turn ? "-t" + turn : "";
        // Weak: the same page goes out in several compressions.
        var provided = context.ProvidedBy().Key;
        var shop = context.RequestServices.GetRequiredService<ShopWindow>().Key(asker.At);
        var tag = new EntityTagHeaderValue($"\"{version}-{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}-{SiteAssets.Root.AsSpan("/assets/".Length)}-{context.RequestServices.GetRequiredService<JournalFaces>().Stamp}{(shop.Length == 0 ? "" : "-" + shop)}{(provided.Length == 0 ? "" : "-" + provided)}\"", isWeak: true);
        context.Response.GetTypedHeaders().ETag = tag;
        context.Response.Headers.Append(HeaderNames.Vary, "Accept-Language, Cookie");
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
