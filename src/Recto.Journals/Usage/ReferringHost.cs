using System.Buffers;

namespace Recto.Journals.Usage;

/// <summary>Which site led a reader here: the host of the page that they came from, and nothing else of its address, which may tell what somebody sought or who they are.</summary>
public static class ReferringHost
{
    /// <summary>What came from hosts that are not named: too few readers, or too many hosts.</summary>
    public const string Others = "";

    /// <summary>From how many readings in a month a host is named.</summary>
    public const int Fewest = 3;

    /// <summary>The longest name that is kept, in letters.</summary>
    public const int Longest = 100;

    private const string Web = "www.";

    private static readonly SearchValues<char> Ends = SearchValues.Create("/?#:\\");
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>The host of a page, small letters, without <c>www.</c> and port.</summary>
    /// <param name="referrer">The header <c>Referer</c>; null where there is none.</param>
    /// <param name="own">The host that was asked for: what leads from one page of a site to another is no way in.</param>
    /// <returns>Null where there is none, where it is the site itself, and for anything that is no name of a host on the internet: a number, a name without a point, another scheme.</returns>
    public static string? TryRead(string? referrer, string? own)
    {
        var rest = referrer.AsSpan();
        rest = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? rest["https://".Length..] : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? rest["http://".Length..] : [];
        if (rest.IndexOfAny(Ends) is >= 0 and var end)
        {
            rest = rest[..end];
        }

        if (rest.Length is < 4 or > Longest)
        {
            return null;
        }

        var host = Bare(rest);
        return IsName(host) && !(own is not null && host == Bare(own)) ? host : null;
    }

    /// <summary>How often each host led here, by its name in what months it has one: the most first, what is not named last.</summary>
    /// <param name="visits">Month, host and how often, each month and host once or more.</param>
    public static IReadOnlyList<(string Host, long Visits)> Name(IEnumerable<(UsageMonth Month, string Host, long Visits)> visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        return [.. visits.GroupBy(one => (one.Month, one.Host)).Select(same => (same.Key.Host, Visits: same.Sum(one => one.Visits)))
            .GroupBy(one => one.Visits < Fewest ? Others : one.Host).Select(host => (Host: host.Key, Visits: host.Sum(one => one.Visits)))
            .OrderBy(one => one.Host == Others).ThenByDescending(one => one.Visits).ThenBy(one => one.Host, StringComparer.Ordinal)];
    }

    private static string Bare(ReadOnlySpan<char> host)
    {
        var name = host.TrimEnd('.').ToString().ToLowerInvariant();
        return name.StartsWith(Web, StringComparison.Ordinal) ? name[Web.Length..] : name;
    }

    // Labels of letters, digits and hyphens, two or more; the last is no number, or it would be an address.
    private static bool IsName(string host)
    {
        var labels = host.Split('.');
        return labels.Length > 1 && !host.AsSpan().ContainsAnyExcept(Letters) && labels.All(label => label is { Length: > 0 and <= 63 } && label[0] != '-' && label[^1] != '-') && !char.IsAsciiDigit(labels[^1][0]);
    }
}
