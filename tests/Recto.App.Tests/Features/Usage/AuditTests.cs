using Recto.Journals.Exchange.Counter;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Usage;

/// <summary>The recipe of an audit (COUNTER 5.1, Appendix E): a scripted reader does each thing fifty times through the real site, and every report says fifty.</summary>
public sealed class AuditTests
{
    private const long Fifty = 50;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_a_scripted_reader_does_fifty_times_every_report_counts_fifty_times(string database)
    {
        await using var site = await UsageSite.StartAsync(database);
        var consortium = await site.InstitutionAsync("verbund", "8.8.8.0/28");
        var bern = await site.InstitutionAsync("bern", "130.92.0.0/16", consortium.Id);
        var genf = await site.InstitutionAsync("genf", "129.194.0.0/16");
        var zweimal = await site.InstitutionAsync("zweimal", "129.132.0.0/16");
        await site.Home.SubscribeAsync(genf.Id);
        await site.Home.Known.RenewAsync(TestContext.Current.CancellationToken);

        await ReadPagesAsync(site);
        await TakeFilesAsync(site);
        await MeetWallsAsync(site);
        await SearchAsync(site);
        await ReadWithRightsAsync(site);
        await ClickTwiceAsync(site);
        await CrawlAsync(site);
        await MineAsync(site);
        await DoWhatDoesNotCountAsync(site);
        await site.CountAsync();

        foreach (var (customer, key) in new[] { ("bern", await site.KeyAsync(bern.Id)), ("verbund", await site.KeyAsync(consortium.Id)) })
        {
            await IsFiftyAsync(site, customer, key);
        }

        var ofGenf = await site.KeyAsync(genf.Id);
        foreach (var report in new[] { "TR_J1", "TR_J4" })
        {
            Assert.Equal([("The Lower Margin", "", "Total_Item_Requests", Fifty), ("The Lower Margin", "", "Unique_Item_Requests", Fifty)], UsageSite.Numbers(await site.ReportAsync(report, "genf", ofGenf)));
        }

        var twice = UsageSite.Numbers(await site.ReportAsync("PR_P1", "zweimal", await site.KeyAsync(zweimal.Id)));
        Assert.Equal([("", "", "Total_Item_Requests", Fifty), ("", "", "Unique_Item_Requests", 35L)], twice); // 20 pairs at 29 seconds, 15 at 31; one reader an article once an hour.

        var world = UsageSite.Numbers(await site.ReportAsync("TR_J1", ReportCustomer.WorldId, ofGenf));
        Assert.Equal([("The Lower Margin", "", "Total_Item_Requests", Fifty), ("The Lower Margin", "", "Unique_Item_Requests", Fifty)], world);
        Assert.Equal(2 * Fifty, await site.NumberAsync("SELECT SUM(robots) FROM usage_days"));
        Assert.Equal(0, await site.NumberAsync("SELECT SUM(dropped) FROM usage_days"));
        Assert.Equal(0, await site.NumberAsync("SELECT COUNT(*) FROM usage_salts"));

        Assert.Equal(0, await site.RectoAsync("usage", "report", "TR_J2", "--begin", $"{UsageSite.Month}", "--end", $"{UsageSite.Month}", "--customer", "bern", "--format", "tsv"));
        Assert.Contains($"\tNo_License\t{Fifty}\t{Fifty}\n", site.Web.Commands.Out, StringComparison.Ordinal);
    }

    private static async Task IsFiftyAsync(UsageSite site, string customer, string key)
    {
        var platform = UsageSite.Numbers(await site.ReportAsync("PR_P1", customer, key));
        Assert.Equal([("", "", "Searches_Platform", Fifty), ("", "", "Total_Item_Requests", 2 * Fifty), ("", "", "Unique_Item_Requests", 2 * Fifty)], platform.Order());

        var denied = UsageSite.Numbers(await site.ReportAsync("TR_J2", customer, key));
        Assert.Equal([("Leaves and Folios", "", "No_License", Fifty), ("The Lower Margin", "", "No_License", Fifty)], denied.Order());

        var byAccess = UsageSite.Numbers(await site.ReportAsync("TR_J3", customer, key));
        string[] metrics = ["Total_Item_Investigations", "Total_Item_Requests", "Unique_Item_Investigations", "Unique_Item_Requests"];
        Assert.Equal(
            metrics.Select(metric => ("Leaves and Folios", "Free_To_Read", metric, Fifty))
                .Concat(metrics.Where(metric => metric.EndsWith("Investigations", StringComparison.Ordinal)).Select(metric => ("The Lower Margin", "Controlled", metric, Fifty)))
                .Concat(metrics.Select(metric => ("The Lower Margin", "Open", metric, Fifty))),
            byAccess.Order());

        Assert.All(UsageSite.Numbers(await site.ReportAsync("IR_A1", customer, key)), number => Assert.Equal(Fifty, number.Count));
        Assert.Empty(UsageSite.Numbers(await site.ReportAsync("TR_J1", customer, key)));
        var mined = UsageSite.Numbers(await site.ReportAsync("TR", customer, key, "&access_method=TDM&metric_type=Total_Item_Requests"));
        Assert.Equal([("The Lower Margin", "", "Total_Item_Requests", Fifty)], mined);
        foreach (var report in ReportDefinition.All)
        {
            Assert.Empty(CounterSchema.Faults(report.Id, await site.ReportAsync(report.Id, customer, key)));
        }
    }

