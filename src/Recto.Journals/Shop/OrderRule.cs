namespace Recto.Journals.Shop;

/// <summary>How it stands with an order.</summary>
public enum OrderState
{
    /// <summary>Made at the checkout; the buyer is on the way to pay.</summary>
    Open = 1,

    /// <summary>The money is on its way: an invoice, or a payment that takes days.</summary>
    Waiting,

    /// <summary>Paid; what was bought is open.</summary>
    Paid,

    /// <summary>A part of the money went back, and with it some lines.</summary>
    PartlyRefunded,

    /// <summary>All money went back.</summary>
    Refunded,

    /// <summary>The payment failed.</summary>
    Failed,

    /// <summary>Nobody paid in time.</summary>
    Expired,

    /// <summary>Given up by the buyer or the desk before it was paid.</summary>
    Cancelled,

    /// <summary>The buyer has the card's bank dispute the payment: what was bought is closed until that is settled.</summary>
    Disputed,
}

/// <summary>What happens to an order.</summary>
public enum OrderEvent
{
    /// <summary>The money will come later.</summary>
    Awaited = 1,

    /// <summary>The money is there.</summary>
    Paid,

    /// <summary>The payment failed for good.</summary>
    Failed,

    /// <summary>The time to pay is over.</summary>
    Expired,

    /// <summary>Given up.</summary>
    Cancelled,

    /// <summary>A part of the money went back.</summary>
    PartlyRefunded,

    /// <summary>The rest of the money went back.</summary>
    Refunded,

    /// <summary>The payment is disputed.</summary>
    Disputed,

    /// <summary>The dispute was settled for the seller.</summary>
    DisputeWon,

    /// <summary>The dispute was settled for the buyer: the money is gone.</summary>
    DisputeLost,
}

/// <summary>What becomes of an order when something happens, in whatever order the news comes in.</summary>
public static class OrderRule
{
    /// <summary>
    /// The state after that; null where the news changes nothing: it is old, it came before, or something weightier is known. Money that is there always counts,
    /// also after an order was given up, and nothing that is said of an attempt to pay takes back a payment.
    /// </summary>
    /// <param name="state">How it stands.</param>
    /// <param name="news">What happens.</param>
    /// <param name="hasRefund">Whether a part of the money went back before: tells to what a settled dispute leads back.</param>
    public static OrderState? Next(OrderState state, OrderEvent news, bool hasRefund = false) => (state, news) switch
    {
        (OrderState.Open, OrderEvent.Awaited) => OrderState.Waiting,
        (OrderState.Failed, OrderEvent.Awaited) => OrderState.Waiting, // A second attempt on the same page of the payment house.
        (OrderState.Open or OrderState.Waiting or OrderState.Failed or OrderState.Expired or OrderState.Cancelled, OrderEvent.Paid) => OrderState.Paid,
        (OrderState.Open or OrderState.Waiting, OrderEvent.Failed) => OrderState.Failed,
        (OrderState.Open or OrderState.Waiting or OrderState.Failed, OrderEvent.Expired) => OrderState.Expired,
        (OrderState.Open or OrderState.Waiting or OrderState.Failed, OrderEvent.Cancelled) => OrderState.Cancelled,
        (OrderState.Paid or OrderState.PartlyRefunded, OrderEvent.PartlyRefunded) => OrderState.PartlyRefunded,
        (OrderState.Paid or OrderState.PartlyRefunded or OrderState.Disputed, OrderEvent.Refunded) => OrderState.Refunded,
        (OrderState.Disputed, OrderEvent.PartlyRefunded) => OrderState.Disputed,
        (OrderState.Paid or OrderState.PartlyRefunded, OrderEvent.Disputed) => OrderState.Disputed,
        (OrderState.Disputed, OrderEvent.DisputeWon) => hasRefund ? OrderState.PartlyRefunded : OrderState.Paid,
        (OrderState.Disputed, OrderEvent.DisputeLost) => OrderState.Refunded,
        _ => null,
    };

    /// <summary>Whether the money may still come.</summary>
    public static bool IsPending(OrderState state) => state is OrderState.Open or OrderState.Waiting;

    /// <summary>Whether the money came once, wherever it is now.</summary>
    public static bool WasPaid(OrderState state) => state is OrderState.Paid or OrderState.PartlyRefunded or OrderState.Refunded or OrderState.Disputed;

    /// <summary>Whether what was bought is open.</summary>
    public static bool IsOpen(OrderState state) => state is OrderState.Paid or OrderState.PartlyRefunded;
}
