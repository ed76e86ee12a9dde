using Recto.Journals.Articles;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>Whatever an article holds, the page stays sound, keeps the words and runs nothing.</summary>
public sealed class HostileTests
{
    private static readonly HashSet<string> Dangerous = new(StringComparer.Ordinal) { "script", "style", "iframe", "svg", "object", "embed", "form", "input", "link", "meta", "base", "annotation-xml" };

    [Theory]
    [InlineData("<script>alert(1)</script><p>b</p>", "alert(1)")]
    [InlineData("<p>a <style>p{}</style> <iframe src='x'>frame</iframe> <svg onload='x()'>drawn</svg></p>", "frame")]
    [InlineData("<p onclick='x()'>said</p>", "said")]
    [InlineData("<p><ext-link xlink:href='javascript:alert(1)'>click</ext-link></p>", "click")]
    [InlineData("<p><ext-link xlink:href=' JAVA&#10;SCRIPT:alert(1)'>click</ext-link></p>", "click")]
    [InlineData("<p><ext-link xlink:href='data:text/html,x'>data</ext-link> <uri>vbscript:x</uri></p>", "vbscript:x")]
    [InlineData("<p><inline-formula><mml:math><mml:mi xlink:href='javascript:x' href='javascript:x' onclick='x'>y</mml:mi><mml:script>z</mml:script></mml:math></inline-formula></p>", "y")]
    [InlineData("<p><inline-formula><mml:math><mml:semantics><mml:mi>q</mml:mi><mml:annotation-xml encoding='text/html'><mml:mi>r</mml:mi></mml:annotation-xml></mml:semantics></mml:math></inline-formula></p>", "r")]
    [InlineData("<sec id='a &quot;b&quot; c'><title>T</title><p>to <xref rid='d'>e</xref></p></sec>", "T")]
    [InlineData("<p xml:lang='\" onclick=\"x'>quoted</p>", "quoted")]
    [InlineData("<table-wrap id='t\"&gt;'><table><tr><td colspan='999999999999' rowspan='-4'>cell</td></tr></table></table-wrap>", "cell")]
    [InlineData("<fig><graphic xlink:href='x&quot; onerror=&quot;y'/><caption><p>one</p><p>two</p></caption></fig>", "two")]
    [InlineData("<p>a &lt;b&gt; &amp;amp; c</p>", "<b> &amp; c")]
    [InlineData("<p>a<p>b<p>c</p></p></p>", "c")]
    [InlineData("<title>stray</title><list><list-item><list><list-item><p>deep</p></list-item></list></list-item></list>", "deep")]
    [InlineData("<p>Smith&#x92;s</p>", "Smith’s")]
    [InlineData("<preformat>  two\n   three </preformat>", "  two\n   three ")]
    public void Whatever_stands_in_a_body_its_words_stay_and_nothing_runs(string body, string words)
    {
        var page = Page(body);

        Assert.Contains(words, page.Body.Words(), StringComparison.Ordinal);
        Sound(page);
    }

    [Theory]
    [InlineData("<sec><title>Head{0}</title><p>p</p></sec>")]
    [InlineData("<fig><label>1</label><caption><title>C{0}</title><p>d</p></caption></fig>")]
    [InlineData("<table-wrap><label>1</label><caption><p>C</p></caption><table><tr><td>x{0}</td></tr></table></table-wrap>")]
    [InlineData("<list><list-item><p>x{0}</p></list-item></list>")]
    [InlineData("<disp-quote><p>x{0}</p></disp-quote>")]
    [InlineData("<p><ext-link xlink:href='https://example.org'>site {0} more</ext-link></p>")]
    [InlineData("<p><italic>i<bold>b{0}</bold></italic></p>")]
    [InlineData("<boxed-text><p>x{0}</p></boxed-text>")]
    [InlineData("<title>{0}</title>")]
    [InlineData("{0}")]
    public void A_note_may_be_called_from_anywhere(string body)
    {
        foreach (var call in new[] { "<xref ref-type='fn' rid='f1'>1</xref>", "<fn><p>In place.</p></fn>" })
        {
            var page = Page(body.Replace("{0}", call, StringComparison.Ordinal), "<fn-group><fn id='f1'><label>1</label><p>The note, see <xref ref-type='fn' rid='f2'>2</xref>.</p></fn><fn id='f2'><label>2</label><p>Inner.</p></fn></fn-group>");

            Sound(page);
        }
    }

    [Fact]
    public void A_note_called_fifty_times_leads_back_to_each()
    {
        var page = Page(string.Concat(Enumerable.Repeat("<p>w<xref ref-type='fn' rid='f1'>1</xref></p>", 50)), "<fn-group><fn id='f1'><label>1</label><p>N.</p></fn></fn-group>");

        Sound(page);
        Assert.Equal(50, page.Body.All().Count(node => node.HasClass("call")));
    }

