using System.Buffers;
using System.Text;
using CsCheck;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;
using Recto.Tests.Shared;
using static Recto.Journals.Tests.Exchange.Counter.Reports;

namespace Recto.Journals.Tests.Exchange.Counter;

public sealed class ReportSchemaTests
{
    // As the roll-up gives them: a request with its investigation, a total with its unique.
    private static readonly Gen<UsageCount[]> Counts = Gen.Select(
        Gen.Int[1, 9], Gen.Int[1, 10], Gen.Enum<AccessType>(), Gen.Enum<AccessMethod>(), Gen.OneOf(1, 2019, 2020, 9999), Gen.Int[0, 3], Gen.Int[1, 500])
        .Select((article, month, access, method, yop, kind, count) => kind switch
        {
            0 => [Count(MetricType.NoLicense, count, article, month, access, method, yop), Count(MetricType.TotalItemInvestigations, count, article, month, access, method, yop), Count(MetricType.UniqueItemInvestigations, 1, article, month, access, method, yop)],
            1 => [Searches(count, month)],
            2 => [Count(MetricType.TotalItemInvestigations, count, article, month, access, method, yop), Count(MetricType.UniqueItemInvestigations, 1, article, month, access, method, yop)],
            _ => new[] { MetricType.TotalItemInvestigations, MetricType.TotalItemRequests, MetricType.UniqueItemInvestigations, MetricType.UniqueItemRequests }.Select(metric => Count(metric, count, article, month, access, method, yop)).ToArray(),
        }).Array[0, 30].Select(parts => parts.SelectMany(part => part).ToArray());

    private static readonly Gen<string> Query = Gen.Select(
        Gen.OneOf("", "&granularity=Total", "&granularity=x", "&begin_date=2026-08&end_date=2026-10", "&begin_date=2025-11&end_date=2026-11"),
        Gen.OneOf("", "&attributes_to_show=YOP|Access_Type|Access_Method", "&attributes_to_show=Authors|Publication_Date|Article_Version|Access_Method|x", "&attributes_to_show=Access_Method"),
        Gen.OneOf("", "&include_parent_details=True", "&include_component_details=True&include_parent_details=False"),
        Gen.OneOf("", "&access_type=Open|Free_To_Read", "&yop=2019-2020|9999", "&access_method=TDM", "&data_type=Journal|Article", "&item_id=10.9999/a3", "&author=0000-0002-1825-0097", "&platform=Recto&z=1", "&metric_type=Total_Item_Requests|Unique_Item_Requests|Total_Item_Investigations|Unique_Item_Investigations"))
        .Select((one, two, three, four) => one + two + three + four);

