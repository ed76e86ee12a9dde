using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Recto.App.Shell;

/// <summary>How use is counted, and how long it is kept.</summary>
internal sealed record UsageOptions
{
    /// <summary>The fewest months that reports must be given for (COUNTER 5.1, 8).</summary>
    private const int FewestMonths = 24;

    /// <summary>Folder of lists of robots, in place of those that the program brings; null for these.</summary>
    public string? RobotLists { get; init; }

    /// <summary>How many days single events are kept once they are counted, so that a day can be counted again.</summary>
    public int EventDays { get; init; } = 92;

    /// <summary>How many months counts are kept; null for good.</summary>
    public int? Months { get; init; }

    /// <summary>What reports call the site; null for its host.</summary>
    public string? Platform { get; init; }

    /// <summary>Address of the site's record in COUNTER's register; null where it has none.</summary>
    public string? RegistryRecord { get; init; }

    /// <summary>File of the table that says which networks are in which country; null where countries are not counted.</summary>
    public string? Countries { get; init; }

    /// <summary>Reads <c>RECTO_ROBOTS</c>, <c>RECTO_USAGE_EVENTS</c>, <c>RECTO_USAGE_MONTHS</c>, <c>RECTO_USAGE_COUNTRIES</c>, <c>RECTO_PLATFORM</c> and <c>RECTO_COUNTER_RECORD</c>.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="told">What it says.</param>
    /// <param name="wrong">What cannot be used, and how to write it.</param>
    public static bool TryRead(Func<string, string?> read, [NotNullWhen(true)] out UsageOptions? told, [NotNullWhen(false)] out string? wrong)
    {
        told = null;
        string? Given(string name) => read(name)?.Trim() is { Length: > 0 } text ? text : null;
        if (Given("RECTO_ROBOTS") is { } folder && !Directory.Exists(folder))
        {
            wrong = $"RECTO_ROBOTS “{folder}” is no folder; it is to hold lists of robots as they are published, as COUNTER_Robots_list.json.";
            return false;
        }

        var days = 92;
        if (Given("RECTO_USAGE_EVENTS") is { } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 2 and <= 3660))
        {
            wrong = $"RECTO_USAGE_EVENTS “{text}” is no number of days from 2 to 3660: so long single events are kept once they are counted.";
            return false;
        }

        var months = 0;
        if (Given("RECTO_USAGE_MONTHS") is { } kept && !(int.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out months) && months is >= FewestMonths and <= 1200))
        {
            wrong = $"RECTO_USAGE_MONTHS “{kept}” is no number of months from {FewestMonths} to 1200: so long reports can be asked for. Leave it out to keep them for good.";
            return false;
        }

        if (Given("RECTO_COUNTER_RECORD") is { } record && !(Uri.TryCreate(record, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            wrong = $"RECTO_COUNTER_RECORD “{record}” is no address; write it as https://registry.countermetrics.org/platform/….";
            return false;
        }

        var countries = Given("RECTO_USAGE_COUNTRIES");
        if (countries is not null && !File.Exists(countries))
        {
            wrong = $"RECTO_USAGE_COUNTRIES “{countries}” is no file; it is to hold lines as 192.0.2.0/24,CH.";
            return false;
        }

        told = new UsageOptions { Countries = countries, RobotLists = Given("RECTO_ROBOTS"), EventDays = days, Months = months == 0 ? null : months, Platform = Given("RECTO_PLATFORM"), RegistryRecord = Given("RECTO_COUNTER_RECORD") };
        wrong = null;
        return true;
    }
}
