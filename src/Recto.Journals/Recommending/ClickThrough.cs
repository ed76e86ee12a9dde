using Recto.Journals.Usage;

namespace Recto.Journals.Recommending;

/// <summary>How often what was shown was followed.</summary>
/// <param name="Views">How often it was shown.</param>
/// <param name="Clicks">How often it was followed.</param>
public readonly record struct ClickRate(long Views, long Clicks)
{
    // 95 %
    private const double Z = 1.959964;

    /// <summary>Clicks a view, 0 to 1; null where nothing was shown.</summary>
    public double? Value => Views == 0 ? null : Share;

    /// <summary>Where it lies with 95 % (Wilson, 1927: it holds for few clicks too, and never leaves 0 to 1); null where nothing was shown.</summary>
    public (double Low, double High)? Interval
    {
        get
        {
            if (Views == 0)
            {
                return null;
            }

            var (n, p) = ((double)Views, Share);
            var middle = p + (Z * Z / (2 * n));
            var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
            var all = 1 + (Z * Z / n);
            return (Math.Max(0, (middle - half) / all), Math.Min(1, (middle + half) / all));
        }
    }

    // What was followed from a page that a browser had kept has no view of its own.
    private double Share => Math.Min(1, (double)Clicks / Views);
}

/// <summary>A place of a list, from all that was shown there.</summary>
/// <param name="List">1 or 2.</param>
/// <param name="Place">From 1.</param>
/// <param name="AsMade">In the order in which lists were made.</param>
/// <param name="Shuffled">In an order that chance gave.</param>
/// <param name="Examined">How often a place is looked at, where the first is 1; null where shuffled lists say nothing of it.</param>
public sealed record PlaceClicks(int List, int Place, ClickRate AsMade, ClickRate Shuffled, Examination? Examined)
{
    /// <summary>How often its lines would be followed if they stood first: the rate as made, by how often the place is looked at; null where that is not known.</summary>
    public double? IfFirst => Examined is { Value: > 0 } seen && AsMade.Value is { } rate ? Math.Min(1, rate / seen.Value) : null;
}

/// <summary>How often a place is looked at, beside the first.</summary>
/// <param name="Value">1 for as often.</param>
/// <param name="Low">Where it lies with 95 %.</param>
/// <param name="High">The same; infinite where the first place was never followed so far.</param>
public readonly record struct Examination(double Value, double Low, double High);

/// <summary>
/// Clicks by place and by reason. Of what stands high more is clicked, because it is better and because it is seen first. In shuffled lists any line may stand anywhere, so that there only the place is left:
/// of lists that have a place, clicks there by clicks on their first is how often it is looked at (Joachims, Swaminathan, Schnabel, 2017).
/// </summary>
public static class ClickThrough
{
    /// <summary>By list and place, in order.</summary>
    public static IReadOnlyList<PlaceClicks> ByPlace(IEnumerable<ListClickCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var all = counts.ToList();
        return
        [
            .. all.GroupBy(count => (count.Line.List, count.Line.Place)).OrderBy(place => place.Key).Select(place => new PlaceClicks(place.Key.List, place.Key.Place,
                Sum(place.Where(count => !count.Line.IsShuffled)), Sum(place.Where(count => count.Line.IsShuffled)), Examined(all, place.Key.List, place.Key.Place))),
        ];
    }

    /// <summary>By the first reason of a line, what was shown most first, whatever its place and order.</summary>
    public static IReadOnlyList<(ListReasonKind Reason, ClickRate Rate)> ByReason(IEnumerable<ListClickCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return [.. counts.GroupBy(count => (ListReasonKind)count.Line.Reason).Where(reason => Enum.IsDefined(reason.Key)).Select(reason => (reason.Key, Rate: Sum(reason))).OrderByDescending(reason => reason.Rate.Views).ThenBy(reason => reason.Key)];
    }

    // Lists that lack the place are left out of both: they are others, and shorter.
    private static Examination? Examined(List<ListClickCount> all, int list, int place)
    {
        var comparable = all.Where(count => count.Line.IsShuffled && count.Line.List == list && count.Line.Length >= place).ToList();
        var (here, first) = (Sum(comparable.Where(count => count.Line.Place == place)).Clicks, Sum(comparable.Where(count => count.Line.Place == 1)).Clicks);
        if (place == 1)
        {
            return first > 0 ? new(1, 1, 1) : null;
        }

        // Of clicks on one of the two places, a share is on this one.
        return first == 0 || new ClickRate(here + first, here).Interval is not var (low, high) ? null : new((double)here / first, low / (1 - low), high < 1 ? high / (1 - high) : double.PositiveInfinity);
    }

    private static ClickRate Sum(IEnumerable<ListClickCount> counts) => counts.Aggregate(new ClickRate(0, 0), (sum, count) => new(sum.Views + count.Views, sum.Clicks + count.Clicks));
}
