using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Payment;

/// <summary>A way of payment: what it is asked, and what it answers. It keeps nothing itself, and may be asked the same any number of times.</summary>
internal interface IPaymentGateway
{
    /// <summary>Its name in orders and settings: <c>stripe</c>, <c>invoice</c>, <c>demonstration</c>.</summary>
    string Name { get; }

    /// <summary>Whether the buyer is sent to a page to pay at once. Otherwise the order waits, and the desk says when the money is there.</summary>
    bool PaysAtOnce { get; }

    /// <summary>Sites on which buyers pay, scheme and host without a slash at the end; empty where that is this one.</summary>
    IReadOnlyList<string> PaySites => [];

    /// <summary>How long an order may wait for its payment; null for until the desk gives it up.</summary>
    TimeSpan? Patience { get; }

    /// <summary>Begins an attempt to pay. Asked again for the same attempt (<see cref="Order.Attempt"/>), it answers with the same session.</summary>
    /// <param name="order">The order.</param>
    /// <param name="back">Where the buyer comes back to.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="PaymentHouseException">The payment house is away, or refuses.</exception>
    Task<PaymentSession> StartAsync(Order order, ReturnAddresses back, CancellationToken ct);

    /// <summary>How it stands with the attempt, by the payment house's own books.</summary>
    /// <param name="order">An order with a session.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="PaymentHouseException">The payment house is away.</exception>
    Task<PaymentReport> AskAsync(Order order, CancellationToken ct);

    /// <summary>Ends the attempt, so that it cannot be paid any more. Nothing happens where it was paid or has ended.</summary>
    /// <exception cref="PaymentHouseException">The payment house is away.</exception>
    Task CloseAsync(Order order, CancellationToken ct);

    /// <summary>Pays back. Asked again for the same refund, nothing more is paid.</summary>
    /// <param name="order">A paid order.</param>
    /// <param name="refundId">The refund.</param>
    /// <param name="amount">How much.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What it is called there; null where the desk does it by hand.</returns>
    /// <exception cref="PaymentHouseException">The payment house is away, or refuses.</exception>
    Task<string?> RefundAsync(Order order, Guid refundId, Money amount, CancellationToken ct);
}

/// <summary>A session that was begun.</summary>
/// <param name="Id">What the payment house calls it.</param>
/// <param name="PayAddress">Where the buyer pays; null where the order waits for a transfer.</param>
internal sealed record PaymentSession(string Id, string? PayAddress);

/// <summary>Where a buyer comes back to.</summary>
/// <param name="Success">After paying.</param>
/// <param name="Cancel">After turning round.</param>
/// <param name="Play">Where the demonstration plays the payment house.</param>
internal sealed record ReturnAddresses(string Success, string Cancel, string Play);

/// <summary>How it stands with a payment, as the payment house says.</summary>
/// <param name="State">How.</param>
/// <param name="PaidAt">When it was paid; null where it was not.</param>
/// <param name="Reference">What the payment is called; null before there is one.</param>
/// <param name="CardCountry">Where the card is from, ISO 3166-1; null where it is not said.</param>
/// <param name="Problem">Why it failed; null where it did not, or nobody says.</param>
/// <param name="Refunds">What went back.</param>
/// <param name="Dispute">How it stands with a dispute; null where there is none.</param>
internal sealed record PaymentReport(PaymentState State, DateTimeOffset? PaidAt = null, string? Reference = null, string? CardCountry = null, string? Problem = null, IReadOnlyList<ReportedRefund>? Refunds = null, ReportedDispute? Dispute = null);

/// <summary>Money that went back, as the payment house says.</summary>
/// <param name="Reference">What it is called there.</param>
/// <param name="Amount">How much.</param>
/// <param name="RefundId">Our refund, where we asked for it; null where it was made at the payment house.</param>
internal sealed record ReportedRefund(string Reference, Money Amount, Guid? RefundId);

/// <summary>A dispute, as the payment house says.</summary>
/// <param name="Reference">What it is called there.</param>
/// <param name="State">How it stands.</param>
internal sealed record ReportedDispute(string Reference, DisputeState State);

/// <summary>How it stands with an attempt to pay.</summary>
internal enum PaymentState
{
    /// <summary>Nothing was paid yet.</summary>
    Open = 1,

    /// <summary>The buyer is done, and the money comes later.</summary>
    Waiting,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The time is over.</summary>
    Expired,
}

/// <summary>How it stands with a dispute.</summary>
internal enum DisputeState
{
    /// <summary>Under way.</summary>
    Open = 1,

    /// <summary>Settled for the seller.</summary>
    Won,

    /// <summary>Settled for the buyer.</summary>
    Lost,
}

/// <summary>A payment house is away, or refuses.</summary>
/// <param name="message">Why, in words for the desk, without secrets.</param>
/// <param name="isFinal">Whether asking again gives the same answer.</param>
/// <param name="cause">What it came from.</param>
internal sealed class PaymentHouseException(string message, bool isFinal, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether asking again gives the same answer.</summary>
    public bool IsFinal => isFinal;
}
