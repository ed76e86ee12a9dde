using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads a call number that stands before its archive: <c>Box 3, Fish Papers, Library of Congress</c>.</summary>
internal sealed class BackwardReader(NoteWords words, CallNumberPieces cutter, CallNumberEvidence evidence)
{
    private string Text => words.Text;

    /// <summary>A call number that stands before its archive, read from the bottom up where it is printed so.</summary>
    public CallNumber Read(TextSpan before, RepositoryMention mention)
    {
        var call = new CallNumber { Start = before.End, End = before.Start };
        if (mention.IsWeak && evidence.MayBeInitials(mention))
        {
            return call;
        }

        var pieces = cutter.Read(DocumentDescription.Strip(words, before));
        if (pieces is [.., { Kind: PieceKind.Code } code] && HouseOf(mention, code.Value) is { } house)
        {
            // "MH 151/23, National Archives": the archive's own holding.
            foreach (var level in CallNumberCodes.Split(Text, code.Value, house.Style, house).Levels)
            {
                call.Add(level, LabelKind.None);
            }

            (call.Start, call.End, call.Score) = (code.Span.Start, code.Span.End, 1.4);
            return call;
        }

        var first = pieces.Count;
        while (first > 0 && IsOfPath(pieces, first - 1))
        {
            first--;
        }

        while (first < pieces.Count && pieces[first].Kind is PieceKind.Date or PieceKind.Address)
        {
            first++;
        }

        if (first == pieces.Count || !pieces.Skip(first).Any(piece => piece.Kind == PieceKind.Labelled && piece.LabelWord is not ("p" or "pp" or "page" or "pages" or "no" or "vol")) && !pieces.Skip(first).Any(piece => IsLotFile(piece.Span)))
        {
            return call;
        }

        for (var i = first; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Label is LabelKind.Leaf or LabelKind.Page)
            {
                call.Folio ??= piece.Value;
            }
            else if (piece.Kind is PieceKind.Date or PieceKind.Code && call.Path.Count > 0 && call.Kinds[^1] == LabelKind.None && i > first && pieces[i - 1].Label == LabelKind.None)
            {
                call.Path[^1] = new TextSpan(call.Path[^1].Start, piece.Value.End);
            }
            else
            {
                call.Add(piece.Value, piece.Label == LabelKind.None && IsLotFile(piece.Span) ? LabelKind.Fond : piece.Label);
            }
        }

        call.Start = pieces[first].Span.Start;
        call.End = pieces[^1].Span.End;
        call.Score = 1.4;
        if (RunsUpward(call))
        {
            call.Path.Reverse();
            call.Kinds.Reverse();
        }

        return call;
    }

    private Repository? HouseOf(RepositoryMention mention, TextSpan code)
    {
        var end = code.Start;
        while (end < code.End && char.IsLetter(Text[end]))
        {
            end++;
        }

        var letters = Text[code.Start..end];
        return code.In(Text).ContainsAnyInRange('0', '9') ? mention.Candidates.FirstOrDefault(candidate => candidate.Holdings.Contains(letters)) : null;
    }

    private bool IsOfPath(List<CallNumberPiece> pieces, int i)
    {
        var piece = pieces[i];
        return piece.Kind switch
        {
            PieceKind.Labelled => true,
            PieceKind.Words => CollectionWords.NamesCollection(words, piece.Span) && !CollectionWords.IsProse(words, piece.Span) && !IsLetter(piece.Span),
            PieceKind.Code => true,
            PieceKind.Date => i > 0 && pieces[i - 1].Kind == PieceKind.Words && CollectionWords.NamesCollection(words, pieces[i - 1].Span) && !IsLetter(pieces[i - 1].Span),
            _ => false,
        };
    }

    // "Letter from Seward to Defrees" describes; "Letters Sent" and "Domestic Letters" are series.
    private bool IsLetter(TextSpan span)
    {
        for (var i = words.IndexFrom(span.Start); i < words.Words.Count && words.Words[i].Start < span.End; i++)
        {
            if (words.Words[i].Folded == "to" && char.IsLower(Text[words.Words[i].Start]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsLotFile(TextSpan span) => span.In(Text).Contains("Lot File", StringComparison.Ordinal);

    private static bool RunsUpward(CallNumber call)
    {
        var known = call.Kinds.Where(kind => kind != LabelKind.None).ToList();
        return known.Count == 1 ? known[0] == LabelKind.RecordGroup && call.Kinds[^1] == LabelKind.RecordGroup : known.Count > 1 && known[^1] < known[0];
    }
}
