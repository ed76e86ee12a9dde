namespace Recto.Notes.Text;

/// <summary>The last digits of ISBN (ISO 2108) and ISSN (ISO 3297), which follow from the others. Numbers are given without hyphens and blanks; an X, which stands for ten, in either case.</summary>
public static class CheckDigits
{
    /// <summary>Whether these are 13 digits, the last of them right.</summary>
    public static bool IsIsbn13(ReadOnlySpan<char> number) => number.Length == 13 && AreDigits(number) && number[12] == OfIsbn13(number[..12]);

    /// <summary>Whether these are nine digits and a tenth, or X, that is right.</summary>
    public static bool IsIsbn10(ReadOnlySpan<char> number) => number.Length == 10 && AreDigits(number[..9]) && char.ToUpperInvariant(number[9]) == OfEleven(number[..9]);

    /// <summary>Whether these are seven digits and an eighth, or X, that is right.</summary>
    public static bool IsIssn(ReadOnlySpan<char> number) => number.Length == 8 && AreDigits(number[..7]) && char.ToUpperInvariant(number[7]) == OfEleven(number[..7]);

    /// <summary>The last digit of an ISBN of 13.</summary>
    /// <param name="digits">The twelve digits before it.</param>
    /// <exception cref="ArgumentException">It has other characters, or more or fewer.</exception>
    public static char OfIsbn13(ReadOnlySpan<char> digits)
    {
        Require(digits, 12);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>The last digit of an ISSN, or X.</summary>
    /// <param name="digits">The seven digits before it.</param>
    /// <exception cref="ArgumentException">It has other characters, or more or fewer.</exception>
    public static char OfIssn(ReadOnlySpan<char> digits)
    {
        Require(digits, 7);
        return OfEleven(digits);
    }

    // The last digit has the weight 1, the one before it 2, and so on; the sum is a multiple of 11.
    private static char OfEleven(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * (digits.Length + 1 - i);
        }

        var check = (11 - (sum % 11)) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }

    private static void Require(ReadOnlySpan<char> digits, int length)
    {
        if (digits.Length != length || !AreDigits(digits))
        {
            throw new ArgumentException($"{length} digits are asked for.", nameof(digits));
        }
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
