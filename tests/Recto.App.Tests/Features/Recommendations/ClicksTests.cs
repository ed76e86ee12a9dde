using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Recommendations;
using Recto.App.Features.Usage;
using Recto.App.Shell;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Features.Usage;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Tests.Features.Recommendations;

/// <summary>Which lines of lists are followed, from the readers at the door to the page of the desk; and lists in another order.</summary>
public sealed class ClicksTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(UsageSite.Start.UtcDateTime);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_click_is_counted_once_at_its_place_and_what_was_none_is_not(string kind)
    {
        await using var site = await UsageSite.StartAsync(kind);
        var others = await OthersAsync(site);
        await ListAsync(site, UsageSite.Open, ListName.AlsoRead, (UsageSite.Free, ListReasonKind.Read), (UsageSite.Closed, ListReasonKind.Text));
        await ListAsync(site, UsageSite.Open, ListName.Recommended, (others[0], ListReasonKind.File));
        await ListAsync(site, others[1], ListName.Recommended, (UsageSite.Free, ListReasonKind.File));
        await site.Home.RunAsync($"UPDATE articles SET is_draft = 1, withdrawn_at = 1 WHERE slug = '{others[1][10..]}'");
        await site.Web.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
        Assert.Contains("No list was shown in these days", await DeskAsync(site, ClicksDesk.Address), StringComparison.Ordinal);

        await GoAsync(site, 1, UsageSite.Open, null);
        await GoAsync(site, 1, UsageSite.Free, UsageSite.Open);
        site.Clock.Advance(TimeSpan.FromSeconds(12));
        await GoAsync(site, 1, UsageSite.Free, UsageSite.Open + "?notes=end"); // a double click
        await GoAsync(site, 2, UsageSite.Open, null);
        site.Clock.Advance(TimeSpan.FromSeconds(20));
        await GoAsync(site, 2, UsageSite.Open, null); // one view
        await GoAsync(site, 2, UsageSite.Closed, UsageSite.Open); // before a wall: a refusal and a look, and one click
        await GoAsync(site, 2, others[0], UsageSite.Open);

        await GoAsync(site, 3, UsageSite.Closed, UsageSite.Free); // in none of its lists
        await GoAsync(site, 3, others[0], "/articles/there-is-no-such-article");
        await GoAsync(site, 3, UsageSite.Free, others[1]); // withdrawn
        await GoAsync(site, 3, UsageSite.Free + UsageSite.Free[9..] + ".pdf", UsageSite.Open); // not its page
        await site.StatusAsync(UsageSite.Free, "130.92.1.4", ("Referer", "https://example.org" + UsageSite.Open));
        await site.StatusAsync(UsageSite.Free, "130.92.1.4", ("Referer", new Uri(site.Web.Address, UsageSite.Open + "/sources").ToString()));
        foreach (var path in new[] { UsageSite.Open, UsageSite.Free })
        {
            var from = ("Referer", new Uri(site.Web.Address, UsageSite.Open).ToString());
            await site.StatusAsync(path, "130.92.1.5", ("DNT", "1"), from);
            await site.StatusAsync(path, "130.92.1.6", ("Sec-GPC", "1"), from);
            await site.StatusAsync(path, "130.92.1.7", ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), from);
            await site.StatusAsync(path, "130.92.1.8", ("Sec-Purpose", "prefetch"), from);
            await site.StatusAsync(path, "130.92.1.9", site.Web.Administrator(), from);
        }

        await site.CountAsync();

        ListClickCount[] counted = [new(new(1, 2, 1, (int)ListReasonKind.Read, false), 2, 1), new(new(1, 2, 2, (int)ListReasonKind.Text, false), 2, 1), new(new(2, 1, 1, (int)ListReasonKind.File, false), 2, 1)];
        Assert.Equal(counted, (await CountedAsync(site)).OrderBy(count => count.Line.List).ThenBy(count => count.Line.Place));

        // However the lists are by now, a day that is counted again says the same.
        await site.Home.RunAsync("DELETE FROM recommendations");
        await site.Web.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
        Assert.True(await site.Web.Services.GetRequiredService<RollUpUsage>().CountAsync(Day, Ct));
        Assert.Equal(counted, (await CountedAsync(site)).OrderBy(count => count.Line.List).ThenBy(count => count.Line.Place));

        var page = await DeskAsync(site, ClicksDesk.Address + "?days=90");
        Assert.Contains("<td>2</td><td>1</td><td>50.0 (9.5–90.5)</td>", page, StringComparison.Ordinal);
        Assert.Contains("both cite a file", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Shown shuffled", page, StringComparison.Ordinal);
        Assert.Equal(4, (await DeskAsync(site, ClicksDesk.Address + "/places.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\r\nread,2,1,0.5,0.094531,0.905469\r\n", await DeskAsync(site, ClicksDesk.Address + "/reasons.csv?days=90"), StringComparison.Ordinal);
        foreach (var path in new[] { ClicksDesk.Address, ClicksDesk.Address + "/places.csv" })
        {
            using var refused = await site.Web.GetAsync(path, site.Web.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7())));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Readers_who_are_drawn_see_another_order_all_day_and_what_they_follow_is_counted_apart()
    {
        await using var site = await UsageSite.StartAsync(shuffled: 50);
        var others = await OthersAsync(site);
        string[] made = [UsageSite.Free, UsageSite.Closed, others[0], others[1]];
        await ListAsync(site, UsageSite.Open, ListName.Recommended, [.. made.Select(path => (path, ListReasonKind.Text))]);
        await ListAsync(site, UsageSite.Free, ListName.Recommended, (UsageSite.Open, ListReasonKind.Chosen), (UsageSite.Closed, ListReasonKind.Text));
        await site.Web.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
        await GoAsync(site, 99, others[0], null); // The secret of the day is made for the first who comes.
        while (await site.NumberAsync("SELECT COUNT(*) FROM usage_salts") == 0)
        {
            await Task.Delay(50, Ct);
        }

        await Task.Delay(300, Ct);
        var key = ShuffledOrder.KeyOf(await SaltAsync(site));
        var ids = new Dictionary<string, Guid>();
        foreach (var path in made)
        {
            ids.Add(path, await IdAsync(site, path));
        }

        var other = ShuffledOrder.Of(made, await IdAsync(site, UsageSite.Open), Day, path => ids[path], _ => ListReasonKind.Text, out _);
        var (drawn, tags) = (0L, new HashSet<string>());
        for (var reader = 1; reader <= 30; reader++)
        {
            var isDrawn = ShuffledOrder.Holds(key, IPAddress.Parse($"130.92.1.{reader}"), UsageSite.Browser, 50);
            drawn += isDrawn ? 1L : 0;
            using var answer = await site.AskAsync(UsageSite.Open, $"130.92.1.{reader}");
            tags.Add(answer.Headers.ETag!.ToString());
            var shown = Listed(await answer.Content.ReadAsStringAsync(Ct));
            Assert.Equal(isDrawn ? other : made, shown);
            await GoAsync(site, reader, shown[2], UsageSite.Open);
            site.Clock.Advance(TimeSpan.FromSeconds(31)); // What is opened again by another way within half a minute was no click on a list: the later one counts.

            Assert.Equal(made, Listed(await TextAsync(site, UsageSite.Open, reader, ("DNT", "1")))); // Who asks not to be followed is never drawn.
            Assert.Equal([UsageSite.Open, UsageSite.Closed], Listed(await TextAsync(site, UsageSite.Free, reader))); // What editors have chosen stands first.
        }

        Assert.InRange(drawn, 4, 26);
        Assert.InRange(tags.Count, 1, 2); // One copy more, for all of them.
        await site.CountAsync();
        var open = (await CountedAsync(site)).Where(count => count.Line.Length == 4).ToList();
        Assert.Equal([(false, 30 - drawn), (true, drawn)], open.Where(count => count.Line.Place == 1).Select(count => (count.Line.IsShuffled, count.Views)).Order());
        Assert.Equal([(false, 3, 30 - drawn), (true, 3, drawn)], open.Where(count => count.Clicks > 0).Select(count => (count.Line.IsShuffled, count.Line.Place, count.Clicks)).Order());
        Assert.DoesNotContain(await CountedAsync(site), count => count.Line.Length == 2 && count.Line.IsShuffled);

        var desk = await DeskAsync(site, ClicksDesk.Address);
        Assert.Contains("Shown shuffled", desk, StringComparison.Ordinal);
        Assert.Contains("50&#xA0;% of readers are shown the lists in another order", desk, StringComparison.Ordinal);
        Assert.Contains("50&#xA0;% of readers are shown the same lines in an order that chance gives", await site.Web.TextAsync("/recommendations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_shuffles_nothing_says_nothing_of_it()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: told => told with { Recommendations = new() { ShuffledPercent = 1 } }); // It counts nothing, so that it would be for nothing.

        var page = await site.TextAsync("/recommendations");

        Assert.DoesNotContain("Another order for a few", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Which lines are followed", page, StringComparison.Ordinal);
        Assert.Contains("are the same for all who read an article", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("off", null)]
    [InlineData(" 1 ", 1.0)]
    [InlineData("0.5", 0.5)]
    public void The_share_is_read(string? said, double? percent)
    {
        Assert.True(RecommendationOptions.TryRead(name => name == "RECTO_RECOMMENDATIONS_SHUFFLE" ? said : null, out var told, out _));
        Assert.Equal(percent, told.ShuffledPercent);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("-1")]
    [InlineData("1 %")]
    public void A_share_that_cannot_be_is_named(string said)
    {
        Assert.False(RecommendationOptions.TryRead(name => name == "RECTO_RECOMMENDATIONS_SHUFFLE" ? said : null, out _, out var wrong));
        Assert.StartsWith($"RECTO_RECOMMENDATIONS_SHUFFLE “{said}”", wrong, StringComparison.Ordinal);
    }

    // Somebody opens a page, from another of this site or from nowhere.
    private static async Task GoAsync(UsageSite site, int reader, string path, string? from) =>
        Assert.Equal(200, await site.StatusAsync(path, $"130.92.1.{reader}", from is null ? [] : [("Referer", new Uri(site.Web.Address, from).ToString())]));

    private static async Task<string> TextAsync(UsageSite site, string path, int reader, params (string Name, string Value)[] headers)
    {
        using var answer = await site.AskAsync(path, $"130.92.1.{reader}", headers);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<string> DeskAsync(UsageSite site, string path)
    {
        using var answer = await site.Web.GetAsync(path, site.Web.Administrator());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    // Two open articles of the demo journal beside those that every site of these tests knows.
    private static async Task<IReadOnlyList<string>> OthersAsync(UsageSite site)
    {
        string[] known = [UsageSite.Open, UsageSite.Closed, UsageSite.Free];
        return [.. (await site.TextsAsync("SELECT slug FROM articles ORDER BY slug")).Select(slug => "/articles/" + slug).Except(known).Take(2)];
    }

    private static async Task<Guid> IdAsync(UsageSite site, string path) => (await site.Web.ArticleAsync(path[10..])).Row.Id;

    private static async Task ListAsync(UsageSite site, string path, ListName list, params (string Path, ListReasonKind Reason)[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            await site.Home.RunAsync($"""
                INSERT INTO recommendations (article_id, other_id, list, place, reasons, signals) SELECT a.id, b.id, {(int)list}, {i + 1}, @reasons, '' FROM articles a, articles b WHERE a.slug = @one AND b.slug = @other
                """, ("reasons", lines[i].Reason == ListReasonKind.Read ? "" : ListReason.Write([new(lines[i].Reason, 1, "rgaspi/558/11/431", "RGASPI 558/11/431")])), ("one", path[10..]), ("other", lines[i].Path[10..]));
        }
    }

    private static Task<IReadOnlyList<ListClickCount>> CountedAsync(UsageSite site) => new ListClickStore(site.Web.Database).ListAsync(Day.AddDays(-1), Day.AddDays(1), Ct);

    private static async Task<byte[]> SaltAsync(UsageSite site)
    {
        await using var connection = await site.Web.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT salt FROM usage_salts";
        return (byte[])(await command.ExecuteScalarAsync(Ct))!;
    }

    private static List<string> Listed(string page)
    {
        var at = page.IndexOf("id=\"read-next\"", StringComparison.Ordinal);
        return [.. Regex.Matches(page[at..page.IndexOf("</section>", at, StringComparison.Ordinal)], "<p class=\"title\"><a href=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
    }
}
