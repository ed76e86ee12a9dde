using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>Amounts in forms.</summary>
internal static class MoneyForm
{
    /// <summary>Reads an amount with its currency, <c>53.00 USD</c> or <c>USD 53</c>; null where it is none, or less than nothing.</summary>
    public static Money? Read(string? text)
    {
        var letters = string.Concat((text ?? "").Where(char.IsAsciiLetter));
        var rest = string.Concat((text ?? "").Where(c => !char.IsAsciiLetter(c)));
        return Currency.TryParse(letters, out var currency) && Money.TryParse(rest, currency, out var money) ? money : null;
    }
}
