using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recto.App.Tests.Import;

namespace Recto.App.Tests.Web;

/// <summary>Citing an article, a note, what notes cite, an issue, a search.</summary>
public sealed class CitationTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    public static TheoryData<string, string, string> Files => new()
    {
        { "ris", "application/x-research-info-systems", "TY  - " },
        { "bib", "application/x-bibtex", "@" },
        { "enw", "application/x-endnote-refer", "%0 " },
        { "json", "application/vnd.citationstyles.csl+json", "[" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_file_has_its_type_its_name_and_something_in_it(string ending, string type, string begin)
    {
        var slug = ReadOnlySite.VanAalst["/articles/".Length..];
        foreach (var (address, name) in new[]
        {
            ($"{ReadOnlySite.VanAalst}/cite.{ending}", $"{slug}.{ending}"),
            ($"{ReadOnlySite.VanAalst}/notes/12/cite.{ending}", $"{slug}-n12.{ending}"),
            ($"{ReadOnlySite.VanAalst}/sources.{ending}", $"{slug}-sources.{ending}"),
            ($"/journals/lower-margin/1-2/cite.{ending}", $"lower-margin-1-2.{ending}"),
            ($"/search.{ending}?q=Bayle", $"search.{ending}"),
        })
        {
            using var answer = await _site.GetAsync(address);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);

            Assert.Equal((HttpStatusCode.OK, type, "utf-8", name), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentType?.CharSet, answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
            Assert.StartsWith(begin, System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_note_is_cited_with_its_number_and_its_own_address()
    {
        var ris = await _site.TextAsync(ReadOnlySite.VanAalst + "/notes/12/cite.ris");
        using var csl = JsonDocument.Parse(await _site.TextAsync(ReadOnlySite.VanAalst + "/notes/12/cite.json"));
        var page = await _site.TextAsync(ReadOnlySite.VanAalst + "/notes/12");

        Assert.Contains("N1  - n. 12\r\n", ris, StringComparison.Ordinal);
        Assert.Matches("UR  - http://[^\r]+#n12\r\n", ris);
        Assert.Equal("n. 12", csl.RootElement[0].GetProperty("note").GetString());
        Assert.Contains(", n. 12, ", page, StringComparison.Ordinal);
        Assert.Contains("/notes/12/cite.enw\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_is_cited_in_every_style_on_its_page_without_script()
    {
        var page = await _site.TextAsync(ReadOnlySite.VanAalst);
        var styles = Regex.Matches(page, "<dt[^>]*>([^<]+)</dt>\\s*<dd class=\"citebox\"").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(["Chicago, note", "Chicago, bibliography", "MHRA, note", "MLA", "APA", "Harvard"], styles);
        Assert.Contains("<cite>The Lower Margin</cite>", page, StringComparison.Ordinal);
        Assert.Contains("cite.js", page, StringComparison.Ordinal);
        foreach (var file in new[] { "/cite.ris", "/cite.bib", "/cite.enw", "/cite.json", "/sources.ris", "/sources.txt" })
        {
            Assert.Contains($"{ReadOnlySite.VanAalst}{file}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_sources_of_an_article_are_those_that_its_page_names()
    {
        using var csl = JsonDocument.Parse(await _site.TextAsync(ReadOnlySite.VanAalst + "/sources.json"));
        var ris = await _site.TextAsync(ReadOnlySite.VanAalst + "/sources.ris");
        var enw = await _site.TextAsync(ReadOnlySite.VanAalst + "/sources.enw");
        using var text = await _site.GetAsync(ReadOnlySite.VanAalst + "/sources.txt");
        var count = csl.RootElement.GetArrayLength();

        Assert.True(count > 10);
        Assert.Equal(count, Regex.Count(ris, "(?m)^TY  - "));
        Assert.Equal(count, Regex.Count(enw, "(?m)^%0 "));
        Assert.Equal("text/plain", text.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Archives\n", await text.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_changed_is_not_sent_again()
    {
        using var first = await _site.GetAsync(ReadOnlySite.VanAalst + "/sources.ris");
        using var second = await _site.GetAsync(ReadOnlySite.VanAalst + "/sources.ris", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/articles/no-such/cite.enw")]
    [InlineData("/articles/no-such/sources.ris")]
    [InlineData("/articles/no-such/notes/1/cite.ris")]
    [InlineData(ReadOnlySite.VanAalst + "/notes/9999/cite.ris")]
    [InlineData(ReadOnlySite.VanAalst + "/cite.exe")]
    [InlineData(ReadOnlySite.VanAalst + "/sources.pdf")]
    [InlineData("/journals/lower-margin/no-such/cite.ris")]
    [InlineData("/journals/no-such/3-1/cite.ris")]
    public async Task What_is_not_there_has_no_file(string address)
    {
        using var answer = await _site.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_leads_to_the_page_that_says_so()
    {
        using var nothing = await _site.GetAsync("/search.ris?q=xyzzyxyzzy&year=2026");
        using var noQuestion = await _site.GetAsync("/search.ris");

        Assert.Equal((HttpStatusCode.Redirect, "/search?q=xyzzyxyzzy&year=2026"), (nothing.StatusCode, nothing.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.Redirect, "/search?q="), (noQuestion.StatusCode, noQuestion.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task A_search_as_a_file_holds_what_its_pages_list_in_their_order()
    {
        var page = await _site.TextAsync("/search?q=footnote&sort=new");
        var listed = Regex.Matches(page, "<p class=\"title\"><a href=\"/articles/([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        using var csl = JsonDocument.Parse(await _site.TextAsync("/search.json?q=footnote&sort=new"));

        Assert.NotEmpty(listed);
        Assert.Equal(listed.Count, csl.RootElement.GetArrayLength());
        Assert.Contains("href=\"/search.ris?q=footnote&amp;sort=new\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_without_notes_has_no_file_of_sources_and_a_draft_none_at_all()
    {
        await using var site = await WebSite.StartAsync();
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("bare.xml", Samples.Jats("The bare leaf", body: "<p>No note.</p>").Replace("RGASPI 558/11/431/94.", "Nothing.", StringComparison.Ordinal))));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("draft.xml", Samples.Jats("The draft")), "--draft"));
        using var sources = await site.GetAsync("/articles/maubert-the-bare-leaf/sources.ris");
        using var cited = await site.GetAsync("/articles/maubert-the-bare-leaf/cite.ris");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (sources.StatusCode, cited.StatusCode));
        foreach (var rest in new[] { "/cite.ris", "/sources.ris", "/notes/1/cite.ris" })
        {
            using var draft = await site.GetAsync("/articles/maubert-the-draft" + rest);
            using var staff = await site.GetAsync("/articles/maubert-the-draft" + rest, site.Administrator());

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (draft.StatusCode, staff.StatusCode));
        }
    }
}
