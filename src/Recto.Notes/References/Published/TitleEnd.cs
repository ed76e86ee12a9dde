using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Finds where a title ends that no mark closes: at its imprint, its volume, its container, its pages.</summary>
internal static class TitleEnd
{
    /// <summary>The token after the last of the title (or container) that begins at <paramref name="from"/>.</summary>
    public static int Find(NoteTokens tokens, int from, int to, bool isContainer)
    {
        var imprint = ImprintBracket(tokens, from, to);
        var hasPlace = imprint >= 0 && ImprintReader.ReadBracket(tokens, imprint, to) is { } read && (read.Place ?? read.Publisher) is not null;
        var free = imprint < 0 && FreeImprint.Find(tokens, from, to) is { } found && !(isContainer && IsJournal(tokens, found, to)) ? found.Whole.From : -1;
        for (var i = from; i < to; i++)
        {
            if (i == imprint || i == free)
            {
                return i;
            }

            if (tokens.Depth(i) != tokens.Depth(from) || (tokens.QuotationAt(i) >= 0 && i > from))
            {
                continue;
            }

            if (i > from && tokens[i].Kind == TokenKind.Opening && (IsAside(tokens, i) || tokens.Partner(i) > i && Introduced(tokens, i) is { IsEmpty: false }))
            {
                return i;
            }

            if (i > from && (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, ':') && !isContainer) && EndsBefore(tokens, i + 1, to, tokens.Is(i, ','), hasPlace))
            {
                return i;
            }

            if (i > from && isContainer && !hasPlace && StartsNumber(tokens, i, to))
            {
                return i;
            }

            if (i > from && tokens.Is(i, '/') && tokens.Is(i + 1, '/'))
            {
                return i;
            }
        }

