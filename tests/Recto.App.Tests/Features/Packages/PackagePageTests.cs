using System.IO.Compression;
using System.Net;
using Microsoft.Data.Sqlite;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Packages;

/// <summary>Who may take a whole issue away.</summary>
public sealed class PackagePageTests
{
    private const string Address = "/journals/lower-margin/1-1/package.zip";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_take_an_open_issue_away_and_a_browser_that_has_it_is_told_so()
    {
        await using var site = await WebSite.StartAsync();

        using var answer = await site.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("lower-margin-1-1.zip", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        using (var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct)))
        {
            Assert.NotNull(zip.GetEntry("bagit.txt"));
            Assert.NotNull(zip.GetEntry("data/issue.json"));
        }

        using var again = await site.GetAsync(Address, ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var head = await site.SendAsync(HttpMethod.Head, Address);
        Assert.Equal((HttpStatusCode.OK, answer.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        using var none = await site.GetAsync("/journals/lower-margin/9-9/package.zip");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Of_an_issue_with_a_closed_article_readers_take_nothing_and_its_editors_everything()
    {
        await using var site = await WebSite.StartAsync();
        var (journal, articles) = await IssueAsync(site);
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await new ArticleStore(site.Database).SetReadingAsync(tx, articles[0].Id, ReadingPolicy.Closed, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        // An open licence goes before what editors say; so the licence goes.
        await ChangeAsync(site, "has_open_licence = 0", articles[0].Slug);

        using var closed = await site.GetAsync(Address);
        using var editor = await site.GetAsync(Address, site.SignedIn(new DeskGrant(DeskRole.Editor, journal)));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (closed.StatusCode, editor.StatusCode));
        Assert.Contains("Only subscribers can take this issue away", await closed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var zip = new ZipArchive(await editor.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(2, zip.Entries.Count(entry => entry.FullName.Contains("/source/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Drafts_go_out_to_editors_only_and_a_withdrawn_article_to_nobody()
    {
        await using var site = await WebSite.StartAsync();
        var (journal, articles) = await IssueAsync(site);
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await new ArticleStore(site.Database).WithdrawAsync(tx, articles[1].Id, "It was withdrawn.", DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        await ChangeAsync(site, "is_draft = 1", articles[0].Slug);

        using var reader = await site.GetAsync(Address);
        using var editor = await site.GetAsync(Address, site.SignedIn(new DeskGrant(DeskRole.Editor, journal)));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (reader.StatusCode, editor.StatusCode));
        using var zip = new ZipArchive(await editor.Content.ReadAsStreamAsync(Ct));
        Assert.Single(zip.Entries, entry => entry.FullName.Contains("/source/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_desk_page_of_an_issue_leads_to_its_package()
    {
        await using var site = await WebSite.StartAsync();

        using var page = await site.GetAsync("/desk/journals/lower-margin/issues/1-1", site.Administrator());

        Assert.Contains($"href=\"{Address}\"", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(WebSite site, string set, string article)
    {
        await using var connection = new SqliteConnection($"Data Source={new DatabaseOptions { DataFolder = site.Commands.Data }.SqliteFile}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE articles SET {set}, version = version + 1 WHERE slug = @slug";
        command.Parameters.AddWithValue("@slug", article);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
    }

    private static async Task<(Guid Journal, IReadOnlyList<IssueArticleRow> Articles)> IssueAsync(WebSite site)
    {
        var issue = (await new IssueStore(site.Database).FindAsync("lower-margin", "1-1", Ct))!;
        return (issue.JournalId, await new IssueContentsStore(site.Database).ListAsync(issue.Id, Ct));
    }
}
