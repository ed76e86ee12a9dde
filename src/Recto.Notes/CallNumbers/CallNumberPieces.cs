using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Cuts a stretch into the comma-separated pieces of a call number and says what each is.</summary>
internal sealed class CallNumberPieces(NoteWords words)
{
    private const int LongestPieceInWords = 40;

    private string Text => words.Text;

    /// <summary>The pieces of a zone, in order. Commas inside brackets and quotation marks do not part.</summary>
    public List<CallNumberPiece> Read(TextSpan zone)
    {
        var pieces = new List<CallNumberPiece>();
        foreach (var span in Cut(zone))
        {
            Classify(span, pieces);
        }

        return pieces;
    }

    private List<TextSpan> Cut(TextSpan zone)
    {
        var spans = new List<TextSpan>();
        var start = zone.Start;
        for (var i = zone.Start; i < zone.End; i++)
        {
            if (Text[i] is '(' or '[' or '“' or '«' or '"' or '„' && words.Partner(i) is var close && close > i && close < zone.End)
            {
                i = close;
                if (Text[close] is '”' or '"' or '»' && Text[close - 1] == ',')
                {
                    // “A Letter,” May 2: the comma inside the mark parts as one behind it would.
                    AddTrimmed(spans, start, close + 1);
                    start = close + 1;
                }

                continue;
            }

            if (Text[i] == ',' || Text[i] == ';' || (Text[i] is '.' or ':' && PartsBeforeLabel(i, zone.End)))
            {
                AddTrimmed(spans, start, i);
                start = i + 1;
            }
        }

        AddTrimmed(spans, start, zone.End);
        return spans;
    }

    // "Ф. 1235. Оп. 1. Д. 16. Л. 5": a full stop parts where a label and a figure follow.
    private bool PartsBeforeLabel(int at, int end)
    {
        var i = words.IndexFrom(at);
        return at + 1 < end && Text[at + 1] == ' ' && i + 1 < words.Words.Count && words.Words[i].Start == at + 2 && words.Words[i].End < end
            && CallNumberLabels.KindOf(words.Words[i].Folded) != LabelKind.None && StartsValue(words.Words[i + 1].Start) && !IsPostfix(i, at, end)
            && !(i > 0 && words.Words[i - 1].End == at && CallNumberLabels.KindOf(words.Words[i - 1].Folded) != LabelKind.None);
    }

    // "2574. f., 1. apr.": this label belongs to the number before it.
    // A small letter behind a word belongs to it: "Eng. hist. c. 496".
    private bool IsPostfix(int label, int at, int end)
    {
        var word = words.Words[label];
        if (word.Folded is "cs" or "apr" or "lp" || (Text[word.End] == '.' && (word.End + 1 >= end || Text[word.End + 1] == ',')))
        {
            return true;
        }

        var behindNumber = label > 0 && words.Words[label - 1].End == at && char.IsDigit(Text[at - 1]);
        return word.End - word.Start == 1 && char.IsLower(Text[word.Start])
            && (!behindNumber || label < 2 || CallNumberLabels.KindOf(words.Words[label - 2].Folded) == LabelKind.None);
    }

    private void AddTrimmed(List<TextSpan> spans, int start, int end)
    {
        while (start < end && Text[start] is ' ' or '\n' or ',' or '.' or ':' or '–' or '—' or '#' or ')' or ']' && start < end)
        {
            start++;
        }

        while (end > start && (Text[end - 1] is ' ' or '\n' or ',' or ':' || (Text[end - 1] == '.' && end - 2 > start && Text[end - 2] is ')' or '”' or ']')))
        {
            end--;
        }

        if (end > start && Text[end - 1] is ')' or ']' && words.Partner(end - 1) is var open && open >= 0 && open < start)
        {
            end--;
        }

        if (end - start > 4 && end == Within(end) && Text[end - 1] == '.' && EndsLongWord(start, end - 1))
        {
            end--;
        }

        if (end > start)
        {
            spans.Add(new TextSpan(start, end));
        }
    }

