using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Reads the call number behind an archive's name: levels from the top down, then a leaf, then what the document is and its date.</summary>
internal sealed class CallNumberReader(NoteWords words, CallNumberPieces cutter)
{
    private readonly NamedPartReader _named = new(words, cutter);
    private readonly LeadingCodes _codes = new(words);

    private string Text => words.Text;

    /// <summary>Reads forward from the start of the zone.</summary>
    /// <param name="zone">From behind the archive's name to the end of its sentence or bracket.</param>
    /// <param name="style">The archive's style.</param>
    /// <param name="repository">The archive; null where we do not know it.</param>
    /// <param name="isDescribed">Whether a document was described before the archive, so that a date behind it belongs to the folder.</param>
    public CallNumber Read(TextSpan zone, CallNumberStyle style, Repository? repository, bool isDescribed)
    {
        var pieces = cutter.Read(zone);
        var call = new CallNumber { Start = zone.Start, End = zone.Start };
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (style == CallNumberStyle.Dots && piece.Kind == PieceKind.Date && !cutter.HasMonth(piece))
            {
                // ERA.1.4.1234 is no first of April.
                piece = pieces[i] = piece with { Kind = PieceKind.Code };
            }

            if (piece.Kind == PieceKind.Address || (piece.Kind == PieceKind.Words && (style != CallNumberStyle.Shelf || call.Path.Count > 0) && CollectionWords.IsProse(words, piece.Span)))
            {
                break;
            }

            if (GoesOnWithLeaves(call, pieces, i) || StandsBetweenLevels(call, pieces, i, style))
            {
                continue;
            }

            if (call.Path.Count == 0 && style is CallNumberStyle.Code or CallNumberStyle.Cote or CallNumberStyle.Bestand or CallNumberStyle.Fond && _codes.LeadingCode(piece) is { } head)
            {
                ReadCode(call, head, style, repository, pieces, i);
                break;
            }

            if (call.Path.Count == 0 && style is CallNumberStyle.Named or CallNumberStyle.Code && i == 0 && piece.Kind == PieceKind.Words && _codes.NameAndNumber(piece.Span) is { } unit)
            {
                call.Add(unit.Name, LabelKind.None);
                foreach (var level in style == CallNumberStyle.Code ? CallNumberCodes.Split(Text, unit.Number, style, repository).Levels : [unit.Number])
                {
                    call.Add(level, LabelKind.None);
                }

                call.End = piece.Span.End;
                call.Score += 0.4;
                continue;
            }

            if (style == CallNumberStyle.Shelf && call.Path.Count > 0 && piece.Kind == PieceKind.Date && CallNumberCodes.IsBareNumber(Text, piece.Value) && call.Kinds[^1] == LabelKind.Manuscript && call.Folio is null)
            {
                // "Sloane MSS 1626, 1627": four figures, and no year.
                call.Path[^1] = new TextSpan(call.Path[^1].Start, piece.Value.End);
                call.End = piece.Span.End;
                continue;
            }

            if (style == CallNumberStyle.Shelf && ReadShelfmark(call, piece))
            {
                continue;
            }

            if (piece.Kind == PieceKind.Labelled && ReadLabelled(call, pieces, i, style, isDescribed))
            {
                continue;
            }

            if (piece.Kind == PieceKind.Code && ReadCode(call, piece, style, repository, pieces, i))
            {
                continue;
            }

            if (!_named.Read(call, pieces, i, style, isDescribed, zone))
            {
                break;
            }
        }

        if (call.Path.Count > 0)
        {
            ReadSide(call, zone);
            call.Score += 1;
        }

