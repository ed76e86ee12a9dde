using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Tei;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Tei;

public sealed class TeiLoaderTests
{
    private const string Header = """
        <teiHeader><fileDesc>
          <titleStmt>
            <title type="full"><title type="main">The leaf and the folder</title><title type="sub">Two archives</title></title>
            <author><persName><surname>Maubert</surname><forename>Ida</forename><idno type="ORCID">0000-0002-1825-0097</idno></persName><affiliation>Noorderdiep College</affiliation><email>ida@example.org</email></author>
            <author>Pieter van Aalst</author>
            <editor>Quill, Ann</editor>
          </titleStmt>
          <publicationStmt><publisher>Example Press</publisher><date when="2021-03-04">March</date><idno type="DOI">10.5555/leaf.9</idno>
            <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability></publicationStmt>
          <notesStmt><note>Made from a printed page.</note></notesStmt>
          <sourceDesc><biblStruct><monogr><title level="j">Leaves and Folios</title><idno type="ISSN">0378-5955</idno>
            <imprint><date when="2020"/><biblScope unit="volume">12</biblScope><biblScope unit="issue">3</biblScope><biblScope unit="page" from="100" to="119"/></imprint></monogr></biblStruct></sourceDesc>
        </fileDesc>
        <profileDesc><langUsage><language ident="en">English</language></langUsage><abstract><p>What a leaf tells.</p></abstract>
          <textClass><keywords><list><item>leaves</item><item>folders</item></list></keywords></textClass></profileDesc></teiHeader>
        """;

    [Fact]
    public void The_header_becomes_the_record()
    {
        var article = Read("<p>Text.</p>").Article;

        Assert.Equal(("The leaf and the folder", "Two archives", "en", "12", "3"), (article.Title, article.Subtitle, article.Language, article.Volume, article.Issue));
        Assert.Equal(("100", "119", "10.5555/leaf.9"), (article.FirstPage, article.LastPage, article.Doi?.Value));
        Assert.Equal(("Leaves and Folios", "Example Press"), (article.Journal?.Title, article.Journal?.Publisher));
        Assert.Equal(["Maubert", "Aalst", "Quill"], article.Contributors.Select(person => person.Family));
        Assert.Equal(["leaves", "folders"], article.Keywords);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", article.Licence?.Address);
        Assert.Equal("What a leaf tells.", Assert.Single(article.Abstracts).Text);
    }

    [Fact]
    public void A_note_in_the_text_is_called_where_it_stands_and_bears_its_own_label()
    {
        var read = Read("""<p>Opened in 1992.<note place="foot" n="7">See <hi rend="italic">Leaves</hi>, 3.</note> Nobody asked.<note place="end">Nobody.</note></p>""");

        Assert.Equal(["7", "2"], read.Notes.Select(note => note.Note.Label));
        Assert.Equal(["See Leaves, 3.", "Nobody."], read.Notes.Select(note => note.Note.Text));
        Assert.Equal(new EmphasisRun(new TextSpan(4, 10), Emphasis.Italic), Assert.Single(read.Notes[0].Note.Emphasis));
        Assert.Equal("Opened in 1992.7 Nobody asked.2", Body(read).Element("p")!.Value);
    }

    [Theory]
    [InlineData("""<ref target="#n1"/>""")]
    [InlineData("""<ptr target="#n1"/>""")]
    [InlineData("""<ref target="#n1">1</ref>""")]
    [InlineData("""<ref target="n1" n="1"/>""")] // A converter that forgot the #.
    [InlineData("""<hi rend="superscript">1</hi>""")] // One that lost the link.
    [InlineData("""<anchor xml:id="here"/>""")]
    public void A_note_in_the_back_is_called_by_what_points_at_it(string call)
    {
        var target = call.StartsWith("<anchor", StringComparison.Ordinal) ? """ target="#here" """ : "";

        var read = Read($"<p>Opened in 1992.{call} Then closed.</p>", $"""<div type="notes"><head>Notes</head><note xml:id="n1" n="1"{target}>RGASPI 558/11/431/94.</note></div>""");

        var note = Assert.Single(read.Notes);
        Assert.Equal(("1", "RGASPI 558/11/431/94.", NoteContainer.Body), (note.Note.Label, note.Note.Text, note.Container));
        Assert.Equal("Opened in 1992.1 Then closed.", Body(read).Element("p")!.Value);
        Assert.Equal("xref", Assert.Single(note.Calls).Element.Name.LocalName);
        Assert.Equal("Notes", read.Document.Jats.Descendants("fn-group").Single().Element("title")!.Value);
    }

