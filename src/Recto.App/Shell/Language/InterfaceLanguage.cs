using System.Globalization;

namespace Recto.App.Shell.Language;

/// <summary>In which language a request is answered: by its address (<c>?lang=fr</c>), else as the reader chose earlier (a cookie), else as the browser asks.</summary>
internal static class InterfaceLanguage
{
    /// <summary>The cookie of a choice; it says a language and nothing else.</summary>
    public const string Cookie = "recto-language";

    private static readonly Dictionary<string, CultureInfo> Cultures = Say.Languages.ToDictionary(language => language.Tag, language => CultureInfo.GetCultureInfo(language.Tag), StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets the language for all that follows.</summary>
    public static void UseInterfaceLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentUICulture = Of(context.Request);
        return next(context);
    });

    /// <summary>The language of a request.</summary>
    public static CultureInfo Of(HttpRequest request) =>
        Cultures.TryGetValue(request.Query["lang"].ToString(), out var byAddress) ? byAddress
        : Cultures.TryGetValue(request.Cookies[Cookie] ?? "", out var chosen) ? chosen
        : OfBrowser(request);

    // Most browsers name their first wish first; only where it is not ours are the others read.
    private static CultureInfo OfBrowser(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage.ToString();
        if (header.Length == 0)
        {
            return Cultures["en"];
        }

        var first = header.AsSpan();
        first = first[..(first.IndexOfAny(",;-") is >= 0 and var end ? end : first.Length)].Trim();
        if (Cultures.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(first, out var wished) && header.IndexOf(";q=0.", StringComparison.Ordinal) is var weight && (weight < 0 || header.IndexOf(',', StringComparison.Ordinal) is >= 0 and var comma && comma < weight))
        {
            return wished;
        }

        return request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Cultures.GetValueOrDefault(language.Value.ToString().Split('-')[0]))
            .FirstOrDefault(culture => culture is not null) ?? Cultures["en"];
    }
}
