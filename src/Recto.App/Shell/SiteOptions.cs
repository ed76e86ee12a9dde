using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>What the site is told at its start.</summary>
internal sealed record SiteOptions
{
    /// <summary>Where everything is kept.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary>Addresses to listen at, parted by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5000";

    /// <summary>Whether finished pages are kept in memory. Off only to measure what a page costs.</summary>
    public bool OutputCache { get; init; } = true;

    /// <summary>What is told on standard output.</summary>
    public LogFormat Log { get; init; } = LogFormat.Quiet;

    /// <summary>How often the site looks whether something was imported by another process.</summary>
    public TimeSpan LookForChanges { get; init; } = TimeSpan.FromSeconds(1);
}
