namespace Recto.App.Shell;

/// <summary>
/// Cookies that open something. Over TLS one is called <c>__Host-…</c> (RFC 6265bis, 4.1.3.2): browsers take one of that name only from this very host, over TLS, for all its paths, so that no other host of the domain
/// can put one in its place. Without TLS, on the machine itself, it has its bare name. No script reads one, and no other site's form sends one.
/// </summary>
internal static class HostCookies
{
    private const string Prefix = "__Host-";

    /// <summary>Under which name a request brings the cookie.</summary>
    public static string Name(HttpContext context, string bare) => context.Request.IsHttps ? Prefix + bare : bare;

    /// <summary>What the request brings; null for nothing.</summary>
    public static string? Find(HttpContext context, string bare) => context.Request.Headers.Cookie.Count > 0 ? context.Request.Cookies[Name(context, bare)] : null;

    /// <summary>Sets the cookie. It ends with the browser where neither an age nor an end is given.</summary>
    public static void Set(HttpContext context, string bare, string value, TimeSpan? maxAge = null, DateTimeOffset? expires = null)
    {
        var about = About(context);
        (about.MaxAge, about.Expires) = (maxAge, expires);
        context.Response.Cookies.Append(Name(context, bare), value, about);
    }

    /// <summary>Takes the cookie away.</summary>
    public static void Forget(HttpContext context, string bare) => context.Response.Cookies.Delete(Name(context, bare), About(context));

    private static CookieOptions About(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };
}
