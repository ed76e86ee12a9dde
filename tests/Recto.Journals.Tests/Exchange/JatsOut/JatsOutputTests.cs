using System.Xml.Linq;
using Recto.Journals.Exchange.JatsOut;
using Recto.Journals.Tests.Exchange.MarkedNotes;

namespace Recto.Journals.Tests.Exchange.JatsOut;

public sealed class JatsOutputTests
{
    [Theory]
    [InlineData("<p>See <bold>this</bold><citation citation-type=\"book\" id=\"c1\"><source>Maps</source></citation></p>", "mixed-citation")] // NLM 2
    [InlineData("<p>A <tp:taxon-name xmlns:tp=\"http://www.plazi.org/taxpub\">Quercus robur</tp:taxon-name> leaf</p>", "content-type=\"tp:taxon-name\"")] // TaxPub
    [InlineData("<p>A <i>web</i> page</p>", "<italic>")] // HTML
    [InlineData("<sec><title>One</title><sec><title>Two</title><p>x</p></sec><p>behind its subsection</p></sec>", "around")] // The order is the author's.
    [InlineData("<sec><title>One</title><p>x</p>naked words <italic>and more</italic></sec>", "naked words")]
    [InlineData("<p><xref ref-type=\"video\" rid=\"nowhere\">Video 1</xref></p>", "custom-type=\"video\"")]
    [InlineData("<p id=\"9a\">x</p><p id=\"b\"><xref rid=\"9a\">x</xref></p><p id=\"b\">y</p>", "recto attribute id")] // No name, and one twice.
    [InlineData("<p style=\"color: red\" nonsense=\"a&quot;b ?&gt; %3F\">x</p>", "recto attribute nonsense")]
    [InlineData("<p><ext-link xlink:href=\"http://\">x</ext-link></p>", "recto attribute")]
    [InlineData("<p xml:lang=\"en_US\">x</p>", "xml:lang=\"en-US\"")]
    [InlineData("<table-wrap><oasis:table xmlns:oasis=\"http://docs.oasis-open.org/ns/oasis-exchange/table\"><oasis:tgroup cols=\"2\"><oasis:colspec colname=\"a\"/><oasis:colspec colname=\"b\"/><oasis:tbody><oasis:row><oasis:entry namest=\"a\" nameend=\"b\">x</oasis:entry></oasis:row></oasis:tbody></oasis:tgroup></oasis:table></table-wrap>", "colspan=\"2\"")]
    [InlineData("<p>one<p>in another</p>two</p>", "in another")]
    [InlineData("<unheard><of>words</of></unheard>", "words")]
    [InlineData("<disp-formula><mml:math><mml:mrow><mml:mi width=\"wide\">x</mml:mi><mml:strange><mml:mi>y</mml:mi></mml:strange></mml:mrow></mml:math></disp-formula>", "<mml:mi>")]
    public void What_JATS_1_3_does_not_know_goes_out_valid_and_comes_back_as_it_was(string body, string written)
    {
        var read = JatsFiles.Read(JatsFiles.Article(body));
        var before = JatsFiles.Everything(read.Document.Jats);

        var output = JatsOutput.Of(JatsFiles.Finished(read));

        Assert.Equal([], JatsSchema.Faults(output.Bytes));
        Assert.True(output.IsValid);
        Assert.Contains(written, JatsFiles.Text(output), StringComparison.Ordinal);
        Assert.Equal(before, JatsFiles.Everything(JatsFiles.Read(output.Bytes).Document.Jats));
    }

    [Theory]
    [InlineData("<article-meta><article-id pub-id-type=\"pmc\">12</article-id><title-group><article-title>A title</article-title></title-group><copyright-statement>© A. B.</copyright-statement><copyright-year>1999</copyright-year><license><p>Free.</p></license></article-meta>")]
    [InlineData("<journal-meta><journal-id>x</journal-id><journal-title>Maps</journal-title><publisher><publisher-name>P</publisher-name></publisher></journal-meta><article-meta><pub-date><year>1999</year></pub-date><title-group><article-title>A title</article-title></title-group></article-meta>")]
    [InlineData("<article-meta/>")]
    [InlineData("")]
    public void A_front_that_lacks_something_is_completed_from_what_the_site_knows(string front)
    {
        var read = JatsFiles.Read(JatsFiles.Article("<p>x</p>", front));
        var before = JatsFiles.Everything(read.Document.Jats);

        var output = JatsOutput.Of(JatsFiles.Finished(read));

        Assert.Equal([], JatsSchema.Faults(output.Bytes));
        var root = XDocument.Parse(JatsFiles.Text(output)).Root!;
        Assert.NotNull(root.Element("front")!.Element("journal-meta")!.Element("journal-title-group")!.Element("journal-title"));
        Assert.Contains(output.Report, line => line.Message.Contains("ISSN", StringComparison.Ordinal));
        Assert.Equal(before, JatsFiles.Everything(JatsFiles.Read(output.Bytes).Document.Jats));
    }