    [Fact]
    public void A_paragraph_may_call_sixty_notes()
    {
        var numbers = Enumerable.Range(1, 60).ToList();
        var page = Page($"<p>{string.Concat(numbers.Select(n => $"w<xref ref-type='fn' rid='f{n}'>{n}</xref>"))}</p>", $"<fn-group>{string.Concat(numbers.Select(n => $"<fn id='f{n}'><label>{n}</label><p>N{n}.</p></fn>"))}</fn-group>");

        Sound(page);
        Assert.Equal(60, page.Body.All().Count(node => node.HasClass("note")));
    }

    [Theory]
    [InlineData("<p>x<fn/></p>", "")]
    [InlineData("<p>x<xref ref-type='fn' rid='f'/></p>", "<fn-group><fn id='f'/></fn-group>")]
    [InlineData("", "")]
    [InlineData("", "<fn-group><title>Notes</title><fn><label>1</label><p>Alone.</p></fn></fn-group>")]
    public void Empty_notes_and_empty_articles_are_pages(string body, string back) => Sound(Page(body, back));

    [Fact]
    public void Deep_nesting_is_written()
    {
        var page = Page(string.Concat(Enumerable.Repeat("<unheard-of>", 300)) + "core" + string.Concat(Enumerable.Repeat("</unheard-of>", 300)));

        Assert.Contains("core", page.Body.Words(), StringComparison.Ordinal);
        Sound(page);
    }

    [Fact]
    public void Time_grows_with_the_length_and_no_faster()
    {
        var watch = ProcessorClock.StartNew();
        var page = Page(string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<p>word {n}<xref ref-type='bibr' rid='b'>1</xref></p>")));

        Assert.Equal(20_000, page.Body.All().Count(node => node.Tag == "p"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(40), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("<p>A word.{0}</p>", "<xref ref-type='bibr' rid='b'>1</xref> ")]
    [InlineData("<p>A {0}<xref ref-type='bibr' rid='b'>2</xref></p>", "<xref ref-type='bibr' rid='none'>1</xref> ")]
    [InlineData("<p><mixed-citation>{0}</mixed-citation></p>", "<surname>Lund</surname><source>a</source>")]
    [InlineData("{0}", "<p id='a'>a</p>")]
    [InlineData("<list>{0}</list>", "<list-item><p>a</p></list-item>")]
    [InlineData("<table-wrap><table><tr>{0}</tr></table></table-wrap>", "<th>a</th>")]
    [InlineData("<p><inline-formula><mml:math><mml:mtable columnalign='left right'><mml:mtr>{0}</mml:mtr></mml:mtable></mml:math></inline-formula></p>", "<mml:mtd><mml:mi>a</mml:mi></mml:mtd>")]
    [InlineData("<p><inline-formula><mml:math><mml:mfenced separators=';,;,;,;,;,;,;,'>{0}</mml:mfenced></mml:math></inline-formula></p>", "<mml:mi>a</mml:mi>")]
    public void Many_of_one_kind_beside_one_another_take_time_in_proportion(string body, string part)
    {
        var source = JatsSamples.Read($"<article xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML'><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body>{body.Replace("{0}", string.Concat(Enumerable.Repeat(part, 60_000)), StringComparison.Ordinal)}<p>b<xref ref-type='bibr' rid='b'>1</xref></p></body><back><ref-list><ref id='b'><mixed-citation>B</mixed-citation></ref></ref-list></back></article>");
        var clock = ProcessorClock.StartNew();

        _ = new HtmlPage(source, reads: false);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void Numbers_in_a_row_stand_as_high_as_the_first()
    {
        var page = Page("<p>word.<xref ref-type='bibr' rid='b'>3</xref> <xref ref-type='bibr' rid='b'>4</xref>, as said in <xref ref-type='bibr' rid='b'>5</xref> <xref ref-type='bibr' rid='b'>6</xref></p>", "<ref-list><ref id='b'><mixed-citation>B</mixed-citation></ref></ref-list>");

        Assert.Equal(["3", "4"], page.Body.All().Where(node => node.Tag == "sup").Select(node => node.Words()));
    }

    private static HtmlPage Page(string body, string back = "") => new(JatsSamples.Read(
        $"<article xml:lang='en' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML'><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body>{body}</body><back>{back}</back></article>"), reads: false);

    private static void Sound(HtmlPage page)
    {
        Assert.Equal([], page.Faults());
        foreach (var node in page.Parts.Append(page.Notes).SelectMany(part => part.All()))
        {
            Assert.DoesNotContain(node.Tag ?? "", Dangerous);
            Assert.DoesNotContain(node.Attributes.Keys, name => name.StartsWith("on", StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal));
            Assert.True(node["href"] is not { } href || href[0] is '#' or '/' || href.StartsWith("http", StringComparison.Ordinal) || href.StartsWith("mailto:", StringComparison.Ordinal), node["href"]);
            Assert.True(node.Tag is not ['m', ..] || node["href"] is null);
        }
    }
}
