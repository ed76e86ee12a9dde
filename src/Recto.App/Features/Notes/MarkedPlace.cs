using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>
/// A stretch of a note for a terminal: the words around it in one line and marks under it in the next. Columns are those of the terminal: East Asian characters take two, combining ones none.
/// Words that run from right to left are turned round by the terminal, or not; there the stretch is marked in the line itself, between <c>⟦</c> and <c>⟧</c>.
/// </summary>
internal static class MarkedPlace
{
    /// <summary>Most columns of a line.</summary>
    private const int Width = 96;

    /// <summary>The lines: one, or two where marks stand under the words; none for a note without words.</summary>
    public static IReadOnlyList<string> Of(string text, TextSpan span)
    {
        var runes = Runes(text);
        if (runes.Count == 0)
        {
            return [];
        }

        var (first, last) = Window(runes, span);
        var shown = runes.GetRange(first, last - first);
        var (head, tail) = (first > 0 ? "…" : "", last < runes.Count ? "…" : "");
        if (shown.Exists(rune => IsRightToLeft(rune.Value)))
        {
            return [head + string.Concat(shown.Select((rune, i) => Bracketed(shown, i, span))) + (span.Start >= shown[^1].End ? "⟦⟧" : "") + tail];
        }

        var line = new StringBuilder(head);
        var marks = new StringBuilder(new string(' ', head.Length));
        var marked = 0;
        foreach (var rune in shown)
        {
            line.Append(rune.Shown);
            var isMarked = rune.Start < span.End && span.Start < rune.End;
            var columns = ColumnsOf(rune.Value);
            marked += isMarked ? columns : 0;
            marks.Append(isMarked ? '^' : ' ', columns);
            if (span.IsEmpty && span.Start == rune.End)
            {
                // Between two characters: under the second.
                return [Whole(line, shown, rune, tail), marks + "^"];
            }
        }

        if (marked == 0)
        {
            // At the very beginning, or under combining characters alone.
            var before = shown.Where(rune => rune.End <= span.Start).Sum(rune => ColumnsOf(rune.Value));
            return [line + tail, new string(' ', head.Length + before) + "^"];
        }

        return [line + tail, marks.ToString().TrimEnd()];
    }

    /// <summary>How many columns of a terminal a character takes: 0, 1 or 2.</summary>
    public static int ColumnsOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ when rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x4DBF) or (>= 0x4E00 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };

    private static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static string Bracketed(List<PlacedRune> shown, int i, TextSpan span)
    {
        var rune = shown[i];
        var opens = rune.Start < Math.Max(span.End, span.Start + 1) && span.Start < rune.End && (i == 0 || shown[i - 1].End <= span.Start);
        var closes = !span.IsEmpty && rune.Start < span.End && span.Start < rune.End && (i == shown.Count - 1 || shown[i + 1].Start >= span.End);
        return (opens ? span.IsEmpty ? "⟦⟧" : "⟦" : "") + rune.Shown + (closes ? "⟧" : "");
    }

    private static string Whole(StringBuilder line, List<PlacedRune> shown, PlacedRune after, string tail)
    {
        foreach (var rune in shown.Where(rune => rune.Start >= after.End))
        {
            line.Append(rune.Shown);
        }

        return line + tail;
    }

    // As much of the note as a line holds, the stretch (or its beginning) in the middle; words are not cut at the left where that costs little.
    private static (int First, int Last) Window(List<PlacedRune> runes, TextSpan span)
    {
        var at = runes.FindIndex(rune => rune.End > span.Start);
        at = at < 0 ? runes.Count - 1 : at;
        var end = at;
        while (end < runes.Count && runes[end].Start < span.End)
        {
            end++;
        }

        end = Math.Max(end, at + 1);
        var (first, last) = (at, at);
        var columns = 0;
        while (last < end && columns < Width)
        {
            columns += ColumnsOf(runes[last++].Value);
        }

        while (columns < Width && (first > 0 || last < runes.Count))
        {
            if (first > 0 && (last >= runes.Count || at - first <= last - end))
            {
                columns += ColumnsOf(runes[--first].Value);
            }
            else
            {
                columns += ColumnsOf(runes[last++].Value);
            }
        }

        // A combining character does not begin a line.
        while (first > 0 && ColumnsOf(runes[first].Value) == 0)
        {
            first--;
        }

        return (first, last);
    }

    private static List<PlacedRune> Runes(string text)
    {
        var runes = new List<PlacedRune>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = Rune.TryGetRuneAt(text, at, out var rune) ? rune.Utf16SequenceLength : 1;
            rune = length == 1 && char.IsSurrogate(text[at]) ? Rune.ReplacementChar : rune;
            runes.Add(new PlacedRune(Rune.IsControl(rune) ? new Rune(' ') : rune, at, at + length));
            at += length;
        }

        return runes;
    }

    private readonly record struct PlacedRune(Rune Value, int Start, int End)
    {
        public string Shown => Value.ToString();
    }
}
