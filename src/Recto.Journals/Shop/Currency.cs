using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Recto.Journals.Shop;

/// <summary>A currency of ISO 4217, by its code and the number of digits of its minor unit.</summary>
public readonly record struct Currency
{
    private const int CodeLength = 3;

    // Active codes of ISO 4217 (list one, 2025) whose minor unit is not a hundredth. Codes without money (XAU, XDR, XTS …) are no currencies here.
    private static readonly FrozenDictionary<string, int> Exponents = Table();

    private readonly string? _code;

    private Currency(string code, int exponent) => (_code, Exponent) = (code, exponent);

    /// <summary>Three capital letters.</summary>
    public string Code => _code ?? "XXX";

    /// <summary>Digits of the minor unit: 2 for cents, 0 for yen, 3 for fils.</summary>
    public int Exponent { get; }

    /// <summary>Minor units in one major unit: 100, 1, 1000.</summary>
    public long Scale => Exponent switch { 0 => 1, 2 => 100, 3 => 1000, _ => 10000 };

    /// <summary>Currencies that are known, by code.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Exponents.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a code, in either case; false for what is no currency.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Currency currency)
    {
        currency = default;
        if (text is not { Length: CodeLength } || !Exponents.TryGetValue(text.ToUpperInvariant(), out var exponent))
        {
            return false;
        }

        currency = new Currency(text.ToUpperInvariant(), exponent);
        return true;
    }

    /// <summary>The currency of that code.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Currency Parse(string code) => TryParse(code, out var currency) ? currency : throw new FormatException($"“{code}” is no currency of ISO 4217.");

    /// <inheritdoc/>
    public override string ToString() => Code;

    private static FrozenDictionary<string, int> Table()
    {
        const string Hundredths = """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ
            GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK
            SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
            """;
        var table = Split(Hundredths).ToDictionary(code => code, _ => 2, StringComparer.Ordinal);
        foreach (var code in Split("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"))
        {
            table[code] = 0;
        }

        foreach (var code in Split("BHD IQD JOD KWD LYD OMR TND"))
        {
            table[code] = 3;
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] Split(string codes) => codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
