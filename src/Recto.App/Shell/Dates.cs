using System.Globalization;
using Recto.Journals.Identifiers;

namespace Recto.App.Shell;

/// <summary>Dates as an English reader expects them, as exact as they are known.</summary>
internal static class Dates
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>28 April 2020; April 2020; 2020.</summary>
    public static string Long(PartialDate date) => (date.Month, date.Day) switch
    {
        (int month, int day) => $"{day} {English.DateTimeFormat.GetMonthName(month)} {date.Year}",
        (int month, null) => $"{English.DateTimeFormat.GetMonthName(month)} {date.Year}",
        _ => date.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The same from ISO 8601; null where there is none.</summary>
    public static string? Long(string? iso) => PartialDate.TryParse(iso, out var date) ? Long(date!) : null;

    /// <summary>28 Apr 2020; the year alone where no more is known; null where there is none.</summary>
    public static string? Short(string? iso) => PartialDate.TryParse(iso, out var date)
        ? (date!.Month, date.Day) is (int month, int day) ? $"{day} {English.DateTimeFormat.GetAbbreviatedMonthName(month)} {date.Year}" : Long(date)
        : null;

    /// <summary>April 2020: for the cover of an issue.</summary>
    public static string? Month(string? iso) => PartialDate.TryParse(iso, out var date) ? Long(date! with { Day = null }) : null;
}
