using Recto.App.Features.Doctor;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Federation;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>What the doctor says of sign-ins, proxies and payment.</summary>
public sealed class AccessDoctorTests
{
    private const string Good = "5c1e0a9b7d3f42866ea1c09d58b7f3e2";

    [Theory]
    [InlineData("", 0, null, Health.Ok, "is not set up")]
    [InlineData("", 2, null, Health.Warn, "2 institutions have a provider of SAML")]
    [InlineData("", 1, null, Health.Warn, "1 institution has a provider of SAML")]
    [InlineData("", 0, "/etc/shibboleth/shibboleth2.xml", Health.Warn, "has no secret with it")]
    [InlineData("RECTO_SAML_SECRET=short", 0, null, Health.Fail, "has 5 characters; it needs 32")]
    [InlineData("RECTO_SAML_ENTITY_ID=https://journals.example.org/sp", 0, null, Health.Fail, "say nothing without RECTO_SAML_SECRET")]
    [InlineData("RECTO_SAML_SECRET=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa RECTO_SAML_ENTITY_ID=https://journals.example.org/sp", 1, null, Health.Warn, "can be guessed")]
    [InlineData("RECTO_SAML_SECRET=" + Good, 1, null, Health.Warn, "RECTO_SAML_ENTITY_ID does not say")]
    [InlineData("RECTO_SAML_SECRET=" + Good + " RECTO_SAML_ENTITY_ID=journals", 1, null, Health.Warn, "is no URI")]
    [InlineData("RECTO_SAML_SECRET=" + Good + " RECTO_SAML_ENTITY_ID=urn:mace:example.org:journals", 1, null, Health.Ok, "for 1 institution")]
    [InlineData("RECTO_SAML_SECRET=" + Good + " RECTO_SAML_ENTITY_ID=https://journals.example.org/sp RECTO_PROXIES=none", 1, null, Health.Fail, "trusts nobody")]
    [InlineData("RECTO_SAML_SECRET=" + Good + " RECTO_SAML_ENTITY_ID=https://journals.example.org/sp", 3, null, Health.Ok, "as https://journals.example.org/sp, for 3 institutions")]
    public void Sign_in_by_SAML(string environment, int institutions, string? shibboleth, object health, string words)
    {
        var finding = Assert.Single(Of(environment).Saml(institutions, shibboleth));

        Assert.Equal((Health)health, finding.Health);
        Assert.Contains(words, finding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Good, finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Health.Ok, "127.0.0.0/8")]
    [InlineData("RECTO_PROXIES=none", Health.Ok, "nobody is believed")]
    [InlineData("RECTO_PROXIES=10.0.0.0/8,192.168.1.2,203.0.113.0/24", Health.Ok, "192.168.1.2/32")]
    [InlineData("RECTO_PROXIES=127.0.0.1,0.0.0.0/0", Health.Fail, "trusts everybody (0.0.0.0/0)")]
    [InlineData("RECTO_PROXIES=::/0", Health.Fail, "trusts everybody")]
    [InlineData("RECTO_PROXIES=130.0.0.0/8", Health.Warn, "trusts 130.0.0.0/8")]
    [InlineData("RECTO_PROXIES=2600::/16", Health.Warn, "wider than anybody’s own proxies")]
    [InlineData("RECTO_PROXIES=8.8.0.0/16", Health.Ok, "8.8.0.0/16")]
    [InlineData("RECTO_PROXIES=everybody", Health.Fail, "neither an address nor a network")]
    public void Proxies_whose_word_is_taken(string environment, object health, string words)
    {
        var finding = Of(environment).Proxies();

        Assert.Equal((Health)health, finding.Health);
        Assert.Contains(words, finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.uni-x.example", "recto", "kept", Health.Ok, "1 of 1 provider is on")]
    [InlineData("http://login.uni-x.example", "recto", "kept", Health.Fail, "without TLS")]
    [InlineData("http://localhost:3000", "recto", "kept", Health.Warn, "good for trying")]
    [InlineData("login.uni-x.example", "recto", "kept", Health.Fail, "is no address")]
    [InlineData("ftp://login.uni-x.example", "recto", "kept", Health.Fail, "is no address")]
    [InlineData("https://login.uni-x.example", " ", "kept", Health.Fail, "has no client id")]
    [InlineData("https://login.uni-x.example", "recto", null, Health.Warn, "has no secret")]
    [InlineData("https://10.1.2.3", "recto", "kept", Health.Fail, "RECTO_INSIDE")]
    public void Providers_of_OpenID_Connect(string issuer, string client, string? secret, object health, string words)
    {
        var finding = Assert.Single(Of("").Providers([Provider(issuer, client, secret)]));

        Assert.Equal((Health)health, finding.Health);
        Assert.Contains(words, finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_is_off_or_named_by_the_operator_is_let_alone()
    {
        Assert.Equal(Health.Ok, Assert.Single(Of("").Providers([Provider("http://login.uni-x.example", "", null) with { IsOn = false }])).Health);
        Assert.Equal(Health.Ok, Assert.Single(Of("RECTO_INSIDE=10.1.2.3").Providers([Provider("https://10.1.2.3", "recto", "kept")])).Health);
        Assert.Equal("no provider is set up", Assert.Single(Of("").Providers([])).Text);
    }

    [Theory]
    [InlineData("", "", Health.Ok, "nothing real is on sale")]
    [InlineData("", "Leaves and Folios", Health.Fail, "Leaves and Folios sells, and payment is only played")]
    [InlineData("RECTO_PAYMENT=invoice", "Leaves and Folios", Health.Ok, "by invoice")]
    [InlineData("RECTO_PAYMENT=stripe", "", Health.Fail, "RECTO_STRIPE_KEY")]
    [InlineData("RECTO_PAYMENT=stripe RECTO_STRIPE_KEY=sk_live_MARKED", "", Health.Fail, "RECTO_STRIPE_WEBHOOK_SECRETS")]
    [InlineData("RECTO_PAYMENT=stripe,demonstration", "", Health.Fail, "beside real payment")]
    [InlineData("RECTO_PAYMENT=stripe RECTO_STRIPE_KEY=sk_test_MARKED RECTO_STRIPE_WEBHOOK_SECRETS=whsec_MARKED RECTO_ADDRESS=https://journals.example.org", "", Health.Warn, "is a test key on https://journals.example.org")]
    [InlineData("RECTO_PAYMENT=stripe RECTO_STRIPE_KEY=rk_test_MARKED RECTO_STRIPE_WEBHOOK_SECRETS=whsec_MARKED RECTO_ADDRESS=http://localhost:5000", "", Health.Ok, "by stripe")]
    [InlineData("RECTO_PAYMENT=stripe RECTO_STRIPE_KEY=sk_live_MARKED RECTO_STRIPE_WEBHOOK_SECRETS=whsec_MARKED RECTO_ADDRESS=http://journals.example.org", "", Health.Warn, "not one of https")]
    [InlineData("RECTO_PAYMENT=stripe RECTO_STRIPE_KEY=sk_live_MARKED RECTO_STRIPE_WEBHOOK_SECRETS=whsec_MARKED RECTO_ADDRESS=https://journals.example.org RECTO_STRIPE_SERVER=https://stripe.example", "", Health.Warn, "in Stripe’s place")]
    [InlineData("RECTO_PAYMENT=stripe RECTO_STRIPE_KEY=sk_live_MARKED RECTO_STRIPE_WEBHOOK_SECRETS=whsec_MARKED RECTO_ADDRESS=https://journals.example.org", "Leaves and Folios", Health.Ok, "by stripe")]
    public void Payment(string environment, string selling, object health, string words)
    {
        var finding = Assert.Single(Of(environment).Payment(selling.Length == 0 ? [] : [selling]));

        Assert.Equal((Health)health, finding.Health);
        Assert.Contains(words, finding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKED", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_tells_them()
    {
        using var run = new Run();

        await run.RectoAsync("doctor", "--data", run.Data);

        foreach (var subject in new[] { "sign-in by SAML:", "proxies:", "sign-in by OpenID Connect:", "payment:" })
        {
            Assert.Contains(subject, run.Out, StringComparison.Ordinal);
        }
    }

    private static AccessDoctor Of(string environment)
    {
        var said = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new AccessDoctor(said.GetValueOrDefault);
    }

    private static IdentityProvider Provider(string issuer, string client, string? secret) => new() { Id = Guid.CreateVersion7(), Key = "uni-x", Kind = ProviderKind.Institution, Name = "University X", Issuer = issuer, ClientId = client, ClientSecret = secret, Scopes = "openid" };
}
