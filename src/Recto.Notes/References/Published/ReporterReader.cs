using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads where a case or a statute is printed: <c>347 U.S. 483 (1954)</c>, <c>90 Stat. 2541</c>, <c>17 U.S.C. § 106</c>.</summary>
internal static class ReporterReader
{
    private const int MostTokens = 7;

    private static readonly WordSet Reporters = new("us stat usc usca cfr f f2d f3d fsupp fsupp2d fedreg sct led led2d ac qb kb wlr aller");

    /// <summary>Fills the draft of a stretch that holds such a place outside brackets and quotations; the token after it, 0 where it holds none.</summary>
    public static int Read(Draft draft)
    {
        var tokens = draft.Tokens;
        var (from, to) = draft.Within;
        for (var i = from; i + 2 < to; i++)
        {
            if (!tokens.Is(i, TokenKind.Number) || tokens.Depth(i) > 0 || tokens.QuotationAt(i) >= 0 || (i > from && !tokens.Is(i - 1, ',') && !tokens.Is(i - 1, ';')) || NameEnd(tokens, i + 1, to) is not (> 0 and var name))
            {
                continue;
            }

            var page = tokens.Is(name, '§') ? name + 1 : name;
            var end = page + 1;
            draft.Title = i > from ? ImprintReader.Trimmed(tokens, new TokenRange(from, i)) : default;
            draft.Volume = new TokenRange(i, i + 1);
            draft.Container = new TokenRange(i + 1, name);
            draft.Pages = new TokenRange(page, end);
            if (tokens.Is(end, ',') && PinpointReader.ReadAt(tokens, end, to) is { } pinpoint && !PinpointReader.HoldsYear(tokens, pinpoint.Number))
            {
                draft.Pages = new TokenRange(page, pinpoint.Number.To);
                end = pinpoint.Whole.To;
            }

            if (tokens.Is(end, '(') && tokens.Partner(end) is var close && close > end && close < to && Numerals.IsYear(tokens, close - 1))
            {
                draft.Year = new TokenRange(close - 1, close);
                end = close + 1;
            }

            return draft.End = end;
        }

        return 0;
    }

    // The token after the reporter's letters, where a page follows; 0 where they are no reporter's.
    private static int NameEnd(NoteTokens tokens, int from, int to)
    {
        Span<char> letters = stackalloc char[10];
        var length = 0;
        for (var i = from; i < to && i < from + MostTokens; i++)
        {
            if (i > from && (tokens.Is(i, TokenKind.Number) || tokens.Is(i, '§')) && !IsSeries(tokens.TextOf(i)))
            {
                var isPage = tokens.Is(i, TokenKind.Number) || tokens.Is(i + 1, TokenKind.Number);
                return isPage && Reporters.Contains(letters[..length]) ? i : 0;
            }

            if (tokens.Is(i, '.'))
            {
                continue;
            }

            var text = tokens.TextOf(i);
            if (length + text.Length > letters.Length || !(IsSeries(text) || (tokens.Is(i, TokenKind.Word) && char.IsUpper(text[0]))))
            {
                return 0;
            }

            foreach (var c in text)
            {
                letters[length++] = char.ToLowerInvariant(c);
            }
        }

        return 0;
    }

    /// <summary>Whether the word counts a reporter's series: <c>F.2d</c>.</summary>
    public static bool IsSeries(ReadOnlySpan<char> text) => text is "2d" or "3d";
}
