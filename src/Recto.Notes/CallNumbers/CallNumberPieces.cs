using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Cuts a stretch into the comma-separated pieces of a call number and says what each is.</summary>
internal sealed class CallNumberPieces
{
    private const int LongestPieceInWords = 40;

    private readonly NoteWords _words;
    private readonly PieceEdges _edges;
    private readonly LabelledPieces _labels;

    public CallNumberPieces(NoteWords words)
    {
        _words = words;
        _edges = new PieceEdges(words);
        _labels = new LabelledPieces(words, _edges);
    }

    private string Text => _words.Text;

    /// <summary>The span without quotation marks, blanks and stops at its ends.</summary>
    public TextSpan Unquote(TextSpan span) => _edges.Unquote(span);

    /// <summary>Whether a month is named in the piece.</summary>
    public bool HasMonth(CallNumberPiece piece)
    {
        for (var i = _words.IndexFrom(piece.Span.Start); i < _words.Words.Count && _words.Words[i].Start < piece.Span.End; i++)
        {
            if (DateWords.IsMonth(_words.Words[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

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
            if (Text[i] is '(' or '[' or '“' or '«' or '"' or '„' && _words.Partner(i) is var close && close > i && close < zone.End)
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
        var i = _words.IndexFrom(at);
        return at + 1 < end && Text[at + 1] == ' ' && i + 1 < _words.Words.Count && _words.Words[i].Start == at + 2 && _words.Words[i].End < end
            && CallNumberLabels.KindOf(_words.Words[i].Folded) != LabelKind.None && _labels.StartsValue(_words.Words[i + 1].Start) && !IsPostfix(i, at, end)
            && !(i > 0 && _words.Words[i - 1].End == at && CallNumberLabels.KindOf(_words.Words[i - 1].Folded) != LabelKind.None);
    }

    // "2574. f., 1. apr.": this label belongs to the number before it.
    // A small letter behind a word belongs to it: "Eng. hist. c. 496".
    private bool IsPostfix(int label, int at, int end)
    {
        var word = _words.Words[label];
        if (word.Folded is "cs" or "apr" or "lp" || (Text[word.End] == '.' && (word.End + 1 >= end || Text[word.End + 1] == ',')))
        {
            return true;
        }

        var behindNumber = label > 0 && _words.Words[label - 1].End == at && char.IsDigit(Text[at - 1]);
        return word.End - word.Start == 1 && char.IsLower(Text[word.Start])
            && (!behindNumber || label < 2 || CallNumberLabels.KindOf(_words.Words[label - 2].Folded) == LabelKind.None);
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

        if (end > start && Text[end - 1] is ')' or ']' && _words.Partner(end - 1) is var open && open >= 0 && open < start)
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

    private int Within(int end) => end == _words.Within.End || Text[end] is ' ' or '\n' ? end : -1;

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
            var first = _words.IndexFrom(span.Start);
            var last = _words.IndexFrom(span.End);
            if (first >= last)
            {
                return;
            }

            if (CutBeforeLabel(span, first, last) is { } cut)
            {
                Classify(_edges.Trim(new TextSpan(span.Start, cut)), pieces);
                span = new TextSpan(cut, span.End);
                continue;
            }

            var rest = AddOne(span, pieces);
            span = _edges.Trim(new TextSpan(rest, span.End));
        }
    }

    private int? CutBeforeLabel(TextSpan span, int first, int last)
    {
        for (var i = first + 1; i + 1 < last && i - first < LongestPieceInWords; i++)
        {
            if (CallNumberLabels.Cuts(_words.Words[i].Folded) && _labels.StartsValue(_words.Words[i + 1].Start) && _words.EnclosingBracket(_words.Words[i].Start) < span.Start
                && Text[_words.Words[i].Start - 1] == ' ')
            {
                return _words.Words[i].Start;
            }
        }

        return null;
    }

    // Adds the piece that begins the span, and returns where the rest begins: "RG 59 123 H 43/36" is a record group and a file.
    private int AddOne(TextSpan span, List<CallNumberPiece> pieces)
    {
        var first = _words.IndexFrom(span.Start);
        var last = _words.IndexFrom(span.End);
        if (first >= last)
        {
            return span.End;
        }

        if (IsAddress(first, last))
        {
            pieces.Add(new CallNumberPiece(span, span, PieceKind.Address, LabelKind.None, ""));
            return span.End;
        }

        if (_labels.ReadLabel(span, first, last) is { } labelled)
        {
            pieces.Add(labelled);
            return labelled.Span.End;
        }

        if (_labels.ReadPostfixed(span, first, last) is { } postfixed)
        {
            pieces.Add(postfixed);
            return postfixed.Span.End;
        }

        var value = _edges.Unquote(_edges.WithoutTrailingBracket(span));
        pieces.Add(new CallNumberPiece(span, value, IsDate(first, last) ? PieceKind.Date : IsCode(value) ? PieceKind.Code : PieceKind.Words, LabelKind.None, ""));
        return span.End;
    }

    private bool IsAddress(int first, int last) => _words.Words[first].Folded is "http" or "https" or "www" && last - first > 1;

    /// <summary>Whether all words are days, months, years and what stands between them, with at least a month or a year.</summary>
    public bool IsDate(int first, int last)
    {
        var telling = 0;
        for (var i = first; i < last; i++)
        {
            var folded = _words.Words[i].Folded;
            if (DateWords.IsMonth(folded) || DateWords.IsYear(folded))
            {
                telling++;
            }
            else if (!DateWords.IsDay(folded) && !DateWords.IsFiller(folded))
            {
                return false;
            }
        }

        return telling > 0 && !Text.AsSpan(_words.Words[first].Start, _words.Words[last - 1].End - _words.Words[first].Start).Contains('/');
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
        for (var i = _words.IndexFrom(span.Start); i < _words.Words.Count && _words.Words[i].Start < span.End; i++)
        {
            var word = _words.Words[i];
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
}
