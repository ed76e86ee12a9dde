using System.Buffers;
using System.Text;

namespace Recto.Notes.Checks.Structure;

/// <summary>Roman numerals in capitals.</summary>
internal static class RomanNumber
{
    private static readonly (int Value, string Sign)[] Signs =
    [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    private static readonly SearchValues<char> Letters = SearchValues.Create("IVXLCDM");

    /// <summary>Whether the word has only the letters of Roman numerals.</summary>
    public static bool HasItsLetters(ReadOnlySpan<char> word) => !word.IsEmpty && !word.ContainsAnyExcept(Letters);

    /// <summary>Whether it is written by the rule.</summary>
    public static bool IsRight(string numeral)
    {
        var (at, value) = (0, 0);
        foreach (var (worth, sign) in Signs)
        {
            while (numeral.AsSpan(at).StartsWith(sign))
            {
                at += sign.Length;
                value += worth;
            }
        }

        return at == numeral.Length && value > 0 && Of(value) == numeral;
    }

    /// <summary>The value of letters that only add up (<c>VIIII</c>, <c>XXXX</c>); null where a smaller stands before a greater, or V, L or D stands twice.</summary>
    public static int? Sum(string numeral)
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

    /// <summary>The numeral by the rule.</summary>
    public static string Of(int value)
    {
        var numeral = new StringBuilder();
        foreach (var (worth, sign) in Signs)
        {
            for (; value >= worth; value -= worth)
            {
                numeral.Append(sign);
            }
        }

        return numeral.ToString();
    }
}