    [Fact]
    public void A_reference_to_another_note_does_not_change_the_order()
    {
        var read = Read("""<p>First<note n="1">See <ref target="#x">note 2</ref> below.</note> and second.<note n="2" xml:id="x">Here.</note></p>""");

        Assert.Equal(["1: See note 2 below.", "2: Here."], read.Notes.Select(note => $"{note.Note.Label}: {note.Note.Text}"));
        Assert.Single(read.Notes[1].Calls);
    }

    [Fact]
    public void Paragraphs_of_a_note_are_parted_by_a_line_feed_and_lists_keep_their_items_apart()
    {
        var read = Read("<p>A<note><p>One\n   leaf.</p><p>Two<lb/>leaves.</p><list><item>a</item><item>b</item></list></note></p>");

        Assert.Equal("One leaf.\nTwo leaves.\na\nb", Assert.Single(read.Notes).Note.Text);
    }

    [Fact]
    public void A_note_in_a_note_is_a_note_of_its_own()
    {
        var read = Read("""<p>A<note n="1">Outer <note n="a">inner</note> end.</note></p>""");

        Assert.Equal(["1", "a"], read.Notes.Select(note => note.Note.Label));
        Assert.Equal("inner", read.Notes[1].Note.Text);
        Assert.Equal("Outer a end.", read.Notes[0].Note.Text);
    }

    [Fact]
    public void A_note_that_annotates_an_entry_of_a_bibliography_stays_in_it()
    {
        var read = Read("<p>A</p>", "<div><listBibl><head>Works</head><bibl>Quill, <title>Leaves</title>. <note>A reprint.</note></bibl><biblStruct><monogr><author><persName><forename>Ida</forename><surname>Maubert</surname></persName></author><title>Folders</title><imprint><date>1999</date></imprint></monogr></biblStruct></listBibl></div>");

        Assert.Empty(read.Notes);
        Assert.Equal(["Quill, Leaves. A reprint.", "Ida Maubert, Folders, 1999"], read.Document.Jats.Descendants("ref").Select(entry => entry.Value));
        Assert.Equal("Works", read.Document.Jats.Descendants("ref-list").Single().Element("title")!.Value);
    }

    [Theory]
    [InlineData("""<hi rend="italic bold">x</hi>""", "<italic><bold>x</bold></italic>")]
    [InlineData("""<hi rend="small-caps">x</hi>""", "<sc>x</sc>")]
    [InlineData("""<hi rendition="#i">x</hi>""", "<italic>x</italic>")]
    [InlineData("""<hi style="font-style: italic;">x</hi>""", "<italic>x</italic>")]
    [InlineData("""<hi rend="normal">x</hi>""", "x")]
    [InlineData("""<hi rend="color(1155CC)">x</hi>""", "x")]
    [InlineData("<emph>x</emph>", "<italic>x</italic>")]
    [InlineData("""<title level="m">x</title>""", "<italic>x</italic>")]
    [InlineData("""<title level="a">x</title>""", "x")]
    [InlineData("""<foreign xml:lang="de">x</foreign>""", """<named-content content-type="foreign" xml:lang="de">x</named-content>""")]
    [InlineData("<choice><sic>teh</sic><corr>the</corr></choice>", "the")]
    [InlineData("<choice><abbr>ed.</abbr><expan>editor</expan></choice>", "editor")]
    [InlineData("""<app><lem wit="#A">leaf</lem><rdg wit="#B">loaf</rdg></app>""", "leaf")]
    [InlineData("le<supplied>a</supplied><unclear>f</unclear>", "leaf")]
    [InlineData("""fol-<lb break="no"/> der""", "fol-der")]
    [InlineData("leaf<lb/>folder", "leaf folder")]
    [InlineData("a<gap/>b", "a[…]b")]
    [InlineData("""<ref target="https://example.org/x">x</ref>""", """<ext-link ext-link-type="uri" xlink:href="https://example.org/x" xmlns:xlink="http://www.w3.org/1999/xlink">x</ext-link>""")]
    [InlineData("""<ref target="javascript:alert(1)">x</ref>""", "x")]
    [InlineData("""<ref target="#nowhere">x</ref>""", "x")]
    [InlineData("""<formula notation="tex">a^2</formula>""", "<inline-formula><tex-math>a^2</tex-math></inline-formula>")]
    public void What_stands_in_a_line_becomes_what_JATS_calls_it(string tei, string jats)
    {
        var read = Read($"<p>{tei}</p>");

        Assert.Equal(XElement.Parse($"<p>{jats}</p>").ToString(SaveOptions.DisableFormatting), Body(read).Element("p")!.ToString(SaveOptions.DisableFormatting));
    }

