using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads the date of a newspaper: <c>January 19, 1873</c>, <c>19 January 1873</c>, <c>10 novembre 1932</c>, <c>3. März 1933</c>.</summary>
internal static class NewspaperDate
{
    /// <summary>Whether the date names a day.</summary>
    public static bool HasDay(NoteTokens tokens, TokenRange date)
    {
        var numbers = 0;
        var months = 0;
        for (var i = date.From; i < date.To; i++)
        {
            months += Vocabulary.Months.Contains(tokens, i) ? 1 : 0;
            numbers += tokens[i].Kind == TokenKind.Number ? 1 : 0;
        }

        return numbers > 1 && months > 0;
    }

    /// <summary>The date that begins at <paramref name="i"/>; empty where none does.</summary>
    public static TokenRange Read(NoteTokens tokens, int i, int to)
    {
        var months = 0;
        var year = -1;
        var k = i;
        for (; k < to && k < i + 14; k++)
        {
            if (Vocabulary.Months.Contains(tokens, k))
            {
                months++;
            }
            else if (Numerals.IsYear(tokens, k))
            {
                year = k;
                break;
            }
            else if (!tokens.Is(k, TokenKind.Number) && !tokens.Is(k, ',') && !tokens.Is(k, '.') && tokens[k].Kind != TokenKind.Dash && !tokens.Is(k, "and") && !tokens.Is(k, "et") && !tokens.Is(k, "und") && !tokens.Is(k, "le") && !tokens.Is(k, "de") && !tokens.Is(k, '/'))
            {
                break;
            }
        }

        return months > 0 && year > i && (tokens.Is(i, TokenKind.Number) || Vocabulary.Months.Contains(tokens, i)) ? new TokenRange(i, year + 1) : default;
    }
}
