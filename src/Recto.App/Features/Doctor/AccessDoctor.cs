using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Storage.Federation;

namespace Recto.App.Features.Doctor;

/// <summary>
/// Looks at what lets readers in and at what takes their money: sign-in by SAML, the proxies whose word is taken, providers of OpenID Connect, payment. It reads what the operator has set and what the desk has put down, and asks nobody.
/// </summary>
/// <param name="read">Gives a variable of the environment.</param>
internal sealed class AccessDoctor(Func<string, string?> read)
{
    private const int FewestLetters = 10;
    private const int WidestV4 = 16, WidestV6 = 32;

    /// <summary>Sign-in by SAML.</summary>
    /// <param name="institutions">Institutions that the desk has given a provider of SAML.</param>
    /// <param name="shibboleth">The configuration of a Shibboleth SP on this machine; null where there is none.</param>
    public IEnumerable<Finding> Saml(int institutions, string? shibboleth)
    {
        const string Subject = "sign-in by SAML";
        if (!SamlSettings.TryRead(read, out var saml, out var wrong))
        {
            return [new(Health.Fail, Subject, wrong, "saml-unreadable")];
        }

        if (saml is null)
        {
            return institutions > 0
                ? [new(Health.Warn, Subject, string.Create(CultureInfo.InvariantCulture, $"{institutions} {(institutions == 1 ? "institution has" : "institutions have")} a provider of SAML at the desk, and without RECTO_SAML_SECRET nobody signs in by it: set the secret here and in the web server (docs/operate/sign-in.md)."), "saml-no-secret")]
                : shibboleth is not null
                ? [new(Health.Warn, Subject, $"A Shibboleth SP is set up here ({shibboleth}), and the site has no secret with it: without RECTO_SAML_SECRET /login/shib lets nobody in. Set it, or take the SP away.", "saml-sp-alone")]
                : [new(Health.Ok, Subject, "is not set up (RECTO_SAML_SECRET)")];
        }

        var findings = new List<Finding>();
        var secret = read("RECTO_SAML_SECRET")?.Trim();
        if (secret is { Length: > 0 } && secret.Distinct().Count() < FewestLetters)
        {
            findings.Add(new(Health.Warn, Subject, "The secret of RECTO_SAML_SECRET repeats a few characters and can be guessed. “openssl rand -hex 32” makes a good one.", "saml-secret-weak"));
        }

        if (saml.EntityId is null)
        {
            findings.Add(new(Health.Warn, Subject, "RECTO_SAML_ENTITY_ID does not say the entityID of the site: identity providers and discovery services know it by that. Write it as in shibboleth2.xml.", "saml-entity-missing"));
        }
        else if (!Uri.TryCreate(saml.EntityId, UriKind.Absolute, out var id) || id.Scheme is not ("https" or "http" or "urn"))
        {
            findings.Add(new(Health.Warn, Subject, $"RECTO_SAML_ENTITY_ID “{saml.EntityId}” is no URI, and every entityID is one (SAML 2.0 Metadata, 2.2.1). Write it as https://journals.example.org/shibboleth, to the letter as in shibboleth2.xml.", "saml-entity-no-uri"));
        }

        if (Networks.TryRead(read("RECTO_PROXIES"), out var proxies) is null && proxies.Count == 0)
        {
            findings.Add(new(Health.Fail, Subject, "RECTO_PROXIES trusts nobody, so no web server is believed who has signed in. Name the address of the web server that stands before the site.", "saml-no-proxy"));
        }

        return findings.Count > 0 ? findings : [new(Health.Ok, Subject, string.Create(CultureInfo.InvariantCulture, $"as {saml.EntityId}, for {institutions} {(institutions == 1 ? "institution" : "institutions")}"))];
    }

    /// <summary>The proxies whose word is taken.</summary>
    public Finding Proxies()
    {
        const string Subject = "proxies";
        if (Networks.TryRead(read("RECTO_PROXIES"), out var proxies) is { } strange)
        {
            return new(Health.Fail, Subject, $"RECTO_PROXIES: “{strange}” is neither an address nor a network; write them as 10.0.0.0/8, 192.168.1.2.", "proxies-unreadable");
        }

        return proxies.Where(network => network.PrefixLength == 0).Select(network => (IPNetwork?)network).FirstOrDefault() is { } all
            ? new(Health.Fail, Subject, $"RECTO_PROXIES trusts everybody ({all}): whoever asks writes an address of a library into X-Forwarded-For and reads what it pays for. Name the addresses of your own proxies only.", "proxies-everybody")
            : proxies.Where(IsWide).Select(network => (IPNetwork?)network).FirstOrDefault() is { } wide
            ? new(Health.Warn, Subject, $"RECTO_PROXIES trusts {wide}, a part of the public Internet that is wider than anybody’s own proxies: each machine there can say who asks. Name their addresses.", "proxies-wide")
            : new(Health.Ok, Subject, proxies.Count == 0 ? "nobody is believed who asks" : $"believed who asks: {string.Join(", ", proxies)}");
    }

