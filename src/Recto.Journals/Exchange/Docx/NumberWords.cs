using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Writes a number as Word does in a number format (ISO/IEC 29500-1, 17.18.59, ST_NumberFormat).</summary>
internal static class NumberWords
{
    private const string Russian = "абвгдежзиклмнопрстуфхцчшщыэюя";
    private const string Greek = "αβγδεζηθικλμνξοπρστυφχψω";
    private const string Hebrew = "אבגדהוזחטיכלמנסעפצקרשת";
    private static readonly (int Value, string Letters)[] Romans = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

    /// <summary>The number in the format; in figures where the format is not known; empty for <c>none</c> and <c>bullet</c>.</summary>
    public static string Of(int number, string? format) => format switch
    {
        "none" or "bullet" => "",
        "lowerRoman" => Roman(number),
        "upperRoman" => Roman(number).ToUpperInvariant(),
        "lowerLetter" => Letters(number, "abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => Letters(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "russianLower" => Letters(number, Russian),
        "russianUpper" => Letters(number, Russian.ToUpperInvariant()),
        "greek" or "greekLower" => Letters(number, Greek),
        "greekUpper" => Letters(number, Greek.ToUpperInvariant()),
        "hebrew2" => Letters(number, Hebrew),
        "chicago" => Chicago(number),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "ordinal" => Ordinal(number),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when number is >= 1 and <= 20 => ((char)('\u2460' + number - 1)).ToString(),
        "decimalFullWidth" or "decimalFullWidth2" => Shifted(number, '\uFF10'),
        "hindiNumbers" or "hindiArabic" => Shifted(number, '\u0660'),
        "thaiNumbers" => Shifted(number, '\u0E50'),
        "numberInDash" => $"- {Figures(number)} -",
        _ => Figures(number),
    };

    private static string Figures(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int number)
    {
        if (number is < 1 or > 9999)
        {
            return Figures(number);
        }

        var roman = new StringBuilder();
        foreach (var (value, letters) in Romans)
        {
            for (; number >= value; number -= value)
            {
                roman.Append(letters);
            }
        }

        return roman.ToString();
    }

    // y, z, aa, bb: Word doubles the letter.
    private static string Letters(int number, string alphabet)
    {
        var times = (number - 1) / alphabet.Length + 1;
        return number < 1 || times > 30 ? Figures(number) : new string(alphabet[(number - 1) % alphabet.Length], times);
    }

    // * † ‡ § ** †† ‡‡ §§
    private static string Chicago(int number) => Letters(number, "*†‡§");

    private static string Ordinal(int number) => Figures(number) + ((number % 100 is >= 11 and <= 13 ? 0 : number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static string Shifted(int number, char zero) => string.Concat(Figures(number).Select(digit => char.IsAsciiDigit(digit) ? (char)(zero + digit - '0') : digit));
}
