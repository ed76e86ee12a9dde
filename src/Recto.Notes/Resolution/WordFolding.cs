using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Resolution;

/// <summary>Folds words for comparing: case, diacritics, Cyrillic and its transliterations fall together (<c>Переписка</c>, <c>Perepiska</c>). Never for keeping.</summary>
internal static class WordFolding
{
    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ";

    private static readonly string[] Latin =
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "i", "e", "g"];

    /// <summary>Letters and digits of a word in lower-case Latin without diacritics; empty where none is left.</summary>
    public static string Latinised(ReadOnlySpan<char> word)
    {
        var builder = new StringBuilder(word.Length + 4);
        foreach (var c in word)
        {
            Append(builder, char.ToLowerInvariant(c));
        }

        return builder.ToString();
    }

    /// <summary>A word as it is compared: latinised, and the ways of transliterating fall together (<c>iy, yi, ii</c>; <c>ye, e</c>; <c>yu, iu, ju</c>; <c>kh, h</c>).</summary>
    public static string Compared(ReadOnlySpan<char> word)
    {
        var latin = Latinised(word);
        var builder = new StringBuilder(latin.Length);
        for (var i = 0; i < latin.Length; i++)
        {
            var c = latin[i] is 'y' or 'j' ? 'i' : latin[i];
            if (c == 'i' && builder.Length > 0 && (builder[^1] == 'i' || (i + 1 < latin.Length && latin[i + 1] == 'e')))
            {
                continue;
            }

            if (c == 'h' && builder.Length > 0 && builder[^1] == 'k')
            {
                builder[^1] = 'h';
                continue;
            }

            builder.Append(c == 'w' ? 'v' : c);
        }

        return builder.ToString();
    }

    /// <summary>The compared words of a text, small words too; numbers stay.</summary>
    public static string[] Words(string text, int most = 64)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length && words.Count < most; i++)
        {
            var inWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark || IsInnerApostrophe(text, i));
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                if (Compared(text.AsSpan(start, i - start)) is { Length: > 0 } word)
                {
                    words.Add(word);
                }

                start = -1;
            }
        }

        return [.. words];
    }

    private static bool IsInnerApostrophe(string text, int i) => text[i] is '’' or '\'' or '\u02B9' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);

    private static void Append(StringBuilder builder, char c)
    {
        if (c is >= 'a' and <= 'z' or >= '0' and <= '9')
        {
            builder.Append(c);
            return;
        }

        if (Cyrillic.IndexOf(c) is >= 0 and var at)
        {
            builder.Append(Latin[at]);
            return;
        }

        var special = c switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'ø' => "o", 'ł' => "l", 'đ' => "d", 'ð' => "d", 'þ' => "th", 'ı' => "i", _ => null };
        if (special is not null)
        {
            builder.Append(special);
            return;
        }

        if (c < 128 || char.IsSurrogate(c) || !char.IsLetterOrDigit(c))
        {
            return;
        }

        foreach (var part in Normalization.Of(c.ToString(), NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark && part != '\u02B9' && part != '\u02BC')
            {
                builder.Append(part);
            }
        }
    }
}
