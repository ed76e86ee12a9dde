namespace Recto.Notes.Labelling.Features;

/// <summary>What can be told from one word alone.</summary>
internal readonly ref struct WordFacts
{
    private const int Longest = 64;

    public WordFacts(ReadOnlySpan<char> word, Span<char> buffer)
    {
        var first = 0;
        while (first < word.Length && !char.IsLetterOrDigit(word[first]))
        {
            first++;
        }

        var last = word.Length;
        while (last > first && !char.IsLetterOrDigit(word[last - 1]))
        {
            last--;
        }

        Leading = word[..first];
        Trailing = word[last..];
        Middle = word[first..last];
        var length = 0;
        foreach (var c in Middle)
        {
            if (length < buffer.Length && char.IsLetterOrDigit(c))
            {
                buffer[length++] = Folding.Fold(c);
            }
        }

        Core = buffer[..length];
    }

    /// <summary>Punctuation before the first letter or digit; the whole word where it has none.</summary>
    public ReadOnlySpan<char> Leading { get; }

    /// <summary>Punctuation after the last letter or digit.</summary>
    public ReadOnlySpan<char> Trailing { get; }

    /// <summary>What stands between the two.</summary>
    public ReadOnlySpan<char> Middle { get; }

    /// <summary>Its letters and digits, folded; the first 64.</summary>
    public ReadOnlySpan<char> Core { get; }

    public static int BufferLength => Longest;

    /// <summary>Letters as X and x, digits as 9, punctuation as it is; runs of a sort once where <paramref name="isShort"/>.</summary>
    public static ulong Shape(ReadOnlySpan<char> word, bool isShort)
    {
        Span<char> shape = stackalloc char[Longest];
        var length = 0;
        var before = '\0';
        foreach (var c in word)
        {
            var sort = char.IsDigit(c) ? '9' : char.IsUpper(c) ? 'X' : char.IsLetter(c) ? 'x' : c switch
            {
                '–' or '—' or '‐' or '‑' or '−' => '-',
                '“' or '”' or '„' or '«' or '»' or '‘' or '’' or '\'' or '"' => '"',
                _ => c,
            };
            if (length == Longest || (isShort ? sort == before : length >= 3 && sort == before && shape[length - 2] == sort && sort is 'x' or 'X'))
            {
                continue;
            }

            shape[length++] = sort;
            before = sort;
        }

        return TextHash.Of(shape[..length]);
    }

    /// <summary>What sort of number the word is, or what sort of word: year, range, volume with issue, roman, initials, …</summary>
    public int Sort()
    {
        var word = Middle;
        if (word.IsEmpty)
        {
            return 1;
        }

        int digits = 0, letters = 0, upper = 0, dashes = 0, others = 0, stops = 0;
        foreach (var c in word)
        {
            if (char.IsDigit(c))
            {
                digits++;
            }
            else if (char.IsLetter(c))
            {
                letters++;
                upper += char.IsUpper(c) ? 1 : 0;
            }
            else if (c is '-' or '–' or '—' or '‐' or '‑')
            {
                dashes++;
            }
            else if (c == '.')
            {
                stops++;
            }
            else
            {
                others++;
            }
        }

        if (digits == 0)
        {
            return IsRoman(word) ? 2 : letters == 1 && upper == 1 ? 3 : stops > 0 && upper == letters ? 4 : upper == letters && letters > 1 ? 5
                : char.IsUpper(word[0]) ? (upper > 1 ? 6 : dashes > 0 ? 7 : 8) : upper > 0 ? 9 : word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www", StringComparison.Ordinal) ? 10 : 11;
        }

        if (letters == 0)
        {
            if (dashes > 0 && others == 0)
            {
                return IsYear(word[..Math.Min(4, word.Length)]) && word.Length is 7 or 9 ? 12 : 13;
            }

            return others > 0 ? (word.Contains('(') ? 14 : word.Contains(':') ? 15 : 16)
                : stops > 0 ? 17 : digits == 4 && IsYear(word) ? 18 : digits switch { 1 => 19, 2 => 20, 3 => 21, 4 => 22, _ => 23 };
        }

        return digits == 4 && letters == 1 && IsYear(word[..4]) ? 24 : word.Contains("10.", StringComparison.Ordinal) && word.Contains('/') ? 25
            : word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www", StringComparison.Ordinal) ? 10 : letters <= 2 && char.IsDigit(word[0]) ? 26 : char.IsDigit(word[0]) ? 27 : 28;
    }

    /// <summary>Whether the word is or holds a year, 1400 to 2099.</summary>
    public bool HasYear()
    {
        for (var i = 0; i + 4 <= Middle.Length; i++)
        {
            if (IsYear(Middle.Slice(i, 4)) && (i + 4 == Middle.Length || !char.IsDigit(Middle[i + 4])) && (i == 0 || !char.IsDigit(Middle[i - 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYear(ReadOnlySpan<char> word) =>
        word.Length == 4 && word[0] is '1' or '2' && char.IsDigit(word[1]) && char.IsDigit(word[2]) && char.IsDigit(word[3]) && (word[0] == '1' ? word[1] >= '4' : word[1] == '0');

    private static bool IsRoman(ReadOnlySpan<char> word)
    {
        if (word.Length > 8 || (word.Length == 1 && word[0] is not ('I' or 'V' or 'X' or 'i' or 'v' or 'x')))
        {
            return false;
        }

        return word.ContainsAnyExcept("IVXLC") ? !word.ContainsAnyExcept("ivxlc") : true;
    }
}
