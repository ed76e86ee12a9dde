using System.Globalization;
using Recto.Notes.Text;

namespace Recto.Notes.Tokens;

/// <summary>Cuts a text into tokens: one pass, any text, no loss.</summary>
public static class Tokenizer
{
    /// <summary>The tokens of <paramref name="text"/> in order; between them stands white space only.</summary>
    public static IReadOnlyList<Token> Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return List(text);
    }

    internal static List<Token> List(string text)
    {
        var tokens = new List<Token>(text.Length / 4 + 1);
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var end = Run(text, i);
            tokens.Add(new Token(KindOf(text, i), new TextSpan(i, end)));
            i = end;
        }

        return tokens;
    }

    private static int Run(string text, int start)
    {
        if (!IsInWord(text, start))
        {
            return start + 1;
        }

        var end = start + 1;
        while (end < text.Length)
        {
            if (IsInWord(text, end))
            {
                end++;
            }
            else if (end + 1 < text.Length && IsJoiner(text[end]) && char.IsLetter(text[end - 1]) && char.IsLetter(text[end + 1]))
            {
                end += 2;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    // U+02B9, the prime, counts as a letter in Unicode, but at the end of a word it stands for a closing quotation mark.
    private static bool IsInWord(string text, int at)
    {
        var c = text[at];
        if (c is '\u02B9' or '\u02BC')
        {
            return at + 1 < text.Length && char.IsLetter(text[at + 1]) && at > 0 && char.IsLetter(text[at - 1]);
        }

        return char.IsLetterOrDigit(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static bool IsJoiner(char c) => c is '\'' or '’' or '-' or '‐' or '‑' or '\u00AD' or '\u02B9' or '\u02BC';

    private static TokenKind KindOf(string text, int at) => text[at] switch
    {
        '(' or '[' or '{' => TokenKind.Opening,
        ')' or ']' or '}' => TokenKind.Closing,
        '“' or '”' or '„' or '‟' or '«' or '»' or '‹' or '›' or '‘' or '’' or '‚' or '"' or '\'' => TokenKind.Quote,
        '\u02B9' or '\u02BC' when !IsInWord(text, at) => TokenKind.Quote,
        '-' or '–' or '—' or '‐' or '‑' or '−' or '―' => TokenKind.Dash,
        >= '0' and <= '9' => TokenKind.Number,
        var c when char.IsDigit(c) => TokenKind.Number,
        var c when IsInWord(text, at) || char.IsLetter(c) => TokenKind.Word,
        _ => TokenKind.Mark,
    };
}
