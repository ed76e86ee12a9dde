using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.ArticleDesk;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Audit;

namespace Recto.App.Tests.Features.ArticleDesk;

public sealed class ArticleDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_record_that_is_sent_back_as_it_was_shown_changes_nothing()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Administrator();
        foreach (var slug in new[] { ReadOnlySite.Marchmont, ReadOnlySite.VanAalst })
        {
            var article = await site.ArticleAsync(slug["/articles/".Length..]);
            var fields = DeskSite.Fields(await site.DeskAsync($"/desk/articles/{article.Row.Id}/record", cookie));

            using var answer = await site.PostAsync($"/desk/articles/{article.Row.Id}/record", cookie, fields.With(("do", "save")));

            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.True((await site.ArticleAsync(article.Row.Slug)).Edits.IsEmpty);
        }
    }

    [Fact]
    public async Task What_an_editor_changes_is_shown_as_such_on_every_page_and_can_be_undone()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        var address = $"/desk/articles/{leaf.Row.Id}/record";
        var fields = DeskSite.Fields(await site.DeskAsync(address, cookie));

        using var kept = await site.PostAsync(address, cookie, fields.With(("title", "The <leaf> & its number"), ("c0-orcid", "https://orcid.org/0000-0002-1825-0097"), ("c0-affiliations", "Lyon\nPavia"), ("keywords", "folio\nleaf"),
            ("licence", "https://creativecommons.org/licenses/by/4.0/"), ("a-rows", "1"), ("a0-text", "Short.\nAnd clear."), ("a0-language", "en"), ("online", "2024-05-06"), ("m-rows", "1"), ("m0-funder", "ANR"), ("m0-awards", "12"), ("reading", "closed"), ("do", "save")));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);

        var now = await site.ArticleAsync(leaf.Row.Slug);
        Assert.Equal("The <leaf> & its number", now.Article.Title);
        Assert.Equal("The leaf", now.AsRead.Title);
        Assert.Equal(("0000-0002-1825-0097", 2), (now.Article.Contributors[0].Orcid, now.Article.Contributors[0].Affiliations.Count));
        Assert.Equal(ReadingPolicy.Closed, now.Reading);
        Assert.Equal("The <leaf> & its number", now.Row.Title);
        var page = (await site.Articles().FindPageAsync(leaf.Row.Slug, Recto.Storage.Sql.Visibility.WithDrafts, Ct))!;
        Assert.Contains("The &lt;leaf&gt; &amp; its number", System.Text.Encoding.UTF8.GetString(page.TitleHtml), StringComparison.Ordinal);
        Assert.Contains("And clear.", System.Text.Encoding.UTF8.GetString(page.AbstractHtml), StringComparison.Ordinal);
        Assert.Contains("ANR", System.Text.Encoding.UTF8.GetString(page.AboutHtml), StringComparison.Ordinal);

        var shown = await site.DeskAsync(address, cookie);
        Assert.Contains("The file says:", shown, StringComparison.Ordinal);
        using var undone = await site.PostAsync(address, cookie, DeskSite.Fields(shown).With(("do", "undo-title"), ("section", "typed meanwhile")));
        var back = await undone.Content.ReadAsStringAsync(Ct);
        Assert.Equal("The leaf", DeskSite.Fields(back).Single(field => field.Name == "title").Value);
        Assert.Equal("typed meanwhile", DeskSite.Fields(back).Single(field => field.Name == "section").Value);
        await site.PostAsync(address, cookie, DeskSite.Fields(back).With(("do", "save")));
        Assert.Null((await site.ArticleAsync(leaf.Row.Slug)).Edits.Title);
        Assert.NotNull((await site.ArticleAsync(leaf.Row.Slug)).Edits.Keywords);
    }

    [Fact]
    public async Task What_editors_say_outlives_the_same_file_and_a_changed_one()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        var address = $"/desk/articles/{leaf.Row.Id}/record";
        await site.PostAsync(address, cookie, DeskSite.Fields(await site.DeskAsync(address, cookie)).With(("subtitle", "A study"), ("doi", "10.5555/leaf.2"), ("do", "save")));

        Assert.Contains("1 unchanged", await site.UploadAsync(cookie, "leaves", ("the-leaf.xml", Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf")))), StringComparison.Ordinal);
        Assert.Contains("1 draft changed", await site.UploadAsync(cookie, "leaves", ("the-leaf.xml", Samples.Utf8(Samples.Jats("The leaf", "10.5555/leaf", note: "GARF 1235/1/16.")))), StringComparison.Ordinal);

        var now = await site.ArticleAsync(leaf.Row.Slug);
        Assert.Equal(("A study", "10.5555/leaf.2", "10.5555/leaf"), (now.Article.Subtitle, now.Article.Doi!.Value.Value, now.AsRead.Doi!.Value.Value));
        Assert.Null(await site.Articles().FindNamedForDeskAsync("10.5555/leaf", Ct));
    }

    [Fact]
    public async Task A_chapter_under_the_DOI_of_an_edited_one_gets_nothing_of_its_record()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        static string Chapter(string heading) => Samples.Jats("The book", "10.5555/book", body: $"<sec><title>{heading}</title><p>{string.Join(' ', Enumerable.Range(0, 120).Select(i => heading + i))}</p></sec>");
        await site.UploadAsync(cookie, "leaves", ("one.xml", Samples.Utf8(Chapter("Shelves"))));
        var first = await site.ArticleAsync("10.5555/book");
        var address = $"/desk/articles/{first.Row.Id}/record";
        await site.PostAsync(address, cookie, DeskSite.Fields(await site.DeskAsync(address, cookie)).With(("subtitle", "Of the first only"), ("do", "save")));

        Assert.Contains("1 new draft", await site.UploadAsync(cookie, "leaves", ("two.xml", Samples.Utf8(Chapter("Ladders")))), StringComparison.Ordinal);

        var second = (await site.Articles().ListForDeskAsync(new DeskFilter { JournalId = first.Row.JournalId }, 10, null, Ct)).Items.Single(row => row.Id != first.Row.Id);
        Assert.Null((await site.Articles().FindForDeskAsync(second.Id, Ct))!.Article.Subtitle);
        Assert.Equal("Of the first only", (await site.ArticleAsync("10.5555/book")).Article.Subtitle);
    }

    [Fact]
    public async Task Rows_are_added_moved_and_taken_away_without_losing_what_was_typed_and_without_saving()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf");
        var address = $"/desk/articles/{leaf.Row.Id}/record";
        async Task<List<(string Name, string Value)>> PressAsync(IEnumerable<(string, string)> fields, string button, params (string, string)[] typed)
        {
            using var answer = await site.PostAsync(address, cookie, fields.With([("do", button), .. typed]));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return DeskSite.Fields(await answer.Content.ReadAsStringAsync(Ct));
        }

        var fields = await PressAsync(DeskSite.Fields(await site.DeskAsync(address, cookie)), "add-c", ("title", "Typed"), ("doi", "not a doi"));
        fields = await PressAsync(fields, "add-c", ("c1-family", "Tarrow"));
        fields = await PressAsync(fields, "up-c-1");
        fields = await PressAsync(fields, "remove-c-2");

        string Value(string name) => fields.Single(field => field.Name == name).Value;
        Assert.Equal(("2", "Tarrow", "Maubert", "Typed", "not a doi"), (Value("c-rows"), Value("c0-family"), Value("c1-family"), Value("title"), Value("doi")));
        Assert.Equal("The leaf", (await site.ArticleAsync(leaf.Row.Slug)).Article.Title);
    }

    [Theory]
    [InlineData("title", "", "needs a title")]
    [InlineData("doi", "11.5/x", "is no DOI")]
    [InlineData("c0-orcid", "0000-0002-1825-0098", "check digit")]
    [InlineData("c0-family", "", "Write the family name")]
    [InlineData("online", "2020-02-30", "is no date")]
    [InlineData("language", "English", "is no language tag")]
    [InlineData("licence-address", "javascript:alert(1)", "begins with https://")]
    public async Task A_wrong_field_is_named_and_nothing_is_kept(string name, string value, string said)
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf");
        var address = $"/desk/articles/{leaf.Row.Id}/record";

        using var answer = await site.PostAsync(address, cookie, DeskSite.Fields(await site.DeskAsync(address, cookie)).With((name, value), ("licence", name == "licence-address" ? "other" : ""), ("volume", "typed"), ("do", "save")));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("typed", page, StringComparison.Ordinal);
        Assert.True((await site.ArticleAsync(leaf.Row.Slug)).Edits.IsEmpty);
    }

    [Fact]
    public async Task Of_two_who_edit_at_once_the_second_is_shown_both_texts_and_may_keep_his()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf");
        var address = $"/desk/articles/{leaf.Row.Id}/record";
        var fields = DeskSite.Fields(await site.DeskAsync(address, cookie));
        await site.PostAsync(address, cookie, fields.With(("title", "The first was faster"), ("reading", "closed"), ("do", "save")));

        using var second = await site.PostAsync(address, cookie, fields.With(("title", "The second is slower"), ("do", "save")));

        var page = await second.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Somebody else has saved this meanwhile", page, StringComparison.Ordinal);
        Assert.Contains("A. Tarrow did, on", page, StringComparison.Ordinal);
        var table = page[page.IndexOf("<tbody>", StringComparison.Ordinal)..page.IndexOf("</tbody>", StringComparison.Ordinal)];
        Assert.Contains("The first was faster", table, StringComparison.Ordinal);
        Assert.Contains("The second is slower", table, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#f-reading\">", table, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(table, "<tr>"));
        Assert.Equal("The second is slower", DeskSite.Fields(page).Single(field => field.Name == "title").Value);
        Assert.Equal("The first was faster", (await site.ArticleAsync(leaf.Row.Slug)).Article.Title);
        using var again = await site.PostAsync(address, cookie, DeskSite.Fields(page).With(("do", "save")));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal("The second is slower", (await site.ArticleAsync(leaf.Row.Slug)).Article.Title);
    }

    [Fact]
    public async Task A_draft_becomes_public_at_its_time_and_says_its_day()
    {
        var start = DateTimeOffset.UtcNow; // The cookie of the sign-in is judged by the same clock.
        var clock = new FakeTimeProvider(start);
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var cookie = site.Editor(await site.JournalAsync());
        await site.UploadAsync(cookie, "leaves", ("a.xml", Samples.Utf8(Samples.Jats("The leaf").Replace("<pub-date date-type=\"pub\" publication-format=\"print\"><year>2024</year></pub-date>", "", StringComparison.Ordinal))));
        var leaf = await site.ArticleAsync("maubert-the-leaf");
        var address = $"/desk/articles/{leaf.Row.Id}";
        var due = site.Services.GetRequiredService<PublishWhenDue>();

        using var past = await site.PostAsync(address + "/schedule", cookie, ("date", Day(start.AddHours(-1))), ("time", Hour(start.AddHours(-1))), ("do", "set"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, past.StatusCode);
        using var set = await site.PostAsync(address + "/schedule", cookie, ("date", Day(start.AddMinutes(30))), ("time", Hour(start.AddMinutes(30))), ("do", "set"));
        Assert.Equal(HttpStatusCode.SeeOther, set.StatusCode);
        Assert.Equal(0, await due.LookAsync(Ct));
        clock.Advance(TimeSpan.FromMinutes(31));
        var published = (await Task.WhenAll(due.LookAsync(Ct), due.LookAsync(Ct))).Sum();

        for (var turn = 0; turn < 1200 && (await site.ArticleAsync("maubert-the-leaf")).Row.IsDraft; turn++)
        {
            await Task.Delay(50, Ct); // The service itself may have been the one.
        }

        Assert.True(published <= 1);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/articles/maubert-the-leaf")).StatusCode);
        Assert.Equal(Day(start.AddMinutes(31)), (await site.ArticleAsync("maubert-the-leaf")).Article.PublishedOnline!.ToString());
        Assert.Single((await site.Services.GetRequiredService<VersionStore>().ListAsync(leaf.Row.Id, true, Ct)));
        Assert.Single((await site.Services.GetRequiredService<AuditStore>().ListAsync(new($"article/{leaf.Row.Id}"), 50, null, Ct)).Items, row => row.Entry is { Act: "article.published", Person: "Recto" });
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Hour(DateTimeOffset at) => at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_withdrawn_article_leaves_a_tombstone_that_can_be_cited_and_comes_back()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        var address = $"/desk/articles/{leaf.Row.Id}";
        await site.PostAsync(address + "/publish", cookie);

        using var silent = await site.PostAsync(address + "/withdraw", cookie, ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        using var done = await site.PostAsync(address + "/withdraw", cookie, ("reason", "Printed twice. <b>See</b> 2024."));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);

        foreach (var path in new[] { "", "/notes/1", "/source", "/cite.ris", "/notes/1/cite.ris", "/sources.ris", "/versions" })
        {
            using var gone = await site.GetAsync($"/articles/{leaf.Row.Slug}{path}?{Guid.NewGuid()}");
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            var page = await gone.Content.ReadAsStringAsync(Ct);
            Assert.Contains("Printed twice. &lt;b&gt;See&lt;/b&gt; 2024.", page, StringComparison.Ordinal);
            Assert.Contains("10.5555/leaf", page, StringComparison.Ordinal);
            Assert.Contains("Maubert", page, StringComparison.Ordinal);
        }

        await Task.Delay(200, Ct);
        Assert.DoesNotContain("The leaf", await site.TextAsync($"/articles?{Guid.NewGuid()}"), StringComparison.Ordinal);
        using var back = await site.PostAsync(address + "/restore", cookie, ("summary", "It was not."));
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync($"/articles/{leaf.Row.Slug}?{Guid.NewGuid()}")).StatusCode);
        using var delete = await site.PostAsync(address + "/delete", cookie);
        Assert.Equal(HttpStatusCode.Conflict, delete.StatusCode);
    }

    [Fact]
    public async Task A_changed_address_leads_on_and_one_that_is_taken_is_refused()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf");
        await site.DraftAsync(cookie, "Another");
        var address = $"/desk/articles/{leaf.Row.Id}";
        await site.PostAsync(address + "/publish", cookie);

        using var taken = await site.PostAsync(address + "/address", cookie, ("slug", "maubert-another"));
        using var impossible = await site.PostAsync(address + "/address", cookie, ("slug", "../x"));
        using var moved = await site.PostAsync(address + "/address", cookie, ("slug", "the-leaf-of-maubert"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (taken.StatusCode, impossible.StatusCode, moved.StatusCode));
        using var old = await site.GetAsync($"/articles/{leaf.Row.Slug}?{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.MovedPermanently, true), (old.StatusCode, old.Headers.Location!.OriginalString.StartsWith("/articles/the-leaf-of-maubert", StringComparison.Ordinal)));
        Assert.DoesNotContain("/articles/maubert-the-leaf", await site.TextAsync("/articles/the-leaf-of-maubert"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retraction_and_its_article_name_each_other_on_their_pages()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var notice = await site.DraftAsync(cookie, "Retraction of the leaf", "10.5555/notice", "<related-article related-article-type=\"retracted-article\" ext-link-type=\"doi\" xlink:href=\"10.5555/leaf\"/>");
        var leaf = await site.DraftAsync(cookie, "The leaf", "10.5555/leaf");
        var other = await site.DraftAsync(cookie, "An addendum");
        await site.PostAsync($"/desk/articles/{leaf.Row.Id}/publish", cookie);
        Assert.DoesNotContain("Retracted", await site.TextAsync($"/articles/{leaf.Row.Slug}?1"), StringComparison.Ordinal);

        await site.PostAsync($"/desk/articles/{notice.Row.Id}/publish", cookie);
        using var related = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/relate", cookie, ("relation", "Addendum-about"), ("other", $"https://example.org/articles/{other.Row.Slug}"));
        await site.PostAsync($"/desk/articles/{other.Row.Id}/publish", cookie);
        using var nobody = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/relate", cookie, ("relation", "Addendum-about"), ("other", "10.5555/nobody"));
        using var itself = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/relate", cookie, ("relation", "Addendum-about"), ("other", leaf.Row.Slug));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (related.StatusCode, nobody.StatusCode, itself.StatusCode));
        await Task.Delay(200, Ct);
        var page = await site.TextAsync($"/articles/{leaf.Row.Slug}?2");
        Assert.True(page.IndexOf("Retracted: see", StringComparison.Ordinal) is var grave && grave > 0 && grave < page.IndexOf("<h1>", StringComparison.Ordinal));
        Assert.Contains("Added to: see", page, StringComparison.Ordinal);
        Assert.Contains("This is the retraction of", await site.TextAsync($"/articles/{notice.Row.Slug}"), StringComparison.Ordinal);
        using var back = await site.PostAsync($"/desk/articles/{leaf.Row.Id}/unrelate", cookie, ("other", other.Row.Id.ToString()), ("kind", "Addendum"), ("notice", "other"));
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
    }

    [Fact]
    public async Task Everybody_does_only_what_is_theirs()
    {
        await using var site = await WebSite.StartAsync();
        var journal = await site.JournalAsync();
        var leaf = await site.DraftAsync(site.Editor(journal), "The leaf");
        var address = $"/desk/articles/{leaf.Row.Id}";
        var copyEditor = site.SignedIn(new DeskGrant(DeskRole.CopyEditor, journal));
        var stranger = site.Editor(await site.JournalAsync("other", "Other"));

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(address + "/record", copyEditor)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(address, copyEditor)).StatusCode);
        foreach (var act in new[] { "publish", "schedule", "withdraw", "restore", "delete", "address", "file" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await site.PostAsync($"{address}/{act}", copyEditor, ("x", "y"))).StatusCode);
        }

        foreach (var path in new[] { "", "/record", "/versions", "/delete", "/withdraw", "/file", "/source/1", "/files/the-leaf.xml" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(address + path, stranger)).StatusCode);
        }

        Assert.DoesNotContain("The leaf", await site.DeskAsync("/desk/articles", stranger), StringComparison.Ordinal);
        Assert.True((await site.ArticleAsync(leaf.Row.Slug)).Row.IsDraft);
    }

    [Fact]
    public async Task A_draft_is_deleted_after_a_question_and_the_log_knows_everything()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());
        var leaf = await site.DraftAsync(cookie, "The leaf");
        var address = $"/desk/articles/{leaf.Row.Id}";
        await site.PostAsync(address + "/place", cookie, ("shown", "1"), ("issue", ""), ("position", "4"));
        Assert.Contains("cannot be undone", await site.DeskAsync(address + "/delete", cookie), StringComparison.Ordinal);

        using var answer = await site.PostAsync(address + "/delete", cookie);

        Assert.Equal("/desk/articles?done=deleted", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(address, cookie)).StatusCode);
        Assert.Equal(["article.deleted", "article.placed", "article.imported"], (await site.Services.GetRequiredService<AuditStore>().ListAsync(new($"article/{leaf.Row.Id}"), 50, null, Ct)).Items.Select(row => row.Entry.Act));
    }

    [Fact]
    public async Task The_desk_begins_with_its_articles_and_an_empty_list_says_what_to_do()
    {
        await using var site = await WebSite.StartAsync();
        var cookie = site.Editor(await site.JournalAsync());

        Assert.Equal("/desk/articles", (await site.GetAsync("/desk", cookie)).Headers.Location!.OriginalString);
        Assert.Contains("Add the first", await site.DeskAsync("/desk/articles", cookie), StringComparison.Ordinal);
        await site.DraftAsync(cookie, "The leaf");
        Assert.Contains("The leaf", await site.DeskAsync("/desk/articles?q=LEAF+maubert&state=draft&journal=leaves", cookie), StringComparison.Ordinal);
        Assert.Contains("No article is found so.", await site.DeskAsync("/desk/articles?state=published", cookie), StringComparison.Ordinal);
        Assert.Contains("The leaf", await site.DeskAsync("/desk/articles?after=%00nonsense&state=7&issue=x&q=", cookie), StringComparison.Ordinal);
    }
}
