using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

/// <summary>Months as the tables of usage have them, 202611, and days as all tables have them (<see cref="DayNumber"/>).</summary>
internal static class UsageNumbers
{
    public static int Of(DateOnly day) => DayNumber.Of(day);

    public static int Of(UsageMonth month) => (month.Year * 100) + month.Month;

    public static DateOnly Day(int number) => DayNumber.Read(number);

    public static UsageMonth Month(int number) => new(number / 100, number % 100);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
