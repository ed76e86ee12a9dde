using System.Data.Common;
using Recto.App.Features.Shop.Mails;
using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell.Jobs;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Jobs;

/// <summary>
/// Works behind everything else on what payment houses told, asks about orders that wait, carries out refunds that broke off, writes down which bought rights end soon, sends mails that are due. Everything it does it may do twice: whoever dies in between is
/// followed by the next round.
/// </summary>
internal sealed class ShopJob(OrderStore orders, PaymentEventStore events, CartStore carts, SettleOrder settle, RefundOrder refunds, ShopMails mails, ShopBell bell, TimeProvider time, ILogger<ShopJob> log) : BackgroundService
{
    /// <summary>How often it looks by itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private const int AtOnce = 20;
    private const int MostTries = 12;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenEndings = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(6);
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say what the shop has to do");
    private static readonly Action<ILogger, string, string, Exception?> BrokeOff = LoggerMessage.Define<string, string>(LogLevel.Error, new EventId(2, nameof(BrokeOff)), "The shop's work on {What} {Id} broke off; it is tried again");
    private static readonly Action<ILogger, string, string, Exception?> HouseAway = LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(3, nameof(HouseAway)), "The payment house did not answer about {Id}: {Reason}");
    private DateTimeOffset _sweptAt;
    private DateTimeOffset _toldAt;

    /// <summary>Does what is due.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        while (await events.TakeAsync(time.GetUtcNow(), Lease, AtOnce, ct) is { Count: > 0 } told)
        {
            foreach (var news in told)
            {
                await DoAsync("news", news.EventId, async () => await WorkAsync(news, ct));
            }
        }

        foreach (var id in await orders.TakeToAskAsync(time.GetUtcNow(), AskAgain, AtOnce, ct))
        {
            await DoAsync("order", id.ToString(), async () => await settle.RunAsync(id, ct));
        }

        foreach (var (orderId, refund) in await orders.TakeRefundsAsync(time.GetUtcNow(), Lease, AtOnce, ct))
        {
            await DoAsync("refund", refund.Id.ToString(), async () => await refunds.CarryOutAsync(orderId, refund, ct));
        }

        if (time.GetUtcNow() - _toldAt >= BetweenEndings)
        {
            _toldAt = time.GetUtcNow();
            await orders.TellEndingsAsync(_toldAt, ct);
        }

        while (await orders.TakeMailsAsync(time.GetUtcNow(), Lease, AtOnce, ct) is { Count: > 0 } due)
        {
            foreach (var mail in due)
            {
                await DoAsync("mail", mail.OrderId.ToString(), async () => await mails.SendAsync(mail, ct));
            }
        }

        if (time.GetUtcNow() - _sweptAt >= BetweenSweeps)
        {
            _sweptAt = time.GetUtcNow();
            await carts.SweepAsync(_sweptAt, ct);
            await events.SweepAsync(_sweptAt, ct);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            await JobRuns.TryAsync("shop", Every, RunOnceAsync, fault => CouldNotLook(log, fault), time, log, stoppingToken);
            await bell.WaitAsync(Every, time, stoppingToken);
        }
    }

    // 5 minutes after the checkout, then after 10, 20 and so on up to 6 hours: an order ends by itself within that of its time.
    private static TimeSpan AskAgain(int asks) => JobWaits.Shaken(TimeSpan.FromMinutes(Math.Min(360, 5 * Math.Pow(2, Math.Min(asks, 10)))));

    // News says only about what the payment house is to be asked. What is about nothing that is known may have come before its order's own news: it is tried again for a while.
    private async Task WorkAsync(PaymentEvent news, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (news.Gateway == Order.DemonstrationGateway)
        {
            await events.FinishAsync(news, null, null, now, ct);
            return;
        }

        string? problem = null;
        try
        {
            var order = news.Kind.StartsWith("checkout.", StringComparison.Ordinal) ? await orders.FindBySessionAsync(news.Gateway, news.ObjectId, ct) : await orders.FindByPaymentAsync(news.Gateway, news.ObjectId, ct);
            problem = order is null ? "No order is known by that." : null;
            if (order is not null)
            {
                await settle.RunAsync(order.Id, ct);
            }
        }
        catch (PaymentHouseException away)
        {
            problem = away.Message;
        }

        await events.FinishAsync(news, problem, problem is null || news.Tries + 1 >= MostTries ? null : now + JobWaits.AfterTry(news.Tries + 1), now, ct);
    }

    private async Task DoAsync(string what, string id, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (PaymentHouseException away)
        {
            HouseAway(log, id, away.Message, null);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbException))
        {
            // The door of the job: one order must not keep the others waiting.
            BrokeOff(log, what, id, fault);
        }
    }
}
