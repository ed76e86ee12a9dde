using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Accounts.Users;

/// <summary>Days as a reader of the language expects them.</summary>
internal static class Days
{
    /// <summary>26 Nov 2026</summary>
    public static string Short(DateTimeOffset at, Say say) => Dates.ShortDay(at);

    /// <summary>Thursday, 26 November 2026</summary>
    public static string Long(DateTimeOffset at, Say say) => at.ToString(say.Language == "en" ? "dddd, d MMMM yyyy" : say.Culture.DateTimeFormat.LongDatePattern, say.Culture);
}
