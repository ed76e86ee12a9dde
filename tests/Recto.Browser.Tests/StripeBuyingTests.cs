using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>A stranger buys by Stripe, a stand-in of which answers Stripe.net, shows the page on which the buyer pays, and tells its news late, twice and in the wrong order. Once without a script on the one database, once with scripts on the other.</summary>
public sealed class StripeBuyingTests(Site site, HostedSites shops) : IClassFixture<HostedSites>
{
    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task A_stranger_who_pays_is_let_in_once_however_Stripe_tells_of_it(string engine, bool script)
    {
        Site.Ready();
        var shop = await ShopAsync(engine);
        var house = shop.House!;

        // The buyer is back before any news.
        house.Tells = false;
        await using var quick = await Walker.StartAsync(site, script);
        await PayAsync(quick, shop, "quick@example.org", "Pay");
        await quick.HeadedAsync("Thank you. You can read it now.");
        await Assertions.Expect(quick.Page.Locator("main")).Not.ToContainTextAsync("Demonstration");
        await quick.LookAsync("order");
        await TellAsync(house, "quick@example.org", TimeSpan.FromMinutes(-4)); // Late, and twice.
        await TellAsync(house, "quick@example.org", TimeSpan.Zero);
        await quick.Page.ReloadAsync();
        await Assertions.Expect(quick.Page.Locator(".receipt")).ToHaveCountAsync(1);
        await quick.PressAsync(quick.Page.GetByRole(AriaRole.Link, new() { Name = "Read", Exact = true }));
        await Till.IsOpenAsync(quick);

        // The money takes days, and of two pieces of news the later is told first.
        await using var slow = await Walker.StartAsync(site, script);
        await PayAsync(slow, shop, "slow@example.org", "Pay by a slow way");
        await slow.HeadedAsync("We are waiting for your bank");
        await slow.LookAsync("order that waits");
        await house.ArriveAsync(SessionOf(house, "slow@example.org"));
        await TellAsync(house, "slow@example.org", TimeSpan.Zero, isBackwards: true);
        await slow.UntilHeadedAsync("Thank you. You can read it now.");
        await slow.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsOpenAsync(slow);

        // The buyer never comes back, and has the link by mail.
        house.Tells = true;
        await using (var gone = await Walker.StartAsync(site, script))
        {
            await OrderAsync(gone, shop, "gone@example.org");
            await house.PayAsync(SessionOf(house, "gone@example.org"));
        }

        await using var back = await Walker.StartAsync(site, script);
        await back.Page.GotoAsync(Regex.Match(await shop.MailToAsync("gone@example.org"), @"http://\S+/read/order/\S+").Value);
        await back.HeadedAsync("Thank you. You can read it now.");
        await back.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsOpenAsync(back);
        Findings.MustBeNone([.. quick.Wrong, .. slow.Wrong, .. back.Wrong]);
    }

    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    public async Task What_is_paid_back_or_disputed_is_closed_and_what_the_bank_decides_for_the_seller_opens_again(string engine, bool script)
    {
        Site.Ready();
        var shop = await ShopAsync(engine);
        var house = shop.House!;
        house.Tells = true;
        await using var buyer = await Walker.StartAsync(site, script);
        await PayAsync(buyer, shop, "disputes@example.org", "Pay");
        await buyer.HeadedAsync("Thank you. You can read it now.");
        var order = buyer.Page.Url;
        var payment = house.PaymentOf(SessionOf(house, "disputes@example.org"));

        await house.DisputeAsync(payment);
        await buyer.UntilHeadedAsync("The payment is disputed");
        await buyer.LookAsync("order that is disputed");
        await buyer.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsClosedAsync(buyer);
        await Assertions.Expect(buyer.Page.Locator(".read [role=status]")).ToContainTextAsync("Your access was taken back on ");
        await house.SettleAsync(payment, isWon: true);
        await buyer.Page.GotoAsync(order);
        await buyer.UntilHeadedAsync("Thank you. You can read it now.");
        await buyer.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsOpenAsync(buyer);

        await using var desk = await Walker.StartAsync(site, script);
        await PayBackAsync(desk, shop, order.Split('?')[0].Split('/')[^1]);
        Assert.Equal(6360, Assert.Single(house.Refunds)["amount"]!.GetValue<long>());
        await buyer.Page.GotoAsync(order);
        await buyer.HeadedAsync("Paid back");
        await Assertions.Expect(buyer.Page.Locator(".receipt")).ToHaveCountAsync(2); // The receipt, and the credit note.
        await buyer.LookAsync("order that was paid back");
        await buyer.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsClosedAsync(buyer);
        await Assertions.Expect(buyer.Page.Locator(".read [role=status]")).ToContainTextAsync("with what was paid for it");
        await buyer.LookAsync("wall after the money went back");
        Findings.MustBeNone([.. buyer.Wrong, .. desk.Wrong]);
    }

