using System.Text;
using System.Text.Json;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.App.Tests.Import;

/// <summary>Word files, by the commands.</summary>
public sealed class WordTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    private static WordFile Paper(string title = "On Leaves") => new WordFile(Styled("Title", title) + Styled("Author", "Ada Lund") + P(WordFile.Run("Text.") + Call(1) + WordFile.Run(" More.") + Call(2) + EndCall(1))
            + P("<w:r><w:drawing><wp:inline><a:blip r:embed=\"p1\"/></wp:inline></w:drawing></w:r>"))
        .Footnotes(Note(1, WordFile.Run("RGASPI 558/11/431/94.")), Note(2, WordFile.Run("Ibid.", "<w:i/>")))
        .Endnotes(Note(1, "He says so.", "endnote"))
        .Picture("p1", "image1.png", Samples.Png);

    [Fact]
    public async Task Notes_are_read_with_what_they_mean()
    {
        Assert.Equal(0, await _run.RectoAsync("notes", "read", _run.Write("paper.docx", Paper().Bytes())));

        Assert.Equal(["1", "2", "i"], _run.Lines.Select(line => line.GetProperty("note").GetString()));
        Assert.Equal(["RGASPI 558/11/431/94.", "Ibid.", "He says so."], _run.Lines.Select(line => line.GetProperty("text").GetString()));
        Assert.Equal("1", _run.Lines[1].GetProperty("references")[0].GetProperty("refersTo").GetProperty("note").GetString());
    }

    [Fact]
    public async Task Notes_are_checked_from_standard_input_too()
    {
        var bytes = new WordFile(P(WordFile.Run("Text.") + Call(1))).Footnotes(Note(1, "G.-H. Soutou, ‘La France et l’URSS', in L’URSS et l’Europe (Paris: PUPS 2000), 71.")).Bytes();

        Assert.Equal(1, await _run.RectoAsync(["notes", "check", "-"], new MemoryStream(bytes), Ct));
    }

    [Fact]
    public async Task An_article_is_imported_with_its_picture_its_source_and_the_same_notes_as_are_read()
    {
        var file = _run.Write("paper.docx", Paper().Bytes());

        Assert.Equal(0, await _run.ImportAsync(file, "--format", "json"));

        var slug = _run.Lines[0].GetProperty("article").GetString()!;
        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        var row = await new ArticleStore(database).FindPageAsync(slug, Visibility.Published, Ct);
        var kept = await new ApparatusStore(database).FindAsync(row!.Id, Ct);
        Assert.Equal(["1 RGASPI 558/11/431/94.", "2 Ibid.", "i He says so."], kept!.Notes.Select(note => $"{note.Note.Label} {note.Note.Text}"));
        Assert.Equal("Ibid.", Assert.Single(kept.Notes[1].Note.Emphasis).Span.In("Ibid.").ToString());
        var files = await new ArticleFileStore(database).ListAsync(row.Id, Ct);
        Assert.Equal(["article.jats.xml", "image1.png", "paper.docx"], files.Select(one => one.Name).Order(StringComparer.Ordinal));

        Assert.Equal(0, await _run.ImportAsync(file, "--format", "json"));
        Assert.Equal("unchanged", _run.Lines[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_is_wrong_with_one_file_does_not_stop_the_others()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("WordDocument")];
        var folder = Path.GetDirectoryName(_run.Write("in/good.docx", Paper().Bytes()))!;
        _run.Write("in/old.docx", old);
        _run.Write("in/cut.docx", Paper("Cut").Bytes()[..200]);
        _run.Write("in/packed.zip", Samples.Zip(("inner/paper.docx", Paper("Packed").Bytes())));
        _run.Write("in/~$good.docx", [1, 2, 3]); // Word's own lock file.

        Assert.Equal(1, await _run.ImportAsync(folder, "--format", "json"));

        var told = _run.Lines.Where(line => line.TryGetProperty("status", out _)).ToDictionary(line => Path.GetFileName(line.GetProperty("path").GetString()!), line => (line.GetProperty("status").GetString(), line.GetProperty("message").GetString()));
        Assert.Equal(["cut.docx", "good.docx", "old.docx", "paper.docx"], told.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("imported", "imported"), (told["good.docx"].Item1, told["paper.docx"].Item1));
        Assert.Contains("damaged", told["cut.docx"].Item2, StringComparison.Ordinal);
        Assert.Contains("(.doc)", told["old.docx"].Item2, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thesis.doc")]
    [InlineData("thesis.docx")]
    public async Task An_old_Word_file_cannot_be_used_and_is_told_so_in_one_line(string name)
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100], .. Encoding.Unicode.GetBytes("WordDocument")];

        Assert.Equal(2, await _run.RectoAsync("notes", "read", _run.Write(name, old)));
        Assert.Contains("save it as .docx", Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_untitled_papers_of_one_author_are_two_articles()
    {
        var one = _run.Write("one.docx", new WordFile(P("Text.")).Core("<dc:creator>Ada Lund</dc:creator>").Bytes());
        var two = _run.Write("two.docx", new WordFile(P("Another.")).Core("<dc:creator>Ada Lund</dc:creator>").Bytes());

        await _run.ImportAsync(one, two, "--format", "json");

        Assert.Equal(["imported", "imported"], _run.Lines.Where(line => line.TryGetProperty("status", out _)).Select(line => line.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task The_shared_files_are_imported_and_read_alike()
    {
        var folder = SharedData.Require("data/articles/docx-notes");

        Assert.Equal(0, await _run.ImportAsync(folder, "--format", "json"));

        Assert.Equal(28, _run.Lines[^1].GetProperty("summary").GetProperty("imported").GetInt32());
        Assert.DoesNotContain(_run.Lines, line => line.TryGetProperty("warnings", out var warnings) && warnings.EnumerateArray().Any(warning => warning.GetRawText().Contains("unknown", StringComparison.OrdinalIgnoreCase)));
    }
}
