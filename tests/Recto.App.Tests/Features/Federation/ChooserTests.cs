using System.Net;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Tests.Features.Accounts;
using Recto.Storage.Federation;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Federation;

/// <summary>Choosing an institution, links that spare the choice, and where one is led.</summary>
public sealed class ChooserTests
{
    private const string Idp = "https://idp.uni-x.example/idp?a=b&c=d";

    [Fact]
    public async Task Institutions_are_found_by_each_of_their_names_and_lead_to_their_sign_in()
    {
        await using var site = await FederationSite.StartAsync();
        await site.IdentityAsync(await site.InstitutionAsync("uni-x", "Universität Zürich & Co"), Idp, "uzh.example", names: ["University of Zurich", "Цюрихский университет"]);
        await site.IdentityAsync(await site.InstitutionAsync("uni-y", "Uppsala universitet"), "https://idp.uni-y.example/idp", "uu.example");
        await site.InstitutionAsync("without", "Without a way in");

        foreach (var (typed, found) in new[] { ("zurich", true), ("ZÜRICH", true), ("uzh.example", true), ("цюрихский", true), ("uppsala", false), ("without", false), ("nothing at all", false) })
        {
            var page = await AccountSite.TextAsync(await site.Site.GetAsync($"/login?q={Uri.EscapeDataString(typed)}&to={FederationSite.Closed}"));
            Assert.Equal(found, page.Contains($"/login/uni-x?to={Uri.EscapeDataString(FederationSite.Closed)}", StringComparison.Ordinal));
            Assert.DoesNotContain("/login/without", page, StringComparison.Ordinal);
        }

        using var led = await site.Site.GetAsync($"/login/uni-x?to={FederationSite.Closed}");
        Assert.Equal(HttpStatusCode.Redirect, led.StatusCode);
        Assert.Equal($"/Shibboleth.sso/Login?entityID={Uri.EscapeDataString(Idp)}&target={Uri.EscapeDataString("/login/shib?to=" + Uri.EscapeDataString(FederationSite.Closed))}", led.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Long_lists_are_paged_and_empty_ones_say_what_to_do()
    {
        await using var site = await FederationSite.StartAsync();
        Assert.Contains("No institution has set up a sign-in here yet", await AccountSite.TextAsync(await site.Site.GetAsync("/login")), StringComparison.Ordinal);
        for (var i = 0; i < 21; i++)
        {
            await site.IdentityAsync(await site.InstitutionAsync($"uni-{i}", $"University {i:00}", subscribes: false), Idp, $"uni-{i}.example");
        }

        var first = await AccountSite.TextAsync(await site.Site.GetAsync("/login?q=university"));
        var second = await AccountSite.TextAsync(await site.Site.GetAsync("/login?q=university&after=20"));

        Assert.Contains("21 institutions", first, StringComparison.Ordinal);
        Assert.Contains("University 19", first, StringComparison.Ordinal);
        Assert.DoesNotContain("University 20", first, StringComparison.Ordinal);
        Assert.Contains("after=20", first, StringComparison.Ordinal);
        Assert.Contains("University 20", second, StringComparison.Ordinal);
        Assert.Contains("No institution here answers to that", await AccountSite.TextAsync(await site.Site.GetAsync("/login?q=zzz")), StringComparison.Ordinal);
        Assert.Contains("University 00", await AccountSite.TextAsync(await site.Site.GetAsync("/login?after=-1")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/login/uni-x?to=")]
    [InlineData("/login/uni-x?target=")]
    [InlineData("/login/saml?entityID=https%3A%2F%2Fidp.uni-x.example%2Fidp%3Fa%3Db%26c%3Dd&target=")]
    [InlineData("/login/discovered?entityID=https%3A%2F%2Fidp.uni-x.example%2Fidp%3Fa%3Db%26c%3Dd&to=")]
    public async Task Nobody_is_led_to_another_site_after_a_sign_in(string way)
    {
        await using var site = await FederationSite.StartAsync();
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), Idp, "uni-x.example");

        foreach (var to in new[] { "//evil.example", "https://evil.example/", "/\\evil.example", "http:evil.example", "javascript:alert(1)", site.Address + ".evil.example/", site.Address + "@evil.example/", site.Address + "//evil.example", "\t//evil.example", "/a\r\nb" })
        {
            using var answer = await site.Site.GetAsync(way + Uri.EscapeDataString(to));
            Assert.Equal($"/Shibboleth.sso/Login?entityID={Uri.EscapeDataString(Idp)}&target=%2Flogin%2Fshib", answer.Headers.Location?.ToString());
        }

        using var own = await site.Site.GetAsync(way + Uri.EscapeDataString(site.Address + "/articles?q=a b")); // As libraries write it: whole.
        Assert.EndsWith("&target=" + Uri.EscapeDataString("/login/shib?to=" + Uri.EscapeDataString("/articles?q=a b")), own.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_nobody_put_down_is_not_asked()
    {
        await using var site = await FederationSite.StartAsync();
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), Idp, "uni-x.example");

        using var answer = await site.Site.GetAsync("/login/saml?entityID=https%3A%2F%2Fevil.example&target=/articles");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("belongs to no institution that this site knows", await AccountSite.TextAsync(answer), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Site.GetAsync("/login/nobody")).StatusCode);
    }

    [Fact]
    public async Task SeamlessAccess_is_offered_only_where_the_operator_says_so()
    {
        await using var without = await FederationSite.StartAsync();
        Assert.DoesNotContain("SeamlessAccess", await without.Site.TextAsync("/login"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await without.Site.GetAsync("/login/discover")).StatusCode);

        await using var site = await FederationSite.StartAsync(environment: [("RECTO_SAML_ENTITY_ID", "https://journals.example.org/sp"), ("RECTO_SAML_DISCOVERY", "https://service.seamlessaccess.org/ds/")]);
        var page = await site.Site.TextAsync("/login?to=/articles");
        Assert.Contains("/login/discover?to=%2Farticles", page, StringComparison.Ordinal);
        Assert.DoesNotContain("service.seamlessaccess.org", page, StringComparison.Ordinal); // No script of theirs, nothing asked before somebody wants it.

        using var sent = await site.Site.GetAsync("/login/discover?to=/articles");
        Assert.Equal($"https://service.seamlessaccess.org/ds/?entityID=https%3A%2F%2Fjournals.example.org%2Fsp&return={Uri.EscapeDataString(site.Address + "/login/discovered?to=%2Farticles")}&returnIDParam=entityID", sent.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_last_three_are_remembered_and_forgotten_by_a_button()
    {
        await using var site = await FederationSite.StartAsync();
        var cookie = "";
        for (var i = 0; i < 4; i++)
        {
            await site.IdentityAsync(await site.InstitutionAsync($"uni-{i}"), Idp, $"uni-{i}.example");
            using var answer = await site.Site.GetAsync("/login/shib", ("Recto-Saml-Secret", SamlLab.Secret), ("Shib-Identity-Provider", Idp), ("affiliation", $"member@uni-{i}.example"), ("Cookie", cookie));
            cookie = AccountSite.CookieOf(answer, LastInstitutions.Cookie)!.Value.Value;
        }

        Assert.Equal("recto-libraries=uni-3.uni-2.uni-1", cookie);
        Assert.Contains("As last time", await AccountSite.TextAsync(await site.Site.GetAsync("/login", ("Cookie", cookie))), StringComparison.Ordinal);
        Assert.DoesNotContain("As last time", await AccountSite.TextAsync(await site.Site.GetAsync("/login", ("Cookie", "recto-libraries=<b>.../x.no-such"))), StringComparison.Ordinal);
        using var forgotten = await site.Site.PostAsync("/login/forget", ("Cookie", cookie), ("to", "/articles"));
        Assert.Contains(forgotten.Headers.GetValues("Set-Cookie"), set => set.StartsWith("recto-libraries=;", StringComparison.Ordinal));
        Assert.Equal("/login?done=forgotten&to=%2Farticles", forgotten.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_desk_puts_down_who_speaks_for_an_institution()
    {
        await using var site = await FederationSite.StartAsync();
        var (x, y) = (await site.InstitutionAsync("uni-x"), await site.InstitutionAsync("uni-y"));
        var administrator = site.Site.Administrator();

        using (var wrong = await site.Site.PostAsync("/desk/institutions/uni-x/sign-in", administrator, ("kind", "saml"), ("issuer", "a b"), ("scope", "x y")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            Assert.Contains("value=\"a b\"", await AccountSite.TextAsync(wrong), StringComparison.Ordinal); // Kept as it was typed.
        }

        using (var added = await site.Site.PostAsync("/desk/institutions/uni-x/sign-in", administrator, ("kind", "saml"), ("issuer", Idp), ("scope", "@Uni-X.example"), ("admits", "alum"), ("names", "X\nИкс")))
        {
            Assert.Equal("/desk/institutions/uni-x/sign-in?done=added", added.Headers.Location?.ToString());
        }

        using (var taken = await site.Site.PostAsync("/desk/institutions/uni-y/sign-in", administrator, ("kind", "saml"), ("issuer", Idp), ("scope", "uni-x.example")))
        {
            Assert.Contains("speaks for this scope already", await AccountSite.TextAsync(taken), StringComparison.Ordinal);
        }

        using (var alum = await site.Site.GetAsync("/login/shib", ("Recto-Saml-Secret", SamlLab.Secret), ("Shib-Identity-Provider", Idp), ("affiliation", "alum@uni-x.example")))
        {
            Assert.NotNull(FederationSite.CookieOf(alum));
        }

        var identities = new InstitutionIdentityStore(site.Site.Database);
        var id = Assert.Single(await identities.ListOfAsync(x.Id, TestContext.Current.CancellationToken)).Id;
        Assert.Contains(Idp, await AccountSite.TextAsync(await site.Site.GetAsync($"/desk/institutions/uni-x/sign-in/remove?id={id}", administrator)), StringComparison.Ordinal);
        (await site.Site.PostAsync("/desk/institutions/uni-x/sign-in/remove", administrator, ("id", id.ToString()))).Dispose();
        Assert.Empty(await identities.ListOfAsync(x.Id, TestContext.Current.CancellationToken));
        var log = await AccountSite.TextAsync(await site.Site.GetAsync("/desk/log", administrator));
        Assert.Contains("Let people of University uni-x sign in by a provider", log, StringComparison.Ordinal);
        Assert.NotNull(y);
    }

    [Fact]
    public async Task Only_administrators_see_providers_and_no_page_shows_a_secret()
    {
        await using var site = await FederationSite.StartAsync();
        var editor = site.Site.SignedIn(new Recto.Journals.Desk.DeskGrant(Recto.Journals.Desk.DeskRole.Editor, null));
        foreach (var path in new[] { "/desk/sign-in", "/desk/sign-in/add", "/desk/sign-in/orcid", "/desk/institutions/uni-x/sign-in" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await site.Site.GetAsync(path, editor)).StatusCode);
        }

        var administrator = site.Site.Administrator();
        Assert.Contains("value=\"https://orcid.org\"", await AccountSite.TextAsync(await site.Site.GetAsync("/desk/sign-in/add?of=orcid", administrator)), StringComparison.Ordinal);
        (string, string)[] fields = [("kind", "person"), ("key", "orcid"), ("name", "ORCID"), ("issuer", "https://orcid.org"), ("client_id", "APP-1"), ("client_secret", "never to be seen"), ("scopes", "openid"), ("affiliation_claim", "a"), ("entitlement_claim", "b"), ("on", "on")];
        Assert.Equal("/desk/sign-in/orcid?done=added", (await site.Site.PostAsync("/desk/sign-in/add", administrator, fields)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Site.PostAsync("/desk/sign-in/add", administrator, fields)).StatusCode);
        foreach (var path in new[] { "/desk/sign-in", "/desk/sign-in/orcid", "/desk/log", "/desk/sign-in/orcid/remove" })
        {
            var page = await AccountSite.TextAsync(await site.Site.GetAsync(path, administrator));
            Assert.Contains("ORCID", page, StringComparison.Ordinal);
            Assert.DoesNotContain("never to be seen", page, StringComparison.Ordinal);
        }

        Assert.Contains($"{site.Address}/login/oidc/orcid/callback", await AccountSite.TextAsync(await site.Site.GetAsync("/desk/sign-in/orcid", administrator)), StringComparison.Ordinal);
        Assert.Contains("/login/oidc/orcid", await site.Site.TextAsync("/account/sign-in"), StringComparison.Ordinal);
        using (var stale = await site.Site.PostAsync("/desk/sign-in/orcid", administrator, [.. fields, ("edit_version", "7")]))
        {
            Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        }

        foreach (var issuer in new[] { "http://orcid.org", "https://orcid.org?x", "orcid.org", "https://a:b@orcid.org" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Site.PostAsync("/desk/sign-in/orcid", administrator, [.. fields.Where(field => field.Item1 != "issuer"), ("issuer", issuer), ("edit_version", "1")])).StatusCode);
        }

        Assert.Equal("/desk/sign-in?done=removed", (await site.Site.PostAsync("/desk/sign-in/orcid/remove", administrator)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await site.Site.GetAsync("/desk/sign-in/orcid", administrator)).StatusCode);
    }
}
