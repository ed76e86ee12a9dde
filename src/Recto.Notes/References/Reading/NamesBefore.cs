using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Reads family names backwards, from the year or bracket that follows them: <c>Weber</c>, <c>F. A. Bauer</c>, <c>Braun u. Kern (Hgg.)</c>, <c>Weber et al.</c></summary>
internal sealed class NamesBefore(NoteTokens tokens)
{
    private const int MostPersons = 6;

    /// <summary>Words that join two names.</summary>
    public static readonly WordSet Joiners = new("u und and et y e и with mit");

    /// <summary>Reads the persons whose last family name stands at a token; the token at which the first begins, -1 where there is none.</summary>
    /// <param name="last">The last token of the names.</param>
    /// <param name="floor">No name begins before it.</param>
    /// <param name="persons">The persons are added, in printed order.</param>
    public int Read(int last, int floor, List<PersonTokens> persons)
    {
        var i = SkipOthers(last, floor);
        var isJoined = i < last;
        var from = -1;
        while (persons.Count < MostPersons && i >= floor && tokens.QuotationAt(i) < 0 && AuthorYear.IsFamily(tokens, i))
        {
            from = NameStart(i, floor);
            persons.Insert(0, new PersonTokens(new TokenRange(from, i + 1), new TokenRange(FamilyStart(i, from), i + 1), Given(from, FamilyStart(i, from)), false, 1, false));
            var joiner = from - 1;
            if (joiner > floor && tokens.Is(joiner, '.') && tokens.Is(joiner - 1, "u"))
            {
                (i, isJoined) = (joiner - 2, true);
            }
            else if (joiner > floor && (tokens.Is(joiner, '/') || tokens.Is(joiner, '&') || tokens.Is(joiner, '–') || (Joiners.Contains(tokens, joiner) && char.IsLower(tokens.TextOf(joiner)[0]))))
            {
                i = tokens.Is(joiner - 1, ',') ? joiner - 2 : joiner - 1;
                isJoined = true;
            }
            else if (joiner > floor && isJoined && tokens.Is(joiner, ','))
            {
                i = joiner - 1;
            }
            else
            {
                break;
            }
        }

        return from;
    }

    /// <summary>Whether a bracket that names editors closes there: <c>(Hg.)</c>, <c>(Hgg.)</c>, <c>(eds.)</c>, <c>(ed.)</c>.</summary>
    public bool IsEditorBracket(int close, int floor) =>
        close > floor && tokens[close].Kind == TokenKind.Closing && tokens.Partner(close) is var open && open > floor && close - open is 2 or 3 && Vocabulary.Editor.Contains(tokens, open + 1);

    /// <summary>Whether a signal ends there: <c>s.</c>, <c>vgl.</c>, <c>s. a.</c>, <c>u. a.</c>, <c>sowie</c>.</summary>
    public bool IsSignal(int i)
    {
        i = tokens.Is(i, '.') || tokens.Is(i, ',') ? i - 1 : i;
        return Vocabulary.Signals.Contains(tokens, i) && !tokens.Is(i, "in") && !tokens.Is(i, "for") && (tokens[i].Span.Length > 1 || tokens.Is(i + 1, '.')) || (tokens.Is(i, "a") && tokens.Is(i - 1, '.') && (tokens.Is(i - 2, "s") || tokens.Is(i - 2, "u")));
    }

    // "et al.", "et. al", "u. a."
    private int SkipOthers(int last, int floor)
    {
        var i = tokens.Is(last, '.') ? last - 1 : last;
        if (i > floor + 1 && (tokens.Is(i, "al") || tokens.Is(i, "a")))
        {
            var before = tokens.Is(i - 1, '.') ? i - 2 : i - 1;
            if (tokens.Is(before, "et") || tokens.Is(before, "u") || tokens.Is(before, "y"))
            {
                return before - 1;
            }
        }

        return last;
    }

    // "F. A. Bauer", "von Hirschhausen", "Sánchez Vendramini" behind a mark
    private int NameStart(int family, int floor)
    {
        var i = family;
        while (i > floor && Vocabulary.Particles.Contains(tokens, i - 1) && char.IsLower(tokens.TextOf(i - 1)[0]) && family - i < 3 && !tokens.Is(i - 1, "e") && !tokens.Is(i - 1, "y") && !tokens.Is(i - 1, "zum") && !tokens.Is(i - 1, "zur") && !tokens.Is(i - 1, "da") && !tokens.Is(i - 1, "do"))
        {
            i--;
        }

        // "S. Koch" sends to Koch, "F. Koch" names him.
        while (i > floor + 1 && tokens.Is(i - 1, '.') && tokens[i - 2].Span.Length == 1 && tokens[i - 2].Kind == TokenKind.Word && char.IsUpper(tokens.TextOf(i - 2)[0]) && !tokens.Is(i - 2, 'S'))
        {
            i -= 2;
        }

        if (i == family && i > floor && tokens.Is(i - 1, TokenKind.Word) && AuthorYear.IsFamily(tokens, i - 1) && (i - 1 == floor || tokens.Is(i - 2, ';') || tokens[i - 2].Kind == TokenKind.Opening || IsSignal(i - 2)))
        {
            i--;
        }

        return i;
    }

    private int FamilyStart(int family, int from)
    {
        var i = family;
        while (i > from && tokens[i - 1].Kind == TokenKind.Word)
        {
            i--;
        }

        return i;
    }

    private static TokenRange Given(int from, int family) => family > from ? new TokenRange(from, family) : default;
}
