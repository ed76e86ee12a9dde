using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads web addresses and DOIs.</summary>
internal static class AddressReader
{
    private static readonly WordSet AccessWords = new("accessed consulté consultée abgerufen abruf aufgerufen zugegriffen besucht обращения zugriff consultado consultada retrieved consultato acesso acceso accès visited stand");
    private static readonly WordSet BeforeAccess = new("letzter letzte letzten last dernier dernière último última ultimo zuletzt date дата");
    private static readonly WordSet Available = new("available online url verfügbar disponible disponibile disponível доступно адрес unter at en à sur su em via from under");
    private static readonly WordSet OnDate = new("le on am el em il de da vom a");

    private const int LongestDate = 9;

    /// <summary>The token after the address that begins at <paramref name="i"/>; 0 where none does. The address goes to the next blank.</summary>
    public static int Read(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        if (AccessEnd(tokens, i, to) is > 0 and var accessed)
        {
            return accessed;
        }

        // "available at http://…"
        if (Available.Contains(tokens, i))
        {
            var address = i;
            while (address < to && address < i + 4 && (Available.Contains(tokens, address) || tokens.Is(address, ':')))
            {
                address++;
            }

            return address < to && IsWeb(tokens.Text.AsSpan(tokens[address].Start)) ? Read(draft, address, to) : 0;
        }

        var text = tokens.Text;
        var start = tokens[i].Start;
        var rest = text.AsSpan(start, tokens[to - 1].End - start);
        var isDoi = rest.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("doi ", StringComparison.OrdinalIgnoreCase);
        if (!isDoi && !IsWeb(rest) && !(rest.StartsWith("10.", StringComparison.Ordinal) && rest.Length > 8 && rest[..Math.Min(10, rest.Length)].Contains('/')))
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

    /// <summary>Whether a text begins with a web address.</summary>
    public static bool IsWeb(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    // "accessed May 5, 2014", "letzter Zugriff: 15.7.2021", "acesso em 11 de novembro de 2016"; the token after it, 0 where there is none.
    private static int AccessEnd(NoteTokens tokens, int i, int to)
    {
        var word = BeforeAccess.Contains(tokens, i) ? i + 1 : i;
        if (word >= to || !AccessWords.Contains(tokens, word))
        {
            return 0;
        }

        var from = word + 1;
        while (from < to && (tokens.Is(from, ':') || tokens.Is(from, '.') || tokens.Is(from, ',') || OnDate.Contains(tokens, from)))
        {
            from++;
        }

        for (var k = from; k < to && k < from + LongestDate; k++)
        {
            if (Numerals.IsYear(tokens, k))
            {
                return k + 1;
            }

            if (tokens[k].Kind is not (TokenKind.Number or TokenKind.Dash) && !tokens.Is(k, '.') && !tokens.Is(k, ',') && !tokens.Is(k, '/') && !OnDate.Contains(tokens, k) && !Vocabulary.Months.Contains(tokens, k))
            {
                return 0;
            }
        }

        return 0;
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
