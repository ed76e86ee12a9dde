using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Decides which of several archives a mention means, by the shape of the call number, by what it holds and by what the document has cited.</summary>
internal sealed class RepositoryChoice(NoteWords words, IntroducedRepositories introduced)
{
    private string Text => words.Text;

    /// <summary>The likeliest archive and its call number behind the mention; null for the archive where two are equally likely or none is known.</summary>
    public (Repository? Repository, CallNumber Call) Forward(CallNumberReader calls, RepositoryMention mention, TextSpan after, bool isDescribed)
    {
        if (mention.Candidates.Count == 0)
        {
            var style = StyleOfUnknown(mention, after);
            return (null, calls.Read(after, style, null, isDescribed));
        }

        Repository? best = null;
        CallNumber? bestCall = null;
        var bestScore = double.MinValue;
        var tied = false;
        foreach (var candidate in mention.Candidates)
        {
            var call = calls.Read(after, candidate.Style, candidate, isDescribed);
            var score = call.Score + Fit(candidate, mention, after);
            if (score > bestScore + 0.01)
            {
                (best, bestCall, bestScore, tied) = (candidate, call, score, false);
            }
            else if (score > bestScore - 0.01 && IsPresent(candidate, mention) == IsPresent(best!, mention))
            {
                tied = true;
            }
        }

        return (tied ? null : best, bestCall!);
    }

