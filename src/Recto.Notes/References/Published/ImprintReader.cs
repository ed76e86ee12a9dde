using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads imprints: <c>(Paris: Plon 1984)</c>, <c>(New York, Routledge 2001)</c>, <c>(Boston, 1850)</c>, <c>(2007)</c>; without brackets <c>Paris, Plon, 1984</c>, <c>Berlin 1984</c>, <c>М.: Наука, 1984</c>.</summary>
internal static class ImprintReader
{
    /// <summary>The imprint in the bracket that opens at <paramref name="open"/>; null where the bracket holds none.</summary>
    public static Imprint? ReadBracket(NoteTokens tokens, int open, int to)
    {
        var close = tokens.Partner(open);
        if (close < 0 || close >= to || close - open > 60 || close == open + 1)
        {
            return null;
        }

        var imprint = ReadInside(tokens, open + 1, close);
        return imprint is null || !IsPlausible(tokens, imprint) ? null : imprint with { Whole = new TokenRange(open, close + 1) };
    }

    /// <summary>The imprint that a stretch is, without brackets around it; null where it ends with no year.</summary>
    public static Imprint? ReadInside(NoteTokens tokens, int from, int to)
    {
        var year = YearAtEnd(tokens, from, to);
        if (year.IsEmpty)
        {
            return null;
        }

        var end = year.From;
        while (end > from && (tokens.Is(end - 1, ',') || tokens.Is(end - 1, '.') && end - 2 >= from && tokens.Is(end - 2, "c")))
        {
            end--;
        }

        var thesis = false;
        TokenRange? edition = null;
        var start = from;
        foreach (var chunk in Chunks(tokens, from, end, ','))
        {
            if (Vocabulary.Thesis.IsIn(tokens, chunk))
            {
                thesis = true;
                start = Math.Min(end, Math.Max(start, chunk.To + 1));
            }
            else if (chunk.From == from && chunk.Length <= 5 && HoldsEdition(tokens, chunk))
            {
                edition = Trimmed(tokens, chunk);
                start = Math.Min(end, chunk.To + 1);
            }
        }

        var imprint = new Imprint { Whole = new TokenRange(from, to), Year = year, Edition = edition, IsThesis = thesis };
        return start >= end ? imprint : Divide(tokens, imprint, new TokenRange(start, end));
    }

