using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Recto.Journals.Shop;

/// <summary>A VAT identification number of a country of the European Union, by its pattern alone: whether it is in force, only the register (VIES) knows.</summary>
/// <param name="Country">ISO 3166-1; of Greece GR, though its numbers begin with EL.</param>
/// <param name="Number">The whole number with its prefix, capital letters and digits.</param>
public readonly record struct VatId(string Country, string Number)
{
    // Formats as the Commission publishes them (VIES, questions and answers, number 11).
    private static readonly FrozenDictionary<string, Regex> Patterns = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AT"] = @"U\d{8}",
        ["BE"] = @"[01]\d{9}",
        ["BG"] = @"\d{9,10}",
        ["CY"] = @"\d{8}[A-Z]",
        ["CZ"] = @"\d{8,10}",
        ["DE"] = @"\d{9}",
        ["DK"] = @"\d{8}",
        ["EE"] = @"\d{9}",
        ["EL"] = @"\d{9}",
        ["ES"] = @"(?:[A-Z]\d{7}[0-9A-Z]|\d{8}[A-Z])",
        ["FI"] = @"\d{8}",
        ["FR"] = @"[0-9A-HJ-NP-Z]{2}\d{9}",
        ["HR"] = @"\d{11}",
        ["HU"] = @"\d{8}",
        ["IE"] = @"(?:\d[0-9A-Z+*]\d{5}[A-Z]|\d{7}[A-Z]{1,2})",
        ["IT"] = @"\d{11}",
        ["LT"] = @"(?:\d{9}|\d{12})",
        ["LU"] = @"\d{8}",
        ["LV"] = @"\d{11}",
        ["MT"] = @"\d{8}",
        ["NL"] = @"[0-9A-Z+*]{12}",
        ["PL"] = @"\d{10}",
        ["PT"] = @"\d{9}",
        ["RO"] = @"\d{2,10}",
        ["SE"] = @"\d{12}",
        ["SI"] = @"\d{8}",
        ["SK"] = @"\d{10}",
    }.ToFrozenDictionary(pair => pair.Key, pair => new Regex(@"\A" + pair.Value + @"\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), StringComparer.Ordinal);

    /// <summary>Reads a number with or without its prefix, blanks, points and hyphens left aside; false where it is not written as numbers of that country are.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="country">The buyer's country, ISO 3166-1.</param>
    /// <param name="id">What was read.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, string country, out VatId id)
    {
        const int Longest = 20;
        ArgumentNullException.ThrowIfNull(country);
        id = default;
        var prefix = country == "GR" ? "EL" : country;
        var typed = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '.' and not '-')).ToUpperInvariant();
        if (typed.Length > Longest || !Patterns.TryGetValue(prefix, out var pattern))
        {
            return false;
        }

        // ESB12345678, but also B12345678; of Greece GR123456789 is written too.
        var number = typed.StartsWith(prefix, StringComparison.Ordinal) && pattern.IsMatch(typed[prefix.Length..]) ? typed[prefix.Length..]
            : country == "GR" && typed.StartsWith("GR", StringComparison.Ordinal) ? typed[2..] : typed;
        if (!pattern.IsMatch(number))
        {
            return false;
        }

        id = new VatId(country, prefix + number);
        return true;
    }

    /// <summary>Whether numbers of that country are known by their pattern.</summary>
    public static bool IsKnownFor(string country) => country is not null && Patterns.ContainsKey(country == "GR" ? "EL" : country);

    /// <inheritdoc/>
    public override string ToString() => Number;
}
