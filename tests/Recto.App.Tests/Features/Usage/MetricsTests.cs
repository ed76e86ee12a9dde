using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Usage;

/// <summary>What readers are told of an article’s use.</summary>
public sealed class MetricsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Views_and_readings_stand_on_a_page_of_the_article_with_a_plot_and_the_same_numbers_and_in_the_API(string database)
    {
        await using var site = await UsageSite.StartAsync(database);
        for (var i = 1; i <= 7; i++)
        {
            await site.StatusAsync(UsageSite.Open, $"130.92.1.{i}");
        }

        for (var i = 1; i <= 5; i++)
        {
            await site.StatusAsync(UsageSite.Open + "/notes/1", $"130.92.1.{i}");
        }

        await site.CountAsync();
        var page = await site.Web.TextAsync(UsageSite.Open + "/metrics");
        var told = JsonNode.Parse(await site.Web.TextAsync("/api/v1" + UsageSite.Open + "/metrics"))!;
        var months = told["months"]!.AsArray();

        Assert.Matches("<dt>Views</dt><dd>12</dd>", page);
        Assert.Matches("<dt>Readings</dt><dd>7</dd>", page);
        Assert.Matches($"<th scope=\"row\">[^<]*{UsageSite.Month.Year}[^<]*</th><td>12</td><td>7</td>", page);
        Assert.Matches("<svg class=\"wide-plot\"[^>]* role=\"img\" aria-labelledby=\"read-0-t read-0-d\">\\s*<title id=\"read-0-t\">[^<]+</title>\\s*<desc id=\"read-0-d\">[^<]*12 views, 7 readings", page);
        Assert.Equal((12, 7), ((int)told["totalItemInvestigations"]!, (int)told["totalItemRequests"]!));
        Assert.Equal((UsageSite.Month.ToString(), 12, 7), ((string?)months[0]!["month"], (int)months[0]!["totalItemInvestigations"]!, (int)months[0]!["totalItemRequests"]!));
        Assert.Contains(UsageSite.Open + "/metrics\"", await site.Web.TextAsync(UsageSite.Open), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=\"", page, StringComparison.Ordinal); // The policy would not let it through.
    }

    [Fact]
    public async Task Before_anything_was_counted_the_page_says_so()
    {
        await using var site = await UsageSite.StartAsync();

        var page = await site.Web.TextAsync(UsageSite.Closed + "/metrics");

        Assert.Contains("Nothing has been counted yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Views</dt><dd>", page, StringComparison.Ordinal);
        Assert.Equal("0", JsonNode.Parse(await site.Web.TextAsync("/api/v1" + UsageSite.Closed + "/metrics"))!["totalItemRequests"]!.ToJsonString());
    }

    [Fact]
    public async Task A_draft_has_none_for_anybody()
    {
        await using var site = await UsageSite.StartAsync();
        await site.Home.RunAsync($"UPDATE articles SET is_draft = 1 WHERE slug = '{UsageSite.Open["/articles/".Length..]}'");

        foreach (var path in new[] { UsageSite.Open + "/metrics", "/api/v1" + UsageSite.Open + "/metrics" })
        {
            using var staff = await site.Web.GetAsync(path, site.Web.SignedIn(new DeskGrant(DeskRole.Administrator, null)));
            Assert.Equal((path, HttpStatusCode.NotFound, 404), (path, staff.StatusCode, await site.StatusAsync(path, "130.92.1.9")));
        }
    }

    [Fact]
    public async Task To_look_at_the_numbers_is_no_look_at_the_article()
    {
        await using var site = await UsageSite.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(200, await site.StatusAsync(UsageSite.Open + "/metrics", $"130.92.1.{i}"));
            Assert.Equal(200, await site.StatusAsync("/api/v1" + UsageSite.Open + "/metrics", $"130.92.1.{i}"));
        }

        await site.StatusAsync(UsageSite.Open, "130.92.1.9");
        await site.CountAsync();

        Assert.Equal(1, await site.NumberAsync("SELECT SUM(investigations) FROM usage_title_counts"));
    }

    [Fact]
    public async Task A_journal_may_keep_it_to_itself()
    {
        await using var site = await UsageSite.StartAsync();
        var admin = site.Web.SignedIn(new DeskGrant(DeskRole.Administrator, null));
        var form = await (await site.Web.GetAsync("/desk/journals/lower-margin", admin)).Content.ReadAsStringAsync(Ct);
        var version = Regex.Match(form, "name=\"edit_version\" value=\"(\\d+)\"").Groups[1].Value;
        Assert.Contains("name=\"metrics_hidden\"", form, StringComparison.Ordinal);

        using var kept = await site.Web.PostAsync("/desk/journals/lower-margin", admin, ("title", "The Lower Margin"), ("key", "lower-margin"), ("edit_version", version), ("metrics_hidden", "on"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);

        Assert.Equal((404, 404, 200), (await site.StatusAsync(UsageSite.Open + "/metrics", "130.92.1.1"), await site.StatusAsync("/api/v1" + UsageSite.Open + "/metrics", "130.92.1.1"), await site.StatusAsync(UsageSite.Free + "/metrics", "130.92.1.1")));
        Assert.DoesNotContain("/metrics\"", await site.Web.TextAsync(UsageSite.Open), StringComparison.Ordinal);
        using var desk = await site.Web.GetAsync("/desk/journals/lower-margin/usage", admin);
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
    }

    [Fact]
    public void The_scale_of_a_plot_goes_by_ones_twos_and_fives()
    {
        long[] most = [1, 2, 4, 5, 9, 20, 21, 199, 200, 201, 1_000_000];

        Assert.Equal([1L, 1, 1, 2, 5, 5, 10, 50, 50, 100, 500_000], most.Select(Recto.App.Features.Usage.PlotScale.StepOf));
    }
}
