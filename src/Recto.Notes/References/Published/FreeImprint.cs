using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Finds an imprint that stands in no bracket: <c>, Paris, Plon, 1984</c>; <c>, Berlin 1984</c>; <c>. London: Routledge, 1999</c>; <c>. М.: Наука, 1984</c>.</summary>
internal static class FreeImprint
{
    private const int LongestPart = 9;

    /// <summary>The imprint, with the mark before it as its first token; null where there is none.</summary>
    public static Imprint? Find(NoteTokens tokens, int from, int to)
    {
        var starts = new List<int>();
        for (var i = from; i < to && starts.Count < 64; i++)
        {
            if (tokens.Depth(i) == tokens.Depth(from) && tokens.QuotationAt(i) < 0 && (tokens.Is(i, ',') || (tokens.Is(i, '.') && i > from && (tokens.Is(i - 1, TokenKind.Number) ? tokens[i - 1].Span.Length > 2 : tokens[i - 1].Span.Length > 1) && PersonReader.InitialEnd(tokens, i - 1, to) == 0 && i + 1 < to && tokens.HasGapBefore(i + 1))))
            {
                starts.Add(i);
            }
        }

        for (var s = 0; s < starts.Count; s++)
        {
            if (At(tokens, starts, s, to) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Imprint? At(NoteTokens tokens, List<int> starts, int s, int to)
    {
        var start = starts[s] + 1;
        if (start >= to || tokens[start].Kind != TokenKind.Word || !char.IsUpper(tokens.TextOf(start)[0]) || Vocabulary.Months.Contains(tokens, start))
        {
            return null;
        }

        // The parts up to the one that ends with a year, three at most.
        for (var e = s + 1; e <= Math.Min(starts.Count, s + 4); e++)
        {
            var end = e < starts.Count ? starts[e] : to;
            if (end - starts[e - 1] > LongestPart)
            {
                return null;
            }

            if (ImprintReader.YearAtEnd(tokens, starts[e - 1] + 1, end) is { IsEmpty: false } year && MayFollowStop(tokens, starts, s, e, year) && HasPlaceShape(tokens, start, starts[s + 1 > starts.Count - 1 ? s : s + 1], end, e - s))
            {
                var read = ImprintReader.ReadInside(tokens, start, end);
                return read is null || (read.Place is null && read.Publisher is null) ? null : read with { Whole = new TokenRange(starts[s], end) };
            }
        }

        return null;
    }

    // ". Eine Geschichte, Bonn 1995" is a subtitle, then the imprint; ". Paris, Plon, 1984" and ". London: Routledge, 1999" are imprints.
    private static bool MayFollowStop(NoteTokens tokens, List<int> starts, int s, int e, TokenRange year)
    {
        if (!tokens.Is(starts[s], '.') || e == s + 1 || year.From == starts[e - 1] + 1 && starts[s + 1] - starts[s] <= 3)
        {
            return true;
        }

        for (var i = starts[s] + 1; i < year.From; i++)
        {
            if (tokens.Is(i, ':'))
            {
                return true;
            }
        }

        return false;
    }

    // A place is a name: one to four words with capitals, then a colon, a comma or the year.
    private static bool HasPlaceShape(NoteTokens tokens, int start, int next, int end, int parts)
    {
        var colon = -1;
        var words = 0;
        for (var i = start; i < end && i < start + 12; i++)
        {
            if (tokens.Is(i, ':'))
            {
                colon = i;
                break;
            }

            if (parts > 1 && i == next)
            {
                break;
            }

            if (tokens[i].Kind == TokenKind.Word)
            {
                words++;
                if (!char.IsUpper(tokens.TextOf(i)[0]) && !(tokens.Is(i, "am") && words == 2) && !tokens.Is(i, "a") && !tokens.Is(i, "an") && !tokens.Is(i, "der") && !tokens.Is(i, "et") && !tokens.Is(i, "und") && !tokens.Is(i, "and"))
                {
                    return false;
                }

                if (Vocabulary.Months.Contains(tokens, i))
                {
                    return false;
                }
            }
        }

        return words is > 0 and <= 4 && (colon < 0 || colon > start);
    }
}
