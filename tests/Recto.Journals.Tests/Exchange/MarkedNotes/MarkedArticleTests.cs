using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.MarkedNotes;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Tests.Exchange.Bibliographies;
using Recto.Notes;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.MarkedNotes;

/// <summary>JATS with the references of its notes marked.</summary>
public sealed class MarkedArticleTests
{
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    [Theory]
    // Emphasis stays inside the field.
    [InlineData("E. du Réau, <italic>Édouard Daladier</italic> (Paris: Fayard 1993), 12–15.",
        "[mixed-citation: [person-group: [string-name: [given-names:E.] [surname:du Réau]]], [source: [italic:Édouard Daladier]] ([publisher-loc:Paris]: [publisher-name:Fayard] [year:1993]), [fpage:12]–[lpage:15]].")]
    // Emphasis that runs over the edge of a citation is closed and opened again.
    [InlineData("<bold>RGASPI 558/11/431/94. A remark.</bold>",
        "[mixed-citation:[named-content:[bold:RGASPI]][bold: ][named-content:[bold:558]][bold:/][named-content:[bold:11]][bold:/][named-content:[bold:431]][bold:/][named-content:[bold:94]]][bold:. A remark.]")]
    // What may hold no emphasis becomes named-content.
    [InlineData("E. du Réau, Édouard Daladier (<italic>Paris</italic>: Fayard <bold>1993</bold>), 12.",
        "[mixed-citation: [person-group: [string-name: [given-names:E.] [surname:du Réau]]], [source:Édouard Daladier] ([named-content:[italic:Paris]]: [publisher-name:Fayard] [named-content:[bold:1993]]), [fpage:12]].")]
    // A name in small capitals cannot be taken apart in JATS without losing them.
    [InlineData("E. <sc>du Réau</sc>, <italic>Édouard Daladier</italic> (Paris: Fayard 1993).",
        "[mixed-citation: [named-content:E. [sc:du Réau]], [source:[italic:Édouard Daladier]] ([publisher-loc:Paris]: [publisher-name:Fayard] [year:1993])].")]
    // A chapter's number is no page.
    [InlineData("E. du Réau, <italic>Édouard Daladier</italic> (Paris: Fayard 1993), ch. 7.",
        "[mixed-citation: [person-group: [string-name: [given-names:E.] [surname:du Réau]]], [source: [italic:Édouard Daladier]] ([publisher-loc:Paris]: [publisher-name:Fayard] [year:1993]), ch. [named-content:7]].")]
    [InlineData("Russian State Archive of Socio-Political History (RGASPI) 558/11/431/94.",
        "[mixed-citation: [named-content:Russian State Archive of Socio-Political History] ([named-content:RGASPI]) [named-content:558]/[named-content:11]/[named-content:431]/[named-content:94]].")]
    public void A_reference_is_marked_with_its_fields(string note, string marked) =>
        Assert.Equal(marked.Replace(": [", ":[", StringComparison.Ordinal), Shape(Mark(Article(note)).Descendants("fn").Single().Element("p")!).Replace(": [", ":[", StringComparison.Ordinal));

    [Fact]
    public void Words_that_point_back_become_links_beside_the_citations()
    {
        var marked = Mark(Article("RGASPI 558/11/431/94.", "Ibid.", "See note 1 above."));

        var links = marked.Descendants("fn").Descendants("xref").ToList();
        Assert.Equal(["fn a1 ibid Ibid.", "fn a1 cross-reference note 1"], links.Select(link => $"{link.Attribute("ref-type")!.Value} {link.Attribute("rid")!.Value} {link.Attribute("specific-use")!.Value} {link.Value}"));
        Assert.All(links, link => Assert.Empty(link.Ancestors("mixed-citation")));
    }

