using System.Buffers;
using System.Text;

namespace Recto.Notes.Text;

/// <summary>Roman numerals: their values, and how the rule writes them.</summary>
public static class RomanNumeral
{
    // MMMDCCCLXXXVIII
    private const int Longest = 15;

    private static readonly (int Value, string Sign)[] Signs =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    private static readonly SearchValues<char> Letters = SearchValues.Create("IVXLCDM");

    /// <summary>The numeral by the rule, in capitals.</summary>
    /// <param name="value">1 to 3999: greater ones have no signs of their own.</param>
    public static string Of(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 3999);
        var numeral = new StringBuilder(Longest);
        foreach (var (worth, sign) in Signs)
        {
            for (; value >= worth; value -= worth)
            {
                numeral.Append(sign);
            }
        }

        return numeral.ToString();
    }

    /// <summary>The value of a numeral that is written by the rule, in capitals or in small letters; null for all else (<c>VIIII</c>, <c>Iv</c>).</summary>
    public static int? ValueOf(ReadOnlySpan<char> numeral)
    {
        if (numeral.IsEmpty || numeral.Length > Longest)
        {
            return null;
        }

        Span<char> letters = stackalloc char[numeral.Length];
        for (var i = 0; i < numeral.Length; i++)
        {
            if (char.IsAsciiLetterUpper(numeral[i]) != char.IsAsciiLetterUpper(numeral[0]))
            {
                return null;
            }

            letters[i] = char.ToUpperInvariant(numeral[i]);
        }

        ReadOnlySpan<char> capitals = letters;
        var (at, value) = (0, 0);
        foreach (var (worth, sign) in Signs)
        {
            while (capitals[at..].StartsWith(sign))
            {
                at += sign.Length;
                value += worth;
            }
        }

        return at == capitals.Length && value <= 3999 && capitals.SequenceEqual(Of(value)) ? value : null;
    }

    /// <summary>Whether the word has only the letters of Roman numerals, in capitals.</summary>
    internal static bool HasItsLetters(ReadOnlySpan<char> word) => !word.IsEmpty && !word.ContainsAnyExcept(Letters);

    /// <summary>The value of letters, in capitals, that only add up (<c>VIIII</c>, <c>XXXX</c>); null where a smaller stands before a greater, or V, L or D stands twice.</summary>
    internal static int? Sum(ReadOnlySpan<char> numeral)
    {
        var (sum, before) = (0, int.MaxValue);
        foreach (var letter in numeral)
        {
            var worth = letter switch { 'M' => 1000, 'D' => 500, 'C' => 100, 'L' => 50, 'X' => 10, 'V' => 5, _ => 1 };
            if (worth > before || (worth == before && worth is 500 or 50 or 5))
            {
                return null;
            }

            (sum, before) = (sum + worth, worth);
        }

        return sum;
    }
}
