using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.JournalDesk;

/// <summary>Issues at the desk: made, filled, ordered, published, taken back.</summary>
public sealed class IssueDeskTests
{
    private const string Issues = DeskSite.Journal + "/issues";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "", "", "", "An issue needs a volume, a number or a title")]
    [InlineData("1", "1", "", "", "Another issue of the journal has the address “1-1”.")]
    [InlineData("9", "", "2026-13", "", "The date is a year, a year and month, or a day.")]
    [InlineData("9", "", "", "articles", "“articles” is the address of another page of the site.")]
    [InlineData("9", "", "", "pages", "“pages” is the address of another page of the site.")]
    [InlineData("9", "", "", "archive", "“archive” is the address of another page of the site.")]
    [InlineData("9", "", "", "online-first", "“online-first” is the address of another page of the site.")]
    [InlineData("9", "", "", "cover", "“cover” is the address of another page of the site.")]
    [InlineData("9", "", "", "cite", "“cite” is the address of another page of the site.")]
    [InlineData("9", "", "", "../x", "The address takes lower-case letters a to z")]
    public async Task An_issue_that_cannot_be_made_says_why(string volume, string number, string date, string key, string sentence)
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await desk.PostAsync(Issues + "/new", ("volume", volume), ("number", number), ("published", date), ("key", key), ("description", "Typed & kept"));
        var page = await DeskSite.TextAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains("Typed & kept", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_issue_is_seen_at_the_desk_and_by_no_reader()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.IssueAsync("lower-margin", "9-1", "A leaf to come");

        using var reader = await desk.Site.GetAsync("/journals/lower-margin/9-1");
        using var editor = await desk.Site.GetAsync("/journals/lower-margin/9-1", desk.Me);

        Assert.Equal(HttpStatusCode.NotFound, reader.StatusCode);
        Assert.Equal(HttpStatusCode.OK, editor.StatusCode);
        Assert.DoesNotContain("9-1", await desk.Site.TextAsync("/journals/lower-margin"), StringComparison.Ordinal);
        Assert.DoesNotContain("A leaf to come", await desk.Site.TextAsync("/articles"), StringComparison.Ordinal);
        Assert.Contains("A leaf to come", await desk.PageAsync(Issues + "/9-1"), StringComparison.Ordinal);
        Assert.Contains("draft", await desk.PageAsync(Issues), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_is_published_with_the_drafts_that_were_shown_and_ticked_all_at_once()
    {
        await using var desk = await DeskSite.StartAsync();
        var ids = await desk.IssueAsync("lower-margin", "9-1", "First leaf", "Second leaf", "Third leaf");
        var question = await desk.PageAsync(Issues + "/9-1/publish");

        using var published = await desk.PostAsync(Issues + "/9-1/publish", [.. ids.Select(id => ("shown", id.ToString())), ("article", ids[0].ToString()), ("article", ids[2].ToString())]);
        var contents = await desk.Site.TextAsync("/journals/lower-margin/9-1");
        var log = await desk.LogAsync();

        Assert.All(ids, id => Assert.Contains($"name=\"article\" value=\"{id}\" checked", question, StringComparison.Ordinal));
        Assert.Equal(Issues + "/9-1?done=published", published.Headers.Location?.OriginalString);
        Assert.Contains("First leaf", contents, StringComparison.Ordinal);
        Assert.Contains("Third leaf", contents, StringComparison.Ordinal);
        Assert.DoesNotContain("Second leaf", contents, StringComparison.Ordinal);
        Assert.Equal(["article.published", "article.published", "issue.published"], log.Take(3).Select(row => row.Entry.Act).Order());
    }

    [Fact]
    public async Task Every_article_of_a_published_issue_has_its_line_in_the_history_and_a_date()
    {
        await using var desk = await DeskSite.StartAsync();
        using var made = await desk.PostAsync(Issues + "/new", ("title", "On leaves"), ("key", "9-1"));
        var (dated, undated) = (desk.Site.Commands.Write("dated.xml", Samples.Jats("Dated leaf")), desk.Site.Commands.Write("undated.xml", Samples.Jats("Undated leaf").Replace("<year>2024</year>", "", StringComparison.Ordinal)));
        Assert.Equal(0, await desk.Site.Commands.ImportAsync(dated, undated, "--draft", "--journal", "lower-margin", "--issue", "9-1"));
        var issue = (await desk.Site.Services.GetRequiredService<IssueStore>().FindAsync("lower-margin", "9-1", Ct))!;
        var rows = await desk.Site.Services.GetRequiredService<IssueContentsStore>().ListAsync(issue.Id, Ct);

        using var published = await desk.PostAsync(Issues + "/9-1/publish", [.. rows.SelectMany(row => new[] { ("shown", row.Id.ToString()), ("article", row.Id.ToString()) })]);

        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        Assert.Equal(2, rows.Count);
        foreach (var row in rows)
        {
            var line = (await desk.Site.Services.GetRequiredService<VersionStore>().ListAsync(row.Id, publicOnly: true, Ct))[0];
            Assert.Equal((VersionAct.Published, "A. Tarrow"), (line.Act, line.Person));
            Assert.Equal(row.Title == "Dated leaf" ? "2024" : DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), line.Article.Published?.ToString());
            Assert.NotNull((await desk.Site.Services.GetRequiredService<IssueContentsStore>().ListAsync(issue.Id, Ct)).Single(now => now.Id == row.Id).Published);
            Assert.Contains("Published", await desk.Site.TextAsync($"/articles/{row.Slug}/versions"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Subtitles_stand_in_every_list_of_the_desk()
    {
        await using var desk = await DeskSite.StartAsync();
        using var made = await desk.PostAsync(Issues + "/new", ("title", "On leaves"), ("key", "9-1"));
        var jats = Samples.Jats("First leaf").Replace("</article-title>", "</article-title><subtitle>A &lt;study&gt;</subtitle>", StringComparison.Ordinal);
        Assert.Equal(0, await desk.Site.Commands.ImportAsync(desk.Site.Commands.Write("a.xml", jats), "--draft", "--journal", "lower-margin", "--issue", "9-1"));

        foreach (var page in new[] { "/desk/articles", Issues + "/9-1", Issues + "/9-1/publish" })
        {
            Assert.Contains("A &lt;study&gt;", await desk.PageAsync(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_nobody_was_shown_is_not_published()
    {
        await using var desk = await DeskSite.StartAsync();
        var ids = await desk.IssueAsync("lower-margin", "9-1", "First leaf", "Second leaf");

        using var answer = await desk.PostAsync(Issues + "/9-1/publish", ("shown", ids[0].ToString()), ("article", ids[0].ToString()));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The drafts of the issue have changed since you were asked.", await DeskSite.TextAsync(answer), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/journals/lower-margin/9-1")).StatusCode);
    }

    [Fact]
    public async Task The_question_before_publishing_counts_notes_with_errors_and_says_what_the_record_lacks()
    {
        await using var desk = await DeskSite.StartAsync();
        using var prefix = await desk.SubmitAsync(DeskSite.Journal, ("doi_prefix", "10.5555"));
        using var made = await desk.PostAsync(Issues + "/new", ("title", "On leaves"), ("key", "9-1"));
        Assert.Equal(0, await desk.Site.Commands.ImportAsync(desk.Site.Commands.Write("a.xml", Samples.Jats("The leaf", note: "See note 1 above.")), "--draft", "--journal", "lower-margin", "--issue", "9-1"));

        var question = await desk.PageAsync(Issues + "/9-1/publish");

        Assert.Contains("1 note with an error", question, StringComparison.Ordinal);
        Assert.Contains("no DOI", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_is_taken_back_with_or_without_its_articles()
    {
        await using var desk = await DeskSite.StartAsync();

        using var alone = await desk.PostAsync(Issues + "/1-1/unpublish");
        var article = await desk.Site.TextAsync(Web.ReadOnlySite.Marchmont);
        using var issue = await desk.Site.GetAsync("/journals/lower-margin/1-1");
        using var again = await desk.PostAsync(Issues + "/1-1/publish");
        using var all = await desk.PostAsync(Issues + "/1-1/unpublish", ("articles", "on"));
        using var gone = await desk.Site.GetAsync(Web.ReadOnlySite.Marchmont);

        Assert.Equal(HttpStatusCode.NotFound, issue.StatusCode);
        Assert.DoesNotContain("/journals/lower-margin/1-1", article, StringComparison.Ordinal);
        Assert.Equal(Issues + "/1-1?done=published", again.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("article.hidden", (await desk.LogAsync()).Select(row => row.Entry.Act));
    }

    [Fact]
    public async Task Articles_are_moved_by_buttons_and_by_numbers()
    {
        await using var desk = await DeskSite.StartAsync();
        var ids = await desk.IssueAsync("lower-margin", "9-1", "One", "Two", "Three");
        var order = await OrderAsync(desk);

        using var up = await desk.PostAsync(Issues + "/9-1", [.. order.Select(id => ("order", id)), ("up", order[2])]);
        Assert.Equal([order[0], order[2], order[1]], await OrderAsync(desk));

        var now = await OrderAsync(desk);
        using var number = await desk.PostAsync(Issues + "/9-1", [.. now.Select(id => ("order", id)), ("place", "1"), ("place", "2"), ("place", "1"), ("do", "number")]);
        Assert.Equal([now[2], now[0], now[1]], await OrderAsync(desk)); // To the place of the first: before it.

        using var wrong = await desk.PostAsync(Issues + "/9-1", [.. (await OrderAsync(desk)).Select(id => ("order", id)), ("place", "1"), ("place", "x"), ("place", "3"), ("do", "number")]);
        Assert.Contains("is no place. Write a number from 1.", await DeskSite.TextAsync(wrong), StringComparison.Ordinal);
        Assert.Equal(3, ids.Count);
    }

    [Fact]
    public async Task Who_orders_an_issue_that_somebody_else_has_changed_is_told_and_nothing_is_done()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.IssueAsync("lower-margin", "9-1", "One", "Two", "Three");
        var shown = await OrderAsync(desk);
        using var theirs = await desk.PostAsync(Issues + "/9-1", [.. shown.Select(id => ("order", id)), ("out", shown[0])]);

        using var mine = await desk.PostAsync(Issues + "/9-1", [.. shown.Select(id => ("order", id)), ("up", shown[2])]);

        Assert.Equal(HttpStatusCode.Conflict, mine.StatusCode);
        Assert.Contains("Somebody else has changed the issue meanwhile.", await DeskSite.TextAsync(mine), StringComparison.Ordinal);
        Assert.Equal([shown[1], shown[2]], await OrderAsync(desk));
    }

    [Fact]
    public async Task An_article_is_taken_out_and_put_in_again()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.IssueAsync("lower-margin", "9-1", "One & <two>", "Three");
        var shown = await OrderAsync(desk);

        using var gone = await desk.PostAsync(Issues + "/9-1", [.. shown.Select(id => ("order", id)), ("out", shown[0])]);
        var page = await desk.PageAsync(Issues + "/9-1?q=ONE");
        using var nothing = await desk.PostAsync(Issues + "/9-1", ("do", "in"));
        using var back = await desk.PostAsync(Issues + "/9-1", ("do", "in"), ("in", shown[0]), ("in", "not an id"));

        Assert.Contains("name=\"in\" value=\"" + shown[0], page, StringComparison.Ordinal);
        Assert.Contains("No article was ticked", await DeskSite.TextAsync(nothing), StringComparison.Ordinal);
        Assert.Equal(shown.Order(), (await OrderAsync(desk)).Order());
    }

    [Fact]
    public async Task An_issue_that_gets_another_address_is_found_at_the_old_one()
    {
        await using var desk = await DeskSite.StartAsync();

        using var moved = await desk.SubmitAsync(Issues + "/1-1/record", ("key", "2026-spring"));
        using var old = await desk.Site.GetAsync("/journals/lower-margin/1-1");
        using var journal = await desk.SubmitAsync(DeskSite.Journal, ("key", "margin"));
        using var older = await desk.Site.GetAsync("/journals/lower-margin/1-1");

        Assert.Equal(Issues + "/2026-spring?done=saved", moved.Headers.Location?.OriginalString);
        Assert.Equal((HttpStatusCode.MovedPermanently, "/journals/lower-margin/2026-spring"), (old.StatusCode, old.Headers.Location?.OriginalString));
        Assert.Equal("/journals/margin/2026-spring", older.Headers.Location?.OriginalString); // At once, not from one to the next.
    }

    [Fact]
    public async Task Two_who_save_the_record_of_an_issue_at_once_are_told()
    {
        await using var desk = await DeskSite.StartAsync();
        var mine = await desk.FormAsync(Issues + "/1-1/record");
        using var theirs = await desk.SubmitAsync(Issues + "/1-1/record", ("title", "Theirs"), ("kind", "special"));
        mine["title"] = "Mine";

        using var conflict = await desk.PostAsync(Issues + "/1-1/record", [.. mine.Select(field => (field.Key, field.Value))]);
        var html = await conflict.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Matches("(?s)>Theirs</span></td>\\s*<td[^>]*><span[^>]*>Mine<", html);
        Assert.Matches("(?s)>special issue</span></td>\\s*<td[^>]*><span[^>]*>regular issue<", html);
    }

    [Fact]
    public async Task Only_an_empty_issue_is_deleted()
    {
        await using var desk = await DeskSite.StartAsync();
        using var made = await desk.PostAsync(Issues + "/new", ("volume", "9"));

        using var refused = await desk.PostAsync(Issues + "/1-1/delete");
        using var deleted = await desk.PostAsync(Issues + "/9/delete");

        Assert.Contains("so it cannot be deleted. Take them out first.", await DeskSite.TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(Issues + "?done=deleted", deleted.Headers.Location?.OriginalString);
        Assert.Null(await desk.Site.Services.GetRequiredService<IssueStore>().FindAsync("lower-margin", "9", Ct));
    }

    [Fact]
    public async Task A_draft_that_is_imported_into_a_new_issue_makes_no_public_issue()
    {
        await using var desk = await DeskSite.StartAsync();
        Assert.Equal(0, await desk.Site.Commands.ImportAsync(desk.Site.Commands.Write("a.xml", Samples.Jats("The leaf")), "--draft", "--journal", "lower-margin"));

        Assert.True((await desk.Site.Services.GetRequiredService<IssueStore>().FindAsync("lower-margin", "3-1", Ct))?.Issue.IsDraft);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/journals/lower-margin/3-1")).StatusCode);
    }

    private static async Task<string[]> OrderAsync(DeskSite desk) => [.. Regex.Matches(await desk.PageAsync(Issues + "/9-1"), "name=\"order\" value=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
}
