namespace Recto.App.Shell.Jobs;

/// <summary>How long is waited before a server is tried again: longer every time, never for ever, and never all at the same moment.</summary>
internal static class JobWaits
{
    private static readonly TimeSpan[] Tries = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>After the n-th try that failed, from 1.</summary>
    public static TimeSpan AfterTry(int tries) => Shaken(Tries[Math.Clamp(tries - 1, 0, Tries.Length - 1)]);

    /// <summary>A fifth more or less, so that a thousand sites do not come back in one second.</summary>
    public static TimeSpan Shaken(TimeSpan wait) => wait * (0.8 + (0.4 * Random.Shared.NextDouble()));
}
