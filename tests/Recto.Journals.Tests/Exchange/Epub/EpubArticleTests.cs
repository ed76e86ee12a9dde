using System.Text;
using System.Xml.Linq;
using Recto.Journals.Exchange.Epub;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Epub;

/// <summary>What a book of an article has.</summary>
public sealed class EpubArticleTests
{
    private const string Notes = "<fn-group><fn id='f1'><label>1</label><p>First note.</p></fn><fn id='f2'><label>2</label><p>Second note, see <xref ref-type='fn' rid='f1'>1</xref>.</p></fn></fn-group>";

    private static XElement Single(XElement root, string type) => Assert.Single(root.Descendants(), element => element.Name.LocalName is "nav" or "section" && (string?)element.Attribute(EpubFile.Ops + "type") == type);

    [Fact]
    public void Its_media_type_is_the_first_file_and_not_packed()
    {
        var book = EpubFile.Of("<p>Text.</p>");

        Assert.Equal("mimetype", book.Names[0]);
        Assert.Equal("PK\u0003\u0004", Encoding.Latin1.GetString(book.Bytes, 0, 4));
        Assert.Equal("mimetypeapplication/epub+zip", Encoding.ASCII.GetString(book.Bytes, 30, 28));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void The_same_article_gives_the_same_bytes()
    {
        Assert.Equal(EpubFile.Of("<p>Text.<xref ref-type='fn' rid='f1'>1</xref></p>", Notes).Bytes, EpubFile.Of("<p>Text.<xref ref-type='fn' rid='f1'>1</xref></p>", Notes).Bytes);
    }

    [Fact]
    public void A_call_and_its_note_are_marked_for_popping_up_and_lead_to_each_other()
    {
        var book = EpubFile.Of("<p>Text.<xref ref-type='fn' rid='f1'>1</xref> More.<xref ref-type='fn' rid='f2'>2</xref></p>", Notes);

        var call = book.Text.Descendants(EpubFile.Xhtml + "a").First();
        Assert.Equal(("noteref", "doc-noteref", "#n1", "call-1"), ((string?)call.Attribute(EpubFile.Ops + "type"), (string?)call.Attribute("role"), (string?)call.Attribute("href"), (string?)call.Attribute("id")));
        var notes = Single(book.Text, "footnotes").Descendants(EpubFile.Xhtml + "aside").ToList();
        Assert.Equal(["n1", "n2"], notes.Select(note => (string?)note.Attribute("id")));
        Assert.All(notes, note => Assert.Equal(("footnote", "doc-footnote"), ((string?)note.Attribute(EpubFile.Ops + "type"), (string?)note.Attribute("role"))));
        var back = notes[0].Element(EpubFile.Xhtml + "a")!;
        Assert.Equal(("#call-1", "doc-backlink", "1"), ((string?)back.Attribute("href"), (string?)back.Attribute("role"), back.Value));
        Assert.Equal("2 Second note, see 1.", notes[1].Value);
    }

    [Fact]
    public void A_long_note_is_not_folded_and_nothing_asks_for_a_script()
    {
        var words = string.Join(' ', Enumerable.Range(0, 40).Select(number => $"word{number} again. A"));
        var book = EpubFile.Of("<p>Text.<xref ref-type='fn' rid='f1'>1</xref></p><table-wrap id='t'><label>1</label><caption><p>C</p></caption><table><tbody><tr><td>x</td></tr></tbody></table></table-wrap>", $"<fn-group><fn id='f1'><label>1</label><p>{words}</p><p>{words}</p></fn></fn-group>");

        Assert.DoesNotContain(book.Text.Descendants(), element => element.Name.LocalName is "details" or "summary" || element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("data-", StringComparison.Ordinal) || attribute.Name.LocalName == "tabindex"));
    }

