using System.Diagnostics.CodeAnalysis;

namespace Recto.Journals.Identifiers;

/// <summary>An ISSN, written <c>1234-5679</c> with a right check digit (ISO 3297).</summary>
public readonly record struct Issn
{
    private Issn(string value) => Value = value;

    /// <summary>Eight characters with a hyphen in the middle.</summary>
    public string Value { get; }

    /// <summary>Reads an ISSN with or without its hyphen; false where the check digit is wrong.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Issn issn)
    {
        issn = default;
        var digits = (text ?? "").Trim().Replace("-", "", StringComparison.Ordinal).Replace("–", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length != 8 || !digits.AsSpan(0, 7).ContainsOnlyDigits() || (!char.IsAsciiDigit(digits[7]) && digits[7] != 'X'))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 7; i++)
        {
            sum += (digits[i] - '0') * (8 - i);
        }

        sum += digits[7] == 'X' ? 10 : digits[7] - '0';
        if (sum % 11 != 0)
        {
            return false;
        }

        issn = new Issn($"{digits[..4]}-{digits[4..]}");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

internal static class Digits
{
    /// <summary>Whether every character is an ASCII digit.</summary>
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
