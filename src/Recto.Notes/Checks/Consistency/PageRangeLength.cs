namespace Recto.Notes.Checks.Consistency;

/// <summary>How the second number of a range is printed in each way.</summary>
internal static class PageRangeLength
{
    /// <summary>All ways, the longest first.</summary>
    public static IReadOnlyList<RangeLength> All { get; } = [RangeLength.Full, RangeLength.Chicago, RangeLength.TwoDigits, RangeLength.Shortest];

    /// <summary>The second number in full, where the printed one leaves its first figures out; null where the range would not rise.</summary>
    /// <param name="first">The first number, figures only.</param>
    /// <param name="printed">The second as printed, figures only, no longer than the first.</param>
    public static string? Whole(string first, string printed)
    {
        var whole = string.Concat(first.AsSpan(0, first.Length - printed.Length), printed);
        return string.CompareOrdinal(whole, first) > 0 ? whole : null;
    }

    /// <summary>The second number as that way prints it.</summary>
    /// <param name="way">The way.</param>
    /// <param name="first">The first number, figures only.</param>
    /// <param name="whole">The second in full, of the same length and greater.</param>
    public static string Printed(RangeLength way, string first, string whole)
    {
        var same = 0;
        while (first[same] == whole[same])
        {
            same++;
        }

        var changed = whole.Length - same;
        var kept = way switch
        {
            RangeLength.Full => whole.Length,
            RangeLength.Chicago => first.EndsWith("00", StringComparison.Ordinal) || whole.Length < 3 ? whole.Length
                : first[^2] == '0' ? changed : Math.Max(changed, 2),
            RangeLength.TwoDigits => Math.Max(changed, Math.Min(2, whole.Length)),
            _ => whole.Length >= 2 && whole[^2] == '1' ? Math.Max(changed, 2) : changed,
        };
        return whole[^Math.Min(kept, whole.Length)..];
    }
}
