using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads web addresses and DOIs.</summary>
internal static class AddressReader
{
    private static readonly WordSet AccessWords = new("accessed consulté abgerufen обращения zugriff consultado retrieved consultato acesso accessed:");

    /// <summary>The token after the address that begins at <paramref name="i"/>; 0 where none does. The address goes to the next blank.</summary>
    public static int Read(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        if (AccessWords.Contains(tokens, i))
        {
            var date = NewspaperDate.Read(tokens, tokens.Is(i + 1, "le") || tokens.Is(i + 1, "on") || tokens.Is(i + 1, "am") || tokens.Is(i + 1, "el") ? i + 2 : i + 1, to);
            return date.IsEmpty ? 0 : date.To;
        }

        var text = tokens.Text;
        var start = tokens[i].Start;
        var rest = text.AsSpan(start, tokens[to - 1].End - start);
        var isDoi = rest.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("doi ", StringComparison.OrdinalIgnoreCase);
        if (!isDoi && !rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && !(rest.StartsWith("10.", StringComparison.Ordinal) && rest.Length > 8 && rest[..Math.Min(10, rest.Length)].Contains('/')))
        {
            return 0;
        }

        var begin = start;
        if (isDoi)
        {
            begin = start + 4;
            while (begin < tokens[to - 1].End && text[begin] == ' ')
            {
                begin++;
            }
        }

        var end = begin;
        while (end < tokens[to - 1].End && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '»' or '”'))
        {
            end++;
        }

        while (end > begin && text[end - 1] is '.' or ',' or ';' or ')' or '>')
        {
            end--;
        }

        if (end <= begin)
        {
            return 0;
        }

        var value = text.AsSpan(begin, end - begin);
        var at = value.IndexOf("10.", StringComparison.Ordinal);
        if (isDoi || value.Contains("doi.org/", StringComparison.OrdinalIgnoreCase) || (at == 0 && value.Contains('/')))
        {
            draft.Doi = at >= 0 ? new TextSpan(begin + at, end) : new TextSpan(begin, end);
        }
        else
        {
            draft.Url = new TextSpan(begin, end);
        }

        var next = tokens.IndexFrom(end);
        return Math.Min(Accessed(tokens, next, to), to);
    }

    // "(accessed September 7, 2014)"
    private static int Accessed(NoteTokens tokens, int i, int to)
    {
        var open = tokens.Is(i, ',') ? i + 1 : i;
        if (open < to && tokens[open].Kind == TokenKind.Opening && tokens.Partner(open) is var close && close > open && close < to && close - open < 12)
        {
            for (var k = open; k < close; k++)
            {
                if (AccessWords.Contains(tokens, k))
                {
                    return close + 1;
                }
            }
        }

        return i;
    }
}
