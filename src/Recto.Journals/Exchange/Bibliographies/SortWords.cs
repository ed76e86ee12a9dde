using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Words as a bibliography sorts them, the same on every machine: without diacritics, case and signs; numbers by their value; Latin before Greek before Cyrillic, as Unicode has them.</summary>
internal static class SortWords
{
    /// <summary>A key to be compared by code unit.</summary>
    public static string Key(string words)
    {
        var key = new StringBuilder(words.Length);
        var digits = 0;
        foreach (var c in PrintedText.Line(words)?.Normalize(NormalizationForm.FormKD) ?? "")
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
                key.Append(c);
                continue;
            }

            Pad(key, ref digits);
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                key.Append(Latin(char.ToLowerInvariant(c)));
            }
            else if (c is ' ' or '-' or '–' or '/' or '.' && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        Pad(key, ref digits);
        return key.ToString().TrimEnd();
    }

    // 9 stands before 10.
    private static void Pad(StringBuilder key, ref int digits)
    {
        const int Width = 8;
        if (digits is > 0 and < Width)
        {
            key.Insert(key.Length - digits, "0", Width - digits);
        }

        digits = 0;
    }

    private static string Latin(char c) => c switch
    {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ß' => "ss",
        'đ' or 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? "" : c.ToString(),
    };
}
