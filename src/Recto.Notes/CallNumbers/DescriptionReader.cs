using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads what stands behind a call number: what the document is, its date, a page at the end.</summary>
internal sealed class DescriptionReader(NoteWords words, CallNumberPieces cutter)
{
    private string Text => words.Text;

    /// <summary>Everything to the end of the zone describes the document; a date and a bare page at its end are taken out.</summary>
    public void Read(CallNumber call, List<CallNumberPiece> pieces, int i, TextSpan zone)
    {
        var last = pieces.Count - 1;
        while (last >= i && pieces[last].Kind == PieceKind.Address)
        {
            last--;
        }

        if (last < i)
        {
            return;
        }

        call.End = pieces[last].Span.End;
        var end = last;
        while (end > i && pieces[end] is { Kind: PieceKind.Code } or { Kind: PieceKind.Labelled, Label: LabelKind.Page or LabelKind.Leaf } && (pieces[end].Kind == PieceKind.Labelled || CallNumberCodes.IsBareNumber(Text, pieces[end].Value)))
        {
            end--;
        }

        if (end < last && (pieces[end].Kind == PieceKind.Date || pieces[end + 1].Kind == PieceKind.Labelled))
        {
            if (call.Folio is null)
            {
                call.TakeLeaf(Text, new TextSpan(pieces[end + 1].Value.Start, pieces[last].Value.End));
            }
        }
        else
        {
            end = last;
        }

        var dateStart = end + 1;
        while (dateStart > i && pieces[dateStart - 1].Kind == PieceKind.Date)
        {
            dateStart--;
        }

        // "Chaplain’s Journal, 1846–51, January 9, 1847": the years are the journal's.
        var lastMonth = dateStart < end ? pieces.FindLastIndex(end, end - dateStart + 1, cutter.HasMonth) : -1;
        while (dateStart < lastMonth && !cutter.HasMonth(pieces[dateStart]))
        {
            dateStart++;
        }

        if (dateStart <= end)
        {
            call.Date = DocumentDate.Trim(words, new TextSpan(pieces[dateStart].Span.Start, pieces[end].Span.End));
            end = dateStart - 1;
        }

        if (end >= i)
        {
            call.Description = cutter.Unquote(WithoutStop(new TextSpan(pieces[i].Span.Start, pieces[end].Span.End), zone));
            call.Date ??= DocumentDate.AtEndOf(words, call.Description.Value);
        }

    }

    // The stop that ends the sentence is not the description's.
    private TextSpan WithoutStop(TextSpan span, TextSpan zone) => span.End == zone.End && span.Length > 1 && Text[span.End - 1] == '.' ? new TextSpan(span.Start, span.End - 1) : span;
}
