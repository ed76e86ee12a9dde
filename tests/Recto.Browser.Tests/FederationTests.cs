using Dapper;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Federation;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>Readers of a university, who come from the wall of an article through their own sign-in and read it: by SimpleSAMLphp and Shibboleth, and by a provider of OpenID Connect, with script and without.</summary>
public sealed class FederationTests(Site browsers)
{
    private const string Article = "/articles/marchmont-nothing-but-the-reference-to-an-authority-the-footnote-from-bayle-to";
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Students_read_through_SAML_and_alumni_are_told_why_not()
    {
        Site.Ready();
        SamlLab.Require();
        await using var served = await Served.StartWithAsync([("RECTO_SAML_SECRET", SamlLab.Secret), ("RECTO_INSIDE", "127.0.0.1")]);
        await using var lab = await SamlLab.StartAsync(served.Address, Ct);
        await SubscribeAsync(served, IdentityKind.Saml, lab.EntityId);

        foreach (var script in new[] { true, false })
        {
            var reader = await ComeAsync(lab.Address, script);
            await TypeAsync(reader, "student", script);
            await MayReadAsync(reader);
            await reader.GotoAsync(lab.Address + "/login?to=" + Article);
            await Assertions.Expect(reader.Locator("#through")).ToContainTextAsync("Universität X");
            await LookAsync(reader);
            await reader.GetByRole(AriaRole.Button, new() { Name = "Leave Universität X" }).ClickAsync();
            await Assertions.Expect(reader.Locator("[role=status]").First).ToContainTextAsync("You have left your institution");
            await reader.GotoAsync(lab.Address + Article);
            await Assertions.Expect(reader.Locator("#text")).ToHaveCountAsync(0);
            await reader.Context.CloseAsync();

            var alum = await ComeAsync(lab.Address, script);
            await TypeAsync(alum, "alum", script);
            await IsRefusedAsync(alum);
        }
    }

    [Fact]
    public async Task Students_read_through_OpenID_Connect_and_alumni_are_told_why_not()
    {
        Site.Ready();
        OidcLab.Require();
        await using var served = await Served.StartWithAsync([("RECTO_INSIDE", "127.0.0.1")]);
        await using var lab = await OidcLab.StartAsync([served.Address + "/login/oidc/uni-x/callback"], Ct);
        await AddProviderAsync(served, lab.Issuer);
        await SubscribeAsync(served, IdentityKind.Oidc, lab.Issuer);

        foreach (var script in new[] { true, false })
        {
            var reader = await ComeAsync(served.Address, script);
            await SayAsync(reader, "student");
            await MayReadAsync(reader);
            await reader.Context.CloseAsync();

            var alum = await ComeAsync(served.Address, script);
            await SayAsync(alum, "alum");
            await IsRefusedAsync(alum);
        }
    }

    // From the wall to the page for choosing, by keyboard to the institution.
    private async Task<IPage> ComeAsync(string address, bool script)
    {
        var page = await browsers.OpenAsync(address + Article, script: script);
        await Assertions.Expect(page.Locator("#text")).ToHaveCountAsync(0);
        await page.Locator("a", new() { HasText = "Log in via your institution" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Log in via your institution");
        await page.Locator("#f-q").FillAsync("univ zurich"); // As nobody writes it.
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".libraries a")).ToHaveCountAsync(1);
        await LookAsync(page);
        await page.Locator(".libraries a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        return page;
    }

    // The university's own page; without script its answer waits for a button.
    private static async Task TypeAsync(IPage page, string person, bool script)
    {
        await page.Locator("[name=username]").FillAsync(person);
        await page.Locator("[name=password]").FillAsync(person + "pass");
        await page.Locator("[name=password]").PressAsync("Enter");
        if (!script)
        {
            await page.Locator("form [type=submit]").First.ClickAsync();
        }
    }

    private static async Task SayAsync(IPage page, string person)
    {
        await page.Locator("[name=login]").FillAsync(person);
        await page.Locator("[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator("button[type=submit]").ClickAsync();
    }

    private static async Task MayReadAsync(IPage page)
    {
        await page.WaitForURLAsync("**" + Article);
        await Assertions.Expect(page.Locator("#text")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Access provided by Universität X");
    }

    private static async Task IsRefusedAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This sign-in opens nothing here");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("former student (alum)");
        await LookAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "The page that you came from" }).ClickAsync();
        await page.WaitForURLAsync("**" + Article);
        await Assertions.Expect(page.Locator("#text")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
        {
            Assert.Fail($"{page.Url} is {over} too wide");
        }

        var result = await page.RunAxe(Rules);
        Findings.MustBeNone([.. result.Violations.Select(violation => $"{page.Url}: {violation.Id} at {violation.Nodes[0].Target}: {violation.Nodes[0].Html}")]);
    }

    // As the first administrator does at the desk.
    private static async Task AddProviderAsync(Served served, string issuer)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var made = await client.PostAsync(new Uri(served.Address + "/account/first"), new FormUrlEncodedContent([new("key", served.FirstLink!.Split("key=")[1]), new("name", "Ada Tarrow"), new("email", "ada@example.org")]), Ct);
        using var added = await client.PostAsync(new Uri(served.Address + "/desk/sign-in/add"), new FormUrlEncodedContent([new("kind", "institution"), new("key", "uni-x"), new("name", "Uni X"), new("issuer", issuer), new("client_id", OidcLab.ClientId),
            new("client_secret", OidcLab.ClientSecret), new("scopes", "openid eduperson"), new("affiliation_claim", "eduperson_scoped_affiliation"), new("entitlement_claim", "eduperson_entitlement"), new("on", "on")]), Ct);
        Assert.Equal("/desk/sign-in/uni-x?done=added", added.Headers.Location?.ToString());
    }

    // A closed article, and a university that subscribes and is known by that provider: written as another process writes, while the site runs.
    private static async Task SubscribeAsync(Served served, IdentityKind kind, string issuer)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = served.Data });
        var institution = new Institution { Id = Guid.CreateVersion7(), Key = "uni-x", Name = "Universität X" };
        await using (var tx = await database.BeginAsync(Ct))
        {
            await new InstitutionStore(database).SaveAsync(tx, institution, DateTimeOffset.UtcNow, Ct);
            await new InstitutionIdentityStore(database).AddAsync(tx, new() { Id = Guid.CreateVersion7(), InstitutionId = institution.Id, Kind = kind, Issuer = issuer, Scope = "uni-x.example", Names = ["University of Zürich"] }, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync("INSERT INTO rights (id, kind, institution_id, starts_at, created_at, updated_at) VALUES (@id, 'subscription', @of, 0, 1, 1)", new { id = Guid.CreateVersion7(), of = institution.Id });
        await connection.ExecuteAsync("UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL WHERE slug = @slug", new { slug = Article["/articles/".Length..] });
        await Task.Delay(TimeSpan.FromSeconds(3), Ct); // The site looks every second whether another process has changed something.
    }
}
