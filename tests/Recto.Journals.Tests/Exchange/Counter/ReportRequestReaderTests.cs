using CsCheck;
using Recto.Journals.Exchange.Counter;
using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Exchange.Counter;

public sealed class ReportRequestReaderTests
{
    private const string Dates = "customer_id=c1&begin_date=2026-01&end_date=2026-03";
    private static readonly ReportCalendar Calendar = new(new UsageMonth(2025, 6), new UsageMonth(2026, 9), new DateOnly(2026, 11, 27));

    private static ReportReading Read(string report, string query, ReportCalendar? calendar = null, bool isTabular = false) =>
        ReportRequestReader.Read(ReportDefinition.Find(report)!, [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))], "Recto", calendar ?? Calendar, isTabular);

    private static (int Code, string? Data) Refused(string report, string query)
    {
        var reading = Read(report, query);
        Assert.Null(reading.Request);
        return (reading.Refusal!.Code, reading.Refusal.Data);
    }

    private static string Told(string report, string query) => string.Join(" / ", Read(report, Dates + "&" + query).Request!.Exceptions.Select(exception => $"{exception.Code} {exception.Data}"));

    [Fact]
    public void A_plain_request_asks_for_all()
    {
        var request = Read("TR", Dates).Request!;

        Assert.Equal(("c1", new UsageMonth(2026, 1), new UsageMonth(2026, 3)), (request.CustomerId, request.Begin, request.End));
        Assert.Equal(["2026-01", "2026-02", "2026-03"], request.Months.Select(month => month.ToString()));
        Assert.Null(request.Metrics);
        Assert.Null(request.DataTypes);
        Assert.Null(request.AccessTypes);
        Assert.Empty(request.Attributes);
        Assert.Empty(request.Exceptions);
    }

    [Theory]
    [InlineData("begin_date=2026-01&end_date=2026-03", "Missing: customer_id")]
    [InlineData("customer_id=c1", "Missing: begin_date, end_date")]
    [InlineData("customer_id=&begin_date=x&end_date=2026-03", "Missing: customer_id")]
    public void Without_customer_or_dates_nothing_begins(string query, string data) => Assert.Equal((1030, data), Refused("TR_J1", query));

    [Theory]
    [InlineData("2026-03", "2026-01")]
    [InlineData("2026-13", "2026-12")]
    [InlineData("2026-01-15", "2026-03")]
    [InlineData("2026-01", "2026-03-30")]
    [InlineData("26-01", "2026-03")]
    [InlineData("2026-01|2026-02", "2026-03")]
    [InlineData("2026-11", "2026-11")]
    [InlineData("2027-01", "2027-02")]
    [InlineData("0000-01", "2026-02")]
    [InlineData("9999-12", "9999-12")]
    public void Dates_that_cannot_be_are_refused(string begin, string end) => Assert.Equal(3020, Refused("TR_J1", $"customer_id=c1&begin_date={begin}&end_date={end}").Code);

    [Fact]
    public void Days_are_taken_where_they_are_the_ends_of_months() =>
        Assert.Equal(["2024-02"], Read("TR_J1", "customer_id=c1&begin_date=2024-02-01&end_date=2024-02-29", Calendar with { First = new UsageMonth(2024, 1) }).Request!.Months.Select(month => month.ToString()));

    [Fact]
    public void An_end_in_the_present_becomes_the_month_before_and_what_is_not_ready_is_told_of()
    {
        var request = Read("TR_J1", "customer_id=c1&begin_date=2026-08&end_date=2026-12").Request!;

        Assert.Equal(new UsageMonth(2026, 10), request.End);
        Assert.Equal(["2026-08", "2026-09"], request.Months.Select(month => month.ToString()));
        Assert.Equal("3031: Usage Not Ready for Requested Dates (request was for 2026-08-01 to 2026-12-31; however, usage is only available to 2026-09-30)", Assert.Single(request.Exceptions).ToString());
    }

    [Fact]
    public void Months_before_the_first_are_told_of()
    {
        var request = Read("TR_J1", "customer_id=c1&begin_date=2025-05&end_date=2025-06").Request!;

        Assert.Equal(["2025-06"], request.Months.Select(month => month.ToString()));
        Assert.Equal((3032, "request was for 2025-05-01 to 2025-06-30; however, usage is only available from 2025-06-01"), (request.Exceptions[0].Code, request.Exceptions[0].Data));
    }

    [Fact]
    public void A_service_that_has_counted_nothing_yet_is_not_ready()
    {
        var request = Read("TR_J1", Dates, Calendar with { First = null, Last = null }).Request!;

        Assert.Empty(request.Months);
        Assert.Equal([3031], request.Exceptions.Select(exception => exception.Code));
    }

    [Theory]
    [InlineData("TR_J1", "metric_type=Total_Item_Requests", "3050 metric_type")]
    [InlineData("TR_J1", "attributed=Yes&country_code=DE&x=1", "3050 attributed, country_code, x")]
    [InlineData("TR", "database=x", "3050 database")]
    [InlineData("TR", "author=x&include_parent_details=True", "3050 author, include_parent_details")]
    [InlineData("PR", "yop=2020&access_type=Open&item_id=10.1/x", "3050 yop, access_type, item_id")]
    [InlineData("TR", "exclude_monthly_details=True", "3050 exclude_monthly_details")]
    [InlineData("TR", "Metric_Type=Total_Item_Requests", "3050 Metric_Type")]
    public void Parameters_that_a_report_has_not_are_ignored_and_told_of(string report, string query, string told) => Assert.Equal(told, Told(report, query));

    [Theory]
    [InlineData("TR", "metric_type=Total_Item_Requests|Searches_Platform|OA_Gold", "3060 metric_type=Searches_Platform|OA_Gold")]
    [InlineData("TR", "data_type=Journal|Article", "3060 data_type=Article")]
    [InlineData("TR", "access_type=OA_Gold", "3060 access_type=OA_Gold")]
    [InlineData("TR", "access_method=Robot", "3060 access_method=Robot")]
    [InlineData("TR", "yop=2020|2022-2021|20|0000|2020-2021\n", "3060 yop=2022-2021|20|0000")]
    [InlineData("TR", "yop=99999", "3060 yop=99999")]
    [InlineData("TR", "item_id=xyz", "3060 item_id=xyz")]
    [InlineData("IR", "item_id=ISSN:1234-5679", "3060 item_id=ISSN:1234-5679")]
    [InlineData("IR", "author=Jane", "3060 author=Jane")]
    [InlineData("TR", "platform=Elsewhere", "3060 platform=Elsewhere")]
    [InlineData("TR", "attributed=Yes&country_code=DE&subdivision_code=DE-BE", "3060 attributed=Yes; country_code=DE; subdivision_code=DE-BE")]
    [InlineData("TR", "item_id=10.1234/x|1234-5679", "3061 item_id=10.1234/x|1234-5679")]
    [InlineData("TR", "item_id=10.1234/x|10.1234/y", "3060 item_id=10.1234/x|10.1234/y")]
    [InlineData("TR", "attributes_to_show=YOP|Authors|Institution_Name|Data_Type", "3062 attributes_to_show=Authors|Institution_Name|Data_Type")]
    [InlineData("TR", "granularity=Day", "3062 granularity=Day")]
    [InlineData("IR", "include_parent_details=1", "3062 include_parent_details=1")]
    [InlineData("IR", "include_component_details=True", "3063 ")]
    [InlineData("IR", "include_component_details=False", "")]
    [InlineData("IR", "include_component_details=Maybe", "3062 include_component_details=Maybe")]
    [InlineData("TR", "metric_type=", "")]
    [InlineData("TR", "metric_type=|", "")]
    public void Values_that_are_none_are_ignored_and_told_of(string report, string query, string told) => Assert.Equal(told, Told(report, query));

    [Fact]
    public void What_is_right_beside_it_holds()
    {
        var request = Read("TR", Dates + "&metric_type=No_License|x&yop=2018-2020|9999&attributes_to_show=Access_Method|YOP&granularity=Totals&access_type=open&platform=recto&item_id=DOI:10.1234/A").Request!;

        Assert.Equal([MetricType.NoLicense], request.Metrics!);
        Assert.Equal([new YearSpan(2018, 2020), new YearSpan(9999, 9999)], request.Years!);
        Assert.Equal([ReportElement.Yop, ReportElement.AccessMethod], request.Attributes);
        Assert.True(request.IsTotal);
        Assert.Equal([AccessType.Open], request.AccessTypes!);
        Assert.Equal("Recto", request.Platform);
        Assert.Equal(new ItemIdFilter(ItemIdKind.Doi, "10.1234/A"), request.ItemId);
        Assert.Equal([3060], request.Exceptions.Select(exception => exception.Code));
    }

    [Fact]
    public void All_values_are_as_good_as_no_filter_and_a_list_may_come_in_pieces()
    {
        Assert.Null(Read("TR", Dates + "&access_method=Regular|TDM").Request!.AccessMethods);
        Assert.Equal([MetricType.LimitExceeded, MetricType.NoLicense], Read("TR", Dates + "&metric_type=No_License&metric_type=Limit_Exceeded").Request!.Metrics!);
    }

    [Fact]
    public void A_standard_view_is_set()
    {
        var request = Read("tr_j4", Dates).Request!;

        Assert.Equal([MetricType.TotalItemRequests, MetricType.UniqueItemRequests], request.Metrics!);
        Assert.Equal([AccessMethod.Regular], request.AccessMethods!);
        Assert.Equal([AccessType.Controlled], request.AccessTypes!);
        Assert.Equal([DataType.Journal], request.DataTypes!);
        Assert.Equal([ReportElement.Yop], request.Attributes);
        Assert.True(Read("IR_A1", Dates).Request!.IncludesParents);
    }

    [Fact]
    public void Exceptions_stand_in_order_of_their_codes() =>
        Assert.Equal([3031, 3050, 3060, 3062, 3063], Read("IR", "customer_id=c1&begin_date=2026-08&end_date=2026-10&granularity=x&include_component_details=True&yop=x&z=1").Request!.Exceptions.Select(exception => exception.Code));

    [Fact]
    public void A_table_leaves_out_its_months_by_another_name() => Assert.True(Read("TR", Dates + "&exclude_monthly_details=True", isTabular: true).Request!.IsTotal);

    [Fact]
    public void Who_asks_is_read_apart_and_never_printed()
    {
        var caller = ServiceCaller.Read([new("customer_id", "c1"), new("api_key", "secret"), new("requestor_id", ""), new("x", "y")], out var refusal)!;

        Assert.Null(refusal);
        Assert.Equal(("c1", null, "secret"), (caller.CustomerId, caller.RequestorId, caller.ApiKey));
        Assert.DoesNotContain("secret", caller.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_caller_without_a_customer_or_with_two_is_refused()
    {
        Assert.Null(ServiceCaller.Read([new("api_key", "secret")], out var missing));
        Assert.Null(ServiceCaller.Read([new("customer_id", "c1"), new("customer_id", "c2")], out var twice));
        Assert.Equal([(1030, "Missing: customer_id"), (1030, "Given more than once: customer_id")], new[] { missing!, twice! }.Select(notice => (notice.Code, notice.Data)));
    }

    [Fact]
    public void Whatever_comes_is_answered() =>
        Gen.Select(
            Gen.OneOf("PR", "TR", "TR_J1", "IR", "IR_A1"),
            Gen.Select(Gen.OneOf("customer_id", "begin_date", "end_date", "metric_type", "yop", "item_id", "author", "attributes_to_show", "granularity", "platform", "x"), Gen.OneOf(Gen.String, Gen.OneOf("2026-01", "2026-02-28", "Open|", "10.1/|", "2020-2019", "ORCID:0000-0002-1825-0097")))
                .Select((name, value) => KeyValuePair.Create(name, value)).Array[0, 12])
        .Sample((report, query) =>
        {
            var reading = ReportRequestReader.Read(ReportDefinition.Find(report)!, query, "Recto", Calendar);
            Assert.True(reading.Request is null != reading.Refusal is null);
            Assert.True(reading.Refusal is null or { Status: 400 });
            Assert.All(reading.Request?.Exceptions ?? [], exception => Assert.Equal(200, exception.Status));
        }, iter: 3000);
}
