using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Takes a code apart into levels, as the archive's style has it.</summary>
internal static class CallNumberCodes
{
    /// <summary>The levels of a code, outermost first; for a short form with leaves the leaf is what is left behind the levels of that form.</summary>
    public static (List<TextSpan> Levels, TextSpan? Leaf) Split(string text, TextSpan code, CallNumberStyle style, Repository? repository) => style switch
    {
        CallNumberStyle.Fond => SplitShort(text, code, repository?.ShortLevels ?? 3),
        CallNumberStyle.Dots => (SplitAt(text, code, '.'), null),
        CallNumberStyle.Code => (SplitCode(text, code, repository), null),
        CallNumberStyle.Bestand => (SplitAccession(text, code) ?? SplitOnce(text, code, first: true), null),
        CallNumberStyle.Cote => (SplitCote(text, code), null),
        _ => ([code], null),
    };

    /// <summary>Whether the span is figures alone, or a range of them.</summary>
    public static bool IsBareNumber(string text, TextSpan value)
    {
        foreach (var c in value.In(text))
        {
            if (!char.IsAsciiDigit(c) && c is not ('-' or '–'))
            {
                return false;
            }
        }

        return true;
    }

    // 558/11/431/94, 33988-3a-299-15: numbers in order, the rest is the leaf.
    private static (List<TextSpan>, TextSpan?) SplitShort(string text, TextSpan code, int levels)
    {
        var separator = code.In(text).Contains('/') ? '/' : '-';
        var parts = SplitAt(text, code, separator);
        if (separator == '-' && parts.Count < levels)
        {
            return ([code], null);
        }

        return parts.Count <= levels ? (parts, null) : (parts[..levels], new TextSpan(parts[levels].Start, code.End));
    }

    // FO 371/12345: letters, then numbers at slashes. IOR/L/PS/12/2276, CHAR 20/47/52.
    private static List<TextSpan> SplitCode(string text, TextSpan code, Repository? repository)
    {
        var parts = SplitAt(text, code, '/');
        var first = parts[0];
        var letters = first.Start;
        while (letters < first.End && (char.IsLetter(text[letters]) || text[letters] is '&'))
        {
            letters++;
        }

        var digits = letters;
        while (digits < first.End && text[digits] == ' ')
        {
            digits++;
        }

        // HH1/2258 is one sign at Edinburgh, FO371/1 is FO 371 at Kew: its departments are known.
        if (letters > first.Start && digits < first.End && char.IsDigit(text[digits]) && (digits > letters || repository?.Holdings.Contains(text[first.Start..letters]) == true))
        {
            parts[0] = new TextSpan(first.Start, letters);
            parts.Insert(1, new TextSpan(digits, first.End));
        }

        return parts;
    }

    // E 2001 (E) 1967/113: behind the holding stands an accession, year and number.
    private static List<TextSpan>? SplitAccession(string text, TextSpan code)
    {
        var at = code.In(text).LastIndexOf(' ');
        return at > 0 && code.Length - at > 6 && text[code.Start + at + 5] == '/' && text[code.Start + at + 1] is '1' or '2' && code.In(text)[(at + 1)..(at + 5)].IndexOfAnyExceptInRange('0', '9') < 0
            ? [new TextSpan(code.Start, code.Start + at), new TextSpan(code.Start + at + 1, code.End)]
            : null;
    }

    // R 43-I/132, DY 30/J IV 2/2/1: the holding ends at the first slash.
    private static List<TextSpan> SplitOnce(string text, TextSpan code, bool first)
    {
        var at = first ? code.In(text).IndexOf('/') : code.In(text).LastIndexOf('/');
        return at <= 0 || at + 1 >= code.Length ? [code] : [TrimEnd(text, new TextSpan(code.Start, code.Start + at)), TrimStart(text, new TextSpan(code.Start + at + 1, code.End))];
    }

    // 7N 3121, GR 7 N 2738, F/7/13505, F7 13427, 72 AJ 257, BA 1711: the last group of figures is the article.
    private static List<TextSpan> SplitCote(string text, TextSpan code)
    {
        var prefix = code.In(text) is var whole && (whole.StartsWith("GR ", StringComparison.Ordinal) || whole.StartsWith("AI ", StringComparison.Ordinal) || whole.StartsWith("MV ", StringComparison.Ordinal)) ? 2 : 0;
        var rest = prefix == 0 ? code : new TextSpan(code.Start + prefix + 1, code.End);
        var levels = code.In(text).Contains('/') ? SplitOnce(text, rest, first: false) : SplitAtLastBlank(text, rest);
        if (prefix > 0)
        {
            levels.Insert(0, new TextSpan(code.Start, code.Start + prefix));
        }

        return levels;
    }

    private static List<TextSpan> SplitAtLastBlank(string text, TextSpan code)
    {
        var at = code.In(text).LastIndexOf(' ');
        return at <= 0 || at + 1 >= code.Length || !char.IsDigit(text[code.Start + at + 1]) ? [code] : [TrimEnd(text, new TextSpan(code.Start, code.Start + at)), new TextSpan(code.Start + at + 1, code.End)];
    }

    private static List<TextSpan> SplitAt(string text, TextSpan code, char separator)
    {
        var parts = new List<TextSpan>();
        var start = code.Start;
        for (var i = code.Start; i <= code.End; i++)
        {
            if (i == code.End || text[i] == separator)
            {
                var part = TrimStart(text, TrimEnd(text, new TextSpan(start, i)));
                if (!part.IsEmpty)
                {
                    parts.Add(part);
                }

                start = i + 1;
            }
        }

        return parts.Count == 0 ? [code] : parts;
    }

    private static TextSpan TrimEnd(string text, TextSpan span)
    {
        var end = span.End;
        while (end > span.Start && text[end - 1] == ' ')
        {
            end--;
        }

        return new TextSpan(span.Start, end);
    }

    private static TextSpan TrimStart(string text, TextSpan span)
    {
        var start = span.Start;
        while (start < span.End && text[start] == ' ')
        {
            start++;
        }

        return new TextSpan(start, span.End);
    }
}
