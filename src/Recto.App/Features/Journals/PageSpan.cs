using System.Globalization;
using System.Text.RegularExpressions;

namespace Recto.App.Features.Journals;

/// <summary>The pages of a whole issue.</summary>
internal static partial class PageSpan
{
    /// <summary><c>189–356</c> from the pages of its articles; null where any of them is no span of Arabic numbers (<c>e104</c>, <c>xii</c>) or the span would be absurd.</summary>
    /// <param name="pages">Pages as printed; null where an article has none.</param>
    public static string? Of(IEnumerable<string?> pages)
    {
        int first = int.MaxValue, last = 0;
        foreach (var printed in pages)
        {
            if (Span().Match(printed ?? "") is not { Success: true } match)
            {
                return null;
            }

            var from = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            var to = match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : from;
            (first, last) = (Math.Min(first, from), Math.Max(last, Math.Max(from, to)));
        }

        return last > first ? string.Create(CultureInfo.InvariantCulture, $"{first}–{last}") : null;
    }

    // 193–210; 193
    [GeneratedRegex(@"^([0-9]{1,6})(?:[–-]([0-9]{1,6}))?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Span();
}
