using System.Globalization;
using Recto.App.Shell.Language;
using Recto.Journals.Identifiers;

namespace Recto.App.Shell;

/// <summary>Dates as a reader of the interface's language expects them, as exact as they are known.</summary>
internal static class Dates
{
    /// <summary>28 April 2020; April 2020; 2020.</summary>
    public static string Long(PartialDate date) => (date.Month, date.Day) switch
    {
        (int month, int day) => Written(date.Year, month, day, "MMMM"),
        (int month, null) => new DateTime(date.Year, month, 1).ToString(Language switch { "es" => "MMMM 'de' yyyy", _ => "MMMM yyyy" }, Say.Here.Culture),
        _ => date.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The same from ISO 8601; null where there is none.</summary>
    public static string? Long(string? iso) => PartialDate.TryParse(iso, out var date) ? Long(date!) : null;

    /// <summary>28 Apr 2020; the month or the year alone where no more is known; null where there is none.</summary>
    public static string? Short(string? iso) => PartialDate.TryParse(iso, out var date)
        ? (date!.Month, date.Day) is (int month, int day) ? Written(date.Year, month, day, "MMM") : Long(date)
        : null;

    /// <summary>April 2020: for the cover of an issue.</summary>
    public static string? Month(string? iso) => PartialDate.TryParse(iso, out var date) ? Long(date! with { Day = null }) : null;

    /// <summary>The day of an instant, by universal time.</summary>
    public static string Day(DateTimeOffset instant) => Written(instant.UtcDateTime.Year, instant.UtcDateTime.Month, instant.UtcDateTime.Day, "MMMM");

    /// <summary>The same, shorter: 28 Apr 2020.</summary>
    public static string ShortDay(DateTimeOffset instant) => Written(instant.UtcDateTime.Year, instant.UtcDateTime.Month, instant.UtcDateTime.Day, "MMM");

    /// <summary>28 April 2020, 14:05 UTC.</summary>
    public static string Moment(DateTimeOffset instant) => string.Create(CultureInfo.InvariantCulture, $"{Day(instant)}, {instant.UtcDateTime:HH:mm} UTC");

    /// <summary>Reads a day as forms send it, 2020-04-28; null for anything else.</summary>
    public static DateOnly? ReadDay(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>2020-04-28T14:05:00Z: for machines.</summary>
    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same; null where there is none.</summary>
    public static string? Iso(DateTimeOffset? instant) => instant is { } known ? Iso(known) : null;

    private static string Language => Say.Here.Language;

    // The order of day, month and year is a language's, not a country's: the interface knows no countries.
    private static string Written(int year, int month, int day, string name) => new DateTime(year, month, day).ToString(Language switch
    {
        "de" => $"d. {name} yyyy",
        "es" => $"d 'de' {name} 'de' yyyy",
        "fr" when day == 1 => $"d'er' {name} yyyy",
        "ru" => $"d {name} yyyy 'г.'",
        _ => $"d {name} yyyy",
    }, Say.Here.Culture);
}