    [Fact]
    public void References_of_notes_are_marked_back_references_stand_beside_them_and_all_of_it_is_read_again_from_the_words()
    {
        var read = JatsFiles.Read(JatsFiles.Article("<p>Text<xref ref-type=\"fn\" rid=\"a\">1</xref><xref ref-type=\"fn\" rid=\"b\">2</xref></p>", back:
            "<back><fn-group><fn id=\"a\"><label>1</label><p>P. Jackson, <italic>France and the Nazi Menace</italic> (Oxford: Oxford University Press, 2000), 72; see <italic>RGASPI, f. 558, op. 11, d. 431, l. 94</italic>.</p></fn><fn id=\"b\"><label>2</label><p>Ibid., 80.</p></fn></fn-group></back>"));
        var before = JatsFiles.Everything(read.Document.Jats);

        var output = JatsOutput.Of(JatsFiles.Finished(read));

        Assert.Equal([], JatsSchema.Faults(output.Bytes));
        var root = XDocument.Parse(JatsFiles.Text(output)).Root!;
        Assert.Contains(root.Descendants("fn").Descendants("mixed-citation"), citation => (string?)citation.Attribute("publication-type") == "book");
        Assert.Contains(root.Descendants("fn").Descendants("xref"), pointer => (string?)pointer.Attribute("specific-use") == "ibid" && (string?)pointer.Attribute("rid") == "a");
        Assert.Contains(root.Descendants("ref-list"), list => (string?)list.Attribute("specific-use") == "derived");
        Assert.Equal(before, JatsFiles.Everything(JatsFiles.Read(output.Bytes).Document.Jats));
        Assert.DoesNotContain("derived", JatsFiles.Text(JatsOutput.Of(JatsFiles.Finished(read), listsSources: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_called_by_the_names_of_their_files_and_what_did_not_come_keeps_its_name()
    {
        var read = JatsFiles.Read(JatsFiles.Article("<fig><graphic xlink:href=\"Fig 1.tif\"/></fig><fig><graphic xlink:href=\"gone.tif\"/></fig>"));

        var text = JatsFiles.Text(JatsOutput.Of(JatsFiles.Finished(read, ("Fig 1.tif", "fig-1.png"))));

        Assert.Contains("xlink:href=\"fig-1.png\"", text, StringComparison.Ordinal);
        Assert.Contains("xlink:href=\"gone.tif\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p><?recto open b?><?recto open b?>x</p>")] // Never closed.
    [InlineData("<p><?recto close?>x<?recto was ::?><?recto was a b?><?recto attribute xmlns \"x\"?><?recto attribute {http://www.w3.org/2000/xmlns/}a \"x\"?></p>")]
    [InlineData("<p><?recto here 1?><bold><?recto moved 1?><?recto here 2?><italic><?recto moved 2?>x</italic></bold></p>")]
    [InlineData("<p><bold><?recto moved 1?><?recto here 1?>x</bold></p>")] // Into itself.
    [InlineData("<p><?recto left \"&lt;b&gt;\"?><?recto left \"%3C\"?><?recto text?></p>")]
    [InlineData("<p><?recto new?><?recto around?><?recto mark?><?recto again?><?recto kept?>x</p>")]
    public void Instructions_that_somebody_has_changed_do_no_harm(string body)
    {
        var read = JatsFiles.Read(JatsFiles.Article(body));

        var output = JatsOutput.Of(JatsFiles.Finished(read));

        Assert.Equal([], JatsSchema.Faults(output.Bytes));
    }

    [Fact]
    public void Instructions_cannot_nest_elements_deeper_than_a_file_may()
    {
        var bomb = string.Concat(Enumerable.Repeat("<?recto open b?>", 100_000));

        var outcome = Journals.Exchange.Jats.JatsArticle.Read(System.Text.Encoding.UTF8.GetBytes(JatsFiles.Article($"<p>{bomb}</p>")));

        Assert.IsType<Journals.Exchange.Jats.JatsRefusal>(outcome);
    }

    [Fact]
    public void A_quotation_holds_whatever_an_attribute_can()
    {
        foreach (var words in (string[])["", "\"", "?>", "%", "%3F>", "a\r\n\tb", "%250D%22", "<&>", "?"])
        {
            Assert.Equal(words, Journals.Exchange.Jats.Traces.Unquoted(Journals.Exchange.Jats.Traces.Quoted(words)));
        }
    }
}
