using System.Collections.Concurrent;

namespace Recto.App.Shell.Telemetry;

/// <summary>When answers of this process said that something broke: times, and nothing else.</summary>
internal static class RecentFaults
{
    private const int Most = 1000;
    private static readonly ConcurrentQueue<DateTimeOffset> Times = new();

    /// <summary>Notes one.</summary>
    public static void Note(DateTimeOffset at)
    {
        Times.Enqueue(at);
        while (Times.Count > Most)
        {
            Times.TryDequeue(out _);
        }
    }

    /// <summary>How many there were since then, at most a thousand.</summary>
    public static int CountSince(DateTimeOffset since) => Times.Count(at => at >= since);

    /// <summary>When the last one was; null where none was.</summary>
    public static DateTimeOffset? Last => Times.IsEmpty ? null : Times.Max();
}
