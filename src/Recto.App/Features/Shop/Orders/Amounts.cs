using System.Globalization;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Amounts as readers see them.</summary>
internal static class Amounts
{
    /// <summary><c>1,234.50 USD</c>, <c>1 234,50 USD</c>: the number as the language writes it, the currency by its code.</summary>
    public static string Said(Money money, CultureInfo culture) => ((decimal)money.Minor / money.Currency.Scale).ToString("N" + money.Currency.Exponent, culture) + "\u00A0" + money.Currency.Code;
}
