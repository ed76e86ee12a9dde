using System.Globalization;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>Dates in words of English, as the styles order them. A date that no calendar can tell stands as printed.</summary>
internal static class CitationDates
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
    private static readonly string[] Short = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

    /// <summary>The year or years: <c>1947</c>, <c>1947–1951</c>, <c>1935a</c>; null where there is no date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="circa">What stands before a year that is a guess.</param>
    public static string? Year(CitedDate? date, string circa) => date is null ? null : date.From is not { } from ? date.Printed
        : (date.IsCirca ? circa : "") + Number(from.Year) + (date.To is { } to && to.Year != from.Year ? "–" + Number(to.Year) : "") + date.YearSuffix;

    /// <summary>Day and month before the year: <c>10 January 1935</c>.</summary>
    public static string? DayFirst(CitedDate? date, string circa) => Whole(date, circa, day => Spaced(DayAndMonth(day), Number(day.Year)));

    /// <summary>Day and month alone: <c>10 January</c>; null where only a year is told.</summary>
    public static string? DayAndMonth(CitedDate? date) => date?.From is { Month: not null } day && date.To is null ? DayAndMonth(day) : null;

    /// <summary>Month and day, then the year: <c>January 10, 1935</c>.</summary>
    public static string? MonthFirst(CitedDate? date, string circa) => Whole(date, circa, MonthFirst);

    /// <summary>As MLA has it: <c>10 Jan. 1935</c>.</summary>
    public static string? Abbreviated(CitedDate? date, string circa) => Whole(date, circa, Abbreviated);

    /// <summary>As MLA has a day.</summary>
    public static string Abbreviated(CitedDay day) => day switch { { Month: { } month, Day: { } number } => $"{number} {Short[month - 1]} {Number(day.Year)}", { Month: { } month } => $"{Short[month - 1]} {Number(day.Year)}", _ => Number(day.Year) };

    /// <summary>As APA has it: <c>1935, January 10</c>.</summary>
    public static string? YearFirst(CitedDate? date, string circa) => Whole(date, circa, day => day switch
    {
        { Month: { } month, Day: { } number } => $"{Number(day.Year)}, {Months[month - 1]} {number}",
        { Month: { } month } => $"{Number(day.Year)}, {Months[month - 1]}",
        _ => Number(day.Year),
    });

    /// <summary><c>10 January 1935</c>.</summary>
    public static string Long(CitedDay day) => Spaced(DayAndMonth(day), Number(day.Year))!;

    /// <summary><c>January 10, 1935</c>.</summary>
    public static string MonthFirst(CitedDay day) => day switch
    {
        { Month: { } month, Day: { } number } => $"{Months[month - 1]} {number}, {Number(day.Year)}",
        { Month: { } month } => $"{Months[month - 1]} {Number(day.Year)}",
        _ => Number(day.Year),
    };

    private static string? Whole(CitedDate? date, string circa, Func<CitedDay, string> write) => date is null ? null : date.From is not { } from ? date.Printed
        : from.Month is null ? Year(date, circa) : (date.IsCirca ? circa : "") + write(from) + (date.To is { } to ? (from.Day is not null ? " – " : "–") + write(to) : "");

    private static string? DayAndMonth(CitedDay day) => day switch { { Month: { } month, Day: { } number } => $"{number} {Months[month - 1]}", { Month: { } month } => Months[month - 1], _ => null };

    private static string Spaced(string? left, string right) => left is null ? right : $"{left} {right}";

    private static string Number(int year) => year.ToString(CultureInfo.InvariantCulture);
}
