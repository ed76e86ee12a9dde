using System.Net;
using Recto.App.Tests.Features.Accounts;
using Recto.Journals.Access;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>Rights at the desk, from the first form to the last second.</summary>
public sealed class SubscriptionDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_reads_from_the_first_day_to_the_last_by_the_address_of_the_account()
    {
        await using var site = await RightsSite.StartAsync();
        var (ada, cookie) = await site.PersonAsync("Ada");
        Assert.False(await site.OpensAsync(cookie));

        var id = await site.SubscribeAsync(("email", ada.Email.ToUpperInvariant()), ("to", site.Day(1)));

        Assert.Equal(ada.Id, (await site.Rights.FindAsync(id, Ct))!.Right.Holder.AccountId);
        Assert.True(await site.OpensAsync(cookie));
        Assert.False(await site.OpensAsync());
        var end = (await site.Rights.FindAsync(id, Ct))!.Right.EndsAt!.Value;
        site.Home.Clock.SetUtcNow(end.AddSeconds(-1));
        Assert.True(await site.OpensAsync(cookie));
        site.Home.Clock.SetUtcNow(end);
        Assert.False(await site.OpensAsync(cookie));
    }

    [Fact]
    public async Task Who_has_no_account_yet_has_the_right_once_there_is_one_of_that_address()
    {
        await using var site = await RightsSite.StartAsync();

        await site.SubscribeAsync(("email", "later@example.org"));

        var (_, cookie) = await site.PersonAsync("Later");
        var (_, other) = await site.PersonAsync("Other");
        Assert.True(await site.OpensAsync(cookie));
        Assert.False(await site.OpensAsync(other));
    }

    [Fact]
    public async Task Taken_back_it_closes_at_once_with_a_reason_and_is_given_again()
    {
        await using var site = await RightsSite.StartAsync();
        var (ada, cookie) = await site.PersonAsync("Ada");
        var id = await site.SubscribeAsync(("email", ada.Email));

        using var silent = await site.Site.PostAsync($"/desk/subscriptions/{id}/revoke", site.Desk, ("why", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.True(await site.OpensAsync(cookie));
        using var revoked = await site.Site.PostAsync($"/desk/subscriptions/{id}/revoke", site.Desk, ("why", "The invoice was not paid."));
        Assert.False(await site.OpensAsync(cookie));
        Assert.Contains("The invoice was not paid.", await site.PageAsync($"/desk/subscriptions/{id}", site.Desk), StringComparison.Ordinal);
        Assert.Contains("Taken back", await site.PageAsync("/desk/subscriptions?state=revoked", site.Desk), StringComparison.OrdinalIgnoreCase);
        using var restored = await site.Site.PostAsync($"/desk/subscriptions/{id}/restore", site.Desk);
        Assert.True(await site.OpensAsync(cookie));
        Assert.Equal(["right.made", "right.restored", "right.revoked"], (await site.Home.ActsAsync()).Order(StringComparer.Ordinal)); // All at one instant of the clock.
    }

    [Fact]
    public async Task A_renewal_begins_where_the_right_of_now_ends_and_is_made_once()
    {
        await using var site = await RightsSite.StartAsync();
        var (ada, cookie) = await site.PersonAsync("Ada");
        var id = await site.SubscribeAsync(("email", ada.Email), ("to", site.Day(9)));
        var old = (await site.Rights.FindAsync(id, Ct))!;
        var form = await site.PageAsync($"/desk/subscriptions/{id}/renew", site.Desk);
        Assert.Contains($"value=\"{site.Day(10)}\"", form, StringComparison.Ordinal);
        Assert.Contains($"value=\"{site.Day(19)}\"", form, StringComparison.Ordinal);

        (string, string)[] fields = [("kind", "subscription"), ("target", "site"), ("from", site.Day(10)), ("to", site.Day(19)), ("download", "on")];
        using var early = await site.Site.PostAsync($"/desk/subscriptions/{id}/renew", site.Desk, [("from", site.Day(5)), .. fields.Where(field => field.Item1 != "from")]);
        using var first = await site.Site.PostAsync($"/desk/subscriptions/{id}/renew", site.Desk, fields);
        using var second = await site.Site.PostAsync($"/desk/subscriptions/{id}/renew", site.Desk, fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.EndsWith("done=renewed", first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith($"{id}?done=renewed-before", second.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var renewal = (await site.Rights.FindAsync((await site.Rights.FindAsync(id, Ct))!.RenewedById!.Value, Ct))!;
        Assert.Equal((old.Right.EndsAt!.Value, ada.Id, id), (renewal.Right.StartsAt, renewal.Right.Holder.AccountId!.Value, renewal.Right.RenewsId!.Value));
        site.Home.Clock.SetUtcNow(old.Right.EndsAt.Value);
        Assert.True(await site.OpensAsync(cookie));
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_both_texts_and_overwrites_nothing()
    {
        await using var site = await RightsSite.StartAsync();
        var id = await site.SubscribeAsync(("email", "ada@example.org"));
        (string, string)[] Fields(string reference) => [("edit_version", "1"), ("kind", "subscription"), ("target", "site"), ("from", site.Today), ("to", site.Day(99)), ("reference", reference), ("download", "on"), ("print", "on")];

        using var first = await site.Site.PostAsync($"/desk/subscriptions/{id}", site.Desk, Fields("PO 1"));
        using var second = await site.Site.PostAsync($"/desk/subscriptions/{id}", site.Desk, Fields("PO 2"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        var html = await AccountSite.TextAsync(second);
        Assert.Contains("PO 1", html, StringComparison.Ordinal);
        Assert.Contains("value=\"PO 2\"", html, StringComparison.Ordinal);
        Assert.Equal("PO 1", (await site.Rights.FindAsync(id, Ct))!.Right.Details.Reference);
    }

    [Fact]
    public async Task Ended_with_today_it_opens_to_midnight()
    {
        await using var site = await RightsSite.StartAsync();
        var id = await site.SubscribeAsync(("email", "ada@example.org"));

        using var ended = await site.Site.PostAsync($"/desk/subscriptions/{id}/end", site.Desk, ("edit_version", "1"));

        var row = (await site.Rights.FindAsync(id, Ct))!;
        Assert.Equal(site.Home.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), row.Right.EndsAt!.Value.UtcDateTime);
    }

    [Theory]
    [InlineData("to", "2020-01-01", "The last day comes before the first")]
    [InlineData("from", "soon", "is no day")]
    [InlineData("from", "", "Write the first day")]
    [InlineData("target", "", "Say what it is for")]
    [InlineData("target", "journal:0198a0000000700080000000000000ff", "Say what it is for")]
    [InlineData("target", "work", "No article or issue")]
    [InlineData("grace", "many", "no whole number")]
    [InlineData("grace", "9999", "from 0 to 3660")]
    [InlineData("first-year", "12", "four digits")]
    [InlineData("email", "nobody", "no complete address")]
    [InlineData("email", "", "Say who holds it")]
    [InlineData("institution", "nowhere", "not both")]
    [InlineData("contact-email", "nobody", "no complete address")]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays(string field, string value, string said)
    {
        await using var site = await RightsSite.StartAsync();
        (string Name, string Value)[] usual = [("email", "ada@example.org"), ("kind", "subscription"), ("target", "site"), ("from", site.Today), ("to", site.Day(9)), ("reference", "PO 4711")];

        using var answer = await site.Site.PostAsync("/desk/subscriptions/new", site.Desk, [.. usual.Where(one => one.Name != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await AccountSite.TextAsync(answer);
        Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Contains("value=\"PO 4711\"", html, StringComparison.Ordinal);
        Assert.Empty((await site.Rights.ListAsync(new(), site.Home.Clock.GetUtcNow(), 10, null, Ct)).Items);
    }

    [Fact]
    public async Task An_institution_an_article_an_issue_and_a_list_are_named_and_open_what_they_say()
    {
        await using var site = await RightsSite.StartAsync();
        var institution = await site.InstitutionAsync("somewhere", "8.8.8.0/24");
        var reader = ("X-Forwarded-For", "8.8.8.9");
        var id = await site.SubscribeAsync(("institution", "somewhere"), ("target", "work"), ("work", $"http://elsewhere.example{RightsSite.Closed}?notes=end"));

        Assert.Equal(institution.Id, (await site.Rights.FindAsync(id, Ct))!.Right.Holder.InstitutionId);
        Assert.NotNull((await site.Rights.FindAsync(id, Ct))!.Right.Target.ArticleId);
        Assert.True(await site.OpensAsync(reader));
        Assert.False(await site.OpensAsync(("X-Forwarded-For", "8.8.9.9")));
        Assert.Contains("University of somewhere", await site.PageAsync("/desk/subscriptions?institution=somewhere", site.Desk), StringComparison.Ordinal);

        using var made = await site.Site.PostAsync("/desk/title-lists", site.Desk, ("name", "Our classics"));
        Assert.Equal("/desk/title-lists/our-classics?done=made", made.Headers.Location!.OriginalString);
        var journal = (await site.Rights.FindAsync(id, Ct))!.Target.JournalKey!;
        Assert.Contains("The Lower Margin", await site.PageAsync("/desk/title-lists/our-classics", site.Desk), StringComparison.Ordinal);
        Assert.NotEmpty(journal);
        using var deleted = await site.Site.PostAsync("/desk/title-lists/our-classics/delete", site.Desk);
        Assert.EndsWith("done=deleted", deleted.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk/subscriptions")]
    [InlineData("/desk/subscriptions/new")]
    [InlineData("/desk/subscriptions/0198a000-0000-7000-8000-000000000001")]
    [InlineData("/desk/subscriptions/0198a000-0000-7000-8000-000000000001/renew")]
    [InlineData("/desk/subscriptions/0198a000-0000-7000-8000-000000000001/end")]
    [InlineData("/desk/subscriptions/0198a000-0000-7000-8000-000000000001/revoke")]
    [InlineData("/desk/title-lists")]
    [InlineData("/desk/title-lists/any")]
    [InlineData("/desk/title-lists/any/delete")]
    [InlineData("/desk/reading-links")]
    [InlineData("/desk/institutions/somewhere/people")]
    public async Task Whoever_manages_no_rights_sees_none_of_it(string path)
    {
        await using var site = await RightsSite.StartAsync();
        await site.InstitutionAsync("somewhere");
        foreach (var grant in new[] { new DeskGrant(DeskRole.CopyEditor, null), new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()) })
        {
            var (_, cookie) = await site.PersonAsync("P " + Guid.NewGuid().ToString("N"), grant);
            using var page = await site.Site.GetAsync(path, cookie);
            using var form = await site.Site.PostAsync(path, cookie, ("why", "x"));
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            Assert.Contains(form.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.MethodNotAllowed });
        }
    }

    [Fact]
    public async Task A_readers_address_stands_in_no_line_of_the_log()
    {
        await using var site = await RightsSite.StartAsync();
        var id = await site.SubscribeAsync(("email", "private@example.org"), ("contact-email", "private@example.org"), ("contact", "Private Person"));
        using var edited = await site.Site.PostAsync($"/desk/subscriptions/{id}", site.Desk, ("edit_version", "1"), ("kind", "subscription"), ("target", "site"), ("from", site.Today), ("to", site.Day(50)), ("contact", "Other Person"), ("contact-email", "other@example.org"), ("notes", "Knows the rector"));

        var log = await site.PageAsync("/desk/log", site.Desk);

        Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
        Assert.Contains("Changed a right", log, StringComparison.Ordinal);
        foreach (var secret in new[] { "private@", "other@", "Private Person", "Other Person", "rector" })
        {
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
        }
    }
}
