using System.Buffers;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Tells years, pages and Roman numerals.</summary>
internal static class Numerals
{
    private const int FirstYear = 1400;
    private const int LastYear = 2099;

    private static readonly SearchValues<char> LowerRoman = SearchValues.Create("ivxlc");
    private static readonly SearchValues<char> UpperRoman = SearchValues.Create("IVXLCM");

    /// <summary>Whether the token is a year of four digits (a letter may follow: <c>1999a</c>).</summary>
    public static bool IsYear(NoteTokens tokens, int index)
    {
        if (!tokens.Is(index, TokenKind.Number))
        {
            return false;
        }

        var text = tokens.TextOf(index);
        return text.Length is 4 or 5 && Value(text[..4]) is >= FirstYear and <= LastYear && (text.Length == 4 || char.IsAsciiLetterLower(text[4]));
    }

    /// <summary>Whether the token can be a number of a page, leaf or note: up to five digits with up to two letters, or a Roman numeral in lower case.</summary>
    public static bool IsPage(NoteTokens tokens, int index)
    {
        if (index < 0 || index >= tokens.Count)
        {
            return false;
        }

        var text = tokens.TextOf(index);
        if (tokens[index].Kind == TokenKind.Number)
        {
            var digits = 0;
            while (digits < text.Length && char.IsDigit(text[digits]))
            {
                digits++;
            }

            return digits <= 5 && text.Length - digits <= 3;
        }

        return tokens[index].Kind == TokenKind.Word && IsRoman(text) && char.IsLower(text[0]);
    }

    /// <summary>Whether the token is a page of a newspaper's section (<c>A13</c>) or a Roman numeral in capitals.</summary>
    public static bool IsLettered(NoteTokens tokens, int index)
    {
        var text = tokens.TextOf(index);
        return tokens[index].Kind == TokenKind.Word && ((text.Length is >= 2 and <= 5 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiDigit(text[^1]) && !text[(char.IsAsciiLetterUpper(text[1]) ? 2 : 1)..].ContainsAnyExceptInRange('0', '9')) || IsRoman(text));
    }

    /// <summary>Whether the word is a Roman numeral in one case.</summary>
    public static bool IsRoman(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || word.Length > 9)
        {
            return false;
        }

        return !word.ContainsAnyExcept(LowerRoman) || !word.ContainsAnyExcept(UpperRoman);
    }

    private static int Value(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            value = value * 10 + c - '0';
        }

        return value;
    }
}
