using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Web;
using Recto.Storage.Addresses;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Import.Ojs;

/// <summary>An export of OJS that is dropped at the desk.</summary>
public sealed class OjsUploadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_becomes_drafts_in_the_issue_that_it_names(bool isZip)
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var xml = Samples.Utf8(OjsExports.Of31());

        var report = await site.UploadAsync(cookie, "leaves", isZip ? ("export.zip", Samples.Zip(("native.xml", xml))) : ("native.xml", xml));

        Assert.Contains("2 new drafts", report, StringComparison.Ordinal);
        Assert.Contains("native.xml#article-21", report, StringComparison.Ordinal);
        var article = await site.ArticleAsync("10.5555/ledger");
        Assert.Equal(ArticleState.Draft, article.Row.State);
        var issue = (await site.Services.GetRequiredService<IssueStore>().FindAsync("leaves", "3-1", Ct))!.Issue;
        Assert.Equal(("Ledgers", true), (issue.Title, issue.IsDraft));
        Assert.NotNull(issue.Details.CoverFile);
    }

    [Fact]
    public async Task Its_old_addresses_lead_on_where_the_form_says_what_they_were()
    {
        await using var site = await WebSite.StartAsync();
        var journal = await site.JournalAsync();
        var files = new[] { ("native.xml", Samples.Utf8(OjsExports.Of31())) };

        using var wrong = await site.PostAsync("/desk/articles/new", site.Editor(journal), DeskSite.Form([("journal", "leaves"), ("ojs-path", "<b>")], files));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.DoesNotContain("“<b>”", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var taken = await site.PostAsync("/desk/articles/new", site.Editor(journal), DeskSite.Form([("journal", "leaves"), ("ojs-path", "lm")], files));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var store = site.Services.GetRequiredService<MovedAddressStore>();
        for (var turn = 0; turn < 600 && await store.FindAsync("/lm/article/view/22", "", Ct) is null; turn++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.Equal("/articles/" + (await site.ArticleAsync("10.5555/ledger")).Row.Slug, await store.FindAsync("/index.php/lm/en_US/article/view/21", "", Ct));
        using var page = await site.GetAsync("/desk/journals/leaves/redirects", site.Editor(journal));
        Assert.Contains("/index.php/lm/article/view/21", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
