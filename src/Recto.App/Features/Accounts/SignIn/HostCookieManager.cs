using Microsoft.AspNetCore.Authentication.Cookies;
using Recto.App.Shell;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>Names the cookies of a sign-in as <see cref="HostCookies"/> does; a long one is cut in pieces.</summary>
internal sealed class HostCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    /// <inheritdoc/>
    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, HostCookies.Name(context, key));

    /// <inheritdoc/>
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, HostCookies.Name(context, key), value, Whole(context, options));

    /// <inheritdoc/>
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, HostCookies.Name(context, key), Whole(context, options));

    private static CookieOptions Whole(HttpContext context, CookieOptions options)
    {
        if (context.Request.IsHttps)
        {
            (options.Path, options.Domain, options.Secure) = ("/", null, true);
        }

        return options;
    }
}
