namespace Recto.App.Shell;

/// <summary>What every answer says about itself to a browser: nothing inline, nothing from elsewhere, no framing, no guessing of types.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Files that came with an article are shown as pictures only: even an SVG with a script in it does nothing.</summary>
    public const string FilePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    /// <summary>Lets forms of this one page lead to other sites too: browsers hold the answer to a form to the policy of the page that it stands on, and a payment house is elsewhere.</summary>
    /// <param name="response">The page's answer.</param>
    /// <param name="origins">Scheme and host of each, without a slash at the end.</param>
    public static void LetFormsLeadTo(HttpResponse response, IReadOnlyList<string> origins)
    {
        if (origins.Count > 0)
        {
            response.Headers.ContentSecurityPolicy = Policy.Replace("form-action 'self'", "form-action 'self' " + string.Join(' ', origins), StringComparison.Ordinal);
        }
    }

    /// <summary>Sets them before anything else can answer.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Set(context.Response.Headers);
        return next(context);
    });

    /// <summary>Sets them; again where a fault has thrown away what was set.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.CacheControl = "private, no-cache"; // Assets and errors say otherwise.
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
