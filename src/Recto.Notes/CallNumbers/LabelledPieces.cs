using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads labels and their values: <c>op. 162</c>, <c>Box 12</c>, <c>16. l.</c></summary>
internal sealed class LabelledPieces(NoteWords words, PieceEdges edges)
{
    private string Text => words.Text;

    /// <summary>The piece that begins with a label at the start of the span; null where none does.</summary>
    public CallNumberPiece? ReadLabel(TextSpan span, int first, int last)
    {
        if (words.Words[first].Start > span.Start)
        {
            return null;
        }

        var label = words.Words[first];
        var kind = CallNumberLabels.KindOf(label.Folded);
        var valueWord = first + 1;
        if (label.Folded is "record" && first + 1 < last && words.Words[first + 1].Folded is "group" or "groups")
        {
            kind = LabelKind.RecordGroup;
            valueWord = first + 2;
        }
        else if (label.Folded is "ed" or "ед" or "inv" or "ar" or "а" or "a" && first + 1 < last && words.Words[first + 1].Folded is "khr" or "хр" or "nr" or "č" or "c" or "j" or "е" or "e" && words.Words[first + 1].Start - label.End <= 2)
        {
            kind = LabelKind.File;
            valueWord = first + 2;
        }

        // "File No. 12": two labels, one number.
        if (kind != LabelKind.None && valueWord + 1 < last && words.Words[valueWord].Folded is "no" or "nr" && char.IsDigit(Text[words.Words[valueWord + 1].Start]))
        {
            valueWord++;
        }

        if (kind == LabelKind.None || valueWord >= last || !CallNumberLabels.MayBeLabel(Text, label))
        {
            // "RG443", "HA XX" and "RG-22.002M" are codes, "fol12" is not met.
            return null;
        }

        // Letters in front of figures are no label when nothing stands between ("f17" is met, "R58" is a holding).
        var start = words.Words[valueWord].Start;
        var gap = Text.AsSpan(words.Words[valueWord - 1].End, start - words.Words[valueWord - 1].End);
        if (gap.Length == 0 || gap.ContainsAny('/', ',') || gap[0] is '-' or '–')
        {
            return null;
        }

        var quoted = gap.ContainsAny('“', '"', '«') && kind == LabelKind.File;
        if (!quoted && !StartsValue(start) && !(kind is LabelKind.Manuscript or LabelKind.Fond) && !(kind == LabelKind.File && label.Folded is "folder"))
        {
            return null;
        }

        if (gap.Contains('(') || (kind == LabelKind.Fond && !gap.Contains('.') && label.Folded is "f" or "ф" && !StartsValue(start)))
        {
            return null;
        }

        var end = kind is LabelKind.RecordGroup or LabelKind.Box && !quoted ? EndOfNumber(valueWord, last, span.End)
            : kind == LabelKind.Leaf && char.IsDigit(Text[start]) ? EndOfLeaf(valueWord, last, span.End)
            : span.End;
        var value = edges.Unquote(edges.WithoutTrailingBracket(new TextSpan(start, end)));
        return new CallNumberPiece(new TextSpan(span.Start, end), value, PieceKind.Labelled, kind, label.Folded);
    }

    /// <summary>"101. f.", "16. l.": a number whose label stands behind (Latvia, Hungary); null where none does.</summary>
    public CallNumberPiece? ReadPostfixed(TextSpan span, int first, int last)
    {
        if (last - first < 2 || !char.IsAsciiDigit(Text[span.Start]) || words.Words[first].Start != span.Start || Text[words.Words[first].End] != '.' || words.Words[first + 1].Start - words.Words[first].End != 2 || !char.IsLetter(Text[words.Words[first + 1].Start]))
        {
            return null;
        }

        var kind = words.Words[first + 1].Folded switch
        {
            "f" => LabelKind.Fond,
            "apr" => LabelKind.Inventory,
            "cs" => LabelKind.Box,
            "l" or "o" => LabelKind.File,
            "lp" => LabelKind.Leaf,
            _ => LabelKind.None,
        };
        if (kind == LabelKind.None)
        {
            return null;
        }

        var end = words.Words[first + 1].End;
        if (end < span.End && Text[end] == '.')
        {
            end++;
        }

        return new CallNumberPiece(new TextSpan(span.Start, end), new TextSpan(span.Start, words.Words[first].End), PieceKind.Labelled, kind, words.Words[first + 1].Folded);
    }

    private int EndOfNumber(int i, int last, int end)
    {
        var stop = words.Words[i].End;
        while (i + 1 < last && words.Words[i + 1].Start - words.Words[i].End == 1 && Text[words.Words[i].End] is '.' or '-' or '–' or '/' or '_')
        {
            i++;
            stop = words.Words[i].End;
        }

        return Math.Min(stop, end);
    }

    // "94–109v are longer cases": the leaf ends before the first word that is neither a number nor a side.
    private int EndOfLeaf(int i, int last, int end)
    {
        var k = i;
        while (k + 1 < last && (char.IsDigit(Text[words.Words[k + 1].Start]) || words.Words[k + 1].Folded is "об" or "ob" or "oborot" or "v" or "r" or "recto" or "verso" or "rs" or "vs" or "а" or "a" or "ff" or "зв" or "zv" or "и" or "i" or "and" or "und" or "et")
            && Text[words.Words[k].End] is ' ' or '-' or '–' or '—' or '.' or '/' or '°')
        {
            k++;
        }

        return k + 1 >= last ? end : words.Words[k].End;
    }

    /// <summary>Whether a number, a Roman number or a sign begins here.</summary>
    public bool StartsValue(int at) => char.IsDigit(Text[at]) || IsRoman(at) || (at + 1 < Text.Length && char.IsUpper(Text[at]) && (char.IsDigit(Text[at + 1]) || Text[at + 1] is '-' or '/' || !char.IsLetter(Text[at + 1])));

    private bool IsRoman(int at)
    {
        var i = at;
        while (i < Text.Length && Text[i] is 'I' or 'V' or 'X' or 'L' or 'C')
        {
            i++;
        }

        return i > at && (i == Text.Length || !char.IsLetter(Text[i]));
    }
}
