using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.ArticleDesk;

/// <summary>An article moves to another journal: what is said before, what is kept, who may.</summary>
public sealed class TransferTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_article_moves_with_its_address_and_its_history_says_whence()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Administrator();
        var folios = await site.JournalAsync("folios", "Folios");
        var article = await site.ArticleAsync(ReadOnlySite.Marchmont["/articles/".Length..]);
        var issue = await IssueAsync(site, folios);
        var address = $"/desk/articles/{article.Row.Id}/journal";

        var asked = WebUtility.HtmlDecode(await site.DeskAsync(address + "?to=folios", cookie));
        Assert.Contains($"Its address stays {ReadOnlySite.Marchmont}", asked, StringComparison.Ordinal);
        Assert.Contains($"It leaves the issue 1/1 of {article.Row.JournalTitle}", asked, StringComparison.Ordinal);
        Assert.Contains("which Folios does not have yet", asked, StringComparison.Ordinal);
        using var moved = await site.PostAsync(address, cookie, ("to", "folios"), ("issue", issue.ToString()), ("shown", article.EditVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(HttpStatusCode.SeeOther, moved.StatusCode);
        var now = await site.ArticleAsync(article.Row.Slug);
        Assert.Equal((folios, issue, false), (now.Row.JournalId, now.Row.IssueId!.Value, now.Row.IsDraft));
        await Proof.ProofSite.EventuallyAsync(site, ReadOnlySite.Marchmont, "Folios");
        Assert.Contains($"Moved here from {article.Row.JournalTitle}", WebUtility.HtmlDecode(await site.TextAsync(ReadOnlySite.Marchmont + "/versions")), StringComparison.Ordinal);
        var audit = site.Services.GetRequiredService<AuditStore>();
        Assert.Equal("article.left", (await audit.ListAsync(new AuditFilter(Journals: new HashSet<Guid> { article.Row.JournalId }), 1, null, Ct)).Items[0].Entry.Act);
        Assert.Equal("article.arrived", (await audit.ListAsync(new AuditFilter(Journals: new HashSet<Guid> { folios }), 1, null, Ct)).Items[0].Entry.Act);
    }

    [Fact]
    public async Task A_draft_that_moved_stays_where_it_is_when_its_file_comes_again()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Administrator();
        var leaves = await site.JournalAsync();
        var folios = await site.JournalAsync("folios", "Folios");
        var draft = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        using var moved = await site.PostAsync($"/desk/articles/{draft.Row.Id}/journal", cookie, ("to", "folios"), ("shown", draft.EditVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        var report = await site.UploadAsync(cookie, "leaves", ("the-leaf.xml", Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf", note: "GARF 1235/1/16."))));

        Assert.Contains("in another journal already", report, StringComparison.Ordinal);
        var now = await site.ArticleAsync("10.5555/leaf");
        Assert.Equal((folios, (Guid?)null), (now.Row.JournalId, now.Row.IssueId));
        Assert.DoesNotContain(await site.Services.GetRequiredService<VersionStore>().ListAsync(draft.Row.Id, publicOnly: true, Ct), line => line.Act == VersionAct.Moved);

        // Who works for the old journal alone does not see it any more.
        using var stranger = await site.GetAsync($"/desk/articles/{draft.Row.Id}", site.Editor(leaves));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task Only_who_publishes_in_both_journals_may_move_and_only_what_was_shown_is_moved()
    {
        await using var site = await WebSite.StartAsync();
        var leaves = await site.JournalAsync();
        var folios = await site.JournalAsync("folios", "Folios");
        var draft = await site.DraftAsync(site.Administrator(), "The leaf", "10.5555/leaf");
        var (address, version) = ($"/desk/articles/{draft.Row.Id}/journal", draft.EditVersion.ToString(System.Globalization.CultureInfo.InvariantCulture));

        using var one = await site.PostAsync(address, site.Editor(leaves), ("to", "folios"), ("shown", version));
        using var copy = await site.PostAsync(address, site.SignedIn(new(DeskRole.Editor, folios), new(DeskRole.CopyEditor, leaves)), ("to", "folios"), ("shown", version));
        using var own = await site.PostAsync(address, site.Administrator(), ("to", "leaves"), ("shown", version));
        using var none = await site.PostAsync(address, site.Administrator(), ("to", "<script>"), ("shown", version));
        using var foreign = await site.PostAsync(address, site.Administrator(), ("to", "folios"), ("issue", Guid.NewGuid().ToString()), ("shown", version));
        using var late = await site.PostAsync(address, site.Administrator(), ("to", "folios"), ("shown", "77"));

        Assert.Equal([422, 403, 422, 422, 422, 409], new[] { one, copy, own, none, foreign, late }.Select(answer => (int)answer.StatusCode));
        Assert.DoesNotContain("<script>", await none.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Nothing was moved", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(leaves, (await site.ArticleAsync("10.5555/leaf")).Row.JournalId);
        Assert.Contains("You work for no other journal", await site.DeskAsync(address, site.Editor(leaves)), StringComparison.Ordinal);
        Assert.DoesNotContain("Move to another journal", await site.DeskAsync($"/desk/articles/{draft.Row.Id}", site.Editor(leaves)), StringComparison.Ordinal);

        using var both = await site.PostAsync(address, site.SignedIn(new(DeskRole.Editor, folios), new(DeskRole.Editor, leaves)), ("to", "folios"), ("shown", version));
        Assert.Equal(HttpStatusCode.SeeOther, both.StatusCode);
    }

    private static async Task<Guid> IssueAsync(WebSite site, Guid journal)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        var row = await site.Services.GetRequiredService<IssueStore>().EnsureAsync(tx, journal, new() { Key = "7-2", Volume = "7", Number = "2" }, DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);
        return row.Id;
    }
}
