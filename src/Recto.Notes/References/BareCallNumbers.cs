using Recto.Notes.Archives;
using Recto.Notes.CallNumbers;
using Recto.Notes.Text;

namespace Recto.Notes.References;

/// <summary>Reads a call number without an archive: <c>f. 17, op. 162, d. 14</c>, <c>RG 59, Box 12</c>, <c>Day Papers, Box 1</c>, <c>Sloane MS 1626</c>.</summary>
internal sealed class BareCallNumbers(RepositoryDirectory directory, NoteWords words, IntroducedRepositories introduced, CallNumberPieces cutter, CallNumberReader calls)
{
    private string Text => words.Text;

    /// <summary>The reference of the segment; null where it holds no such number.</summary>
    public ArchivalReference? Read(TextSpan segment)
    {
        if (!MayHoldNumber(segment))
        {
            return null;
        }

        var pieces = cutter.Read(segment);
        for (var i = 0; i < pieces.Count; i++)
        {
            if (StyleAt(pieces, i) is { } style)
            {
                return Build(segment, new TextSpan(pieces[i].Span.Start, segment.End), style, KnownBy(pieces[i], style), 0.7, null);
            }

            if (Shelfmark(pieces, i) is { } shelf)
            {
                return shelf;
            }

            if (CodeOfCited(pieces[i]) is { } cited)
            {
                return Build(segment, new TextSpan(pieces[i].Span.Start, segment.End), cited.Style, cited, 0.7, null);
            }
        }

        return null;
    }

