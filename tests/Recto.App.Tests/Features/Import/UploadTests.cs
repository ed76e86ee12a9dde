using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Import;

public sealed class UploadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_several_formats_become_drafts_with_their_pictures()
    {
        await using var site = await WebSite.StartAsync();
        var journal = await site.JournalAsync();
        var cookie = site.Editor(journal);
        var word = Directory.GetFiles(SharedData.Require("data/articles/docx-derived"), "*.docx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var withPicture = Samples.Jats("In a zip", body: "<p>See.</p><fig><label>Figure 1</label><graphic xlink:href=\"map.png\"/></fig>");

        var report = await site.UploadAsync(cookie, "leaves",
            ("leaf.xml", Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf"))), ("folder/word.docx", File.ReadAllBytes(word)),
            ("more.zip", Samples.Zip(("a/article.xml", Samples.Utf8(withPicture)), ("a/map.png", Samples.Png))), ("broken.xml", Samples.Utf8("<article>\n<front></article>")), ("notes.pages", [1, 2, 3]));

        Assert.Contains("3 new drafts", report, StringComparison.Ordinal);
        Assert.Contains("line 2, column", report, StringComparison.Ordinal);
        Assert.Contains("notes.pages", report, StringComparison.Ordinal);
        Assert.DoesNotContain("recto-upload-", report, StringComparison.Ordinal);
        var leaf = await site.ArticleAsync("10.5555/leaf");
        Assert.Equal(ArticleState.Draft, leaf.Row.State);
        Assert.Contains($"/desk/articles/{leaf.Row.Id}/proof", report, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/articles/" + leaf.Row.Slug)).StatusCode);
        var zipped = await site.ArticleAsync("maubert-in-a-zip");
        var picture = (await site.Services.GetRequiredService<ArticleFileStore>().ListAsync(zipped.Row.Id, Ct)).Single(file => file.Role == FileRole.Figure);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync($"/desk/articles/{zipped.Row.Id}/files/{picture.Name}", cookie)).StatusCode);
        Assert.Equal("imported", (await AuditAsync(site, leaf.Row.Id))[0].Split('.')[1]);
    }

    [Fact]
    public async Task The_same_file_again_is_unchanged_and_a_changed_one_changes_its_draft()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");

        Assert.Contains("1 unchanged", await site.UploadAsync(cookie, "leaves", ("the-leaf.xml", Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf")))), StringComparison.Ordinal);
        Assert.Contains("1 draft changed", await site.UploadAsync(cookie, "leaves", ("the-leaf.xml", Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf", note: "GARF 1235/1/16.")))), StringComparison.Ordinal);
        Assert.Equal([VersionAct.Replaced, VersionAct.Imported], (await site.Services.GetRequiredService<VersionStore>().ListAsync((await site.ArticleAsync("10.5555/leaf")).Row.Id, false, Ct)).Select(version => version.Act));
    }

    [Fact]
    public async Task An_upload_neither_hides_nor_changes_what_is_public_nor_what_is_another_journals()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var other = site.Editor(await site.JournalAsync("other", "Other"));
        var leaf = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        var changed = Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf", note: "GARF 1235/1/16."));

        Assert.Contains("is in another journal already", await site.UploadAsync(other, "other", ("x.xml", changed)), StringComparison.Ordinal);
        await site.PostAsync($"/desk/articles/{leaf.Row.Id}/publish", cookie);
        Assert.Contains("is published", await site.UploadAsync(cookie, "leaves", ("x.xml", changed)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/articles/" + leaf.Row.Slug)).StatusCode);
        Assert.DoesNotContain("1235", await site.TextAsync("/articles/" + leaf.Row.Slug), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd.xml")]
    [InlineData("/etc/cron.d/x.xml")]
    [InlineData("a/../../x.xml")]
    [InlineData("C:\\temp\\x.xml")]
    [InlineData("..\\..\\x.xml")]
    public async Task A_name_that_leads_elsewhere_is_refused_and_the_rest_goes_on(string name)
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());

        var report = await site.UploadAsync(cookie, "leaves", (name, Samples.Utf8(Samples.Jats("Hostile"))), ("good.xml", Samples.Utf8(Samples.Jats("Good"))));

        Assert.Contains("1 new draft", report, StringComparison.Ordinal);
        Assert.Contains("Its name cannot be the name of a file here", report, StringComparison.Ordinal);
        Assert.Null(await site.Articles().FindNamedForDeskAsync("maubert-hostile", Ct));
    }

    [Fact]
    public async Task A_bomb_is_refused_and_script_in_names_and_titles_never_runs()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        const string Script = "<script>alert(1)</script>";

        var report = await site.UploadAsync(cookie, "leaves", ("bomb.zip", Samples.Zip(("a.xml", new byte[80 * 1024 * 1024]))), ("%3Cscript%3E<script>alert(1)<script>.xml", Samples.Utf8("<x/>")),
            ("title.xml", Samples.Utf8(Samples.Jats(WebUtility.HtmlEncode(WebUtility.HtmlEncode(Script))))));

        Assert.Contains("bomb.zip", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await site.DeskAsync("/desk/articles", cookie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_files_or_journal_says_what_to_do()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());

        using var empty = await site.PostAsync("/desk/articles/new", cookie, DeskSite.Form([("journal", "leaves")], ("", [])));
        using var nowhere = await site.PostAsync("/desk/articles/new", cookie, DeskSite.Form([("journal", "")], ("a.xml", Samples.Utf8(Samples.Jats("A")))));
        using var noForm = await site.PostAsync("/desk/articles/new", cookie, ("journal", "leaves"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("Choose at least one file.", await empty.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nowhere.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, noForm.StatusCode);
        Assert.Empty((await site.Articles().ListForDeskAsync(new DeskFilter { Text = "maubert", State = ArticleState.Draft }, 10, null, Ct)).Items);
    }

    [Fact]
    public async Task A_form_that_breaks_off_leaves_nothing_behind()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var name = $"cut-{Guid.NewGuid():N}.xml";
        var body = $"--b\r\nContent-Disposition: form-data; name=\"journal\"\r\n\r\nleaves\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n<article>";

        using var whole = new StringContent(body);
        whole.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var answer = await site.PostAsync("/desk/articles/new", cookie, whole);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("broke off", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        // The line goes dead in the middle.
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(site.Address.Host, site.Address.Port, Ct);
            await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"POST /desk/articles/new HTTP/1.1\r\nHost: {site.Address.Authority}\r\n{cookie.Name}: {cookie.Value}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999\r\n\r\n{body}"), Ct);
            await Task.Delay(200, Ct);
        }

        for (var turn = 0; turn < 600 && Left(name); turn++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.False(Left(name));
        Assert.DoesNotContain("cut-", await site.DeskAsync("/desk/articles", cookie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_editor_may_not_bring_files_in_and_nobody_sees_anothers_report()
    {
        await using var site = await WebSite.StartAsync();
        var journal = await site.JournalAsync();
        var copyEditor = site.SignedIn(new DeskGrant(DeskRole.CopyEditor, journal));

        Assert.Equal(HttpStatusCode.Forbidden, (await site.GetAsync("/desk/articles/new", copyEditor)).StatusCode);
        using var refused = await site.PostAsync("/desk/articles/new", copyEditor, DeskSite.Form([("journal", "leaves")], ("a.xml", Samples.Utf8(Samples.Jats("A")))));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var foreign = await site.PostAsync("/desk/articles/new", site.Editor(journal), DeskSite.Form([("journal", "lower-margin")], ("a.xml", Samples.Utf8(Samples.Jats("A")))));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using var taken = await site.PostAsync("/desk/articles/new", site.Editor(journal), DeskSite.Form([("journal", "leaves")], ("a.xml", Samples.Utf8(Samples.Jats("A")))));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(taken.Headers.Location!.OriginalString, site.Administrator())).StatusCode);
    }

    [Fact]
    public async Task A_new_file_of_a_published_article_asks_what_is_new_and_stands_in_its_history()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        await site.PostAsync($"/desk/articles/{leaf.Row.Id}/publish", cookie);
        var changed = Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf", note: "GARF 1235/1/16."));

        using var silent = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/file", cookie, DeskSite.Form([], ("x.xml", changed)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        using var wrong = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/file", cookie, DeskSite.Form([("summary", "s")], ("x.xml", Samples.Utf8(Samples.Jats("Other", "10.5555/other")))));
        Assert.Contains("is another article", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var taken = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/file", cookie, DeskSite.Form([("summary", "A call number in note 1")], ("x.xml", changed)));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);

        Assert.Contains("1235", await site.TextAsync($"/articles/{leaf.Row.Slug}?{Guid.NewGuid()}"), StringComparison.Ordinal);
        Assert.Contains("A call number in note 1", await site.TextAsync($"/articles/{leaf.Row.Slug}/versions"), StringComparison.Ordinal);
        Assert.DoesNotContain("A. Tarrow", await site.TextAsync($"/articles/{leaf.Row.Slug}/versions"), StringComparison.Ordinal);

        using var restored = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/versions/1/restore", cookie);
        Assert.Equal(HttpStatusCode.SeeOther, restored.StatusCode);
        Assert.Equal((await site.Services.GetRequiredService<VersionStore>().FindAsync(leaf.Row.Id, 1, Ct))!.SourceFile,
            (await site.Services.GetRequiredService<ArticleFileStore>().FindSourceAsync(leaf.Row.Slug, Visibility.WithDrafts, Ct))!.Hash.Value);
        Assert.Contains("Restore", await site.DeskAsync($"/desk/articles/{leaf.Row.Id}/versions", cookie), StringComparison.Ordinal);
    }

    private static bool Left(string name) => Directory.EnumerateDirectories(Path.GetTempPath(), "recto-upload-*").Any(folder => File.Exists(Path.Combine(folder, name)));

    private static async Task<List<string>> AuditAsync(WebSite site, Guid id) =>
        [.. (await site.Services.GetRequiredService<Recto.Storage.Audit.AuditStore>().ListAsync(new($"article/{id}"), 50, null, Ct)).Items.Select(row => row.Entry.Act)];
}
