using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Recto.Journals.Shop;

/// <summary>How long a right lasts from the instant of payment: <c>48h</c>, <c>30d</c>, <c>1y</c>.</summary>
/// <param name="Count">How many, 1 to 10000.</param>
/// <param name="Unit">Of what.</param>
public readonly record struct Period(int Count, PeriodUnit Unit)
{
    private const int Most = 10_000;

    /// <summary>
    /// The first instant after it. Hours and days are counted as time that passes (a day is 24 hours, whatever clocks are set to in spring and autumn); months and years by the calendar of UTC,
    /// and where that day does not exist (29 February) the last of the month.
    /// </summary>
    /// <param name="from">The instant of payment.</param>
    public DateTimeOffset After(DateTimeOffset from)
    {
        var utc = from.ToUniversalTime();
        return Unit switch
        {
            PeriodUnit.Hour => utc.AddHours(Count),
            PeriodUnit.Day => utc.AddDays(Count),
            PeriodUnit.Month => utc.AddMonths(Count),
            PeriodUnit.Year => utc.AddYears(Count),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        if (text is not { Length: >= 2 } || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Most)
        {
            return false;
        }

        PeriodUnit? unit = text[^1] switch { 'h' => PeriodUnit.Hour, 'd' => PeriodUnit.Day, 'm' => PeriodUnit.Month, 'y' => PeriodUnit.Year, _ => null };
        if (unit is not { } known || (known is PeriodUnit.Month && count > Most / 12) || (known is PeriodUnit.Year && count > 1000))
        {
            return false;
        }

        period = new Period(count, known);
        return true;
    }

    /// <summary>The period of that text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Period Parse(string text) => TryParse(text, out var period) ? period : throw new FormatException($"“{text}” is no period; write one as 48h, 30d, 6m or 1y.");

    /// <inheritdoc/>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + Unit switch { PeriodUnit.Hour => 'h', PeriodUnit.Day => 'd', PeriodUnit.Month => 'm', _ => 'y' };
}

/// <summary>Units of a period.</summary>
public enum PeriodUnit
{
    /// <summary>An hour.</summary>
    Hour = 1,

    /// <summary>24 hours.</summary>
    Day,

    /// <summary>A month of the calendar.</summary>
    Month,

    /// <summary>A year of the calendar.</summary>
    Year,
}
