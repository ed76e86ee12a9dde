using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recto.App.Tests.Features.JournalDesk;

/// <summary>Founding a journal and saying what it is.</summary>
public sealed class JournalRecordTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_journal_is_made_with_a_title_alone_and_its_page_is_there()
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await desk.PostAsync("/desk/journals/new", ("title", "Études du bas de page"));

        Assert.Equal("/desk/journals/etudes-du-bas-de-page?done=made", answer.Headers.Location?.OriginalString);
        Assert.Contains("Études du bas de page", await DeskSite.TextAsync(await desk.Site.GetAsync("/journals/etudes-du-bas-de-page")), StringComparison.Ordinal);
        Assert.Contains("Études du bas de page", WebUtility.HtmlDecode(await desk.PageAsync("/desk/journals?q=etudes")), StringComparison.Ordinal);
        Assert.Equal("journal.made", (await desk.LogAsync())[0].Entry.Act);
    }

    [Theory]
    [InlineData("", "x", "A journal needs a title.")]
    [InlineData("Margins", "lower-margin", "Another journal has the address “lower-margin”. Choose another.")]
    [InlineData("Margins", "Über allem", "The address takes lower-case letters a to z")]
    [InlineData("Margins", "new", "“new” is the address of another page of the site.")]
    [InlineData("Поля", "", "No address can be made of this title.")]
    public async Task A_form_that_cannot_be_taken_comes_back_with_the_reason_and_what_was_typed(string title, string key, string sentence)
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await desk.PostAsync("/desk/journals/new", ("title", title), ("key", key), ("publisher", "A & B \"press\""));
        var page = await DeskSite.TextAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains("value=\"A & B \"press\"\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{title}\"", title.Length == 0 ? "value=\"\"" : page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_a_record_says_comes_back_and_the_log_has_what_it_was_and_is()
    {
        await using var desk = await DeskSite.StartAsync();
        (string, string)[] said =
        [
            ("title", "The Lower Margin & more"), ("subtitle", "On notes"), ("other_titles", "de: Der untere Rand\nfr: La marge inférieure"), ("former_title", "Margins"), ("abbreviation", "Low. Marg."),
            ("iso_abbreviation", "Low. Margin"), ("print_issn", "2049-3630"), ("online_issn", "0317-8471"), ("linking_issn", "2049-3630"), ("publisher", "Society"), ("publisher_place", "Leeds"),
            ("publisher_address", "https://example.org/"), ("email", "desk@example.org"), ("language", "en"), ("languages", "en, fr, sr-Latn"), ("founded", "1978"), ("frequency", "twice a year"),
            ("peer_review", "two reviewers"), ("about", "On notes.\n\nAnd archives."), ("reading", "closed"), ("notes_open", "on"), ("licence", "https://creativecommons.org/licenses/by/4.0/"),
            ("copyright", "the authors"), ("doi_prefix", "10.5555"), ("colour", "#2c5f3d"),
        ];

        using var answer = await desk.SubmitAsync(DeskSite.Journal, said);
        var shown = await desk.FormAsync(DeskSite.Journal);
        var entry = (await desk.LogAsync())[0].Entry;

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        foreach (var (name, value) in said)
        {
            Assert.Equal(value, shown[name]);
        }

        var title = JsonDocument.Parse(entry.Details!).RootElement.GetProperty("title");
        Assert.Equal(("journal.edited", "A. Tarrow"), (entry.Act, entry.Person));
        Assert.Equal(("The Lower Margin", "The Lower Margin & more"), (title.GetProperty("was").GetString(), title.GetProperty("is").GetString()));
        Assert.False(JsonDocument.Parse(entry.Details!).RootElement.TryGetProperty("key", out _)); // Only what changed.
    }

    [Theory]
    [InlineData("online_issn", "2049-3631", "The check digit is wrong: after 2049-363 comes 0, not 1.")]
    [InlineData("print_issn", "2434-5610", "The check digit is wrong: after 2434-561 comes X, not 0.")]
    [InlineData("print_issn", "2049", "An ISSN has eight characters; this has 4.")]
    [InlineData("linking_issn", "2049-36AB", "An ISSN has digits only; the last may be an X.")]
    [InlineData("email", "desk@", "The part after @ is not complete. As in name@example.org.")]
    [InlineData("publisher_address", "javascript:alert(1)", "This is not a web address.")]
    [InlineData("licence", "CC BY", "This is not a web address.")]
    [InlineData("language", "English", "“English” is not the tag of a language.")]
    [InlineData("languages", "en, deutsch", "“deutsch” is not the tag of a language.")]
    [InlineData("other_titles", "La marge", "“La marge” is not a language, a colon and a title")]
    [InlineData("founded", "78", "The first year is four digits.")]
    [InlineData("doi_prefix", "10.5555/", "A DOI prefix is “10.” and digits, without a slash.")]
    [InlineData("colour", "red; } body { display: none", "A colour is # and six digits")]
    [InlineData("colour", "#f0937f", "#f0937f is too pale to be read on our paper: its contrast is 2.0, and text needs 4.5. The nearest shade that can be read is #")]
    [InlineData("title", " ", "A journal needs a title.")]
    [InlineData("key", "Lower Margin", "The address takes lower-case letters a to z")]
    public async Task A_field_that_is_wrong_is_named_with_what_to_write_and_nothing_is_saved(string name, string typed, string sentence)
    {
        await using var desk = await DeskSite.StartAsync();
        var before = await desk.JournalAsync();

        using var answer = await desk.SubmitAsync(DeskSite.Journal, ("subtitle", "Typed <b>before</b>"), (name, typed));
        var html = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("value=\"Typed &lt;b&gt;before&lt;/b&gt;\"", html, StringComparison.Ordinal);
        Assert.Matches($"id=\"f-{name}\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"[^\"]*f-{name}-fault\"", html);
        Assert.Equal(before, await desk.JournalAsync());
    }

    [Fact]
    public async Task A_journal_that_gets_another_address_is_found_at_the_old_one_with_all_below()
    {
        await using var desk = await DeskSite.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await desk.Site.GetAsync("/journals/lower-margin/1-1")).StatusCode); // Into the page cache.

        using var moved = await desk.SubmitAsync(DeskSite.Journal, ("key", "margin"));
        using var journal = await desk.Site.GetAsync("/journals/lower-margin");
        using var issue = await desk.Site.GetAsync("/journals/lower-margin/1-1?after=x");
        using var slash = await desk.Site.GetAsync("/journals/lower-margin/");
        using var back = await desk.SubmitAsync("/desk/journals/margin", ("key", "lower-margin"));
        using var again = await desk.Site.GetAsync("/journals/lower-margin/1-1");
        using var reverse = await desk.Site.GetAsync("/journals/margin/1-1");

        Assert.Equal("/desk/journals/margin?done=saved", moved.Headers.Location?.OriginalString);
        Assert.Equal((HttpStatusCode.MovedPermanently, "/journals/margin"), (journal.StatusCode, journal.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.MovedPermanently, "/journals/margin/1-1?after=x"), (issue.StatusCode, issue.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.MovedPermanently, slash.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("/journals/lower-margin/1-1", reverse.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_address_that_was_another_journals_is_not_given_away()
    {
        await using var desk = await DeskSite.StartAsync();
        using var moved = await desk.SubmitAsync(DeskSite.Journal, ("key", "margin"));

        using var made = await desk.PostAsync("/desk/journals/new", ("title", "Another"), ("key", "lower-margin"));

        Assert.Contains("“lower-margin” was the address of another journal, and old links to it lead to /journals/margin.", await DeskSite.TextAsync(made), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_later_than_another_sees_both_texts_and_can_save_over()
    {
        await using var desk = await DeskSite.StartAsync();
        var mine = await desk.FormAsync(DeskSite.Journal);
        using var theirs = await desk.SubmitAsync(DeskSite.Journal, ("publisher", "Their <i>press</i>"), ("founded", "1980"));
        mine["publisher"] = "My press";
        mine["subtitle"] = "Mine alone";

        using var conflict = await desk.PostAsync(DeskSite.Journal, [.. mine.Select(field => (field.Key, field.Value))]);
        var html = await conflict.Content.ReadAsStringAsync(Ct);
        var between = (await desk.JournalAsync()).Journal;
        mine["edit_version"] = Regex.Match(html, "name=\"edit_version\" value=\"(\\d+)\"").Groups[1].Value;
        using var over = await desk.PostAsync(DeskSite.Journal, [.. mine.Select(field => (field.Key, field.Value))]);

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Contains("Somebody else has saved this meanwhile", html, StringComparison.Ordinal);
        Assert.Matches("(?s)Publisher</a></th>\\s*<td[^>]*><span[^>]*>Their &lt;i&gt;press&lt;/i&gt;</span></td>\\s*<td[^>]*><span[^>]*>My press", html);
        Assert.Matches("(?s)First year</a></th>\\s*<td[^>]*><span[^>]*>1980</span></td>\\s*<td[^>]*><span class=\"label\">empty", html);
        Assert.Contains("A. Tarrow did, on", html, StringComparison.Ordinal);
        Assert.Contains("value=\"My press\"", html, StringComparison.Ordinal);
        Assert.Equal(("Their <i>press</i>", null), (between.Publisher, between.Details.Subtitle));
        Assert.Equal(HttpStatusCode.SeeOther, over.StatusCode);
        Assert.Equal(("My press", "Mine alone"), ((await desk.JournalAsync()).Journal.Publisher, (await desk.JournalAsync()).Journal.Details.Subtitle));
    }

    [Fact]
    public async Task What_was_typed_while_another_changed_the_address_is_not_lost()
    {
        await using var desk = await DeskSite.StartAsync();
        var mine = await desk.FormAsync(DeskSite.Journal);
        var issue = await desk.FormAsync(DeskSite.Journal + "/issues/1-1/record");
        using var record = await desk.SubmitAsync(DeskSite.Journal + "/issues/1-1/record", ("key", "spring"));
        using var theirs = await desk.SubmitAsync(DeskSite.Journal, ("key", "margin"));
        mine["subtitle"] = "Typed for an hour";
        issue["title"] = "Typed too";

        using var conflict = await desk.PostAsync(DeskSite.Journal, [.. mine.Select(field => (field.Key, field.Value))]);
        using var issueConflict = await desk.PostAsync(DeskSite.Journal + "/issues/1-1/record", [.. issue.Select(field => (field.Key, field.Value))]);
        using var page = await desk.Site.GetAsync(DeskSite.Journal + "/issues?q=1", desk.Me);
        using var renamed = await desk.SubmitAsync("/desk/journals/margin/issues/spring/record", ("key", "autumn"));
        using var issuePage = await desk.Site.GetAsync("/desk/journals/margin/issues/spring/cover", desk.Me);
        var html = await conflict.Content.ReadAsStringAsync(Ct);
        mine["edit_version"] = Regex.Match(html, "name=\"edit_version\" value=\"(\\d+)\"").Groups[1].Value;
        using var over = await desk.PostAsync("/desk/journals/margin", [.. mine.Select(field => (field.Key, field.Value))]);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (conflict.StatusCode, issueConflict.StatusCode));
        Assert.Contains("action=\"/desk/journals/margin\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Typed for an hour\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Typed too\"", await issueConflict.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("/desk/journals/margin/issues?q=1", page.Headers.Location?.OriginalString);
        Assert.Equal("/desk/journals/margin/issues/autumn/cover", issuePage.Headers.Location?.OriginalString);
        Assert.Equal("/desk/journals/lower-margin?done=saved", over.Headers.Location?.OriginalString); // Mine had the old address, and was saved over theirs.
    }

    [Theory]
    [InlineData("")]
    [InlineData("/cover")]
    [InlineData("/pages")]
    [InlineData("/pages/about/en")]
    [InlineData("/sections")]
    [InlineData("/sections/articles")]
    [InlineData("/issues")]
    [InlineData("/issues/new")]
    [InlineData("/issues/1-1")]
    [InlineData("/issues/1-1/record")]
    [InlineData("/issues/1-1/cover")]
    [InlineData("/issues/1-1/publish")]
    [InlineData("/issues/1-1/unpublish")]
    [InlineData("/issues/1-1/delete")]
    [InlineData("/redirects")]
    public async Task An_editor_of_another_journal_is_let_in_nowhere(string part)
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.MakeJournalAsync("other", "Another journal");
        var stranger = await desk.EditorOfAsync("other");

        using var read = await desk.Site.GetAsync(DeskSite.Journal + part, stranger);
        using var sent = await desk.Site.PostAsync(DeskSite.Journal + part, stranger, ("title", "Mine now"), ("volume", "9"), ("do", "in"));

        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal(part == "/issues" ? HttpStatusCode.MethodNotAllowed : HttpStatusCode.Forbidden, sent.StatusCode); // That page has no form.
        Assert.Equal("The Lower Margin", (await desk.JournalAsync()).Journal.Title);
    }

    [Fact]
    public async Task An_editor_sees_the_journals_that_are_theirs_and_makes_none()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.MakeJournalAsync("other", "Another journal");
        var editor = await desk.EditorOfAsync("other");

        var list = await desk.PageAsync("/desk/journals", editor);
        using var made = await desk.Site.PostAsync("/desk/journals/new", editor, ("title", "Mine"));
        using var deleted = await desk.Site.PostAsync("/desk/journals/other/delete", editor);

        Assert.Contains("Another journal", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/desk/journals/lower-margin", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/desk/journals/new", list, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (made.StatusCode, deleted.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await desk.Site.GetAsync("/desk/journals/other", editor)).StatusCode);
    }

    [Fact]
    public async Task An_empty_journal_is_deleted_after_a_question_and_one_with_articles_is_not()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.MakeJournalAsync("other", "Another journal");

        var question = await desk.PageAsync("/desk/journals/other/delete");
        using var deleted = await desk.PostAsync("/desk/journals/other/delete");
        using var refused = await desk.PostAsync(DeskSite.Journal + "/delete");

        Assert.Contains("Delete this journal", question, StringComparison.Ordinal);
        Assert.Equal("/desk/journals?done=deleted", deleted.Headers.Location?.OriginalString);
        Assert.Contains("so it cannot be deleted", await DeskSite.TextAsync(refused), StringComparison.Ordinal);
        Assert.NotNull(await desk.JournalAsync());
    }

    [Fact]
    public async Task The_colour_of_a_journal_is_a_stylesheet_of_its_own_on_every_page_of_it()
    {
        await using var desk = await DeskSite.StartAsync();
        var article = Web.ReadOnlySite.Marchmont;
        var before = await desk.Site.TextAsync(article);

        using var saved = await desk.SubmitAsync(DeskSite.Journal, ("colour", "#2C5F3D"));
        var after = await desk.Site.TextAsync(article);
        using var sheet = await desk.Site.GetAsync("/journals/lower-margin/colours.css?v=2c5f3d");

        Assert.DoesNotContain("colours.css", before, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"stylesheet\" href=\"/journals/lower-margin/colours.css?v=2c5f3d\"", after, StringComparison.Ordinal);
        Assert.Equal("text/css", sheet.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^:root { --rubric: light-dark\\(#2c5f3d, #[0-9a-f]{6}\\); }\n$", await sheet.Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain("style=", after, StringComparison.Ordinal);
    }
}
