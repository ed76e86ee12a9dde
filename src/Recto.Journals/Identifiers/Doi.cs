using System.Diagnostics.CodeAnalysis;

namespace Recto.Journals.Identifiers;

/// <summary>A DOI without a resolver in front (<c>10.5555/tlm.2026.1</c>). Compared without regard to ASCII case (DOI Handbook, 2.4).</summary>
public readonly record struct Doi
{
    private Doi(string value) => Value = value;

    /// <summary>The name as written.</summary>
    public string Value { get; }

    /// <summary>Its address at the public resolver.</summary>
    public string Address => "https://doi.org/" + Uri.EscapeDataString(Value).Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>Reads a DOI, also behind <c>doi:</c> or a resolver's address.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Doi doi)
    {
        doi = default;
        if (text is null)
        {
            return false;
        }

        var value = Bare(text);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (!value.StartsWith("10.", StringComparison.Ordinal) || slash < 7 || slash == value.Length - 1 || value.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or '"'))
        {
            return false;
        }

        doi = new Doi(value);
        return true;
    }

    /// <summary>A text without the <c>doi:</c> or the resolver's address that stands before a DOI, trimmed; whether it is a DOI is not asked.</summary>
    internal static string Bare(string text)
    {
        var value = text.Trim();
        var prefix = Array.Find(Prefixes, prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return prefix is null ? value : value[prefix.Length..].TrimStart();
    }

    /// <inheritdoc/>
    public bool Equals(Doi other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => Value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    private static readonly string[] Prefixes = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/", "doi:"];
}
