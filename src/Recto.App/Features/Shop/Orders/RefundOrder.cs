using Recto.App.Features.Shop.Payment;
using Recto.App.Shell.Jobs;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Pays back. First it is written down that money is to go back, then the payment house is asked, then it is written down that it went: whoever dies between is followed by the job, which asks for the same refund again.</summary>
internal sealed class RefundOrder(Database database, OrderStore orders, Gateways gateways, ShopBell bell, TimeProvider time)
{
    /// <summary>What is kept where the way of payment of an order is not on any more.</summary>
    public const string IsOff = "That way of payment is off now; turn it on, or pay back by hand.";

    private const int MostTries = 8;

    /// <summary>Pays back lines of an order.</summary>
    /// <param name="id">The order.</param>
    /// <param name="lines">Numbers of the lines.</param>
    /// <param name="reason">Why, for the credit note; null where it is not said.</param>
    /// <param name="personId">Who asks; null for the program.</param>
    /// <param name="also">What the desk writes in the same transaction; null for nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RefundOutcome> RunAsync(Guid id, IReadOnlyCollection<int> lines, string? reason, Guid? personId, Func<WriteTransaction, Refund, Task>? also, CancellationToken ct)
    {
        Refund? refund;
        await using (var tx = await database.BeginAsync(ct))
        {
            refund = await orders.AskRefundAsync(tx, id, lines, reason, personId, time.GetUtcNow(), ct);
            if (refund is null)
            {
                return RefundOutcome.NotNow;
            }

            if (also is not null)
            {
                await also(tx, refund);
            }

            await tx.CommitAsync(ct);
        }

        return await CarryOutAsync(id, refund, ct);
    }

    /// <summary>Asks the payment house for a refund that was written down, and writes down what came of it.</summary>
    public async Task<RefundOutcome> CarryOutAsync(Guid id, Refund refund, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(refund);
        var order = await orders.FindAsync(id, ct) ?? throw new InvalidOperationException($"The order {id} of the refund {refund.Id} is gone.");
        var now = time.GetUtcNow();
        string? reference;
        try
        {
            reference = gateways.Find(order.Gateway) is { } gateway ? await gateway.RefundAsync(order, refund.Id, refund.Amount, ct)
                : order.Gateway == Order.FreeGateway ? null : throw new PaymentHouseException(IsOff, isFinal: false);
        }
        catch (PaymentHouseException refused)
        {
            var isLast = refused.IsFinal || refund.Tries + 1 >= MostTries;
            await using var told = await database.BeginAsync(ct);
            await orders.PostponeRefundAsync(told, refund.Id, refused.Message, isLast ? null : now + JobWaits.AfterTry(refund.Tries + 1), ct);
            await told.CommitAsync(ct);
            return isLast ? RefundOutcome.Refused : RefundOutcome.Later;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            await orders.FinishRefundAsync(tx, refund.Id, reference, time.GetUtcNow(), ct);
            await tx.CommitAsync(ct);
        }

        bell.Ring();
        return RefundOutcome.Done;
    }
}

/// <summary>What came of a refund.</summary>
internal enum RefundOutcome
{
    /// <summary>The money is on its way back (of an invoice: the desk pays it back by hand), and the credit note is written.</summary>
    Done = 1,

    /// <summary>The payment house is away; it is asked again by itself.</summary>
    Later,

    /// <summary>The payment house refuses; why, the refund says.</summary>
    Refused,

    /// <summary>Another refund of the order is under way, a line has gone back already, or the order is not open.</summary>
    NotNow,
}
