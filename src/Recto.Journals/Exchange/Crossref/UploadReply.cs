using System.Net;
using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>What the register says to an upload: a page in HTML for people.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="Words">Its words without markup, shortened; null where there are none.</param>
public sealed partial record UploadReply(UploadOutcome Outcome, string? Words)
{
    private const int LongestWords = 500;

    /// <summary>Reads a page that came with a status of success.</summary>
    public static UploadReply Read(string page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var words = string.Join(' ', WebUtility.HtmlDecode(Tag().Replace(page, " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var shown = words.Length == 0 ? null : words.Length <= LongestWords ? words : words[..LongestWords] + "…";
        return words.Contains("successfully received", StringComparison.OrdinalIgnoreCase) ? new(UploadOutcome.Received, shown)
            : words.Contains("FAILURE", StringComparison.Ordinal) || words.Contains("not valid", StringComparison.OrdinalIgnoreCase) ? new(UploadOutcome.Refused, shown)
            : new(UploadOutcome.Unclear, shown);
    }

    // <h2>SUCCESS</h2>
    [GeneratedRegex("<[^<>]{0,2000}>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}

/// <summary>What became of an upload.</summary>
public enum UploadOutcome
{
    /// <summary>The register has it.</summary>
    Received = 1,

    /// <summary>The register does not take it.</summary>
    Refused,

    /// <summary>Half an answer, or none that is known: it may have it.</summary>
    Unclear,
}
