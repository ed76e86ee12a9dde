namespace Recto.Journals.Access;

/// <summary>Two ranges that have addresses in common.</summary>
/// <typeparam name="T">What stands for a range.</typeparam>
/// <param name="One">The range that was asked about.</param>
/// <param name="Other">The other.</param>
/// <param name="Common">The addresses that lie in both.</param>
public sealed record RangeOverlap<T>(T One, T Other, AddressRange Common);

/// <summary>Finds ranges that have addresses in common: within an institution a slip, between two customers readers who are counted for both.</summary>
public static class RangeOverlaps
{
    /// <summary>Pairs of a range asked about and another, each pair once, by their first address.</summary>
    /// <typeparam name="T">What stands for a range.</typeparam>
    /// <param name="asked">The ranges asked about.</param>
    /// <param name="others">Ranges that they may overlap, beside each other.</param>
    /// <param name="range">A range's addresses.</param>
    /// <param name="most">Most pairs to give.</param>
    public static IReadOnlyList<RangeOverlap<T>> Find<T>(IReadOnlyList<T> asked, IEnumerable<T> others, Func<T, AddressRange> range, int most)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(range);
        var found = new List<RangeOverlap<T>>();
        if (asked.Count == 0)
        {
            return found;
        }

        var whole = new AddressRange(asked.Min(one => range(one).First), asked.Max(one => range(one).Last));
        var line = asked.Select(one => (Item: one, Range: range(one), IsAsked: true))
            .Concat(others.Select(other => (Item: other, Range: range(other), IsAsked: false)).Where(other => other.Range.Overlaps(whole)))
            .OrderBy(place => place.Range.First).ThenByDescending(place => place.Range.Last);
        var open = new List<(T Item, AddressRange Range, bool IsAsked)>();
        foreach (var place in line)
        {
            open.RemoveAll(earlier => earlier.Range.Last < place.Range.First);
            foreach (var earlier in open.Where(earlier => earlier.IsAsked || place.IsAsked))
            {
                if (found.Count == most)
                {
                    return found;
                }

                var common = new AddressRange(place.Range.First, UInt128.Min(place.Range.Last, earlier.Range.Last));
                found.Add(earlier.IsAsked ? new(earlier.Item, place.Item, common) : new(place.Item, earlier.Item, common));
            }

            open.Add(place);
        }

        return found;
    }
}
