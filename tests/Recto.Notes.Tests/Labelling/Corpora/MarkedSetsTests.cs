using Recto.Notes.Labelling.Corpora;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Labelling.Corpora;

public sealed class MarkedSetsTests
{
    [Theory]
    [InlineData(
        "<bibl><label>[3]</label> <author>A. Orlova</author>, <title level=\"a\">Salt roads</title>, in <editor>B. Reyes</editor> (ed.), <title level=\"m\">Trade</title>, vol. <biblScope unit=\"volume\">2</biblScope> (<pubPlace>Leiden</pubPlace>: <publisher>Brill</publisher>, <date>1994</date>), pp. <biblScope unit=\"page\">3-9</biblScope>.</bibl>",
        "citation-number: [3] | author: A. Orlova, | title: Salt roads, | editor: in B. Reyes (ed.), | container-title: Trade, | volume: vol. 2 | location: (Leiden: | publisher: Brill, | date: 1994), | pages: pp. 3-9.")]
    [InlineData("<bibl><author>Orlova</author> <title level=\"m\">Thesis of salt</title>, <note type=\"report\">PhD thesis</note>, <orgName>University of Ghent</orgName> <date>1994</date> Retrieved from <ptr type=\"web\">http://example.org/x</ptr></bibl>", "author: Orlova | title: Thesis of salt, | genre: PhD thesis, | publisher: University of Ghent | date: 1994 | note: Retrieved from | url: http://example.org/x")]
    [InlineData("<bibl><orgName type=\"collaboration\">Salt Group</orgName> and <author>A. Orlova</author>,<lb/><title level=\"j\">J. Salt</title> <biblScope type=\"vol\">7</biblScope>:<biblScope type=\"pp\">11</biblScope></bibl>", "author: Salt Group and A. Orlova, | journal: J. Salt | volume: 7:11")]
    public void Of_GROBIDs_citations_unmarked_words_go_to_the_field_they_belong_to(string bibl, string expected)
    {
        var reference = Assert.Single(GrobidCitation.Read($"<TEI><text><listBibl>{bibl}</listBibl></text></TEI>"));

        Assert.Equal(expected, Shown.As(reference));
    }

    [Fact]
    public void A_reference_list_is_one_string_in_which_the_references_are_marked()
    {
        const string List = "<tei><text><listBibl>References<lb/> <bibl><label>[1]</label> Orlova, Salt roads.<lb/></bibl> <bibl>Reyes.</bibl></listBibl></text></tei>";

        var read = GrobidSegmenter.Read(List);

        Assert.Equal("References [1] Orlova, Salt roads. Reyes.", read.Sequence.Text);
        Assert.Equal(["o", "b-r", "i-r", "i-r", "e-r", "b-r"], read.Labels);
        Assert.Equal(["[1] Orlova, Salt roads.", "Reyes."], GrobidSegmenter.References(List));
    }

    [Theory]
    [InlineData("<ref><author><surname>Orlova</surname>, <given-names>A.</given-names></author> (<year>1994</year>): <title>Salt roads</title>. In: <source>Trade</source>, Jg. <volume>7</volume>, H. <issue>2</issue>, S. <fpage>3</fpage>–<lpage>9</lpage>.</ref>", "author: Orlova, A. | date: (1994): | title: Salt roads. | journal: In: Trade, Jg. | volume: 7, H. 2, | pages: S. 3–9.")]
    [InlineData("<ref><author>Orlova</author>: <title>Salt</title>. In: <editor><surname>Reyes</surname></editor> (Hg.): <source>Trade</source>. <publisher>Brill</publisher> <year>1994</year></ref>", "author: Orlova: | title: Salt. | editor: In: Reyes (Hg.): | container-title: Trade. | publisher: Brill | date: 1994")]
    public void Of_EXCITEs_references_the_source_is_a_journal_or_what_a_chapter_stands_in(string reference, string expected) =>
        Assert.Equal(expected, Shown.As(Assert.Single(ExciteReferences.Read($"<seganno>{reference}</seganno>"))));

    [Fact]
    public void Of_ParsCits_words_a_book_title_beside_a_title_is_what_it_stands_in()
    {
        var read = ParsCitWords.Read("Orlova,\tauthor\nSalt\ttitle\nTrade\tbooktitle\n1994\tdate\n\nReyes,\tauthor\nPorts\tbooktitle\n");

        Assert.Equal(["author: Orlova, | title: Salt | container-title: Trade | date: 1994", "author: Reyes, | title: Ports"], read.Select(Shown.As));
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => ParsCitWords.Read("a\tb\nc\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Brills_lines_the_punctuation_is_put_back_by_the_seed()
    {
        const string Lines = "<author>A. Orlova</author><booktitle>Salt roads</booktitle><title>STU</title><volume>12</volume><publisher>Kite &amp; Co</publisher><location>Leiden</location><date>1994</date>\n<author/><author>B. Reyes</author><title>Ports</title><journal>JS</journal><volume>3</volume><date>1999</date><pages>1–9</pages>\n";

        var read = BrillLines.Read(Lines, 5);

        Assert.Equal(["author", "title", "collection-title", "volume", "publisher", "location", "date"], read[0].Labels.Distinct());
        Assert.Equal(["author", "title", "journal", "volume", "date", "pages"], read[1].Labels.Distinct());
        Assert.Equal(read.Select(Shown.As), BrillLines.Read(Lines, 5).Select(Shown.As));
        Assert.All(read, reference => Assert.Matches(@"^[AB]\. \p{Lu}[a-z]+[,.] .*[.)]$", reference.Sequence.Text));
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => BrillLines.Read("\nno tags\n", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_references_is_refused()
    {
        Assert.Contains("holds no “bibl”", Assert.Throws<InvalidDataException>(() => GrobidCitation.Read("<TEI/>")).Message, StringComparison.Ordinal);
        Assert.Contains("holds no “ref”", Assert.Throws<InvalidDataException>(() => ExciteReferences.Read("<seganno/>")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_public_sets_have_as_many_references_as_their_pages_say()
    {
        Assert.Equal(8797, Texts("grobid-citation", "*.xml").Sum(text => Tiled(GrobidCitation.Read(text))));
        Assert.Equal(9438, Texts("excite", "*.xml").Sum(text => Tiled(ExciteReferences.Read(text))));
        Assert.Equal(345 + 300 + 74 + 124 + 46 + 44, Texts("parscit", "*.tsv").Sum(text => Tiled(ParsCitWords.Read(text))));
        Assert.Equal(137, Texts("brill", "*.txt").Sum(text => Tiled(BrillLines.Read(text, 1))));
        var lists = Texts("grobid-segmenter", "*.xml").Concat(Texts("grobid-segmenter", "*.missing")).ToList();
        Assert.Equal(133, lists.Count);
        Assert.Equal(5464, lists.Sum(text => GrobidSegmenter.Read(text).Labels.Count(label => label == "b-r")));
        Assert.Equal(5464, lists.Sum(text => GrobidSegmenter.References(text).Count));

        static int Tiled(IReadOnlyList<Notes.Labelling.LabelledSequence> read)
        {
            Shown.Tiles(read);
            return read.Count;
        }
    }

    private static IEnumerable<string> Texts(string set, string pattern) =>
        Directory.GetFiles(SharedData.Require("data/citations/" + set), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
