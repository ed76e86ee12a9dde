using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Recto.App.Features.Files;
using Recto.App.Features.Files.Makers;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Files;

/// <summary>A site with makers of the tests' own, whose job the tests run themselves.</summary>
internal sealed class FilesSite : IAsyncDisposable
{
    public const string Leaf = "/articles/maubert-the-leaf";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private FilesSite(WebSite web, FilesMakers makers) => (Web, Makers) = (web, makers);

    public WebSite Web { get; }

    public FilesMakers Makers { get; }

    public MadeFileStore Made => Web.Services.GetRequiredService<MadeFileStore>();

    public MakeArticleFiles Make => Web.Services.GetRequiredService<MakeArticleFiles>();

    public static async Task<FilesSite> StartAsync(bool runs = false, FilesMakers? makers = null)
    {
        makers ??= new FilesMakers();
        var web = await WebSite.StartAsync(builder =>
        {
            builder.Services.RemoveAll<IFileMaker>();
            foreach (var maker in makers.All)
            {
                builder.Services.AddSingleton<IFileMaker>(maker);
            }
        }, options: options => options with { MakesFiles = runs });
        var site = new FilesSite(web, makers);
        await site.ImportAsync("The leaf");
        return site;
    }

    /// <summary>Brings in an article at <see cref="Leaf"/>.</summary>
    public async Task ImportAsync(string title, string body = "<p>One paragraph.<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>", string file = "leaf.xml") =>
        Assert.Equal(0, await Web.Commands.ImportAsync(Web.Commands.Write(file, Samples.Jats(title, body: body))));

    public async Task<Guid> IdAsync(string slug = "maubert-the-leaf") => (await Web.Services.GetRequiredService<ArticleStore>().FindAccessAsync(slug, Ct))!.Id;

    /// <summary>Makes everything that is due.</summary>
    public async Task<int> MakeAllAsync()
    {
        var articles = 0;
        while (await Make.MakeNextAsync(new HashSet<Guid>(), Ct) is not null)
        {
            articles++;
        }

        return articles;
    }

    public async Task WithdrawAsync()
    {
        await using var tx = await Web.Database.BeginAsync(Ct);
        await Web.Services.GetRequiredService<ArticleStore>().WithdrawAsync(tx, await IdAsync(), "Taken back.", DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}

/// <summary>A maker of each kind.</summary>
internal sealed class FilesMakers
{
    public PlainMaker Pdf { get; } = new("pdf", "application/pdf");
    public PlainMaker Epub { get; } = new("epub", "application/epub+zip");
    public PlainMaker Jats { get; } = new("jats", "application/xml");
    public PlainMaker Apparatus { get; } = new("apparatus", "application/pdf");

    public IReadOnlyList<PlainMaker> All => [Pdf, Epub, Jats, Apparatus];
}
