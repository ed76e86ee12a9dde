using Recto.Notes.Labelling.Corpora;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Labelling.Corpora;

public sealed class BibliographicTeiTests
{
    private const string Note = """
        <dataset xmlns="urn:x"><instance>
          <input type="raw"><![CDATA[7 See Orlova, ‘Salt roads’, in Trade, ed. B. Reyes (1994), 77 (79 ff.); Ruiz, op. cit., n. 4, p. 9. Others disagree.]]></input>
          <output type="bibl">
            <note xmlns="http://www.tei-c.org/ns/1.0" n="7"><label>7</label>
              <note type="signal">See</note>
              <bibl>
                <author><persName>
                  <surname>Orlova</surname>
                </persName></author>, ‘<title level="a">Salt roads</title>’, in
                <title level="m">Trade</title>, ed. <editor>B. Reyes</editor>
                (<date>1994</date>), <biblScope unit="page">77</biblScope> (<citedRange unit="page">79 ff.</citedRange>)</bibl>;
              <bibl><author>Ruiz</author>, <ref type="op-cit">op. cit.</ref>, <ref type="footnote">n. 4</ref>, p. <citedRange unit="page">9</citedRange></bibl>.
              <note type="comment">Others disagree.</note>
            </note>
          </output>
        </instance></dataset>
        """;

    [Fact]
    public void Each_reference_has_its_fields_with_the_spacing_of_print()
    {
        var references = BibliographicTei.References(Note);

        Assert.Equal(
            [
                "author: Orlova, | title: ‘Salt roads’, | container-title: in Trade, | editor: ed. B. Reyes | date: (1994), | pages: 77 (79 ff.);",
                "author: Ruiz, | note: op. cit., n. 4, | pages: p. 9.",
            ],
            references.Select(Shown.As));
    }

    [Fact]
    public void A_note_is_cut_into_references_and_what_cites_nothing()
    {
        var note = Assert.Single(BibliographicTei.Spans(Note));

        Assert.Equal("o: See | b-r: Orlova, | i-r: ‘Salt roads’, in Trade, ed. B. Reyes (1994), 77 (79 | e-r: ff.); | b-r: Ruiz, | i-r: op. cit., n. 4, p. | e-r: 9. | o: Others disagree.", Shown.As(note));
    }

    [Fact]
    public void What_has_no_notes_is_refused() =>
        Assert.Contains("“TEI” holds no “instance”", Assert.Throws<InvalidDataException>(() => BibliographicTei.Spans("<TEI/>")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_public_set_has_as_many_notes_and_references_as_its_page_says()
    {
        var files = Directory.GetFiles(SharedData.Require("data/citations/bibliographic-tei"), "*.xml").Select(File.ReadAllText).ToList();

        var notes = files.SelectMany(BibliographicTei.Spans).ToList();

        var references = files.SelectMany(BibliographicTei.References).ToList();
        Assert.Equal((168, 258, 258), (notes.Count, notes.Sum(note => note.Labels.Count(label => label == "b-r")), references.Count));
        Shown.Tiles(references);
        Shown.Tiles(notes);
    }
}
