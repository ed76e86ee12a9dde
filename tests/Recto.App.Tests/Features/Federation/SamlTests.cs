using System.Net;
using Recto.App.Features.Federation.Institutions;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Federation;

/// <summary>SimpleSAMLphp, Shibboleth and Apache before the site: signing in as readers do.</summary>
public sealed class SamlTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_of_a_university_read_and_others_are_told_why_not()
    {
        SamlLab.Require();
        await using var site = await FederationSite.StartAsync();
        await using var lab = await SamlLab.StartAsync(site.Address, Ct);
        await site.IdentityAsync(await site.InstitutionAsync("uni-x", "Universität X"), lab.EntityId, "uni-x.example");

        foreach (var person in new[] { "student", "walkin", "terms" })
        {
            using var browser = await SignInAsync(lab, person);
            Assert.Equal((HttpStatusCode.OK, lab.Address + FederationSite.Closed), (browser.Status, browser.Here.ToString()));
            Assert.Contains("Access provided by Universität X", browser.Text, StringComparison.Ordinal);
            await browser.GoAsync(FederationSite.Closed + "/source");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            var kept = browser.Cookies.GetCookies(new Uri(lab.Address))[LibrarySessions.Cookie]!;
            Assert.True(kept.HttpOnly);
        }

        foreach (var (person, why) in new[] { ("alum", "former student (alum)"), ("liar", "did not say what you are there"), ("nobody", "did not say what you are there") }) // Shibboleth itself takes away what a provider says of another's people (shibmd:Scope).
        {
            using var browser = await SignInAsync(lab, person);
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
            Assert.Contains(why, browser.Text, StringComparison.Ordinal);
            Assert.Contains("Universität X", browser.Text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{FederationSite.Closed}\"", browser.Text, StringComparison.Ordinal);
            Assert.Null(browser.Cookies.GetCookies(new Uri(lab.Address))[LibrarySessions.Cookie]);
        }

        // Whoever leaves has left the service provider too: the next at this machine is asked.
        using var leaving = await SignInAsync(lab, "student");
        await leaving.GoAsync("/login?to=" + FederationSite.Closed);
        await leaving.SubmitAsync("/login/leave");
        Assert.Contains("You have left your institution", leaving.Text, StringComparison.Ordinal);
        await leaving.GoAsync(FederationSite.Closed + "/source");
        Assert.Equal(HttpStatusCode.Forbidden, leaving.Status);
        await leaving.GoAsync("/login/shib");
        Assert.Equal("/login", leaving.Here.AbsolutePath); // Asked which institution, and not let in again.

        // What a reader's own program writes into the headers does not get through Apache, on that address and on any other way of writing it.
        using var forger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var path in new[] { "/login/shib", "/LOGIN/shib", "/login/shib/", "//login/shib", "/login/./shib", "/login/%73hib", "/x/../login/shib", "/Login/Shib?to=/", "/login/shib;x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(lab.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            foreach (var (name, value) in new[] { ("Shib-Identity-Provider", lab.EntityId), ("affiliation", "member@uni-x.example"), ("entitlement", "urn:mace:dir:entitlement:common-lib-terms"), ("Recto-Saml-Secret", SamlLab.Secret) })
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await forger.SendAsync(request, Ct);
            Assert.Null(FederationSite.CookieOf(answer));
        }
    }

    [Fact]
    public async Task Links_of_a_library_lead_through_its_sign_in_to_the_article()
    {
        SamlLab.Require();
        await using var site = await FederationSite.StartAsync();
        await using var lab = await SamlLab.StartAsync(site.Address, Ct);
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), lab.EntityId, "uni-x.example");

        using var browser = new PlainBrowser();
        await browser.GoAsync($"{lab.Address}/login/saml?entityID={Uri.EscapeDataString(lab.EntityId)}&target={Uri.EscapeDataString(lab.Address + FederationSite.Closed)}");
        await TypeAsync(browser, "student");

        Assert.Equal((HttpStatusCode.OK, lab.Address + FederationSite.Closed), (browser.Status, browser.Here.ToString()));
        await browser.GoAsync("/login");
        Assert.Contains("As last time", browser.Text, StringComparison.Ordinal); // It remembers the institution.
    }

    private static async Task<PlainBrowser> SignInAsync(SamlLab lab, string person)
    {
        var browser = new PlainBrowser();
        await browser.GoAsync($"{lab.Address}/login/uni-x?to={FederationSite.Closed}");
        await TypeAsync(browser, person);
        return browser;
    }

    private static async Task TypeAsync(PlainBrowser browser, string person)
    {
        await browser.SubmitAsync("", ("username", person), ("password", person + "pass"));
        await browser.SubmitAsync("/Shibboleth.sso/SAML2/POST");
    }
}
