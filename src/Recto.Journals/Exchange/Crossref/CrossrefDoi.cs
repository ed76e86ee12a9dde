using System.Text.RegularExpressions;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>Which DOIs Crossref takes.</summary>
public static partial class CrossrefDoi
{
    /// <summary>Whether the schema takes it: “10.”, four to nine digits, a slash, up to 200 characters.</summary>
    public static bool IsValid(Doi doi) => doi.Value is { } value && InSchema().IsMatch(value);

    /// <summary>Whether it has that prefix: nobody may register a DOI of another's.</summary>
    public static bool HasPrefix(Doi doi, string prefix) => doi.Value is { } value && value.StartsWith(prefix + "/", StringComparison.Ordinal);

    /// <summary>Whether that is a prefix: <c>10.5555</c>.</summary>
    public static bool IsPrefix(string? text) => text is not null && Prefix().IsMatch(text);

    /// <summary>Whether a character may stand in the suffix of a new DOI (Crossref, “Constructing your DOIs”: a-z, A-Z, 0-9 and - . _ ; ( ) /).</summary>
    public static bool MayStand(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or ';' or '(' or ')' or '/';

    // 10.5555/tlm.2026.1
    [GeneratedRegex("\\A10\\.[0-9]{4,9}/[^\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]{1,200}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InSchema();

    // 10.5555
    [GeneratedRegex("\\A10\\.[0-9]{4,9}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prefix();
}