        return to;
    }

    // "Brit. Med. J., 1956, 2: 739–48": what looks like a place is the journal's name.
    private static bool IsJournal(NoteTokens tokens, Imprint imprint, int to) =>
        tokens.Is(imprint.Whole.From, '.') && imprint.Whole.To + 1 < to && tokens.Is(imprint.Whole.To, ',') && tokens.Is(imprint.Whole.To + 1, TokenKind.Number);

    private static readonly WordSet Hereafter = new("hereafter henceforth hereinafter désormais далее künftig ci-après fortan nachfolgend d’ora d'ora doravante dalee");

    private static readonly WordSet AfterHereafter = new("cited cite as cité citée citées folgenden adelante seguir in poi avanti zit zitiert als abgekürzt abgek citado citada como cit citato come цит");

    /// <summary>The bracket that holds the imprint: the first with a place or publisher, else the last with a year alone; -1 where there is none.</summary>
    public static int ImprintBracket(NoteTokens tokens, int from, int to)
    {
        var yearOnly = -1;
        for (var i = from + 1; i < to; i++)
        {
            if (tokens[i].Kind != TokenKind.Opening || tokens.Depth(i) != tokens.Depth(from) || tokens.QuotationAt(i) >= 0 || ImprintReader.ReadBracket(tokens, i, to) is not { } imprint)
            {
                continue;
            }

            var isDate = imprint.Place is { } place && imprint.Publisher is null && LooksLikeDate(tokens, place);
            if (imprint.Publisher is not null || imprint.IsThesis || (imprint.Place is not null && !isDate))
            {
                return i;
            }

            yearOnly = i;
        }

        return yearOnly;
    }

    /// <summary>The abbreviation in the bracket that opens there: <c>(DDF)</c>, <c>(hereafter DVP SSSR)</c>; empty where it introduces none.</summary>
    public static TokenRange Introduced(NoteTokens tokens, int open)
    {
        var close = tokens.Partner(open);
        if (close < 0 || close - open is < 2 or > 10)
        {
            return default;
        }

        for (var i = open + 1; i < close - 1; i++)
        {
            if (Hereafter.Contains(tokens, i) || (i + 1 < close && Hereafter.Contains(tokens.Text.AsSpan(tokens[i].Start, tokens[i + 1].End - tokens[i].Start))) || ((tokens.Is(i, "en") || tokens.Is(i, "a") || tokens.Is(i, "im")) && AfterHereafter.Contains(tokens, i + 1)))
            {
                var start = i + 1;
                while (start < close && (AfterHereafter.Contains(tokens, start) || tokens[start].Kind is TokenKind.Mark or TokenKind.Dash or TokenKind.Quote))
                {
                    start++;
                }

                var end = close;
                while (end > start && (tokens[end - 1].Kind == TokenKind.Quote || tokens.Is(end - 1, ',') || tokens.Is(end - 1, '.')))
                {
                    end--;
                }

                return new TokenRange(start, end);
            }
        }

        // All capitals, two letters at least in every word: "(DDF)", "(DVP SSSR)".
        var letters = 0;
        for (var i = open + 1; i < close; i++)
        {
            var text = tokens.TextOf(i);
            if (tokens[i].Kind != TokenKind.Word || text.Length < 2 || Numerals.IsRoman(text) || !WordCase.IsUpper(text))
            {
                return default;
            }

            letters += text.Length;
        }

        return letters >= 2 ? new TokenRange(open + 1, close) : default;
    }

    /// <summary>Whether the bracket that opens there names a note: <c>(n. 5)</c>, <c>(see note 12 above)</c>.</summary>
    public static bool IsAside(NoteTokens tokens, int open)
    {
        // Authors and converters lose the closing bracket: "(n. 17, p. 95".
        var close = tokens.Partner(open) is > 0 and var partner ? partner : tokens.Count;
        for (var i = open + 1; i < close && i < open + 4; i++)
        {
            if (Vocabulary.Note.Contains(tokens, i) && (tokens.Is(i + 1, TokenKind.Number) || (tokens.Is(i + 1, '.') && tokens.Is(i + 2, TokenKind.Number))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end of the words that name a note without brackets: <c>wie Anm. 7</c>, <c>n. 12 above</c>; 0 where none stand there (<c>n. 3</c> alone is a note of the work's own).</summary>
    public static int NamedNoteEnd(NoteTokens tokens, int i, int to, out int number)
    {
        var told = tokens.Is(i, "wie") || (tokens.Is(i, "as") && tokens.Is(i + 1, "in"));
        var word = !told ? i : tokens.Is(i, "as") ? i + 2 : i + 1;
        number = tokens.Is(word + 1, '.') ? word + 2 : word + 1;
        if (number >= to || !Vocabulary.Note.Contains(tokens, word) || !tokens.Is(number, TokenKind.Number))
        {
            return 0;
        }

        var end = number + 1;
        while (end < to && Vocabulary.Direction.Contains(tokens, end))
        {
            (told, end) = (true, end + 1);
        }

        return told ? end : 0;
    }

    // An imprint that is still to come says that a bare number here (a year, a decade) is part of the title.
    private static bool EndsBefore(NoteTokens tokens, int i, int to, bool comma, bool hasPlace)
    {
        if (i >= to)
        {
            return true;
        }

        if (Vocabulary.Volume.Contains(tokens, i) && (tokens.Is(i + 1, TokenKind.Number) || tokens.Is(i + 1, '.') || Numerals.IsRoman(tokens.TextOf(Math.Min(i + 1, tokens.Count - 1)))))
        {
            return true;
        }

        if (tokens.Is(i, TokenKind.Number) && (Vocabulary.Volume.Contains(tokens, i + 1) || tokens.Is(i + 1, "cong")))
        {
            return true;
        }

        if (PinpointReader.ReadAt(tokens, i, to) is { } pinpoint && (pinpoint.IsAnnounced || (comma && !hasPlace)) && (pinpoint.IsAnnounced || !PinpointReader.HoldsYear(tokens, pinpoint.Number)) && IsClosed(tokens, pinpoint.Whole.To, to))
        {
            return true;
        }

        if (tokens.Is(i, "http") || tokens.Is(i, "https") || tokens.Is(i, "doi") || tokens.Is(i, "op") && tokens.Is(i + 2, "cit") || tokens.Is(i, "cit") || tokens.Is(i, "accessed") || (comma && !hasPlace && !NewspaperDate.Read(tokens, i, to).IsEmpty) || tokens.Is(i, "a") && tokens.Is(i + 2, "a") && tokens.Is(i + 4, "o"))
        {
            return true;
        }

        if (!comma)
        {
            return SeriesEnd(tokens, i, to) > 0;
        }

        if (NamedNoteEnd(tokens, i, to, out _) > 0)
        {
            return true;
        }

        return ((Vocabulary.Editor.Contains(tokens, i) || Vocabulary.Translator.Contains(tokens, i)) && (tokens.Is(i + 1, '.') || tokens.Is(i + 1, "by") || tokens.Is(i + 1, "par") || tokens.Is(i + 1, "von") || tokens.Is(i + 1, "la")))
            || ((tokens.Is(i, "in") || tokens.Is(i, "dans")) && i + 1 < to && (tokens.Is(i + 1, ':') || char.IsUpper(tokens.TextOf(i + 1)[0]) || (tokens[i + 1].Kind == TokenKind.Quote && tokens.QuotationAt(i + 1) >= 0)))
            || StartsThesis(tokens, i, to)
            || StartsEdition(tokens, i, to)
            || (!hasPlace && StartsRomanVolume(tokens, i, to))
            || (!hasPlace && Numerals.IsYear(tokens, i) && IsClosed(tokens, i + 1, to))
            || (Vocabulary.Issue.Contains(tokens, i) && (tokens.Is(i + 1, TokenKind.Number) || (tokens.Is(i + 1, '.') && tokens.Is(i + 2, TokenKind.Number))))
            || SeriesEnd(tokens, i, to) > 0;
    }

    /// <summary>Whether a bare volume in Roman capitals stands there, with a page behind it: <c>VI, 1027</c>.</summary>
    public static bool StartsRomanVolume(NoteTokens tokens, int i, int to) =>
        tokens.Is(i, TokenKind.Word) && char.IsUpper(tokens.TextOf(i)[0]) && Numerals.IsRoman(tokens.TextOf(i)) && !tokens.Is(i, "m") && !tokens.Is(i, "c") && !tokens.Is(i, "l")
        && i + 2 < to && tokens.Is(i + 1, ',') && (tokens.Is(i + 2, TokenKind.Number) || Vocabulary.Pages.Contains(tokens, i + 2));

    /// <summary>Whether a thesis announces itself there, within a few words: <c>PhD diss.</c>, <c>mémoire de maîtrise</c>, <c>unpublished thesis</c>.</summary>
    public static bool StartsThesis(NoteTokens tokens, int i, int to)
    {
        for (var k = i; k < to && k < i + 7; k++)
        {
            if (Vocabulary.Thesis.Contains(tokens, k))
            {
                return true;
            }

            if (tokens.Is(k, ',') || tokens[k].Kind == TokenKind.Opening)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The end of a series of a journal or collection that begins there (<c>seizième série</c>, <c>3d ser.</c>); 0 where none does.</summary>
    public static int SeriesEnd(NoteTokens tokens, int i, int to)
    {
        for (var k = i; k < to && k < i + 4; k++)
        {
            if (tokens.Is(k, ',') || tokens[k].Kind is TokenKind.Opening or TokenKind.Closing)
            {
                return 0;
            }

            if (tokens.Is(k, "série") || tokens.Is(k, "series") || tokens.Is(k, "ser") || tokens.Is(k, "serie") || tokens.Is(k, "серия") || tokens.Is(k, "sér"))
            {
                var end = tokens.Is(k + 1, '.') ? k + 2 : k + 1;
                if (tokens.Is(end, ',') && Numerals.IsYear(tokens, end + 1) && tokens.Is(end + 2, TokenKind.Dash) && end + 4 <= to)
                {
                    end += 4;
                }

                return k > i && (end >= to || tokens.Is(end, ',') || tokens[end].Kind == TokenKind.Number || tokens[end].Kind == TokenKind.Opening) ? Math.Min(end, to) : 0;
            }
        }

        return 0;
    }

    /// <summary>Whether an edition stands there: <c>2nd ed.</c>, <c>rev. ed.</c>, <c>2. Aufl.</c></summary>
    public static bool StartsEdition(NoteTokens tokens, int i, int to)
    {
        for (var k = i; k < to && k < i + 4; k++)
        {
            if (k > i && (tokens.Is(k, "ed") || tokens.Is(k, "edition") || tokens.Is(k, "edn") || tokens.Is(k, "éd") || tokens.Is(k, "Aufl") || tokens.Is(k, "изд") || tokens.Is(k, "Auflage")))
            {
                return true;
            }

            if (tokens.Is(k, ','))
            {
                return false;
            }
        }

        return false;
    }

    // "Journal of Strategic Studies 5/4 (1982)", "Isis 98, no. 1 (2007)", "Lancet 225 (1935): 134"
    private static bool StartsNumber(NoteTokens tokens, int i, int to)
    {
        if (!tokens.Is(i, TokenKind.Number) && !(tokens.Is(i, TokenKind.Word) && Numerals.IsRoman(tokens.TextOf(i)) && char.IsUpper(tokens.TextOf(i)[0]) && !tokens.Is(i, "m") && !tokens.Is(i, "c") && !tokens.Is(i, "l")))
        {
            return false;
        }

        var next = i + 1;
        while (next < to && (tokens.Is(next, '/') || tokens.Is(next, TokenKind.Dash) || tokens.Is(next, ':') || tokens.Is(next, '.')) && tokens.Is(next + 1, TokenKind.Number))
        {
            next += 2;
        }

        return next >= to || tokens.Is(next, ',') || (tokens[next].Kind == TokenKind.Opening && ImprintReader.ReadBracket(tokens, next, to) is not null) || tokens[next].Kind == TokenKind.Opening && tokens.Is(next + 1, TokenKind.Number);
    }

    private static bool IsClosed(NoteTokens tokens, int i, int to) => i >= to || tokens[i].Kind is TokenKind.Mark or TokenKind.Opening or TokenKind.Closing || tokens.Is(i, "in") || tokens.Is(i, "and");

    private static bool LooksLikeDate(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (Vocabulary.Months.Contains(tokens, i) || tokens[i].Kind == TokenKind.Number)
            {
                return true;
            }
        }

        return false;
    }
}
