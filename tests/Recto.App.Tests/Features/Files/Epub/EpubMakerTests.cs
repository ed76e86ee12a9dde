using System.IO.Compression;
using System.Text;
using Recto.App.Features.Files.Epub;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Citations;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;

namespace Recto.App.Tests.Features.Files.Epub;

/// <summary>How the program makes a book: with its own type, in the words of the article's language, with pictures copied from where they are kept.</summary>
public sealed class EpubMakerTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4e, 0x47, 1, 2, 3];

    [Fact]
    public async Task The_type_of_the_program_its_licence_and_the_pictures_are_in_the_book()
    {
        var made = await new EpubMaker().MakeAsync(Article("en"), _ => Task.FromResult<Stream?>(new MemoryStream(Picture)), TestContext.Current.CancellationToken);

        Assert.Equal("application/epub+zip", made.MediaType);
        Assert.Empty(made.Report);
        var files = Files(made.Bytes!);
        Assert.Equal("mimetype", files.Keys.First());
        Assert.Equal(Picture, files["EPUB/images/map.png"]);
        Assert.Equal("wOF2", Encoding.ASCII.GetString(files["EPUB/fonts/garamond-roman.woff2"], 0, 4));
        Assert.Equal("wOF2", Encoding.ASCII.GetString(files["EPUB/fonts/garamond-italic.woff2"], 0, 4));
        Assert.Contains("SIL Open Font License", Encoding.UTF8.GetString(files["META-INF/OFL.txt"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_picture_whose_bytes_are_gone_is_left_out_and_told()
    {
        var made = await new EpubMaker().MakeAsync(Article("en"), _ => Task.FromResult<Stream?>(null), TestContext.Current.CancellationToken);

        Assert.Contains("map.png", Assert.Single(made.Report).Message, StringComparison.Ordinal);
        var files = Files(made.Bytes!);
        Assert.DoesNotContain(files.Keys, name => name.StartsWith("EPUB/images/", StringComparison.Ordinal));
        Assert.DoesNotContain("images/map.png", Encoding.UTF8.GetString(files["EPUB/text.xhtml"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Notes", "Sommaire", "Citer cet article")]
    [InlineData("ru-RU", "Сноски", "Содержание", "Цитировать эту статью")]
    [InlineData("it", "Notes", "Contents", "Cite this article")] // Not spoken by the program: English.
    public async Task Its_own_words_are_in_the_language_of_the_article(string language, string notes, string contents, string cite)
    {
        var made = await new EpubMaker().MakeAsync(Article(language), _ => Task.FromResult<Stream?>(new MemoryStream(Picture)), TestContext.Current.CancellationToken);

        var files = Files(made.Bytes!);
        Assert.Contains($">{notes}</h2>", Encoding.UTF8.GetString(files["EPUB/text.xhtml"]), StringComparison.Ordinal);
        Assert.Contains($">{contents}</h1>", Encoding.UTF8.GetString(files["EPUB/nav.xhtml"]), StringComparison.Ordinal);
        Assert.Contains($">{cite}</h2>", Encoding.UTF8.GetString(files["EPUB/title.xhtml"]), StringComparison.Ordinal);
    }

    private static FinishedArticle Article(string language)
    {
        var jats = $"<article xmlns:xlink='http://www.w3.org/1999/xlink' xml:lang='{language}'><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>A<xref ref-type='fn' rid='f'>1</xref></p><fig><graphic xlink:href='map.png'/></fig></body><back><fn-group><fn id='f'><label>1</label><p>RGASPI, f. 558, op. 11, d. 431, l. 12.</p></fn></fn-group></back></article>";
        var read = (JatsArticle)JatsArticle.Read(Encoding.UTF8.GetBytes(jats));
        var engine = new NotesEngine();
        return new FinishedArticle
        {
            Read = read,
            Apparatus = engine.Read([.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => note.Note)]),
            Directory = engine.Directory,
            Slug = "t",
            Citation = new ArticleCitation(read.Article, "J", "1", null, "/articles/t"),
            Updated = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Files = new Dictionary<string, FinishedFile> { ["map.png"] = new("map.png", "image/png", new string('a', 64), Picture.Length, 1, 1) },
        };
    }

    private static Dictionary<string, byte[]> Files(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
