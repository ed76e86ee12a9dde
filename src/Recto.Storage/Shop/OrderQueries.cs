using Recto.Journals.Shop;

namespace Recto.Storage.Shop;

/// <summary>An order that is to be written: frozen as it is.</summary>
/// <param name="Order">The order; its state is open or waiting.</param>
/// <param name="KeyHash">SHA-256 of the key of its pages, lower-case hex.</param>
/// <param name="EmailKey">The buyer's address folded for comparing.</param>
/// <param name="CouponId">The coupon that it uses; null for none.</param>
/// <param name="Credits">The lines that are credited on its lines, by number.</param>
public sealed record NewOrder(Order Order, string KeyHash, string EmailKey, Guid? CouponId, IReadOnlyList<(int Line, CreditableLine Credited)> Credits);

/// <summary>What a desk looks for among orders.</summary>
public sealed record OrderFilter
{
    /// <summary>What was typed: an order's reference, a receipt's number, an address of e-mail (whole, folded by the caller into <see cref="EmailKey"/>), the DOI of an article, or what the payment house calls it; null for all.</summary>
    public string? Words { get; init; }

    /// <summary>The address of e-mail folded for comparing; null where what was typed is none.</summary>
    public string? EmailKey { get; init; }

    /// <summary>Only orders in that state; null for all.</summary>
    public OrderState? State { get; init; }

    /// <summary>Only orders with a line of these journals; null for all.</summary>
    public IReadOnlySet<Guid>? Journals { get; init; }

    /// <summary>Only orders made from then on; null for all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only orders made before then; null for all.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>An order in a list.</summary>
/// <param name="Id">The order.</param>
/// <param name="Reference">What people call it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Buyer">The buyer.</param>
/// <param name="Gross">What is to pay, or was paid.</param>
/// <param name="Refunded">How much of it went back.</param>
/// <param name="Gateway">Name of the way of payment.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="PaidAt">When it was paid; null where it was not.</param>
/// <param name="Titles">Titles of its first lines, at most three.</param>
/// <param name="LineCount">How many lines it has.</param>
/// <param name="ReceiptNumber">Number of its receipt; null before the payment.</param>
public sealed record OrderRow(Guid Id, string Reference, OrderState State, Buyer Buyer, Money Gross, Money Refunded, string Gateway, DateTimeOffset CreatedAt, DateTimeOffset? PaidAt, IReadOnlyList<string> Titles, int LineCount, string? ReceiptNumber);

/// <summary>What came in, in a month, by a product of a journal in a currency; what went back in that month is taken off.</summary>
/// <param name="Year">The year, in UTC.</param>
/// <param name="Month">The month, 1 to 12.</param>
/// <param name="JournalId">The journal.</param>
/// <param name="Kind">What was sold.</param>
/// <param name="Sold">Lines that were paid.</param>
/// <param name="Refunded">Lines whose money went back.</param>
/// <param name="Net">Before tax; may be negative.</param>
/// <param name="Tax">The tax; may be negative.</param>
public sealed record RevenueRow(int Year, int Month, Guid JournalId, ProductKind Kind, int Sold, int Refunded, Money Net, Money Tax);

/// <summary>A refund of an order.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Amount">How much.</param>
/// <param name="Lines">Numbers of the lines whose right goes with it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why; null where it was not said.</param>
/// <param name="Reference">What the payment house, or the desk, calls it; null before it is done.</param>
/// <param name="Problem">What went wrong last; null where nothing did.</param>
/// <param name="Tries">How often the payment house was asked.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="DoneAt">When it was done; null before.</param>
public sealed record Refund(Guid Id, Money Amount, IReadOnlyList<int> Lines, RefundState State, string? Reason, string? Reference, string? Problem, int Tries, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

/// <summary>How it stands with a refund.</summary>
public enum RefundState
{
    /// <summary>Asked for; the payment house may have heard of it.</summary>
    Asked = 1,

    /// <summary>The money went back.</summary>
    Done,

    /// <summary>The payment house refused.</summary>
    Failed,
}

/// <summary>A payment that was made.</summary>
/// <param name="At">Its instant: from it rights last.</param>
/// <param name="Reference">What the payment house, or the desk, calls it; null where nothing was to pay.</param>
/// <param name="CardCountry">Where the card is from; null where it is not known.</param>
public sealed record PaymentMade(DateTimeOffset At, string? Reference, string? CardCountry = null);

/// <summary>What came of a payment, an expiry, a dispute that is told of an order.</summary>
public enum OrderOutcome
{
    /// <summary>It is so now, and was not before.</summary>
    Done = 1,

    /// <summary>Nothing changed: it is old news, or something weightier is known.</summary>
    Unchanged,

    /// <summary>There is no such order.</summary>
    Unknown,
}
