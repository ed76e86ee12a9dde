using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.MarkedNotes;
using Recto.Notes;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class TaggedCitationsTests
{
    private const string Back = """
        <fn-group><fn id='f1'><label>1</label><p>See <element-citation publication-type='book'>
          <person-group person-group-type='author'><name><surname>Harker</surname><given-names>Ada</given-names></name><collab>Harbour Office</collab></person-group>
          <chapter-title>Ropes &amp; <italic>Tar</italic></chapter-title> <source>The Yard</source>
          <person-group person-group-type='editor'><string-name><given-names>B.</given-names> <surname>Quay</surname></string-name></person-group>
          <publisher-loc>Bristol</publisher-loc><publisher-name>Mast Press</publisher-name><year>1931</year><fpage>12</fpage><lpage>19</lpage><pub-id pub-id-type='doi'>10.5555/yard</pub-id></element-citation>; and below.</p></fn></fn-group>
        """;

    [Fact]
    public void The_citation_of_a_note_is_told_with_the_places_of_its_fields_in_the_notes_text()
    {
        var note = JatsSamples.Notes("<p>Text<xref ref-type='fn' rid='f1'>1</xref>.</p>", Back)[0].Note;

        var citation = Assert.Single(note.Citations);
        Assert.Equal("See Harker Ada Harbour Office Ropes & Tar The Yard B. Quay Bristol Mast Press 1931 12 19 10.5555/yard; and below.", note.Text);
        Assert.Equal("book", citation.Kind);
        Assert.Equal("Harker Ada Harbour Office Ropes & Tar The Yard B. Quay Bristol Mast Press 1931 12 19 10.5555/yard", Cut(note, citation.Span));
        Assert.Equal(["Author:Harker/Ada", "Author:Harbour Office/", "Editor:Quay/B."], citation.Persons.Select(person => $"{person.Role}:{Cut(note, person.Family)}/{Cut(note, person.Given)}"));
        Assert.Equal(
            ["Title:Ropes & Tar", "Source:The Yard", "Place:Bristol", "Publisher:Mast Press", "Year:1931", "Pages:12", "Pages:19", "Doi:10.5555/yard"],
            citation.Fields.Select(field => $"{field.Label}:{Cut(note, field.Span)}"));
    }

    [Fact]
    public void A_label_before_the_words_moves_the_places()
    {
        var note = JatsSamples.Notes("<p>Text<xref ref-type='fn' rid='f1'>1</xref>.</p>", "<fn-group><fn id='f1'><p>1. <mixed-citation><source>The Yard</source>, <year>1931</year></mixed-citation></p></fn></fn-group>")[0].Note;

        Assert.Equal(["The Yard", "1931"], Assert.Single(note.Citations).Fields.Select(field => Cut(note, field.Span)));
    }

    [Fact]
    public void What_Recto_marked_itself_is_not_told()
    {
        var note = JatsSamples.Notes("<p>Text<xref ref-type='fn' rid='f1'>1</xref>.</p>", "<fn-group><fn id='f1'><p><mixed-citation specific-use='full'><source>The Yard</source>, 1931</mixed-citation></p></fn></fn-group>")[0].Note;

        Assert.Empty(note.Citations);
    }

    [Fact]
    public void Marking_an_article_leaves_the_sources_own_citations_as_they_are()
    {
        var article = JatsSamples.Read($"<article xml:lang='en'><body><p>Text<xref ref-type='fn' rid='f1'>1</xref>.</p></body><back>{Back}</back></article>");
        var engine = new NotesEngine();
        var apparatus = engine.Read([.. article.Notes.Select(note => note.Note)]);
        Assert.Single(apparatus.Notes[0].References);

        var marked = MarkedArticle.Of(article.Document, apparatus, engine.Directory);

        Assert.True(XNode.DeepEquals(article.Document.Jats.Descendants("fn").Single().Element("p"), marked.Descendants("fn").Single().Element("p")));
    }

    [Fact]
    public void Nearly_all_tagged_works_of_the_history_journals_come_out_with_author_title_and_year_as_tagged()
    {
        var engine = new NotesEngine();
        var (tagged, read, missed) = (0, 0, new List<string>());
        foreach (var (name, bytes) in JatsCorpus.Files().Where(file => file.Name.StartsWith("jats-history-medicine/", StringComparison.Ordinal)))
        {
            var notes = ((JatsLoaded)JatsLoader.Load(bytes)).Document is var document
                ? NoteExtractor.Extract(document).Where(note => note.Container == NoteContainer.Body).Select(note => note.Note).ToList() : [];
            foreach (var (note, references) in engine.Read(notes).Notes.Select(note => (note.Note, note.References.Select(reference => reference.Reference).OfType<PublishedReference>().ToList())))
            {
                // Elements that hold one work whose author, title and year are all told.
                foreach (var citation in note.Citations.Where(IsOneWork))
                {
                    tagged++;
                    var found = references.Find(reference => reference.Span.Overlaps(citation.Span));
                    var isRead = found is { Year: { } year } && citation.Fields.Any(field => field.Label == MarkedLabel.Year && Cut(note, field.Span)!.Contains(year.Text, StringComparison.Ordinal))
                        && citation.Fields.Any(field => field.Label is MarkedLabel.Title or MarkedLabel.Source && field.Span.Overlaps((found.Title ?? found.Container)?.Span ?? default))
                        && citation.Persons.Any(person => found.Authors.Concat(found.Editors).Any(author => author.Span.Overlaps(person.Span)));
                    read += isRead ? 1 : 0;
                    missed.AddRange(isRead ? [] : [$"{name} {note.Label}: {Cut(note, citation.Span)}"]);
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{read} of {tagged}\n{string.Join('\n', missed)}");
        Assert.True(tagged > 600 && read >= 0.97 * tagged, $"{read} of {tagged}\n{string.Join('\n', missed.Take(20))}");
    }

    private static bool IsOneWork(CitationMarkup citation) =>
        citation.Persons.Count > 0 && citation.Fields.Count(field => field.Label == MarkedLabel.Source) == 1 && citation.Fields.Count(field => field.Label == MarkedLabel.Year) == 1 && citation.Fields.Count(field => field.Label == MarkedLabel.Title) <= 1;

    private static string? Cut(Note note, TextSpan? span) => span?.In(note.Text).ToString();
}