    [Fact]
    public void Ibid_says_in_the_pop_up_what_it_means()
    {
        var book = EpubFile.Of("<p>A<xref ref-type='fn' rid='f1'>1</xref> B<xref ref-type='fn' rid='f2'>2</xref></p>", "<fn-group><fn id='f1'><label>1</label><p>RGASPI, f. 558, op. 11, d. 431, l. 12.</p></fn><fn id='f2'><label>2</label><p>Ibid., l. 14.</p></fn></fn-group>");

        var note = book.Text.Descendants(EpubFile.Xhtml + "aside").Last();
        Assert.StartsWith("2 Ibid., l. 14.", note.Value, StringComparison.Ordinal);
        var reading = Assert.Single(note.Elements(EpubFile.Xhtml + "div"), element => (string?)element.Attribute("class") == "reading");
        Assert.Contains("Russian State Archive of Socio-Political History", reading.Value, StringComparison.Ordinal);
        Assert.Contains(book.Documents["back.xhtml"].Descendants(EpubFile.Xhtml + "a"), link => (string?)link.Attribute("href") == "text.xhtml#n2");
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void The_package_says_everything_that_is_known_of_the_article()
    {
        const string Front = "<article-id pub-id-type='doi'>10.5555/tlm.1</article-id><title-group><article-title>Main</article-title><subtitle>Sub</subtitle><trans-title-group xml:lang='de'><trans-title>Haupttitel</trans-title></trans-title-group></title-group>"
            + "<contrib-group><contrib contrib-type='author'><name><surname>Lund</surname><given-names>Ada</given-names></name></contrib><contrib contrib-type='translator'><name><surname>Roy</surname><given-names>B.</given-names></name></contrib></contrib-group>"
            + "<pub-date pub-type='epub'><day>2</day><month>3</month><year>2026</year></pub-date><volume>4</volume><issue>2</issue><fpage>11</fpage><lpage>29</lpage>"
            + "<permissions><copyright-statement>© The author</copyright-statement><license xlink:href='https://creativecommons.org/licenses/by/4.0/'><license-p>CC BY</license-p></license></permissions><abstract><p>What it says.</p></abstract><kwd-group><kwd>notes</kwd></kwd-group>";
        var book = EpubFile.Of("<p>Text.</p>", "", Front, "xml:lang='en'");

        string?[] dc = [.. book.Metadata.Elements().Where(element => element.Name.Namespace == EpubFile.Dc).Select(element => $"{element.Name.LocalName}: {element.Value}")];
        Assert.Equal(
            ["identifier: https://doi.org/10.5555/tlm.1", "title: Main", "title: Sub", "creator: Ada Lund", "contributor: B. Roy", "language: en", "date: 2026-03-02", "description: What it says.", "subject: notes",
                "rights: © The author https://creativecommons.org/licenses/by/4.0/", "source: https://journal.example/articles/an-article"], dc);
        Assert.Equal(["main", "subtitle", "aut", "Lund, Ada", "trl", "Roy, B.", "series", "4.2"],
            book.Metadata.Elements(EpubFile.Opf + "meta").Where(meta => (string?)meta.Attribute("property") is "title-type" or "role" or "file-as" or "collection-type" or "group-position").Select(meta => meta.Value));
        Assert.Equal("2026-03-04T05:06:07Z", Assert.Single(book.Meta("dcterms:modified")));
        Assert.Equal("A Journal", Assert.Single(book.Meta("belongs-to-collection")));
        Assert.Equal(["textual"], book.Meta("schema:accessMode"));
        Assert.Equal(["textual"], book.Meta("schema:accessModeSufficient"));
        Assert.Contains("structuralNavigation", book.Meta("schema:accessibilityFeature"));
        Assert.Equal("none", Assert.Single(book.Meta("schema:accessibilityHazard")));
        Assert.NotEmpty(Assert.Single(book.Meta("schema:accessibilitySummary")));
    }

    [Fact]
    public void An_article_without_a_DOI_is_named_by_a_URN_that_is_always_the_same()
    {
        var first = EpubFile.Of("<p>Text.</p>").Metadata.Element(EpubFile.Dc + "identifier")!.Value;

        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first);
        Assert.Equal(first, EpubFile.Of("<p>Other text.</p>").Metadata.Element(EpubFile.Dc + "identifier")!.Value);
        Assert.NotEqual(first, EpubFile.Of("<p>Text.</p>", "", "<title-group><article-title>U</article-title></title-group>").Metadata.Element(EpubFile.Dc + "identifier")!.Value);
    }

