using Recto.App.Shell.Jobs;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>How long is waited: longer every time, never for ever, and never all at the same moment.</summary>
internal static class DepositWaits
{
    /// <summary>After how many tries a DOI is given up: more than a week.</summary>
    public const int MostTries = 12;

    /// <summary>How often a register may not know a batch of which nobody knows whether it came.</summary>
    public const int MostUnknowns = 3;

    /// <summary>How long a batch that came may be unknown: the list of what came is behind what came.</summary>
    public static TimeSpan LongestUnknown { get; } = TimeSpan.FromHours(24);

    /// <summary>How long an answer is waited for.</summary>
    public static TimeSpan LongestQueue { get; } = TimeSpan.FromDays(7);

    private static readonly TimeSpan[] Asks =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    /// <summary>After the n-th try that failed, from 1.</summary>
    public static TimeSpan AfterTry(int tries) => JobWaits.AfterTry(tries);

    /// <summary>Before the n-th question, from 0.</summary>
    public static TimeSpan BeforeAsking(int asked) => JobWaits.Shaken(Asks[Math.Clamp(asked, 0, Asks.Length - 1)]);
}
