using System.Formats.Tar;
using System.IO.Compression;
using Recto.App.Features.Files.Pdf;
using Recto.App.Shell.Programs;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Files.Pdf;

/// <summary>PDFs as they are made, looked at by qpdf and poppler.</summary>
public sealed class PdfSettingTests
{
    private const int ManyPages = 250;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static Task<Stream?> NoFile(string key) => Task.FromResult<Stream?>(null);

    private static IEnumerable<(string, string)> NotesOf(FinishedArticle article) => article.Read.Notes.Select(note => (note.HtmlId, note.Note.Text));

    [Fact]
    public async Task The_demo_journal_has_every_note_in_accessible_PDFs()
    {
        using var setting = new PdfSetting(TypstPrograms.Require());
        foreach (var name in typeof(PdfSetting).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Recto.Demo.", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            await using var stream = typeof(PdfSetting).Assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Ct);
            var article = FinishedArticles.Of(bytes.ToArray(), "demo");

            var made = await setting.MakeAsync(article, isApparatus: false, NoFile, Ct);
            var apparatus = await setting.MakeAsync(article, isApparatus: true, NoFile, Ct);

            Assert.Equal("", string.Join('\n', await PdfReading.FaultsAsync(made.Bytes!, NotesOf(article), 20, Ct)));
            Assert.Equal("", string.Join('\n', await PdfReading.FaultsAsync(apparatus.Bytes!, article.Apparatus.Notes.Select(note => (note.Note.Id, note.Note.Text)), 20, Ct)));
            Assert.DoesNotContain(made.Report.Concat(apparatus.Report), line => line.Message.Contains("PDF/UA", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_reference_page_has_every_note_and_its_sources()
    {
        var programs = TypstPrograms.Require();
        var article = FinishedArticles.Of(JatsArticle.Of(SavedPageText.Read(await File.ReadAllTextAsync(SharedData.Require("reference/article-page.txt"), Ct))!), "reference");
        using var setting = new PdfSetting(programs);

        var made = await setting.MakeAsync(article, isApparatus: false, NoFile, Ct);
        var apparatus = await setting.MakeAsync(article, isApparatus: true, NoFile, Ct);

        Assert.Equal("", string.Join('\n', await PdfReading.FaultsAsync(made.Bytes!, NotesOf(article), 12, Ct)));
        Assert.Equal("", string.Join('\n', await PdfReading.FaultsAsync(apparatus.Bytes!, NotesOf(article), 16, Ct)));
        var text = await PdfReading.TextAsync(apparatus.Bytes!, Ct);
        Assert.Contains("Archives", text, StringComparison.Ordinal);
        Assert.Contains("Literature", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_articles_of_every_kind_have_every_note()
    {
        var programs = TypstPrograms.Require();
        using var setting = new PdfSetting(programs);
        var faults = new List<string>();
        var count = 0;
        foreach (var (name, bytes) in Chosen())
        {
            if (JatsArticle.Read(bytes) is not JatsArticle read)
            {
                continue;
            }

            var article = FinishedArticles.Of(read, "real");
            var made = await setting.MakeAsync(article, isApparatus: false, NoFile, Ct);
            count++;
            faults.AddRange(made.Bytes is null ? [$"{name}: {string.Join(' ', made.Report.Select(line => line.Message))}"] : (await PdfReading.FaultsAsync(made.Bytes, NotesOf(article).Where(note => article.Read.Notes.First(known => known.HtmlId == note.Item1).Container == NoteContainer.Body), ManyPages, Ct)).Select(fault => $"{name}: {fault}"));
        }

        Assert.InRange(count, 40, int.MaxValue);
        Assert.Equal("", string.Join('\n', faults));
    }

    [Fact]
    public async Task A_broken_article_is_set_and_reported()
    {
        using var setting = new PdfSetting(TypstPrograms.Require());
        var article = FinishedArticles.Of(
            """
            <p>Before. <strange-thing>Strange words</strange-thing>.<xref ref-type="fn" rid="a">1</xref></p><fig id="f"><label>Figure 1</label><caption><p>A lost map.</p></caption><graphic xlink:href="gone.png"/></fig>
            <fig id="g"><label>Figure 2</label><caption><p>A torn map.</p></caption><graphic xlink:href="torn.png"/></fig>
            <p>Between <inline-formula><mml:math><mml:mglyph>unknown sign</mml:mglyph><mml:mfrac><mml:mi>a</mml:mi></mml:mfrac></mml:math></inline-formula> and after.</p>
            """,
            """<fn-group><fn id="a"><label>1</label><p>A note.</p></fn></fn-group>""",
            files: new Dictionary<string, FinishedFile> { ["torn.png"] = new("torn.png", "image/png", new string('0', 64), 10, 40, 40) });

        var made = await setting.MakeAsync(article, isApparatus: false, _ => Task.FromResult<Stream?>(new MemoryStream("no picture"u8.ToArray())), Ct);

        Assert.NotNull(made.Bytes);
        var text = await PdfReading.TextAsync(made.Bytes, Ct);
        foreach (var words in (string[])["Strange words", "A lost map.", "A torn map.", "unknown sign", "and after", "A note."])
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        foreach (var thing in (string[])["strange-thing", "gone.png", "torn.png", "mglyph"])
        {
            Assert.Contains(made.Report, line => line.Message.Contains(thing, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Typst_that_dies_is_begun_again_and_at_last_reported()
    {
        var real = TypstPrograms.Require();
        var folder = Directory.CreateTempSubdirectory("recto-dead-typst-").FullName;
        var package = Directory.CreateDirectory(Path.Combine(folder, "node_modules", "@myriaddreamin", "typst-ts-node-compiler")).FullName;
        await File.WriteAllTextAsync(Path.Combine(package, "index.js"), $"require('node:fs').appendFileSync({System.Text.Json.JsonSerializer.Serialize(Path.Combine(folder, "begun"))}, 'x'); module.exports = {{ NodeCompiler: {{ create: () => ({{ resetShadow: () => process.exit(3) }}) }} }};", Ct);
        using var setting = new PdfSetting(PdfPrograms.Find(new OptionalPrograms(name => name switch { "RECTO_TYPST" => folder, "RECTO_NODE" => real.Node, _ => "off" }), folder));

        var made = await setting.MakeAsync(FinishedArticles.Of("<p>Text.</p>"), isApparatus: false, NoFile, Ct);

        Assert.Null(made.Bytes);
        Assert.Contains(made.Report, line => line.Message.StartsWith("No PDF could be made: Typst ended unasked", StringComparison.Ordinal));
        Assert.Equal("xx", await File.ReadAllTextAsync(Path.Combine(folder, "begun"), Ct));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WeasyPrint_sets_the_notes_at_the_foot_too()
    {
        using var setting = new PdfSetting(TypstPrograms.RequireWeasyPrint());
        var article = FinishedArticles.Of("<sec><title>Part</title><p>Text with a note.<xref ref-type=\"fn\" rid=\"a\">*</xref></p><p>Again.<xref ref-type=\"fn\" rid=\"a\">*</xref></p></sec>", "<fn-group><fn id=\"a\"><label>*</label><p>The note &amp; its <italic>words</italic>.</p></fn></fn-group>");

        var made = await setting.MakeAsync(article, isApparatus: false, NoFile, Ct);
        var apparatus = await setting.MakeAsync(article, isApparatus: true, NoFile, Ct);

        Assert.Equal("", string.Join('\n', (await PdfReading.FaultsAsync(made.Bytes!, NotesOf(article), 2, Ct)).Concat(await PdfReading.FaultsAsync(apparatus.Bytes!, NotesOf(article), 2, Ct))));
    }

    [Fact]
    public async Task A_drawing_that_WeasyPrint_cannot_draw_costs_the_drawing_and_not_the_file()
    {
        using var setting = new PdfSetting(TypstPrograms.RequireWeasyPrint());
        var drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30' color='currentColor'><g fill='currentColor'><text y='20'>Words</text></g></svg>"u8.ToArray();
        var article = FinishedArticles.Of("<p>Text before it.</p><fig id=\"f\"><caption><p>A caption.</p></caption><graphic xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"a.svg\"/></fig>") with
        {
            Files = new Dictionary<string, Recto.Journals.Exchange.FinishedFile> { ["a.svg"] = new("a.svg", "image/svg+xml", new string('a', 64), drawing.Length, 90, 30) },
        };

        var made = await setting.MakeAsync(article, isApparatus: false, _ => Task.FromResult<Stream?>(new MemoryStream(drawing)), Ct);

        Assert.NotNull(made.Bytes);
        Assert.Contains(made.Report, line => line.Message.Contains("cannot draw a drawing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_program_is_here_nothing_is_made_and_the_doctor_says_how_to_get_one()
    {
        var programs = PdfPrograms.Find(OptionalPrograms.None, "/data");
        using var setting = new PdfSetting(programs);

        var made = await setting.MakeAsync(FinishedArticles.Of("<p>Text.</p>"), isApparatus: false, NoFile, Ct);

        Assert.Null(made.Bytes);
        Assert.Empty(made.Report);
        Assert.Contains("npm install --prefix", programs.InWords, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_that_is_not_in_a_text_is_missed()
    {
        var text = PdfReading.Letters("The text of another note, of about the same length as the one that is looked for.");

        Assert.False(PdfReading.Holds(text, "Michael J. Carley, Silent Conflict: A Hidden History of Early Soviet-Western Relations, 301–349."));
        Assert.False(PdfReading.Holds(text, "Ibid."));
        Assert.True(PdfReading.Holds(text, "The text of an-\nother note, of about the same length"));
    }

    // Of each collection some, spread over it.
    private static IEnumerable<(string Name, byte[] Bytes)> Chosen()
    {
        foreach (var archive in Directory.GetFiles(SharedData.Require("data/articles"), "articles.tar.gz", SearchOption.AllDirectories).Where(path => path.Contains("jats-", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(archive);
            using var tar = new TarReader(new GZipStream(stream, CompressionMode.Decompress));
            var files = new List<(string, byte[])>();
            while (tar.GetNextEntry(copyData: true) is { } entry)
            {
                if (entry.DataStream is not null && entry.Name.EndsWith(".xml", StringComparison.Ordinal))
                {
                    using var copy = new MemoryStream();
                    entry.DataStream.CopyTo(copy);
                    files.Add((entry.Name, copy.ToArray()));
                }
            }

            const int OfEach = 5;
            var step = Math.Max(1, files.Count / OfEach);
            foreach (var file in files.OrderBy(file => file.Item1, StringComparer.Ordinal).Where((_, index) => index % step == 0).Take(OfEach))
            {
                yield return file;
            }
        }
    }
}
