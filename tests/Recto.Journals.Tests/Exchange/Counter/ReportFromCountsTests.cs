using System.Text;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Tests.Usage;
using Recto.Journals.Usage;
using Recto.Tests.Shared;
using static Recto.Journals.Tests.Exchange.Counter.Reports;

namespace Recto.Journals.Tests.Exchange.Counter;

public sealed class ReportFromCountsTests
{
    private static readonly UsageCount[] Used =
    [
        Count(MetricType.TotalItemRequests, 5), Count(MetricType.UniqueItemRequests, 3), Count(MetricType.TotalItemInvestigations, 7), Count(MetricType.UniqueItemInvestigations, 4), Count(MetricType.NoLicense, 2),
        Count(MetricType.TotalItemRequests, 10, article: 2, month: 3), Count(MetricType.UniqueItemRequests, 10, article: 2, month: 3),
        Count(MetricType.TotalItemRequests, 100, article: 6, access: AccessType.Open, yop: 2019), Count(MetricType.UniqueItemRequests, 90, article: 6, access: AccessType.Open, yop: 2019),
        Count(MetricType.TotalItemRequests, 1000, method: AccessMethod.Tdm), Count(MetricType.UniqueItemRequests, 1000, method: AccessMethod.Tdm),
        Count(MetricType.TotalItemRequests, 7777, month: 4), Count(MetricType.UniqueItemRequests, 7777, month: 4),
        Searches(11), Searches(12, month: 2),
    ];

    private static string Json(string report, string query = "") => Encoding.UTF8.GetString(Make(Request(report, query), Used).Json().Span);

    private static string Items(string report, string query = "") => Json(report, query).Split("\"Report_Items\":")[1][..^1];

    [Fact]
    public void TR_J1_is_what_only_some_may_read_read_by_people_and_nothing_that_is_zero() => Assert.Equal(
        """[{"Title":"Kritika","Publisher":"Sample Press","Publisher_ID":{"ROR":["012abcd34"]},"Platform":"Recto","Item_ID":{"Proprietary":"recto:kritika","Print_ISSN":"1531-023X","Online_ISSN":"1538-5000","URI":"https://recto.example/journals/kritika"},"Attribute_Performance":[{"Performance":{"Total_Item_Requests":{"2026-01":5,"2026-03":10},"Unique_Item_Requests":{"2026-01":3,"2026-03":10}}}]}]""",
        Items("TR_J1"));

    [Fact]
    public void TR_J2_is_denials() => Assert.Contains("""[{"Performance":{"No_License":{"2026-01":2}}}]""", Items("TR_J2"), StringComparison.Ordinal);

    [Fact]
    public void TR_J3_tells_access_types_apart()
    {
        var report = Make(Request("TR_J3"), Used);

        Assert.Equal(["Archiv", "Kritika"], report.Groups.Single().Items.Select(item => item.Title));
        Assert.Equal([AccessType.Open, AccessType.Controlled], report.Groups.Single().Items.Select(item => item.Performance.Single().AccessType!.Value));
        Assert.Equal(115, report.Total(MetricType.TotalItemRequests));
    }

    [Fact]
    public void TR_J4_tells_years_apart_the_newest_first()
    {
        var report = Make(Request("TR_J4"), [.. Used, Count(MetricType.TotalItemRequests, 1, yop: YearOfPublication.InPress), Count(MetricType.UniqueItemRequests, 1, yop: YearOfPublication.Unknown)]);

        Assert.Equal([9999, 2020, 1], report.Groups.Single().Items.Single().Performance.Select(performance => performance.Yop!.Value));
        Assert.Contains("\"YOP\":\"0001\"", Encoding.UTF8.GetString(report.Json().Span), StringComparison.Ordinal);
    }

    [Fact]
    public void PR_P1_is_requests_and_searches() => Assert.Equal(
        """[{"Platform":"Recto","Attribute_Performance":[{"Data_Type":"Journal","Performance":{"Total_Item_Requests":{"2026-01":105,"2026-03":10},"Unique_Item_Requests":{"2026-01":93,"2026-03":10}}},{"Data_Type":"Platform","Performance":{"Searches_Platform":{"2026-01":11,"2026-02":12}}}]}]""",
        Items("PR_P1"));

    [Fact]
    public void PR_has_mining_too_apart_where_that_is_asked_for()
    {
        Assert.Contains("\"2026-01\":1105", Items("PR"), StringComparison.Ordinal);
        Assert.Contains("""{"Data_Type":"Journal","Access_Method":"TDM","Performance":{"Total_Item_Requests":{"2026-01":1000}""", Items("PR", "attributes_to_show=Access_Method"), StringComparison.Ordinal);
    }

    [Fact]
    public void IR_tells_journals_only_where_they_are_asked_for()
    {
        var plain = Make(Request("IR"), Used);
        var grouped = Make(Request("IR", "include_parent_details=True"), Used);

        Assert.Null(plain.Groups.Single().Parent);
        Assert.Equal(["Archiv", "Kritika"], grouped.Groups.Select(group => group.Parent!.Title));
        Assert.All(grouped.Groups, group => Assert.Equal(DataType.Journal, group.Parent!.DataType));
    }

