using System.Text;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

/// <summary>What MathML 3 said by attributes and browsers no longer read (MathML Core): alphabets become characters or classes, fences become operators.</summary>
internal static class MathAlphabet
{
    /// <summary>How a <c>mathvariant</c> is written.</summary>
    /// <param name="element">An element of MathML.</param>
    /// <returns>First code point of the alphabet's capital A (null: letters stay), whether <c>mathvariant="normal"</c> is to stand, and a class for what type can do.</returns>
    public static (int? Alphabet, bool Normal, string? Kind) Of(XElement element)
    {
        var variant = (string?)element.Attribute("mathvariant");
        var isOneLetter = element.Name.LocalName == "mi" && element.Value.Trim().Length == 1;
        return variant?.Trim() switch
        {
            null or "" => (null, false, null),
            "normal" => (null, true, null),
            "italic" => (null, false, isOneLetter ? null : "slanted"),
            "bold" => (null, isOneLetter, "bold"),
            "bold-italic" => (null, false, isOneLetter ? "bold" : "bold slanted"),
            "script" => (0x1D49C, false, null),
            "bold-script" => (0x1D4D0, false, null),
            "fraktur" => (0x1D504, false, null),
            "bold-fraktur" => (0x1D56C, false, null),
            "double-struck" => (0x1D538, false, null),
            "sans-serif" => (null, isOneLetter, "sans"),
            "bold-sans-serif" => (null, isOneLetter, "bold sans"),
            "sans-serif-italic" => (null, false, isOneLetter ? "sans" : "sans slanted"),
            "sans-serif-bold-italic" => (null, false, isOneLetter ? "bold sans" : "bold sans slanted"),
            "monospace" => (null, isOneLetter, "mono"),
            _ => (null, false, null),
        };
    }

    /// <summary>Text in an alphabet of Unicode's Mathematical Alphanumeric Symbols; what the alphabet lacks stays.</summary>
    public static string In(int alphabet, string text)
    {
        var said = new StringBuilder(text.Length * 2);
        foreach (var letter in text)
        {
            var at = letter switch { >= 'A' and <= 'Z' => letter - 'A', >= 'a' and <= 'z' => letter - 'a' + 26, _ => -1 };
            _ = at < 0 ? said.Append(letter) : Older(alphabet, letter) is { } older ? said.Append(older) : said.Append(char.ConvertFromUtf32(alphabet + at));
        }

        return said.ToString();
    }

    // Letters that Unicode had before it had the alphabets: their places there are empty.
    private static char? Older(int alphabet, char letter) => (alphabet, letter) switch
    {
        (0x1D49C, 'B') => 'ℬ',
        (0x1D49C, 'E') => 'ℰ',
        (0x1D49C, 'F') => 'ℱ',
        (0x1D49C, 'H') => 'ℋ',
        (0x1D49C, 'I') => 'ℐ',
        (0x1D49C, 'L') => 'ℒ',
        (0x1D49C, 'M') => 'ℳ',
        (0x1D49C, 'R') => 'ℛ',
        (0x1D49C, 'e') => 'ℯ',
        (0x1D49C, 'g') => 'ℊ',
        (0x1D49C, 'o') => 'ℴ',
        (0x1D504, 'C') => 'ℭ',
        (0x1D504, 'H') => 'ℌ',
        (0x1D504, 'I') => 'ℑ',
        (0x1D504, 'R') => 'ℜ',
        (0x1D504, 'Z') => 'ℨ',
        (0x1D538, 'C') => 'ℂ',
        (0x1D538, 'H') => 'ℍ',
        (0x1D538, 'N') => 'ℕ',
        (0x1D538, 'P') => 'ℙ',
        (0x1D538, 'Q') => 'ℚ',
        (0x1D538, 'R') => 'ℝ',
        (0x1D538, 'Z') => 'ℤ',
        _ => null,
    };

    /// <summary>The fences of <c>mfenced</c>.</summary>
    public static (string Open, string Close) Fences(XElement element) => (((string?)element.Attribute("open") ?? "(").Trim(), ((string?)element.Attribute("close") ?? ")").Trim());

    /// <summary>The signs behind the arguments of <c>mfenced</c>, from the first on; the last one is repeated. Empty where there are none.</summary>
    /// <param name="element"><c>mfenced</c>.</param>
    public static IReadOnlyList<string> Separators(XElement element) =>
        [.. string.Concat(((string?)element.Attribute("separators") ?? ",").Where(sign => !char.IsWhiteSpace(sign))).EnumerateRunes().Select(sign => sign.ToString())];
}
