using System.Text;

namespace Recto.Journals.Search;

/// <summary>
/// Keys under which spellings of one word meet: Литвинов, Litvinov, Litwinow and Litvinoff; Тухачевский, Tukhachevskii, Tuchatschewski and Toukhatchevski.
/// A Cyrillic or Greek word is transliterated; a Latin one is read by each system of transliteration in turn (English and Library of Congress, German twice, French, Polish, ISO 9), for nobody can
/// tell by which it was written, and gets each different reading as a key. Two words are spellings of one where they share a key. Vowels stay, so that not everything meets everything.
/// </summary>
/// <remarks>
/// Limits: whoever writes Geneva for Женева or Basel for Базель uses a name of his own language, and no rule leads from one to the other. Hebrew, Arabic and other scripts have their folded form only.
/// </remarks>
public static class SpellingKeys
{
    /// <summary>Shorter words are too alike: they have no keys.</summary>
    public const int ShortestWord = 3;

    /// <summary>The keys of a word, each once; none for short words, for words with digits and for other scripts.</summary>
    /// <param name="word">One word as printed, with its diacritics.</param>
    public static IReadOnlyList<string> Of(ReadOnlySpan<char> word)
    {
        Span<char> letters = stackalloc char[WordScanner.LongestForm];
        var (length, script) = Letters(word, letters);
        letters = letters[..length];
        if (length < ShortestWord)
        {
            return [];
        }

        var keys = new List<string>(3);
        switch (script)
        {
            case Script.Latin:
                foreach (var system in LatinReading.Systems)
                {
                    Add(keys, NameEndings.Latin(LatinReading.Read(PlainEndings.Strip(letters), system)));
                }

                break;
            case Script.Cyrillic:
                foreach (var read in CyrillicReading.Read(letters))
                {
                    NameEndings.Cyrillic(read, key => Add(keys, key));
                }

                break;
            case Script.Greek:
                Add(keys, GreekReading.Read(letters));
                break;
        }

        return keys;
    }

    private static void Add(List<string> keys, string key)
    {
        if (key.Length >= ShortestWord && !keys.Contains(key))
        {
            keys.Add(key);
        }
    }

    // Lower case, composed, without apostrophes, primes and hyphens.
    private static (int Length, Script Script) Letters(ReadOnlySpan<char> word, Span<char> letters)
    {
        var text = System.Text.Ascii.IsValid(word) ? null : Notes.Text.Normalization.Of(word.ToString(), NormalizationForm.FormKC);
        var (length, script) = (0, Script.None);
        foreach (var c in text is null ? word : text.AsSpan())
        {
            if (c is 'ʹ' or 'ʺ' or '\u00AD' || WordScanner.IsApostrophe(c) || !char.IsLetter(c))
            {
                if (char.IsDigit(c))
                {
                    return (0, Script.None);
                }

                continue;
            }

            var own = ScriptOf(c);
            if (own == Script.None || (script != Script.None && own != script) || length == letters.Length)
            {
                return (0, Script.None);
            }

            script = own;
            letters[length++] = char.ToLowerInvariant(c);
        }

        return (length, script);
    }

    private static Script ScriptOf(char c) => c switch
    {
        <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        (>= '\u0370' and <= '\u03FF') or (>= '\u1F00' and <= '\u1FFF') => Script.Greek,
        _ => Script.None,
    };

    private enum Script
    {
        None,
        Latin,
        Cyrillic,
        Greek,
    }
}
