using System.Diagnostics;
using Recto.Journals.Usage;

namespace Recto.App.Tests.Features.Usage;

/// <summary>How what readers do comes into the database, and what of it does not.</summary>
public sealed class CountingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_read_is_in_the_database_within_a_second()
    {
        await using var site = await UsageSite.StartAsync();
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        var begin = Stopwatch.GetTimestamp();

        while (await site.NumberAsync("SELECT COUNT(*) FROM usage_events") == 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), "It is not written at all."); // The machine of the tests may be slow; the job itself writes each 0.4 s.
            await Task.Delay(20, Ct);
        }
    }

    [Fact]
    public async Task What_finds_no_room_is_dropped_counted_and_told_by_the_report()
    {
        await using var site = await UsageSite.StartAsync(room: 1);
        var mine = await site.InstitutionAsync("mine", "130.92.0.0/16");
        var queue = (Shell.Usage.UsageQueue)site.Web.Services.GetService(typeof(Shell.Usage.UsageQueue))!;
        await Task.WhenAll(Enumerable.Range(1, 40).Select(i => site.StatusAsync(UsageSite.Open, $"130.92.1.{i}")));
        await site.CountAsync();

        var (kept, dropped) = (await site.NumberAsync("SELECT SUM(events) FROM usage_days"), await site.NumberAsync("SELECT SUM(dropped) FROM usage_days"));
        var report = System.Text.Encoding.UTF8.GetString(await site.ReportAsync("PR", "mine", await site.KeyAsync(mine.Id)));

        Assert.Equal(0, queue.Count);
        Assert.Equal(40, kept + dropped);
        Assert.True(dropped == 0 || report.Contains("\"Code\":3040", StringComparison.Ordinal), report);
    }

    [Fact]
    public async Task A_queue_without_room_drops_and_says_how_much()
    {
        var queue = new Shell.Usage.UsageQueue(2);
        var seen = new Shell.Usage.UsageSeen(UsageSite.Start, new(Shell.Usage.UsageAct.Searched, null, null, null, AccessMethod.Regular), null, "", [], null, null, false, false);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => queue.Take(seen), Ct)));

        Assert.Equal((2, 8L, 0L), (queue.Count, queue.TakeDropped(), queue.TakeDropped()));
        Assert.True(queue.TryGive(out _) && queue.TryGive(out _) && !queue.TryGive(out _));
        Assert.Equal(0, queue.Count);
    }

    [Theory]
    [InlineData("DNT")]
    [InlineData("Sec-GPC")]
    public async Task Readers_who_ask_not_to_be_followed_have_one_key_among_them(string header)
    {
        await using var site = await UsageSite.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await site.StatusAsync(UsageSite.Open, $"130.92.1.{i}", (header, "1"));
        }

        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.StatusAsync(UsageSite.Open, "130.92.1.2");
        await site.CountAsync();

        Assert.Equal(3, await site.NumberAsync("SELECT COUNT(DISTINCT user_key) FROM usage_events"));
        Assert.Equal(3, await site.NumberAsync("SELECT SUM(requests) FROM usage_title_counts"));
    }

    [Fact]
    public async Task Nothing_of_address_and_agent_is_kept_and_the_salt_goes_with_the_day()
    {
        await using var site = await UsageSite.StartAsync();
        await site.StatusAsync(UsageSite.Open, "130.92.77.211");
        for (var i = 0; i < 500 && await site.NumberAsync("SELECT COUNT(*) FROM usage_events") == 0; i++)
        {
            await Task.Delay(20, Ct);
        }

        Assert.Equal(1, await site.NumberAsync("SELECT COUNT(*) FROM usage_salts"));
        await site.CountAsync();

        Assert.Equal(0, await site.NumberAsync("SELECT COUNT(*) FROM usage_salts"));
        Assert.Equal(1, await site.NumberAsync("SELECT COUNT(*) FROM usage_events WHERE length(user_key) = 16 AND session_key IS NULL AND before_key IS NULL AND institutions IS NULL"));
    }

    [Fact]
    public async Task A_double_click_over_midnight_counts_once()
    {
        await using var site = await UsageSite.StartAsync();
        site.Clock.SetUtcNow(new DateTimeOffset(UsageSite.Start.UtcDateTime.Date.AddDays(1).AddSeconds(-10), TimeSpan.Zero));
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        site.Clock.Advance(TimeSpan.FromSeconds(20));
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.CountAsync();

        Assert.Equal(1, await site.NumberAsync("SELECT SUM(requests) FROM usage_title_counts"));
    }

    [Fact]
    public async Task A_chain_of_double_clicks_over_midnight_counts_once_though_its_middle_is_written_with_its_end()
    {
        await using var site = await UsageSite.StartAsync();
        site.Clock.SetUtcNow(new DateTimeOffset(UsageSite.Start.UtcDateTime.Date.AddDays(1).AddSeconds(-10), TimeSpan.Zero));
        foreach (var seconds in new[] { 0, 15, 5, 20 }) // 23:59:50, 00:00:05, :10 and :30; the first and the last are no double clicks of each other.
        {
            site.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        }

        await site.CountAsync();

        Assert.Equal(1, await site.NumberAsync("SELECT SUM(requests) FROM usage_title_counts"));
    }

    [Fact]
    public async Task Notes_sources_and_citations_are_looks_at_the_article_from_the_cache_too()
    {
        await using var site = await UsageSite.StartAsync();
        foreach (var path in new[] { "/notes/1", "/sources", "/sources.ris", "/cite.bib", "/cited-by" })
        {
            for (var i = 1; i <= 2; i++)
            {
                Assert.Equal((path, 200), (path, await site.StatusAsync(UsageSite.Open + path, $"130.92.1.{i}")));
            }
        }

        await site.CountAsync();

        Assert.Equal((10L, 0L, 2L), (await site.NumberAsync("SELECT SUM(investigations) FROM usage_title_counts"), await site.NumberAsync("SELECT SUM(requests) FROM usage_title_counts"), await site.NumberAsync("SELECT SUM(unique_investigations) FROM usage_title_counts")));
    }

    [Fact]
    public async Task A_day_is_counted_again_by_the_command_and_says_the_same()
    {
        await using var site = await UsageSite.StartAsync();
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.CountAsync();
        var day = UsageSite.Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(0, await site.RectoAsync("usage", "roll-up", "--from", day));

        Assert.Equal($"{day}: counted again.\n", site.Web.Commands.Out);
        Assert.Equal(1, await site.NumberAsync("SELECT SUM(requests) FROM usage_title_counts"));
        Assert.Equal(2, await site.RectoAsync("usage", "report", "TR_X", "--begin", "2026-01", "--end", "2026-01"));
        Assert.Equal(2, await site.RectoAsync("usage", "report", "TR", "--begin", "2026-01", "--end", "2026-01", "--customer", "nobody"));
    }

    [Fact]
    public async Task Whoever_looks_after_an_institution_sees_its_months_and_takes_its_reports()
    {
        await using var site = await UsageSite.StartAsync();
        await site.InstitutionAsync("mine", "130.92.0.0/16");
        await site.StatusAsync(UsageSite.Open, "130.92.1.1");
        await site.CountAsync();
        var desk = site.Web.Administrator();

        using var page = await site.Web.GetAsync("/library/mine/usage", desk);
        using var file = await site.Web.GetAsync($"/library/mine/usage/TR_J3.tsv?begin={UsageSite.Month}&end={UsageSite.Month}", desk);
        using var stranger = await site.Web.GetAsync("/library/mine/usage");
        using var overview = await site.Web.GetAsync("/desk/usage", desk);
        var notice = await site.Web.TextAsync("/usage");

        Assert.Contains("<svg", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("\tTotal_Item_Requests\t1\t1\n", await file.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains($"mine_TR_J3_{UsageSite.Month}_{UsageSite.Month}.tsv", file.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("/account/sign-in", stranger.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Asked for by robots", await overview.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("The codes go after 92 days", notice, StringComparison.Ordinal);
    }
}
