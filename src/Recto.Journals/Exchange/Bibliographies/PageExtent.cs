using System.Globalization;
using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A printed range of pages.</summary>
/// <param name="First">First page, as printed.</param>
/// <param name="Last">Last page in full: <c>57</c> of <c>149–57</c> is <c>157</c>.</param>
/// <param name="From">Number of the first page.</param>
/// <param name="To">Number of the last page.</param>
internal readonly partial record struct PageExtent(string First, string Last, int From, int To)
{
    /// <summary>No article is shorter, in pages: what spans fewer is a place in it.</summary>
    private const int Shortest = 4;

    private const int Longest = 400;

    /// <summary>The extent with which a full reference to an article or chapter begins (<c>149–157</c>, <c>149–57, here 151</c>); null where the pages are but a place in it.</summary>
    /// <param name="pages">As printed.</param>
    /// <param name="pinpoint">What follows the extent (<c>151</c>); null where nothing does.</param>
    public static PageExtent? Read(string pages, out string? pinpoint)
    {
        pinpoint = null;
        var match = Range().Match(pages.Length > 100 ? "" : pages);
        if (!match.Success)
        {
            return null;
        }

        var first = match.Groups["first"].Value;
        var last = match.Groups["last"].Value;
        last = last.Length < first.Length ? first[..^last.Length] + last : last;
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) || to - from + 1 is < Shortest or > Longest)
        {
            return null;
        }

        pinpoint = match.Groups["rest"].Length > 0 ? match.Groups["rest"].Value : null;
        return new PageExtent(first, last, from, to);
    }

    /// <summary>Whether a pinpoint lies inside; also where it names no number.</summary>
    public bool Holds(string pinpoint)
    {
        var (from, to) = (From, To);
        return Number().Matches(pinpoint).Select(match => match.Value).Where(digits => digits.Length >= from.ToString(CultureInfo.InvariantCulture).Length)
            .All(digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page >= from && page <= to);
    }

    // 149–157   149-57   149–157, here 151   149–157, hier S. 151   149 57 (tagged by the source, without its dash)
    [GeneratedRegex(@"^\s*(?<first>\d{1,6})(\s*[-–—]\s*|\s)(?<last>\d{1,6})(\s*[,;:(]?\s*(here|at|esp\.|especially|hier|bes\.|besonders|ici|ici à|en particulier|qui|aquí|здесь)?\s*(pp?\.|S\.|с\.|С\.)?\s*(?<rest>\d[^)]*)\)?)?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
