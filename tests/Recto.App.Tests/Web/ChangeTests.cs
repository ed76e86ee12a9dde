using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell;
using Recto.App.Tests.Import;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web;

/// <summary>What a site does when its articles change while it runs.</summary>
public sealed class ChangeTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_page_is_thrown_away_when_another_process_has_imported_something()
    {
        await using var site = await WebSite.StartAsync();
        var file = site.Commands.Write("a.xml", Samples.Jats("The leaf", note: "RGASPI 558/11/431/94."));
        Assert.Equal(0, await site.Commands.ImportAsync(file));
        await EventuallyAsync(site, "/articles/maubert-the-leaf", "558/11/431/94");
        Assert.Contains("maubert-the-leaf", await site.TextAsync("/articles"), StringComparison.Ordinal);

        site.Commands.Write("a.xml", Samples.Jats("The leaf", note: "RGASPI 17/162/14/27."));
        Assert.Equal(0, await site.Commands.ImportAsync(file));

        await EventuallyAsync(site, "/articles/maubert-the-leaf", "17/162/14/27");
    }

    [Fact]
    public async Task A_list_goes_on_where_it_broke_off_and_names_every_article_once()
    {
        await using var site = await WebSite.StartAsync();
        Assert.Equal(0, await site.Commands.ImportAsync([.. Enumerable.Range(0, 55).Select(i => site.Commands.Write($"{i}.xml", Samples.Jats($"Leaf number {i}")))]));
        await EventuallyAsync(site, "/", "All 59 articles");

        var found = new List<string>();
        for (var address = "/articles"; address is not null;)
        {
            var page = await site.TextAsync(address);
            found.AddRange(Regex.Matches(page, "<p class=\"title\"><a href=\"(/articles/[^\"]+)\"").Select(match => match.Groups[1].Value));
            address = Regex.Match(page, "href=\"([^\"]+)\" rel=\"next\"") is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        Assert.Equal(59, found.Count);
        Assert.Equal(59, found.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?notes=end")]
    [InlineData("/notes/1")]
    [InlineData("/notes.json")]
    [InlineData("/source")]
    [InlineData("/cite.ris")]
    [InlineData("/notes/1/cite.enw")]
    [InlineData("/sources.json")]
    public async Task An_address_that_an_article_once_had_leads_to_the_present_one(string rest)
    {
        await using var site = await WebSite.StartAsync();
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("a.xml", Samples.Jats("The leaf"))));
        var articles = site.Services.GetRequiredService<ArticleStore>();
        var id = (await articles.FindPageAsync("maubert-the-leaf", Visibility.Published, Ct))!.Id;
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            Assert.True(await articles.MoveAsync(tx, id, "the-leaf", DateTimeOffset.UnixEpoch, Ct));
            await tx.CommitAsync(Ct);
        }

        using var answer = await site.GetAsync("/articles/maubert-the-leaf" + rest);
        using var target = await site.GetAsync(answer.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/articles/the-leaf" + rest, answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, target.StatusCode);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100_000, 0)]
    [InlineData(1_000_000, 10)]
    public void A_site_of_up_to_a_hundred_thousand_articles_is_counted_at_each_look_and_a_larger_one_the_more_seldom_the_larger_it_is(long articles, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ChangeWatch.RestAfterCounting(articles));

    // The watch looks twenty times a second; the bound is only there for a machine that stands still.
    private static async Task EventuallyAsync(WebSite site, string path, string words)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        bound.CancelAfter(TimeSpan.FromSeconds(20));
        while (!(await site.TextAsync(path)).Contains(words, StringComparison.Ordinal))
        {
            Assert.False(bound.IsCancellationRequested, $"{path} still does not say “{words}”.");
            await Task.Yield();
        }
    }
}
