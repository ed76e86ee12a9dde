using System.Diagnostics.CodeAnalysis;
using Recto.Notes.Text;

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
        if (!CheckDigits.IsIssn(digits))
        {
            return false;
        }

        issn = new Issn($"{digits[..4]}-{digits[4..]}");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
