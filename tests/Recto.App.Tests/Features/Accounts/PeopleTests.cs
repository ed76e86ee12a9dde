using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.Journals.Desk;
using Recto.Storage.Audit;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>People at the desk, and the log of changes.</summary>
public sealed class PeopleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_invited_signs_in_and_has_their_role_and_no_other()
    {
        await using var home = await AccountSite.StartAsync();
        var journal = await JournalAsync(home);
        using var invited = await home.Site.PostAsync("/desk/people/invite", home.Site.Administrator(), ("name", "Bo"), ("email", "bo@example.org"), ("language", "fr"), ("editor", journal.ToString("N")));
        var mail = Assert.Single(await home.MailsAsync(1));

        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(AccountSite.LinkIn(mail))));

        Assert.Contains(AccountSite.LinkIn(mail), await AccountSite.TextAsync(invited), StringComparison.Ordinal); // No mail server: the link is to be handed over.
        Assert.Equal("bo@example.org", mail.To.Mailboxes.Single().Address);
        var cookie = AccountSite.CookieOf(pressed)!.Value;
        using var people = await home.Site.GetAsync("/desk/people", cookie);
        using var log = await home.Site.GetAsync("/desk/log", cookie);
        using var account = await home.Site.GetAsync("/account", cookie);
        Assert.Equal(HttpStatusCode.Forbidden, people.StatusCode);
        Assert.DoesNotContain("Invited Bo", await AccountSite.TextAsync(log), StringComparison.Ordinal); // People are a matter of the site.
        Assert.Contains("Editor of The Lower Margin", await AccountSite.TextAsync(account), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "bo@example.org", "administrator", "A name is needed")]
    [InlineData("Bo", "bo", "administrator", "no complete address")]
    [InlineData("Bo", "bo@example.org", "nothing", "Choose what they are to do")]
    [InlineData("Bo", "ADA@example.org", "administrator", "has an account already")]
    public async Task What_is_wrong_with_an_invitation_is_said_and_what_was_typed_stays(string name, string email, string role, string said)
    {
        await using var home = await AccountSite.StartAsync();
        await home.AccountAsync("Ada");

        using var answer = await home.Site.PostAsync("/desk/people/invite", home.Site.Administrator(), ("name", name), ("email", email), (role, "on"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await AccountSite.TextAsync(answer);
        Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{email}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_taken_is_gone_at_the_next_request()
    {
        await using var home = await AccountSite.StartAsync();
        var (ada, bo) = (await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null)), await home.AccountAsync("Bo", new DeskGrant(DeskRole.Administrator, null)));
        var cookie = home.Site.SignedIn(bo.Person);
        using var before = await home.Site.GetAsync("/desk/people", cookie);

        using var changed = await home.Site.PostAsync($"/desk/people/{bo.Id}", home.Site.SignedIn(ada.Person), ("name", "Bo"), ("version", "1"));

        using var after = await home.Site.GetAsync("/desk/people", cookie);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, after.StatusCode);
        Assert.Equal("person.edited", (await home.ActsAsync())[0]);
    }

    [Fact]
    public async Task An_account_that_is_deactivated_is_out_at_once_and_comes_back()
    {
        await using var home = await AccountSite.StartAsync();
        var (administrator, bo) = (home.Site.Administrator(), await home.AccountAsync("Bo", new DeskGrant(DeskRole.CopyEditor, null)));
        var cookie = home.Site.SignedIn(bo.Person);
        using var asked = await home.AskAsync(bo.Email);
        var link = AccountSite.LinkIn(Assert.Single(await home.MailsAsync(1)));

        using var off = await home.Site.PostAsync($"/desk/people/{bo.Id}/deactivate", administrator);

        using var desk = await home.Site.GetAsync("/account", cookie);
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)));
        Assert.Equal(HttpStatusCode.SeeOther, desk.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, pressed.StatusCode);
        home.Clock.Advance(TimeSpan.FromSeconds(1)); // Lines of one instant have no order.
        using var on = await home.Site.PostAsync($"/desk/people/{bo.Id}/reactivate", administrator);
        using var again = await home.Site.GetAsync("/account", home.Site.SignedIn(bo.Person));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(["person.reactivated", "person.deactivated"], await home.ActsAsync());
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var home = await AccountSite.StartAsync();
        var ada = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null));

        using var off = await home.Site.PostAsync($"/desk/people/{ada.Id}/deactivate", home.Site.SignedIn(ada.Person));
        using var less = await home.Site.PostAsync($"/desk/people/{ada.Id}", home.Site.SignedIn(ada.Person), ("name", "Ada"), ("version", "1"), ("editor", "all"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (off.StatusCode, less.StatusCode));
        Assert.Contains("Ada is the last administrator", await AccountSite.TextAsync(less), StringComparison.Ordinal);
        var kept = await home.AgainAsync(ada);
        Assert.True(kept is { IsActive: true, Person.IsAdministrator: true, EditVersion: 1 });
        Assert.Empty(await home.ActsAsync());
    }

    [Fact]
    public async Task Two_who_change_a_person_at_once_see_both_texts()
    {
        await using var home = await AccountSite.StartAsync();
        var (cookie, bo) = (home.Site.Administrator(), await home.AccountAsync("Bo"));
        using var first = await home.Site.PostAsync($"/desk/people/{bo.Id}", cookie, ("name", "Bo First"), ("version", "1"), ("copyEditor", "all"));

        using var second = await home.Site.PostAsync($"/desk/people/{bo.Id}", cookie, ("name", "Bo Second"), ("version", "1"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var html = await AccountSite.TextAsync(second);
        Assert.Contains("value=\"Bo Second\"", html, StringComparison.Ordinal);
        Assert.Contains("Bo First; Copy editor of all journals", html, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"2\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/desk/people")]
    [InlineData("GET", "/desk/people/invite")]
    [InlineData("POST", "/desk/people/invite")]
    [InlineData("POST", "/desk/people/{id}")]
    [InlineData("POST", "/desk/people/{id}/link")]
    [InlineData("POST", "/desk/people/{id}/deactivate")]
    public async Task Only_administrators_come_to_people(string method, string path)
    {
        await using var home = await AccountSite.StartAsync();
        var ada = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null));
        path = path.Replace("{id}", ada.Id.ToString(), StringComparison.Ordinal);
        var editor = home.Site.SignedIn(new DeskGrant(DeskRole.Editor, null));

        using var answer = method == "GET" ? await home.Site.GetAsync(path, editor) : await home.Site.PostAsync(path, editor, ("name", "X"), ("email", "x@example.org"), ("administrator", "on"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await home.ActsAsync());
    }

    [Fact]
    public async Task People_are_listed_by_pages_and_sought()
    {
        await using var home = await AccountSite.StartAsync();
        var cookie = home.Site.Administrator();
        for (var i = 0; i < 60; i++)
        {
            await home.AccountAsync($"Person {i:00}");
        }

        var first = await AccountSite.TextAsync(await home.Site.GetAsync("/desk/people", cookie));
        var next = System.Text.RegularExpressions.Regex.Match(first, "href=\"([^\"]+)\" rel=\"next\"").Groups[1].Value;
        var second = await AccountSite.TextAsync(await home.Site.GetAsync(next, cookie));
        var sought = await AccountSite.TextAsync(await home.Site.GetAsync("/desk/people?q=PERSON.07", cookie));
        var found = await AccountSite.TextAsync(await home.Site.GetAsync("/desk/people?q=Person", cookie));
        var further = await AccountSite.TextAsync(await home.Site.GetAsync(System.Text.RegularExpressions.Regex.Match(found, "href=\"([^\"]+)\" rel=\"next\"").Groups[1].Value, cookie));
        var none = await AccountSite.TextAsync(await home.Site.GetAsync("/desk/people?q=%25&after=rubbish", cookie));

        Assert.Contains("Person 00", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Person 59", first, StringComparison.Ordinal);
        Assert.Contains("Person 59", second, StringComparison.Ordinal);
        Assert.Contains("href=\"/desk/people?q=Person&role=\" rel=\"first\"", further, StringComparison.Ordinal); // What was sought is not lost on the way back.
        Assert.Contains("Person 07", sought, StringComparison.Ordinal);
        Assert.DoesNotContain("Person 08", sought, StringComparison.Ordinal);
        Assert.Contains("Nobody here answers to that", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_shows_editors_their_journals_in_sentences_and_pages()
    {
        await using var home = await AccountSite.StartAsync();
        var journal = await JournalAsync(home);
        var audit = home.Site.Services.GetRequiredService<AuditStore>();
        await using (var tx = await home.Site.Database.BeginAsync(Ct))
        {
            for (var i = 0; i < 120; i++)
            {
                await audit.AppendAsync(tx, new AuditEntry { Person = "Ada", Act = "article.published", Subject = "article/1", SubjectName = $"Mine {i:000} <b>", JournalId = journal, Details = """{"before":{"title":"A"},"after":{"title":"B"}}""" }, DateTimeOffset.UtcNow.AddMinutes(i), Ct);
            }

            await audit.AppendAsync(tx, new AuditEntry { Person = "Ada", Act = "something.new", Subject = "journal/2", SubjectName = "Other", JournalId = Guid.CreateVersion7() }, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        var editor = home.Site.SignedIn(new DeskGrant(DeskRole.Editor, journal));
        var first = await AccountSite.TextAsync(await home.Site.GetAsync("/desk/log", editor));
        var next = System.Text.RegularExpressions.Regex.Match(first, "href=\"([^\"]+)\" rel=\"next\"").Groups[1].Value;
        var second = await AccountSite.TextAsync(await home.Site.GetAsync(next, editor));
        var all = await AccountSite.TextAsync(await home.Site.GetAsync("/desk/log?subject=journal/2", home.Site.Administrator()));
        using var copyEditor = await home.Site.GetAsync("/desk/log", home.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, null)));

        Assert.Contains("Published Mine 119", first, StringComparison.Ordinal);
        Assert.Contains("title: A → B", first, StringComparison.Ordinal);
        Assert.Contains("Published Mine 000", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Other", first + second, StringComparison.Ordinal);
        Assert.Contains("something.new: Other", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Mine", all, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, copyEditor.StatusCode);
    }

    private static async Task<Guid> JournalAsync(AccountSite home) => (await home.Site.Services.GetRequiredService<JournalStore>().ListAsync(Ct)).Single().Id;
}
