namespace Recto.App.Shell.Language;

/// <summary>Where a reader chooses the language of the interface: a cookie keeps it, which says a language and nothing else, and the page that one came from is shown again.</summary>
internal static class LanguageChoice
{
    /// <summary>Address of the choice of a language.</summary>
    /// <param name="tag">One of <see cref="Say.Languages"/>.</param>
    public static string Address(string tag) => $"/language/{tag}";

    /// <summary>Maps it.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) => routes.MapFile("/language/{tag}", (HttpContext context, string tag) =>
    {
        if (!Say.Languages.Any(language => language.Tag == tag))
        {
            return NotFound.WriteAsync(context);
        }

        context.Response.Cookies.Append(InterfaceLanguage.Cookie, tag, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            HttpOnly = true,
            IsEssential = true,
        });
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = From(context.Request);
        return Task.CompletedTask;
    });

    // Only a page of this site, and without the language that its own address may name.
    private static string From(HttpRequest request)
    {
        if (!Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || from.AbsolutePath.StartsWith("//", StringComparison.Ordinal) || from.AbsolutePath.StartsWith("/language/", StringComparison.Ordinal))
        {
            return "/";
        }

        var query = string.Join('&', from.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith("lang=", StringComparison.OrdinalIgnoreCase)));
        return query.Length == 0 ? from.AbsolutePath : $"{from.AbsolutePath}?{query}";
    }
}
