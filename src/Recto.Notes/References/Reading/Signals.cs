using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Steps over what only sends the reader on: <c>See, for example,</c>, <c>and</c>, <c>Cf.</c>, <c>Vgl. dazu</c>, <c>Quoted in</c>.</summary>
internal static class Signals
{
    private static readonly WordSet Quoting = new("quoted cited reprinted discussed zitiert zit cité citato citado цит printed published");
    private static readonly WordSet By = new("in from by nach par in: по da por bei as");

    // "E.g.", "S. ferner", "S. auch": an initial has a name behind it.
    private static bool IsCapital(NoteTokens tokens, int i) =>
        (tokens.Is(i, "e") && tokens.Is(i + 1, '.') && tokens.Is(i + 2, "g"))
        || (tokens.Is(i, "s") && tokens.Is(i + 1, '.') && i + 2 < tokens.Count && char.IsLower(tokens.TextOf(i + 2)[0]) && (Vocabulary.Signals.Contains(tokens, i + 2) || IsAlso(tokens, i + 2)));

    // "s. a.", "s. u. a."
    private static bool IsAlso(NoteTokens tokens, int i) =>
        (tokens.Is(i, "a") || tokens.Is(i, "u")) && char.IsLower(tokens.TextOf(i)[0]) && tokens.Is(i + 1, '.') && tokens.Is(i - 1, '.') && (tokens.Is(i - 2, "s") || tokens.Is(i - 2, "u") || tokens.Is(i - 2, "vgl"));

    /// <summary>The first token of the clause that is no signal.</summary>
    public static int Skip(NoteTokens tokens, TokenRange clause)
    {
        var i = clause.From;
        while (i < clause.To)
        {
            if (Vocabulary.Signals.Contains(tokens, i) && (tokens[i].Span.Length > 1 || char.IsLower(tokens.TextOf(i)[0]) || IsCapital(tokens, i)))
            {
                i++;
            }
            else if (i > clause.From && IsAlso(tokens, i))
            {
                i += 2;
            }
            else if (i == clause.From && tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length >= 7 && i + 1 < clause.To && tokens.Is(i + 1, TokenKind.Word))
            {
                // The number of a database behind the reference before: "52: 37–58; 11321229 Jane Smith, …".
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
