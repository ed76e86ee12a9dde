using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>A place inside a work: all its tokens, and those of its number without the words that announce it.</summary>
internal readonly record struct Pinpoint(TokenRange Whole, TokenRange Number, bool IsAnnounced);

/// <summary>Reads pages and their kin: <c>526–528</c>, <c>pp. 3, 5 and 7</c>, <c>S. 12 ff.</c>, <c>С. 45–46</c>.</summary>
internal static class PinpointReader
{
    /// <summary>The pinpoint that begins at <paramref name="from"/> (an opening comma or colon may stand before it); null where none does.</summary>
    public static Pinpoint? ReadAt(NoteTokens tokens, int from, int to)
    {
        var i = from;
        while (i < to && (tokens.Is(i, ',') || tokens.Is(i, ':') || tokens.Is(i, '.')))
        {
            i++;
        }

        var announced = false;
        while (i < to && (Vocabulary.Pages.Contains(tokens, i) || tokens.Is(i, '§') || IsDocumentLabel(tokens, i)) && (!Numerals.IsPage(tokens, i) || !tokens.Is(i + 1, TokenKind.Dash)))
        {
            announced = true;
            i++;
            while (i < to && tokens.Is(i, '.'))
            {
                i++;
            }
        }

        var number = i;
        var end = i;
        while (i < to)
        {
            if (Numerals.IsPage(tokens, i) || (announced && Numerals.IsLettered(tokens, i)))
            {
                end = ++i;
            }
            else if (end > number && IsJoiner(tokens, i, to, out var next))
            {
                if (next == i + 1 && IsTail(tokens, i))
                {
                    end = next;
                    if (tokens.Is(next, '.') && next + 1 < to)
                    {
                        end = ++next;
                    }
                }

                i = next;
            }
            else
            {
                break;
            }
        }

        return end > number ? new Pinpoint(new TokenRange(from, end), new TokenRange(number, end), announced) : null;
    }

    /// <summary>The pinpoint that ends the stretch, behind a comma, a bracket, a colon or a word that announces it; null where none does.</summary>
    public static Pinpoint? ReadTrailing(NoteTokens tokens, int from, int to)
    {
        Pinpoint? best = null;
        var commas = 0;
        for (var i = to - 1; i > from && to - i < 60 && commas < 8; i--)
        {
            var opensHere = tokens.Depth(i) == tokens.Depth(to - 1) && tokens.QuotationAt(i) < 0
                && (tokens.Is(i, ',') || tokens.Is(i, ':') || tokens.Is(i - 1, ')') || tokens.Is(i - 1, ']') || tokens.QuotationAt(i - 1) >= 0 || Vocabulary.Pages.Contains(tokens, i));
            if (!opensHere)
            {
                continue;
            }

            commas++;
            if (ReadAt(tokens, i, to) is not { } found || found.Whole.To != to || (!found.IsAnnounced && HoldsYear(tokens, found.Number)))
            {
                if (best is not null)
                {
                    break;
                }

                continue;
            }

            best = found;
        }

        return best;
    }

    public static bool HoldsYear(NoteTokens tokens, TokenRange range)
    {
        for (var i = range.From; i < range.To; i++)
        {
            if (Numerals.IsYear(tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    // ", doc. 12" of a collection; "S. Doc. 62" and "H. Doc. 8" are names.
    private static bool IsDocumentLabel(NoteTokens tokens, int i) => (tokens.Is(i, "doc") || tokens.Is(i, "docs") || tokens.Is(i, "dok")) && tokens.Is(i - 1, ',') && tokens.Is(i + 1, '.') && tokens.Is(i + 2, TokenKind.Number);

    private static bool IsTail(NoteTokens tokens, int i) => tokens.Is(i, "f") || tokens.Is(i, "ff") || tokens.Is(i, "sq") || tokens.Is(i, "sqq") || tokens.Is(i, "ss") || tokens.Is(i, "passim");

    private static bool IsJoiner(NoteTokens tokens, int i, int to, out int next)
    {
        next = i + 1;
        if (tokens.Is(i, TokenKind.Dash) || tokens.Is(i, '/') || tokens.Is(i, '&'))
        {
            return Numerals.IsPage(tokens, i + 1) && i + 1 < to;
        }

        if (IsTail(tokens, i))
        {
            return true;
        }

        // ", 45", ", and 47", ", pp. 47", " n. 3"
        var at = i;
        while (at < to && at < i + 4 && (tokens.Is(at, ',') || tokens.Is(at, '.') || Vocabulary.PageJoiners.Contains(tokens, at) || Vocabulary.Pages.Contains(tokens, at)))
        {
            at++;
        }

        next = at;
        return at > i && at < to && Numerals.IsPage(tokens, at) && !tokens.Is(i, '.') && (tokens[at].Kind == TokenKind.Number || !tokens.Is(at, "c"));
    }
}
