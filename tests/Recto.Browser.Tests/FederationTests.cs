using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Recto.App.Shell;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>
/// Readers of a university, who come from the wall of an article through their own sign-in and read it: by SimpleSAMLphp and Shibboleth, by a provider of OpenID Connect, and in its network without any sign-in. By the keyboard, once without a script
/// on the one database, once with scripts on the other.
/// </summary>
public sealed class FederationTests(Site browsers, HostedSites sites, Labs labs) : IClassFixture<HostedSites>, IClassFixture<Labs>
{
    private const string Name = "Universität X";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task Students_read_through_SAML_and_alumni_are_told_why_not(string engine, bool script)
    {
        Site.Ready();
        SamlLab.Require();
        Assert.True(SamlSettings.TryRead(name => name == "RECTO_SAML_SECRET" ? SamlLab.Secret : null, out var saml, out var wrong), wrong);
        await using var site = await HostedSite.StartAsync(engine, told => told with { Saml = saml }, labs.Port);
        var lab = await labs.SamlAsync(site.Address, Ct);
        await SubscribeAsync(site);
        await site.DeskAsync("/desk/institutions/uni-x/sign-in", ("kind", "saml"), ("issuer", lab.EntityId), ("scope", "uni-x.example"), ("names", "University of Zürich"));

        await using var reader = await Walker.StartAsync(browsers, script);
        await ComeAsync(reader, lab.Address);
        await TypeAsync(reader, "student", script);
        await MayReadAsync(reader);
        await LeaveAsync(reader, lab.Address);

        await using var alum = await Walker.StartAsync(browsers, script);
        await ComeAsync(alum, lab.Address);
        await TypeAsync(alum, "alum", script);
        await IsRefusedAsync(alum);
        Findings.MustBeNone([.. reader.Wrong, .. alum.Wrong]);
    }

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task Students_read_through_OpenID_Connect_and_alumni_are_told_why_not(string engine, bool script)
    {
        Site.Ready();
        OidcLab.Require();
        var site = await SiteAsync(engine);
        await using var lab = await OidcLab.StartAsync([site.Address + "/login/oidc/uni-x/callback"], Ct);
        await site.DeskAsync("/desk/sign-in/add", ("kind", "institution"), ("key", "uni-x"), ("name", "Uni X"), ("issuer", lab.Issuer), ("client_id", OidcLab.ClientId), ("client_secret", OidcLab.ClientSecret), ("scopes", "openid eduperson"),
            ("affiliation_claim", "eduperson_scoped_affiliation"), ("entitlement_claim", "eduperson_entitlement"), ("on", "on"));
        await site.DeskAsync("/desk/institutions/uni-x/sign-in", ("kind", "oidc"), ("issuer", lab.Issuer), ("scope", "uni-x.example"), ("names", "University of Zürich"));

        await using var reader = await Walker.StartAsync(browsers, script);
        await ComeAsync(reader, site.Address);
        await SayAsync(reader, "student");
        await MayReadAsync(reader);

        await using var alum = await Walker.StartAsync(browsers, script);
        await ComeAsync(alum, site.Address);
        await SayAsync(alum, "alum");
        await IsRefusedAsync(alum);
        Findings.MustBeNone([.. reader.Wrong, .. alum.Wrong]);
    }

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task A_librarian_enters_a_network_of_the_new_internet_and_its_readers_need_no_sign_in(string engine, bool script)
    {
        const string Inside = "2001:db8:7::15", Outside = "2001:db8:8::15";
        Site.Ready();
        var site = await SiteAsync(engine);
        await using var before = await Walker.StartAsync(browsers, script, Inside);
        await before.Page.GotoAsync(site.Address + Till.Article);
        await Till.IsClosedAsync(before);

        await using var librarian = await Walker.StartAsync(browsers, script);
        var page = librarian.Page;
        await site.DeskAsync("/desk/institutions/uni-x/people", ("name", "Bo Meladze"), ("email", "bo@example.org"), ("role", "manager"));
        await page.GotoAsync(Regex.Match(await site.MailToAsync("bo@example.org"), @"http://\S+/account/link\?\S+").Value);
        await librarian.LookAsync("link that was mailed");
        await librarian.PressAsync(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" }));
        await librarian.HeadedAsync(Name);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Everything on this site");
        await librarian.LookAsync("library");
        await librarian.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Who looks after it", Exact = true }));
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("bo@example.org");
        await librarian.LookAsync("people of the library");
        await librarian.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Usage", Exact = true }));
        await librarian.HeadedAsync("Usage");
        await librarian.LookAsync("use by the library");
        await librarian.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Networks", Exact = true }));
        var networks = page.GetByLabel("Networks, one a line");
        await librarian.WriteAsync(networks, "2001:db8:7::/480");
        await librarian.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Add them" }));
        await Assertions.Expect(page.Locator("#f-ranges-fault, .faults").First).ToBeVisibleAsync();
        await librarian.LookAsync("networks with a fault");
        await librarian.WriteAsync(networks, "2001:db8:7::/48");
        await librarian.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Add them" }));
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("2001:db8:7::/48");
        await librarian.LookAsync("networks");

        await before.Page.ReloadAsync();
        await MayReadAsync(before);
        await before.LookAsync("article in the library");
        await using var elsewhere = await Walker.StartAsync(browsers, script, Outside);
        await elsewhere.Page.GotoAsync(site.Address + Till.Article);
        await Till.IsClosedAsync(elsewhere);
        Findings.MustBeNone([.. before.Wrong, .. librarian.Wrong, .. elsewhere.Wrong]);
    }

    private Task<HostedSite> SiteAsync(string engine) => sites.OnAsync(engine, async () =>
    {
        var site = await HostedSite.StartAsync(engine, told => told with { Inside = ["127.0.0.1"] });
        await SubscribeAsync(site);
        return site;
    });

    // A university that holds everything, as the desk writes it down.
    private static async Task SubscribeAsync(HostedSite site)
    {
        await site.DeskAsync("/desk/institutions/new", ("name", Name), ("key", "uni-x"));
        await site.DeskAsync("/desk/subscriptions/new", ("institution", "uni-x"), ("kind", "subscription"), ("target", "site"), ("from", site.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("download", "on"), ("print", "on"), ("language", "en"));
    }

    // From the wall to the page for choosing, and to the institution.
    private static async Task ComeAsync(Walker reader, string address)
    {
        var page = reader.Page;
        await page.GotoAsync(address + Till.Article);
        await Till.IsClosedAsync(reader);
        await reader.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Log in via your institution" }).First);
        await reader.HeadedAsync("Log in via your institution");
        await reader.WriteAsync(page.Locator("#f-q"), "univ zurich"); // As nobody writes it.
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".libraries a")).ToHaveCountAsync(1);
        await reader.LookAsync("chooser");
        await reader.PressAsync(page.Locator(".libraries a"));
    }

