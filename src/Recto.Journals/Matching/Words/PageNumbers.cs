namespace Recto.Journals.Matching.Words;

/// <summary>First and last page as they are compared: lower case, without zeros before, the last one written out (<c>761–9</c> ends on 769).</summary>
/// <param name="First">Null where none is said.</param>
/// <param name="Last">Null where none is said.</param>
internal readonly record struct PageNumbers(string? First, string? Last)
{
    private const int Longest = 16;

    /// <summary>Reads pages as printed.</summary>
    /// <param name="text">Null for none.</param>
    /// <param name="words">Filled anew.</param>
    public static PageNumbers Read(string? text, FoldedWords words)
    {
        if (text is null)
        {
            return default;
        }

        words.Clear();
        words.Add(text, 8);
        var (first, last) = ((string?)null, (string?)null);
        for (var at = 0; at < words.Count && last is null; at++)
        {
            if (words[at].IsNumber || words[at].IsMixed)
            {
                (first, last) = first is null ? (Plain(words.Letters(at)), last) : (first, Plain(words.Letters(at)));
            }
        }

        if (first is null && words.Count > 0 && words[0].Length <= 6)
        {
            first = Plain(words.Letters(0)); // iv
        }

        return new PageNumbers(first, last is null ? null : WrittenOut(first!, last));
    }

    /// <summary>A number without zeros before it; a text as it is, cut.</summary>
    public static string Plain(ReadOnlySpan<char> number)
    {
        var plain = number.TrimStart('0');
        plain = plain.IsEmpty && !number.IsEmpty ? number[^1..] : plain;
        return plain[..Math.Min(plain.Length, Longest)].ToString();
    }

    private static string WrittenOut(string first, string last) =>
        last.Length < first.Length && last.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && string.CompareOrdinal(last, 0, first, first.Length - last.Length, last.Length) >= 0 ? string.Concat(first.AsSpan(0, first.Length - last.Length), last) : last;
}
