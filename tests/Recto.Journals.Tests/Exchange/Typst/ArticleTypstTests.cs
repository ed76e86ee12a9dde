using System.Xml.Linq;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Typst;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Typst;

public sealed class ArticleTypstTests
{
    private static string Note(string id, string label, string words) => $"""<fn id="{id}"><label>{label}</label><p>{words}</p></fn>""";

    private static string Call(string id, string label) => $"""<xref ref-type="fn" rid="{id}">{label}</xref>""";

    [Fact]
    public void A_note_stands_at_its_call_with_the_label_that_is_printed()
    {
        var source = ArticleTypst.Write(FinishedArticles.Of($"<p>Text.{Call("a", "*")} More.{Call("b", "37a")}</p>", $"<fn-group>{Note("a", "*", "Thanks.")}{Note("b", "37a", "Added late.")}</fn-group>")).Source;

        Assert.Contains("#\"Text.\"#note(\"*\", ", source, StringComparison.Ordinal);
        Assert.Contains("#note(\"37a\", \"note:n37a\")[#\"Added late.\"]", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_that_is_called_twice_is_set_once()
    {
        var source = ArticleTypst.Write(FinishedArticles.Of($"<p>One.{Call("a", "1")}</p><p>Two.{Call("a", "1")}</p>", $"<fn-group>{Note("a", "1", "The same.")}</fn-group>")).Source;

        Assert.Contains("#note(\"1\", \"note:n1\")[#\"The same.\"]", source, StringComparison.Ordinal);
        Assert.Contains("#again(\"1\", \"note:n1\")", source, StringComparison.Ordinal);
        Assert.Equal(2, source.Split("The same.").Length);
    }

    [Fact]
    public void A_note_of_a_heading_stands_behind_it_and_not_in_the_bookmark()
    {
        var source = ArticleTypst.Write(FinishedArticles.Of($"<sec><title>Heading{Call("a", "1")}</title><p>Text.</p></sec>", $"<fn-group>{Note("a", "1", "Note.")}</fn-group>")).Source;

        Assert.Contains("#head(1, notes: [#note(\"1\", \"note:n1\")[#\"Note.\"]])[#\"Heading\"]", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_name_another_note_link_to_it()
    {
        var source = ArticleTypst.Write(FinishedArticles.Of($"<p>One.{Call("a", "1")} Two.{Call("b", "2")}</p>", $"<fn-group>{Note("a", "1", "M. Carley, <italic>Silent Conflict</italic> (Lanham: Rowman 2014), 301.")}{Note("b", "2", "Ibid., 302; see note 1 above.")}</fn-group>")).Source;

        Assert.Contains("#go(\"n1\")[#\"Ibid\"]#\"., 302;\"", source, StringComparison.Ordinal);
        Assert.Contains("[#\"see note 1\"]", source, StringComparison.Ordinal);
        Assert.Contains("[#anchor(\"n1\")#\"M. Carley,\"", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_that_nothing_calls_stands_behind_the_text()
    {
        var source = ArticleTypst.Write(FinishedArticles.Of("<p>Text.</p>", $"<fn-group>{Note("a", "1", "Nobody calls me.")}</fn-group>")).Source;

        Assert.Contains("Nobody calls me.", source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_page_has_the_printed_number() =>
        Assert.Contains("first-page: 211,", ArticleTypst.Write(FinishedArticles.Of("<p>Text.</p>")).Source, StringComparison.Ordinal);

    [Fact]
    public void A_link_to_what_is_not_set_is_no_link()
    {
        var source = ArticleTypst.Write(FinishedArticles.Of("""<p>See <xref rid="nowhere">there</xref>.</p>""")).Source;

        Assert.DoesNotContain("#go(\"", source, StringComparison.Ordinal);
        Assert.Contains("there", source, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_set_is_reported_and_keeps_its_words()
    {
        var document = ArticleTypst.Write(FinishedArticles.Of(
            """
            <p>A <strange-thing>strange thing</strange-thing>.</p><fig id="f"><label>Figure 1</label><caption><p>A map.</p></caption><graphic xlink:href="gone.png"/></fig>
            <fig id="g"><graphic xlink:href="b.avif"/></fig><p><inline-formula><mml:math><mml:mi>x</mml:mi><mml:mglyph>words</mml:mglyph></mml:math></inline-formula></p>
            """, files: new Dictionary<string, FinishedFile> { ["b.avif"] = new("b.avif", "image/avif", new string('0', 64), 10, 4, 4) }));

        Assert.Contains("strange thing", document.Source, StringComparison.Ordinal);
        Assert.Contains("A map.", document.Source, StringComparison.Ordinal);
        Assert.Contains(document.Report, line => line.Message.Contains("strange-thing", StringComparison.Ordinal));
        Assert.Contains(document.Report, line => line.Message.Contains("gone.png", StringComparison.Ordinal));
        Assert.Contains(document.Report, line => line.Message.Contains("b.avif", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_the_source_leaves_open_are_filled()
    {
        var grid = TableGrid.Of(XElement.Parse("<table><tbody><tr><td rowspan=\"9\">a</td><td colspan=\"2\">b</td></tr><tr><td>c</td></tr><tr></tr></tbody></table>"));

        Assert.Equal(3, grid.Columns);
        Assert.Equal("a0:1x3 b1:2x1|c1:1x1 -2|-1 -2", string.Join('|', grid.Rows.Select(row => string.Join(' ', row.Cells.Select(cell => cell.Element is null ? $"-{cell.Column}" : $"{cell.Element.Value}{cell.Column}:{cell.Wide}x{cell.High}")))));
    }

    [Theory]
    [InlineData("<mfrac><mi>a</mi><mn>2</mn></mfrac>", "[#math.frac([#mi(\"a\")], [#mn(\"2\")])]")]
    [InlineData("<msup><mi>x</mi><mn>2</mn></msup>", "[#math.attach([#mi(\"x\")], tr: [#mn(\"2\")])]")]
    [InlineData("<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>", "[#[#math.lr([#mo(\"(\")#mi(\"x\")#mo(\")\")])]]")]
    [InlineData("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "[#math.attach(math.limits([#mo(\"∑\")]), b: [#mi(\"i\")], t: [#mi(\"n\")])]")]
    [InlineData("<mover><mi>x</mi><mo>¯</mo></mover>", "[#math.accent([#mi(\"x\")], \"\u0304\")]")]
    [InlineData("<mover><mrow><mi>x</mi><mi>y</mi></mrow><mo>¯</mo></mover>", "[#math.overline([#mi(\"x\")#mi(\"y\")])]")]
    [InlineData("<msqrt><mi>x</mi></msqrt>", "[#math.sqrt([#mi(\"x\")])]")]
    [InlineData("<mi>sin</mi>", "[#math.op(\"sin\")]")]
    public void MathML_becomes_mathematics(string inner, string expected) => Assert.Equal(expected, new TypstMath().Of(XElement.Parse($"<math>{inner}</math>")));

    [Fact]
    public void What_is_nested_without_end_keeps_its_words()
    {
        var deep = string.Concat(Enumerable.Repeat("<disp-quote>", 60)) + "<p>innermost</p>" + string.Concat(Enumerable.Repeat("</disp-quote>", 60));

        var document = ArticleTypst.Write(FinishedArticles.Of(deep));

        Assert.Contains("innermost", document.Source, StringComparison.Ordinal);
        Assert.Contains(document.Report, line => line.Message.Contains("deeper", StringComparison.Ordinal));
    }

    [Fact]
    public void The_apparatus_has_every_note_with_what_it_means_and_the_sources()
    {
        var document = ApparatusTypst.Write(FinishedArticles.Of($"<p>One.{Call("a", "1")} Two.{Call("b", "2")}</p>", $"<fn-group>{Note("a", "1", "RGASPI, f. 558, op. 11, d. 431, l. 5.")}{Note("b", "2", "Ibid., l. 6.")}</fn-group>"))!;

        Assert.Contains("#readnote(\"2\", reading: [", document.Source, StringComparison.Ordinal);
        Assert.Contains("#head(1, notes: [])[#\"Archives\"]", document.Source, StringComparison.Ordinal);
        Assert.Null(ApparatusTypst.Write(FinishedArticles.Of("<p>No notes.</p>")));
    }
}
