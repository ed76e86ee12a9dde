using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.MarkedNotes;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Notes;

namespace Recto.Journals.Tests.Exchange.MarkedNotes;

/// <summary>Marking the notes of all real articles.</summary>
public sealed class MarkedCorpusTests
{
    [Fact]
    public void No_real_article_is_less_valid_and_no_note_has_another_text_once_its_references_are_marked()
    {
        var engine = new NotesEngine();
        var (articles, valid, citations, references) = (0, 0, 0, 0);
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            if (JatsLoader.Load(bytes) is not JatsLoaded { Document: var document } || bytes.Length > 4_000_000)
            {
                continue;
            }

            var before = NoteExtractor.Extract(document);
            var apparatus = engine.Read([.. before.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]);
            if (apparatus.Notes.Count == 0)
            {
                continue;
            }

            var original = document.Jats.ToString(SaveOptions.DisableFormatting);

            var marked = MarkedArticle.Of(document, apparatus, engine.Directory);

            Assert.Equal(original, document.Jats.ToString(SaveOptions.DisableFormatting));
            var after = NoteExtractor.Extract(((JatsLoaded)JatsLoader.Load(JatsSchema.Bytes(marked))).Document);
            Assert.True(before.Select(note => note.Note.Text).SequenceEqual(after.Select(note => note.Note.Text)), name);
            Assert.Equal(before.Select(note => (note.Note.Label, note.Note.Text, note.Element.Value)), after.Select(note => (note.Note.Label, note.Note.Text, note.Element.Value)));
            Assert.Equal(before.Select(note => Runs(note.Note)), after.Select(note => Runs(note.Note)));
            var faults = JatsSchema.Faults(document.Jats);
            var news = JatsSchema.Faults(marked).Except(faults).ToList();
            Assert.True(news.Count == 0, $"{name}: {string.Join('\n', news)}");
            articles++;
            valid += faults.Count == 0 ? 1 : 0;
            citations += marked.Descendants("mixed-citation").Count(citation => citation.Attribute("specific-use") is not null && citation.Attribute("id") is not null);
            references += apparatus.Notes.Sum(note => note.References.Count);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{articles} articles with notes, {valid} of them valid before; {citations} citations marked of {references} references.");
        Assert.True(articles > 40 && valid > 10 && citations > 700, $"{articles} articles, {valid} valid, {citations} citations.");
    }

    private static string Runs(Recto.Notes.Text.Note note) =>
        string.Join(' ', note.Emphasis.SelectMany(run => Enumerable.Range(run.Span.Start, run.Span.Length).Where(at => !char.IsWhiteSpace(note.Text[at])).Select(at => $"{at}{run.Emphasis}")).Distinct().Order());
}
