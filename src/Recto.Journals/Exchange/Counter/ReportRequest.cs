using System.Globalization;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>A report that is asked for, with everything settled: what the request left out is filled in, what it had wrong is ignored and told of in <see cref="Exceptions"/>.</summary>
public sealed record ReportRequest
{
    /// <summary>Which report.</summary>
    public required ReportDefinition Report { get; init; }

    /// <summary>Whose usage.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The first month.</summary>
    public required UsageMonth Begin { get; init; }

    /// <summary>The last month.</summary>
    public required UsageMonth End { get; init; }

    /// <summary>The months of these of which the counts are ready: what is looked up.</summary>
    public required IReadOnlyList<UsageMonth> Months { get; init; }

    /// <summary>The name of the site, where it was asked for by it.</summary>
    public string? Platform { get; init; }

    /// <summary>The metrics; null for all that the report can have.</summary>
    public IReadOnlyList<MetricType>? Metrics { get; init; }

    /// <summary>The kinds of content; null for all.</summary>
    public IReadOnlyList<DataType>? DataTypes { get; init; }

    /// <summary>The access types; null for all.</summary>
    public IReadOnlyList<AccessType>? AccessTypes { get; init; }

    /// <summary>The access methods; null for all.</summary>
    public IReadOnlyList<AccessMethod>? AccessMethods { get; init; }

    /// <summary>The years of publication; null for all.</summary>
    public IReadOnlyList<YearSpan>? Years { get; init; }

    /// <summary>The journal or article; null for all.</summary>
    public ItemIdFilter? ItemId { get; init; }

    /// <summary>An author's ORCID; null for all.</summary>
    public string? AuthorOrcid { get; init; }

    /// <summary>The columns beyond those that the report always has.</summary>
    public IReadOnlyList<ReportElement> Attributes { get; init; } = [];

    /// <summary>Whether the journals of articles are told.</summary>
    public bool IncludesParents { get; init; }

    /// <summary>Whether one number stands for the whole time, and not one for each month.</summary>
    public bool IsTotal { get; init; }

    /// <summary>What was ignored, and which months are missing.</summary>
    public IReadOnlyList<CounterNotice> Exceptions { get; init; } = [];
}

/// <summary>Years of publication, both included.</summary>
/// <param name="First">1 to 9999.</param>
/// <param name="Last">1 to 9999, not before the first.</param>
public readonly record struct YearSpan(int First, int Last)
{
    /// <summary>Whether a year lies in it.</summary>
    public bool Holds(int year) => First <= year && year <= Last;

    /// <summary><c>2020</c> or <c>2020-2024</c>.</summary>
    public override string ToString() => First == Last ? Write(First) : $"{Write(First)}-{Write(Last)}";

    private static string Write(int year) => year.ToString("0000", CultureInfo.InvariantCulture);
}

/// <summary>Which months a service can report on.</summary>
/// <param name="First">The first month that was worked on; null where none was.</param>
/// <param name="Last">The last.</param>
/// <param name="Today">The day, UTC.</param>
public sealed record ReportCalendar(UsageMonth? First, UsageMonth? Last, DateOnly Today);

/// <summary>What comes of a request: a report to be made, or the one exception that is answered instead.</summary>
/// <param name="Request">What to make; null where it is refused.</param>
/// <param name="Refusal">Why not; null where it is made.</param>
public sealed record ReportReading(ReportRequest? Request, CounterNotice? Refusal);
