using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Shop.Desk;

/// <summary>Days in forms: a window is told by its first and its last day, both in it, by universal time.</summary>
internal static class DayForm
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>The day on which something begins; null for none.</summary>
    public static string? Of(DateTimeOffset? from) => from?.UtcDateTime.ToString(Iso, CultureInfo.InvariantCulture);

    /// <summary>The last day before an end; null for none.</summary>
    public static string? LastOf(DateTimeOffset? until) => until?.UtcDateTime.AddTicks(-1).ToString(Iso, CultureInfo.InvariantCulture);

    /// <summary>Reads both days; what is wrong stands in the form.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? Until) ReadWindow(FormValues form, string from, string until, Say say)
    {
        var (first, last) = (Read(form, from, say), Read(form, until, say));
        if (last < first)
        {
            form.Wrong(until, say["The last day comes before the first."]);
        }

        return (first, last?.AddDays(1));
    }

    /// <summary>Reads a day as its first instant; null for an empty field, and where it is none, which the form then says.</summary>
    public static DateTimeOffset? Read(FormValues form, string name, Say say)
    {
        if (form.Text(name) is not { } text)
        {
            return null;
        }

        if (Dates.ReadDay(text) is { Year: >= 1970 and < 9000 } day)
        {
            return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        }

        form.Wrong(name, say["A day is written as 2026-12-31."]);
        return null;
    }
}
