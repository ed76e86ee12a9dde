using System.Collections.Frozen;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>What stands before the archive: the document and its date, less the words that only lead in.</summary>
internal static class DocumentDescription
{
    private static readonly FrozenSet<string> LeadIn = """
        see also source sources and or in cf for example e g eg quoted cited from quote quotation passim compare both all at the clipping copy reproduced reprinted is available voir siehe vgl auch см also esp especially but original
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> LeadOut = "in at from and both all is also the clipping copy by located held cited available".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The description and the date in the stretch before an archive; nulls where it describes nothing.</summary>
    public static (TextSpan? Description, TextSpan? Date) Read(NoteWords words, CallNumberPieces cutter, TextSpan before)
    {
        var span = Strip(words, AfterLastSee(words, before));
        if (span.IsEmpty || words.Words[words.IndexFrom(span.Start)].Folded is "ibid" or "ibidem" or "ebd" or "ebenda" or "там" || CollectionWords.IsProse(words, span) || CollectionWords.LooksPublished(words, span) || span.Length > 600)
        {
            return (null, null);
        }

        var pieces = cutter.Read(span);
        if (pieces.Count == 0 || pieces.TrueForAll(piece => piece.Kind is PieceKind.Code or PieceKind.Address))
        {
            return (null, null);
        }

        var first = pieces.Count;
        while (first > 0 && pieces[first - 1].Kind == PieceKind.Date)
        {
            first--;
        }

        TextSpan? date = first < pieces.Count ? DocumentDate.Trim(words, new TextSpan(pieces[first].Span.Start, pieces[^1].Span.End)) : null;
        TextSpan? description = first > 0 ? cutter.Unquote(new TextSpan(pieces[0].Span.Start, pieces[first - 1].Span.End)) : null;
        if (description is { } found && words.IndexFrom(found.End) - words.IndexFrom(found.Start) == 1 && date is null && !CollectionWords.DescribesDocument(words, found))
        {
            // "London, British Library": one word alone is a place.
            return (null, null);
        }

        return (description, date);
    }

    // "For the first meeting see Minutes …": what leads to "see" is not the document.
    private static TextSpan AfterLastSee(NoteWords words, TextSpan span)
    {
        for (var i = words.IndexFrom(span.End) - 1; i >= 0 && words.Words[i].Start >= span.Start; i--)
        {
            if (words.Words[i].Folded is "see" or "cf" or "voir" or "siehe" or "vgl" or "см")
            {
                return new TextSpan(words.Words[i].End, span.End);
            }
        }

        return span;
    }

    /// <summary>The stretch without the words that only lead in or out.</summary>
    public static TextSpan Strip(NoteWords words, TextSpan span)
    {
        var first = words.IndexFrom(span.Start);
        var last = words.IndexFrom(span.End);
        while (first < last && LeadIn.Contains(words.Words[first].Folded) && !(words.Words[first].Folded is "copy" or "original" && char.IsUpper(words.Text[words.Words[first].Start])))
        {
            first++;
        }

        while (last > first && LeadOut.Contains(words.Words[last - 1].Folded) && char.IsLower(words.Text[words.Words[last - 1].Start]))
        {
            last--;
        }

        if (first >= last)
        {
            return new TextSpan(span.Start, span.Start);
        }

        var start = words.Words[first].Start;
        while (start > span.Start && words.Text[start - 1] is '“' or '"' or '[' or '«' or '(' or '‘')
        {
            start--;
        }

        var end = words.Words[last - 1].End;
        while (end < span.End && words.Text[end] is '”' or '"' or ']' or '»' or ')' or '.' or '?' && (words.Text[end] is not '.' || end + 1 < span.End && words.Text[end + 1] is '”' or '"'))
        {
            end++;
        }

        return new TextSpan(start, end);
    }
}