        return call;
    }

    // "лл. 3-5, 7 об.": leaves go on behind a comma.
    private bool GoesOnWithLeaves(CallNumber call, List<CallNumberPiece> pieces, int i)
    {
        var piece = pieces[i];
        if (call.Folio is not { } folio || i == 0 || pieces[i - 1].Span.End != call.End || call.Description is not null || piece.Kind is PieceKind.Labelled or PieceKind.Date or PieceKind.Address || !char.IsDigit(Text[piece.Span.Start]))
        {
            return false;
        }

        var (leaf, side) = FolioSides.Read(Text, piece.Value);
        foreach (var c in leaf.In(Text))
        {
            if (!char.IsDigit(c) && c is not ('-' or '–' or ' ' or '.' or 'r' or 'v' or 'a' or 'o' or 'b' or 'о' or 'б' or 'а'))
            {
                return false;
            }
        }

        call.Folio = new TextSpan(folio.Start, leaf.End);
        call.Side = side;
        call.End = piece.Span.End;
        return true;
    }

    // "f. 102, 1898 g., op. 226": what stands between two levels of a fond is no level.
    private static bool StandsBetweenLevels(CallNumber call, List<CallNumberPiece> pieces, int i, CallNumberStyle style) =>
        style == CallNumberStyle.Fond && call.Kinds.Count > 0 && call.Kinds[^1] == LabelKind.Fond && pieces[i].Kind != PieceKind.Labelled
        && i + 1 < pieces.Count && pieces[i + 1].Label == LabelKind.Inventory;

    private bool ReadLabelled(CallNumber call, List<CallNumberPiece> pieces, int i, CallNumberStyle style, bool isDescribed)
    {
        var piece = pieces[i];
        var kind = Resolve(piece, call, style);
        if (kind is LabelKind.Leaf or LabelKind.Page)
        {
            if (call.Path.Count == 0)
            {
                return false;
            }

            if (call.Folio is null || kind == LabelKind.Leaf)
            {
                call.TakeLeaf(Text, piece.Value);
                call.Score += 0.3;
            }

            call.End = Math.Max(call.End, piece.Span.End);
            return true;
        }

        if (call.Folio is not null || (call.Description is not null && style is CallNumberStyle.Code or CallNumberStyle.Cote))
        {
            return false;
        }

        // A folder's title may hold a volume of its own: "Box 6, FRUS, 1952–1954, Vol. X, Iran".
        if (style == CallNumberStyle.Box && piece.LabelWord is "vol" or "vols" or "volume" or "no" or "nos" or "part" or "p" or "t" or "s" or "c" or "d" or "l" or "f" or "a" or "k" && InFolderTitle(call))
        {
            return false;
        }

        if (style == CallNumberStyle.Named && piece.LabelWord is "serie" or "series" && piece.Span.End > piece.Value.End)
        {
            call.Series ??= piece.Span;
        }

        call.Add(piece.Value, kind);
        call.End = piece.Span.End;
        call.Score += 0.5;
        return true;
    }

    private static bool InFolderTitle(CallNumber call) => call.Kinds.Count > 0 && (call.Kinds[^1] == LabelKind.None && call.Kinds.Contains(LabelKind.Box));

    // One letter means different things in different houses: f. is a fond before an opis, a fascicolo after a busta, a leaf after a number.
    private static LabelKind Resolve(CallNumberPiece piece, CallNumber call, CallNumberStyle style)
    {
        var hasFond = call.Kinds.Contains(LabelKind.Fond) || (style == CallNumberStyle.Fond && call.Path.Count > 0);
        var endsAsLeaf = piece.Value.Length > 1;
        return piece.LabelWord switch
        {
            "f" or "ф" when style == CallNumberStyle.Fond && !hasFond => LabelKind.Fond,
            "f" when style == CallNumberStyle.Named && endsAsLeaf && call.Kinds.Count > 0 && call.Kinds[^1] == LabelKind.Box && call.Path.Count > 1 && call.Kinds[^1] != LabelKind.File => LabelKind.Leaf,
            "f" => LabelKind.Leaf,
            "p" when style != CallNumberStyle.Fond => LabelKind.Page,
            "c" or "k" or "l" or "h" or "s" when style == CallNumberStyle.Box => LabelKind.Page,
            "s" when style == CallNumberStyle.Fond => LabelKind.File,
            _ => piece.Label,
        };
    }

    private bool ReadCode(CallNumber call, CallNumberPiece piece, CallNumberStyle style, Repository? repository, List<CallNumberPiece> pieces, int i)
    {
        if (call.Description is not null || call.Folio is not null)
        {
            return false;
        }

        var complete = call.Path.Count > 0;
        if (complete && style is CallNumberStyle.Code or CallNumberStyle.Cote or CallNumberStyle.Dots && call.Kinds[^1] != LabelKind.Part)
        {
            return false;
        }

        if (complete && style == CallNumberStyle.Fond && pieces[i - 1].Kind == PieceKind.Labelled)
        {
            return false;
        }

        if (complete && style == CallNumberStyle.Shelf)
        {
            if (!LooksLikeLeaf(piece.Value))
            {
                // "Sloane MSS 1626, 1627, 1628": one reference to several numbers.
                call.Path[^1] = new TextSpan(call.Path[^1].Start, piece.Value.End);
                call.End = piece.Span.End;
                return true;
            }

            call.TakeLeaf(Text, piece.Value);
            call.End = piece.Span.End;
            return true;
        }

        var (levels, leaf) = CallNumberCodes.Split(Text, piece.Value, style, repository);
        foreach (var level in levels)
        {
            call.Add(level, LabelKind.None);
        }

        if (leaf is { } span)
        {
            call.TakeLeaf(Text, span);
        }

        call.End = piece.Span.End;
        call.Score += levels.Count > 1 ? 0.7 : 0.4;
        return true;
    }

    private bool ReadShelfmark(CallNumber call, CallNumberPiece piece)
    {
        if (call.Path.Count > 0 || piece.Kind is PieceKind.Date or PieceKind.Address || Shelfmarks.Read(words, piece.Span) is not { } mark)
        {
            return false;
        }

        if (mark.Collection is { } collection)
        {
            call.Add(collection, LabelKind.None);
        }

        call.Add(mark.Number, mark.SaysManuscript ? LabelKind.Manuscript : LabelKind.None);
        call.End = piece.Span.End;
        call.Score += mark.SaysManuscript ? 0.7 : 0.4;
        return true;
    }

    private bool LooksLikeLeaf(TextSpan value) => value.In(Text) is var span && char.IsDigit(span[0]) && (span[^1] is 'r' or 'v' || span.ContainsAny('r', 'v'));

    // "05/13/94/70/14 (recto)": the side in brackets behind the leaf.
    private void ReadSide(CallNumber call, TextSpan zone)
    {
        if (call.Folio is { } folio && call.Side is null && FolioSides.InBracketsAfter(Text, folio.End, zone.End) is { } bracketed)
        {
            call.Side = bracketed.Side;
            call.End = Math.Max(call.End, bracketed.End);
        }
    }
}
