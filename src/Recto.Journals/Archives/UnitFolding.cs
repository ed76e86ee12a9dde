using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Recto.Notes.Text;

namespace Recto.Journals.Archives;

/// <summary>
/// Folds one level of a call number to what is the same however it is written: <c>FO 371</c> and <c>FO371</c>, <c>Р-5446</c> and <c>R-5446</c>, <c>7а</c> and <c>7A</c>.
/// For addresses and for comparing, never for showing. Folding what is folded changes nothing.
/// </summary>
internal static partial class UnitFolding
{
    // Longer than any number; a folder named by a sentence is cut, and told apart by what it was.
    private const int Longest = 60;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўј";

    private static readonly string[] Latin =
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "i", "e", "g", "u", "j"];

    /// <summary>
    /// Letters in lower case and Latin where they have a Latin form, and digits; a hyphen where two numbers or two words meet, and nowhere else.
    /// At most 60 UTF-16 code units; empty where neither letters nor digits are written.
    /// </summary>
    public static string Segment(string written)
    {
        var folded = new StringBuilder(written.Length);
        var last = Kind.None;
        var parted = false;
        foreach (var rune in Normalization.Of(Initials().Replace(written, ""), NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                // A mark belongs to its letter; anything else parts.
                parted |= Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter);
                continue;
            }

            var kind = Rune.IsDigit(rune) ? Kind.Digit : Kind.Letter;
            if (parted && kind == last)
            {
                folded.Append('-');
            }

            (last, parted) = (kind, false);
            Append(folded, rune);
        }

        return Cut(folded.ToString());
    }

    /// <summary>The same without zeros before a number that is all of it but for a letter: <c>007</c> is <c>7</c>. Of a code they stay: the class 026 is not 26.</summary>
    public static string WithoutZeros(string segment)
    {
        var zeros = segment.AsSpan().IndexOfAnyExcept('0');
        return zeros > 0 && char.IsAsciiDigit(segment[zeros]) && segment.AsSpan(zeros, segment.Length - zeros - 1).IndexOfAnyExceptInRange('0', '9') < 0 ? segment[zeros..] : segment;
    }

    /// <summary>What puts segments in the order in which people look for them, compared code unit by code unit: <c>9</c> before <c>10</c>, numbers before words.</summary>
    public static string Order(string segment)
    {
        var order = new StringBuilder(segment.Length + 10);
        for (var i = 0; i < segment.Length;)
        {
            var start = i;
            while (i < segment.Length && char.IsAsciiDigit(segment[i]))
            {
                i++;
            }

            if (i > start)
            {
                var number = segment.AsSpan(start, i - start).TrimStart('0');
                order.Append('0', Math.Max(0, 10 - number.Length)).Append(number);
            }
            else
            {
                order.Append(segment[i++]);
            }
        }

        return order.ToString();
    }

    /// <summary>Whether it is a segment that was cut, as <see cref="Segment"/> writes it.</summary>
    public static bool IsCut(string segment) => segment.LastIndexOf('_') is > 0 and var at && segment.Length == at + 9 && segment.Length <= Longest
        && segment.AsSpan(at + 1).IndexOfAnyExcept(LowerHex) < 0 && Segment(segment[..at]) == segment[..at];

    private static void Append(StringBuilder folded, Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        if (Rune.IsDigit(lower))
        {
            folded.Append((int)Rune.GetNumericValue(lower));
            return;
        }

        var at = lower.IsBmp ? Cyrillic.IndexOf((char)lower.Value, StringComparison.Ordinal) : -1;
        if (at >= 0)
        {
            folded.Append(Latin[at]);
            return;
        }

        _ = lower.Value switch
        {
            'ß' => folded.Append("ss"),
            'æ' => folded.Append("ae"),
            'œ' => folded.Append("oe"),
            'ø' => folded.Append('o'),
            'ł' => folded.Append('l'),
            'đ' or 'ð' => folded.Append('d'),
            'ı' => folded.Append('i'),
            _ => folded.Append(lower.ToString()),
        };
    }

    private static string Cut(string folded)
    {
        if (folded.Length <= Longest)
        {
            return folded;
        }

        // FNV-1a: the same in every program and for ever, which the runtime's own hash is not.
        var hash = 2166136261u;
        foreach (var c in folded)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{BoundedText.Cut(folded, Longest - 10).TrimEnd('-')}_{hash:x8}");
    }

    // The stops of U.S. and U.K., which are left out as often as not.
    [GeneratedRegex(@"(?<=(?<![\p{L}\d])\p{L})\.(?=\p{L}(?![\p{L}\d]))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Initials();

    private enum Kind
    {
        None,
        Letter,
        Digit,
    }
}
