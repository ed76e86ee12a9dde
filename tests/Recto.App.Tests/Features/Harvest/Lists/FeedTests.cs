using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>Feeds are read by programs that we did not write, page after page, and never tell what is not public.</summary>
public sealed class FeedTests(ListsSite fixture) : IClassFixture<ListsSite>
{
    private const string ReadFeed = """
        import sys, json, feedparser
        feed = feedparser.parse(open(sys.argv[1], 'rb').read())
        print(json.dumps(dict(version=feed.version, bozo=bool(feed.bozo), why=str(feed.get('bozo_exception', '')), title=feed.feed.get('title'),
            entries=[dict(id=e.get('id', e.get('link')), title=e.title, link=e.link, doi=e.get('prism_doi'), authors=[a.get('name') for a in e.get('authors', [])], updated=e.get('updated')) for e in feed.entries])))
        """;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Rss = "http://purl.org/rss/1.0/";
    private static readonly XNamespace Relations = "http://www.w3.org/1999/xhtml/vocab#";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    public static TheoryData<string> Feeds =>
    [
        "/feed.atom", "/feed.rdf", "/journals/leaves/feed.atom", "/journals/leaves/feed.rdf", "/journals/leaves/2-1/feed.atom", "/journals/leaves/2-1/feed.rdf", "/journals/leaves/sections/articles/feed.atom",
        "/journals/leaves/sections/articles/feed.rdf", "/authors/0000-0002-1825-0097/feed.atom", "/authors/0000-0002-1825-0097/feed.rdf", "/search.atom?q=leaf", "/search.rdf?q=leaf&journal=leaves",
        "/journals/empty/feed.atom", "/journals/empty/feed.rdf", "/search.atom?q=nothingofthekind", "/journals/closed/feed.atom", "/journals/closed/feed.rdf", "/search.atom",
    ];

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task A_feed_is_read_by_feedparser_without_a_complaint(string path)
    {
        using var answer = await _site.GetAsync(path);
        var file = await ForeignReader.FileAsync(await answer.Content.ReadAsByteArrayAsync(Ct), ".xml");

        using var read = JsonDocument.Parse(await ForeignReader.PythonAsync(ReadFeed, file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(read.RootElement.GetProperty("bozo").GetBoolean(), read.RootElement.GetProperty("why").GetString());
        Assert.Equal(path.Contains(".atom", StringComparison.Ordinal) ? "atom10" : "rss10", read.RootElement.GetProperty("version").GetString());
        Assert.Equal(path.Contains("empty", StringComparison.Ordinal) || path is "/search.atom" or "/search.atom?q=nothingofthekind", read.RootElement.GetProperty("entries").GetArrayLength() == 0);
    }

    [Theory]
    [InlineData("/journals/leaves/feed.atom")]
    [InlineData("/journals/leaves/feed.rdf")]
    public async Task A_feed_goes_out_packed(string path)
    {
        using var answer = await _site.GetAsync(path, ("Accept-Encoding", "gzip"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task An_Atom_feed_is_valid_and_an_RSS_feed_is_RDF(string path)
    {
        var file = await ForeignReader.FileAsync(await BytesAsync(path), ".xml");

        if (path.Contains(".rdf", StringComparison.Ordinal))
        {
            var said = await ForeignReader.RapperAsync("-i", "rdfxml", "-o", "ntriples", file, "http://example.org/");
            Assert.DoesNotContain("rror", said, StringComparison.Ordinal);
            Assert.DoesNotContain("arning", said, StringComparison.Ordinal);
            Assert.Contains("<http://purl.org/rss/1.0/channel>", said, StringComparison.Ordinal);
            return;
        }

        await ForeignReader.XmllintAsync("--noout", "--nonet", "--relaxng", Path.Combine(AppContext.BaseDirectory, "Features", "Harvest", "Lists", "atom.rng"), file);
    }

    [Theory]
    [InlineData("/journals/leaves/feed", 74)] // 70, the hostile one, the undated one, the notice, and the news of the retraction
    [InlineData("/journals/leaves/1-1/feed", 41)]
    [InlineData("/journals/leaves/sections/articles/feed", 74)]
    [InlineData("/authors/0000-0002-1825-0097/feed", 77)]
    public async Task Pages_follow_each_other_without_gap_and_without_double(string path, int entries)
    {
        var atom = new List<string>();
        for (string? next = path + ".atom"; next is not null;)
        {
            var feed = XDocument.Parse(Encoding.UTF8.GetString(await BytesAsync(next))).Root!;
            atom.AddRange(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
            next = feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value is { } address ? new Uri(address).PathAndQuery : null;
        }

        var rss = new List<string>();
        for (string? next = path + ".rdf"; next is not null;)
        {
            var root = XDocument.Parse(Encoding.UTF8.GetString(await BytesAsync(next))).Root!;
            Assert.Equal(root.Elements(Rss + "item").Select(item => item.Attribute(Rdf + "about")!.Value), root.Descendants(Rdf + "li").Select(li => li.Attribute(Rdf + "resource")!.Value));
            rss.AddRange(root.Elements(Rss + "item").Select(item => item.Attribute(Rdf + "about")!.Value));
            next = root.Element(Rss + "channel")!.Element(Relations + "next")?.Attribute(Rdf + "resource")!.Value is { } address ? new Uri(address).PathAndQuery : null;
        }

        Assert.Equal(entries, atom.Count);
        Assert.Equal(entries, atom.Distinct().Count());
        Assert.Equal(entries, rss.Distinct().Count());
        Assert.Equal(entries, rss.Count);
    }

    [Fact]
    public async Task A_search_goes_on_page_after_page_too()
    {
        var found = new List<string>();
        for (string? next = "/search.atom?q=leaf&journal=leaves"; next is not null;)
        {
            var feed = XDocument.Parse(Encoding.UTF8.GetString(await BytesAsync(next))).Root!;
            found.AddRange(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
            next = feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value is { } address ? new Uri(address).PathAndQuery : null;
        }

        Assert.True(found.Count >= 71, $"{found.Count}");
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    [Fact]
    public async Task An_entry_says_what_a_reader_and_an_index_want_to_know()
    {
        var feed = XDocument.Parse(Encoding.UTF8.GetString(await BytesAsync("/journals/leaves/2-1/feed.atom"))).Root!;
        XNamespace prism = "http://prismstandard.org/namespaces/basic/2.0/";

        var entry = feed.Elements(Atom + "entry").First();

        Assert.Equal("https://doi.org/10.5555/leaf.40", entry.Element(Atom + "id")!.Value);
        Assert.Equal("Leaf 40", entry.Element(Atom + "title")!.Value);
        Assert.Equal(new Uri(_site.Address, "/articles/leaf-40").ToString(), entry.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "alternate").Attribute("href")!.Value);
        Assert.Equal(["Sara Contin", "Davit Meladze <&>"], entry.Elements(Atom + "author").Select(author => author.Element(Atom + "name")!.Value));
        Assert.Equal("https://orcid.org/0000-0002-1825-0097", entry.Element(Atom + "author")!.Element(Atom + "uri")!.Value);
        Assert.Equal("2026-03-14T00:00:00Z", entry.Element(Atom + "published")!.Value);
        Assert.Equal("2026-03-14T09:27:34Z", entry.Element(Atom + "updated")!.Value);
        Assert.Equal("What Leaf 40 says.\nAnd more.", entry.Element(Atom + "summary")!.Value);
        Assert.Equal(("2", "1", "41", "45", "10.5555/leaf.40", "2049-3630", "Leaves & <Margins>", "2026-02"), (entry.Element(prism + "volume")!.Value, entry.Element(prism + "number")!.Value, entry.Element(prism + "startingPage")!.Value,
            entry.Element(prism + "endingPage")!.Value, entry.Element(prism + "doi")!.Value, entry.Element(prism + "eIssn")!.Value, entry.Element(prism + "publicationName")!.Value, entry.Element(prism + "coverDisplayDate")!.Value));
    }

    [Fact]
    public async Task A_retraction_is_news_of_its_own_and_stands_first()
    {
        var feed = XDocument.Parse(Encoding.UTF8.GetString(await BytesAsync("/journals/leaves/feed.atom"))).Root!;

        var entries = feed.Elements(Atom + "entry").Take(3).Select(entry => (Id: entry.Element(Atom + "id")!.Value, Title: entry.Element(Atom + "title")!.Value)).ToList();

        Assert.Contains(("https://doi.org/10.5555/leaf.3#retracted", "Retracted: Leaf 3"), entries);
        Assert.Contains(("https://doi.org/10.5555/leaf.3", "Leaf 3"), entries);
        Assert.Contains(("https://doi.org/10.5555/notice", "Notice on leaf 3"), entries);
    }

    [Fact]
    public async Task Nothing_that_is_not_public_and_no_closed_text_is_in_any_feed()
    {
        foreach (var path in Feeds.Select(row => row.Data))
        {
            for (string? next = path; next is not null;)
            {
                var text = Encoding.UTF8.GetString(await BytesAsync(next));
                Assert.DoesNotContain(ListsSite.Hidden, text, StringComparison.Ordinal);
                Assert.DoesNotContain(ListsSite.ClosedText, text, StringComparison.Ordinal);
                Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
                next = XDocument.Parse(text).Root!.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value is { } address ? new Uri(address).PathAndQuery : null;
            }
        }

        Assert.Contains("What Closed 0 says.", Encoding.UTF8.GetString(await BytesAsync("/journals/closed/feed.atom")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/journals/leaves/feed.atom")]
    [InlineData("/journals/leaves/feed.rdf")]
    [InlineData("/search.atom?q=leaf")]
    [InlineData("/sitemap.xml")]
    [InlineData("/lockss/leaves/2026")]
    public async Task What_has_not_changed_is_said_in_a_few_bytes(string path)
    {
        using var first = await _site.GetAsync(path);
        var tag = first.Headers.ETag!.ToString();
        var changed = first.Content.Headers.LastModified!.Value;

        using var same = await _site.GetAsync(path, ("If-None-Match", tag));
        using var other = await _site.GetAsync(path, ("If-None-Match", "W/\"other\""), ("If-Modified-Since", changed.ToString("R")));
        using var since = await _site.GetAsync(path, ("If-Modified-Since", changed.ToString("R")));
        using var before = await _site.GetAsync(path, ("If-Modified-Since", changed.AddSeconds(-1).ToString("R")));
        using var head = await _site.SendAsync(HttpMethod.Head, path);

        Assert.Equal([HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK], new[] { same, other, since, before, head }.Select(answer => answer.StatusCode));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Ct));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(tag, head.Headers.ETag!.ToString());
    }

    [Theory]
    [InlineData("/journals/leaves/feed.atom?after=%3Cscript%3E")]
    [InlineData("/journals/leaves/feed.atom?after=AAAA")]
    [InlineData("/journals/none/feed.atom")]
    [InlineData("/journals/leaves/3-1/feed.atom")] // a draft
    [InlineData("/authors/nobody/feed.rdf")]
    [InlineData("/journals/leaves/sections/none/feed.atom")]
    [InlineData("/sitemaps/leaves/20260.xml")]
    [InlineData("/sitemaps/leaves/2026-1.xml")]
    [InlineData("/sitemaps/leaves/2026-99.xml")]
    [InlineData("/sitemaps/leaves/1700.xml")]
    [InlineData("/kbart/None.txt")]
    [InlineData("/kbart/127001_Global_AllTitles_9999-01-01.txt")]
    [InlineData("/kbart/127001_Global_AllTitles_2026-02-30.txt")]
    [InlineData("/lockss/leaves/abcd")]
    [InlineData("/lockss/leaves/2026?after=x")]
    [InlineData("/lockss/closed")]
    [InlineData("/clockss/closed/2025")]
    [InlineData("/lockss/none/2026")]
    [InlineData("/journals/none/tdm-policy.json")]
    public async Task A_strange_address_is_not_found(string path)
    {
        using var answer = await _site.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/journals/leaves/%00/feed.atom")]
    [InlineData("/sitemaps/%00/2026.xml")]
    public async Task An_address_that_is_none_is_refused(string path)
    {
        using var answer = await _site.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/journals/leaves", "/journals/leaves/feed")]
    [InlineData("/journals/leaves/2-1", "/journals/leaves/2-1/feed")]
    [InlineData("/journals/leaves/sections/articles", "/journals/leaves/sections/articles/feed")]
    [InlineData("/authors/0000-0002-1825-0097", "/authors/0000-0002-1825-0097/feed")]
    [InlineData("/", "/feed")]
    public async Task A_page_names_its_feeds_in_its_head_and_links_to_them(string page, string feed)
    {
        var html = WebUtility.HtmlDecode(await _site.TextAsync(page));

        Assert.Contains($"<link rel=\"alternate\" type=\"application/atom+xml\" title=\"New articles\" href=\"{feed}.atom\"".Replace("New articles", page.EndsWith("2-1", StringComparison.Ordinal) ? "This issue as a feed" : "New articles", StringComparison.Ordinal), html, StringComparison.Ordinal);
        Assert.Contains($"type=\"application/rdf+xml\" title=", html, StringComparison.Ordinal);
        Assert.True(page == "/" || html.Contains($"<a href=\"{feed}.atom\"", StringComparison.Ordinal));
        Assert.Contains("/search.atom?q=leaf", await _site.TextAsync("/search?q=leaf"), StringComparison.Ordinal);
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await _site.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }
}
