using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Steps over what only sends the reader on: <c>See, for example,</c>, <c>and</c>, <c>Cf.</c>, <c>Vgl. dazu</c>, <c>Quoted in</c>.</summary>
internal static class Signals
{
    private static readonly WordSet Quoting = new("quoted cited reprinted discussed zitiert zit cité citato citado цит printed published");
    private static readonly WordSet By = new("in from by nach par in: по da por bei as");

    /// <summary>The first token of the clause that is no signal.</summary>
    public static int Skip(NoteTokens tokens, TokenRange clause)
    {
        var i = clause.From;
        while (i < clause.To)
        {
            if (Vocabulary.Signals.Contains(tokens, i) && (tokens[i].Span.Length > 1 || char.IsLower(tokens.TextOf(i)[0])))
            {
                i++;
            }
            else if (i > clause.From && (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, ':')))
            {
                i++;
            }
            else if (Quoting.Contains(tokens, i) && (By.Contains(tokens, i + 1) || (tokens.Is(i + 1, '.') && By.Contains(tokens, i + 2))))
            {
                i += tokens.Is(i + 1, '.') ? 3 : 2;
            }
            else
            {
                break;
            }
        }

        return i;
    }
}