    // Cheap: most segments of most notes cite books.
    private bool MayHoldNumber(TextSpan segment)
    {
        for (var i = words.IndexFrom(segment.Start); i < words.Words.Count && words.Words[i].Start < segment.End; i++)
        {
            switch (words.Words[i].Folded)
            {
                case "op" or "оп" or "opis" or "опись" or "rg" or "record" or "box" or "container" or "reel" or "folder" or "ms" or "mss" or "lot" or "carton":
                    return true;
            }

            if (words.Words[i].Start + 2 < segment.End && char.IsUpper(Text[words.Words[i].Start]) && IsCodeLetters(words.Words[i]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCodeLetters(NoteWord word) => word.End - word.Start is >= 2 and <= 4 && word.End + 1 < Text.Length && Text[word.End] == ' ' && char.IsDigit(Text[word.End + 1]);

    private CallNumberStyle? StyleAt(List<CallNumberPiece> pieces, int i)
    {
        var piece = pieces[i];
        var next = i + 1 < pieces.Count ? pieces[i + 1] : default;
        if (piece.Label == LabelKind.Fond && next.Label == LabelKind.Inventory)
        {
            return CallNumberStyle.Fond;
        }

        if (piece.LabelWord is "f" or "ф" && piece.Label == LabelKind.Fond && i + 2 < pieces.Count && pieces[i + 2].Label == LabelKind.Inventory)
        {
            return CallNumberStyle.Fond;
        }

        if (piece.Label == LabelKind.RecordGroup && piece.Value.Length > 0 && char.IsDigit(Text[piece.Value.Start]))
        {
            return CallNumberStyle.Box;
        }

        if (piece.Kind == PieceKind.Words && CollectionWords.NamesCollection(words, piece.Span) && !CollectionWords.IsProse(words, piece.Span) && !CollectionWords.LooksPublished(words, piece.Span))
        {
            var says = IsLotFile(piece.Span);
            for (var k = i + 1; k < pieces.Count && k <= i + 2; k++)
            {
                says |= pieces[k].Kind == PieceKind.Labelled && pieces[k].LabelWord is "box" or "boxes" or "container" or "containers" or "reel" or "folder" or "carton" or "lib" or "liber";
            }

            return says ? CallNumberStyle.Box : null;
        }

        return null;
    }

    private bool IsLotFile(TextSpan span)
    {
        for (var i = words.IndexFrom(span.Start); i + 2 < words.Words.Count && words.Words[i + 2].End <= span.End; i++)
        {
            if (words.Words[i].Folded == "lot" && words.Words[i + 1].Folded == "file" && char.IsDigit(Text[words.Words[i + 2].Start]))
            {
                return true;
            }
        }

        return false;
    }

    // RG 59 alone may be any house's; with the decimal file behind it, it is the National Archives.
    private Repository? KnownBy(CallNumberPiece piece, CallNumberStyle style)
    {
        if (style != CallNumberStyle.Box || directory.Find("nara") is not { } nara)
        {
            return null;
        }

        var rest = Text.AsSpan(piece.Span.Start, Math.Min(words.Within.End, piece.Span.End + 60) - piece.Span.Start);
        var telling = rest.Contains("Decimal File", StringComparison.Ordinal) || rest.Contains("CDF", StringComparison.Ordinal) || rest.Contains("Foreign Policy File", StringComparison.Ordinal) || rest.Contains("CFPF", StringComparison.Ordinal);
        return telling || (piece.Label == LabelKind.RecordGroup && introduced.HasCited(nara.Id)) ? nara : null;
    }

    private Repository? CodeOfCited(CallNumberPiece piece)
    {
        if (piece.Kind != PieceKind.Code || !piece.Value.In(Text).Contains('/'))
        {
            return null;
        }

        var word = words.Words[words.IndexFrom(piece.Value.Start)];
        if (!IsCodeLetters(word))
        {
            return null;
        }

        foreach (var repository in directory.Repositories)
        {
            if (repository.Style == CallNumberStyle.Code && introduced.HasCited(repository.Id) && repository.Holdings.Contains(Text[word.Start..word.End]))
            {
                return repository;
            }
        }

        return null;
    }

    private ArchivalReference? Shelfmark(List<CallNumberPiece> pieces, int i)
    {
        var span = pieces[i].Span;
        // A manuscript named in the title of an article is not cited there.
        if (pieces[i].Kind is not (PieceKind.Words or PieceKind.Labelled) || AfterLeadIn(span) is not { } own || words.IsQuoted(own.Start) || Shelfmarks.Read(words, own) is not { Collection: { } collection, SaysManuscript: true } mark)
        {
            return null;
        }

        if (mark.Number.End + 1 < words.Within.End && Text.AsSpan(mark.Number.End, 2).Contains('”'))
        {
            return null;
        }

        var named = collection.In(Text).ToString();
        Repository? known = null;
        foreach (var repository in directory.Repositories)
        {
            if (repository.Style == CallNumberStyle.Shelf && repository.Holdings.Contains(named.TrimEnd('.')))
            {
                known = repository;
                break;
            }
        }

        if (known is null && (words.IndexFrom(collection.End) - words.IndexFrom(collection.Start) > 3 || !char.IsDigit(Text[mark.Number.Start]) || DateWords.IsYear(words.Words[words.IndexFrom(mark.Number.Start)].Folded)))
        {
            return null;
        }

        var zoneEnd = pieces[^1].Span.End;
        return Build(new TextSpan(own.Start, zoneEnd), new TextSpan(own.Start, zoneEnd), CallNumberStyle.Shelf, known, known is null ? 0.5 : 0.8, own.Start);
    }

    // "His notebooks are Sloane MSS 1626": from the last capitalised word before MS.
    private TextSpan? AfterLeadIn(TextSpan span)
    {
        var first = words.IndexFrom(span.Start);
        var last = words.IndexFrom(span.End);
        for (var i = first; i < last; i++)
        {
            if (words.Words[i].Folded is "ms" or "mss" or "roll" or "charter" && char.IsUpper(Text[words.Words[i].Start]))
            {
                var start = i;
                while (start > first && char.IsUpper(Text[words.Words[start - 1].Start]) && i - start < 3 && words.Words[start].Start - words.Words[start - 1].End == 1
                    && words.Words[start - 1].Folded is not ("see" or "the" or "from" or "for"))
                {
                    start--;
                }

                return start < i ? new TextSpan(words.Words[start].Start, span.End) : null;
            }
        }

        return null;
    }

    private ArchivalReference? Build(TextSpan segment, TextSpan zone, CallNumberStyle style, Repository? repository, double confidence, int? start)
    {
        var (description, date) = start is null ? DocumentDescription.Read(words, cutter, new TextSpan(segment.Start, zone.Start)) : (null, null);
        var call = calls.Read(zone, style, repository, description is not null || date is not null);
        if (call.Path.Count == 0)
        {
            return null;
        }

        if (repository is not null)
        {
            introduced.Cite(repository.Id);
        }

        var from = Math.Min(zone.Start, Math.Min(description?.Start ?? zone.Start, date?.Start ?? zone.Start));
        var end = call.End;
        var fields = Math.Max(call.FieldsEnd(), from + 1);
        while (end > fields && Text[end - 1] is ' ' or ',' or '.')
        {
            end--;
        }

        return ArchivalReference.Of(Text, new TextSpan(from, end), confidence, call, description, date) with { RepositoryId = repository?.Id };
    }
}
