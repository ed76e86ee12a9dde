using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Payment;

/// <summary>Amounts as Stripe counts them: in ISO's minor units, but for a few currencies (docs.stripe.com/currencies, "Zero-decimal currencies" and "Special cases").</summary>
internal static class StripeAmounts
{
    /// <summary>The amount for Stripe.</summary>
    /// <exception cref="PaymentHouseException">Stripe cannot take that amount.</exception>
    public static long Of(Money money) => money.Currency.Code switch
    {
        // Without decimals there in practice, and counted with two of them, which are zero.
        "ISK" or "UGX" => checked(money.Minor * 100),
        "MGA" => money.Minor % 100 == 0 ? money.Minor / 100 : throw Refused(money),
        _ when money.Currency.Exponent == 3 && money.Minor % 10 != 0 => throw Refused(money),
        _ => money.Minor,
    };

    /// <summary>What Stripe says.</summary>
    public static Money Read(long amount, Currency currency) => new(currency.Code switch { "ISK" or "UGX" => amount / 100, "MGA" => amount * 100, _ => amount }, currency);

    private static PaymentHouseException Refused(Money money) => new($"Stripe cannot take {money}: in {money.Currency} it counts coarser. Change the price.", isFinal: true);
}
