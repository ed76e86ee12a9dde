using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Features.Accounts;
using Recto.Journals.Desk;
using Recto.Storage.Federation;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Federation;

/// <summary>A certified OpenID Connect provider, as people of a university and researchers use it.</summary>
public sealed class OidcTests
{
    private const string Orcid = "0000-0002-1825-0097";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_of_a_university_read_and_an_alum_is_told_why_not()
    {
        OidcLab.Require();
        await using var site = await FederationSite.StartAsync(saml: false);
        await using var lab = await OidcLab.StartAsync([site.Address + "/login/oidc/uni-x/callback"], Ct);
        await site.ProviderAsync("uni-x", ProviderKind.Institution, lab.Issuer);
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), lab.Issuer, "uni-x.example", IdentityKind.Oidc);

        foreach (var person in new[] { "student", "terms" })
        {
            using var browser = new PlainBrowser();
            await browser.GoAsync($"{site.Address}/login/uni-x?to={FederationSite.Closed}");
            await TypeAsync(browser, person);
            Assert.True(browser.Status == HttpStatusCode.OK, browser.Text);
            Assert.Equal(site.Address + FederationSite.Closed, browser.Here.ToString());
            await browser.GoAsync(FederationSite.Closed + "/source");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }

        using var alum = new PlainBrowser();
        await alum.GoAsync($"{site.Address}/login/uni-x?to={FederationSite.Closed}");
        await TypeAsync(alum, "alum");
        Assert.Equal(HttpStatusCode.Forbidden, alum.Status);
        Assert.Contains("former student (alum)", alum.Text, StringComparison.Ordinal);
        await alum.GoAsync(FederationSite.Closed + "/source");
        Assert.Equal(HttpStatusCode.Forbidden, alum.Status);
    }

    [Fact]
    public async Task An_ORCID_iD_opens_an_account_only_after_its_owner_has_added_it()
    {
        OidcLab.Require();
        await using var site = await FederationSite.StartAsync(saml: false);
        await using var lab = await OidcLab.StartAsync([site.Address + "/login/oidc/orcid/callback"], Ct);
        await site.ProviderAsync("orcid", ProviderKind.Person, lab.Issuer, "ORCID");
        var ada = new DeskPerson(Guid.CreateVersion7(), "Ada Tarrow", "ada@example.org", []); // The provider says of everybody that this is their address.
        var cookie = site.Site.SignedIn(ada).Value.Split('=', 2);

        using (var stranger = new PlainBrowser())
        {
            await stranger.GoAsync(site.Address + "/account/sign-in?to=/articles");
            Assert.Contains("/login/oidc/orcid?to=%2Farticles", stranger.Text, StringComparison.Ordinal);
            await stranger.GoAsync("/login/oidc/orcid?to=/articles");
            await TypeAsync(stranger, Orcid);
            Assert.Equal(HttpStatusCode.Forbidden, stranger.Status);
            Assert.Contains("opens no account here", stranger.Text, StringComparison.Ordinal);
            await stranger.GoAsync("/account");
            Assert.Contains("Sign in", stranger.Text, StringComparison.Ordinal);
        }

        using (var owner = new PlainBrowser())
        {
            owner.Cookies.Add(new Uri(site.Address), new Cookie(cookie[0], cookie[1], "/"));
            await owner.GoAsync(site.Address + "/account/identities");
            Assert.Contains("Nothing does yet", owner.Text, StringComparison.Ordinal);
            await owner.GoAsync("/login/oidc/orcid?for=account");
            await TypeAsync(owner, Orcid);
            Assert.Contains(Orcid, owner.Text, StringComparison.Ordinal);
            Assert.Null(await site.Site.Services.GetRequiredService<AccountIdentityStore>().FindAsync(lab.Issuer, Orcid, Ct)); // Asked, and not done yet.
            await owner.SubmitAsync("/account/identities");
            Assert.Contains("Added. Next time", owner.Text, StringComparison.Ordinal);
        }

        using var later = new PlainBrowser();
        await later.GoAsync(site.Address + "/login/oidc/orcid?to=/account");
        await TypeAsync(later, Orcid);
        Assert.Contains("ada@example.org", later.Text, StringComparison.Ordinal);
        await later.GoAsync("/account/identities");
        await later.SubmitAsync("/account/identities/remove");

        using var after = new PlainBrowser();
        await after.GoAsync(site.Address + "/login/oidc/orcid");
        await TypeAsync(after, Orcid);
        Assert.Contains("opens no account here", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_is_changed_and_switched_off_while_the_site_runs()
    {
        OidcLab.Require();
        await using var site = await FederationSite.StartAsync(saml: false);
        await using var lab = await OidcLab.StartAsync([site.Address + "/login/oidc/uni-x/callback"], Ct);
        var provider = await site.ProviderAsync("uni-x", ProviderKind.Institution, lab.Issuer, secret: "not the secret");
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), lab.Issuer, "uni-x.example", IdentityKind.Oidc);
        var administrator = site.Site.Administrator();

        using (var browser = new PlainBrowser())
        {
            await browser.GoAsync(site.Address + "/login/oidc/uni-x");
            Assert.True(browser.Status == HttpStatusCode.BadGateway || !browser.Here.ToString().StartsWith(site.Address, StringComparison.Ordinal), browser.Text);
        }

        using (var saved = await site.Site.PostAsync("/desk/sign-in/uni-x", administrator, ("name", "Uni X"), ("issuer", lab.Issuer), ("client_id", OidcLab.ClientId), ("client_secret", OidcLab.ClientSecret), ("scopes", "openid eduperson"),
            ("affiliation_claim", "eduperson_scoped_affiliation"), ("entitlement_claim", "eduperson_entitlement"), ("on", "on"), ("edit_version", "1")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        }

        using (var browser = new PlainBrowser())
        {
            await browser.GoAsync($"{site.Address}/login/uni-x?to=/articles");
            await TypeAsync(browser, "student");
            Assert.Equal(site.Address + "/articles", browser.Here.ToString());
        }

        var trial = await AccountSite.TextAsync(await site.Site.PostAsync("/desk/sign-in/uni-x/try", administrator));
        Assert.Contains("It answers as it should", trial, StringComparison.Ordinal);
        Assert.DoesNotContain(OidcLab.ClientSecret, trial, StringComparison.Ordinal);

        using (var off = await site.Site.PostAsync("/desk/sign-in/uni-x", administrator, ("name", "Uni X"), ("issuer", lab.Issuer), ("client_id", OidcLab.ClientId), ("scopes", "openid eduperson"),
            ("affiliation_claim", "eduperson_scoped_affiliation"), ("entitlement_claim", "eduperson_entitlement"), ("edit_version", "2")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, off.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await site.Site.GetAsync("/login/oidc/uni-x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Site.GetAsync("/login/oidc/uni-x/callback?code=x&state=y")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Site.GetAsync("/login/uni-x")).StatusCode);
        Assert.NotNull(provider);
    }

    // The provider's own pages: who, then whether the site may know.
    private static async Task TypeAsync(PlainBrowser browser, string person)
    {
        await browser.SubmitAsync("/interaction/", ("login", person), ("password", "any"));
        await browser.SubmitAsync("/interaction/");
    }
}
