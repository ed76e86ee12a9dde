using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads volumes and issues: <c>Vol. 12</c>, <c>T. 2</c>, <c>22 vols.</c>, <c>vol. 30, no. 3</c>, <c>№ 3</c>, <c>30/3 (2007)</c>, <c>III, 288</c>.</summary>
internal static class VolumeReader
{
    /// <summary>The token after the volume or issue that begins there; 0 where none does.</summary>
    public static int Read(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        if (tokens.Is(i, TokenKind.Number) && Vocabulary.Volume.Contains(tokens, i + 1) && i + 1 < to)
        {
            draft.HasVolumes = true;
            return tokens.Is(i + 2, '.') && i + 2 < to ? i + 3 : i + 2;
        }

        var isVolume = Vocabulary.Volume.Contains(tokens, i);
        var isIssue = Vocabulary.Issue.Contains(tokens, i) || tokens.Is(i, '№') || (tokens.Is(i, "n") && tokens.Is(i + 1, '°'));
        if (isVolume || isIssue)
        {
            var number = i + 1;
            while (number < to && (tokens.Is(number, '.') || tokens.Is(number, '°')))
            {
                number++;
            }

            var end = NumberEnd(tokens, number, to);
            if (end == number)
            {
                return 0;
            }

            if (isVolume)
            {
                draft.Volume = new TokenRange(number, end);
                draft.HasVolumes = true;
            }
            else
            {
                draft.Issue = new TokenRange(number, end);
            }

            return end;
        }

        if (draft.Volume.IsEmpty && TitleEnd.StartsRomanVolume(tokens, i, to))
        {
            draft.Volume = new TokenRange(i, i + 1);
            return i + 1;
        }

        return draft.Container.IsEmpty || draft.HasImprint || !draft.Volume.IsEmpty ? 0 : BareVolume(draft, i, to);
    }

    private static int BareVolume(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        var roman = tokens.Is(i, TokenKind.Word) && Numerals.IsRoman(tokens.TextOf(i));
        if ((!tokens.Is(i, TokenKind.Number) && !roman) || (Numerals.IsYear(tokens, i) && !tokens.Is(i + 1, '/')) || tokens[i].Span.Length > 5)
        {
            return 0;
        }

        // A single number after a series is an issue of it: "seizième série, 15".
        if (i + 1 >= to && !draft.Series.IsEmpty && draft.Year.IsEmpty)
        {
            draft.Issue = new TokenRange(i, i + 1);
            return i + 1;
        }

        if (i + 1 < to && (tokens.Is(i + 1, '/') || tokens.Is(i + 1, '.') || tokens.Is(i + 1, ':')) && tokens.Is(i + 2, TokenKind.Number) && i + 2 < to && !tokens.HasGapBefore(i + 2))
        {
            draft.Volume = new TokenRange(i, i + 1);
            var issueEnd = i + 4 < to && tokens.Is(i + 3, TokenKind.Dash) && tokens.Is(i + 4, TokenKind.Number) ? i + 5 : i + 3;
            if (tokens.Is(i + 1, ':') && issueEnd == i + 5)
            {
                draft.Pages = new TokenRange(i + 2, issueEnd);
            }
            else
            {
                draft.Issue = new TokenRange(i + 2, issueEnd);
            }

            return issueEnd;
        }

        var end = NumberEnd(tokens, i, to);
        var follows = end < to && (tokens[end].Kind == TokenKind.Opening || tokens.Is(end, ':') || (tokens.Is(end, ',') && (Vocabulary.Issue.Contains(tokens, end + 1) || Numerals.IsYear(tokens, end + 1) || Vocabulary.Pages.Contains(tokens, end + 1) || tokens.Is(end + 1, TokenKind.Number))));
        if (!follows)
        {
            return 0;
        }

        draft.Volume = new TokenRange(i, end);
        return end;
    }

    // "12", "1–4", "XII", "3/4"
    private static int NumberEnd(NoteTokens tokens, int number, int to)
    {
        if (number >= to || !(tokens.Is(number, TokenKind.Number) || (tokens.Is(number, TokenKind.Word) && Numerals.IsRoman(tokens.TextOf(number)))))
        {
            return number;
        }

        var end = number + 1;
        while (end + 1 < to && (tokens[end].Kind == TokenKind.Dash || tokens.Is(end, '/')) && (tokens.Is(end + 1, TokenKind.Number) || Numerals.IsRoman(tokens.TextOf(end + 1))))
        {
            end += 2;
        }

        return end;
    }
}
