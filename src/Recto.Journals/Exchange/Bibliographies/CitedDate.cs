using System.Globalization;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A printed date and what calendars can say of it.</summary>
/// <param name="Printed">As printed.</param>
/// <param name="From">The date, or the first of a range; null where the words hold none (<c>s.d.</c>, <c>forthcoming</c>).</param>
/// <param name="To">The last of a range; null where there is no range.</param>
/// <param name="YearSuffix">The letter of <c>1935a</c>; null where there is none.</param>
/// <param name="IsCirca">Whether it is said to be approximate (<c>c. 1920</c>, <c>1920?</c>).</param>
public sealed record CitedDate(string Printed, CitedDay? From, CitedDay? To, string? YearSuffix, bool IsCirca);

/// <summary>A year, a month or a day.</summary>
/// <param name="Year">The year, 100 to 2199.</param>
/// <param name="Month">1 to 12; null where only the year is told.</param>
/// <param name="Day">1 to 31, one that the month has; null where only year and month are told.</param>
public readonly record struct CitedDay(int Year, int? Month, int? Day)
{
    /// <summary>ISO 8601: <c>1932</c>, <c>1932-11</c>, <c>1932-11-10</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}{(Month is { } month ? $"-{month:00}" : "")}{(Day is { } day ? $"-{day:00}" : "")}");
}