    private int Within(int end) => end == words.Within.End || Text[end] is ' ' or '\n' ? end : -1;

    // "CIA General." ends a sentence, "Advisory Comm." may be an abbreviation.
    private bool EndsLongWord(int start, int end)
    {
        var length = 0;
        while (end - length > start && char.IsLetter(Text[end - length - 1]))
        {
            length++;
        }

        return length >= 5 || (length == 0 && char.IsDigit(Text[end - 1]));
    }

    private void Classify(TextSpan span, List<CallNumberPiece> pieces)
    {
        while (!span.IsEmpty)
        {
            var first = words.IndexFrom(span.Start);
            var last = words.IndexFrom(span.End);
            if (first >= last)
            {
                return;
            }

            if (CutBeforeLabel(span, first, last) is { } cut)
            {
                Classify(Trim(new TextSpan(span.Start, cut)), pieces);
                span = new TextSpan(cut, span.End);
                continue;
            }

            var rest = AddOne(span, pieces);
            span = Trim(new TextSpan(rest, span.End));
        }
    }

    private int? CutBeforeLabel(TextSpan span, int first, int last)
    {
        for (var i = first + 1; i + 1 < last && i - first < LongestPieceInWords; i++)
        {
            if (CallNumberLabels.Cuts(words.Words[i].Folded) && StartsValue(words.Words[i + 1].Start) && words.EnclosingBracket(words.Words[i].Start) < span.Start
                && Text[words.Words[i].Start - 1] == ' ')
            {
                return words.Words[i].Start;
            }
        }

        return null;
    }

    // Adds the piece that begins the span, and returns where the rest begins: "RG 59 123 H 43/36" is a record group and a file.
    private int AddOne(TextSpan span, List<CallNumberPiece> pieces)
    {
        var first = words.IndexFrom(span.Start);
        var last = words.IndexFrom(span.End);
        if (first >= last)
        {
            return span.End;
        }

        if (IsAddress(first, last))
        {
            pieces.Add(new CallNumberPiece(span, span, PieceKind.Address, LabelKind.None, ""));
            return span.End;
        }

        if (ReadLabel(span, first, last) is { } labelled)
        {
            pieces.Add(labelled);
            return labelled.Span.End;
        }

        if (ReadPostfixed(span, first, last) is { } postfixed)
        {
            pieces.Add(postfixed);
            return postfixed.Span.End;
        }

        var value = Unquote(WithoutTrailingBracket(span));
        pieces.Add(new CallNumberPiece(span, value, IsDate(first, last) ? PieceKind.Date : IsCode(value) ? PieceKind.Code : PieceKind.Words, LabelKind.None, ""));
        return span.End;
    }

