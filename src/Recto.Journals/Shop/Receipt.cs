namespace Recto.Journals.Shop;

/// <summary>A receipt, or a credit note on one. Once it is written nothing of it changes; the database refuses.</summary>
public sealed record Receipt
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required ReceiptKind Kind { get; init; }

    /// <summary>Its number as it is printed.</summary>
    public required string Number { get; init; }

    /// <summary>The order.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>What people call the order.</summary>
    public required string OrderReference { get; init; }

    /// <summary>Its date: of a receipt the payment, of a credit note the refund.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The seller as it was.</summary>
    public required Seller Seller { get; init; }

    /// <summary>The buyer as they were.</summary>
    public required Buyer Buyer { get; init; }

    /// <summary>What was paid, or paid back. Amounts of a credit note are positive too.</summary>
    public required IReadOnlyList<ReceiptLine> Lines { get; init; }

    /// <summary>Before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>The tax.</summary>
    public required Money Tax { get; init; }

    /// <summary>Net and tax.</summary>
    public required Money Gross { get; init; }

    /// <summary>Name of the way of payment.</summary>
    public required string Gateway { get; init; }

    /// <summary>What the payment house, or the desk, calls the payment or the refund; null where nothing was paid.</summary>
    public string? PaymentReference { get; init; }

    /// <summary>Of a credit note, the number of the receipt; null on a receipt.</summary>
    public string? CreditsNumber { get; init; }

    /// <summary>Of a credit note, the refund; null on a receipt.</summary>
    public Guid? RefundId { get; init; }

    /// <summary>Of a credit note, why; null where it was not said.</summary>
    public string? Reason { get; init; }
}

/// <summary>A line of a receipt.</summary>
/// <param name="Number">Number of the order's line.</param>
/// <param name="Kind">What was bought.</param>
/// <param name="Words">Its words.</param>
/// <param name="Period">How long, as <see cref="Period"/> writes it.</param>
/// <param name="Until">When it ends; null on a credit note.</param>
/// <param name="Discount">What the coupon took off.</param>
/// <param name="Credit">What was credited.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Treatment">How it was taxed.</param>
/// <param name="Rate">The rate; null where the seller took no tax.</param>
public sealed record ReceiptLine(int Number, ProductKind Kind, LineWords Words, Period Period, DateTimeOffset? Until, Money Discount, Money Credit, Money Net, Money Tax, TaxTreatment Treatment, TaxRate? Rate);
