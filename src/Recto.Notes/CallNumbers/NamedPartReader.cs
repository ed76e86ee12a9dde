using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads what stands in words in a call number: a series where a code follows, a folder's title behind a box, else what the document is.</summary>
internal sealed class NamedPartReader(NoteWords words, CallNumberPieces cutter)
{
    private const int LookAhead = 5;
    private const int LongestSeriesInWords = 20;

    private readonly DescriptionReader _descriptions = new(words, cutter);

    private string Text => words.Text;

    /// <summary>Reads a piece that is no label and no code; false where nothing of the call number follows.</summary>
    /// <param name="call">What was read before it.</param>
    /// <param name="pieces">The pieces of the zone.</param>
    /// <param name="i">Which piece.</param>
    /// <param name="style">The archive's style.</param>
    /// <param name="isDescribed">Whether a document was described before the archive, so that a date behind it belongs to the folder.</param>
    /// <param name="zone">The stretch that is read.</param>
    public bool Read(CallNumber call, List<CallNumberPiece> pieces, int i, CallNumberStyle style, bool isDescribed, TextSpan zone)
    {
        var piece = pieces[i];
        if (style is CallNumberStyle.Box && call.Folio is null && call.Description is null && !(piece.Kind == PieceKind.Date && !isDescribed && call.Path.Count > 0 && cutter.HasMonth(pieces[i])))
        {
            return ReadFolderOrSeries(call, pieces, i);
        }

        if (style is CallNumberStyle.Named or CallNumberStyle.Bestand or CallNumberStyle.Shelf && !(piece.Kind == PieceKind.Date && cutter.HasMonth(piece)) && call.Folio is null && call.Description is null
            && WordCount(piece.Span) <= LongestSeriesInWords && CodeFollows(pieces, i))
        {
            AddSeries(call, piece);
            return true;
        }

        if (call.Path.Count == 0)
        {
            if (call.Series is null && CodeFollows(pieces, i) && WordCount(piece.Span) <= LongestSeriesInWords && piece.Kind == PieceKind.Words)
            {
                call.Series = piece.Value;
                return true;
            }

            if (style is CallNumberStyle.Named or CallNumberStyle.Shelf && piece.Kind == PieceKind.Words && CollectionWords.NamesCollection(words, piece.Span))
            {
                call.Add(piece.Value, LabelKind.None);
                call.End = piece.Span.End;
                call.Score += 0.2;
                return true;
            }

            return false;
        }

        if (style != CallNumberStyle.Shelf || piece.Kind == PieceKind.Date || Text[piece.Span.Start] is '“' or '"' or '‘')
        {
            _descriptions.Read(call, pieces, i, zone);
        }

        return false;
    }

    private bool ReadFolderOrSeries(CallNumber call, List<CallNumberPiece> pieces, int i)
    {
        var piece = pieces[i];
        if (WordCount(piece.Span) > LongestSeriesInWords)
        {
            return false;
        }

        var afterBox = call.Kinds.Contains(LabelKind.Box) || call.Kinds.Contains(LabelKind.File);
        var joins = call.Kinds.Count > 0 && call.Kinds[^1] == LabelKind.None && (afterBox || piece.Kind == PieceKind.Date || (piece.Kind == PieceKind.Code && IsYears(piece.Value)));
        if (joins)
        {
            call.Path[^1] = new TextSpan(call.Path[^1].Start, piece.Value.End);
            call.End = piece.Span.End;
            return true;
        }

        if (call.Path.Count == 0 && !CodeFollows(pieces, i) && !CollectionWords.NamesCollection(words, piece.Span))
        {
            return false;
        }

        call.Add(piece.Value, LabelKind.None);
        call.End = piece.Span.End;
        call.Score += CollectionWords.NamesCollection(words, piece.Span) ? 0.4 : 0.1;
        return true;
    }

    private bool IsYears(TextSpan value)
    {
        foreach (var c in value.In(Text))
        {
            if (!char.IsAsciiDigit(c) && c is not ('-' or '–' or '—' or '/'))
            {
                return false;
            }
        }

        return value.Length is 4 or 7 or 9;
    }

    // "Série Z (Europe, 1918–1940)": the letter is the level, the phrase the series.
    private void AddSeries(CallNumber call, CallNumberPiece piece)
    {
        var first = words.IndexFrom(piece.Span.Start);
        if (words.Words[first].Folded is "serie" or "series" && first + 1 < words.Words.Count && words.Words[first + 1].End <= piece.Span.End && words.Words[first + 1].End - words.Words[first + 1].Start <= 3)
        {
            call.Series ??= piece.Span;
            call.Add(new TextSpan(words.Words[first + 1].Start, words.Words[first + 1].End), LabelKind.Part);
        }
        else
        {
            call.Add(piece.Value, LabelKind.None);
        }

        call.End = piece.Span.End;
    }

    private bool CodeFollows(List<CallNumberPiece> pieces, int i)
    {
        for (var k = i + 1; k < pieces.Count && k <= i + LookAhead; k++)
        {
            if (pieces[k].Kind is PieceKind.Code || (pieces[k].Kind == PieceKind.Labelled && pieces[k].Label is not LabelKind.Page))
            {
                return true;
            }

            if (pieces[k].Kind == PieceKind.Address || cutter.HasMonth(pieces[k]))
            {
                return false;
            }
        }

        return false;
    }

    private int WordCount(TextSpan span) => words.IndexFrom(span.End) - words.IndexFrom(span.Start);
}