    /// <summary>For a call number before the mention: the archive that fits best; null where two do.</summary>
    public Repository? ByBackward(RepositoryMention mention, TextSpan before)
    {
        Repository? best = null;
        var bestScore = double.MinValue;
        var tied = false;
        foreach (var candidate in mention.Candidates)
        {
            var score = Fit(candidate, mention, before);
            tied = score == bestScore || (score <= bestScore && tied);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return tied ? null : best;
    }

    /// <summary>Whether what was read behind the mention is a call number and not chance.</summary>
    public bool IsEvidence(RepositoryMention mention, CallNumber call)
    {
        if (call.Path.Count == 0)
        {
            return false;
        }

        var strong = call.Kinds.Exists(kind => kind is LabelKind.RecordGroup or LabelKind.Fond or LabelKind.Inventory or LabelKind.Manuscript) || call.Folio is not null || HasStrongLabel(call);
        var shaped = call.Path.Exists(level => IsShaped(level)) || (call.Path.Count > 1 && call.Kinds.TrueForAll(kind => kind == LabelKind.None) && call.Path.Exists(HasDigit));
        if (mention.IsWeak && mention.Candidates.Count == 0)
        {
            return !CollectionWords.LooksPublished(words, new TextSpan(mention.Span.Start, Math.Max(call.End, mention.Span.End)))
                && (HasStrongLabel(call) || call.Kinds.Exists(kind => kind is LabelKind.RecordGroup or LabelKind.Manuscript));
        }

        if (mention.IsWeak)
        {
            var labelled = HasStrongLabel(call) || call.Kinds.Exists(kind => kind is LabelKind.RecordGroup or LabelKind.Fond or LabelKind.Inventory or LabelKind.Manuscript);
            if (mention.Candidates[0].Holdings.Contains(call.Path[0].In(Text).ToString()))
            {
                return labelled || shaped;
            }

            return MayBeInitials(mention)
                ? !call.Path.Exists(HasWord) && (labelled || (IsShaped(Whole(call)) && Whole(call).In(Text).Contains('/')))
                : labelled || ((call.Path.Exists(IsShaped) || IsShaped(Whole(call))) && call.Path[0].Start - mention.Span.End <= 3 && (char.IsLetterOrDigit(Text[call.Path[0].Start]) || Text[call.Path[0].Start] == '('));
        }

        if (mention.Candidates.Count > 0 || mention.IsIntroduced)
        {
            return strong || shaped || CollectionWords.NamesCollection(words, call.Path[0])
                || (call.Path.Exists(HasDigit) && !(mention.Siglum is null && CollectionWords.LooksPublished(words, new TextSpan(mention.Span.Start, Math.Min(words.Within.End, call.End + 1)))));
        }

        shaped = call.Path.Exists(IsShaped);
        return (strong || shaped || (IsGermanArchive(mention) && call.Path.Count > 1 && call.Path.Exists(HasDigit)))
            && !IsJournal(mention) && !CollectionWords.LooksPublished(words, new TextSpan(mention.Span.Start, Math.Max(call.End, mention.Span.End)));
    }

    /// <summary>A call number that stands before its archive, read from the bottom up where it is printed so.</summary>
    public CallNumber Backward(CallNumberPieces cutter, TextSpan before, RepositoryMention mention)
    {
        var call = new CallNumber { Start = before.End, End = before.Start };
        if (mention.IsWeak && MayBeInitials(mention))
        {
            return call;
        }

        var pieces = cutter.Read(DocumentDescription.Strip(words, before));
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

    /// <summary>How sure a reading is, 0 to 1.</summary>
    public static double Confidence(RepositoryMention mention, Repository? repository, double score)
    {
        var sure = repository is not null ? mention.IsIntroduced ? 0.97 : mention.Siglum is not null ? mention.IsWeak ? 0.85 : 0.95 : 0.92 : mention.IsIntroduced ? 0.8 : 0.6;
        return Math.Round(score >= 1.4 ? sure : score > 0 ? sure - 0.1 : sure * 0.5, 2);
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

    private double Fit(Repository candidate, RepositoryMention mention, TextSpan zone)
    {
        var fit = introduced.HasCited(candidate.Id) ? 0.3 : 0;
        fit += IsPresent(candidate, mention) ? 0.05 : 0;
        foreach (var holding in candidate.Holdings)
        {
            if (StartsPiece(holding, zone))
            {
                fit += 1;
                break;
            }
        }

        var printed = mention.Span.In(Text);
        if (candidate.City is { } city && printed.Contains(city.AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            fit += 1;
        }

        fit += candidate.Country switch
        {
            "US" when printed.Contains("Washington", StringComparison.Ordinal) || printed.Contains("College Park", StringComparison.Ordinal) || printed.Contains("D.C.", StringComparison.Ordinal) => 1,
            "GB" when printed.Contains("London", StringComparison.Ordinal) => 1,
            _ => 0,
        };
        return fit;
    }

    private bool StartsPiece(string holding, TextSpan zone)
    {
        var limit = Math.Min(zone.End, zone.Start + 200);
        for (var i = zone.Start; i + holding.Length <= limit; i++)
        {
            if (Text[i] == holding[0] && (i == zone.Start || !char.IsLetterOrDigit(Text[i - 1])) && Text.AsSpan(i, holding.Length).SequenceEqual(holding)
                && (i + holding.Length == zone.End || !char.IsLetter(Text[i + holding.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPresent(Repository candidate, RepositoryMention mention) =>
        mention.Siglum is not { } siglum || candidate.Sigla.Any(own => NameFolding.Siglum(own) == NameFolding.Siglum(siglum.In(Text)));

    private CallNumberStyle StyleOfUnknown(RepositoryMention mention, TextSpan zone)
    {
        if (mention.Name is { } name && name.In(Text).StartsWith("Archives ", StringComparison.Ordinal) && name.In(Text).Contains("ales", StringComparison.Ordinal))
        {
            return CallNumberStyle.Cote;
        }

        for (var i = words.IndexFrom(zone.Start); i < words.Words.Count && words.Words[i].Start < zone.End; i++)
        {
            switch (words.Words[i].Folded)
            {
                case "box" or "folder" or "container" or "reel" or "rg":
                    return CallNumberStyle.Box;
                case "fond" or "op" or "opis" or "оп" or "фонд" or "опись":
                    return CallNumberStyle.Fond;
                case "ms" or "mss" or "cod":
                    return CallNumberStyle.Shelf;
                case "bl" or "rep":
                    return CallNumberStyle.Bestand;
            }
        }

        return CallNumberStyle.Named;
    }

    // "Archives of Neurology" unless a box or a leaf follows.
    private bool IsJournal(RepositoryMention mention) =>
        mention.Name is { } name && (name.In(Text).StartsWith("Archives of ", StringComparison.Ordinal) || name.In(Text).StartsWith("Archiv für ", StringComparison.Ordinal) || name.In(Text).StartsWith("Arquivos ", StringComparison.Ordinal));

    // "BL Chang YS", "B.A.G. Hammer", "Noctor SC, Flint AC": letters with stops, or behind a surname.
    private bool MayBeInitials(RepositoryMention mention)
    {
        if (mention.Siglum is not { } siglum)
        {
            return false;
        }

        if (siglum.In(Text).ContainsAny('.', ' '))
        {
            return true;
        }

        var before = words.IndexFrom(siglum.Start) - 1;
        return before >= 0 && siglum.Start - words.Words[before].End == 1 && Text[siglum.Start - 1] == ' ' && char.IsUpper(Text[words.Words[before].Start])
            && words.Words[before].End - words.Words[before].Start > 1 && words.Words[before].Folded is not ("see" or "in" or "and" or "source" or "the");
    }

    // The code as printed, levels together: FO 371/1.
    private static TextSpan Whole(CallNumber call) => new(call.Path.Min(level => level.Start), call.Path.Max(level => level.End));

    private bool HasWord(TextSpan level)
    {
        var lower = 0;
        foreach (var c in level.In(Text))
        {
            lower = char.IsLower(c) ? lower + 1 : 0;
            if (lower >= 3)
            {
                return true;
            }
        }

        return false;
    }

    // "Staatsarchiv Marburg, 5, Nr. 12", but not the journal "Archiv für Reformationsgeschichte 85, Nr. 2".
    private bool IsGermanArchive(RepositoryMention mention) =>
        mention.Name is { } name && name.In(Text).Contains("archiv", StringComparison.OrdinalIgnoreCase) && !name.In(Text).Contains("rchive", StringComparison.Ordinal) && !name.In(Text).Contains(" für ", StringComparison.Ordinal);

    private bool HasStrongLabel(CallNumber call)
    {
        // Where a level is labelled by more than a volume or a number its label ends right before it: "Box 12", "leg. 3".
        for (var i = 0; i < call.Path.Count; i++)
        {
            var at = words.IndexFrom(call.Path[i].Start) - 1;
            if (call.Kinds[i] is LabelKind.Box or LabelKind.File or LabelKind.Part && at >= 0
                && words.Words[at].Folded is not ("vol" or "vols" or "volume" or "volumes" or "no" or "nos" or "nr" or "n" or "bd" or "t" or "tome" or "book" or "series" or "p" or "section" or "d" or "b" or "a" or "w"))
            {
                return true;
            }
        }

        return false;
    }

    // FO 371/1, 7N, R 58/1030: a slash, or letters beside figures.
    private bool IsShaped(TextSpan level)
    {
        var span = level.In(Text);
        var digits = false;
        var capitals = false;
        foreach (var c in span)
        {
            digits |= char.IsDigit(c);
            capitals |= char.IsUpper(c);
        }

        return level.Length <= 24 && digits && (capitals || span.Contains('/') || span.Count('.') >= 2 || (span.Count('-') >= 2 && level.Length >= 8));
    }

    private bool HasDigit(TextSpan level)
    {
        foreach (var c in level.In(Text))
        {
            if (char.IsDigit(c))
            {
                return true;
            }
        }

        return false;
    }
}
