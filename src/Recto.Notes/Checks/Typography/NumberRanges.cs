using System.Buffers;
using System.Globalization;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>Two numbers and the mark between them: <c>12–15</c>, <c>12v - 13r</c>, <c>xii–xv</c>.</summary>
/// <param name="Span">From the first digit to the last.</param>
/// <param name="Mark">The mark alone, without the blanks around it.</param>
/// <param name="IsShortened">Whether the second number leaves digits out: <c>123–5</c>.</param>
internal readonly record struct NumberRange(TextSpan Span, TextSpan Mark, bool IsShortened)
{
    /// <summary>Where its first number ends.</summary>
    public required int FirstEnd { get; init; }

    /// <summary>Where its second number begins.</summary>
    public required int SecondStart { get; init; }

    public bool HasSpaceBefore => FirstEnd < Mark.Start;

    public bool HasSpaceAfter => Mark.End < SecondStart;
}

/// <summary>
/// Finds ranges of numbers. A range goes up; it stands alone, so that dates (2001-05-12), ISBN and telephone numbers are none; an issue (<c>no. 3-4</c>) may bear its hyphen by right; addresses and call numbers are left alone.
/// </summary>
internal static class NumberRanges
{
    private const int MostDigits = 5;

    private static readonly SearchValues<char> RomanLetters = SearchValues.Create("ivxlcIVXLC");
    private static readonly string[] IssueWords = ["no", "nr", "n°", "nº", "№", "nro", "núm", "num", "heft", "h", "issue", "iss", "вып", "isbn", "issn", "tel", "fax", "phone", "ms", "mss", "cod", "inv", "sig", "ref", "doc", "law", "pl", "hr", "res"];

    public static List<NumberRange> Find(string text, Untouchables untouchables)
    {
        var found = new List<NumberRange>();
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (!IsMark(text[i]) || untouchables.Has(i))
            {
                continue;
            }

            var firstEnd = text[i - 1] == ' ' ? i - 1 : i;
            var secondStart = text[i + 1] == ' ' ? i + 2 : i + 1;
            var firstStart = Start(text, firstEnd);
            var secondEnd = End(text, secondStart);
            if (firstStart == firstEnd || secondEnd == secondStart || untouchables.Has(firstStart) || untouchables.Has(secondEnd - 1)
                || !StandsAlone(text, firstStart, secondEnd) || IsBehindIssueWord(text, firstStart))
            {
                continue;
            }

            if (GoesUp(text.AsSpan(firstStart, firstEnd - firstStart), text.AsSpan(secondStart, secondEnd - secondStart)) is { } shortened)
            {
                found.Add(new NumberRange(new TextSpan(firstStart, secondEnd), new TextSpan(i, i + 1), shortened) { FirstEnd = firstEnd, SecondStart = secondStart });
            }
        }