    private CallNumberPiece? ReadLabel(TextSpan span, int first, int last)
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
        var value = Unquote(WithoutTrailingBracket(new TextSpan(start, end)));
        return new CallNumberPiece(new TextSpan(span.Start, end), value, PieceKind.Labelled, kind, label.Folded);
    }

    // "101. f.", "16. l.", "120. ő. e.": the label stands behind (Latvia, Hungary).
    private CallNumberPiece? ReadPostfixed(TextSpan span, int first, int last)
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

    private bool StartsValue(int at) => char.IsDigit(Text[at]) || IsRoman(at) || (at + 1 < Text.Length && char.IsUpper(Text[at]) && (char.IsDigit(Text[at + 1]) || Text[at + 1] is '-' or '/' || !char.IsLetter(Text[at + 1])));

    private bool IsRoman(int at)
    {
        var i = at;
        while (i < Text.Length && Text[i] is 'I' or 'V' or 'X' or 'L' or 'C')
        {
            i++;
        }

        return i > at && (i == Text.Length || !char.IsLetter(Text[i]));
    }

    private bool IsAddress(int first, int last) => words.Words[first].Folded is "http" or "https" or "www" && last - first > 1;

    /// <summary>Whether all words are days, months, years and what stands between them, with at least a month or a year.</summary>
    public bool IsDate(int first, int last)
    {
        var telling = 0;
        for (var i = first; i < last; i++)
        {
            var folded = words.Words[i].Folded;
            if (DateWords.IsMonth(folded) || DateWords.IsYear(folded))
            {
                telling++;
            }
            else if (!DateWords.IsDay(folded) && !DateWords.IsFiller(folded))
            {
                return false;
            }
        }

        return telling > 0 && !Text.AsSpan(words.Words[first].Start, words.Words[last - 1].End - words.Words[first].Start).Contains('/');
    }

    // Every word carries a figure, or is a Roman number, or is no longer than four capitals; and there is a figure at all.
    private bool IsCode(TextSpan span)
    {
        if (span.IsEmpty || Text[span.Start] is '(' or '[')
        {
            return false;
        }

        // Indo/NF/1192, PP/CED: set solid with slashes.
        if (span.In(Text) is var solid && solid.Contains('/') && !solid.ContainsAny(' ', ':') && (solid.ContainsAnyInRange('0', '9') || solid.IndexOfAnyInRange('a', 'z') < 0))
        {
            return true;
        }

        var digits = false;
        for (var i = words.IndexFrom(span.Start); i < words.Words.Count && words.Words[i].Start < span.End; i++)
        {
            var word = words.Words[i];
            var hasDigit = false;
            var lower = 0;
            for (var k = word.Start; k < word.End; k++)
            {
                hasDigit |= char.IsDigit(Text[k]);
                lower += char.IsLower(Text[k]) ? 1 : 0;
            }

            digits |= hasDigit;
            if (!hasDigit && word.Folded is not ("part" or "pt") && (word.End - word.Start > 5 || lower > 1 || (lower == 1 && word.End - word.Start > 4)))
            {
                return false;
            }
        }

        return digits;
    }

    private TextSpan WithoutTrailingBracket(TextSpan span)
    {
        if (span.Length > 2 && Text[span.End - 1] is ')' or ']' && words.Partner(span.End - 1) is var open && open > span.Start)
        {
            return Trim(new TextSpan(span.Start, open));
        }

        return span;
    }

    /// <summary>The span without quotation marks, blanks and stops at its ends.</summary>
    public TextSpan Unquote(TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && Text[start] is ' ' or ',' or ':')
        {
            start++;
        }

        while (end > start && Text[end - 1] is ' ' or ',' or ':' or '\n')
        {
            end--;
        }

        if (end > start && Text[end - 1] is '”' or '"' or '»' && words.Partner(end - 1) is var opened && (opened == start - 1 || opened < 0))
        {
            end--;
            while (end > start && Text[end - 1] is ' ' or ',' or ':')
            {
                end--;
            }
        }

        // Only marks that hold the whole: “Rickets,” New Statesman keeps its own.
        if (end - start > 2 && Text[start] is '“' or '"' or '«' or '„' && words.Partner(start) is var partner && (partner == end - 1 || partner < 0 || partner >= end))
        {
            start++;
            end -= partner == end - 1 ? 1 : 0;
            while (end > start && Text[end - 1] is ' ' or ',' or ':')
            {
                end--;
            }
        }

        // A stop behind a figure ends the sentence: "FO 371/100."
        return end > start + 1 && Text[end - 1] == '.' && char.IsDigit(Text[end - 2]) ? new TextSpan(start, end - 1) : new TextSpan(start, end);
    }

    private TextSpan Trim(TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && Text[start] is ' ' or ':' or '.' or '-' or '–' or '—' or '#')
        {
            start++;
        }

        while (end > start && Text[end - 1] is ' ' or ':' or ',')
        {
            end--;
        }

        return new TextSpan(start, end);
    }
}
