using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Typst;

/// <summary>Text in Typst. It stands in string literals only, where nothing but the quotation mark and the backslash means anything: no word of an article can be code.</summary>
internal static class TypstText
{
    /// <summary>Longer runs of letters without a place to break (addresses, sequences, hashes) would run out of the measure. UTF-16 code units.</summary>
    public const int LongestWord = 28;

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => Literal(new StringBuilder(text.Length + 2), text).ToString();

    /// <summary>Appends a string literal.</summary>
    public static StringBuilder Literal(StringBuilder output, string text)
    {
        output.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is '"' or '\\')
            {
                output.Append('\\').Append(character);
            }
            else if (char.IsControl(character))
            {
                output.Append(character is '\n' ? "\\n" : character is '\t' ? "\\t" : "");
            }
            else if (char.IsSurrogate(character))
            {
                var isPair = char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                output.Append(isPair ? text.AsSpan(i, 2) : "\uFFFD");
                i += isPair ? 1 : 0;
            }
            else if (character is not ('\uFFFE' or '\uFFFF'))
            {
                output.Append(character);
            }
        }

        return output.Append('"');
    }

    /// <summary>Length as Typst writes it: points, two decimals.</summary>
    public static string Points(double points) => points.ToString("0.##", CultureInfo.InvariantCulture) + "pt";

    /// <summary>The text with places where a line may break in words that are too long for any line.</summary>
    public static string Breakable(string text, int longest = LongestWord)
    {
        StringBuilder? broken = null;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            if (i - start > longest && text.AsSpan(start, i - start).IndexOfAnyInRange('\u2E80', '\uFFEF') < 0)
            {
                broken ??= new StringBuilder(text, 0, start, text.Length + 32);
                Break(broken, text.AsSpan(start, i - start), longest);
            }
            else
            {
                broken?.Append(text, start, i - start);
            }

            if (i < text.Length)
            {
                broken?.Append(text[i]);
            }

            start = i + 1;
        }

        return broken?.ToString() ?? text;
    }

    private static void Break(StringBuilder output, ReadOnlySpan<char> word, int longest)
    {
        var since = 0;
        for (var i = 0; i < word.Length; i++)
        {
            output.Append(word[i]);
            since++;
            var isSign = word[i] is '/' or '.' or '_' or '-' or '?' or '&' or '=' or ':' or ',' or ';' or '+' or '%';
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            if (next != '\0' && !char.IsLowSurrogate(next) && CharUnicodeInfo.GetUnicodeCategory(next) != UnicodeCategory.NonSpacingMark && next is not ('/' or '.' or ',' or ')' or ']')
                && (isSign && since > 2 || since > LongestWord && !char.IsLetter(next) || longest < LongestWord && since > 2 && (char.IsLower(word[i]) && char.IsUpper(next) || word[i] is '(' && next != ')')))
            {
                output.Append('\u200B');
                since = 0;
            }
        }
    }
}