    private static string Address(string network, int reader) => $"{network}.{reader}";

    // Fresh once, then from the cache, then as 304.
    private static async Task ReadPagesAsync(UsageSite site)
    {
        for (var i = 1; i <= 40; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Open, Address("130.92.1", i)));
        }

        using var known = await site.AskAsync(UsageSite.Open, Address("130.92.1", 41));
        var tag = known.Headers.GetValues("ETag").Single();
        for (var i = 42; i <= Fifty; i++)
        {
            Assert.Equal(304, await site.StatusAsync(UsageSite.Open, Address("130.92.1", i), ("If-None-Match", tag)));
        }
    }

    // A PDF is loaded as a whole, or piece by piece: both are one request.
    private static async Task TakeFilesAsync(UsageSite site)
    {
        var pdf = UsageSite.Free + UsageSite.Free["/articles".Length..] + ".pdf";
        for (var i = 1; i <= Fifty; i++)
        {
            Assert.Equal(i % 2 == 0 ? 200 : 206, await site.StatusAsync(pdf, Address("130.92.2", i), i % 2 == 0 ? [] : [("Range", "bytes=0-9")]));
            Assert.Equal(206, await site.StatusAsync(pdf, Address("130.92.2", i), ("Range", "bytes=10-15")));
            Assert.Equal(206, await site.StatusAsync(pdf, Address("130.92.2", i), ("Range", "bytes=-4")));
        }
    }

    // The page with its wall is a denial and a look; a file that is refused is a denial.
    private static async Task MeetWallsAsync(UsageSite site)
    {
        await site.Home.RunAsync($"UPDATE articles SET reading = 'closed', opens_at = NULL WHERE slug = '{UsageSite.Free["/articles/".Length..]}'");
        for (var i = 1; i <= Fifty; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Closed, Address("130.92.3", i)));
            Assert.Equal(403, await site.StatusAsync(UsageSite.Free + UsageSite.Free["/articles".Length..] + ".epub", Address("130.92.3", i)));
        }
    }

    private static async Task SearchAsync(UsageSite site)
    {
        for (var i = 1; i <= Fifty; i++)
        {
            Assert.Equal(200, await site.StatusAsync("/search?q=margin", Address("130.92.4", i)));
            if (i % 10 == 0)
            {
                Assert.Equal(200, await site.StatusAsync("/search?q=margin&page=2", Address("130.92.4", i)));
                Assert.Equal(200, await site.StatusAsync("/search?q=margin&sort=new", Address("130.92.4", i)));
            }
        }
    }

    private static async Task ReadWithRightsAsync(UsageSite site)
    {
        for (var i = 1; i <= Fifty; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Closed, Address("129.194.1", i)));
        }
    }

    private static async Task ClickTwiceAsync(UsageSite site)
    {
        await ClickAsync(1, 35);
        site.Clock.Advance(TimeSpan.FromSeconds(29));
        await ClickAsync(1, 20);
        site.Clock.Advance(TimeSpan.FromSeconds(2));
        await ClickAsync(21, 35);

        async Task ClickAsync(int from, int last)
        {
            for (var i = from; i <= last; i++)
            {
                Assert.Equal(200, await site.StatusAsync(UsageSite.Open, Address("129.132.1", i)));
            }
        }
    }

    private static async Task CrawlAsync(UsageSite site)
    {
        for (var i = 1; i <= Fifty; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Open, Address("130.92.5", i), ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")));
            Assert.Equal(200, await site.StatusAsync(UsageSite.Open, Address("130.92.5", i), ("User-Agent", "")));
        }
    }

    private static async Task MineAsync(UsageSite site)
    {
        for (var i = 1; i <= Fifty; i++)
        {
            Assert.Equal(200, await site.StatusAsync("/api/v1" + UsageSite.Open + "/body", Address("130.92.6", i), ("User-Agent", "python-requests/2.32")));
        }
    }

    private static async Task DoWhatDoesNotCountAsync(UsageSite site)
    {
        const string Somebody = "130.92.7.1";
        Assert.Equal(200, await site.StatusAsync(UsageSite.Open, Somebody, ("Sec-Purpose", "prefetch")));
        Assert.Equal(200, await site.StatusAsync("/", Somebody));
        Assert.Equal(404, await site.StatusAsync("/articles/no-such", Somebody));
        Assert.Equal(404, await site.StatusAsync(UsageSite.Open + "/notes/9999", Somebody));
        using var head = await site.Web.SendAsync(HttpMethod.Head, UsageSite.Open, ("X-Forwarded-For", Somebody), ("User-Agent", UsageSite.Browser));
        using var staff = await site.AskAsync(UsageSite.Open, Somebody, site.Web.Administrator());
        Assert.Equal(200, (int)staff.StatusCode);
    }
}
