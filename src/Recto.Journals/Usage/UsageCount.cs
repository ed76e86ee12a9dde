namespace Recto.Journals.Usage;

/// <summary>How often one thing happened in one month. Counts of different days, hours or machines are merged by adding up what has the same key, in any order.</summary>
/// <param name="Key">What was counted.</param>
/// <param name="Metric">What kind of count it is.</param>
/// <param name="Count">How often; 1 or more.</param>
public readonly record struct UsageCount(UsageKey Key, MetricType Metric, long Count)
{
    /// <summary>Adds up what has the same key and metric.</summary>
    public static IReadOnlyList<UsageCount> Merge(IEnumerable<UsageCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return [.. counts.GroupBy(count => (count.Key, count.Metric)).Select(same => new UsageCount(same.Key.Key, same.Key.Metric, same.Sum(count => count.Count)))];
    }
}

/// <summary>What was counted, and for whom.</summary>
public readonly record struct UsageKey
{
    /// <summary>The institution; null for the world, in which everything counts once, whether an institution was told or not.</summary>
    public Guid? InstitutionId { get; init; }

    /// <summary>The article; null for searches, and where the counts of a journal were added up.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>Its journal; null for searches.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>The month, UTC.</summary>
    public UsageMonth Month { get; init; }

    /// <summary>Who could read it then; null for searches.</summary>
    public AccessType? AccessType { get; init; }

    /// <summary>Whether a person read.</summary>
    public AccessMethod Method { get; init; }

    /// <summary>The year that its content counts for; null for searches.</summary>
    public int? YearOfPublication { get; init; }
}
