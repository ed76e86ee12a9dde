using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Mails;
using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Shop;

public sealed class CrashTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>Where the process dies.</summary>
    public enum Step
    {
        AfterTheSessionWasBegun = 1,
        AfterTheHouseSaidThatItIsPaid,
        AfterTheRightWasWrittenAndBeforeItLasted,
        AfterThePaymentAndBeforeTheMail,
        WhileTheMailWasSent,
    }

    public static TheoryData<string, Step> Steps
    {
        get
        {
            var steps = new TheoryData<string, Step>();
            foreach (var step in Enum.GetValues<Step>())
            {
                steps.Add("sqlite", step);
                steps.Add("postgresql", step);
            }

            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Whoever_dies_anywhere_is_followed_and_the_end_is_the_same(string engine, Step step)
    {
        await using var site = await ShopSite.StartAsync(engine);
        site.House.Tells = false;
        var dying = site.Node(configure: builder => builder.Services.AddSingleton<IPaymentGateway>(provider => new DyingGateway(provider.GetServices<Recto.App.Shell.SiteOptions>().Single().Shop, step))).Services;
        var id = await PlaceAsync(site, dying, step);
        var session = site.House.Sessions.Last()["id"]!.GetValue<string>();
        await site.House.PayAsync(session);

        await DieAsync(site, dying, id, step);
        for (var round = 0; round < 4; round++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(12)); // Longer than what a dead process had taken for itself.
            await site.RunJobAsync();
        }

        Assert.Equal(OrderState.Paid, (await site.OrderAsync(id)).State);
        Assert.Equal((1, 1, 1), (await site.CountAsync("rights"), await site.CountAsync("receipts"), await site.CountAsync("order_mails WHERE sent_at IS NOT NULL AND due_at IS NULL")));
        Assert.Single(site.Mails());
    }

    private static async Task<Guid> PlaceAsync(ShopSite site, IServiceProvider dying, Step step)
    {
        if (step != Step.AfterTheSessionWasBegun)
        {
            return (await site.PlaceAsync()).Order.Id;
        }

        await Assert.ThrowsAsync<DiedException>(() => site.BuyAsync([site.Line(site.Articles[0].Id)], node: dying));
        var order = (await site.Orders.ListAsync(new OrderFilter(), 1, null, Ct)).Items.Single();
        Assert.Null((await site.OrderAsync(order.Id)).SessionId);
        Assert.IsType<CheckoutOutcome.Placed>(await site.Get<Checkout>().PayAsync(order.Id, "https://journals.example.org", Ct)); // The buyer tries again.
        return order.Id;
    }

    private static async Task DieAsync(ShopSite site, IServiceProvider dying, Guid id, Step step)
    {
        switch (step)
        {
            case Step.AfterTheHouseSaidThatItIsPaid:
                await Assert.ThrowsAsync<DiedException>(() => dying.GetRequiredService<SettleOrder>().RunAsync(id, Ct));
                break;
            case Step.AfterTheRightWasWrittenAndBeforeItLasted:
                await using (var tx = await site.Database.BeginAsync(Ct))
                {
                    Assert.Equal(OrderOutcome.Done, await site.Orders.PayAsync(tx, id, new PaymentMade(site.Clock.GetUtcNow(), "pi"), site.Clock.GetUtcNow(), Ct));
                }

                break;
            case Step.AfterThePaymentAndBeforeTheMail:
                await site.Get<SettleOrder>().RunAsync(id, Ct);
                break;
            case Step.WhileTheMailWasSent:
                await site.Get<SettleOrder>().RunAsync(id, Ct);
                Assert.Single(await site.Orders.TakeMailsAsync(site.Clock.GetUtcNow(), TimeSpan.FromMinutes(5), 10, Ct));
                break;
        }
    }

    [Fact]
    public async Task A_mail_that_left_before_the_process_died_is_known_again_by_its_id()
    {
        await using var site = await ShopSite.StartAsync("sqlite");
        var placed = await site.PlaceAsync();
        await site.House.PayAsync(placed.Order.SessionId!);
        await site.Get<SettleOrder>().RunAsync(placed.Order.Id, Ct);
        var mails = site.Get<ShopMails>();

        await mails.SendAsync(new DueMail(placed.Order.Id, OrderStore.ReceiptMail, 1), Ct);
        await mails.SendAsync(new DueMail(placed.Order.Id, OrderStore.ReceiptMail, 2), Ct);

        var ids = site.Mails().Select(mail => mail.Split('\n').Single(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase)).Trim()).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
    }

    private sealed class DyingGateway(Recto.App.Shell.ShopOptions options, Step step) : IPaymentGateway, IDisposable
    {
        private readonly StripeGateway _real = new(options);

        public string Name => _real.Name;

        public bool PaysAtOnce => true;

        public TimeSpan? Patience => TimeSpan.FromHours(1);

        public async Task<PaymentSession> StartAsync(Order order, ReturnAddresses back, CancellationToken ct)
        {
            var session = await _real.StartAsync(order, back, ct);
            return step == Step.AfterTheSessionWasBegun ? throw new DiedException() : session;
        }

        public async Task<PaymentReport> AskAsync(Order order, CancellationToken ct)
        {
            var report = await _real.AskAsync(order, ct);
            return step == Step.AfterTheHouseSaidThatItIsPaid ? throw new DiedException() : report;
        }

        public Task CloseAsync(Order order, CancellationToken ct) => _real.CloseAsync(order, ct);

        public Task<string?> RefundAsync(Order order, Guid refundId, Money amount, CancellationToken ct) => _real.RefundAsync(order, refundId, amount, ct);

        public void Dispose() => _real.Dispose();
    }

    private sealed class DiedException : Exception;
}
