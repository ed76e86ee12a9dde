using System.Text;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>Joins tokens to words as they are printed: closing punctuation to the word before, opening to the one after, hyphens within, words broken at a line's end made whole.</summary>
internal static class TokenJoiner
{
    private const string Closing = ".,;:)]}»”!?…°%*®";
    private const string Opening = "([{«“‘„<";

    /// <summary>Joins the lines of one string.</summary>
    /// <returns>The words and for each the component of its first token that has a letter or digit.</returns>
    public static (WordSequence Sequence, IReadOnlyList<string> Components) Join(IReadOnlyList<IReadOnlyList<LinkedBooksToken>> lines)
    {
        var text = new StringBuilder();
        var components = new List<string>();
        var decided = false;
        var quotes = 0;
        LinkedBooksToken? last = null;
        for (var line = 0; line < lines.Count; line++)
        {
            for (var i = 0; i < lines[line].Count; i++)
            {
                var token = lines[line][i];
                if (i == 0 && line > 0 && IsBroken(text, token.Text))
                {
                    text.Length--;
                }
                else if (last is null || !Touches(last, token, text, quotes))
                {
                    text.Append(text.Length > 0 ? " " : "");
                    components.Add(token.Component);
                    decided = false;
                }

                text.Append(token.Text);
                quotes += token.Text.Count(one => one == '"');
                if (!decided && token.Text.Any(char.IsLetterOrDigit))
                {
                    components[^1] = token.Component;
                    decided = true;
                }

                last = token;
            }
        }

        return (WordSequence.Cut(text.ToString()), components);
    }

    // “Adria-” at a line's end, “nople” on the next.
    private static bool IsBroken(StringBuilder text, string next) => text.Length > 1 && text[^1] == '-' && char.IsLetter(text[^2]) && char.IsLower(next[0]);

    private static bool Touches(LinkedBooksToken last, LinkedBooksToken token, StringBuilder text, int quotes)
    {
        var (left, right) = (last.Text[^1], token.Text[0]);
        if (Opening.Contains(left, StringComparison.Ordinal) || Closing.Contains(right, StringComparison.Ordinal))
        {
            return true;
        }

        if (right is '-' or '/' or '–' or '’' or '\'' or '=')
        {
            return char.IsLetterOrDigit(left) || left == '.';
        }

        if (left is '-' or '/' or '–' or '=')
        {
            return text.Length > 1 && (char.IsLetterOrDigit(text[^2]) || text[^2] == '.') && char.IsLetterOrDigit(right);
        }

        if (left is '’' or '\'')
        {
            return text.Length > 1 && char.IsLetter(text[^2]) && char.IsLetterOrDigit(right);
        }

        if (right == '"' || left == '"')
        {
            // The first of a pair opens.
            return (right == '"' && quotes % 2 == 1) || (left == '"' && quotes % 2 == 1);
        }

        // A.S.V., in the sigla of archives only: in names the initials stand apart.
        return last.Component == "archive_lib" && token.Component == "archive_lib" && left == '.' && token.Text.Length == 1 && text.Length > 1 && char.IsUpper(text[^2]) && (text.Length == 2 || !char.IsLetter(text[^3]));
    }
}
