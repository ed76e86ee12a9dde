using Microsoft.Playwright;
using Recto.App.Tests.Features.Files.Pdf;

namespace Recto.Browser.Tests;

/// <summary>
/// A stranger buys where the payment is played: sees the wall with its prices, is told the tax, pays, reads, takes the PDF and the receipt away, is out after 48 hours and is told why, and buys the issue, on which the article is credited. By the
/// keyboard and the pages alone, once without a script on the one database, once with scripts on the other.
/// </summary>
public sealed class BuyingTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task A_stranger_buys_an_article_is_out_after_48_hours_and_buys_the_issue_less_what_was_paid(string engine, bool script)
    {
        Site.Ready();
        await using var shop = await HostedSite.StartAsync(engine);
        await shop.MakePdfAsync(Till.Slug);
        await using var reader = await Walker.StartAsync(site, script);
        var page = reader.Page;

        await page.GotoAsync(shop.Address + "/articles");
        await reader.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = Till.Title }).First);
        await Till.IsClosedAsync(reader);
        await reader.LookAsync("wall");
        await Till.OrderAsync(reader, "This article", "reader@example.org", "63.60", isSlow: true);
        await reader.HeadedAsync("The payment house");
        await reader.LookAsync("payment");
        await reader.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }));
        await reader.HeadedAsync("Thank you. You can read it now.");
        await reader.LookAsync("order");
        var order = page.Url;

        await TakeAwayAsync(reader);
        await page.GotoAsync(order);
        await reader.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Read", Exact = true }));
        await Till.IsOpenAsync(reader);
        await reader.LookAsync("article that was bought");
        await NobodyElseMayAsync(shop, order, script);

        shop.Clock.Advance(TimeSpan.FromHours(47));
        await page.ReloadAsync();
        await Till.IsOpenAsync(reader);
        shop.Clock.Advance(TimeSpan.FromHours(1));
        await page.ReloadAsync();
        await Till.IsClosedAsync(reader);
        await Assertions.Expect(page.Locator(".read [role=status]")).ToContainTextAsync("Your access ended on ");
        await Assertions.Expect(page.Locator(".read [role=status]")).ToContainTextAsync("You can buy it again");
        await reader.LookAsync("wall after the end");
        await page.GotoAsync(order);
        await reader.HeadedAsync("What you bought has ended");
        await reader.LookAsync("order after the end");

        await reader.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Buy it again" }));
        await Till.IsClosedAsync(reader);
        await Till.OrderAsync(reader, "The whole issue", "reader@example.org", "331.20"); // 329.00 less 53.00, and 20 percent.
        await reader.HeadedAsync("The payment house");
        await reader.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }));
        await reader.HeadedAsync("Thank you. You can read it now.");
        await Assertions.Expect(page.Locator(".sum")).ToContainTextAsync("credited −53.00");
        await reader.LookAsync("order with a credit");
        await page.GotoAsync(shop.Address + Till.Article);
        await Till.IsOpenAsync(reader);
        Findings.MustBeNone(reader.Wrong);
    }

    // The PDF of the article and that of the receipt, which is looked at by itself too.
    private static async Task TakeAwayAsync(Walker reader)
    {
        var page = reader.Page;
        var file = await FetchAsync(page, page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "PDF", Exact = true }));
        Findings.MustBeNone(await PdfReading.FaultsAsync(file, [("of the title", Till.Title), ("of the text", Till.ClosedWords), ("of the notes", "Archives and Manuscript Repositories in the USSR")], 6, Ct));
        var receipt = await FetchAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Receipt as PDF" }));
        Assert.Contains("63.60", await PdfReading.TextAsync(receipt, Ct), StringComparison.Ordinal);

        var number = (await page.Locator(".receipt h2").First.InnerTextAsync())["Receipt ".Length..];
        await page.GotoAsync($"{page.Url.Split('?')[0]}/receipts/{number}");
        await reader.HeadedAsync("Receipt");
        await Assertions.Expect(page.Locator(".receipt")).ToContainTextAsync("Society for the History of Annotation");
        await reader.LookAsync("receipt");
    }

    private async Task NobodyElseMayAsync(HostedSite shop, string order, bool script)
    {
        await using var stranger = await Walker.StartAsync(site, script);
        await stranger.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsClosedAsync(stranger);
        await Assertions.Expect(stranger.Page.Locator(".read [role=status]")).ToHaveCountAsync(0);
        await stranger.Page.GotoAsync(order);
        await stranger.HeadedAsync("No such leaf"); // The address alone opens nothing.
    }

    private static async Task<byte[]> FetchAsync(IPage page, ILocator link)
    {
        var answer = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), await link.GetAttributeAsync("href")).ToString());
        Assert.Equal((200, "application/pdf"), (answer.Status, answer.Headers["content-type"]));
        return await answer.BodyAsync();
    }
}
