using System.Globalization;

namespace Recto.Storage.Sql;

/// <summary>Parts of a table that PostgreSQL keeps by months of an instant.</summary>
internal static class MonthPart
{
    /// <summary>The statement that makes room for a month, where none is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="day">A day of the month.</param>
    public static string Statement(string table, DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE IF NOT EXISTS {table}_{first:yyyyMM} PARTITION OF {table} FOR VALUES FROM ({Begin(first)}) TO ({Begin(first.AddMonths(1))})");
    }

    private static long Begin(DateOnly day) => Instants.ToStored(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
