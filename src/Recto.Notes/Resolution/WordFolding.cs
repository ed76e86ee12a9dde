using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Resolution;

/// <summary>Folds words for comparing: case, diacritics, Cyrillic and its transliterations fall together (<c>Переписка</c>, <c>Perepiska</c>). Never for keeping.</summary>
public static class WordFolding
{
    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ";

    // A letter becomes four at most: "shch"; a canonical decomposition is no longer either.
    private const int Longest = 4;
    private const int UsualWord = 64;

    private static readonly string[] Latin =
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "i", "e", "g"];

    // Latin, Greek and Cyrillic letters as they fold, filled as they are met.
    private static readonly string?[] Met = new string?[0x530];

    /// <summary>Letters and digits of a word in lower-case Latin without diacritics; empty where none is left.</summary>
    public static string Latinised(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= UsualWord ? stackalloc char[UsualWord * Longest] : new char[word.Length * Longest];
        return new string(folded[..Latinise(word, folded)]);
    }

    /// <summary>A word as it is compared: latinised, and the ways of transliterating fall together (<c>iy, yi, ii</c>; <c>ye, e</c>; <c>yu, iu, ju</c>; <c>kh, h</c>).</summary>
    public static string Compared(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= UsualWord ? stackalloc char[UsualWord * Longest] : new char[word.Length * Longest];
        var latin = folded[..Latinise(word, folded)];
        var length = 0;
        for (var i = 0; i < latin.Length; i++)
        {
            var c = latin[i] is 'y' or 'j' ? 'i' : latin[i];
            if (c == 'i' && length > 0 && (folded[length - 1] == 'i' || (i + 1 < latin.Length && latin[i + 1] == 'e')))
            {
                continue;
            }

            if (c == 'h' && length > 0 && folded[length - 1] == 'k')
            {
                folded[length - 1] = 'h';
                continue;
            }

            folded[length++] = c == 'w' ? 'v' : c;
        }

        return new string(folded[..length]);
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

    /// <summary>Writes the latinised word; the number of code units written, four for each of the word's at most.</summary>
    public static int Latinise(ReadOnlySpan<char> word, Span<char> folded)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                folded[length++] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
                continue;
            }

            var letters = c < Met.Length ? Met[c] ??= Folded(c) : Folded(c);
            letters.CopyTo(folded[length..]);
            length += letters.Length;
        }

        return length;
    }

    private static string Folded(char letter)
    {
        var c = char.ToLowerInvariant(letter);
        if (c is >= 'a' and <= 'z')
        {
            return c.ToString();
        }

        if (Cyrillic.IndexOf(c) is >= 0 and var at)
        {
            return Latin[at];
        }

        var special = c switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'ø' => "o", 'ł' => "l", 'đ' => "d", 'ð' => "d", 'þ' => "th", 'ı' => "i", _ => null };
        if (special is not null)
        {
            return special;
        }

        if (c < 128 || char.IsSurrogate(c) || !char.IsLetterOrDigit(c))
        {
            return "";
        }

        var builder = new StringBuilder(Longest);
        foreach (var part in Normalization.Of(c.ToString(), NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark && part != '\u02B9' && part != '\u02BC')
            {
                builder.Append(part);
            }
        }

        return builder.ToString();
    }
}
