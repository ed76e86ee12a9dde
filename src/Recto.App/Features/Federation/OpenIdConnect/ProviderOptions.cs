using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Recto.App.Features.Federation.Persons;
using Recto.App.Shell;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>
/// The framework's options of each provider, made of what the database says of it and kept until that changes: providers come and change without a start of the program. Nothing here asks the network; the discovery document
/// and the keys are asked for at the first sign-in, and then kept for a while with the options.
/// </summary>
internal sealed class ProviderOptions(IDataProtectionProvider protection, ProviderSecrets secrets, SiteOptions site, TimeProvider time)
{
    /// <summary>How long a provider may take for one answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan LongestSignIn = TimeSpan.FromMinutes(15);
    private readonly OpenIdConnectPostConfigureOptions _finish = new(protection);
    private readonly ConcurrentDictionary<Guid, (int Version, OpenIdConnectOptions Options)> _kept = new();

    /// <summary>Signature algorithms that are taken: public keys only. “none” and secrets that both sides know are not among them.</summary>
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512];

    /// <summary>Address of the discovery document of an issuer (OpenID Connect Discovery 1.0, 4).</summary>
    public static string DiscoveryOf(string issuer) => issuer.TrimEnd('/') + "/.well-known/openid-configuration";

    /// <summary>The options of a provider as it is now.</summary>
    public OpenIdConnectOptions Of(IdentityProvider provider)
    {
        if (_kept.TryGetValue(provider.Id, out var kept) && kept.Version == provider.EditVersion)
        {
            return kept.Options;
        }

        var options = Make(provider);
        _kept[provider.Id] = (provider.EditVersion, options);
        return options;
    }

    private OpenIdConnectOptions Make(IdentityProvider provider)
    {
        var options = new OpenIdConnectOptions
        {
            MetadataAddress = DiscoveryOf(provider.Issuer),
            RequireHttpsMetadata = !(Uri.TryCreate(provider.Issuer, UriKind.Absolute, out var issuer) && issuer.IsLoopback), // The form at the desk takes http for this machine only.
            ClientId = provider.ClientId,
            ClientSecret = secrets.Find(provider),
            CallbackPath = ProviderAddress.Callback(provider.Key),
            ResponseType = OpenIdConnectResponseType.Code,
            ResponseMode = OpenIdConnectResponseMode.Query, // A form from another site would bring no cookie that is Lax.
            UsePkce = true,
            SaveTokens = false,
            MapInboundClaims = false,
            GetClaimsFromUserInfoEndpoint = provider.Kind == ProviderKind.Institution, // Of a person the token says all that is asked.
            DisableTelemetry = true,
            BackchannelHttpHandler = WayOut.Handler(site.Inside), // Somebody at the desk has written the issuer, and its document names the rest.
            BackchannelTimeout = Patience,
            RemoteAuthenticationTimeout = LongestSignIn,
            SignInScheme = IdentityConstants.ExternalScheme, // Never used: what comes is taken over before anything is signed in.
            TimeProvider = time,
            TokenValidationParameters = new TokenValidationParameters
            {
                ValidAlgorithms = Algorithms,
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ClockSkew = TimeSpan.FromMinutes(3),
                // The one that was put down, whatever the discovery document calls itself.
                IssuerValidator = (said, _, _) => string.Equals(said, provider.Issuer, StringComparison.Ordinal) ? said : throw new SecurityTokenInvalidIssuerException("The token names another issuer."),
            },
        };
        options.ProtocolValidator.NonceLifetime = LongestSignIn;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.HttpOnly = true;
        }

        options.CorrelationCookie.Name = "recto-oidc.";
        options.NonceCookie.Name = "recto-oidc-nonce.";
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            options.Scope.Add(scope);
        }

        options.ClaimActions.Clear();
        if (provider.Kind == ProviderKind.Institution)
        {
            options.ClaimActions.Add(new ClaimOfList(provider.AffiliationClaim));
            options.ClaimActions.Add(new ClaimOfList(provider.EntitlementClaim));
        }

        OidcAnswer.TakeOver(options.Events = new OpenIdConnectEvents());
        _finish.PostConfigure(provider.Key, options);
        options.Backchannel.MaxResponseContentBufferSize = LargestAnswer;
        return options;
    }

    /// <summary>Gives one handler the options of its provider.</summary>
    internal sealed class OfOne(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}
