using System.Globalization;

namespace Recto.Journals.Shop;

/// <summary>An amount in whole minor units of one currency. Amounts of two currencies never meet: adding them is a fault.</summary>
/// <param name="Minor">Minor units: 5300 for 53.00 USD, 53 for 53 JPY. May be negative.</param>
/// <param name="Currency">The currency.</param>
public readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>Nothing, in that currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Whether it is nothing.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>The sum.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">It is too much to count.</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.Minor + b.Of(a).Minor), a.Currency);

    /// <summary>The difference.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">It is too much to count.</exception>
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - b.Of(a).Minor), a.Currency);

    /// <summary>The smaller of two.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money Min(Money a, Money b) => a.Minor <= b.Of(a).Minor ? a : b;

    /// <summary>A part of it, rounded to the minor unit, halves away from zero (as invoices are rounded in trade).</summary>
    /// <param name="numerator">Above the line; not negative.</param>
    /// <param name="denominator">Below the line; positive.</param>
    public Money Part(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var product = (Int128)Minor * numerator;
        var half = (Int128)denominator / 2;
        var (whole, rest) = Int128.DivRem(Int128.Abs(product), denominator);
        if (rest > half || (rest == half && denominator % 2 == 0))
        {
            whole++;
        }

        return this with { Minor = checked((long)(product < 0 ? -whole : whole)) };
    }

    /// <summary>The amount for machines and for forms: <c>53.00</c>, <c>-0.05</c>, <c>53</c>; no currency.</summary>
    public string ToPlain()
    {
        var (major, minor) = Int128.DivRem(Int128.Abs(Minor), Currency.Scale);
        var sign = Minor < 0 ? "-" : "";
        return Currency.Exponent == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{major}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{major}.{minor.ToString(CultureInfo.InvariantCulture).PadLeft(Currency.Exponent, '0')}");
    }

    /// <summary>Reads an amount as people type it: <c>53</c>, <c>53.5</c>, <c>53,50</c>, <c>1 200.00</c>; false for more digits than the currency has, a sign, or anything else.</summary>
    public static bool TryParse(string? text, Currency currency, out Money money)
    {
        const int MostDigits = 12;
        money = Zero(currency);
        var typed = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '\'' and not '’'));
        var point = typed.LastIndexOfAny(['.', ',']);
        var (whole, part) = point < 0 ? (typed, "") : (typed[..point], typed[(point + 1)..]);
        if (whole.Length is 0 or > MostDigits || part.Length > currency.Exponent || (point >= 0 && part.Length == 0) || !whole.All(char.IsAsciiDigit) || !part.All(char.IsAsciiDigit))
        {
            return false;
        }

        money = new Money(long.Parse(whole + part.PadRight(currency.Exponent, '0'), NumberStyles.None, CultureInfo.InvariantCulture), currency);
        return true;
    }

    /// <summary><c>53.00 USD</c>; how readers see it, the pages know.</summary>
    public override string ToString() => $"{ToPlain()} {Currency.Code}";

    private Money Of(Money other) => Currency == other.Currency ? this : throw new InvalidOperationException($"{Currency.Code} and {other.Currency.Code} cannot be reckoned together.");
}
