using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>Whole numbers as printed.</summary>
internal static class Digits
{
    private const int Longest = 6;

    /// <summary>The value of a token of up to six digits and nothing else; -1 where it is none.</summary>
    public static int Value(NoteTokens tokens, int index) => tokens.Is(index, TokenKind.Number) ? Value(tokens.TextOf(index)) : -1;

    /// <summary>The value of up to six digits and nothing else; -1 where there is anything else.</summary>
    public static int Value(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > Longest)
        {
            return -1;
        }

        var value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            value = value * 10 + c - '0';
        }

        return value;
    }

    /// <summary>A year of four digits, 1400 to 2099; -1 where the token is none.</summary>
    public static int Year(NoteTokens tokens, int index) => tokens.Is(index, TokenKind.Number) && tokens[index].Span.Length == 4 && Value(tokens, index) is >= 1400 and <= 2099 and var year ? year : -1;

    /// <summary>Whether a book may bear it: printing began about 1450.</summary>
    public static bool IsPlausibleYear(int year) => year is >= 1450 and <= 2099;

    /// <summary>The end of a range in full: of 345 and 8 it is 348, of 345 and 412 it is 412.</summary>
    public static int Expanded(ReadOnlySpan<char> from, ReadOnlySpan<char> to) =>
        to.Length >= from.Length ? Value(to) : Value(string.Concat(from[..^to.Length], to));
}
