using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>Finds the day on which an author read a web page: <c>accessed 5 May 2014</c>, <c>letzter Zugriff: 15.7.2021</c>, <c>consulté le 3 mai 2020</c>, <c>дата обращения: 05.05.2020</c>.</summary>
internal static class AccessDates
{
    private const int LongestDate = 9;

    private static readonly WordSet Words = new("accessed access visited retrieved viewed consulted abgerufen zugriff aufgerufen zugegriffen eingesehen stand abruf consulté consultée consultés visité accès consultado consultada consultato consultata consulta visitato acesso acessado обращения обращение geraadpleegd dostęp hämtad");
    private static readonly WordSet On = new("on the am vom le el il em de da del it a data");

    /// <summary>The dates of access in a note: from the word to the year.</summary>
    public static IEnumerable<(TextSpan Span, int Year)> Find(NoteTokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Words.Contains(tokens, i) && End(tokens, i + 1) is ( > 0 and var end, var year))
            {
                yield return (tokens.Span(i, end), year);
            }
        }
    }

    private static (int End, int Year) End(NoteTokens tokens, int from)
    {
        for (var i = from; i < tokens.Count && i < from + LongestDate; i++)
        {
            if (Digits.Year(tokens, i) is > 0 and var year && !(tokens.Is(i + 1, TokenKind.Number) || tokens.Is(i - 1, TokenKind.Opening)))
            {
                // "2014-05-03"
                var end = i + 1;
                while (tokens.Is(end, TokenKind.Dash) && tokens.Is(end + 1, TokenKind.Number) && tokens[end + 1].Span.Length <= 2)
                {
                    end += 2;
                }

                return (end, year);
            }

            if (tokens[i].Kind is not (TokenKind.Number or TokenKind.Dash or TokenKind.Mark) && !On.Contains(tokens, i) && Months.Of(tokens.TextOf(i)) == 0)
            {
                return default;
            }
        }

        return default;
    }
}
