using System.Globalization;

namespace Recto.Journals.Usage;

/// <summary>A month of reports, by UTC.</summary>
/// <param name="Year">1 to 9999.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct UsageMonth(int Year, int Month) : IComparable<UsageMonth>
{
    /// <summary>Its first day.</summary>
    public DateOnly First => new(Year, Month, 1);

    /// <summary>Its last day.</summary>
    public DateOnly Last => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    /// <summary>The month of an instant.</summary>
    public static UsageMonth Of(DateTimeOffset at) => Of(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>The month of a day.</summary>
    public static UsageMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The month so many months later; earlier where negative.</summary>
    public UsageMonth Plus(int months) => Of(First.AddMonths(months));

    /// <summary>The months from this to that, both included; none where that one is earlier.</summary>
    public IEnumerable<UsageMonth> To(UsageMonth last)
    {
        for (var month = this; month <= last; month = month.Plus(1))
        {
            yield return month;
        }
    }

    /// <summary><c>2026-11</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");

    /// <inheritdoc/>
    public int CompareTo(UsageMonth other) => (Year, Month).CompareTo((other.Year, other.Month));

    /// <summary>Earlier.</summary>
    public static bool operator <(UsageMonth one, UsageMonth other) => one.CompareTo(other) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(UsageMonth one, UsageMonth other) => one.CompareTo(other) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(UsageMonth one, UsageMonth other) => one.CompareTo(other) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(UsageMonth one, UsageMonth other) => one.CompareTo(other) >= 0;
}
