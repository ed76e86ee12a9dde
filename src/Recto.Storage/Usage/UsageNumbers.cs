using Recto.Journals.Usage;

namespace Recto.Storage.Usage;

/// <summary>Days and months as the tables of usage have them: 20261127, 202611.</summary>
internal static class UsageNumbers
{
    public static int Of(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    public static int Of(UsageMonth month) => (month.Year * 100) + month.Month;

    public static DateOnly Day(int number) => new(number / 10000, number / 100 % 100, number % 100);

    public static UsageMonth Month(int number) => new(number / 100, number % 100);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
