namespace Recto.App.Shell;

/// <summary>
/// Tells a form that a page of another site has sent. Every browser says where a request that sends something comes from, so no cookie and no token is needed: a form works in a browser without cookies,
/// stays good after the site was started again, and its page may be cached. What says nothing is no browser, and carries nobody's rights.
/// </summary>
internal static class ForeignForms
{
    /// <summary>Whether the request comes from a page of another site.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        // Sec-Fetch-Site is sent over TLS and from this machine itself, and no script can set it; where it is missing, Origin says the same (both are forbidden header names of the Fetch standard).
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the request does not say where it comes from: no browser of today sends such a form, and where a sign-in is at stake it is not taken.</summary>
    public static bool IsSilent(HttpRequest request) => request.Headers["Sec-Fetch-Site"].Count == 0 && request.Headers.Origin.Count == 0;
}
