using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Features.Federation.Persons;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>
/// Signing in by a provider of OpenID Connect: the framework's handler asks and checks (state, nonce, PKCE, signature, issuer, audience, times), for the one provider that the address names.
/// It is not among the schemes of the site, which would be looked through at every request, and which are fixed when the program starts.
/// </summary>
internal static class OidcRoutes
{
    private const string To = "to", Account = "account";

    /// <summary>Maps it.</summary>
    public static void MapOidc(this IEndpointRouteBuilder routes)
    {
        routes.MapLate(ProviderAddress.Of("{key}"), [HttpMethods.Get], BeginAsync).RequireRateLimiting(ProviderRate.Name);
        routes.MapLate(ProviderAddress.Callback("{key}"), [HttpMethods.Get], EndAsync);
    }

    private static async Task BeginAsync(HttpContext context, IdentityProviderStore providers, ProviderOptions options, OidcTrouble trouble, string key, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await providers.FindAsync(key, ct) is not { IsOn: true } provider)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var about = new AuthenticationProperties();
        if (LocalAddress.Of(context.Request.Query["to"]) is { } to)
        {
            about.Items[To] = to;
        }

        if (provider.Kind == ProviderKind.Person && context.Request.Query["for"] == "account")
        {
            if (context.Person() is not { } person)
            {
                DeskDoor.Done(context, DeskDoor.SignIn + "?to=" + Uri.EscapeDataString(OwnIdentities.Address));
                return;
            }

            about.Items[Account] = person.Id.ToString("N");
        }

        var of = options.Of(provider);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(ProviderOptions.Patience);
        try
        {
            // The framework asks for the discovery document for one reader after the other: behind a provider that does not answer each would wait for all before.
            context.RequestAborted = patience.Token;
            var handler = await HandlerAsync(context, provider, of);
            await handler.ChallengeAsync(about);
        }
        catch (Exception failure) when (OidcTrouble.IsProviders(failure) && !ct.IsCancellationRequested)
        {
            context.RequestAborted = ct;
            await trouble.WriteAsync(context, provider, failure, LocalAddress.Of(context.Request.Query["to"]));
        }
        finally
        {
            context.RequestAborted = ct;
        }
    }

    private static async Task EndAsync(HttpContext context, IdentityProviderStore providers, ProviderOptions options, LibraryEntrance entrance, OidcTrouble trouble, string key, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await providers.FindAsync(key, ct) is not { IsOn: true } provider)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await (await HandlerAsync(context, provider, options.Of(provider))).HandleRequestAsync();
        switch (OidcAnswer.Of(context))
        {
            case OidcShown(var principal, var about) when provider.Kind == ProviderKind.Institution:
                await entrance.OpenAsync(context, IdentityKind.Oidc, provider.Issuer, ValuesOf(principal, provider.AffiliationClaim), ValuesOf(principal, provider.EntitlementClaim), Kept(about, To), ct);
                break;
            case OidcShown(var principal, var about) when principal.FindFirst("sub")?.Value is { Length: > 0 and <= 255 } subject:
                var shown = new ShownIdentity(provider.Issuer, subject);
                await (Guid.TryParseExact(Kept(about, Account), "N", out var account)
                    ? PersonSignIn.AskAsync(context, provider, shown, account)
                    : PersonSignIn.OpenAsync(context, provider, shown, Kept(about, To), ct));
                break;
            case OidcDenied denied:
                await trouble.DeniedAsync(context, provider, LocalAddress.Of(Kept(denied.Properties, To)));
                break;
            case OidcFailed failed:
                await trouble.WriteAsync(context, provider, failed.Failure, LocalAddress.Of(Kept(failed.Properties, To)));
                break;
            default:
                await trouble.WriteAsync(context, provider, null, null);
                break;
        }
    }

    private static string? Kept(AuthenticationProperties? about, string name) => about is not null && about.Items.TryGetValue(name, out var kept) ? kept : null;

    private static List<string> ValuesOf(System.Security.Claims.ClaimsPrincipal principal, string claim) => [.. principal.FindAll(claim).Select(said => said.Value)];

    private static async Task<OpenIdConnectHandler> HandlerAsync(HttpContext context, IdentityProvider provider, OpenIdConnectOptions options)
    {
        var handler = ActivatorUtilities.CreateInstance<OpenIdConnectHandler>(context.RequestServices, new ProviderOptions.OfOne(options));
        await handler.InitializeAsync(new AuthenticationScheme("recto-oidc-" + provider.Key, provider.Name, typeof(OpenIdConnectHandler)), context);
        return handler;
    }
}
