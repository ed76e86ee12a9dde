using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Tells whether a sentence only goes on with the reference before it: <c>М., 1984</c>, <c>С. 45</c>, <c>Vol. 2</c>, <c>London: Routledge, 1999</c>.</summary>
internal static class Continuation
{
    /// <summary>Whether the clause goes on with the one before.</summary>
    public static bool Is(NoteTokens tokens, TokenRange clause)
    {
        var i = clause.From;
        if (Vocabulary.Signals.Contains(tokens, i))
        {
            return false;
        }

        if (Vocabulary.Volume.Contains(tokens, i) || Vocabulary.Issue.Contains(tokens, i) || tokens.Is(i, '№') || (Vocabulary.Pages.Contains(tokens, i) && tokens.Is(i + 1, '.')))
        {
            var number = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
            return number < clause.To && (tokens.Is(number, TokenKind.Number) || Numerals.IsRoman(tokens.TextOf(number)));
        }

        var colon = -1;
        for (var k = i; k < clause.To && k < i + 7; k++)
        {
            colon = colon < 0 && tokens.Is(k, ':') ? k : colon;
        }

        return (colon > i || tokens.TextOf(i).Length <= 3) && clause.Length < 20 && !ImprintReader.YearAtEnd(tokens, i, FirstPart(tokens, colon > i ? colon : i, clause.To)).IsEmpty;
    }

    // The imprint ends at the year; pages may follow.
    private static int FirstPart(NoteTokens tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (Numerals.IsYear(tokens, i))
            {
                return i + 1;
            }
        }

        return from;
    }
}