    /// <summary>Providers of OpenID Connect.</summary>
    /// <param name="providers">Those that the desk has put down.</param>
    public IEnumerable<Finding> Providers(IReadOnlyList<IdentityProvider> providers)
    {
        var inside = WayOut.ReadInside(read("RECTO_INSIDE"));
        var bad = new List<Finding>();
        foreach (var provider in providers.Where(provider => provider.IsOn))
        {
            var subject = $"provider {provider.Key}";
            if (!Uri.TryCreate(provider.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http"))
            {
                bad.Add(new(Health.Fail, subject, $"Its issuer “{provider.Issuer}” is no address; write it at the desk as https://…, to the letter as the provider does.", "provider-no-address"));
                continue;
            }

            if (issuer.Scheme != "https")
            {
                bad.Add(issuer.IsLoopback
                    ? new(Health.Warn, subject, $"Its issuer {provider.Issuer} is asked on this machine without TLS: good for trying, and for nothing else.", "provider-http")
                    : new(Health.Fail, subject, $"Its issuer {provider.Issuer} is asked without TLS (https): who sits between reads and changes who somebody is. Ask the provider for its https address.", "provider-http"));
            }

            if (string.IsNullOrWhiteSpace(provider.ClientId))
            {
                bad.Add(new(Health.Fail, subject, "It has no client id: register the site at the provider, and write at the desk what it is called there.", "provider-no-client"));
            }

            if (provider.ClientSecret is null)
            {
                bad.Add(new(Health.Warn, subject, "It has no secret: whoever knows the client id can ask as this site. Have the provider give one, and write it at the desk.", "provider-no-secret"));
            }

            if (AddressNumber.TryRead(issuer.Host.Trim('[', ']')) is { } number && AddressUses.Of(new(number, number)) != AddressUse.Public && !inside.Contains(issuer.Host.Trim('[', ']')))
            {
                bad.Add(new(Health.Fail, subject, $"Its host {issuer.Host} stands inside, and is not asked unless RECTO_INSIDE names it.", "provider-inside"));
            }
        }

        return bad.Count > 0 ? bad : [new(Health.Ok, "sign-in by OpenID Connect", providers.Count == 0 ? "no provider is set up" : string.Create(CultureInfo.InvariantCulture, $"{providers.Count(provider => provider.IsOn)} of {providers.Count} {(providers.Count == 1 ? "provider is" : "providers are")} on, asked over TLS"))];
    }

    /// <summary>Payment.</summary>
    /// <param name="selling">Titles of journals that sell something; the demo journal, which is invented, left out.</param>
    public IEnumerable<Finding> Payment(IReadOnlyList<string> selling)
    {
        const string Subject = "payment";
        if (!ShopOptions.TryRead(read, File.ReadAllText, out var shop, out var wrong))
        {
            return [new(Health.Fail, Subject, wrong, "payment-unreadable")];
        }

        if (shop.Takes(ShopOptions.Demonstration))
        {
            return selling.Count > 0
                ? [new(Health.Fail, Subject, $"{string.Join(", ", selling)} {(selling.Count == 1 ? "sells" : "sell")}, and payment is only played (demonstration): everybody opens everything without paying. Set RECTO_PAYMENT to stripe or invoice.", "payment-played")]
                : [new(Health.Ok, Subject, "is only played (demonstration), and nothing real is on sale")];
        }

        if (!shop.Takes(ShopOptions.Stripe))
        {
            return [new(Health.Ok, Subject, "by invoice")];
        }

        var isHttps = Uri.TryCreate(read("RECTO_ADDRESS")?.Trim(), UriKind.Absolute, out var address) && address.Scheme == "https";
        var isPublic = address is { IsLoopback: false };
        var findings = new List<Finding>();
        if (shop.StripeKey!.Contains("_test_", StringComparison.Ordinal) && isPublic)
        {
            findings.Add(new(Health.Warn, Subject, $"RECTO_STRIPE_KEY is a test key on {address}: buyers pay nothing with the cards of Stripe’s documentation, and real cards are refused. Set the key that begins with sk_live_ or rk_live_.", "payment-test-key"));
        }

        if (shop.StripeKey.Contains("_live_", StringComparison.Ordinal) && !isHttps)
        {
            findings.Add(new(Health.Warn, Subject, "Stripe takes real money, and RECTO_ADDRESS is not one of https: buyers come back, and Stripe tells its news, over an open line.", "payment-http"));
        }

        if (shop.StripeServer.Host != "api.stripe.com" && isPublic)
        {
            findings.Add(new(Health.Warn, Subject, $"RECTO_STRIPE_SERVER has {shop.StripeServer} asked in Stripe’s place, and sends it the key. Leave it out on a site that sells.", "payment-elsewhere"));
        }

        return findings.Count > 0 ? findings : [new(Health.Ok, Subject, $"by {shop}")];
    }

    // Nobody has a /16 of proxies outside; of private networks any width is somebody's own.
    private static bool IsWide(IPNetwork network) => AddressNumber.TryRead(network.BaseAddress.ToString()) is { } number && AddressUses.Of(new(number, number)) == AddressUse.Public && network.PrefixLength < (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? WidestV4 : WidestV6);
}
