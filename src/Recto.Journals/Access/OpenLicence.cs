namespace Recto.Journals.Access;

/// <summary>Tells an open licence by its address.</summary>
public static class OpenLicence
{
    /// <summary>Whether the licence at that address lets everybody read and share the work: the licences and the public domain dedication of Creative Commons.</summary>
    /// <param name="address">Address of the licence; null where the article names none.</param>
    public static bool Is(string? address) => Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https" }
        && (uri.Host.Equals("creativecommons.org", StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith(".creativecommons.org", StringComparison.OrdinalIgnoreCase))
        && (uri.AbsolutePath.StartsWith("/licenses/", StringComparison.OrdinalIgnoreCase) || uri.AbsolutePath.StartsWith("/publicdomain/", StringComparison.OrdinalIgnoreCase));
}