    [Fact]
    public void A_list_of_references_is_derived_and_every_mention_points_into_it()
    {
        var marked = Mark(Article("RGASPI 558/11/431/94; E. du Réau, Édouard Daladier (Paris: Fayard 1993), 12.", "Du Réau, Daladier, 15."));

        var list = marked.Root!.Element("back")!.Elements("ref-list").Single();
        Assert.Equal(("derived", "Bibliography"), (list.Attribute("specific-use")!.Value, list.Element("title")!.Value));
        Assert.Equal(["Archives", "Literature"], list.Elements("ref-list").Select(part => part.Element("title")!.Value));
        Assert.Equal(["Cited in note 1", "Cited in notes 1, 2"], list.Descendants("note").Select(note => note.Value));
        var ids = list.Descendants("ref").Select(entry => entry.Attribute("id")!.Value).ToHashSet();
        Assert.All(marked.Descendants("fn").Descendants("mixed-citation"), citation => Assert.Contains(citation.Attribute(XLink + "href")!.Value[1..], ids));
        Assert.Empty(JatsSchema.Faults(marked).Except(JatsSchema.Faults(Article("RGASPI 558/11/431/94.").Jats)));
    }

    [Fact]
    public void An_article_with_a_list_of_references_gets_no_second_one()
    {
        var article = Article("RGASPI 558/11/431/94.");
        article.Jats.Root!.Element("back")!.Add(XElement.Parse("<ref-list><ref id='r1'><mixed-citation>Smith, A. History. 1990.</mixed-citation></ref></ref-list>"));

        var marked = Mark(article);

        Assert.Single(marked.Descendants("ref-list"));
        Assert.Null(marked.Descendants("mixed-citation").First().Attribute(XLink + "href"));
    }

    [Fact]
    public void Citations_that_are_tagged_already_stay_as_they_are()
    {
        const string Tagged = "<element-citation publication-type=\"book\"><person-group><name><surname>Smith</surname><given-names>A.</given-names></name></person-group><source>Maps of the Borders</source><year>1990</year><publisher-loc>Oxford</publisher-loc></element-citation>";

        var marked = Mark(Article(Tagged, "RGASPI 558/11/431/94; <mixed-citation>B. Jones, <source>Maps</source> (London: Faber 1991)</mixed-citation>."));

        Assert.Equal(Tagged, marked.Descendants("fn").First().Element("p")!.Nodes().Single().ToString(SaveOptions.DisableFormatting));
        Assert.Equal("B. Jones, Maps (London: Faber 1991)", marked.Descendants("fn").Last().Descendants("mixed-citation").Last().Value);
        Assert.Equal("archival-material", marked.Descendants("fn").Last().Descendants("mixed-citation").First().Attribute("publication-type")!.Value);
    }

