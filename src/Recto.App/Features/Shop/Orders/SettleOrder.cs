using Recto.App.Features.Shop.Payment;
using Recto.App.Shell.Telemetry;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Orders;

/// <summary>
/// The one way by which an order changes after the checkout: asks the payment house how it stands, and writes that down. The page a buyer comes back to, the news of a webhook, the sweep and the desk all call it, at once
/// and as often as they like; the database lets one of them write, and all of them find the same.
/// </summary>
internal sealed class SettleOrder(Database database, OrderStore orders, Gateways gateways, ShopBell bell, TimeProvider time)
{
    /// <summary>How long after its time an order without a session is given up: whoever began it may still be waiting for the payment house.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>Asks, and writes down what is new.</summary>
    /// <returns>The order as it is now; null where there is none.</returns>
    /// <exception cref="PaymentHouseException">The payment house is away: nothing was changed.</exception>
    public async Task<Order?> RunAsync(Guid id, CancellationToken ct)
    {
        if (await orders.FindAsync(id, ct) is not { } order)
        {
            return null;
        }

        var report = order.Gateway == Order.FreeGateway ? new PaymentReport(PaymentState.Paid)
            : order.SessionId is null ? new PaymentReport(order.ExpiresAt + Margin <= time.GetUtcNow() ? PaymentState.Expired : PaymentState.Open)
            : gateways.Find(order.Gateway) is { } gateway ? await gateway.AskAsync(order, ct)
            : new PaymentReport(PaymentState.Open); // That way of payment is off now; whoever turns it on again finds the order.
        return await WriteAsync(order, report, ct);
    }

    /// <summary>Says that the money of an order that waits is there: the desk has seen it.</summary>
    /// <param name="id">The order.</param>
    /// <param name="payment">The day and what the transfer is called.</param>
    /// <param name="also">What the desk writes in the same transaction, its line in the log of changes; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OrderOutcome> ReleaseAsync(Guid id, PaymentMade payment, Func<WriteTransaction, Task>? also, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(payment);
        OrderOutcome outcome;
        await using (var tx = await database.BeginAsync(ct))
        {
            // Days of a bank are written down later: what was bought is open from now on, for all the time that was paid for.
            outcome = await orders.PayAsync(tx, id, payment with { At = time.GetUtcNow() }, time.GetUtcNow(), ct);
            if (outcome == OrderOutcome.Done && also is not null)
            {
                await also(tx);
            }

            await tx.CommitAsync(ct);
        }

        bell.Ring();
        return outcome;
    }

    /// <summary>Gives up an order that is not paid: first at the payment house, so that nobody pays it afterwards.</summary>
    /// <param name="id">The order.</param>
    /// <param name="also">What the desk writes in the same transaction; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="PaymentHouseException">The payment house is away: nothing was changed.</exception>
    public async Task<OrderOutcome> CancelAsync(Guid id, Func<WriteTransaction, Task>? also, CancellationToken ct)
    {
        if (await RunAsync(id, ct) is not { } order)
        {
            return OrderOutcome.Unknown;
        }

        if (gateways.Find(order.Gateway) is { } gateway && OrderRule.IsPending(order.State))
        {
            await gateway.CloseAsync(order, ct);
        }

        OrderOutcome outcome;
        await using (var tx = await database.BeginAsync(ct))
        {
            outcome = await orders.TellAsync(tx, id, OrderEvent.Cancelled, null, time.GetUtcNow(), ct);
            if (outcome == OrderOutcome.Done && also is not null)
            {
                await also(tx);
            }

            await tx.CommitAsync(ct);
        }

        return outcome;
    }

    private async Task<Order?> WriteAsync(Order order, PaymentReport report, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (report.State == PaymentState.Open || (report.State == PaymentState.Waiting && order.State == OrderState.Waiting))
        {
            return order;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            _ = report.State switch
            {
                PaymentState.Paid => await orders.PayAsync(tx, order.Id, new PaymentMade(report.PaidAt ?? now, report.Reference, report.CardCountry), now, ct),
                PaymentState.Waiting => await orders.TellAsync(tx, order.Id, OrderEvent.Awaited, null, now, ct),
                PaymentState.Failed => await orders.TellAsync(tx, order.Id, OrderEvent.Failed, report.Problem, now, ct),
                _ => await orders.TellAsync(tx, order.Id, OrderEvent.Expired, null, now, ct),
            };
            foreach (var refund in report.Refunds ?? [])
            {
                if (refund.RefundId is not { } ours || await orders.FinishRefundAsync(tx, ours, refund.Reference, now, ct) == OrderOutcome.Unknown)
                {
                    await orders.ReportRefundAsync(tx, order.Id, refund.Reference, refund.Amount, null, now, ct);
                }
            }

            if (report.Dispute is { } dispute)
            {
                await orders.DisputeAsync(tx, order.Id, dispute.State switch { DisputeState.Won => OrderEvent.DisputeWon, DisputeState.Lost => OrderEvent.DisputeLost, _ => OrderEvent.Disputed }, dispute.Reference, now, ct);
            }

            await tx.CommitAsync(ct);
        }

        Meters.Payment(order.Gateway, report.State.ToString().ToLowerInvariant());
        bell.Ring();
        return await orders.FindAsync(order.Id, ct);
    }
}
