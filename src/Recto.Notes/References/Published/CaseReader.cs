using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads cases and acts that stand by themselves: <c>Barclays Bank v. O’Brien [1994] 1 A.C. 180, at 185</c>, <c>Contracts Review Act 1980 (N.S.W.), s. 52</c>.</summary>
internal static class CaseReader
{
    private const int LongestName = 24;

    private static readonly WordSet Inner = new("of and the for de la van von in ex parte re on to");

    /// <summary>Fills the draft; the token at which the reference begins, -1 where the stretch holds neither.</summary>
    public static int Read(Draft draft)
    {
        var (from, to) = draft.Within;
        var tokens = draft.Tokens;
        for (var i = from + 1; i + 1 < to; i++)
        {
            if (tokens[i].Kind != TokenKind.Word || tokens.Depth(i) != tokens.Depth(from) || tokens.QuotationAt(i) >= 0)
            {
                continue;
            }

            if (IsVersus(tokens, i) && NameFrom(tokens, i - 1, from) is var start && start < i)
            {
                return Case(draft, start, i, to);
            }

            if ((tokens.Is(i, "Act") || tokens.Is(i, "Ordinance")) && char.IsUpper(tokens.TextOf(i)[0]) && Numerals.IsYear(tokens, i + 1) && NameFrom(tokens, i - 1, from) is var begin && begin <= from + 1 && begin < i && (begin == from || tokens.Is(from, "the")))
            {
                return Act(draft, begin, i, to);
            }
        }

        return -1;
    }

    private static bool IsVersus(NoteTokens tokens, int i) =>
        (tokens.Is(i, "v") || tokens.Is(i, "vs")) && char.IsLower(tokens.TextOf(i)[0]) && (tokens.Is(i - 1, TokenKind.Word) || tokens.Is(i - 1, '.') || tokens[i - 1].Kind == TokenKind.Closing)
        && NextWord(tokens, i) is > 0 and var next && (char.IsUpper(tokens.TextOf(next)[0]) || tokens.Is(next, "the"));

    private static int NextWord(NoteTokens tokens, int i)
    {
        var next = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
        return tokens.Is(next, TokenKind.Word) ? next : 0;
    }

    // The first token of the capitalised words that end at the token.
    private static int NameFrom(NoteTokens tokens, int last, int from)
    {
        var first = last + 1;
        for (var i = last; i >= from && i > last - LongestName; i--)
        {
            if (tokens.Is(i, TokenKind.Word) && char.IsUpper(tokens.TextOf(i)[0]) && !Vocabulary.Signals.Contains(tokens, i))
            {
                first = i;
            }
            else if (!(tokens.Is(i, '.') || tokens.Is(i, '&') || tokens.Is(i, TokenKind.Dash) || tokens[i].Kind is TokenKind.Opening or TokenKind.Closing || (tokens.Is(i, ',') && tokens.Is(i + 1, "Inc")) || Inner.Contains(tokens, i)))
            {
                break;
            }
        }

        // "The House considered the issue in Smith v. Jones": "in" leads to a name, and is no part of one.
        while (first < last && Inner.Contains(tokens, first) && !tokens.Is(first, "re") && !tokens.Is(first, "ex"))
        {
            first++;
        }

        return first;
    }

    private static int Case(Draft draft, int start, int versus, int to)
    {
        var tokens = draft.Tokens;
        var i = NextWord(tokens, versus);
        while (i < to && !tokens.Is(i, ',') && !tokens.Is(i, TokenKind.Number) && !tokens.Is(i, '[') && !(tokens[i].Kind == TokenKind.Opening && IsYear(tokens, i)) && (tokens.Is(i, '.') || tokens.Is(i, '&') || tokens[i].Kind is TokenKind.Dash or TokenKind.Opening or TokenKind.Closing || Inner.Contains(tokens, i) || char.IsUpper(tokens.TextOf(i)[0])))
        {
            i++;
        }

        while (i > versus + 1 && (Inner.Contains(tokens, i - 1) || (tokens.Is(i - 1, '.') && tokens.HasGapBefore(i) && tokens.TextOf(i - 2).Length > 4)))
        {
            i--;
        }

        draft.Title = new TokenRange(start, i);
        draft.End = i;
        i += tokens.Is(i, ',') ? 1 : 0;
        if (i < to && tokens[i].Kind == TokenKind.Opening && IsYear(tokens, i))
        {
            draft.Year = new TokenRange(i + 1, i + 2);
            draft.End = i = i + 3;
        }

        i += tokens.Is(i, TokenKind.Number) && !tokens.Is(i + 1, ',') ? 1 : 0;
        var reporter = i;
        while (i < to && i < reporter + LongestName && (!tokens.Is(i, TokenKind.Number) || ReporterReader.IsSeries(tokens.TextOf(i))) && !tokens.Is(i, ',') && !tokens.Is(i, ';') && (tokens[i].Kind != TokenKind.Opening || tokens.Partner(i) < to) && (tokens[i].Kind != TokenKind.Word || char.IsUpper(tokens.TextOf(i)[0])))
        {
            i = tokens[i].Kind == TokenKind.Opening && tokens.Partner(i) is var close && close > i ? close + 1 : i + 1;
        }

        if (i > reporter && i < to && tokens.Is(i, TokenKind.Number) && PinpointReader.ReadAt(tokens, i, to) is { } pinpoint)
        {
            draft.Volume = tokens.Is(reporter - 1, TokenKind.Number) ? new TokenRange(reporter - 1, reporter) : default;
            draft.Container = new TokenRange(reporter, i);
            draft.Pages = pinpoint.Number;
            draft.End = pinpoint.Whole.To;
            if (draft.End < to && tokens[draft.End].Kind == TokenKind.Opening && IsYear(tokens, draft.End) && draft.Year.IsEmpty)
            {
                draft.Year = new TokenRange(draft.End + 1, draft.End + 2);
                draft.End += 3;
            }
        }

        return start;
    }

    private static int Act(Draft draft, int start, int act, int to)
    {
        var tokens = draft.Tokens;
        draft.Title = new TokenRange(start, act + 1);
        draft.Year = new TokenRange(act + 1, act + 2);
        draft.End = act + 2;
        if (draft.End < to && tokens[draft.End].Kind == TokenKind.Opening && tokens.Partner(draft.End) is var close && close > 0 && close < to && close - draft.End < 8)
        {
            draft.End = close + 1;
        }

        if (tokens.Is(draft.End, ',') && PinpointReader.ReadAt(tokens, draft.End, to) is { IsAnnounced: true } pinpoint)
        {
            draft.Pages = pinpoint.Number;
            draft.End = pinpoint.Whole.To;
        }

        return start;
    }

    private static bool IsYear(NoteTokens tokens, int open) => Numerals.IsYear(tokens, open + 1) && tokens.Partner(open) == open + 2;
}
