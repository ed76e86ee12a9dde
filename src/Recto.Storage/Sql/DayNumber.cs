namespace Recto.Storage.Sql;

/// <summary>Days as tables of days have them: 20261127.</summary>
internal static class DayNumber
{
    /// <summary>As it is kept.</summary>
    public static int Of(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    /// <summary>As it was.</summary>
    public static DateOnly Read(int number) => new(number / 10_000, number / 100 % 100, number % 100);
}