    private Task<HostedSite> ShopAsync(string engine) => shops.OnAsync(engine, () => HostedSite.StartAsync(engine, stripe: true));

    // At the desk: the order is found by its number, and paid back after a question.
    private static async Task PayBackAsync(Walker desk, HostedSite shop, string reference)
    {
        var page = desk.Page;
        await page.GotoAsync(await shop.FirstLinkAsync());
        await desk.WriteAsync(page.Locator("#f-name"), "Ada Tarrow");
        await desk.WriteAsync(page.Locator("#f-email"), "ada@example.org");
        await page.Keyboard.PressAsync("Enter");
        await desk.HeadedAsync("Your account");
        await page.GotoAsync(shop.Address + "/desk/shop/orders");
        await desk.WriteAsync(page.Locator("#q"), reference);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".entries > li")).ToHaveCountAsync(1);
        await desk.LookAsync("orders at the desk");
        await desk.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = reference }));
        await desk.HeadedAsync("Order " + reference);
        await desk.LookAsync("order at the desk");
        await desk.WriteAsync(page.GetByLabel("Why; it stands on the credit note"), "Bought twice");
        await desk.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Pay back …" }));
        await desk.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Pay it back" }));
        await desk.HeadedAsync("Order " + reference);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("paid back 63.60");
        await desk.LookAsync("order at the desk, paid back");
    }

    private static async Task PayAsync(Walker buyer, HostedSite shop, string email, string way)
    {
        await OrderAsync(buyer, shop, email);
        await buyer.PressAsync(buyer.Page.GetByRole(AriaRole.Button, new() { Name = way, Exact = true }));
    }

    // Up to Stripe's page, which says what is paid for.
    private static async Task OrderAsync(Walker buyer, HostedSite shop, string email)
    {
        await buyer.Page.GotoAsync(shop.Address + Till.Article);
        await Till.IsClosedAsync(buyer);
        await Till.OrderAsync(buyer, "This article", email, "63.60");
        await buyer.HeadedAsync("Pay 63.60 USD");
        Assert.StartsWith(shop.House!.Address + "pay/cs_test", buyer.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync(Till.Title);
        await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync(email);
    }

    private static string SessionOf(StripeHouse house, string email) => house.Sessions.Single(session => session["customer_email"]!.GetValue<string>() == email)["id"]!.GetValue<string>();

    // All that there is to tell of a session.
    private static async Task TellAsync(StripeHouse house, string email, TimeSpan signed, bool isBackwards = false)
    {
        var session = SessionOf(house, email);
        IEnumerable<JsonObject> news = [.. house.News.Where(one => one["data"]!["object"]!["id"]!.GetValue<string>() == session)];
        foreach (var one in isBackwards ? news.Reverse() : news)
        {
            Assert.Equal(HttpStatusCode.OK, await house.TellAgainAsync(one, signedAt: house.Now + signed));
        }
    }
}
