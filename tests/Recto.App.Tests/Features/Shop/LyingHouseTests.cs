using Microsoft.AspNetCore.Http;
using Recto.App.Features.Shop.Orders;
using Recto.Journals.Shop;

namespace Recto.App.Tests.Features.Shop;

/// <summary>A payment house that answers what is no answer: nobody is led astray, nothing is opened, and when it tells the truth again all goes on.</summary>
public sealed class LyingHouseTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":"cs_test_1","object":"checkout.session","url":"javascript:alert(1)"}""")]
    [InlineData("<!DOCTYPE html><title>Welcome</title>")]
    public async Task What_is_no_answer_leads_nobody_anywhere_and_opens_nothing(string lie)
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        site.House.Lie = context => context.Response.WriteAsync(lie, Ct);

        var away = Assert.IsType<CheckoutOutcome.HouseAway>(await site.BuyAsync([site.Line(site.Articles[0].Id)]));
        site.House.Lie = null;
        var placed = Assert.IsType<CheckoutOutcome.Placed>(await site.Get<Checkout>().PayAsync(away.Order.Id, "https://journals.example.org", Ct));
        site.House.Lie = context => context.Response.WriteAsync(lie, Ct);
        await site.House.PayAsync(placed.Order.SessionId!);
        await site.RunJobAsync();
        Assert.Equal((OrderState.Open, 1), ((await site.OrderAsync(away.Order.Id)).State, await site.CountAsync("payment_events WHERE due_at IS NOT NULL AND tries = 1 AND problem IS NOT NULL")));

        site.House.Lie = null;
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await site.RunJobAsync();
        Assert.Equal((OrderState.Paid, 1, 0), ((await site.OrderAsync(away.Order.Id)).State, await site.CountAsync("receipts"), await site.CountAsync("payment_events WHERE due_at IS NOT NULL")));
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_not_read_to_its_end()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        const string Session = """{"id":"cs_test_1","object":"checkout.session","url":"https://checkout.stripe.com/x"}""";
        site.House.Lie = context => context.Response.WriteAsync(new string(' ', 8 * 1024 * 1024) + Session, Ct);
        Assert.IsType<CheckoutOutcome.HouseAway>(await site.BuyAsync([site.Line(site.Articles[0].Id)]));

        site.House.Lie = context => context.Response.WriteAsync(new string(' ', 1024 * 1024) + Session, Ct);
        Assert.Equal("https://checkout.stripe.com/x", Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([site.Line(site.Articles[0].Id)])).GoTo);
    }

    [Fact]
    public async Task A_house_that_does_not_answer_is_asked_once_in_a_round_and_mails_leave_all_the_same()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var paid = await site.PlaceAsync();
        await site.House.PayAsync(paid.Order.SessionId!);
        await site.Get<SettleOrder>().RunAsync(paid.Order.Id, Ct); // The buyer came back: paid, and the mail is due.
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await site.House.PayAsync((await site.PlaceAsync()).Order.SessionId!);
        }

        var asked = 0;
        site.House.Lie = context =>
        {
            Interlocked.Increment(ref asked);
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await site.RunJobAsync();

        Assert.Equal(2, asked); // Stripe.net asks once more by itself.
        Assert.Single(site.Mails());
        site.House.Lie = null;
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await site.RunJobAsync();
        Assert.Equal((4, 4), (await site.CountAsync("receipts"), site.Mails().Count));
    }
}