    [Fact]
    public void IR_A1_names_three_authors_the_day_and_the_version()
    {
        var items = Items("IR_A1");

        Assert.StartsWith("""[{"Title":"Archiv","Item_ID":{"Proprietary":"recto:archiv"},"Items":[{"Item":"Article 6","Publisher":"","Platform":"Recto","Authors":[{"Name":"Author 1","ORCID":"0000-0002-1825-0097"},{"Name":"Author 2"},{"Name":"Author 3"}],"Publication_Date":"2020-05-06","Item_ID":{"DOI":"10.9999/a6",""", items, StringComparison.Ordinal);
        Assert.Contains("""{"Access_Type":"Open","Performance":{"Total_Item_Requests":{"2026-01":100}""", items, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-04", items, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TR", "", 1115)]
    [InlineData("TR", "access_type=Open", 100)]
    [InlineData("TR", "access_method=TDM", 1000)]
    [InlineData("TR", "yop=2018-2019", 100)]
    [InlineData("TR", "yop=2018|2020", 1015)]
    [InlineData("TR", "item_id=1538-5000", 1015)]
    [InlineData("TR", "item_id=Proprietary:recto:archiv", 100)]
    [InlineData("TR", "data_type=Book", 0)]
    [InlineData("IR", "item_id=10.9999/A2", 10)]
    [InlineData("IR", "author=0000-0002-1825-0097", 1115)]
    [InlineData("IR", "author=0000-0001-5000-0007", 0)]
    [InlineData("PR", "data_type=Platform", 0)]
    [InlineData("TR", "granularity=Total", 1115)]
    public void Filters_leave_out_what_they_say(string report, string query, long requests) => Assert.Equal(requests, Make(Request(report, query), Used).Total(MetricType.TotalItemRequests));

    [Fact]
    public void The_whole_time_is_one_number_under_its_first_month() => Assert.Contains("""{"Total_Item_Investigations":{"2026-01":7},"Total_Item_Requests":{"2026-01":1015}""", Items("TR", "granularity=Total&item_id=1538-5000&metric_type=Total_Item_Requests|Total_Item_Investigations"), StringComparison.Ordinal);

    [Fact]
    public void An_empty_report_says_why()
    {
        var report = Make(Request("TR_J1"), []);

        Assert.Empty(report.Groups);
        Assert.Equal([3030], report.Header.Exceptions.Select(exception => exception.Code));
        Assert.EndsWith("\"Report_Items\":[]}", Encoding.UTF8.GetString(report.Json().Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_month_is_ready_that_is_said_and_not_that_nothing_was_used()
    {
        var request = ReportRequestReader.Read(ReportDefinition.Find("TR_J1")!, [new("customer_id", "c1"), new("begin_date", "2025-01"), new("end_date", "2025-12")], "Recto", Calendar).Request!;

        Assert.Equal([3032], Make(request, []).Header.Exceptions.Select(exception => exception.Code));
    }

    [Fact]
    public void The_use_of_what_is_gone_is_told_by_its_key()
    {
        var gone = ReportFromCounts.Make(Request("IR", "include_parent_details=True"), Site, Customer, Used, new Dictionary<Guid, ReportJournal>(), new Dictionary<Guid, ReportArticle>(), Created);

        Assert.Equal(1115, gone.Total(MetricType.TotalItemRequests));
        Assert.Empty(CounterSchema.Faults("IR", gone.Json()));
    }

    [Fact]
    public void The_header_names_no_default()
    {
        Assert.Contains("\"Registry_Record\":\"\",\"Report_Filters\":{\"Begin_Date\":\"2026-01-01\",\"End_Date\":\"2026-03-31\"}}", Json("TR"), StringComparison.Ordinal);
        Assert.Contains(
            """Report_Attributes":{"Attributes_To_Show":["YOP"],"Granularity":"Total"},"Report_Filters":{"Metric_Type":["No_License"],"Begin_Date":"2026-01-01","End_Date":"2026-03-31","Access_Type":["Open"],"YOP":["2019-2020"],"Platform":"Recto"}""",
            Json("TR", "attributes_to_show=YOP&granularity=Total&metric_type=No_License&access_type=Open&yop=2019-2020&platform=recto"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_has_a_column_for_each_month_and_a_zero_where_there_was_none()
    {
        var rows = Make(Request("TR_J1"), Used).Rows();

        Assert.Equal("\uFEFFReport_Name", rows[0][0]);
        Assert.Equal(["Institution_ID", "ISNI:1234123412341234; recto:c1"], rows[4][..2]);
        Assert.All(rows[13], cell => Assert.Empty(cell));
        Assert.Equal(["Metric_Type", "Reporting_Period_Total", "Jan-2026", "Feb-2026", "Mar-2026"], rows[14][^5..]);
        Assert.Equal(["Total_Item_Requests", "15", "5", "0", "10"], rows[15][^5..]);
        Assert.All(rows, row => Assert.Equal(rows[14].Length, row.Length));
    }

    [Fact]
    public void A_table_without_months_says_so()
    {
        var rows = Make(Request("TR", "exclude_monthly_details=True&attributes_to_show=Access_Type|YOP", isTabular: true), Used).Rows();

        Assert.Equal("Attributes_To_Show=YOP|Access_Type; Exclude_Monthly_Details=True", rows[7][1]);
        Assert.Equal(["Data_Type", "YOP", "Access_Type", "Metric_Type", "Reporting_Period_Total"], rows[14][^5..]);
    }

    [Fact]
    public void Words_that_would_break_a_table_are_mended()
    {
        var journals = new Dictionary<Guid, ReportJournal>(JournalFacts) { [Readers.Kritika] = JournalFacts[Recto.Journals.Tests.Usage.Readers.Kritika] with { Title = "Two\tlines\r\nof title" } };
        var rows = ReportFromCounts.Make(Request("TR_J1"), Site, Customer, Used, journals, ArticleFacts, Created).Rows();

        Assert.Equal("Two lines of title", rows[15][0]);
        Assert.Equal(17, rows.Length);
    }

    [Fact]
    public void Authors_in_a_table_bear_their_ORCID()
    {
        var rows = Make(Request("IR", "attributes_to_show=Authors&item_id=10.9999/a2"), Used).Rows();

        Assert.Equal("Author 1 (ORCID:0000-0002-1825-0097); Author 2", rows[15][4]);
    }
}
