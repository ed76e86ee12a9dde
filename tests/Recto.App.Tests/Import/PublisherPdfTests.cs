using Recto.App.Features.Import;
using Recto.App.Shell.Programs;
using Recto.App.Tests.CommandLine;
using Recto.Notes;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Import;

/// <summary>The publisher's own PDF goes before one that is made: the import keeps it.</summary>
public sealed class PublisherPdfTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly byte[] Pdf = "%PDF-1.4\n%%EOF\n"u8.ToArray();
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_PDF_beside_the_article_is_kept_and_stays_when_it_is_made_anew()
    {
        var file = _run.Write("lund.xml", Samples.Jats("A"));
        _run.Write("lund.pdf", Pdf);
        Assert.Equal(0, await _run.ImportAsync(file));

        Assert.Equal("lund.publisher.pdf Download application/pdf", await DownloadsAsync());
        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        var row = (await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!;
        await new ImportArticle(database, new LocalFileStore(Path.Combine(_run.Data, "files")), new NotesEngine(), TimeProvider.System, OptionalPrograms.None).RemakeAsync(row.Id, Ct);
        Assert.Equal("lund.publisher.pdf Download application/pdf", await DownloadsAsync());
    }

    [Fact]
    public async Task The_one_that_the_article_names_as_itself_goes_first()
    {
        var file = _run.Write("lund.xml", Samples.Jats("A").Replace("</article-meta>", "<self-uri xmlns:l=\"http://www.w3.org/1999/xlink\" content-type=\"pdf\" l:href=\"print/final.pdf\"/></article-meta>", StringComparison.Ordinal));
        _run.Write("lund.pdf", Pdf);
        _run.Write("print/final.pdf", Pdf);
        Assert.Equal(0, await _run.ImportAsync(file));

        Assert.Equal("final.publisher.pdf Download application/pdf", await DownloadsAsync());
    }

    [Fact]
    public async Task What_is_no_PDF_is_left_out_with_a_word()
    {
        var file = _run.Write("lund.xml", Samples.Jats("A"));
        _run.Write("lund.pdf", "<html>404</html>"u8.ToArray());
        await _run.ImportAsync(file);

        Assert.Equal("", await DownloadsAsync());
        Assert.Contains("it is no PDF", _run.Out, StringComparison.Ordinal);
    }

    private async Task<string> DownloadsAsync()
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        var row = (await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!;
        return string.Join('\n', (await new ArticleFileStore(database).ListAsync(row.Id, Ct)).Where(file => file.Role == FileRole.Download).Select(file => $"{file.Name} {file.Role} {file.MediaType}"));
    }
}
