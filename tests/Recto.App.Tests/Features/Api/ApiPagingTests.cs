using Recto.App.Tests.Web;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.Api;

/// <summary>A list that is read page by page while articles come and go.</summary>
public sealed class ApiPagingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private Guid _journal;
    private int _made;

    [Theory]
    [InlineData("/api/v1/articles?limit=7&journal=weekly")]
    [InlineData("/api/v1/articles?limit=7&journal=weekly&updatedSince=2000-01-01")]
    [InlineData("/api/v1/articles?limit=7&journal=weekly&updatedSince=2000-01-01&deleted=true")]
    public async Task What_was_there_at_the_beginning_is_told_once_whatever_comes_meanwhile(string path)
    {
        await using var site = await ApiSite.StartAsync();
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            _journal = (await new JournalStore(site.Database).SaveAsync(tx, new Journal { Key = "weekly", Title = "The Weekly" }, DateTimeOffset.UnixEpoch, Ct)).Id;
            await tx.CommitAsync(Ct);
        }

        await SaveAsync(site, 40);
        var before = Enumerable.Range(0, 40).Select(i => $"leaf-{i}").ToList();

        var told = (await site.AllAsync(path, () => SaveAsync(site, 2))).Select(article => article.Text("slug")).ToList();

        Assert.Equal(before.Order(), told.Where(before.Contains).Order());
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    // Dates before, among and after those that are there.
    private async Task SaveAsync(WebSite site, int count)
    {
        if (_made > 60)
        {
            return;
        }

        var articles = new ArticleStore(site.Database);
        await using var tx = await site.Database.BeginAsync(Ct);
        for (var end = _made + count; _made < end; _made++)
        {
            var article = new Article { Title = $"Leaf {_made}", Section = "Articles", Language = "en", PublishedOnline = new PartialDate(1990 + (_made * 7 % 40), (_made % 12) + 1), Contributors = [new() { Role = "author", Family = "Contin", Given = "Sara" }] };
            await articles.SaveAsync(tx, new ArticleToSave
            {
                Slug = $"leaf-{_made}",
                JournalId = _journal,
                Article = article,
                Identity = ArticleIdentity.Of(article, null),
                Format = SourceFormat.Jats,
                SourceHash = $"s{_made}",
                IsDraft = false,
                Fragments = new() { Title = article.Title, Abstract = "", Body = "<p>Text.</p>", Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [] },
            }, DateTimeOffset.UtcNow, Ct);
        }

        await tx.CommitAsync(Ct);
    }
}