    public static TheoryData<string> All => [.. ReportDefinition.All.Select(report => report.Id)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_report_passes_the_published_schema(string id) =>
        Gen.Select(Counts, Query).Sample((counts, query) =>
        {
            // A date that stands twice is refused, so the second pair stands for the first.
            var parameters = ("customer_id=c1&begin_date=2026-01&end_date=2026-03" + query).Split('&').Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0]).Select(same => KeyValuePair.Create(same.Key, same.Last()[1])).ToList();
            var reading = ReportRequestReader.Read(ReportDefinition.Find(id)!, parameters, "Recto", Calendar);

            var report = Make(reading.Request!, counts);

            Assert.Empty(CounterSchema.Faults(id, report.Json()));
            Assert.True(report.Groups.Count > 0 || report.Header.Exceptions.Count > 0);
        }, iter: 150);

    [Theory]
    [MemberData(nameof(All))]
    public void JSON_and_table_say_the_same_numbers_and_both_are_minimal(string id) =>
        Gen.Select(Counts, Query).Sample((counts, query) =>
        {
            var request = ReportRequestReader.Read(ReportDefinition.Find(id)!, [new("customer_id", "c1"), new("begin_date", "2026-01"), new("end_date", "2026-10"), .. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Where(pair => !pair[0].EndsWith("_date", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))], "Recto", Calendar).Request!;
            var report = Make(request, counts);
            var rows = report.Rows()[15..];
            var total = Array.IndexOf(report.Rows()[14], "Reporting_Period_Total");

            var numbers = report.Groups.SelectMany(group => group.Items).SelectMany(item => item.Performance).SelectMany(performance => performance.Metrics).Select(metric => (CounterWords.Of(metric.Metric), metric.Total.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(numbers, rows.Select(row => (row[total - 1], row[total])));
            Assert.All(rows.Where(row => row.Length > total + 1), row => Assert.Equal(row[total], row[(total + 1)..].Sum(long.Parse).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Assert.DoesNotContain(rows, row => row[total] == "0");
            Assert.Distinct(rows.Select(row => string.Join('\t', row[..total])));
            Assert.DoesNotContain(":0", Encoding.UTF8.GetString(report.Json().Span).Split("Report_Items")[1], StringComparison.Ordinal);
        }, iter: 100);

    [Fact]
    public void A_single_metric_is_written_as_the_text_of_the_standard_says_against_its_schema()
    {
        // 3.3, Zero Usage: "Omit Metric_Types with an empty Counts element"; the schema asks TR and PR for two at least.
        var report = Make(Request("TR", "metric_type=No_License"), [Count(MetricType.NoLicense, 5)]);

        var faults = CounterSchema.Faults("TR", report.Json());
        Assert.Contains(faults, fault => fault.StartsWith("/Report_Items/0/Attribute_Performance/0/Performance minProperties", StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("/Report_Items/0/Attribute_Performance", fault));
    }

    [Fact]
    public void The_judge_finds_faults()
    {
        var json = Encoding.UTF8.GetString(Make(Request("TR_J3"), [Count(MetricType.TotalItemInvestigations, 5), Count(MetricType.UniqueItemInvestigations, 5)]).Json().Span);

        Assert.Empty(CounterSchema.Faults("TR_J3", Encoding.UTF8.GetBytes(json)));
        foreach (var (right, wrong) in new[] { ("\"Controlled\"", "\"OA_Gold\""), ("\"2026-01\"", "\"2026-1\""), ("\"Release\":\"5.1\"", "\"Release\":\"5\""), ("\"Platform\":\"Recto\",", ""), ("\"Title\":", "\"Item\":"), ("recto:kritika", "kritika") })
        {
            Assert.NotEmpty(CounterSchema.Faults("TR_J3", Encoding.UTF8.GetBytes(json.Replace(right, wrong, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void The_other_answers_pass_it_too()
    {
        var (status, members, reports) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        CounterService.WriteStatus(new ServiceStatus("Usage of Recto.", true, null, null, [new(Created, "Closed on Sunday.")]), status);
        CounterService.WriteMembers([new ServiceMember("Sample Library", "c1", null, [new("ROR", "012abcd34")], null), new ServiceMember("Branch", "c2", "r2", [], "Closed")], members);
        CounterService.WriteReports(new UsageMonth(2026, 1), new UsageMonth(2026, 10), reports);

        Assert.Empty(CounterSchema.FaultsOfEach("Status", status.WrittenMemory));
        Assert.Empty(CounterSchema.FaultsOfEach("Member", members.WrittenMemory));
        Assert.Empty(CounterSchema.FaultsOfEach("Report", reports.WrittenMemory));
        Assert.Equal("""[{"Description":"Usage of Recto.","Service_Active":true,"Alerts":[{"Date_Time":"2026-11-27T12:00:00Z","Alert":"Closed on Sunday."}]}]""", Encoding.UTF8.GetString(status.WrittenSpan));
        Assert.Equal("""[{"Customer_ID":"c1","Institution_Name":"Sample Library","Institution_ID":{"ROR":["012abcd34"]}},{"Customer_ID":"c2","Requestor_ID":"r2","Institution_Name":"Branch","Notes":"Closed"}]""", Encoding.UTF8.GetString(members.WrittenSpan));
        Assert.Contains("""Report_ID":"TR_J1","Release":"5.1",""", Encoding.UTF8.GetString(reports.WrittenSpan), StringComparison.Ordinal);
        Assert.Contains("""Path":"/r51/reports/ir_a1","First_Month_Available":"2026-01","Last_Month_Available":"2026-10"}]""", Encoding.UTF8.GetString(reports.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void The_world_is_a_customer() =>
        Assert.Empty(CounterSchema.Faults("IR", ReportFromCounts.Make(Request("IR"), Site, ReportCustomer.World("recto"), [Count(MetricType.TotalItemRequests, 1)], JournalFacts, ArticleFacts, Created).Json()));
}
