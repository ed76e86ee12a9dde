using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>A finished report, whichever way it is written.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Groups">What was used: articles under their journals where these are told, else one group.</param>
public sealed record CounterReport(ReportHeader Header, IReadOnlyList<ReportGroup> Groups);

/// <summary>The header of a report.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Site">Who reports.</param>
/// <param name="Customer">On whom.</param>
/// <param name="Created">When it was made, UTC.</param>
/// <param name="Exceptions">How it differs from what was asked for.</param>
public sealed record ReportHeader(ReportRequest Request, ReportSite Site, ReportCustomer Customer, DateTimeOffset Created, IReadOnlyList<CounterNotice> Exceptions);

/// <summary>What was used of one parent.</summary>
/// <param name="Parent">The parent; null for what has none, and where parents are not told.</param>
/// <param name="Items">What was used of it.</param>
public sealed record ReportGroup(ReportParent? Parent, IReadOnlyList<ReportItem> Items);

/// <summary>A parent of articles.</summary>
/// <param name="Title">Its title.</param>
/// <param name="DataType">What it is; null where the report says nothing of that.</param>
/// <param name="Ids">Its identifiers.</param>
public sealed record ReportParent(string Title, DataType? DataType, ItemIds Ids);

/// <summary>The site, a journal or an article that was used.</summary>
public sealed record ReportItem
{
    /// <summary>Title; null for the site.</summary>
    public string? Title { get; init; }

    /// <summary>Publisher; null for the site.</summary>
    public string? Publisher { get; init; }

    /// <summary>The publisher's identifiers.</summary>
    public IReadOnlyList<OrganizationId> PublisherIds { get; init; } = [];

    /// <summary>Name of the site.</summary>
    public required string Platform { get; init; }

    /// <summary>Up to three authors; none where they are not told.</summary>
    public IReadOnlyList<ReportAuthor> Authors { get; init; } = [];

    /// <summary>Day of publication; null where it is not told.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Version; null where it is not told.</summary>
    public string? Version { get; init; }

    /// <summary>Identifiers; null for the site.</summary>
    public ItemIds? Ids { get; init; }

    /// <summary>How it was used, each combination of attributes once.</summary>
    public required IReadOnlyList<AttributePerformance> Performance { get; init; }
}

/// <summary>How something was used under one combination of attributes; each null where the report does not tell it apart.</summary>
public sealed record AttributePerformance
{
    /// <summary>Kind of content.</summary>
    public DataType? DataType { get; init; }

    /// <summary>Year of publication.</summary>
    public int? Yop { get; init; }

    /// <summary>Access type.</summary>
    public AccessType? AccessType { get; init; }

    /// <summary>Access method.</summary>
    public AccessMethod? AccessMethod { get; init; }

    /// <summary>The metrics that have any usage, in order.</summary>
    public required IReadOnlyList<MetricPerformance> Metrics { get; init; }
}

/// <summary>One metric.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Counts">The months that have any usage, in order; one number under the first month where the whole time is told.</param>
public sealed record MetricPerformance(MetricType Metric, IReadOnlyList<KeyValuePair<UsageMonth, long>> Counts)
{
    /// <summary>All of it.</summary>
    public long Total => Counts.Sum(count => count.Value);
}
