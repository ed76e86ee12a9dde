using System.Net;
using Recto.App.Features.Shop.Desk;
using Recto.App.Features.Shop.Orders;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Desk;
using Recto.Journals.Shop;

namespace Recto.App.Tests.Features.Shop;

/// <summary>Orders at the desk: what cannot be taken back is asked about first, and what happened is told in words.</summary>
public sealed class OrderDeskTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly DeskGrant Administrator = new(DeskRole.Administrator, null);

    [Fact]
    public async Task An_invoice_is_released_after_the_desk_was_asked_and_the_story_tells_it_in_words()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "invoice");
        var (_, cookie) = await site.SignedInAsync("desk@example.org", Administrator);
        var order = (await site.PlaceAsync(gateway: "invoice")).Order;
        var address = $"/desk/shop/orders/{order.Id}";

        var asked = await site.AskAsync(cookie, address + "/release", ("reference", "TR 17"));
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains("Has 63.60 USD arrived?", asked.Page, StringComparison.Ordinal);
        Assert.Contains("name=\"reference\" value=\"TR 17\"", asked.Page, StringComparison.Ordinal);
        Assert.Equal(OrderState.Waiting, (await site.OrderAsync(order.Id)).State);

        Assert.Equal(HttpStatusCode.SeeOther, (await site.AskAsync(cookie, address + "/release", ("reference", "TR 17"), ("sure", "yes"))).Status);
        var paid = await site.OrderAsync(order.Id);
        Assert.Equal((OrderState.Paid, "TR 17"), (paid.State, paid.PaymentReference));
        var story = (await site.AskAsync(cookie, address)).Page;
        Assert.Contains("A. Tarrow released it", story, StringComparison.Ordinal);
        Assert.DoesNotContain("order.released", story, StringComparison.Ordinal);
        Assert.Equal("A. Tarrow hat sie freigegeben", In("de", say => OrderStory.Act(say, "order.released", "A. Tarrow")));
    }

    [Fact]
    public async Task An_order_is_given_up_after_the_desk_was_asked()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "invoice");
        var (_, cookie) = await site.SignedInAsync("desk@example.org", Administrator);
        var order = (await site.PlaceAsync(gateway: "invoice")).Order;

        var asked = await site.AskAsync(cookie, $"/desk/shop/orders/{order.Id}/cancel", ("x", ""));
        Assert.Contains($"Give up the order {order.Reference}?", asked.Page, StringComparison.Ordinal);
        Assert.Equal(OrderState.Waiting, (await site.OrderAsync(order.Id)).State);
        await site.AskAsync(cookie, $"/desk/shop/orders/{order.Id}/cancel", ("sure", "yes"));
        Assert.Equal(OrderState.Cancelled, (await site.OrderAsync(order.Id)).State);
    }

    [Fact]
    public async Task Orders_are_found_by_the_DOI_of_what_was_bought_however_it_is_written()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "invoice");
        var (_, cookie) = await site.SignedInAsync("desk@example.org", Administrator);
        var order = (await site.PlaceAsync(gateway: "invoice")).Order;
        var other = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([site.Line(site.Articles[1].Id)], "invoice")).Order;
        var doi = order.Lines[0].Words.Doi!;

        foreach (var typed in new[] { doi, "https://doi.org/" + doi.ToUpperInvariant(), "doi:" + doi })
        {
            var page = (await site.AskAsync(cookie, "/desk/shop/orders?q=" + Uri.EscapeDataString(typed))).Page;
            Assert.Contains(order.Reference, page, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Reference, page, StringComparison.Ordinal);
        }

        Assert.Contains("No order is found so.", (await site.AskAsync(cookie, "/desk/shop/orders?q=10.5555%2Fnothing")).Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RefundOrder.IsOff, "Diese Zahlungsart ist jetzt abgeschaltet")]
    [InlineData("Stripe refused (status 402, card_declined).", "Stripe hat abgelehnt (status 402, card_declined).")]
    [InlineData("Stripe could not be reached, or did not answer in time.", "Stripe war nicht erreichbar")]
    [InlineData("Something that a bank says.", "Something that a bank says.")] // Not ours: as it came.
    public void Why_a_payment_failed_is_said_in_the_language_of_whoever_looks(string kept, string said) =>
        Assert.StartsWith(said, In("de", say => OrderStory.Problem(say, kept)), StringComparison.Ordinal);

    [Theory]
    [InlineData("reader@example.org", true)]
    [InlineData("r@localhost", true)] // A site that is tried on its own machine.
    [InlineData("reader@example", false)]
    [InlineData("reader@example.org, other@example.org", false)]
    [InlineData("Reader <reader@example.org>", false)]
    [InlineData("\"a b\"@example.org", false)]
    [InlineData("reader@exa mple.org", false)]
    [InlineData("reader@example..org", false)]
    [InlineData("reader\n@example.org", false)]
    [InlineData("@example.org", false)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org", false)] // 65 before the at sign.
    [InlineData(null, false)]
    public void One_rule_says_what_an_address_is(string? typed, bool isOne) => Assert.Equal(isOne, Addresses.IsAddress(typed));

    private static string In(string language, Func<Say, string> said)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
            return said(Say.Here);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }
}
