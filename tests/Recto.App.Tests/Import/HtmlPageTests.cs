using System.Globalization;
using System.Xml.Linq;
using Recto.App.Features.Import;
using Recto.Journals.Articles;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Import;

public sealed class HtmlPageTests
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en"><head>
        <meta charset="utf-8"><title>The folder and the leaf | Example Online</title>
        <meta name="citation_title" content="The folder and the leaf: ‘call numbers’ after 1991">
        <meta name="citation_author" content="Maubert, Ida"><meta name="citation_author_institution" content="Noorderdiep College">
        <meta name="citation_author" content="Pieter van Aalst">
        <meta name="citation_journal_title" content="Leaves and Folios"><meta name="citation_issn" content="0378-5955">
        <meta name="citation_volume" content="20"><meta name="citation_issue" content="4"><meta name="citation_firstpage" content="685"><meta name="citation_lastpage" content="714">
        <meta name="citation_doi" content="10.5555/leaf.7"><meta name="citation_publication_date" content="2020/04/28">
        <script>document.write("<p>evil</p>")</script><style>p { color: red }</style>
        </head><body>
        <header><a href="/">Example Online</a></header>
        <nav><ul><li><a href="/journals">Journals</a></li><li><a href="/login">Log in via your institution</a></li></ul></nav>
        <main><article>
          <p class="section">Original Articles</p>
          <h1>The folder and the leaf: ‘call numbers’ after 1991</h1>
          <h2>Abstract</h2><p>This article follows one <i>call number</i> through four archives.</p>
          <h2>The first folder</h2>
          <p>It was opened in 1992.<sup><a href="#fn1" id="ref1">1</a></sup> Nobody had asked before.<a href="#fn2" id="ref2"><sup>2</sup></a></p>
          <h3>A closer look</h3>
          <p onclick="alert(1)">See <a href="javascript:alert(1)">this</a> and <a href="https://example.org/x">that</a>.</p>
          <table><tr><th>Fond</th><td colspan="2">558</td></tr></table>
          <aside class="related"><h2>People also read</h2><p>A rival article</p></aside>
          <h2>Notes</h2>
          <ol>
            <li id="fn1"><p>J. Haslam, <em>Soviet Foreign Policy</em> (London 1983), 12. <a href="#ref1">View all notes</a> <a href="https://example.org/lookup">Google Scholar</a></p></li>
            <li id="fn2"><p>RGASPI 558/11/431/94.</p><p>The leaf is torn. <a href="#ref2">↩</a></p></li>
          </ol>
          <form><input value="x"><button>Add to cart</button></form>
        </article></main>
        <footer><p>© Example Press</p><p>Privacy policy</p></footer>
        </body></html>
        """;

    private static readonly ArticleDocument Read = HtmlPage.Read(Samples.Utf8(Page))!;

    private static string Meta(string name) => Read.Jats.Root!.Element("front")!.Descendants(name).First().Value;

    [Fact]
    public void Metadata_come_from_the_head()
    {
        Assert.Equal("The folder and the leaf: ‘call numbers’ after 1991", Meta("article-title"));
        Assert.Equal(["Maubert", "van Aalst"], Read.Jats.Descendants("surname").Select(name => name.Value));
        Assert.Equal(("10.5555/leaf.7", "Leaves and Folios", "20", "4", "685", "714"), (Meta("article-id"), Meta("journal-title"), Meta("volume"), Meta("issue"), Meta("fpage"), Meta("lpage")));
        Assert.Equal("2020-04-28", Read.Jats.Descendants("pub-date").First().Attribute("iso-8601-date")!.Value);
        Assert.Equal("en", Read.Jats.Root!.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Equal("Original Articles", Meta("subject"));
    }

    [Fact]
    public void Notes_are_found_by_their_links_and_lose_only_the_links_back()
    {
        var notes = Read.Jats.Descendants("fn").ToList();

        Assert.Equal(["1", "2"], notes.Select(note => note.Element("label")!.Value));
        Assert.Equal("J. Haslam, Soviet Foreign Policy (London 1983), 12.", notes[0].Element("p")!.Value);
        Assert.Equal("Soviet Foreign Policy", notes[0].Descendants("italic").Single().Value);
        Assert.Equal(["RGASPI 558/11/431/94.", "The leaf is torn."], notes[1].Elements("p").Select(paragraph => paragraph.Value));
        Assert.Equal(["fn1", "fn2"], Read.Jats.Descendants("xref").Select(call => call.Attribute("rid")!.Value));
    }

    [Fact]
    public void Headings_make_sections_that_lie_in_one_another()
    {
        var section = Read.Jats.Descendants("body").Single().Element("sec")!;

        Assert.Equal("The first folder", section.Element("title")!.Value);
        Assert.Equal("A closer look", section.Element("sec")!.Element("title")!.Value);
        Assert.Equal("2", section.Descendants("td").Single().Attribute("colspan")!.Value);
        Assert.Equal("This article follows one call number through four archives.", Read.Jats.Descendants("abstract").Single().Element("p")!.Value);
    }

    [Theory]
    [InlineData("Log in via your institution")]
    [InlineData("People also read")]
    [InlineData("Add to cart")]
    [InlineData("Privacy policy")]
    [InlineData("Example Online")]
    [InlineData("Google Scholar")]
    public void Furniture_is_left_out_and_listed(string text)
    {
        Assert.Contains(text, Read.LeftOut);
        Assert.DoesNotContain(text, Read.Jats.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_page_can_run()
    {
        var jats = Read.Jats.ToString();

        Assert.DoesNotContain("evil", jats, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", jats, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onclick", jats, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("color: red", jats, StringComparison.Ordinal);
        Assert.Contains("https://example.org/x", jats, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_nests_without_end_is_refused_and_harms_nothing()
    {
        Assert.Null(HtmlPage.Read(Samples.Utf8("<html><body><h1>A title</h1>" + string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x")));
        Assert.Null(HtmlPage.Read(Samples.Utf8("<html><body><h1>A title</h1>" + string.Concat(Enumerable.Repeat("<i>", 5_000)) + "x")));
    }

    [Theory]
    [InlineData("<html><body><p>Hello</p></body></html>")]
    [InlineData("<html></html>")]
    [InlineData("<!DOCTYPE html>")]
    public void A_page_that_is_no_article_is_refused(string page) => Assert.Null(HtmlPage.Read(Samples.Utf8(page)));

    [Fact]
    public void Numbered_paragraphs_without_links_are_notes_too()
    {
        var document = HtmlPage.Read(Samples.Utf8("<html><body><h1>On margins</h1><p>Pages 1-9</p><h2>Notes</h2><p>1. Haslam, <i>Policy</i>, 12.</p><p>2. Ibid.</p><p>3. See note 1.</p></body></html>"))!;

        Assert.Equal(["Haslam, Policy, 12.", "Ibid.", "See note 1."], document.Jats.Descendants("fn").Elements("p").Select(note => note.Value));
    }

    [Theory]
    [InlineData("<ol class=\"footnotes\">{0}</ol>", "<li id=\"fn%\"><p>Ibid. <a href=\"#ref%\">↩</a></p></li>")]
    [InlineData("<p>{0}</p><ol class=\"footnotes\"><li id=\"fn1\">A.</li></ol>", "a<a href=\"#fn1\"><sup>1</sup></a>")]
    [InlineData("<p>{0}</p>", "a<br>")]
    [InlineData("<p>{0}</p>", "<a href=\"#a%\">a</a>")]
    [InlineData("{0}", "<div class=\"footnotes\"></div>")]
    public void Many_of_one_kind_beside_one_another_take_time_in_proportion(string body, string part)
    {
        var many = string.Concat(Enumerable.Range(1, 20_000).Select(n => part.Replace("%", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        var page = Samples.Utf8($"<html><head><title>On margins</title></head><body><article><h1>On margins</h1><p>Pages 1-9</p>{body.Replace("{0}", many, StringComparison.Ordinal)}</article></body></html>");
        var clock = ProcessorClock.StartNew();

        HtmlPage.Read(page);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }
}
