using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Journals.Search;

/// <summary>Folds letters for comparing: compatibility forms (NFKC), case, diacritics and letters of several (ß, æ, ø, ł, ligatures). Marks of scripts in which they are vowels stay.</summary>
internal static class LetterFolding
{
    private static readonly string?[] Folded = new string?[char.MaxValue + 1];

    /// <summary>What one UTF-16 code unit becomes; empty for a mark that is dropped. Not for surrogates.</summary>
    public static string Of(char letter) => Folded[letter] ??= Fold(letter.ToString());

    /// <summary>What a pair of surrogates becomes.</summary>
    public static string Of(char high, char low) => Fold(string.Concat(high, low));

    private static string Fold(string letter)
    {
        var folded = new StringBuilder();
        foreach (var rune in Normalization.Of(letter, NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark && IsDropped(rune.Value))
            {
                continue;
            }

            var lower = Rune.ToLowerInvariant(rune);
            if (Letters(lower.Value) is { } several)
            {
                folded.Append(several);
            }
            else if (Rune.IsLetterOrDigit(lower) || Rune.GetUnicodeCategory(lower) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber)
            {
                folded.Append(lower.ToString());
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    // Accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic. Further on (Devanagari, Thai, …) marks are vowels.
    private static bool IsDropped(int mark) => mark is < 0x0800 or (>= 0x1AB0 and < 0x1B00) or (>= 0x1DC0 and < 0x1E00) or (>= 0x20D0 and < 0x2100) or (>= 0xFE00 and < 0xFE30);

    private static string? Letters(int lower) => lower switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "n",
        'ς' => "σ",
        'ё' => "е",
        'ѣ' => "е",
        _ => null,
    };
}
