using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>Tells notes that certainly cite nothing.</summary>
internal static class Commentary
{
    private const int FewestWords = 5;

    // What holds one of these may cite in words that were not read.
    private static readonly WordSet Citing = new("""
        see cf compare quoted cited according ibid ibidem ebd ebenda ebda id idem ders dies passim op loc cit hereafter unpublished forthcoming manuscript memoirs diary diaries archive archives papers
        voir cité citée selon d’après siehe vgl zit zitiert nach laut véase ver vedi citado citato см цит там op. cit.
        """);

    private static readonly WordSet Time = new("in since until after before by from during of im seit bis ab nach vor en depuis après avant в с до после desde dal nel");

    /// <summary>Whether a note is nothing but sentences: nothing was read in it as a reference, and no figure, quotation, italics or citing word stands in it either.</summary>
    public static bool IsAll(CheckContext context, int note)
    {
        if (context.References(note).Count > 0)
        {
            return false;
        }

        var tokens = context.Tokens(note);
        var (words, isSentence) = (0, false);
        for (var i = 0; i < tokens.Count; i++)
        {
            if ((tokens[i].Kind == TokenKind.Number && !IsYearOfASentence(tokens, i)) || tokens[i].Kind == TokenKind.Quote || tokens.IsItalic(i) || Citing.Contains(tokens, i))
            {
                return false;
            }

            words += tokens[i].Kind == TokenKind.Word ? 1 : 0;
            isSentence |= Vocabulary.Prose.Contains(tokens, i);
        }

        return words >= FewestWords && isSentence;
    }

    // "was closed in 1935": no year of an imprint.
    private static bool IsYearOfASentence(NoteTokens tokens, int i) => Numerals.IsYear(tokens, i) && Time.Contains(tokens, i - 1);

    /// <summary>Whether nothing but small words that send the reader on stands before a place of a note.</summary>
    public static bool OpensWith(NoteTokens tokens, int position)
    {
        for (var i = 0; i < tokens.Count && tokens[i].Start < position; i++)
        {
            if (!Vocabulary.Signals.Contains(tokens, i) && !tokens.Is(i, '.') && !tokens.Is(i, ','))
            {
                return false;
            }
        }

        return true;
    }
}
