namespace Recto.Notes.Checks.Typography;

/// <summary>An apostrophe in a word.</summary>
/// <param name="At">Its place.</param>
/// <param name="Mark">How it is written.</param>
internal readonly record struct Apostrophe(int At, char Mark);

/// <summary>
/// Finds what must be apostrophes, whatever they are written with: Stalin’s, don’t, they’re, l’armée, d’Alembert, qu’il, dell’arte, O’Brien. Between other letters the same marks may be
/// the soft sign of transliterated Russian (opis’, Ol’ga) or an ayn, and are no apostrophes here.
/// </summary>
internal static class Apostrophes
{
    private const string Vowels = "aeiouyhàâæéèêëíîïóôœùúûüAEIOUYHÀÂÆÉÈÊËÍÎÏÓÔŒÙÚÛÜ";

    private static readonly string[] Elided = ["l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quelqu", "dell", "all", "nell", "sull", "dall", "un", "quell", "coll"];

    public static List<Apostrophe> Find(string text)
    {
        var found = new List<Apostrophe>();
        for (var i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] is '\'' or '’' or '‘' or '´' or '`' or '′' or 'ʹ' or 'ʼ' && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]) && MustBe(text, i))
            {
                found.Add(new Apostrophe(i, text[i]));
            }
        }

        return found;
    }

    private static bool MustBe(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at < 20 && char.IsLetter(text[end]))
        {
            end++;
        }

        var start = at;
        while (start > 0 && at - start < 20 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        // One mark to a word: K‘ung-fu‘tse, Ka‘ba’s and the like are another alphabet's business.
        if ((start > 0 && IsMark(text[start - 1])) || (end < text.Length && IsMark(text[end]) && end + 1 < text.Length && char.IsLetter(text[end + 1])))
        {
            return false;
        }

        var (before, after) = (text[start..at], text[(at + 1)..end]);
        if (before.Length > 1 && char.IsAscii(text[at - 1]) && after is "s" or "re" or "ve" or "ll" || (after is "t" && before.Length >= 3 && before.EndsWith('n')))
        {
            return true;
        }

        return after.Length >= 2 && ((Vowels.Contains(after[0]) && Elided.Contains(before, StringComparer.OrdinalIgnoreCase)) || (before is "O" or "D" && char.IsUpper(after[0]) && char.IsLower(after[1])));
    }

    private static bool IsMark(char c) => c is '\'' or '’' or '‘' or '´' or '`' or '′' or 'ʹ' or 'ʼ';
}