    [Fact]
    public void Readings_that_are_not_shown_are_listed_as_left_out()
    {
        var read = Read("""<p><choice><sic>teh</sic><corr>the</corr></choice> <app><lem>leaf</lem><rdg wit="#B">loaf</rdg></app><fw>Running head</fw></p>""");

        Assert.Equal(["<sic>: teh (shown: the)", "<rdg> (#B): loaf (shown: leaf)", "<fw>: Running head"], read.Document.LeftOut);
    }

    [Fact]
    public void Divisions_lists_quotations_verse_tables_and_figures_keep_their_structure()
    {
        var read = Read("""
            <p>Before.</p>
            <div type="chapter" xml:id="one"><head>One</head><head type="running">Short</head>
              <p>See <ref target="#fig">the picture</ref>.</p>
              <list type="ordered"><item n="i">first</item><item><p>second</p><list><item>deeper</item></list></item></list>
              <list type="gloss"><label>leaf</label><item>a sheet</item></list>
              <quote><p>Quoted.</p></quote>
              <cit><quote>Short words.</quote><bibl>Quill 1990</bibl></cit>
              <lg><l>One line</l><l>and another</l></lg>
              <table><head>Folders</head><row role="label"><cell>Fond</cell><cell>File</cell></row><row><cell cols="2">558<note>Moved.</note></cell></row></table>
              <figure xml:id="fig"><graphic url="leaf.png"/><head>A leaf</head><figDesc>A torn leaf.</figDesc></figure>
              <sp><speaker>Ida</speaker><p>Speak.</p></sp>
              <div><head>Deeper</head><p>Down.</p></div>
              <p>After.</p>
            </div>
            """);

        var section = Body(read).Element("sec")!;
        Assert.Equal("One", section.Element("title")!.Value);
        Assert.Equal(["title", "p", "list", "def-list", "disp-quote", "disp-quote", "verse-group", "table-wrap", "fig", "speech", "sec", "sec"], section.Elements().Select(child => child.Name.LocalName));
        Assert.Equal(("fig", "fig"), (section.Descendants("xref").First().Attribute("rid")!.Value, section.Descendants("xref").First().Attribute("ref-type")!.Value));
        Assert.Equal(["i"], section.Element("list")!.Elements("list-item").Elements("label").Select(label => label.Value));
        Assert.Equal("Quill 1990", section.Descendants("attrib").Single().Value);
        Assert.Equal("2", section.Descendants("td").Single().Attribute("colspan")!.Value);
        Assert.Equal(("A leaf", "A torn leaf."), (section.Element("fig")!.Element("caption")!.Value, section.Element("fig")!.Descendants("alt-text").Single().Value));
        Assert.Contains("running head: Short", read.Document.LeftOut);
        Assert.Equal("Moved.", Assert.Single(read.Notes).Note.Text);
    }

    [Fact]
    public void A_language_is_said_where_it_changes_and_notes_take_theirs_along()
    {
        var read = TeiArticle("""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text xml:lang="ar"><body><p xml:lang="ar">نص<note xml:lang="de">Ein Blatt.</note><note>حاشية</note></p></body></text></TEI>""");

        Assert.Equal("ar", read.Article.Language);
        Assert.Equal(["de", "ar"], read.Notes.Select(note => note.Note.Language));
        Assert.Null(Body(read).Element("p")!.Attribute(XNamespace.Xml + "lang"));
    }

