using Recto.Notes.References.Back;
using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Cuts a note where one reference may end and another begin: semicolons, line ends, ends of sentences, <c>and</c> behind a complete reference, <c>see</c> in a sentence.</summary>
internal static class Clauses
{
    // Longer ones are no reference; the bound keeps reading linear.
    private const int Longest = 300;
    private const int LongestSubtitle = 14;
    private const int LongestJournal = 10;

    /// <summary>The clauses of the stretch, in order, without the marks that part them, none empty.</summary>
    public static List<Clause> Cut(NoteTokens tokens, TokenRange within)
    {
        var clauses = new List<Clause>();
        var start = within.From;
        var depth = within.IsEmpty ? 0 : tokens.Depth(within.From);
        for (var i = within.From; i < within.To; i++)
        {
            var isFree = tokens.Depth(i) == depth && tokens.QuotationAt(i) < 0;
            if (i > start && StartsLine(tokens, i))
            {
                Add(i, i, false);
            }
            else if (i - start >= Longest)
            {
                Add(i, i, false);
            }

            if (isFree && tokens.Is(i, ';') && IsDatabaseNumber(tokens, i + 1, within.To))
            {
                continue;
            }

            if (isFree && tokens.Is(i, ';'))
            {
                // "…, in 1782 and 1783; with Observations on Ulcers (Edinburgh: …)": a title may go on.
                Add(i, i + 1, IsInTitle(tokens, start, i, within.To));
            }
            else if (isFree && EndsSentence(tokens, i, within.To))
            {
                Add(i, i + 1, true);
            }
            else if (tokens.Depth(i) == depth && ClosesSentenceInQuotation(tokens, i, within.To))
            {
                Add(i + 1, i + 1, true);
            }
            else if (isFree && i > start && (StartsAfterAnd(tokens, i, start, within.To) || IsInnerSignal(tokens, i, within.To)))
            {
                Add(i, i, false);
            }
        }

        Add(within.To, within.To, false);
        return clauses;

        void Add(int end, int next, bool sentence)
        {
            while (end > start && (tokens.Is(end - 1, ',') || tokens.Is(end - 1, ';')))
            {
                end--;
            }

            while (start < end && (tokens.Is(start, ',') || tokens.Is(start, '.') || tokens.Is(start, ';') || tokens[start].Kind == TokenKind.Closing || tokens.Is(start, ':')))
            {
                start++;
            }

            if (end > start)
            {
                clauses.Add(new Clause(new TokenRange(start, end), sentence));
            }

            start = next;
        }
    }

    /// <summary>Whether a long number stands alone behind a reference: <c>34: 1–26; 2405217</c> is the number of a database.</summary>
    public static bool IsDatabaseNumber(NoteTokens tokens, int i, int to) =>
        i < to && tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length is >= 6 and <= 9 && !tokens.TextOf(i).ContainsAnyExceptInRange('0', '9') && (i + 1 >= to || tokens.Is(i + 1, ';') || tokens.Is(i + 1, '.') || (tokens.Is(i + 1, TokenKind.Word) && tokens.HasGapBefore(i + 1)));

    // "…, in 1782 and 1783; with Observations on Ulcers (Edinburgh: …)", "The State Department; Its History and Functions (New Haven, 1914)"
    private static bool IsInTitle(NoteTokens tokens, int start, int semicolon, int to)
    {
        var next = semicolon + 1;
        if (next >= to || !tokens.Is(next, TokenKind.Word) || Vocabulary.Signals.Contains(tokens, next) || Vocabulary.Note.Contains(tokens, next))
        {
            return false;
        }

        if (char.IsLower(tokens.TextOf(next)[0]))
        {
            return true;
        }

        if (HoldsNumber(tokens, start, semicolon))
        {
            return false;
        }

        var open = next;
        while (open < to && open < next + LongestSubtitle && tokens[open].Kind == TokenKind.Word)
        {
            open++;
        }

        return open > next + 1 && open < to && tokens[open].Kind == TokenKind.Opening && ImprintReader.ReadBracket(tokens, open, to) is { Year: not null, Place: not null };
    }

