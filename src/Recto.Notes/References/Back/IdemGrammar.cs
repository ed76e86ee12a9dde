using Recto.Notes.Tokens;

namespace Recto.Notes.References.Back;

/// <summary>Tells the words that repeat an author: Idem, Id., Ders., Dies., Eadem, Он же.</summary>
internal static class IdemGrammar
{
    private static readonly WordSet Whole = new("idem eadem derselbe dieselbe");
    private static readonly WordSet Same = new("idem id ders dies eadem derselbe dieselbe");

    /// <summary>The token after the word and its marks with which the stretch begins; 0 where it begins with none.</summary>
    public static int End(NoteTokens tokens, TokenRange within)
    {
        var i = within.From;
        int end;
        if (Same.Contains(tokens, i))
        {
            // "Dies wurde …" is no "Dies.", and "id" no "Id.".
            end = i + 1;
            if (end < within.To && !tokens.Is(end, '.') && !tokens.Is(end, ',') && !tokens.Is(end, ':') && (char.IsLower(tokens.TextOf(end)[0]) || !Whole.Contains(tokens, i)))
            {
                return 0;
            }
        }
        else if ((tokens.Is(i, "он") || tokens.Is(i, "она") || tokens.Is(i, "они")) && tokens.Is(i + 1, "же"))
        {
            end = i + 2;
        }
        else
        {
            return 0;
        }

        while (end < within.To && (tokens.Is(end, '.') || tokens.Is(end, ',') || tokens.Is(end, ':')))
        {
            end++;
        }

        return end;
    }
}
