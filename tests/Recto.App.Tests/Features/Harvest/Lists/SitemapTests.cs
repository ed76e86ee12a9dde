using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>Sitemaps hold every public address once, with the time of its last change, and no other; robots.txt says what the standard's readers understand.</summary>
public sealed class SitemapTests(ListsSite fixture) : IClassFixture<ListsSite>
{
    private static readonly XNamespace Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Fact]
    public async Task Every_public_page_is_listed_once_and_nothing_else()
    {
        var listed = await ListedAsync();

        var addresses = listed.Select(entry => new Uri(entry.Address).PathAndQuery).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        foreach (var wanted in Enumerable.Range(0, 70).Select(i => $"/articles/leaf-{i}").Concat(["/", "/articles", "/articles/hostile", "/articles/undated", "/articles/notice", "/articles/closed-0", "/journals/leaves", "/journals/leaves/archive", "/journals/leaves/1-1", "/journals/leaves/2-1", "/journals/empty", ReadOnlySite.Marchmont]))
        {
            Assert.Contains(wanted, addresses);
        }

        Assert.DoesNotContain("/articles/hidden-draft", addresses);
        Assert.DoesNotContain("/articles/withdrawn", addresses);
        Assert.DoesNotContain("/journals/leaves/3-1", addresses);
        Assert.All(addresses, address => Assert.DoesNotContain("?", address, StringComparison.Ordinal));
        Assert.Equal(ListsSite.Then.AddSeconds(41).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), listed.Single(entry => entry.Address.EndsWith("/articles/leaf-40", StringComparison.Ordinal)).Changed);
        Assert.Equal("2026-03-14T12:26:53Z", listed.Single(entry => entry.Address.EndsWith("/journals/leaves/1-1", StringComparison.Ordinal)).Changed); // leaf 3 was retracted three hours later
    }

    [Fact]
    public async Task Every_listed_page_is_there_and_calls_itself_by_the_listed_address()
    {
        foreach (var (address, _) in (await ListedAsync()).Where((_, i) => i % 5 == 0))
        {
            using var answer = await _site.GetAsync(new Uri(address).PathAndQuery);
            var page = await answer.Content.ReadAsStringAsync(Ct);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, address);
            Assert.Contains($"<link rel=\"canonical\" href=\"{address}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_of_the_index_are_changed_when_their_last_page_was()
    {
        var index = XDocument.Parse(await _site.TextAsync("/sitemap.xml"));
        foreach (var file in index.Root!.Elements(Space + "sitemap"))
        {
            var path = new Uri(file.Element(Space + "loc")!.Value).AbsolutePath;
            var pages = XDocument.Parse(await _site.TextAsync(path)).Root!.Elements(Space + "url").Select(url => url.Element(Space + "lastmod")!.Value).ToList();

            // What was withdrawn changed the file too, and is no longer in it.
            Assert.True(string.CompareOrdinal(pages.Max(StringComparer.Ordinal), file.Element(Space + "lastmod")!.Value) <= 0, path);
        }

        Assert.Contains("/sitemaps/leaves/2026.xml", index.ToString(), StringComparison.Ordinal);
        Assert.Contains("/sitemaps/leaves/0000.xml", index.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sitemap_is_valid_by_the_rules_of_the_standard()
    {
        foreach (var path in new[] { "/sitemap.xml", "/sitemaps/site.xml", "/sitemaps/leaves/2026.xml", "/sitemaps/leaves/2019.xml" })
        {
            var file = await ForeignReader.FileAsync(Encoding.UTF8.GetBytes(await _site.TextAsync(path)), ".xml");
            await ForeignReader.XmllintAsync("--noout", "--nonet", "--relaxng", Path.Combine(AppContext.BaseDirectory, "Features", "Harvest", "Lists", "sitemap.rng"), file);
        }
    }

    [Fact]
    public async Task A_sitemap_goes_out_compressed_where_that_is_asked_for()
    {
        using var answer = await _site.GetAsync("/sitemaps/leaves/2019.xml", ("Accept-Encoding", "gzip"));
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(Ct), CompressionMode.Decompress);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal(41, (await XDocument.LoadAsync(unpacked, LoadOptions.None, Ct)).Root!.Elements().Count()); // 40 articles and their issue
    }

    [Fact]
    public async Task A_new_article_changes_its_year()
    {
        await fixture.AddAsync("late", "Late", new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

        for (var tries = 0; tries < 1200 && !(await _site.TextAsync("/sitemaps/leaves/2026.xml")).Contains("/articles/late", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.Contains("/articles/late", await _site.TextAsync("/sitemaps/leaves/2026.xml"), StringComparison.Ordinal);
        Assert.Contains("2026-06-01T00:00:00Z", await _site.TextAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_readers_of_robots_txt_understand_what_may_be_fetched()
    {
        var file = await ForeignReader.FileAsync(Encoding.UTF8.GetBytes(await _site.TextAsync("/robots.txt")), ".txt");
        const string Read = """
            import sys, urllib.robotparser
            robots = urllib.robotparser.RobotFileParser()
            robots.parse(open(sys.argv[1], encoding='utf-8').read().splitlines())
            for agent, path in [a.split(' ', 1) for a in sys.argv[2:]]:
                print(agent, path, robots.can_fetch(agent, path))
            print(robots.site_maps())
            """;

        var said = await ForeignReader.PythonAsync(Read, file, "Googlebot /articles/leaf-1", "Googlebot /articles/leaf-1/leaf-1.pdf", "Googlebot /assets/recto.css", "Googlebot /oai?verb=Identify", "Googlebot /api/articles", "Googlebot /journals/leaves/feed.atom",
            "Googlebot /search?q=x", "Googlebot /desk/journals", "Googlebot /account", "GPTBot /journals/closed/archive", "GPTBot /articles/leaf-1", "GPTBot /journals/leaves/1-1", "Googlebot /journals/closed/archive");

        Assert.Equal(
        [
            "Googlebot /articles/leaf-1 True", "Googlebot /articles/leaf-1/leaf-1.pdf True", "Googlebot /assets/recto.css True", "Googlebot /oai?verb=Identify True", "Googlebot /api/articles True", "Googlebot /journals/leaves/feed.atom True",
            "Googlebot /search?q=x False", "Googlebot /desk/journals False", "Googlebot /account False", "GPTBot /journals/closed/archive True", "GPTBot /articles/leaf-1 True", "GPTBot /journals/leaves/1-1 True", "Googlebot /journals/closed/archive True",
            $"['{new Uri(_site.Address, "/sitemap.xml")}']",
        ], said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)); // One closed article bears an open licence: the journal as a whole is not reserved.
    }

    private async Task<List<(string Address, string Changed)>> ListedAsync()
    {
        var listed = new List<(string, string)>();
        foreach (var file in XDocument.Parse(await _site.TextAsync("/sitemap.xml")).Root!.Elements(Space + "sitemap").Select(file => new Uri(file.Element(Space + "loc")!.Value).AbsolutePath))
        {
            listed.AddRange(XDocument.Parse(await _site.TextAsync(file)).Root!.Elements(Space + "url").Select(url => (url.Element(Space + "loc")!.Value, url.Element(Space + "lastmod")!.Value)));
        }

        return listed;
    }
}
