using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Npgsql;

namespace Recto.Browser.Tests;

/// <summary>
/// A stranger buys: sees the wall with its prices, puts the article into the cart, is told the tax, pays at the demonstration, reads, has a receipt; then buys the issue. By the pages alone, once without a script on the one database,
/// once with scripts on the other, and axe looks at each page on the way. The end after 48 hours needs another clock: <c>Recto.App.Tests</c> has it.
/// </summary>
public sealed class BuyingTests(Site site)
{
    [Fact]
    public async Task A_stranger_buys_an_article_and_its_issue_without_a_script_on_SQLite()
    {
        Site.Ready();
        await using var served = await Served.StartAsync();

        await WalkAsync(served, script: false);
    }

    [Fact]
    public async Task A_stranger_buys_an_article_and_its_issue_with_scripts_on_PostgreSQL()
    {
        Site.Ready();
        var server = JourneyTests.RequirePostgres();
        var schema = "recto_buying_" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(server);
        await JourneyTests.ExecuteAsync(source, $"CREATE SCHEMA {schema}");
        try
        {
            await using var served = await Served.StartAsync(null, new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 20 }.ToString());

            await WalkAsync(served, script: true);
        }
        finally
        {
            await JourneyTests.ExecuteAsync(source, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    private async Task WalkAsync(Served served, bool script)
    {
        await using var context = await site.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, JavaScriptEnabled = script });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        var wrong = new List<string>();
        async Task LookAsync(string what)
        {
            // axe needs scripts: where the visitor has none, the other walk looks.
            if (script)
            {
                var found = await page.RunAxe(AccessibilityTests.Rules);
                wrong.AddRange(found.Violations.Select(violation => $"{what}: {violation.Id} at {violation.Nodes[0].Target}: {violation.Nodes[0].Html}"));
            }
        }

        await page.GotoAsync(served.Address + "/articles");
        await page.GetByRole(AriaRole.Link, new() { Name = "Four strokes" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#read")).ToHaveTextAsync("Read the article");
        await Assertions.Expect(page.Locator("#buy")).ToContainTextAsync("53.00");
        await Assertions.Expect(page.Locator("#text")).ToHaveCountAsync(0);
        await LookAsync("wall");

        await BuyAsync(page, "This article", "Pay 63.60", LookAsync);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Thank you. You can read it now.");
        await LookAsync("order");
        var order = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Read", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#text")).ToContainTextAsync("The order of the words");

        // The issue: the article is credited on it.
        await page.GotoAsync(served.Address + "/journals/lower-margin/1-2");
        await Assertions.Expect(page.Locator("aside form[action='/cart/add']")).ToHaveCountAsync(0); // All that is closed of it is open to this reader.
        await using var other = await site.Browser.NewContextAsync(new() { JavaScriptEnabled = script });
        other.SetDefaultTimeout(20_000);
        var next = await other.NewPageAsync();
        await next.GotoAsync(order);
        await Assertions.Expect(next.Locator("h1")).ToHaveTextAsync("No such leaf"); // The address alone opens nothing.
        await next.GotoAsync(served.Address + "/journals/lower-margin/1-2");
        await BuyAsync(next, "The whole issue", "Pay 394.80", _ => Task.CompletedTask);
        await Assertions.Expect(next.Locator("h1")).ToHaveTextAsync("Thank you. You can read it now.");
        Findings.MustBeNone(wrong);
    }

    private static async Task BuyAsync(IPage page, string offer, string pay, Func<string, Task> look)
    {
        await page.Locator(".offer", new() { HasText = offer }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Cart");
        await look("cart");
        await page.GetByLabel("E-mail, for the link and the receipt").FillAsync("reader@example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the tax and the sum" }).ClickAsync();
        await Assertions.Expect(page.Locator("#f-email-fault")).ToContainTextAsync("name@example.org");
        await Assertions.Expect(page.GetByLabel("E-mail, for the link and the receipt")).ToHaveValueAsync("reader@example");
        await look("cart with faults");
        await page.GetByLabel("E-mail, for the link and the receipt").FillAsync("reader@example.org");
        await page.GetByLabel("Country, for the tax").SelectOptionAsync("FR");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the tax and the sum" }).ClickAsync();
        await Assertions.Expect(page.Locator(".sum")).ToContainTextAsync("VAT, France, 20%");
        await page.GetByLabel("Open it at once.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = pay }).ClickAsync();
        await look("demonstration");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync();
    }
}
