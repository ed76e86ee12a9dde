using System.Text.Json.Nodes;
using Recto.Journals.Exchange.Counter;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Counter;

public sealed class ReportDefinitionTests
{
    // Common extensions (section 11), which are optional and not given.
    private static readonly string[] Extensions = ["Institution_Name", "Customer_ID", "Country_Name", "Country_Code", "Subdivision_Name", "Subdivision_Code", "Attributed", "Book_Segment_Count"];

    private static JsonNode Property(string schema, string property) =>
        CounterSchema.Component(schema)["allOf"]!.AsArray().Select(part => part!["properties"]?[property]).First(found => found is not null)!;

    private static IEnumerable<string> Words(JsonNode? list) => list!.AsArray().Select(word => (string)word!);

    [Theory]
    [InlineData("PR")]
    [InlineData("TR")]
    [InlineData("IR")]
    public void What_can_be_chosen_is_what_the_schema_lists(string id)
    {
        var report = ReportDefinition.Find(id)!;

        Assert.Equal(Words(Property(id + "_Report_Filters", "Metric_Type")["items"]!["enum"]).Order(), report.Metrics.Select(CounterWords.Of).Order());
        Assert.Equal(Words(Property(id + "_Report_Filters", "Data_Type")["items"]!["enum"]).Order(), report.DataTypes.Select(CounterWords.Of).Order());
        Assert.Equal(Words(Property(id + "_Report_Attributes", "Attributes_To_Show")["items"]!["enum"]).Except(Extensions).Order(), report.Attributes.Select(CounterWords.Of).Order());
    }

    [Theory]
    [InlineData("PR_P1")]
    [InlineData("TR_J1")]
    [InlineData("TR_J2")]
    [InlineData("TR_J3")]
    [InlineData("TR_J4")]
    [InlineData("IR_A1")]
    public void What_a_view_has_is_what_the_schema_sets(string id)
    {
        var report = ReportDefinition.Find(id)!;
        var filters = CounterSchema.Component(id + "_Report_Filters")["allOf"]!.AsArray().Last()!["properties"]!;

        Assert.Equal(Words(filters["Metric_Type"]!["const"]), report.Metrics.Select(CounterWords.Of));
        Assert.Equal(filters["Data_Type"] is { } types ? Words(types["const"]) : [], report.DataTypes.Select(CounterWords.Of));
        Assert.Equal(filters["Access_Type"] is { } access ? Words(access["const"]) : [], report.AccessTypes.Select(CounterWords.Of));
        Assert.True(report.IsStandardView);
    }

    [Fact]
    public void Names_are_the_standards_own() =>
        Assert.All(ReportDefinition.All, report => Assert.Equal((string?)Property(report.Id + "_Report_Header", "Report_Name")["const"], report.Name));

    [Fact]
    public void A_report_is_found_however_its_id_is_written_and_what_is_not_given_is_not_found()
    {
        Assert.Equal("/r51/reports/tr_j1", ReportDefinition.Find("tr_J1")!.Path);
        Assert.Null(ReportDefinition.Find("TR_B1"));
        Assert.Null(ReportDefinition.Find(""));
    }

    [Theory]
    [InlineData(DataType.NewspaperOrNewsletter, "Newspaper_or_Newsletter")]
    [InlineData(DataType.DatabaseFullItem, "Database_Full_Item")]
    public void Words_go_both_ways(DataType value, string word)
    {
        Assert.Equal(word, CounterWords.Of(value));
        Assert.True(CounterWords.TryParse<DataType>(word.ToUpperInvariant(), out var read) && read == value);
        Assert.False(CounterWords.TryParse<DataType>("Section", out _));
    }
}
