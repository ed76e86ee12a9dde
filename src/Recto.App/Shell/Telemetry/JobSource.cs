using System.Diagnostics;

namespace Recto.App.Shell.Telemetry;

/// <summary>Traces of work behind everything else.</summary>
internal static class JobSource
{
    /// <summary>Its name.</summary>
    public const string Name = "Recto";

    /// <summary>The source.</summary>
    public static ActivitySource Own { get; } = new(Name);
}
