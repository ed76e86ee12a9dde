using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Audit;

namespace Recto.App.Tests.Features.Works;

/// <summary>Works as readers, programs and editors meet them.</summary>
public sealed class WorkPagesTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    private const string Genette = "/works/genette-1987-seuils";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private WebSite Site => home.Site;

    [Fact]
    public async Task A_work_that_two_articles_cite_has_one_page_with_the_notes_of_both()
    {
        var page = await Site.TextAsync(Genette);

        Assert.Contains("<h1 lang=\"und\">Seuils</h1>", page, StringComparison.Ordinal);
        Assert.Contains("2 articles", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Matches(page, "<p class=\"title\"><a href=\"(/articles/[^\"]+)\"").Select(match => match.Groups[1].Value).Distinct().Count());
        Assert.Matches("<p class=\"context\"><a href=\"/articles/[^\"]+#n\\d+\">note \\d+</a>", page);
        Assert.Contains("(Paris: Seuil 1987)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_page_tells_machines_names_who_cites_it()
    {
        var page = await Site.TextAsync(Genette);

        using var json = JsonDocument.Parse(Regex.Match(page, "<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        Assert.Equal(("Book", "Seuils", "1987"), (json.RootElement.GetProperty("@type").GetString(), json.RootElement.GetProperty("name").GetString(), json.RootElement.GetProperty("datePublished").GetString()));
        Assert.Equal(2, json.RootElement.GetProperty("cito:isCitedBy").GetArrayLength());
        Assert.Contains("#n", json.RootElement.GetProperty("cito:isCitedBy")[0].GetProperty("hasPart")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cite.ris", "TI  - Seuils")]
    [InlineData("/cite.bib", "Seuils")]
    [InlineData("/cite.enw", "Seuils")]
    [InlineData("/cite.json", "\"Seuils\"")]
    [InlineData("/feed.atom", "Cites Seuils")]
    [InlineData("/feed.rdf", "Cites Seuils")]
    public async Task Its_record_and_its_feed_are_taken_away(string file, string words)
    {
        using var answer = await Site.GetAsync(Genette + file);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?q=genette+seuils", Genette)]
    [InlineData("?q=10.5555/tlm.2026.0101", "/works/marchmont-2026-nothing")]
    [InlineData("", Genette)]
    [InlineData("?sort=name", Genette)]
    public async Task The_list_is_searched(string query, string work) => Assert.Contains($"href=\"{work}\"", await Site.TextAsync("/works" + query), StringComparison.Ordinal);

    [Theory]
    [InlineData("/works/there-is-no-such-work")]
    [InlineData("/works/there-is-no-such-work/cite.ris")]
    [InlineData("/works/there-is-no-such-work/feed.atom")]
    [InlineData("/works?after=nowhere")]
    [InlineData(Genette + "?after=nowhere")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await Site.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("?q=" + "no-such-thing")]
    [InlineData("?q=%22%3E%3Cscript%3Ehit%3C/script%3E")]
    [InlineData("?q=%ED%A0%80")]
    public async Task Nothing_found_says_what_to_do_next(string query)
    {
        var page = await Site.TextAsync("/works" + query);

        Assert.Contains("All works", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>hit", page, StringComparison.Ordinal);
    }
}

/// <summary>What editors do with works.</summary>
public sealed class WorkDeskTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_works_are_made_one_and_mentions_are_taken_out_and_both_are_taken_back()
    {
        await using var site = await WebSite.StartAsync();
        var editor = site.Administrator();
        Assert.Contains("same title; same family name Genette; years 1987 and 1987", (await ReadAsync(site, "/desk/works/genette-1987-seuils", editor)).Replace("years 1987 and 1987; same family name Genette", "same family name Genette; years 1987 and 1987", StringComparison.Ordinal), StringComparison.Ordinal);

        // Merge, with its question first.
        Assert.Contains("This one ends:", await ReadAsync(site, "/desk/works/bayle-1692-projet/merge?into=bayle-1697-dictionaire", editor), StringComparison.Ordinal);
        using var merged = await site.PostAsync("/desk/works/bayle-1692-projet/merge", editor, ("into", "bayle-1697-dictionaire"));
        Assert.Equal("/desk/works/bayle-1697-dictionaire?done=merged", merged.Headers.Location?.OriginalString);
        using var moved = await site.GetAsync("/works/bayle-1692-projet");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/works/bayle-1697-dictionaire"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        var page = await ReadAsync(site, "/desk/works/bayle-1697-dictionaire", editor);
        Assert.Contains("an editor said so", page, StringComparison.Ordinal);

        // Split: one of its sources by its box.
        var key = WebUtility.HtmlDecode(Regex.Match(page, "name=\"source\" value=\"([^\"]+)\"").Groups[1].Value);
        using var split = await site.PostAsync("/desk/works/bayle-1697-dictionaire/split", editor, ("source", key), ("reason", "another printing"));
        Assert.EndsWith("?done=split", split.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var nothing = await site.PostAsync("/desk/works/bayle-1697-dictionaire/split", editor, ("source", "made up"));
        Assert.EndsWith("?done=nothing", nothing.Headers.Location?.OriginalString, StringComparison.Ordinal);

        // Both back, the later first.
        foreach (var _ in new[] { 1, 2 })
        {
            var undo = Regex.Match(await ReadAsync(site, "/desk/works", editor), "action=\"(/desk/works/decisions/[^\"]+/undo)\"").Groups[1].Value;
            using var undone = await site.PostAsync(undo, editor);
            Assert.EndsWith("?done=undone", undone.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        Assert.Contains("<h1 lang=\"und\">Projet et fragmens", await site.TextAsync("/works/bayle-1692-projet"), StringComparison.Ordinal);
        var log = await site.Services.GetRequiredService<AuditStore>().ListAsync(new AuditFilter(), 10, null, Ct);
        Assert.Equal(["work.undone", "work.undone", "work.split", "work.merged"], log.Items.Select(row => row.Entry.Act).Where(act => act.StartsWith("work.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_may_not_decide_may_look_and_who_has_no_place_may_not()
    {
        await using var site = await WebSite.StartAsync();
        var copyEditor = site.SignedIn(new DeskGrant(DeskRole.CopyEditor, null));

        Assert.DoesNotContain("name=\"source\"", await ReadAsync(site, "/desk/works/genette-1987-seuils", copyEditor), StringComparison.Ordinal);
        using var refused = await site.PostAsync("/desk/works/bayle-1692-projet/merge", copyEditor, ("into", "bayle-1697-dictionaire"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var stranger = await site.GetAsync("/desk/works");
        Assert.Equal(HttpStatusCode.Found, stranger.StatusCode);
    }

    private static async Task<string> ReadAsync(WebSite site, string path, (string, string) cookie)
    {
        using var answer = await site.GetAsync(path, cookie);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}\n{text}");
        return WebUtility.HtmlDecode(text);
    }
}
