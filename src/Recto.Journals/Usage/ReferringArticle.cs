using System.Buffers;

namespace Recto.Journals.Usage;

/// <summary>Which article of this site led a reader to the next: the part of its address in the header <c>Referer</c>. Nothing is written into links for that, and nobody is followed beyond the one step.</summary>
public static class ReferringArticle
{
    /// <summary>The longest part of an address that is looked at, in characters.</summary>
    public const int Longest = 300;

    private const string Articles = "/articles/";

    private static readonly SearchValues<char> PathEnds = SearchValues.Create("?#");

    /// <summary>The article’s part of the address; it may be of none, or of one that is not public.</summary>
    /// <param name="referrer">The header; null where there is none.</param>
    /// <param name="host">Host and port that were asked for; null where the request does not say.</param>
    /// <param name="address">Scheme, host and port by which readers know the site, where a proxy hides them from the request; null where they are those of the request.</param>
    /// <returns>Null where it is not the page of an article of this very site: another site, another page, something below an article.</returns>
    public static string? TryRead(string? referrer, string? host, string? address)
    {
        var rest = referrer.AsSpan();
        if (address is { Length: > 0 } && rest.StartsWith(address, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[address.Length..];
        }
        else
        {
            rest = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? rest["https://".Length..] : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? rest["http://".Length..] : [];
            if (string.IsNullOrEmpty(host) || !rest.StartsWith(host, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            rest = rest[host.Length..];
        }

        if (!rest.StartsWith(Articles, StringComparison.Ordinal))
        {
            return null;
        }

        rest = rest[Articles.Length..];
        rest = rest.IndexOfAny(PathEnds) is >= 0 and var end ? rest[..end] : rest;
        return rest.Length is 0 or > Longest || rest.Contains('/') ? null : rest.Contains('%') ? Uri.UnescapeDataString(rest.ToString()) : rest.ToString();
    }
}
