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
    private const int MailsAtOnce = 4; // Before news is looked for again: a mail server that hangs takes ten seconds for each.
    private const int MostTries = 12;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenEndings = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(6);
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotLook)), "The database did not say what the shop has to do");
    private static readonly Action<ILogger, string, string, Exception?> BrokeOff = LoggerMessage.Define<string, string>(LogLevel.Error, new EventId(2, nameof(BrokeOff)), "The shop's work on {What} {Id} broke off; it is tried again");
    private static readonly Action<ILogger, string, string, Exception?> HouseAway = LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(3, nameof(HouseAway)), "The payment house did not answer about {Id}: {Reason}");
    private DateTimeOffset _sweptAt;
    private DateTimeOffset _toldAt;

    /// <summary>
    /// Does what is due. A payment house that does not answer is not asked again in the same round, for mails wait behind it: what it was to be asked beside is due again when its lease is over. And of mails a few leave at once, so that
    /// what was paid waits for no mail server.
    /// </summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        var answers = await WorkOnNewsAsync(ct) && await AskAsync(ct);
        if (time.GetUtcNow() - _toldAt >= BetweenEndings)
        {
            _toldAt = time.GetUtcNow();
            await orders.TellEndingsAsync(_toldAt, ct);
        }

        while (await orders.TakeMailsAsync(time.GetUtcNow(), Lease, MailsAtOnce, ct) is { Count: > 0 } due)
        {
            foreach (var mail in due)
            {
                await DoAsync("mail", mail.OrderId.ToString(), async () => await mails.SendAsync(mail, ct));
            }

            answers = answers && await WorkOnNewsAsync(ct);
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

    // False where the payment house does not answer.
    private async Task<bool> WorkOnNewsAsync(CancellationToken ct)
    {
        while (await events.TakeAsync(time.GetUtcNow(), Lease, AtOnce, ct) is { Count: > 0 } told)
        {
            foreach (var news in told)
            {
                if (!await DoAsync("news", news.EventId, async () => await WorkAsync(news, ct)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // False where the payment house does not answer.
    private async Task<bool> AskAsync(CancellationToken ct)
    {
        foreach (var id in await orders.TakeToAskAsync(time.GetUtcNow(), AskAgain, AtOnce, ct))
        {
            if (!await DoAsync("order", id.ToString(), async () => await settle.RunAsync(id, ct)))
            {
                return false;
            }
        }

        foreach (var (orderId, refund) in await orders.TakeRefundsAsync(time.GetUtcNow(), Lease, AtOnce, ct))
        {
            var outcome = RefundOutcome.Done;
            await DoAsync("refund", refund.Id.ToString(), async () => outcome = await refunds.CarryOutAsync(orderId, refund, ct));
            if (outcome == RefundOutcome.Later)
            {
                return false;
            }
        }

        return true;
    }

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
        PaymentHouseException? silent = null;
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
            (problem, silent) = (away.Message, away);
        }

        await events.FinishAsync(news, problem, problem is null || news.Tries + 1 >= MostTries ? null : now + JobWaits.AfterTry(news.Tries + 1), now, ct);
        if (silent is not null)
        {
            throw silent;
        }
    }

    // False where the payment house does not answer, and would not answer the next question either.
    private async Task<bool> DoAsync(string what, string id, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (PaymentHouseException away)
        {
            HouseAway(log, id, away.Message, null);
            return away.IsFinal;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbException))
        {
            // The door of the job: one order must not keep the others waiting.
            BrokeOff(log, what, id, fault);
        }

        return true;
    }
}
