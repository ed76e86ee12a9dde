using Recto.App.Shell.Language;

namespace Recto.App.Shell;

/// <summary>Short names of the usual licences, read from their addresses.</summary>
internal static class Licences
{
    /// <summary><c>CC BY 4.0</c> for <c>https://creativecommons.org/licenses/by/4.0/</c>; null for an address that is no Creative Commons licence.</summary>
    public static string? Name(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.Host.EndsWith("creativecommons.org", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return uri.AbsolutePath.Trim('/').Split('/') switch
        {
            ["licenses", var terms, var version, ..] => $"CC {terms.ToUpperInvariant()} {version}",
            ["licenses", var terms] => $"CC {terms.ToUpperInvariant()}",
            ["publicdomain", "zero", ..] => "CC0",
            ["publicdomain", "mark", ..] => Say.Here["public domain"],
            _ => null,
        };
    }

    /// <summary>The address where a browser may go there, null for anything else (a file may name <c>javascript:</c>).</summary>
    public static string? Link(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? address : null;
}
