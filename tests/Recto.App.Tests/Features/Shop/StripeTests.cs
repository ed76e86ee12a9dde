using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Orders;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Shop;

public sealed class StripeTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_payment_opens_what_was_bought_and_is_told_by_mail_once(string engine)
    {
        await using var site = await ShopSite.StartAsync(engine);
        var placed = await site.PlaceAsync();
        Assert.StartsWith(site.House.Address + "pay/cs_test", placed.GoTo, StringComparison.Ordinal);
        var session = site.House.Sessions.Single();
        Assert.Equal((6360L, placed.Order.Id.ToString("N"), placed.Order.Reference), (session["amount_total"]!.GetValue<long>(), session["client_reference_id"]!.GetValue<string>(), session["metadata"]!["reference"]!.GetValue<string>()));

        site.Clock.Advance(TimeSpan.FromMinutes(4));
        await site.House.PayAsync(placed.Order.SessionId!);
        await site.RunJobAsync();
        await site.RunJobAsync();

        var order = await site.OrderAsync(placed.Order.Id);
        Assert.Equal((OrderState.Paid, "FR", site.House.PaymentOf(placed.Order.SessionId!)), (order.State, order.Evidence.Card, order.PaymentReference));
        Assert.Equal(order.PaidAt!.Value.AddHours(48), Assert.Single(await site.RightsAsync(order.Id)).Until);
        var mail = Assert.Single(site.Mails());
        Assert.Contains("/read/order/", mail, StringComparison.Ordinal);
        Assert.Contains(order.ReceiptNumber!, mail, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Whoever_comes_first_and_however_many_come_there_is_one_of_everything(string engine)
    {
        await using var site = await ShopSite.StartAsync(engine);
        var other = site.Node();
        site.House.Tells = false;
        var placed = await site.PlaceAsync();
        await site.House.PayAsync(placed.Order.SessionId!);
        var news = site.House.News.Single();

        var work = Enumerable.Range(0, 200).Select(at => Task.Run(async () =>
        {
            switch (at % 4)
            {
                case 0:
                    await site.House.TellAgainAsync(news);
                    await site.RunJobAsync(at % 8 == 0 ? other.Services : site.Services);
                    break;
                case 1:
                    using (await site.Client.GetAsync("/orders/return/" + placed.Key, Ct))
                    {
                    }

                    break;
                default:
                    await (at % 2 == 0 ? other.Services : site.Services).GetRequiredService<SettleOrder>().RunAsync(placed.Order.Id, Ct);
                    break;
            }
        }));
        await Task.WhenAll(work);
        await site.RunJobAsync();

        Assert.Equal((1, 1, 1, 1), (await site.CountAsync("rights"), await site.CountAsync("receipts"), await site.CountAsync("order_mails"), await site.CountAsync("payment_events")));
        Assert.Single(site.Mails());
    }

    [Fact]
    public async Task Where_neither_reader_nor_webhook_comes_the_sweep_finds_the_payment()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        site.House.Tells = false;
        var placed = await site.PlaceAsync();
        await site.House.PayAsync(placed.Order.SessionId!);
        var paidAt = site.Clock.GetUtcNow();

        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.RunJobAsync();

        var order = await site.OrderAsync(placed.Order.Id);
        Assert.Equal((OrderState.Paid, paidAt.ToUnixTimeSeconds()), (order.State, order.PaidAt!.Value.ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task Where_nobody_pays_the_order_ends_and_is_asked_about_no_more()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();
        site.House.Tells = false;
        await site.House.LapseAsync(placed.Order.SessionId!);

        site.Clock.Advance(TimeSpan.FromHours(2));
        await site.RunJobAsync();

        Assert.Equal(OrderState.Expired, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.Equal(0, await site.CountAsync("orders WHERE ask_at IS NOT NULL"));
        Assert.Empty(site.Mails());
    }

    [Fact]
    public async Task Money_that_takes_days_opens_when_it_is_there_and_not_before()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();
        await site.House.PromiseAsync(placed.Order.SessionId!);
        await site.RunJobAsync();
        Assert.Equal(OrderState.Waiting, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.Empty(await site.RightsAsync(placed.Order.Id));

        site.Clock.Advance(TimeSpan.FromDays(4));
        await site.House.ArriveAsync(placed.Order.SessionId!);
        await site.RunJobAsync();

        Assert.Equal(site.Clock.GetUtcNow().AddHours(48), Assert.Single(await site.RightsAsync(placed.Order.Id)).Until);
    }

    [Fact]
    public async Task Money_that_does_not_come_is_told_and_may_be_tried_again()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();
        await site.House.PromiseAsync(placed.Order.SessionId!);
        await site.House.BounceAsync(placed.Order.SessionId!);
        await site.RunJobAsync();
        Assert.Equal(OrderState.Failed, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.Contains("did not succeed", Assert.Single(site.Mails()), StringComparison.Ordinal);

        var again = Assert.IsType<CheckoutOutcome.Placed>(await site.Get<Checkout>().PayAsync(placed.Order.Id, "https://journals.example.org", Ct));
        Assert.NotEqual(placed.Order.SessionId, again.Order.SessionId);
        await site.House.PayAsync(again.Order.SessionId!);
        await site.RunJobAsync();

        Assert.Equal(OrderState.Paid, (await site.OrderAsync(placed.Order.Id)).State);
    }

    [Fact]
    public async Task News_out_of_order_late_and_doubled_ends_the_same()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        site.House.Tells = false;
        var placed = await site.PlaceAsync();
        await site.House.PromiseAsync(placed.Order.SessionId!);
        await site.House.ArriveAsync(placed.Order.SessionId!);
        await site.House.PayBackThereAsync(site.House.PaymentOf(placed.Order.SessionId!), 6360);

        foreach (var news in site.House.News.Reverse().Concat(site.House.News))
        {
            Assert.Equal(HttpStatusCode.OK, await site.House.TellAgainAsync(news));
            await site.RunJobAsync();
        }

        site.Clock.Advance(TimeSpan.FromMinutes(10));
        await site.RunJobAsync();

        Assert.Equal(OrderState.Refunded, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.NotNull(Assert.Single(await site.RightsAsync(placed.Order.Id)).RevokedAt);
        Assert.Equal((2, 3), (await site.CountAsync("receipts"), await site.CountAsync("payment_events WHERE done_at IS NOT NULL")));
    }

    [Fact]
    public async Task Only_news_that_is_signed_now_and_whole_is_taken()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        site.House.Tells = false;
        var placed = await site.PlaceAsync();
        await site.House.LapseAsync(placed.Order.SessionId!);
        var news = site.House.News.Single();

        Assert.Equal(HttpStatusCode.BadRequest, await site.House.TellAgainAsync(news, "whsec_forged"));
        Assert.Equal(HttpStatusCode.BadRequest, await site.House.TellAgainAsync(news, signedAt: site.Clock.GetUtcNow().AddSeconds(-301)));
        Assert.Equal(HttpStatusCode.BadRequest, await site.House.TellAgainAsync(news, otherBody: news.ToJsonString() + " "));
        Assert.Equal(HttpStatusCode.OK, await site.House.TellAgainAsync(news, "whsec_old")); // The secret from before the change.
        Assert.Equal(HttpStatusCode.OK, await site.House.TellAgainAsync(news, signedAt: site.Clock.GetUtcNow().AddSeconds(-299)));
        Assert.Equal(1, await site.CountAsync("payment_events"));
        using var silent = await site.Client.PostAsync("/hooks/stripe", new StringContent("{}"), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
    }

    [Fact]
    public async Task News_that_lies_opens_nothing_for_Stripe_is_asked()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        site.House.Tells = false;
        var placed = await site.PlaceAsync();
        await site.House.LapseAsync(placed.Order.SessionId!);
        var lie = site.House.News.Single();
        lie["type"] = "checkout.session.completed";
        lie["data"]!["object"]!["payment_status"] = "paid";

        await site.House.TellAgainAsync(lie);
        await site.RunJobAsync();

        Assert.Equal(OrderState.Expired, (await site.OrderAsync(placed.Order.Id)).State);
    }

    [Fact]
    public async Task A_refund_is_paid_once_whatever_breaks_off()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();
        await site.House.PayAsync(placed.Order.SessionId!);
        await site.RunJobAsync();
        site.House.LoseNext(2); // It pays back, and its answer is lost; and again when Stripe.net asks once more.

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => site.Get<RefundOrder>().RunAsync(placed.Order.Id, [1], "by mistake", null, null, Ct))));
        Assert.Equal([RefundOutcome.Later, RefundOutcome.NotNow], outcomes.Order());
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        await site.RunJobAsync();
        await site.RunJobAsync();

        Assert.Single(site.House.Refunds);
        Assert.Equal(OrderState.Refunded, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.Equal((1, 2), (await site.CountAsync("receipts WHERE kind = 'creditNote'"), site.Mails().Count));
    }

    [Fact]
    public async Task A_dispute_closes_and_a_won_one_opens_again()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();
        await site.House.PayAsync(placed.Order.SessionId!);
        await site.RunJobAsync();
        var payment = site.House.PaymentOf(placed.Order.SessionId!);

        await site.House.DisputeAsync(payment);
        await site.RunJobAsync();
        Assert.Equal(OrderState.Disputed, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.NotNull(Assert.Single(await site.RightsAsync(placed.Order.Id)).RevokedAt);
        await site.House.SettleAsync(payment, isWon: true);
        await site.RunJobAsync();

        Assert.Equal(OrderState.Paid, (await site.OrderAsync(placed.Order.Id)).State);
        Assert.Null(Assert.Single(await site.RightsAsync(placed.Order.Id)).RevokedAt);
    }

    [Fact]
    public async Task A_house_that_is_away_costs_nobody_the_order()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        site.House.FailNext(2);
        var away = Assert.IsType<CheckoutOutcome.HouseAway>(await site.BuyAsync([site.Line(site.Articles[0].Id)]));

        var again = Assert.IsType<CheckoutOutcome.Placed>(await site.Get<Checkout>().PayAsync(away.Order.Id, "https://journals.example.org", Ct));
        await site.House.PayAsync(again.Order.SessionId!);
        await site.RunJobAsync();

        Assert.Equal(OrderState.Paid, (await site.OrderAsync(away.Order.Id)).State);
    }

    [Fact]
    public async Task An_order_is_given_up_at_the_payment_house_first()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();

        Assert.Equal(OrderOutcome.Done, await site.Get<SettleOrder>().CancelAsync(placed.Order.Id, null, Ct));

        Assert.Equal("expired", site.House.Sessions.Single()["status"]!.GetValue<string>());
        Assert.Equal(OrderState.Cancelled, (await site.OrderAsync(placed.Order.Id)).State);
    }
}
