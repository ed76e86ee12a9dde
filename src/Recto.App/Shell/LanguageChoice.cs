using Recto.App.Shell.Language;

namespace Recto.App.Shell;

/// <summary>Choosing the language of the interface: a cookie that says a language and nothing else, so that pages stay the same for all who read in it.</summary>
internal static class LanguageChoice
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Where a choice of that language is made, and whereto it leads back.</summary>
    public static string Address(string tag, string? back) => $"/language/{tag}{(back is null or "/" ? "" : "?to=" + Uri.EscapeDataString(back))}";

    /// <summary>Maps it.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) => routes.MapLate("/language/{tag}", [HttpMethods.Get, HttpMethods.Head], ChooseAsync);

    private static Task ChooseAsync(HttpContext context, string tag)
    {
        if (Say.Languages.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase)).Tag is not { } known)
        {
            return NotFound.WriteAsync(context);
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Cookies.Append(InterfaceLanguage.Cookie, known, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, Path = "/", IsEssential = true });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = LocalAddress.Header(context.Request.Query["to"]) ?? OfReferer(context.Request) ?? "/";
        return Task.CompletedTask;
    }

    // Pages of the desk have no address that they tell; the browser does.
    private static string? OfReferer(HttpRequest request) => Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
        ? LocalAddress.Header(from.PathAndQuery) : null;
}
