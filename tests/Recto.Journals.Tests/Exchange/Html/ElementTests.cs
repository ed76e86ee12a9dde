using Recto.Journals.Exchange.Html;
using Recto.Journals.Tests.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>What single elements become, where the specimen among the golden files does not tell.</summary>
public sealed class ElementTests
{
    [Theory]
    [InlineData("<p>a\uE000cite\uE001b</p>", "a&#xE000;cite&#xE001;b")]
    [InlineData("<fig><alt-text>x\uE000y\uE002z</alt-text><graphic xlink:href='a.png'/></fig>", "alt=\"x&#xE000;y&#xE002;z\"")]
    [InlineData("<fig><graphic xlink:href='\uE000cite\uE001'/></fig>", "\uE000The picture {0} did not come with the article.\uE002&#xE000;cite&#xE001;\uE001")]
    public void An_author_cannot_write_a_mark(string body, string html) => Assert.Contains(html, Body(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("<inline-formula><alternatives><inline-graphic xlink:href='a.png'/><tex-math>$x$</tex-math></alternatives></inline-formula>", "alt=\"x\"", "<code")]
    [InlineData("<inline-formula><alternatives><inline-graphic xlink:href='lost.png.'/><tex-math>$x$</tex-math></alternatives></inline-formula>", "<code class=\"tex\"", "missing")]
    [InlineData("<inline-formula><alternatives><inline-graphic xlink:href='a.png'/><tex-math>$x$</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></alternatives></inline-formula>", "<math>", "<img")]
    [InlineData("<inline-formula><alternatives><inline-graphic xlink:href='gone'/></alternatives></inline-formula>", "class=\"missing\"", "<code")]
    public void The_best_way_of_saying_a_formula_is_shown(string formula, string shown, string hidden)
    {
        var html = Body($"<p>{formula}</p>");

        Assert.Contains(shown, html, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<mml:mi mathvariant='fraktur'>CA</mml:mi>", "<mi>ℭ𝔄</mi>")]
    [InlineData("<mml:mi mathvariant='bold-italic'>ab</mml:mi>", "<mi class=\"bold slanted\">ab</mi>")]
    [InlineData("<mml:mfenced separators=''><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced>", "(</mo><mrow><mi>a</mi><mi>b</mi></mrow>")]
    [InlineData("<mml:mfenced open='|' close=''><mml:mi>a</mml:mi></mml:mfenced>", "form=\"prefix\">|</mo><mrow><mi>a</mi></mrow></mrow>")]
    [InlineData("<mml:mpadded width='+5pt'><mml:mn>1</mml:mn></mml:mpadded>", "<mpadded><mn>1</mn><mspace width=\"5pt\"></mspace></mpadded>")]
    public void What_browsers_no_longer_read_in_MathML_is_written_otherwise(string math, string html) =>
        Assert.Contains(html, Body($"<p><inline-formula><mml:math>{math}</mml:math></inline-formula></p>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<p xml:lang='he'>x <named-content xml:lang='fr'>y</named-content></p>", "<p lang=\"he\" dir=\"rtl\">x <span lang=\"fr\" dir=\"ltr\">y</span>")]
    [InlineData("<p xml:lang='ar-Latn'>x</p>", "<p lang=\"ar-Latn\">x")]
    [InlineData("<p><ext-link xml:lang='fa' xlink:href='https://example.org/'>x</ext-link></p>", "<span lang=\"fa\" dir=\"rtl\"><a ")]
    [InlineData("<table-wrap><table><tr><td xml:lang='yi' align='right'>x</td></tr></table></table-wrap>", "<td class=\"far\" lang=\"yi\" dir=\"rtl\">")]
    [InlineData("<fig><caption xml:lang='de'><p>x</p></caption></fig>", "<span lang=\"de\">x")]
    [InlineData("<disp-quote><p>x</p><attrib xml:lang='la'>y</attrib></disp-quote>", "<footer lang=\"la\">")]
    [InlineData("<verse-group><verse-line xml:lang='la'>x</verse-line></verse-group>", "<p class=\"line\" lang=\"la\">")]
    public void A_language_is_said_wherever_the_source_says_it(string body, string html) => Assert.Contains(html, Body(body), StringComparison.Ordinal);

    [Fact]
    public void Notes_of_a_further_article_have_numbers_and_ids_of_their_own()
    {
        var page = Page("<p>a<xref ref-type='fn' rid='f1'>1</xref></p>", "<fn-group><fn id='f1'><label>1</label><p>First.</p></fn></fn-group>",
            "<response id='f1x'><front-stub><title-group><article-title>R</article-title></title-group></front-stub><body><p>b<xref ref-type='fn' rid='f2'>1</xref></p></body><back><fn-group><fn id='f2'><label>1</label><p>Second.</p></fn></fn-group></back></response>");

        Assert.Equal([], page.Faults());
        Assert.Equal(["n1", "n1-2"], page.Body.All().Where(node => node.HasClass("note")).Select(node => node["id"]));
    }

    [Fact]
    public void A_float_stands_behind_the_paragraph_that_first_mentions_it_and_one_that_nothing_mentions_at_the_end()
    {
        var page = Page("<p>one <xref rid='g1' ref-type='fig'>F1</xref></p><p>two <xref rid='g1' ref-type='fig'>F1</xref></p>", "",
            "<floats-group><fig id='g2'><label>F2</label></fig><fig id='g1'><label>F1</label></fig></floats-group>");

        Assert.Equal(["p:oneF1", "figure:F1", "p:twoF1", "figure:F2"], page.Body.All().Where(node => node.Tag is "p" or "figure").Select(node => $"{node.Tag}:{SourceText.Bare(node.Words())}"));
        Assert.Equal([], page.Faults());
    }

    [Theory]
    [InlineData("<citation><person-group><name><surname>Maclean</surname><given-names>C.</given-names></name></person-group><source>A View</source> (n. <issue>17</issue><fpage>5</fpage>-<lpage>6</lpage></citation>", "Maclean C. A View (n. 17 5-6")]
    [InlineData("<element-citation><source>Cholera</source><publisher-loc>Oxford</publisher-loc><year>1978</year></element-citation>", "Cholera Oxford 1978")]
    [InlineData("<mixed-citation specific-use='full'><volume>3</volume><issue>B</issue></mixed-citation>", "3B")] // Marked in print that is whole.
    public void Fields_of_a_citation_in_a_note_that_touch_are_parted_as_its_reading_parts_them(string citation, string words) => Assert.Contains(words, Body($"<p>See {citation}.</p>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<pub-id pub-id-type='doi'>10.5555/12345678</pub-id>", "<a href=\"https://doi.org/10.5555/12345678\">10.5555/12345678</a>")]
    [InlineData("<pub-id pub-id-type='pmid'>21525528</pub-id>", "<a href=\"https://pubmed.ncbi.nlm.nih.gov/21525528/\">21525528</a>")]
    [InlineData("<pub-id pub-id-type='pmcid'>PMC1894742</pub-id>", "<a href=\"https://pmc.ncbi.nlm.nih.gov/articles/PMC1894742/\">PMC1894742</a>")]
    [InlineData("<pub-id pub-id-type='pmid'>21/../x</pub-id>", "A 21/../x")]
    [InlineData("<pub-id pub-id-type='doi'>javascript:alert(1)</pub-id>", "A javascript:alert(1)")]
    [InlineData("<ext-link xlink:href='https://example.org/'><pub-id pub-id-type='doi'>10.5555/12345678</pub-id></ext-link>", "<a href=\"https://example.org/\">10.5555/12345678</a>")]
    public void An_identifier_in_a_citation_leads_to_the_work_and_nothing_else_does(string identifier, string html) =>
        Assert.Contains(html, Body($"<p><mixed-citation>A {identifier}</mixed-citation></p>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<sec><p>x</p></sec>", "<div class=\"untitled\"", "<section")]
    [InlineData("<sec><title/><p>x</p></sec>", "<div class=\"untitled\"", "<section")]
    [InlineData("<sec><label>1</label><p>x</p></sec>", "<section", "untitled")]
    [InlineData("<boxed-text><p>x</p></boxed-text>", "<div class=\"box\"", "aria-label")]
    [InlineData("<boxed-text><label>Box 1</label><p>x</p></boxed-text>", "aria-label=\"Box 1\"", "<div class=\"box\"")]
    [InlineData("<table-wrap><table><tr><td>x</td></tr></table></table-wrap>", "role=\"group\"", "role=\"region\"")]
    public void What_has_no_name_is_no_section_and_no_landmark(string body, string html, string not)
    {
        var written = Body(body);

        Assert.Contains(html, written, StringComparison.Ordinal);
        Assert.DoesNotContain(not, written, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_boxes_of_one_name_are_one_landmark()
    {
        var html = Body("<boxed-text><caption><title>Key points</title></caption><p>x</p></boxed-text><boxed-text><caption><title>Key points</title></caption><p>y</p></boxed-text>");

        Assert.Equal((1, 1), (html.Split("<aside ").Length - 1, html.Split("<div class=\"box\"").Length - 1));
    }

    [Fact]
    public void The_heading_that_we_give_to_acknowledgements_stands_in_their_section()
    {
        var about = WordMarks.InEnglish(Page("<p>x</p>", "<ack><p>Thanks.</p></ack>").Fragments.About);

        Assert.Matches("^<section[^>]*>\\s*<h3 lang=\"en\">Acknowledgements</h3>\\s*<p[^>]*>Thanks.</p>\\s*</section>", about);
    }

    [Theory]
    [InlineData("a+b=c", false)]
    [InlineData("a+b+c+d+e+f+g+h=i", true)]
    public void A_formula_in_the_text_that_may_be_longer_than_its_line_scrolls(string formula, bool scrolls) =>
        Assert.Equal(scrolls, Body($"<p>x <inline-formula><mml:math>{string.Concat(formula.Select(sign => char.IsLetter(sign) ? $"<mml:mi>{sign}</mml:mi>" : $"<mml:mo>{sign}</mml:mo>"))}</mml:math></inline-formula></p>").Contains("<span class=\"scrolls\"><math>", StringComparison.Ordinal));

    [Fact]
    public void Columns_of_a_formula_stand_as_the_source_says()
    {
        var html = Body("<disp-formula><mml:math><mml:mtable columnalign='right left'><mml:mtr><mml:mtd><mml:mi>a</mml:mi></mml:mtd><mml:mtd><mml:mi>b</mml:mi></mml:mtd><mml:mtd><mml:mi>c</mml:mi></mml:mtd></mml:mtr><mml:mtr columnalign='center'><mml:mtd columnalign='left'><mml:mi>d</mml:mi></mml:mtd><mml:mtd><mml:mi>e</mml:mi></mml:mtd></mml:mtr></mml:mtable></mml:math></disp-formula>");

        Assert.Contains("<mtd class=\"far\"><mi>a</mi></mtd><mtd class=\"near\"><mi>b</mi></mtd><mtd class=\"near\"><mi>c</mi></mtd>", html, StringComparison.Ordinal);
        Assert.Contains("<mtd columnalign=\"left\" class=\"near\"><mi>d</mi></mtd><mtd><mi>e</mi></mtd>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<tr><td colspan='3'>a</td></tr><tr><td colspan='2'>b</td><td>c</td></tr>", "<tr><td colspan=\"2\">a</td></tr>\n<tr><td>b</td><td>c</td></tr>")] // No cell begins in the second of three columns.
    [InlineData("<tr><td>a</td></tr><tr><td>b</td><td>c</td><td>d</td></tr>", "<tr><td>a</td><td colspan=\"2\"></td></tr>\n<tr><td>b</td><td>c</td><td>d</td></tr>")]
    [InlineData("<tr><td rowspan='9'>a</td><td>b</td></tr><tr><td>c</td></tr>", "<tr><td rowspan=\"2\">a</td><td>b</td></tr>\n<tr><td>c</td></tr>")]
    [InlineData("<tr><td rowspan='2'>a</td><td>b</td></tr><tr></tr>", "<tr><td rowspan=\"2\">a</td><td>b</td></tr>\n<tr><td></td></tr>")]
    [InlineData("<tr><td colspan='0'>a</td><td colspan='x'>b</td></tr>", "<tr><td>a</td><td>b</td></tr>")]
    [InlineData("<tr><td colspan='99999999999'>a</td></tr>", "<tr><td>a</td></tr>")]
    [InlineData("<tr></tr>", "<tr><td></td></tr>")]
    public void A_table_keeps_to_its_grid(string rows, string html) => Assert.Contains(html, Body($"<table-wrap><table><tbody>{rows}</tbody></table></table-wrap>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("2 (16.67)", true)]
    [InlineData("27.8 ± 5.70 a", true)]
    [InlineData("1.6-2.3", true)]
    [InlineData("Phase 2 of 3", false)]
    [InlineData("1.6", false)]
    [InlineData("from 12 to 14 and 16 to 18", false)]
    public void A_figure_in_a_cell_stays_on_its_line(string words, bool stays) => Assert.Equal(stays, Body($"<table-wrap><table><tr><td>{words}</td></tr></table></table-wrap>").Contains("<td class=\"keep\">", StringComparison.Ordinal));

    [Fact]
    public void An_anonymous_reviewer_is_told_by_the_role_alone() => Assert.Contains(">Reviewer</li>",
        Page("<p>x</p>", "", "<sub-article><front-stub><title-group><article-title>R</article-title></title-group><contrib-group><contrib><anonymous/><role>Reviewer</role></contrib></contrib-group></front-stub><body><p>y</p></body></sub-article>").Fragments.Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("<abstract><p></p></abstract>", "")]
    [InlineData("<abstract><label>Abstract</label><p>x</p></abstract>", "<h2 id=\"abstract\">Abstract</h2>\n<p>x</p>")]
    [InlineData("<abstract><p>x</p></abstract>", "<h2 id=\"abstract\" lang=\"en\">Abstract</h2>\n<p>x</p>")]
    public void An_abstract_has_one_heading_and_an_empty_one_has_none(string summary, string html)
    {
        var written = new HtmlPage(JatsSamples.Read($"<article xml:lang='en'><front><article-meta><title-group><article-title>T</article-title></title-group>{summary}</article-meta></front><body><p>y</p></body></article>")).Fragments.Abstract;

        Assert.Contains(html, written, StringComparison.Ordinal);
        Assert.Equal(html.Length == 0, written.Length == 0);
    }

    [Theory]
    [InlineData("work.<xref ref-type='bibr' rid='r1'>1</xref> <xref ref-type='bibr' rid='r2'>2–4</xref> Then", "work.<sup><a href=\"#x-r1\">1</a></sup> <sup><a href=\"#x-r2\">2–4</a></sup> Then")]
    [InlineData("work<xref ref-type='bibr' rid='r1'>1</xref>,<xref ref-type='bibr' rid='r2'>2</xref>.", "work<sup><a href=\"#x-r1\">1</a></sup>,<sup><a href=\"#x-r2\">2</a></sup>.")]
    [InlineData("work <xref ref-type='bibr' rid='r1'>1</xref>", "work <a href=\"#x-r1\">1</a>")] // (Lund, see 1)
    [InlineData("work [<xref ref-type='bibr' rid='r1'>1</xref>, <xref ref-type='bibr' rid='r2'>2</xref>]", "work [<a href=\"#x-r1\">1</a>, <a href=\"#x-r2\">2</a>]")]
    [InlineData("see ref.<xref ref-type='bibr' rid='r1'>1</xref>", "see ref.<a href=\"#x-r1\">1</a>")]
    [InlineData("10<xref ref-type='bibr' rid='r1'>1</xref>", "10<a href=\"#x-r1\">1</a>")] // Would be another number.
    [InlineData("(Lund,<xref ref-type='bibr' rid='r1'>2019</xref>)", "(Lund,<a href=\"#x-r1\">2019</a>)")]
    [InlineData("x<sup><xref ref-type='bibr' rid='r2'>2</xref></sup>", "x<sup><a href=\"#x-r2\">2</a></sup>")]
    public void Numbers_of_references_that_touch_a_word_stand_high(string text, string html) =>
        Assert.Contains(html, Page($"<p>{text}</p>", "<ref-list><ref id='r1'><mixed-citation>One.</mixed-citation></ref><ref id='r2'><mixed-citation>Two.</mixed-citation></ref></ref-list>").Fragments.Body, StringComparison.Ordinal);

    [Fact]
    public void What_a_figure_says_beside_its_caption_stands_under_the_picture() =>
        Assert.Matches("(?s)<img [^>]*>.*<figcaption[^>]*><b>Fig. 1</b> C\\.\\s*<p[^>]*>NA: none\\.</p>\\s*</figcaption>", Body("<fig id='g'><label>Fig. 1</label><caption><p>C.</p></caption><p>NA: none.</p><graphic xlink:href='a.png'/></fig>"));

    [Theory]
    [InlineData("<label>1.</label><mixed-citation>1. Lund, Snow, 1999.</mixed-citation><element-citation><name><surname>Lund</surname></name><source>Snow</source><year>1999</year></element-citation>", "1.Lund,Snow,1999.")]
    [InlineData("<label>1</label><mixed-citation>1999, Lund, Snow.</mixed-citation>", "11999,Lund,Snow.")] // The label is not the beginning of the year.
    [InlineData("<mixed-citation>a) Lund, Snow, 1999.</mixed-citation><element-citation><source>Ice</source><year>2001</year></element-citation>", "a)Lund,Snow,1999.Ice,2001")] // another work
    [InlineData("<element-citation><source>Ice</source><year>2001</year></element-citation>", "Ice,2001")]
    public void A_reference_that_the_source_gives_twice_is_shown_as_printed(string entry, string words)
    {
        var page = Page("<p>x</p>", $"<ref-list><ref id='r1'>{entry}</ref></ref-list>");

        Assert.Equal(words, string.Concat(page.References.All().Single(node => node.Tag == "li").Words().Where(character => !char.IsWhiteSpace(character))));
        Assert.Equal([], CorpusTests.Lost(page));
    }

    [Fact]
    public void What_the_text_says_of_its_author_is_not_said_again()
    {
        const string Biography = "<bio><p>Ada Lund <italic>is</italic>\n a historian.</p></bio>";
        var source = JatsSamples.Read($"<article xml:lang='en'><front><article-meta><title-group><article-title>T</article-title></title-group><contrib-group><contrib contrib-type='author'><name><surname>Lund</surname><given-names>Ada</given-names></name>{Biography}</contrib></contrib-group></article-meta></front><body><p>x</p></body><back>{Biography}</back></article>");

        Assert.Single(new HtmlPage(source).About.Words().Split("a historian.")[..^1]);
    }

    private static string Body(string body) => Page(body).Fragments.Body;

    private static HtmlPage Page(string body, string back = "", string after = "")
    {
        var page = new HtmlPage(JatsSamples.Read("<article xml:lang='en' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML'><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
            + $"<body>{body}</body><back>{back}</back>{after}</article>"), name => name.EndsWith(".png", StringComparison.Ordinal) ? "/p/" + name : null);
        Assert.Equal([], page.Faults());
        return page;
    }
}
