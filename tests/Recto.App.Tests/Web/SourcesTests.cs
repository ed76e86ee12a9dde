using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dapper;
using Recto.App.Tests.Features.Harvest.Lists;

namespace Recto.App.Tests.Web;

/// <summary>The index of archives as readers and programs meet it, on the demo journal.</summary>
public sealed class SourcesTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    private const string File = "/sources/rgaspi/558/11/431";
    private static readonly XNamespace Ead = "http://ead3.archivists.org/schema/";

    private WebSite Site => home.Site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_shows_its_leaves_in_order_with_the_words_of_the_notes_and_where_back_references_are_known_from()
    {
        var page = await Site.TextAsync(File);

        var leaves = Regex.Matches(page, "<tbody id=\"(l[^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.True(leaves.Count >= 3, string.Join(' ', leaves));
        Assert.Equal(leaves.OrderBy(leaf => int.Parse(Regex.Match(leaf, "[0-9]+").Value, System.Globalization.CultureInfo.InvariantCulture)), leaves);
        Assert.Contains("558/11/431/125.", page, StringComparison.Ordinal);
        Assert.Matches("href=\"/articles/[a-z0-9-]+#n\\d+\"", page);
        Assert.Contains("aria-current=\"page\">delo 431</a>", page, StringComparison.Ordinal);
        Assert.Contains("A bare number does not say recto or verso", page, StringComparison.Ordinal);
        Assert.Contains("name=\"unit\" value=\"rgaspi/558/11/431\" checked", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_leads_from_the_directory_to_the_file()
    {
        Assert.Contains("href=\"/sources/rgaspi\">RGASPI</a>", await Site.TextAsync("/sources"), StringComparison.Ordinal);
        Assert.Contains("href=\"/sources/rgaspi/558\"", await Site.TextAsync("/sources/rgaspi"), StringComparison.Ordinal);
        Assert.Contains("href=\"/sources/rgaspi/558/11\"", await Site.TextAsync("/sources/rgaspi/558"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{File}\"", await Site.TextAsync("/sources/rgaspi/558/11"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_says_its_names_and_how_it_is_cited_even_where_nobody_cites_it()
    {
        var rgaspi = await Site.TextAsync("/sources/rgaspi");
        var venice = await Site.TextAsync("/sources/asve");

        Assert.Contains("RTsKhIDNI", rgaspi, StringComparison.Ordinal);
        Assert.Contains("<var>delo</var>", rgaspi, StringComparison.Ordinal);
        Assert.Contains("How to cite", venice, StringComparison.Ordinal);
        Assert.Contains("Not to be taken for", venice, StringComparison.Ordinal); // ASV was the Vatican's siglum too.
        Assert.Contains("No article here cites this archive yet.", venice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources/RGASPI/558/11/431", File)]
    [InlineData("/sources/rtskhidni/558/11/431", File)]
    [InlineData("/sources/rgaspi/f.558/op.11/d.431", File)]
    [InlineData("/sources/rgaspi/%D0%A4.558/11/0431/", File)]
    [InlineData("/sources/shat/7N/3121", "/sources/shd/7n/3121")]
    [InlineData("/sources/RGASPI/558/feed.atom", "/sources/rgaspi/558/feed.atom")]
    public async Task Another_way_of_writing_an_address_leads_to_the_one_that_stands(string path, string address)
    {
        using var answer = await Site.GetAsync(path);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/sources/nowhere")]
    [InlineData("/sources/rgaspi/558/11/99999")]
    [InlineData("/sources/rgaspi/558/11/99999/unit.ead.xml")]
    [InlineData("/sources/rgaspi/558/11/99999/feed.atom")]
    [InlineData("/sources/rgaspi/1/2/3/4/5/6/7")]
    [InlineData("/sources/rgaspi/%00")]
    [InlineData("/sources/rgaspi/~")]
    [InlineData("/sources/~nobody-s-archive")]
    [InlineData("/sources/rgaspi/558?after=%27%3B--")]
    [InlineData("/sources/rgaspi/feed.atom?after=-1")]
    public async Task What_nobody_cites_is_not_there(string path)
    {
        using var answer = await Site.GetAsync(path);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
    }

    [Fact]
    public async Task A_path_that_climbs_is_nothing_here()
    {
        Assert.DoesNotContain("200 OK", (await Site.RawAsync("/sources/rgaspi/..%2f..%2fetc/passwd")).Split('\r')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("200 OK", (await Site.RawAsync("/sources/%2e%2e/%2e%2e/etc")).Split('\r')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources/rgaspi/feed.atom")]
    [InlineData("/sources/rgaspi/558/feed.rdf")]
    [InlineData("/sources/rgaspi/558/11/feed.atom")]
    [InlineData(File + "/feed.atom")]
    public async Task A_feed_of_every_level_is_read_by_a_program_of_others(string path)
    {
        using var answer = await Site.GetAsync(path);
        var file = await ForeignReader.FileAsync(await answer.Content.ReadAsByteArrayAsync(Ct), ".xml");

        using var read = JsonDocument.Parse(await ForeignReader.PythonAsync("import sys,json,feedparser\nf=feedparser.parse(open(sys.argv[1],'rb').read())\nprint(json.dumps(dict(bozo=bool(f.bozo),title=f.feed.get('title'),entries=[dict(link=e.link,said=e.get('summary')) for e in f.entries])))", file));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(read.RootElement.GetProperty("bozo").GetBoolean());
        Assert.StartsWith("New notes that cite RGASPI", read.RootElement.GetProperty("title").GetString(), StringComparison.Ordinal);
        var entries = read.RootElement.GetProperty("entries").EnumerateArray().ToList();
        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Matches("/articles/[a-z0-9-]+#n\\d+$", entry.GetProperty("link").GetString()));
        Assert.All(entries, entry => Assert.Contains("RGASPI", entry.GetProperty("said").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_unit_is_told_as_linked_data_as_an_item_and_as_EAD()
    {
        using var ld = JsonDocument.Parse(await Site.TextAsync(File + "/unit.jsonld"));
        using var csl = JsonDocument.Parse(await Site.TextAsync(File + "/unit.csl.json"));
        var ead = XDocument.Parse(await Site.TextAsync(File + "/unit.ead.xml"));
        var fonds = XDocument.Parse(await Site.TextAsync("/sources/rgaspi/558/unit.ead.xml"));

        Assert.Equal(("ArchiveComponent", "RGASPI 558/11/431"), (ld.RootElement.GetProperty("@type").GetString(), ld.RootElement.GetProperty("name").GetString()));
        Assert.True(ld.RootElement.GetProperty("cito:isCitedBy").GetArrayLength() >= 3);
        Assert.EndsWith("/sources/rgaspi/558/11", ld.RootElement.GetProperty("isPartOf").GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("manuscript", "558/11/431"), (csl.RootElement[0].GetProperty("type").GetString(), csl.RootElement[0].GetProperty("archive_location").GetString()));
        Assert.Equal(["fonds"], ead.Descendants(Ead + "archdesc").Select(element => element.Attribute("level")!.Value));
        Assert.Equal(["series", "file"], ead.Descendants(Ead + "c").Select(element => element.Attribute("level")!.Value));
        Assert.Equal("RGASPI 558/11/431", ead.Descendants(Ead + "unitid").Last().Value);
        Assert.NotEmpty(ead.Descendants(Ead + "bibref"));
        Assert.Equal("RGASPI 558/11", fonds.Descendants(Ead + "c").First().Descendants(Ead + "unitid").First().Value);
    }

    [Fact]
    public async Task A_sheet_is_made_of_articles_and_of_units_and_names_what_is_not_on_it()
    {
        var slug = ReadOnlySite.VanAalst["/articles/".Length..];
        var page = WebUtility.HtmlDecode(await Site.TextAsync($"/sources/sheet?article={slug}&article=/articles/{slug}%23n3&unit=RGASPI+558/11&unit=&article=there-is-none&unit=no+such+archive&unit=rgaspi/9999"));

        Assert.Contains("No published article has the address “there-is-none”.", page, StringComparison.Ordinal);
        Assert.Contains("“no such archive” is neither", page, StringComparison.Ordinal);
        Assert.Contains("No published article cites RGASPI 9999.", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"ordered: RGASPI 558/11/431\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"ordered: RGVA 33988/3a/299\"", page, StringComparison.Ordinal); // of the article
        Assert.Single(Regex.Matches(page, $"name=\"article\" value=\"{slug}\""));
    }

    [Fact]
    public async Task A_sheet_as_CSV_is_read_as_it_was_meant()
    {
        using var answer = await Site.GetAsync("/sources/sheet?unit=rgaspi&as=csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("archive,archive name,city,call number,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("RGASPI,Russian State Archive of Socio-Political History,Moscow,RGASPI 558/11/431,558,11,431,", StringComparison.Ordinal));
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData("/sources/sheet", "What to order in the reading room")]
    [InlineData("/sources/sheet?as=csv", "What to order in the reading room")] // Nothing to send.
    [InlineData("/sources/sheet?unit=rgva/1/1/1", "Nothing of what was chosen cites an archive.")]
    [InlineData("/sources/find?q=mosc", "RGASPI")]
    [InlineData("/sources/find?q=%D0%A0%D0%93%D0%90", "RGASPI")]
    [InlineData("/sources/find?q=%3Cscript%3E", "No archive here has “<script>” in its names.")]
    public async Task A_form_says_what_it_is_for_or_what_was_not_found(string path, string said)
    {
        using var answer = await Site.GetAsync(path);

        Assert.Contains(said, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_of_more_than_it_takes_says_so()
    {
        var units = string.Join('&', Enumerable.Range(1, 60).Select(i => $"unit=rgaspi/{i}"));

        Assert.Contains("More than 50 articles or units were chosen", await Site.TextAsync("/sources/sheet?" + units), StringComparison.Ordinal);
    }
}

/// <summary>What is no longer public, and notes that are not open: on a site of its own, which is changed.</summary>
public sealed class ChangedSourcesTests
{
    [Fact]
    public async Task Closed_notes_keep_their_words_and_drafts_are_not_told_of()
    {
        await using var site = await WebSite.StartAsync();
        await ExecuteAsync(site, "UPDATE articles SET has_open_licence = 0, reading = NULL, opens_at = NULL; UPDATE journals SET reading = 'closed', notes_are_open = 0");
        var closed = await site.TextAsync("/sources/rgaspi/558/11/431");

        Assert.Contains("The words of the note are open to subscribers.", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"context\"", closed, StringComparison.Ordinal);

        await ExecuteAsync(site, "UPDATE articles SET is_draft = 1, version = version + 1, updated_at = updated_at + 1");
        await Task.Delay(300, TestContext.Current.CancellationToken); // The look whether anything changed.
        foreach (var path in new[] { "/sources/rgaspi/558/11/431", "/sources/rgaspi/558/feed.atom", "/sources/rgaspi/558/11/431/unit.jsonld" })
        {
            using var answer = await site.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.DoesNotContain("ordered:", await site.TextAsync("/sources/sheet?unit=rgaspi&article=" + ReadOnlySite.VanAalst["/articles/".Length..]), StringComparison.Ordinal);
        Assert.Contains("No article here cites an archive yet.", await site.TextAsync("/sources"), StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(WebSite site, string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={site.Database.Options.SqliteFile}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql);
    }
}
