using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Trims pieces of a call number.</summary>
internal sealed class PieceEdges(NoteWords words)
{
    private string Text => words.Text;

    /// <summary>The span without a bracket that ends it.</summary>
    public TextSpan WithoutTrailingBracket(TextSpan span)
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

    /// <summary>The span without blanks, colons and dashes at its ends.</summary>
    public TextSpan Trim(TextSpan span)
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
