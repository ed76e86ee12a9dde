namespace Recto.Journals.Exchange.Html;

/// <summary>Which addresses of a source may become links. Everything else stays as text.</summary>
internal static class SafeAddress
{
    private static readonly string[] Schemes = ["https", "http", "mailto", "ftp", "doi"];

    /// <summary>The address to link to; null where it must not be linked.</summary>
    /// <param name="address">As the source has it.</param>
    public static string? Of(string? address)
    {
        var trimmed = address?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Any(char.IsControl))
        {
            return null;
        }

        if (trimmed.StartsWith("10.", StringComparison.Ordinal) && Identifiers.Doi.TryParse(trimmed, out var doi))
        {
            return doi.Address;
        }

        if (trimmed.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            trimmed = "http://" + trimmed;
        }

        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        return uri.Scheme == "doi" ? Identifiers.Doi.TryParse(trimmed, out doi) ? doi.Address : null : uri.AbsoluteUri.Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
    }
}
