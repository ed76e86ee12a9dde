using System.Globalization;
using Recto.Journals.Usage;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at what use is counted by.</summary>
internal static class UsageDoctor
{
    private const int LongestShown = 100;

    /// <summary>The table of countries; null where the site has none.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    public static Finding? Countries(Func<string, string?> read)
    {
        const string Subject = "countries";
        if (read("RECTO_USAGE_COUNTRIES")?.Trim() is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            return CountryTable.TryRead(File.ReadAllText(path), out var fault) is not null
                ? new(Health.Ok, Subject, $"are told by {path}")
                : new(Health.Fail, Subject, string.Create(CultureInfo.InvariantCulture, $"RECTO_USAGE_COUNTRIES {path}, line {fault!.Line}: “{(fault.Written.Length <= LongestShown ? fault.Written : fault.Written[..LongestShown] + "…")}” {fault.Remedy}. Until it is mended no country is counted."), "countries-unreadable");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(Health.Fail, Subject, $"RECTO_USAGE_COUNTRIES {path} cannot be read: {fault.Message}", "countries-unreadable");
        }
    }
}
