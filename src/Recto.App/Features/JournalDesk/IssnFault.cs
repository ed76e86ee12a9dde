using Recto.App.Shell.Language;
using Recto.Notes.Text;

namespace Recto.App.Features.JournalDesk;

/// <summary>What is wrong with an ISSN, in a sentence (ISO 3297).</summary>
internal static class IssnFault
{
    /// <summary>The sentence for a text that is no ISSN.</summary>
    public static string Of(string text, Say say)
    {
        var digits = text.Trim().Replace("-", "", StringComparison.Ordinal).Replace("–", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length != 8)
        {
            return say["An ISSN has eight characters; this has {0}. As in 2049-3630.", digits.Length];
        }

        if (!digits[..7].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(digits[7]) || digits[7] == 'X'))
        {
            return say["An ISSN has digits only; the last may be an X. As in 2049-3630."];
        }

        return say["The check digit is wrong: after {0} comes {1}, not {2}. One of the digits is mistyped.", $"{digits[..4]}-{digits[4..7]}", CheckDigits.OfIssn(digits.AsSpan(0, 7)), digits[7]];
    }
}