        return found;
    }

    /// <summary>The range that a stretch is as a whole: leaves behind the slash of a call number (<c>431/122-123</c>); null where it is none.</summary>
    public static NumberRange? Whole(string text, TextSpan span)
    {
        var firstEnd = span.Start;
        while (firstEnd < span.End && char.IsAsciiLetterOrDigit(text[firstEnd]))
        {
            firstEnd++;
        }

        return firstEnd > span.Start && firstEnd + 1 < span.End && IsMark(text[firstEnd]) && End(text, firstEnd + 1) == span.End && (span.End == text.Length || !IsMark(text[span.End]))
            && GoesUp(text.AsSpan(span.Start, firstEnd - span.Start), text.AsSpan(firstEnd + 1, span.End - firstEnd - 1)) is { } shortened
            ? new NumberRange(span, new TextSpan(firstEnd, firstEnd + 1), shortened) { FirstEnd = firstEnd, SecondStart = firstEnd + 1 }
            : null;
    }

    /// <summary>The mark of a family: every hyphen as -, every en dash as –, every long dash as —.</summary>
    public static char Family(char mark) => mark switch
    {
        '-' or '‐' or '‑' => '-',
        '—' or '―' => '—',
        _ => '–',
    };

    /// <summary>What a mark is called.</summary>
    public static string NameOf(char mark) => mark switch
    {
        '-' or '‐' or '‑' => "a hyphen",
        '—' or '―' => "an em dash (—)",
        '−' => "a minus sign",
        '‒' => "a figure dash",
        _ => "an en dash (–)",
    };

    private static bool IsMark(char c) => c is '-' or '‐' or '‑' or '–' or '‒' or '−' or '—' or '―';

    private static int Start(string text, int end)
    {
        var start = end;
        while (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static int End(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    // Nothing that would make it a part of a code, a date, a sum or a longer chain.
    private static bool StandsAlone(string text, int start, int end)
    {
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || IsMark(text[start - 1]) || text[start - 1] is '/' or '_' or '#' or '+' or '=' or '*' or '$' or '£' or '€' or '<' or '>'
            || (text[start - 1] is '.' or ',' && start > 1 && char.IsAsciiDigit(text[start - 2]))))
        {
            return false;
        }

        // MSS V.a.284-99
        if (start > 2 && text[start - 1] == '.' && char.IsLetter(text[start - 2]) && text[start - 3] == '.')
        {
            return false;
        }

        if (start > 1 && text[start - 1] == ' ' && IsMark(text[start - 2]))
        {
            return false;
        }

        if (end == text.Length)
        {
            return true;
        }

        // ʹ stands for a closing mark here and there, though Unicode calls it a letter.
        var next = text[end];
        return (!char.IsLetterOrDigit(next) || next is 'ʹ' or 'ʺ') && !IsMark(next) && next is not ('/' or '_' or '#' or '+' or '=' or '%' or '°' or '*')
            && !(next is '.' or ',' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            && !(next == ' ' && end + 1 < text.Length && (IsMark(text[end + 1]) || text[end + 1] is '=' or '%'));
    }

    private static bool IsBehindIssueWord(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] is ' ' or '.' or ':' or '\u00a0')
        {
            end--;
        }

        var from = end;
        while (from > 0 && (char.IsLetter(text[from - 1]) || text[from - 1] is '°' or 'º' or '№'))
        {
            from--;
        }

        var word = text.AsSpan(from, end - from);
        foreach (var issue in IssueWords)
        {
            if (word.Equals(issue, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Null where it is no range; else whether the second number is shortened.
    private static bool? GoesUp(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        if (RomanPage(first) is { } low && RomanPage(second) is { } high)
        {
            return high > low && char.IsLower(first[0]) == char.IsLower(second[0]) ? false : null;
        }

        // 12v–13r: leaves bear their side.
        first = first.Length > 1 && first[^1] is 'r' or 'v' ? first[..^1] : first;
        second = second.Length > 1 && second[^1] is 'r' or 'v' or 's' ? second[..^1] : second;
        if (first.Length is 0 or > MostDigits || second.Length is 0 or > MostDigits || first.IndexOfAnyExceptInRange('0', '9') >= 0 || second.IndexOfAnyExceptInRange('0', '9') >= 0 || first[0] == '0')
        {
            return null;
        }

        var from = int.Parse(first, CultureInfo.InvariantCulture);
        var to = int.Parse(second, CultureInfo.InvariantCulture);
        if (second.Length >= first.Length)
        {
            return to > from ? false : null;
        }

        var power = 1;
        for (var i = 0; i < second.Length; i++)
        {
            power *= 10;
        }

        return to > from % power ? true : null;
    }

    // Pages in Roman numerals count some hundreds at most; "mm" and "di" are words.
    private static int? RomanPage(ReadOnlySpan<char> text) => text.ContainsAnyExcept(RomanLetters) ? null : RomanNumeral.ValueOf(text);
}
