using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Usage;

namespace Recto.App.Features.Usage;

/// <summary>What pages of use say in several places.</summary>
internal static class UsageWords
{
    /// <summary>A month; with the day to which it was counted, where it is not whole.</summary>
    public static string Month(Say say, UsageMonth month, DateOnly? through) => through is { } day && day < month.Last && UsageMonth.Of(day) <= month
        ? say["{0} (not over)", Dates.Month(month.ToString())] : Dates.Month(month.ToString())!;

    /// <summary>A month as a bar.</summary>
    public static PlotBar Bar(Say say, UsedMonth month, DateOnly? through) => new(month.Month.Month.ToString("00", CultureInfo.InvariantCulture), month.Month.Year.ToString("0000", CultureInfo.InvariantCulture),
        Dates.Month(month.Month.ToString())!, month.Investigations, Math.Min(month.Requests, month.Investigations), through is { } day && day < month.Month.Last);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => Dates.Long(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))!;
}
