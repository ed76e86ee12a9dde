using System.Globalization;
using System.Text.Json.Nodes;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Counter;

/// <summary>The numbers of an official sample as a report.</summary>
internal static class SampleReport
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(SharedData.Require("schemas/counter-api/samples/" + name));

    public static CounterReport Read(string name)
    {
        var json = JsonNode.Parse(Bytes(name))!;
        var header = json["Report_Header"]!;
        var filters = header["Report_Filters"]!;
        var definition = ReportDefinition.Find((string)header["Report_ID"]!)!;
        Assert.Equal(definition.Name, (string?)header["Report_Name"]);
        var request = new ReportRequest
        {
            Report = definition,
            CustomerId = "sample",
            Begin = UsageMonth.Of(Day(filters["Begin_Date"])!.Value),
            End = UsageMonth.Of(Day(filters["End_Date"])!.Value),
            Months = [],
            Metrics = Words<MetricType>(filters["Metric_Type"]),
            DataTypes = Words<DataType>(filters["Data_Type"]),
            AccessTypes = Words<AccessType>(filters["Access_Type"]),
            AccessMethods = Words<AccessMethod>(filters["Access_Method"]),
            Attributes = definition.IsStandardView ? definition.Attributes : Words<ReportElement>(header["Report_Attributes"]?["Attributes_To_Show"]) ?? [],
            IncludesParents = definition.IsStandardView ? definition.Level == ReportLevel.Item : (string?)header["Report_Attributes"]?["Include_Parent_Details"] == "True",
        };
        var site = new ReportSite { Platform = "Platform 1", PlatformId = "P1", CreatedBy = (string)header["Created_By"]!, RegistryRecord = (string?)header["Registry_Record"] };
        var customer = new ReportCustomer((string)header["Institution_Name"]!, OrganizationIds(header["Institution_ID"]));
        var created = DateTimeOffset.Parse((string)header["Created"]!, CultureInfo.InvariantCulture);
        var items = json["Report_Items"]!.AsArray();
        IReadOnlyList<ReportGroup> groups = definition.Level == ReportLevel.Item
            ? [.. items.Select(group => new ReportGroup(Parent(group!), [.. group!["Items"]!.AsArray().Select(item => Item(item!))]))]
            : [new ReportGroup(null, [.. items.Select(item => Item(item!))])];
        return new CounterReport(new ReportHeader(request, site, customer, created, []), groups);
    }

    private static ReportParent? Parent(JsonNode group) =>
        group["Item_ID"] is null ? null : new ReportParent((string)group["Title"]!, (string?)group["Data_Type"] is { } type ? Word<DataType>(type) : null, Ids(group["Item_ID"])!);

    private static ReportItem Item(JsonNode item) => new()
    {
        Title = (string?)item["Title"] ?? (string?)item["Item"],
        Publisher = (string?)item["Publisher"],
        PublisherIds = OrganizationIds(item["Publisher_ID"]),
        Platform = (string)item["Platform"]!,
        Authors = [.. (item["Authors"]?.AsArray() ?? []).Select(author => new ReportAuthor((string)author!["Name"]!, (string?)author["ORCID"]))],
        Published = Day(item["Publication_Date"]),
        Version = (string?)item["Article_Version"],
        Ids = Ids(item["Item_ID"]),
        Performance = [.. item["Attribute_Performance"]!.AsArray().Select(Performance!)],
    };

    private static AttributePerformance Performance(JsonNode performance) => new()
    {
        DataType = (string?)performance["Data_Type"] is { } type ? Word<DataType>(type) : null,
        Yop = (string?)performance["YOP"] is { } year ? int.Parse(year, CultureInfo.InvariantCulture) : null,
        AccessType = (string?)performance["Access_Type"] is { } access ? Word<AccessType>(access) : null,
        AccessMethod = (string?)performance["Access_Method"] is { } method ? Word<AccessMethod>(method) : null,
        Metrics = [.. performance["Performance"]!.AsObject().Select(metric => new MetricPerformance(Word<MetricType>(metric.Key),
            [.. metric.Value!.AsObject().Select(month => KeyValuePair.Create(UsageMonth.Of(DateOnly.ParseExact(month.Key, "yyyy-MM", CultureInfo.InvariantCulture)), (long)month.Value!))]))],
    };

    private static ItemIds? Ids(JsonNode? ids) => ids is null ? null : new()
    {
        Doi = (string?)ids["DOI"],
        Proprietary = (string?)ids["Proprietary"],
        Isbn = (string?)ids["ISBN"],
        PrintIssn = (string?)ids["Print_ISSN"],
        OnlineIssn = (string?)ids["Online_ISSN"],
        Uri = (string?)ids["URI"],
    };

    private static IReadOnlyList<OrganizationId> OrganizationIds(JsonNode? ids) => [.. (ids?.AsObject() ?? []).SelectMany(same => same.Value!.AsArray().Select(id => new OrganizationId(same.Key, (string)id!)))];

    private static DateOnly? Day(JsonNode? day) => day is null ? null : DateOnly.Parse((string)day!, CultureInfo.InvariantCulture);

    private static List<T>? Words<T>(JsonNode? words)
        where T : struct, Enum => words?.AsArray().Select(word => Word<T>((string)word!)).ToList();

    private static T Word<T>(string word)
        where T : struct, Enum => CounterWords.TryParse<T>(word, out var value) && CounterWords.Of(value) == word ? value : throw new InvalidDataException(word);
}
