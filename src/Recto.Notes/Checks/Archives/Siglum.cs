using Recto.Notes.Archives;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>Abbreviations in capitals as they stand in notes.</summary>
internal static class Siglum
{
    private const int MostWords = 4;

    /// <summary>The key under which spellings of one siglum fall together: dots, blanks, hyphens and slashes left out, look-alike Cyrillic letters as Latin ones.</summary>
    public static string Key(ReadOnlySpan<char> printed) => Lookalikes.ToLatin(NameFolding.Siglum(printed));

    /// <summary>Index of the token behind the siglum that begins at a token: <c>AVP RF</c>, <c>TNA/PRO</c>; the index itself where none begins.</summary>
    public static int End(NoteTokens tokens, int i)
    {
        var end = i;
        while (end - i < 2 * MostWords && tokens.Is(end, TokenKind.Word) && SiglumForm.IsLike(tokens.TextOf(end)))
        {
            end++;
            if (!tokens.Is(end + 1, TokenKind.Word) || !SiglumForm.IsLike(tokens.TextOf(end + 1)) || !(tokens.Is(end, '/') || tokens.Is(end, TokenKind.Dash)))
            {
                continue;
            }

            end++;
        }

        return end;
    }

    /// <summary>Capitals that stand directly before a token, parted by a comma, a stop or a colon at most: <c>GAVO,</c> <c>ОР РНБ.</c>; up to four words. Null where there are none, or Roman figures only.</summary>
    public static TextSpan? Before(NoteTokens tokens, int token)
    {
        var i = token - 1;
        if (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, ':'))
        {
            i--;
        }

        var last = i;
        while (i >= 0 && last - i < MostWords && tokens.Is(i, TokenKind.Word) && SiglumForm.IsLike(tokens.TextOf(i)))
        {
            i--;
        }

        if (i == last)
        {
            return null;
        }

        var span = tokens.Span(i + 1, last + 1);
        return IsRoman(span.In(tokens.Text)) ? null : span;
    }

    private static bool IsRoman(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ('I' or 'V' or 'X' or 'L' or 'C' or ' '))
            {
                return false;
            }
        }

        return true;
    }
}