    private static bool StartsLine(NoteTokens tokens, int i)
    {
        for (var c = tokens[i - 1].End; c < tokens[i].Start; c++)
        {
            if (tokens.Text[c] == '\n')
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsSentence(NoteTokens tokens, int i, int to)
    {
        if (!(tokens.Is(i, '.') || tokens.Is(i, '?') || tokens.Is(i, '!') || tokens.Is(i, '…')) || i + 1 >= to || !tokens.HasGapBefore(i + 1) || !OpensSentence(tokens, i + 1))
        {
            return false;
        }

        // "VII, 274. [Hereafter cited as Journals.]": it belongs to the work before.
        if (tokens[i + 1].Kind == TokenKind.Opening && !TitleEnd.Introduced(tokens, i + 1).IsEmpty)
        {
            return false;
        }

        // "2001. С. 45", "Там же. Л. 5", "Title. Vol. 2": the same reference goes on.
        if ((Vocabulary.Pages.Contains(tokens, i + 1) || Vocabulary.Volume.Contains(tokens, i + 1) || IbidLevels.IsLabel(tokens, i + 1)) && tokens.Is(i + 2, '.') && i + 3 < to && tokens.Is(i + 3, TokenKind.Number))
        {
            return false;
        }

        if (!tokens.Is(i, '.') || i == 0 || IsCapitalSignal(tokens, i + 1))
        {
            return true;
        }

        if (tokens.HasGapBefore(i) || !tokens.Is(i - 1, TokenKind.Word))
        {
            return true;
        }

        // "S. 66 ff. Weber 1972"
        if ((tokens.Is(i - 1, "ff") || tokens.Is(i - 1, "f")) && tokens.Is(i - 2, TokenKind.Number) && tokens[i + 1].Kind == TokenKind.Word && tokens[i + 1].Span.Length > 2)
        {
            return true;
        }

        if (IsShortenedJournal(tokens, i, to))
        {
            return false;
        }

        var before = tokens.TextOf(i - 1);
        return !(before.Length == 1 || PersonReader.InitialEnd(tokens, i - 1, to) > 0 || Abbreviations.Usual.Contains(before) || Vocabulary.Thesis.Contains(before) && before.Length <= 4);
    }

    // "“Title,” Milit. Aff., 1974", "J. Equine Vet. Sci. 41 (2016)": shortened words behind a quoted title, and a number behind them.
    private static bool IsShortenedJournal(NoteTokens tokens, int stop, int to)
    {
        var first = stop - 1;
        while (first > 0 && stop - first < LongestJournal && (tokens.Is(first, '.') || tokens.Is(first, '&') || (tokens[first].Kind == TokenKind.Word && char.IsUpper(tokens.TextOf(first)[0]))))
        {
            first--;
        }

        if (first < 0 || tokens[first].Kind != TokenKind.Quote)
        {
            return false;
        }

        var next = stop + 1;
        while (next < to && next - stop < LongestJournal && (tokens.Is(next, '.') || tokens.Is(next, ',') || tokens.Is(next, '&') || (tokens[next].Kind == TokenKind.Word && char.IsUpper(tokens.TextOf(next)[0]) && !tokens.Is(next - 1, ','))))
        {
            next++;
        }

        return next < to && tokens.Is(next, TokenKind.Number);
    }

    // “… end.” Next
    private static bool ClosesSentenceInQuotation(NoteTokens tokens, int i, int to) =>
        i > 0 && i + 1 < to && tokens[i].Kind == TokenKind.Quote && tokens.QuotationAt(i) is >= 0 and var q && tokens.Quotations[q].Close == i
        && (tokens.Is(i - 1, '.') || tokens.Is(i - 1, '?') || tokens.Is(i - 1, '!')) && tokens.HasGapBefore(i + 1) && OpensSentence(tokens, i + 1) && !tokens.IsItalic(i + 1);

    private static bool OpensSentence(NoteTokens tokens, int i)
    {
        var c = tokens.Text[tokens[i].Start];
        return char.IsUpper(c) || (tokens[i].Kind == TokenKind.Quote && tokens.QuotationAt(i) >= 0) || c == '[' || (c == '(' && IsCapitalSignal(tokens, i + 1)) || (tokens.Is(i, "ibid") && !tokens.HasItalics);
    }

    private static bool IsCapitalSignal(NoteTokens tokens, int i) => Vocabulary.Signals.Contains(tokens, i) && tokens[i].Span.Length > 1 && char.IsUpper(tokens.TextOf(i)[0]);

    // "…, 133; and Smith", "… (1982) and Jones", "pp. 30–32 and Kimball"
    private static bool StartsAfterAnd(NoteTokens tokens, int i, int start, int to)
    {
        if (!(tokens.Is(i, "and") || tokens.Is(i, "et") || tokens.Is(i, "und") || tokens.Is(i, "y") || tokens.Is(i, "и") || tokens.Is(i, "e")) || i + 1 >= to)
        {
            return false;
        }

        var last = tokens.Is(i - 1, ',') ? i - 2 : i - 1;
        if (last <= start)
        {
            return false;
        }

        var complete = tokens[last].Kind == TokenKind.Closing ? tokens.Partner(last) is > 0 and var open && HoldsNumber(tokens, open, last)
            : tokens[last].Kind == TokenKind.Number && (tokens.Is(last - 1, ',') || tokens.Is(last - 1, TokenKind.Dash) || (tokens.Is(last - 1, '.') && Vocabulary.Pages.Contains(tokens, last - 2)));
        var next = tokens.Text[tokens[i + 1].Start];
        return complete && tokens[i + 1].Kind != TokenKind.Number && (char.IsUpper(next) || (tokens[i + 1].Kind == TokenKind.Quote && tokens.QuotationAt(i + 1) >= 0) || Vocabulary.Signals.Contains(tokens, i + 1) || tokens.Is(i + 1, "note") || Vocabulary.Particles.Contains(tokens, i + 1));
    }

    // "On Forman, see also Smith": what stands before is commentary.
    private static bool IsInnerSignal(NoteTokens tokens, int i, int to) => IsInnerS(tokens, i, to) ||
        Vocabulary.StrongSignals.Contains(tokens, i) && (char.IsLower(tokens.TextOf(i)[0]) || tokens.QuotationAt(i - 1) >= 0) && i + 1 < to && !Vocabulary.Signals.Contains(tokens, i - 1)
        && !tokens.Is(i - 1, "to") && !tokens.Is(i - 1, "and") && !tokens.Is(i - 1, TokenKind.Opening) && !Vocabulary.Note.Contains(tokens, i - 1);

    // "Zum Thema s. a. Weber 2006": behind a word, before a name or another signal. "5 s.", "XVI s.", "pp. 5 s." are something else.
    private static bool IsInnerS(NoteTokens tokens, int i, int to) =>
        tokens.Is(i, 's') && tokens.Is(i + 1, '.') && i + 2 < to && tokens.HasGapBefore(i) && tokens.Is(i - 1, TokenKind.Word) && tokens[i - 1].Span.Length > 2 && !Numerals.IsRoman(tokens.TextOf(i - 1)) && tokens.Is(i + 2, TokenKind.Word)
        && (char.IsUpper(tokens.TextOf(i + 2)[0]) || Vocabulary.Signals.Contains(tokens, i + 2) || tokens.Is(i + 2, "a") || tokens.Is(i + 2, "u"));

    private static bool HoldsNumber(NoteTokens tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind == TokenKind.Number)
            {
                return true;
            }
        }

        return false;
    }
}
