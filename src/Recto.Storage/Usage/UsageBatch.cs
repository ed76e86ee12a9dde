using Recto.Journals.Usage;

namespace Recto.Storage.Usage;

/// <summary>What readers did in a short time, as it goes to the database.</summary>
public sealed record UsageBatch
{
    /// <summary>What is kept, in any order.</summary>
    public IReadOnlyList<UsageToKeep> Events { get; init; } = [];

    /// <summary>How much robots asked for, by day.</summary>
    public IReadOnlyDictionary<DateOnly, long> Robots { get; init; } = new Dictionary<DateOnly, long>();

    /// <summary>How much was lost, by day.</summary>
    public IReadOnlyDictionary<DateOnly, long> Dropped { get; init; } = new Dictionary<DateOnly, long>();

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Events.Count == 0 && Robots.Count == 0 && Dropped.Count == 0;
}

/// <summary>An event to be kept.</summary>
/// <param name="Event">It.</param>
/// <param name="Before">Its user under the salt of the day before, where a click of that day may still be followed by it; null for all others.</param>
public readonly record struct UsageToKeep(UsageEvent Event, UserKey? Before);

/// <summary>What is known of a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Events">How many events were kept.</param>
/// <param name="Robots">How much robots asked for.</param>
/// <param name="Dropped">How much was lost.</param>
/// <param name="DoubleClicks">How many were double clicks; 0 while it was not worked on.</param>
/// <param name="RolledAt">When it was worked on; null while it was not.</param>
public sealed record UsageDay(DateOnly Day, long Events, long Robots, long Dropped, long DoubleClicks, DateTimeOffset? RolledAt);
