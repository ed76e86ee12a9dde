using System.Runtime.InteropServices;
using Recto.Journals.Usage;

namespace Recto.Storage.Usage;

/// <summary>Days of one month that were counted and wait to be written, together: what many days have counted of one article is one row of the month, and is written once.</summary>
/// <param name="month">The month.</param>
public sealed class CountedDays(UsageMonth month)
{
    private readonly List<CountedDay> _days = [];
    private readonly Dictionary<CountRow, long[]> _sums = [];

    /// <summary>The month.</summary>
    public UsageMonth Month => month;

    /// <summary>Whether they are to be written only where none of them was worked on before: another node may have been faster.</summary>
    public bool IsFirst { get; init; }

    /// <summary>How many days wait.</summary>
    public int Count => _days.Count;

    /// <summary>How many rows of the month they change.</summary>
    public int Rows => _sums.Count;

    /// <summary>The days, as they came.</summary>
    internal IReadOnlyList<CountedDay> Days => _days;

    /// <summary>What they add to the month.</summary>
    internal Dictionary<CountRow, long[]> Sums => _sums;

    /// <summary>Adds a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="read">How many events of the day were read.</param>
    /// <param name="rollUp">What came of them.</param>
    /// <exception cref="ArgumentException">The day is of another month, or is there already.</exception>
    public void Add(DateOnly day, long read, UsageRollUp rollUp)
    {
        ArgumentNullException.ThrowIfNull(rollUp);
        if (UsageMonth.Of(day) != month || _days.Any(known => known.Day == day))
        {
            throw new ArgumentException($"{day:O} is of another month than {month}, or there already.", nameof(day));
        }

        var rows = new List<(CountRow Row, long[] Numbers)>();
        UsageKey? last = null;
        foreach (var count in rollUp.Finish())
        {
            // The counts of one key come one after the other.
            if (last != count.Key)
            {
                last = count.Key;
                rows.Add((CountRow.Of(count.Key), new long[CountRow.Metrics.Length]));
            }

            rows[^1].Numbers[Array.IndexOf(CountRow.Metrics, count.Metric)] += count.Count;
        }

        foreach (var (row, numbers) in rows)
        {
            Sum(_sums, row, numbers, 1);
        }

        _days.Add(new CountedDay(day, read, rollUp.DoubleClicks, DayPack.Write(rows)));
    }

    /// <summary>Adds numbers to those of a row, or takes them away.</summary>
    internal static void Sum(Dictionary<CountRow, long[]> sums, CountRow row, long[] numbers, int sign)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, row, out _);
        sum ??= new long[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            sum[i] += sign * numbers[i];
        }
    }
}

/// <summary>A day that was counted.</summary>
/// <param name="Day">The day.</param>
/// <param name="Read">How many events of it were read.</param>
/// <param name="DoubleClicks">How many were double clicks.</param>
/// <param name="Pack">What was counted (<see cref="DayPack"/>).</param>
internal sealed record CountedDay(DateOnly Day, long Read, long DoubleClicks, byte[] Pack);