    [Theory]
    [InlineData("""<TEI.2><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body><p>A<note id="x" n="1">P4.</note></p></body></text></TEI.2>""")]
    [InlineData("""<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:body><t:p>A<t:note n="1">P4.</t:note></t:p></t:body></t:text></t:TEI>""")]
    [InlineData("""<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><TEI><text><group><text><body><p>A<note n="1">P4.</note></p></body></text></group></text></TEI></teiCorpus>""")]
    [InlineData("""<!DOCTYPE TEI SYSTEM "tei_all.dtd"><TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listAnnotation><note n="1" target="#s">P4.</note></listAnnotation></standOff><text><body><p><seg xml:id="s">A</seg></p></body></text></TEI>""")]
    public void TEI_is_known_in_all_its_dresses(string tei)
    {
        var note = Assert.Single(TeiArticle(tei).Notes);

        Assert.Equal(("1", "P4."), (note.Note.Label, note.Note.Text));
        Assert.Single(note.Calls);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<html/>", "<html>")]
    [InlineData("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", "Not well-formed")]
    [InlineData("<!DOCTYPE TEI [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><TEI><text><body><p>&x;</p></body></text></TEI>", "external entity")]
    [InlineData("<!DOCTYPE TEI [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]><TEI><text><body><p>&f;</p></body></text></TEI>", "expand to more than")]
    [InlineData("<teiCorpus><TEI/><TEI/></teiCorpus>", "more than one")]
    public void What_cannot_be_read_is_refused_with_the_reason(string text, string reason)
    {
        var refusal = Assert.IsType<JatsRefusal>(TeiLoader.Load(Encoding.UTF8.GetBytes(text)));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 5000)) + string.Concat(Enumerable.Repeat("</div>", 5000));

        Assert.Contains("deep", Assert.IsType<JatsRefusal>(TeiLoader.Load(Encoding.UTF8.GetBytes($"<TEI><text><body>{deep}</body></text></TEI>"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_notes_and_calls_are_read_in_linear_time()
    {
        var body = string.Concat(Enumerable.Range(1, 10_000).Select(n => $"<p>Text<ref target=\"#n{n}\"/></p>"));
        var notes = string.Concat(Enumerable.Range(1, 10_000).Select(n => $"<note xml:id=\"n{n}\" n=\"{n}\">Leaf {n}.</note>"));
        var clock = ProcessorClock.StartNew();

        var read = Read(body, $"<div>{notes}</div>");

        Assert.Equal(10_000, read.Notes.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("Wör <lb break=\"no\"/> ter", "Wörter")]
    [InlineData("Wör <pb/> <lb break=\"no\"/> <cb/> ter", "Wörter")]
    [InlineData("Wör <lb/> ter", "Wör ter")]
    [InlineData("Wör <hi>x</hi> <lb break=\"no\"/> ter", "Wör xter")]
    public void A_break_in_a_word_leaves_it_one(string line, string words) =>
        Assert.Equal(words, string.Join(' ', Read($"<p>{line}</p>").Document.Jats.Descendants("body").Single().Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("<p>{0}</p>", "<lb break=\"no\"/> ")]
    [InlineData("<p>{0}</p>", "a<lb break=\"no\"/>")]
    [InlineData("<p>{0}</p>", "see<ptr target=\"https://example.org\"/>")]
    [InlineData("<lg><l>{0}</l></lg>", "<seg>a</seg>")]
    [InlineData("{0}", "<p>a</p>")]
    public void Many_of_one_kind_beside_one_another_take_time_in_proportion(string body, string part)
    {
        var text = body.Replace("{0}", string.Concat(Enumerable.Repeat(part, 60_000)), StringComparison.Ordinal);
        var clock = ProcessorClock.StartNew();

        Read(text);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    private static JatsArticle Read(string body, string? back = null) =>
        TeiArticle($"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{Header}<text><body>{body}</body>{(back is null ? "" : $"<back>{back}</back>")}</text></TEI>""");

    private static JatsArticle TeiArticle(string tei) => JatsArticle.Of(Assert.IsType<JatsLoaded>(TeiLoader.Load(Encoding.UTF8.GetBytes(tei))).Document);

    private static XElement Body(JatsArticle read) => read.Document.Jats.Root!.Element("body")!;
}