    // The university's own page; without script its answer waits for a button.
    private static async Task TypeAsync(Walker reader, string person, bool script)
    {
        var page = reader.Page;
        await reader.WriteAsync(page.Locator("[name=username]"), person);
        await reader.WriteAsync(page.Locator("[name=password]"), person + "pass");
        await page.Keyboard.PressAsync("Enter");
        if (!script)
        {
            await page.Locator("[name=password]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await reader.PressAsync(page.Locator("form [type=submit]:visible").First);
        }
    }

    private static async Task SayAsync(Walker reader, string person)
    {
        var page = reader.Page;
        await reader.WriteAsync(page.Locator("[name=login]"), person);
        await reader.WriteAsync(page.Locator("[name=password]"), "any");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[name=password]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await reader.PressAsync(page.Locator("button[type=submit]"));
    }

    private static async Task MayReadAsync(Walker reader)
    {
        await reader.IsAtAsync(Till.Article);
        await Till.IsOpenAsync(reader);
        await Assertions.Expect(reader.Page.Locator("body")).ToContainTextAsync("Access provided by " + Name);
    }

    private static async Task LeaveAsync(Walker reader, string address)
    {
        var page = reader.Page;
        await page.GotoAsync(address + "/login?to=" + Till.Article);
        await Assertions.Expect(page.Locator("#through")).ToContainTextAsync(Name);
        await reader.LookAsync("login through an institution");
        await reader.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Leave " + Name }));
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("You have left your institution");
        await page.GotoAsync(address + "/account/sign-in?to=" + Till.Article);
        await reader.LookAsync("login");
        await page.GotoAsync(address + Till.Article);
        await Till.IsClosedAsync(reader);
    }

    private static async Task IsRefusedAsync(Walker reader)
    {
        await reader.HeadedAsync("This sign-in opens nothing here");
        await Assertions.Expect(reader.Page.Locator("[role=alert]")).ToContainTextAsync("former student (alum)");
        await reader.LookAsync("refusal");
        await reader.PressAsync(reader.Page.GetByRole(AriaRole.Link, new() { Name = "The page that you came from" }));
        await reader.IsAtAsync(Till.Article);
        await Till.IsClosedAsync(reader);
    }
}
