using Microsoft.AspNetCore.Authentication.Cookies;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>
/// Over TLS a cookie of a sign-in is called <c>__Host-…</c> (RFC 6265bis): browsers take one of that name only from this very host, over TLS, for all its paths, so that no other host of the domain can put one in its place.
/// Without TLS, on the machine itself, it has its bare name.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    /// <inheritdoc/>
    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    /// <inheritdoc/>
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, Name(context, key), value, Whole(context, options));

    /// <inheritdoc/>
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), Whole(context, options));

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    private static CookieOptions Whole(HttpContext context, CookieOptions options)
    {
        if (context.Request.IsHttps)
        {
            (options.Path, options.Domain, options.Secure) = ("/", null, true);
        }

        return options;
    }
}