    [Fact]
    public void The_contents_have_the_sections_under_each_other_and_what_stands_behind()
    {
        var book = EpubFile.Of("<sec id='a'><title>One</title><p>P<xref ref-type='fn' rid='f1'>1</xref></p><sec id='b'><title>Inner</title><p>P</p></sec></sec><sec id='c'><title>Two</title><p>P</p></sec>",
            Notes + "<ref-list><ref id='r'><mixed-citation>A work.</mixed-citation></ref></ref-list><ack><p>Thanks.</p></ack>", "<title-group><article-title>T</article-title></title-group><abstract><p>Short.</p></abstract>");

        var toc = Single(book.Documents["nav.xhtml"].Root!, "toc");
        Assert.Equal(["T", "Abstract", "One", "Inner", "Two", "Notes", "References", "About this article"], toc.Descendants(EpubFile.Xhtml + "a").Select(link => link.Value));
        Assert.Equal("Inner", toc.Descendants(EpubFile.Xhtml + "ol").Last().Value.Trim());
        Assert.Equal(["cover", "toc", "bodymatter"], Single(book.Documents["nav.xhtml"].Root!, "landmarks").Descendants(EpubFile.Xhtml + "a").Select(link => (string?)link.Attribute(EpubFile.Ops + "type")));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void Pages_of_the_print_are_marked_and_listed()
    {
        var book = EpubFile.Of("<p>Be<target id='p12' target-type='page-break' specific-use='12'/>fore. After<target id='p13' target-type='page-break'>13</target> that.</p>");

        var breaks = book.Text.Descendants(EpubFile.Xhtml + "span").Where(span => (string?)span.Attribute("role") == "doc-pagebreak").ToList();
        Assert.Equal(["12", "13"], breaks.Select(span => (string?)span.Attribute("aria-label")));
        Assert.Equal(["12", "13"], Single(book.Documents["nav.xhtml"].Root!, "page-list").Descendants(EpubFile.Xhtml + "a").Select(link => link.Value));
        Assert.Contains("pageNavigation", book.Meta("schema:accessibilityFeature"));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void A_picture_is_named_once_and_copied_when_the_book_is_packed()
    {
        var book = EpubFile.Of("<fig id='f'><label>1</label><caption><p>C</p></caption><graphic xlink:href='my pic.png'><alt-text>A map</alt-text></graphic></fig><fig id='g'><graphic xlink:href='my pic.png'/></fig>", files: "my pic.png");

        Assert.Equal(["images/my-pic.png", "images/my-pic.png"], book.Text.Descendants(EpubFile.Xhtml + "img").Select(picture => (string?)picture.Attribute("src")));
        Assert.DoesNotContain(book.Text.Descendants(EpubFile.Xhtml + "img"), picture => picture.Parent!.Name.LocalName == "a");
        Assert.Single(book.Names, name => name.StartsWith("EPUB/images/", StringComparison.Ordinal));
        Assert.Equal(["textual", "visual"], book.Meta("schema:accessMode"));
        Assert.Equal(["textual,visual"], book.Meta("schema:accessModeSufficient"));
        Assert.DoesNotContain("alternativeText", book.Meta("schema:accessibilityFeature"));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void A_broken_article_gives_a_book_and_a_line_for_each_thing()
    {
        var book = EpubFile.Of("<fig id='f'><graphic xlink:href='gone.png'/></fig><p><unheard-of>kept</unheard-of> <inline-formula><mml:math><mml:mfrac><mml:mi>a</mml:mi></mml:mfrac></mml:math></inline-formula> <ext-link xlink:href='data.csv'>data</ext-link></p>");

        Assert.Contains("gone.png did not come", book.Text.Value, StringComparison.Ordinal);
        Assert.Contains("kept", book.Text.Value, StringComparison.Ordinal);
        Assert.Equal(["The element <unheard-of> is not known; its text was kept.", "The picture gone.png did not come with the article; the book says so in its place."], book.Report.Take(2));
        Assert.Contains("not sound MathML", book.Report[2], StringComparison.Ordinal);
        Assert.Equal(2, book.Text.Descendants().Single(element => element.Name.LocalName == "mfrac").Elements().Count());
        Assert.Equal("mathml", (string?)book.Package.Descendants(EpubFile.Opf + "item").Single(item => (string?)item.Attribute("href") == "text.xhtml").Attribute("properties"));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void A_picture_whose_bytes_are_gone_is_said_to_be_missing()
    {
        var book = EpubFile.Of("<fig id='f'><graphic xlink:href='gone.png'/></fig>", settings: new EpubSettings { Missing = new HashSet<string> { "gone.png" } }, files: "gone.png");

        Assert.Contains("gone.png did not come", book.Text.Value, StringComparison.Ordinal);
        Assert.Single(book.Report);
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void A_file_that_is_no_picture_is_led_to_on_the_site()
    {
        var book = EpubFile.Of("<supplementary-material xlink:href='data.pdf'/><p><ext-link xlink:href='data.pdf'>data</ext-link></p>", files: "data.pdf");

        Assert.All(book.Text.Descendants(EpubFile.Xhtml + "a"), link => Assert.Equal("https://journal.example/articles/an-article/files/data.pdf", (string?)link.Attribute("href")));
        Assert.DoesNotContain(book.Names, name => name.Contains("data", StringComparison.Ordinal));
    }

    [Fact]
    public void A_book_from_right_to_left_says_so_and_pieces_of_other_languages_run_their_way()
    {
        var book = EpubFile.Of("<p>نص <styled-content xml:lang='en'>word</styled-content></p>", front: "<title-group><article-title>عنوان</article-title></title-group>", attributes: "xml:lang='ar'");

        Assert.Equal(("rtl", "ar", "ar"), ((string?)book.Text.Attribute("dir"), (string?)book.Text.Attribute("lang"), (string?)book.Text.Attribute(XNamespace.Xml + "lang")));
        Assert.Equal("rtl", (string?)book.Package.Element(EpubFile.Opf + "spine")!.Attribute("page-progression-direction"));
        var piece = book.Text.Descendants(EpubFile.Xhtml + "span").First(span => (string?)span.Attribute("lang") == "en");
        Assert.Equal("ltr", (string?)piece.Attribute("dir"));
    }

    [Fact]
    public void Rectos_own_words_are_said_in_the_language_that_is_given()
    {
        var words = new SpokenWords("fr", english => english == "Notes" ? "Les notes" : english == Words.MadeFromNotes ? "Tirées de {0} note.|Tirées des {0} notes." : english, number => number < 2 ? 0 : 1);
        var book = EpubFile.Of("<p>A<xref ref-type='fn' rid='f1'>1</xref> B<xref ref-type='fn' rid='f2'>2</xref></p>", "<fn-group><fn id='f1'><label>1</label><p>RGASPI, f. 558, op. 11, d. 431, l. 12.</p></fn><fn id='f2'><label>2</label><p>Ibid., l. 14.</p></fn></fn-group>",
            attributes: "xml:lang='it'", settings: new EpubSettings { Words = words });

        var heading = Single(book.Text, "footnotes").Element(EpubFile.Xhtml + "h2")!;
        Assert.Equal(("Les notes", "fr"), (heading.Value, (string?)heading.Attribute("lang")));
        Assert.Contains("Tirées des 2 notes.", book.Documents["back.xhtml"].Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_XML_does_not_know_get_others_and_keep_their_links()
    {
        var book = EpubFile.Of("<p>A<xref ref-type='fn' rid='f1'>*</xref></p>", "<fn-group><fn id='f1'><label>*</label><p>Starred.</p></fn></fn-group>");

        Assert.Equal("nu2a", (string?)book.Text.Descendants(EpubFile.Xhtml + "aside").Single().Attribute("id"));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void The_type_that_is_embedded_is_named_by_the_style_and_brings_its_licence()
    {
        var book = EpubFile.Of("<p>Text.</p>", settings: new EpubSettings { Fonts = [new EpubFont("roman.woff2", IsItalic: false, new byte[] { 1, 2, 3 })], FontLicence = "OFL" });

        Assert.Equal([1, 2, 3], book.Files["EPUB/fonts/roman.woff2"]);
        Assert.Contains("url(\"fonts/roman.woff2\")", Encoding.UTF8.GetString(book.Files["EPUB/book.css"]), StringComparison.Ordinal);
        Assert.Equal("OFL", Encoding.UTF8.GetString(book.Files["META-INF/OFL.txt"]));
        Assert.Empty(book.Faults());
    }

    [Fact]
    public void What_a_source_puts_into_titles_is_text()
    {
        var book = EpubFile.Of("<p>Text.</p>", front: "<title-group><article-title>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"more\"</article-title></title-group>");

        Assert.All(book.Documents.Values, document => Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName == "script"));
        Assert.Contains("<script>alert(1)</script> & \"more\"", book.Documents["title.xhtml"].Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_of_a_title_alone_is_a_book_too()
    {
        var article = (JatsArticle)JatsArticle.Read("<article><front><article-meta><title-group><article-title>Only this</article-title></title-group></article-meta></front></article>"u8.ToArray());

        var book = EpubFile.Of(article);

        Assert.DoesNotContain("text.xhtml", book.Documents.Keys);
        Assert.Empty(book.Faults());
    }
}
