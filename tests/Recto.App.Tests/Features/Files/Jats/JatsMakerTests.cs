using System.Text;
using Recto.App.Features.Files.Jats;
using Recto.App.Shell;
using Recto.App.Tests.Web;
using Recto.Storage.Articles;

namespace Recto.App.Tests.Features.Files.Jats;

public sealed class JatsMakerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_article_of_the_demo_journal_has_its_JATS_with_the_names_of_its_pictures_and_nothing_to_report()
    {
        await using var site = await WebSite.StartAsync();
        var finish = (FinishArticle)site.Services.GetService(typeof(FinishArticle))!;
        var maker = new JatsMaker();

        foreach (var row in (await new ArticleStore(site.Database).ListAsync(50, null, Ct)).Items)
        {
            var article = (await finish(row.Id, Ct))!;

            var made = await maker.MakeAsync(article, _ => Task.FromResult<Stream?>(null), Ct);

            Assert.Equal(("jats", "application/xml"), (maker.Kind, made.MediaType));
            Assert.Equal([], made.Report.Select(line => line.Message));
            Assert.All(article.Files.Values, file => Assert.Contains($"href=\"{file.Name}\"", Encoding.UTF8.GetString(made.Bytes!), StringComparison.Ordinal));
        }
    }
}
