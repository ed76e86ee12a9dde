namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Stretches of days: how a round begins, and how a stretch is cut that is too long for a server.</summary>
internal static class HarvestDays
{
    /// <summary>Days that are asked about again: what is matched late is told late.</summary>
    public const int Overlap = 35;

    private const int Month = 31;

    /// <summary>The years from a day to today.</summary>
    public static IEnumerable<(DateOnly First, DateOnly Last)> Full(DateOnly since, DateOnly today)
    {
        for (var first = since; first <= today; first = new DateOnly(first.Year + 1, 1, 1))
        {
            var end = new DateOnly(first.Year, 12, 31);
            yield return (first, end < today ? end : today);
        }
    }

    /// <summary>The latest days.</summary>
    /// <param name="through">Last day of which everything is here.</param>
    /// <param name="since">First day of a full round.</param>
    /// <param name="today">Today.</param>
    public static IEnumerable<(DateOnly First, DateOnly Last)> Recent(DateOnly through, DateOnly since, DateOnly today)
    {
        var first = (through < today ? through : today).AddDays(-Overlap);
        return [(first > since ? first : since, today)];
    }

    /// <summary>Shorter ones that cover a stretch: months, of a month its days; none of a day.</summary>
    public static IReadOnlyList<(DateOnly First, DateOnly Last)> Divide(DateOnly first, DateOnly last)
    {
        var length = last.DayNumber - first.DayNumber + 1;
        if (length <= 1)
        {
            return [];
        }

        if (length <= Month + Overlap)
        {
            return [.. Enumerable.Range(0, length).Select(day => (first.AddDays(day), first.AddDays(day)))];
        }

        var months = new List<(DateOnly, DateOnly)>();
        for (var from = first; from <= last;)
        {
            var next = new DateOnly(from.Year, from.Month, 1).AddMonths(1);
            months.Add((from, next <= last ? next.AddDays(-1) : last));
            from = next;
        }

        return months;
    }
}
