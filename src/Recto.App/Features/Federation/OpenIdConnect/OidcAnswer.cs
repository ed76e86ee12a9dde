using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>What came of a sign-in at a provider, as the framework's handler found it.</summary>
internal abstract record OidcAnswer
{
    private static readonly object Key = new();

    private protected OidcAnswer() { }

    /// <summary>What the handler found in this request; null where nothing came of it.</summary>
    public static OidcAnswer? Of(HttpContext context) => context.Items.TryGetValue(Key, out var answer) ? (OidcAnswer?)answer : null;

    /// <summary>Has the handler hand over what it finds, and sign nobody in by itself.</summary>
    public static void TakeOver(OpenIdConnectEvents events)
    {
        events.OnTokenValidated = context =>
        {
            // The framework takes a token without a signature where it comes from the token endpoint, since the connection vouches for it. Here the connection may be bent by whoever runs a network: the signature vouches.
            if (context.SecurityToken.RawSignature is not { Length: > 0 })
            {
                context.Fail(new SecurityTokenInvalidSignatureException("The token bears no signature."));
            }

            return Task.CompletedTask;
        };
        events.OnTicketReceived = context =>
        {
            context.HttpContext.Items[Key] = new OidcShown(context.Principal!, context.Properties!);
            context.HandleResponse();
            return Task.CompletedTask;
        };
        events.OnAccessDenied = context =>
        {
            context.HttpContext.Items[Key] = new OidcDenied(context.Properties);
            context.HandleResponse();
            return Task.CompletedTask;
        };
        events.OnRemoteFailure = context =>
        {
            context.HttpContext.Items[Key] = new OidcFailed(context.Failure, context.Properties);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}

/// <summary>The provider has said who it is, and what it said was found right.</summary>
/// <param name="Principal">What it said.</param>
/// <param name="Properties">What the site gave along at the beginning.</param>
internal sealed record OidcShown(ClaimsPrincipal Principal, AuthenticationProperties Properties) : OidcAnswer;

/// <summary>Whoever it is did not let the provider say so.</summary>
/// <param name="Properties">What the site gave along; null where it did not come back.</param>
internal sealed record OidcDenied(AuthenticationProperties? Properties) : OidcAnswer;

/// <summary>It did not work.</summary>
/// <param name="Failure">Why; null where that is not known.</param>
/// <param name="Properties">What the site gave along; null where it did not come back.</param>
internal sealed record OidcFailed(Exception? Failure, AuthenticationProperties? Properties) : OidcAnswer;
