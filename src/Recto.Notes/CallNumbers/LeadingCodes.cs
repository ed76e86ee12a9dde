using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Finds the code in a piece that is not code alone.</summary>
internal sealed class LeadingCodes(NoteWords words)
{
    private string Text => words.Text;

    /// <summary>"MH 55/2335 for records of this study": the code that begins a piece of words; null where none does.</summary>
    public CallNumberPiece? LeadingCode(CallNumberPiece piece)
    {
        if (piece.Kind != PieceKind.Words)
        {
            return null;
        }

        var first = words.IndexFrom(piece.Span.Start);
        var i = first;
        while (i < words.Words.Count && words.Words[i].End <= piece.Span.End && (char.IsDigit(Text[words.Words[i].Start]) || (char.IsUpper(Text[words.Words[i].Start]) && words.Words[i].End - words.Words[i].Start <= 4)))
        {
            i++;
        }

        if (i == first || words.Words[first].Start != piece.Span.Start || words.Words[i - 1].End >= piece.Span.End)
        {
            return null;
        }

        var code = new TextSpan(piece.Span.Start, words.Words[i - 1].End);
        return code.In(Text).ContainsAnyInRange('0', '9') && code.In(Text).Contains('/') ? new CallNumberPiece(code, code, PieceKind.Code, LabelKind.None, "") : null;
    }

    /// <summary>"Giustizia Vecchia 211": a named holding and a number; null where it is none.</summary>
    public (TextSpan Name, TextSpan Number)? NameAndNumber(TextSpan span)
    {
        var first = words.IndexFrom(span.Start);
        var last = words.IndexFrom(span.End) - 1;
        while (last > first && Text[words.Words[last].Start - 1] == '/')
        {
            last--;
        }

        if (last - first is < 1 or > 3 || !char.IsUpper(Text[span.Start]) || Text[words.Words[last].Start - 1] != ' ' || (words.Words[last].End == span.End && DateWords.IsYear(words.Words[last].Folded)))
        {
            return null;
        }

        for (var i = words.Words[last].Start; i < span.End; i++)
        {
            if (!char.IsAsciiDigit(Text[i]) && Text[i] != '/')
            {
                return null;
            }
        }

        return (new TextSpan(span.Start, words.Words[last - 1].End), new TextSpan(words.Words[last].Start, span.End));
    }
}