    [Fact]
    public void A_marked_article_is_marked_no_further()
    {
        var once = Mark(Article("E. du Réau, <italic>Édouard Daladier</italic> (Paris: Fayard 1993), 12.", "Ibid.", "See note 1 above; RGASPI 558/11/431/94."));

        var twice = Mark(new ArticleDocument { Jats = ((JatsLoaded)JatsLoader.Load(JatsSchema.Bytes(once))).Document.Jats, Format = SourceFormat.Jats });

        Assert.Equal(Encoding.UTF8.GetString(JatsSchema.Bytes(once)), Encoding.UTF8.GetString(JatsSchema.Bytes(twice)));
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Any_text_is_well_formed_JATS_and_the_words_stay(string text)
    {
        var article = SavedPageText.ReadNotes($"1. RGASPI 558/11/431/94; {text.ReplaceLineEndings(" ").Replace('\u0085', ' ').Replace('\u2028', ' ')} (London: Routledge 1990), 12.\n2. Ibid.\n")!;
        var before = NoteExtractor.Extract(article)[0].Note.Text;

        var again = JatsLoader.Load(JatsSchema.Bytes(Mark(article)));

        Assert.Equal(Fit(before), NoteExtractor.Extract(((JatsLoaded)again).Document)[0].Note.Text);
    }

    [Fact]
    public void The_reference_page_is_as_valid_as_a_page_without_its_journal_can_be()
    {
        var page = SavedPageText.Read(File.ReadAllText(SharedData.Require("reference/article-page.txt")))!;

        var marked = Mark(page);

        Assert.Equal(JatsSchema.Faults(page.Jats), JatsSchema.Faults(marked));
        Assert.True(marked.Descendants("fn").Descendants("mixed-citation").Count() > 100);
        Assert.Equal(NoteExtractor.Extract(page).Select(note => note.Note.Text), NoteExtractor.Extract(page with { Jats = marked }).Select(note => note.Note.Text));
    }

    [Fact]
    public void Twenty_thousand_notes_and_a_note_of_a_megabyte_are_marked_at_once()
    {
        var article = Article([.. Enumerable.Range(1, 20_000).Select(i => $"Author{i % 700} Name, <italic>Title of Work {i % 5000}</italic> (London: Routledge {1900 + (i % 100)}), {i}."), string.Join("; ", Enumerable.Range(1, 12_000).Select(i => $"Author Name, <italic>Title of Work {i}</italic> (London: Routledge 1990), {i}"))]);
        var engine = new NotesEngine();
        var apparatus = engine.Read([.. NoteExtractor.Extract(article).Select(note => note.Note)]);
        var clock = ProcessorClock.StartNew();

        var marked = MarkedArticle.Of(article, apparatus, engine.Directory);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
        Assert.True(marked.Descendants("fn").Descendants("mixed-citation").Count() > 19_000);
    }

    [Fact]
    public void The_page_of_a_marked_article_says_the_same_as_before()
    {
        var article = Article("E. du Réau, <italic>Édouard Daladier</italic> (Paris: Fayard 1993), 12.", "Ibid.", "See note 1 above; Russian State Archive of Socio-Political History (RGASPI) 558/11/431/94.");

        var (before, after) = (Page(article), Page(article with { Jats = Mark(article) }));

        Assert.Equal(before.NoteBodies.Select(Words), after.NoteBodies.Select(Words));
        Assert.Equal((before.Sources, "", ""), (after.Sources, before.References, after.References));
        Assert.Equal(Words(before.Body), Words(after.Body));
    }

    private static ArticleFragments Page(ArticleDocument document)
    {
        var read = JatsArticle.Of(document);
        var engine = new NotesEngine();
        return ArticleHtml.Write(read.Document, read.Article, read.Notes, engine.Read([.. read.Notes.Select(note => note.Note)]), engine.Directory, "/articles/a", _ => null).Fragments;
    }

    private static string Words(string html) => System.Text.RegularExpressions.Regex.Replace(html, "<[^>]*>", "");

    private static string Fit(string text) => Recto.Journals.Exchange.Bibliographies.XmlWords.Of(text);

    private static XDocument Mark(ArticleDocument article)
    {
        var engine = new NotesEngine();
        return MarkedArticle.Of(article, engine.Read([.. NoteExtractor.Extract(article).Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]), engine.Directory);
    }

    private static ArticleDocument Article(params string[] notes)
    {
        var xml = new StringBuilder("<article xmlns:xlink=\"http://www.w3.org/1999/xlink\"><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>Text");
        for (var i = 1; i <= notes.Length; i++)
        {
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<xref ref-type=\"fn\" rid=\"a{i}\">{i}</xref>");
        }

        xml.Append("</p></body><back><fn-group>");
        for (var i = 1; i <= notes.Length; i++)
        {
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<fn id=\"a{i}\"><label>{i}</label><p>{notes[i - 1]}</p></fn>");
        }

        return ((JatsLoaded)JatsLoader.Load(Encoding.UTF8.GetBytes(xml.Append("</fn-group></back></article>").ToString()))).Document;
    }

    // <a>x</a> as [a:x], without attributes.
    private static string Shape(XElement element) => string.Concat(element.Nodes().Select(node => node is XElement inner ? $"[{inner.Name.LocalName}:{Shape(inner)}]" : ((XText)node).Value));
}
