using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>
/// Reads mentions by author and year: <c>Weber 1995, 29</c>, <c>Weber and Braun 2001a: 15</c>, <c>Weber et al. (2003), p. 4</c>. They must fill their clause.
/// Limit: where neither a page nor a signal stands by, only a family name that the document has cited tells it from a place and a year (<c>Paris 1939</c>).
/// </summary>
internal static class AuthorYear
{
    private const int MostPersons = 4;

    /// <summary>The first mention inside a sentence: of an author whom the document has cited, or of several, or with an announced page; null where there is none.</summary>
    public static PublishedReference? FindIn(NoteTokens tokens, TokenRange range, KnownWorks known)
    {
        var lastYear = range.To - 1;
        while (lastYear >= range.From && !Numerals.IsYear(tokens, lastYear))
        {
            lastYear--;
        }

        for (var i = range.From; i < lastYear; i++)
        {
            var follows = i > range.From && tokens.Is(i - 1, TokenKind.Word) && char.IsUpper(tokens.TextOf(i - 1)[0]);
            if (!follows && tokens.QuotationAt(i) < 0 && tokens.HasGapBefore(i) && IsFamily(tokens, i) && Read(new Draft(tokens, range with { From = i }), known, isInside: true) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The mention that is the stretch, or that begins it with an announced page; null where it is none.</summary>
    /// <param name="draft">An empty draft of the stretch.</param>
    /// <param name="known">What the document has cited so far.</param>
    /// <param name="isInside">Whether a sentence goes on before and behind it.</param>
    public static PublishedReference? Read(Draft draft, KnownWorks known, bool isInside = false)
    {
        var tokens = draft.Tokens;
        var (from, to) = draft.Within;
        var start = from;
        if (tokens[from].Kind == TokenKind.Opening && tokens.Partner(from) == to - 1)
        {
            (start, to) = (from + 1, to - 1);
        }

        var i = Persons(draft, start, to);
        if (i <= start || i >= to)
        {
            return null;
        }

        // "Feest/Blankenburg, 1972"
        var isApart = tokens.Is(i, ',') && (draft.Authors.Count > 1 || FollowsSignal(tokens, start)) && i + 1 < to;
        i += isApart ? 1 : 0;
        var isBracketed = tokens[i].Kind == TokenKind.Opening;
        var close = isBracketed ? tokens.Partner(i) : -1;
        var year = isBracketed ? i + 1 : i;
        if (!Numerals.IsYear(tokens, year) || (isBracketed && (close < 0 || close >= to)))
        {
            return null;
        }

        draft.Year = new TokenRange(year, year + 1);
        var end = year + 1;
        var isAnnounced = false;
        if (end < (isBracketed ? close : to) && PinpointReader.ReadAt(tokens, end, isBracketed ? close : to) is { } pinpoint && (tokens.Is(end, ',') || tokens.Is(end, ':')))
        {
            draft.Pages = pinpoint.Number;
            end = pinpoint.Whole.To;
            isAnnounced = pinpoint.IsAnnounced;
        }

        if (isBracketed)
        {
            if (end != close)
            {
                return null;
            }

            end = close + 1;
            if (end < to && draft.Pages.IsEmpty && tokens.Is(end, ',') && PinpointReader.ReadAt(tokens, end, to) is { } behind)
            {
                draft.Pages = behind.Number;
                end = behind.Whole.To;
            }
        }

        var first = draft.Authors[0].Family;
        var isKnown = known.KnowsFamily(tokens.Span(first.From, first.To).In(tokens.Text));
        var isTold = isKnown || known.CitesByYear || !draft.Pages.IsEmpty || draft.Authors.Count > 1 || (isBracketed && end == to) || tokens.Text[tokens[year].End - 1] > '9' || FollowsSignal(tokens, start);
        if (isInside)
        {
            isTold = (isKnown && known.CitesByYear) || isAnnounced || (draft.Authors.Count > 1 && !isApart);
            return isTold ? draft.Build(ReferenceKind.Unknown, ReferenceForm.Short, isKnown ? 0.8 : 0.6, tokens.Span(from, end)) : null;
        }

        if (end < to && (isAnnounced || (isKnown && known.CitesByYear)) && start == from)
        {
            return draft.Build(ReferenceKind.Unknown, ReferenceForm.Short, isKnown ? 0.8 : 0.65, tokens.Span(from, end));
        }

        return end == to && isTold ? draft.Build(ReferenceKind.Unknown, ReferenceForm.Short, isKnown ? 0.85 : draft.Pages.IsEmpty ? 0.6 : 0.7, tokens.Span(from, draft.Within.To)) : null;
    }

    // Family names alone; the token after the last, or the first token where there is none.
    private static int Persons(Draft draft, int start, int to)
    {
        var tokens = draft.Tokens;
        var i = start;
        var isOpen = false;
        while (draft.Authors.Count < MostPersons && i < to)
        {
            var family = i;
            while (family < to && Vocabulary.Particles.Contains(tokens, family) && family < i + 3 && tokens.Is(family + 1, TokenKind.Word))
            {
                family++;
            }

            // Names with hyphens are one token or several: "Ungern-Sternberg".
            var after = family + 1;
            while (after + 1 < to && tokens.Is(after, TokenKind.Dash) && !tokens.HasGapBefore(after) && !tokens.HasGapBefore(after + 1) && tokens.Is(after + 1, TokenKind.Word))
            {
                after += 2;
            }

            if (family >= to || !IsFamily(tokens, family))
            {
                break;
            }

            draft.Authors.Add(new PersonTokens(new TokenRange(i, after), new TokenRange(i, after), default, false, 1, false));
            i = after;
            if (tokens.Is(i, "et") && tokens.Is(i + 1, "al"))
            {
                return tokens.Is(i + 2, '.') ? i + 3 : i + 2;
            }

            var joins = tokens.Is(i, ',') && tokens.Is(i + 1, TokenKind.Word) || tokens.Is(i, '/') || tokens.Is(i, '&') || (Vocabulary.PersonJoiners.Contains(tokens, i) && char.IsLower(tokens.TextOf(i)[0])) || (tokens.Is(i, TokenKind.Dash) && tokens.Is(i + 1, TokenKind.Word));
            if (!joins)
            {
                // "Weber, Braun, and Kern 2001"; "Das Haus, Berlin 1990" is a title and a place.
                return isOpen ? Clear(draft, start) : i;
            }

            isOpen = tokens.Is(i, ',');
            i++;
            if (i < to && Vocabulary.PersonJoiners.Contains(tokens, i) && char.IsLower(tokens.TextOf(i)[0]))
            {
                (isOpen, i) = (false, i + 1);
            }
        }

        return Clear(draft, start);
    }

    private static int Clear(Draft draft, int start)
    {
        draft.Authors.Clear();
        return start;
    }

    internal static bool IsFamily(NoteTokens tokens, int i)
    {
        var word = tokens.TextOf(i);
        return tokens[i].Kind == TokenKind.Word && word.Length > 1 && PersonReader.IsName(word) && char.IsLower(word[^1]) && !IsMonth(word) && !Vocabulary.Newspapers.Contains(tokens, i)
            && !Vocabulary.Bodies.Contains(tokens, i) && !Vocabulary.Sources.Contains(tokens, i) && !Vocabulary.Reports.Contains(tokens, i) && !Vocabulary.Documents.Contains(tokens, i)
            && !Vocabulary.Signals.Contains(tokens, i) && !Vocabulary.Pages.Contains(tokens, i) && !Vocabulary.Volume.Contains(tokens, i) && !Vocabulary.Issue.Contains(tokens, i) && !Vocabulary.Prose.Contains(tokens, i);
    }

    // "July-August" too.
    private static bool IsMonth(ReadOnlySpan<char> word) => Vocabulary.Months.Contains(word.IndexOfAny('-', '–') is > 0 and var hyphen ? word[..hyphen] : word);

    private static bool FollowsSignal(NoteTokens tokens, int from)
    {
        var i = from - 1;
        while (i >= 0 && (tokens.Is(i, '.') || tokens.Is(i, ',')))
        {
            i--;
        }

        return i >= 0 && (Vocabulary.Signals.Contains(tokens, i) || tokens.Is(i, "a")) && !tokens.Is(i, "in") && !tokens.Is(i, "for") && !tokens.Is(i, "and") && !tokens.Is(i, "but");
    }
}
