using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>What one line of a report is about.</summary>
public enum ReportLevel
{
    /// <summary>The site.</summary>
    Platform = 1,

    /// <summary>A journal.</summary>
    Title,

    /// <summary>An article.</summary>
    Item,
}

/// <summary>A report of the standard as a host of journals gives it (COUNTER 5.1, 4): a report whose filters and columns can be chosen, or a standard view, whose filters and columns are set.</summary>
public sealed record ReportDefinition
{
    /// <summary>Its id: <c>TR_J1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, the standard's own.</summary>
    public required string Name { get; init; }

    /// <summary>What it tells, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What a line is about.</summary>
    public required ReportLevel Level { get; init; }

    /// <summary>Whether its filters and columns are set.</summary>
    public required bool IsStandardView { get; init; }

    /// <summary>The metrics that it can have; of a view, that it has.</summary>
    public required IReadOnlyList<MetricType> Metrics { get; init; }

    /// <summary>The kinds of content that it can have; of a view, that it has; none where a view says nothing of them.</summary>
    public IReadOnlyList<DataType> DataTypes { get; init; } = [];

    /// <summary>The access types that a view has; none where it has all.</summary>
    public IReadOnlyList<AccessType> AccessTypes { get; init; } = [];

    /// <summary>Whether it tells the kind of content in a column.</summary>
    public bool ShowsDataType { get; init; }

    /// <summary>The columns that can be asked for; of a view, that it has.</summary>
    public IReadOnlyList<ReportElement> Attributes { get; init; } = [];

    /// <summary>Where it is asked for, under the address of the service.</summary>
    public string Path => "/r51/reports/" + Id.ToLowerInvariant();

    /// <summary>The reports, in the order in which they are listed.</summary>
    public static IReadOnlyList<ReportDefinition> All { get; } = Definitions();

    /// <summary>The report of that id, however it is capitalised; null where there is none.</summary>
    public static ReportDefinition? Find(string id) => All.FirstOrDefault(report => report.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<ReportDefinition> Definitions()
    {
        MetricType[] requests = [MetricType.TotalItemRequests, MetricType.UniqueItemRequests];
        MetricType[] denials = [MetricType.LimitExceeded, MetricType.NoLicense];
        MetricType[] items = [MetricType.TotalItemInvestigations, MetricType.TotalItemRequests, MetricType.UniqueItemInvestigations, MetricType.UniqueItemRequests];
        MetricType[] titles = [MetricType.UniqueTitleInvestigations, MetricType.UniqueTitleRequests];
        DataType[] ofTitles =
        [
            DataType.Book, DataType.Conference, DataType.Journal, DataType.NewspaperOrNewsletter, DataType.Other, DataType.Patent, DataType.ReferenceWork, DataType.Report, DataType.Standard,
            DataType.ThesisOrDissertation, DataType.Unspecified,
        ];
        DataType[] ofItems =
        [
            DataType.Article, DataType.Audiovisual, DataType.BookSegment, DataType.ConferenceItem, DataType.DatabaseFullItem, DataType.Dataset, DataType.Image, DataType.InteractiveResource, DataType.Multimedia,
            DataType.NewsItem, DataType.Other, DataType.Patent, DataType.ReferenceItem, DataType.Report, DataType.Software, DataType.Sound, DataType.Standard, DataType.ThesisOrDissertation, DataType.Unspecified,
        ];
        ReportElement[] ofUse = [ReportElement.Yop, ReportElement.AccessType, ReportElement.AccessMethod];

        static ReportDefinition View(string id, string name, string description, ReportLevel level, MetricType[] metrics, DataType? dataType, AccessType? accessType, params ReportElement[] columns) => new()
        {
            Id = id,
            Name = name,
            Description = description,
            Level = level,
            IsStandardView = true,
            Metrics = metrics,
            DataTypes = dataType is { } type ? [type] : [],
            AccessTypes = accessType is { } access ? [access] : [],
            ShowsDataType = level == ReportLevel.Platform,
            Attributes = columns,
        };
        static ReportDefinition Master(string id, string name, string description, ReportLevel level, MetricType[] metrics, IEnumerable<DataType> dataTypes, params ReportElement[] columns) => new()
        {
            Id = id,
            Name = name,
            Description = description,
            Level = level,
            IsStandardView = false,
            Metrics = metrics,
            DataTypes = [.. dataTypes],
            ShowsDataType = true,
            Attributes = columns,
        };

        return
        [
            Master("PR", "Platform Report", "All use of the site; filters and columns can be chosen.", ReportLevel.Platform, [MetricType.SearchesPlatform, .. items, .. titles], Enum.GetValues<DataType>().Where(type => type != DataType.DatabaseFull), ReportElement.AccessMethod),
            View("PR_P1", "Platform Usage", "Requests and searches of the whole site.", ReportLevel.Platform, [MetricType.SearchesPlatform, .. requests, MetricType.UniqueTitleRequests], null, null),
            Master("TR", "Title Report", "All use of journals; filters and columns can be chosen.", ReportLevel.Title, [.. denials, .. items, .. titles], ofTitles, ofUse),
            View("TR_J1", "Journal Requests (Controlled)", "Requests of journals, without what everybody may read.", ReportLevel.Title, requests, DataType.Journal, AccessType.Controlled),
            View("TR_J2", "Journal Access Denied", "Readers who were refused the text.", ReportLevel.Title, denials, DataType.Journal, null),
            View("TR_J3", "Journal Usage by Access Type", "Use of journals, by who may read what was used.", ReportLevel.Title, items, DataType.Journal, null, ReportElement.AccessType),
            View("TR_J4", "Journal Requests by YOP (Controlled)", "Requests of journals by year of publication, without what everybody may read.", ReportLevel.Title, requests, DataType.Journal, AccessType.Controlled, ReportElement.Yop),
            Master("IR", "Item Report", "All use of articles; filters and columns can be chosen.", ReportLevel.Item, [.. denials, .. items], ofItems, Enum.GetValues<ReportElement>()),
            View("IR_A1", "Journal Article Requests", "Requests of each article.", ReportLevel.Item, requests, DataType.Article, null, ReportElement.Authors, ReportElement.PublicationDate, ReportElement.ArticleVersion, ReportElement.AccessType),
        ];
    }
}
