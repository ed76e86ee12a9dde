using Microsoft.AspNetCore.Http.Features;
using Recto.App.Shell;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>
/// Where a Shibboleth SP in the web server before the site tells who has signed in. What it says comes in headers, which anybody can write, so they are believed on this one address only, to the letter
/// (a web server may guard <c>/login/shib</c> and not <c>/LOGIN/shib</c>), only of a connection from a trusted proxy, and only beside the secret that the site and the web server share. Everywhere else they are headers that nobody reads.
/// </summary>
internal static partial class ShibbolethDoor
{
    /// <summary>The address.</summary>
    public const string Address = "/login/shib";

    /// <summary>The header of the secret.</summary>
    public const string SecretName = "Recto-Saml-Secret";

    private static readonly object IsOfProxy = new();

    /// <summary>Notes whether the connection itself is a trusted proxy's. Comes before proxies are believed who asks, for then the address is the reader's.</summary>
    public static void UseShibbolethDoor(this IApplicationBuilder app, SiteOptions site)
    {
        if (site.Saml is null)
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (string.Equals(context.Request.Path.Value, Address, StringComparison.Ordinal))
            {
                context.Items[IsOfProxy] = context.Connection.RemoteIpAddress is { } peer && site.Proxies.Any(network => network.Contains(peer) || (peer.IsIPv4MappedToIPv6 && network.Contains(peer.MapToIPv4())));
            }

            return next(context);
        });
    }

    /// <summary>Maps it.</summary>
    public static void MapShibboleth(this IEndpointRouteBuilder routes) => routes.MapLate(Address, [HttpMethods.Get], OpenAsync);

    private static async Task OpenAsync(HttpContext context, SiteOptions site, LibraryEntrance entrance, ILoggerFactory logs, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (site.Saml is not { } saml)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var told = ShibbolethHeaders.Read(context.Request.Headers);
        if ((FindDoubt(context, saml) ?? (told is null ? "a header came twice" : null)) is { } doubt)
        {
            NotBelieved(logs.CreateLogger(typeof(ShibbolethDoor)), doubt);
            await ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden, Shell.Language.Say.Here["The sign-in did not come from the web server of this site, or not in the way that was agreed with it. Whoever runs the site finds the reason in its log."]);
            return;
        }

        await entrance.OpenAsync(context, IdentityKind.Saml, told!.Provider, told.Affiliations, told.Entitlements, context.Request.Query["to"], ct);
    }

    // Null where nothing speaks against believing the headers. What is wrong is told to the log only.
    private static string? FindDoubt(HttpContext context, SamlSettings saml) =>
        !IsExact(context) ? "the address is not written to the letter"
        : context.Items[IsOfProxy] is not true ? "the connection is not from a trusted proxy (RECTO_PROXIES)"
        : context.Request.Headers[SecretName] is not [{ Length: > 0 } shown] ? $"the header {SecretName} is missing or came twice"
        : !saml.IsSecret(shown) ? $"the header {SecretName} does not hold the secret of RECTO_SAML_SECRET"
        : null;

    // As it was sent, before dots, slashes and percent signs are read: a web server and the site may read them differently.
    private static bool IsExact(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>() is { RawTarget: var target } && string.Equals(target.Split('?', 2)[0], Address, StringComparison.Ordinal);

    [LoggerMessage(EventId = 7, Level = LogLevel.Warning, Message = "A sign-in at /login/shib was not believed: {Why}")]
    private static partial void NotBelieved(ILogger log, string why);
}
