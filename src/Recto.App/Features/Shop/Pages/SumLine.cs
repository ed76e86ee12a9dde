using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>A line of an order or a receipt, as tables show both.</summary>
/// <param name="Words">What it says.</param>
/// <param name="Kind">What was bought.</param>
/// <param name="Period">For how long.</param>
/// <param name="Until">When it ends; null where that is not known yet.</param>
/// <param name="Discount">What the coupon took off.</param>
/// <param name="Credit">What was credited.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Treatment">How it was taxed.</param>
/// <param name="Rate">The rate; null where the seller took none.</param>
public sealed record SumLine(LineWords Words, ProductKind Kind, Period Period, DateTimeOffset? Until, Money Discount, Money Credit, Money Net, Money Tax, TaxTreatment Treatment, TaxRate? Rate)
{
    /// <summary>A line of an order.</summary>
    public static SumLine Of(OrderLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(line.Words, line.Thing.Kind, line.Period, line.Until, line.Discount, line.Credit, line.Net, line.Tax, line.Treatment, line.Rate);
    }

    /// <summary>A line of a receipt.</summary>
    public static SumLine Of(ReceiptLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(line.Words, line.Kind, line.Period, line.Until, line.Discount, line.Credit, line.Net, line.Tax, line.Treatment, line.Rate);
    }
}
