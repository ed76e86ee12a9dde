using Microsoft.Net.Http.Headers;

namespace Recto.App.Shell;

/// <summary>Marks an address that answers in other forms than a page where they are asked for.</summary>
/// <param name="MediaTypes">What it can give beside <c>text/html</c>, the best first.</param>
internal sealed record OffersForms(IReadOnlyList<string> MediaTypes);

/// <summary>In which form an address is asked for (RFC 9110, 12.5.1).</summary>
internal static class AskedForm
{
    /// <summary>The page.</summary>
    public const string Page = "text/html";

    /// <summary>Whether the page is asked for: what browsers send, what says nothing, and what takes everything. Told without reading the whole of it wherever that is possible: every request for a page comes by here.</summary>
    public static bool IsPage(HttpContext context, OffersForms offers) => context.Request.Headers.Accept.ToString() switch
    {
        "" or "*/*" => true,
        var accept when accept.StartsWith("text/html,", StringComparison.OrdinalIgnoreCase) || accept.Equals(Page, StringComparison.OrdinalIgnoreCase) => true,
        var accept when accept.Contains("application/xhtml+xml", StringComparison.OrdinalIgnoreCase) => true, // Only browsers say that; some of them put XML before it.
        _ => InOrder(context, offers) is [Page, ..],
    };

    /// <summary>The forms that would do, the best first; of equals the page before others, and these in the order in which they are offered. Empty where none would do.</summary>
    public static IReadOnlyList<string> InOrder(HttpContext context, OffersForms offers)
    {
        if (!MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return [Page]; // Nothing was said, or nothing that can be read.
        }

        return [.. offers.MediaTypes.Prepend(Page).Select(type => (Type: type, Quality: QualityOf(accepted, type))).Where(form => form.Quality > 0).OrderByDescending(form => form.Quality).Select(form => form.Type)];
    }

    // The most exact range that holds the type says how welcome it is.
    private static double QualityOf(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var asked = new MediaTypeHeaderValue(type);
        var found = accepted.Where(range => asked.IsSubsetOf(Bare(range))).MaxBy(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2);
        return found is null ? 0 : found.Quality ?? 1;
    }

    // Parameters (charset, profile) say nothing here: there is one form of each type.
    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue range) => new(range.MediaType);
}
