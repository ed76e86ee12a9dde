using System.Net;
using System.Text.Json.Nodes;
using Recto.App.Features.Usage;
using Recto.Journals.Exchange.Counter;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Usage;

/// <summary>The service of reports as programs of libraries ask it.</summary>
public sealed class CounterServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_may_not_ask_or_asks_wrongly_is_told_so_in_the_words_of_the_standard()
    {
        await using var site = await UsageSite.StartAsync();
        var mine = await site.InstitutionAsync("mine", "130.92.0.0/16");
        await site.InstitutionAsync("other", "129.132.0.0/16");
        var key = await site.KeyAsync(mine.Id);
        var months = $"begin_date={UsageSite.Month}&end_date={UsageSite.Month}";
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.CountAsync();

        foreach (var (query, status, code) in new[]
        {
            ($"{months}&api_key={key}", 400, 1030),
            ($"customer_id=mine&customer_id=other&{months}&api_key={key}", 400, 1030),
            ($"customer_id=mine&{months}", 401, 2000),
            ($"customer_id=mine&{months}&requestor_id=somebody&api_key={key}", 401, 2000),
            ($"customer_id=mine&{months}&api_key=recto_i_nonsense", 401, 2020),
            ($"customer_id=other&{months}&api_key={key}", 403, 2010),
            ($"customer_id=nowhere&{months}&api_key={key}", 403, 2010),
            ($"customer_id=mine&begin_date={UsageSite.Month}&api_key={key}", 400, 1030),
            ($"customer_id=mine&begin_date=2026-13&end_date=2026-14&api_key={key}", 400, 3020),
            ($"customer_id=mine&begin_date={UsageSite.Month.Plus(12)}&end_date={UsageSite.Month.Plus(12)}&api_key={key}", 400, 3020),
        })
        {
            using var answer = await site.Web.GetAsync("/r51/reports/tr_j1?" + query);
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
            Assert.Equal((query, status, code), (query, (int)answer.StatusCode, (int)said["Code"]!));
        }

        foreach (var (query, code) in new[] { ($"begin_date={UsageSite.Month}&end_date={UsageSite.Month}", 3030), ($"begin_date={UsageSite.Month}&end_date={UsageSite.Month}&metric=x", 3050), ($"begin_date={UsageSite.Month.Plus(-3)}&end_date={UsageSite.Month}", 3032) })
        {
            using var answer = await site.Web.GetAsync($"/r51/reports/tr_j1?customer_id=mine&requestor_id=mine&api_key={key}&{query}");
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(code, said["Report_Header"]!["Exceptions"]!.AsArray().Select(exception => (int)exception!["Code"]!));
        }

        using var missing = await site.Web.GetAsync($"/r51/reports/tr_b1?customer_id=mine&{months}&api_key={key}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Status_members_and_list_of_reports_are_as_the_standard_shapes_them()
    {
        await using var site = await UsageSite.StartAsync();
        var consortium = await site.InstitutionAsync("verbund", "8.8.8.0/28");
        await site.InstitutionAsync("mine", "130.92.0.0/16", consortium.Id);
        var key = await site.KeyAsync(consortium.Id);
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.CountAsync();

        using var status = await site.Web.GetAsync("/r51/status");
        using var members = await site.Web.GetAsync("/r51/members?customer_id=verbund", ("Authorization", "Bearer " + key));
        using var reports = await site.Web.GetAsync($"/r51/reports?customer_id=verbund&api_key={key}");

        Assert.Empty(CounterSchema.FaultsOfEach("Status", await status.Content.ReadAsByteArrayAsync(Ct)));
        Assert.Equal(["verbund", "mine"], JsonNode.Parse(await members.Content.ReadAsStringAsync(Ct))!.AsArray().Select(member => (string)member!["Customer_ID"]!));
        var list = JsonNode.Parse(await reports.Content.ReadAsStringAsync(Ct))!.AsArray();
        Assert.Equal(ReportDefinition.All.Select(report => report.Id), list.Select(report => (string)report!["Report_ID"]!));
        Assert.All(list, report => Assert.Equal(($"{UsageSite.Month}", $"{UsageSite.Month}"), ((string)report!["First_Month_Available"]!, (string)report["Last_Month_Available"]!)));
    }

    [Fact]
    public async Task A_report_goes_out_as_a_table_where_that_is_asked_for_and_compressed_where_that_is()
    {
        await using var site = await UsageSite.StartAsync();
        var mine = await site.InstitutionAsync("mine", "130.92.0.0/16");
        var key = await site.KeyAsync(mine.Id);
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.CountAsync();

        var path = $"/r51/reports/IR?customer_id=mine&api_key={key}&begin_date={UsageSite.Month}&end_date={UsageSite.Month}&attributes_to_show=Authors|YOP";
        using var table = await site.Web.GetAsync(path, ("Accept", "text/tab-separated-values"));
        using var zipped = await site.Web.GetAsync(path, ("Accept-Encoding", "gzip"));

        Assert.Equal("text/tab-separated-values", table.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("\uFEFFReport_Name\tItem Report\t", System.Text.Encoding.UTF8.GetString(await table.Content.ReadAsByteArrayAsync(Ct)), StringComparison.Ordinal);
        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_so_by_the_service_too()
    {
        await using var site = await UsageSite.StartAsync();
        for (var i = 0; i < 20 * CounterRate.AtOnce; i++)
        {
            using var answer = await site.Web.GetAsync("/r51/status", ("X-Forwarded-For", "198.51.100.7"));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Assert.True(i >= CounterRate.AtOnce, $"{i} were answered.");
                Assert.Equal(429, (int)answer.StatusCode);
                Assert.Equal(1020, (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["Code"]!);
                return;
            }
        }

        Assert.Fail("Nobody was told.");
    }
}
