using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Exchange.Tei;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Notes;
using Recto.Notes.References;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>The notes of all real articles in every format, read back by strict readers.</summary>
public sealed class BibliographyCorpusTests
{
    [Fact]
    public void Every_source_of_every_real_article_comes_back_from_every_format()
    {
        var page = SavedPageText.Read(File.ReadAllText(SharedData.Require("reference/article-page.txt")))!;
        var documents = JatsCorpus.Files().Where(file => file.Bytes.Length < 4_000_000).Select(file => (file.Name, (JatsLoader.Load(file.Bytes) as JatsLoaded)?.Document)).Append(("reference page", page));
        var engine = new NotesEngine();
        var sources = 0;
        foreach (var (name, document) in documents)
        {
            if (document is null)
            {
                continue;
            }

            var apparatus = engine.Read([.. NoteExtractor.Extract(document).Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]);

            var bibliography = Bibliography.Of(apparatus, engine.Directory);

            Assert.Equal(bibliography.Sources.Select(source => source.Id), Written.Csl(bibliography).EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            Assert.Equal(bibliography.Sources.Select(source => source.DisplayTitle), Written.BibTex(bibliography).Select(entry => entry.Plain("title")));
            Assert.Equal(bibliography.Sources.Select(source => source.Authors.Count), Written.BibTex(bibliography).Select(entry => entry.Names("author").Length));
            Assert.Equal(bibliography.Sources.Select(source => source.DisplayTitle), Written.Ris(bibliography).Select(record => record["TI"]));
            Written.Tei(bibliography, apparatus, name);
            Assert.Equal(bibliography.Sources.Count, Enum.GetValues<SourceGroup>().Sum(group => bibliography.Sorted(group).Count));
            sources += bibliography.Sources.Count;
        }

        Assert.True(sources > 1000, $"{sources} sources.");
    }

    [Fact]
    public void Notes_written_as_TEI_are_read_again_with_the_same_words()
    {
        var page = SavedPageText.Read(File.ReadAllText(SharedData.Require("reference/article-page.txt")))!;
        var engine = new NotesEngine();
        var apparatus = engine.Read([.. NoteExtractor.Extract(page).Select(note => note.Note)]);
        using var stream = new MemoryStream();

        TeiBibliography.Write(Bibliography.Of(apparatus, engine.Directory), apparatus, "Notes", stream);

        var again = NoteExtractor.Extract(((JatsLoaded)TeiLoader.Load(stream.ToArray())).Document);
        Assert.Equal(apparatus.Notes.Select(read => (read.Note.Label, read.Note.Text)), again.Where(note => note.Container == NoteContainer.Body).Select(note => (note.Note.Label, note.Note.Text)));
    }

    [Fact]
    public void The_reference_page_has_five_archives_and_its_back_references_count_as_mentions()
    {
        var page = SavedPageText.Read(File.ReadAllText(SharedData.Require("reference/article-page.txt")))!;
        var engine = new NotesEngine();
        var bibliography = Bibliography.Of(engine.Read([.. NoteExtractor.Extract(page).Select(note => note.Note)]), engine.Directory);

        Assert.Equal(["AVPRF", "MAE", "RGASPI", "RGVA", "SHAT"], bibliography.Sorted(SourceGroup.Archives).Select(source => source.Archive!.Siglum).Distinct().Order());
        Assert.Equal("30 94, 34 146, 37 124, 38 148, 39 122-123, 40 121, 41 122, 42 124, 48 125, 49 125, 50 148, 51 120, 89 163",
            string.Join(", ", bibliography.Sources.Single(source => source.Id == "rgaspi-558-11-431").Mentions.Select(mention => $"{mention.NoteLabel} {mention.Locator}")));
        Assert.DoesNotContain(bibliography.Sources, source => source.Kind == ReferenceKind.Archival && source.Archive?.Name is null);
    }
}