    // "(with attached Johnson to Kennedy, May 9, 1990)" is none: a place begins with a capital and is short, and nobody is called May.
    private static bool IsPlausible(NoteTokens tokens, Imprint imprint)
    {
        if (imprint.IsThesis)
        {
            return true;
        }

        if (imprint.Place is { } place && ((tokens[place.From].Kind == TokenKind.Word && !char.IsUpper(tokens.TextOf(place.From)[0]) && !OnlyMonths(tokens, place) && char.IsLower(tokens.TextOf(place.From)[0])) || place.Length > 14))
        {
            return false;
        }

        // "(Ser. 1713)", "(No. 1813)", "(Lot 1990)": a number, not a year.
        if (imprint is { Place: { Length: <= 2 } numbered, Publisher: null } && (Vocabulary.Issue.Contains(tokens, numbered.From) || Vocabulary.Volume.Contains(tokens, numbered.From) || tokens.Is(numbered.From, "ser") || tokens.Is(numbered.From, "lot") || tokens.Is(numbered.From, "file")))
        {
            return false;
        }

        if (imprint.Publisher is { } publisher)
        {
            for (var i = publisher.From; i < publisher.To; i++)
            {
                if (Vocabulary.Months.Contains(tokens, i) && tokens.Is(i + 1, TokenKind.Number))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static Imprint Divide(NoteTokens tokens, Imprint imprint, TokenRange rest)
    {
        for (var i = rest.From + 1; i < rest.To; i++)
        {
            if (tokens.Is(i, ':') && tokens.Depth(i) == tokens.Depth(rest.From))
            {
                return With(tokens, imprint, new TokenRange(rest.From, i), new TokenRange(i + 1, rest.To));
            }
        }

        var chunks = Chunks(tokens, rest.From, rest.To, ',');
        var places = chunks.Count > 1 && IsRegion(tokens, chunks[1]) ? 2 : 1;
        if (chunks.Count > places)
        {
            return With(tokens, imprint, new TokenRange(rest.From, chunks[places - 1].To), new TokenRange(chunks[places].From, rest.To));
        }

        return Vocabulary.Publishers.IsIn(tokens, rest) || imprint.IsThesis
            ? With(tokens, imprint, default, rest)
            : OnlyMonths(tokens, rest) ? imprint : With(tokens, imprint, rest, default);
    }

    private static Imprint With(NoteTokens tokens, Imprint imprint, TokenRange place, TokenRange publisher)
    {
        // A full stop before the colon, the comma or the year belongs to a shortened word: "М.", "The Century Co."
        place = Trimmed(tokens, place) is { IsEmpty: false } town && town.To < place.To && tokens.Is(town.To, '.') ? town with { To = town.To + 1 } : Trimmed(tokens, place);
        publisher = Trimmed(tokens, publisher) is { IsEmpty: false } house && house.To < publisher.To && tokens.Is(house.To, '.') ? house with { To = house.To + 1 } : Trimmed(tokens, publisher);
        return imprint with { Place = place.IsEmpty ? null : place, Publisher = publisher.IsEmpty ? null : publisher };
    }

    /// <summary>The year or years at the end of a stretch (<c>1957–77</c>, <c>[1920]</c>, <c>n.d.</c>, <c>forthcoming</c>); empty where it ends with none.</summary>
    public static TokenRange YearAtEnd(NoteTokens tokens, int from, int to)
    {
        while (to > from && (tokens.Is(to - 1, '.') || tokens.Is(to - 1, ']') || tokens.Is(to - 1, ',')) && !tokens.Is(to - 2, "d"))
        {
            to--;
        }

        var i = to - 1;
        if (i < from)
        {
            return default;
        }

        if (tokens.Is(i, "forthcoming") || tokens.Is(i, "s.d") || (tokens.Is(i, "press") && tokens.Is(i - 1, "in")))
        {
            return new TokenRange(tokens.Is(i, "press") ? i - 1 : i, to);
        }

        if (i - 3 >= from && tokens.Is(i, '.') && tokens.Is(i - 1, "d") && tokens.Is(i - 2, '.') && (tokens.Is(i - 3, "n") || tokens.Is(i - 3, "s")))
        {
            return new TokenRange(i - 3, to);
        }

        if (i - 2 >= from && (tokens.Is(i - 1, TokenKind.Dash) || tokens.Is(i - 1, '/')) && Numerals.IsYear(tokens, i - 2) && tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length <= 4)
        {
            return new TokenRange(i - 2, to);
        }

        if (tokens.Is(i, TokenKind.Dash) && Numerals.IsYear(tokens, i - 1) && i - 1 >= from)
        {
            return new TokenRange(i - 1, to);
        }

        return Numerals.IsYear(tokens, i) ? new TokenRange(i, to) : default;
    }

    /// <summary>The parts of a stretch between a mark, at the depth of its first token and outside quotations.</summary>
    public static List<TokenRange> Chunks(NoteTokens tokens, int from, int to, char mark)
    {
        var chunks = new List<TokenRange>();
        var start = from;
        for (var i = from; i < to; i++)
        {
            if (tokens.Is(i, mark) && tokens.Depth(i) == tokens.Depth(from) && tokens.QuotationAt(i) < 0)
            {
                if (i > start)
                {
                    chunks.Add(new TokenRange(start, i));
                }

                start = i + 1;
            }
        }

        if (to > start)
        {
            chunks.Add(new TokenRange(start, to));
        }

        return chunks;
    }

    /// <summary>The range without marks at its ends; a full stop that belongs to an abbreviation stays.</summary>
    public static TokenRange Trimmed(NoteTokens tokens, TokenRange range)
    {
        var (from, to) = range;
        while (from < to && (tokens[from].Kind is TokenKind.Mark or TokenKind.Dash || (tokens[from].Kind == TokenKind.Opening && tokens.Partner(from) < 0)))
        {
            from++;
        }

        while (to > from && (tokens.Is(to - 1, ',') || tokens.Is(to - 1, ':') || tokens.Is(to - 1, ';') || tokens[to - 1].Kind == TokenKind.Dash || (tokens.Is(to - 1, '.') && !EndsAbbreviation(tokens, to - 1))))
        {
            to--;
        }

        return new TokenRange(from, to);
    }

    /// <summary>Whether the full stop at the token belongs to a shortened word: <c>N.C.</c>, <c>Mass.</c>, <c>gg.</c></summary>
    public static bool EndsAbbreviation(NoteTokens tokens, int stop) =>
        stop > 0 && !tokens.HasGapBefore(stop) && tokens.Is(stop - 1, TokenKind.Word) && (tokens[stop - 1].Span.Length == 1 || Abbreviations.Places.Contains(tokens, stop - 1));

    private static bool IsRegion(NoteTokens tokens, TokenRange chunk)
    {
        var words = 0;
        for (var i = chunk.From; i < chunk.To; i++)
        {
            words += tokens[i].Kind == TokenKind.Word ? 1 : 0;
        }

        var text = tokens.TextOf(chunk.From);
        return (words == 1 && text.Length == 2 && text.IndexOfAnyExceptInRange('A', 'Z') < 0)
            || (words <= 2 && text.Length == 1 && tokens.Is(chunk.From + 1, '.'))
            || (words <= 2 && Abbreviations.Places.Contains(tokens, chunk.From));
    }

    private static bool HoldsEdition(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (tokens.Is(i, "ed") || tokens.Is(i, "edition") || tokens.Is(i, "edn") || tokens.Is(i, "éd") || tokens.Is(i, "Aufl") || tokens.Is(i, "Auflage") || tokens.Is(i, "rev"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool OnlyMonths(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (tokens[i].Kind == TokenKind.Word && !Vocabulary.Months.Contains(tokens, i))
            {
                return false;
            }
        }

        return true;
    }
}
