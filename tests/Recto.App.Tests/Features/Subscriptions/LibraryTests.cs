using System.Net;
using Recto.App.Tests.Features.Accounts;
using Recto.Journals.Desk;
using Recto.Storage.Access;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>The librarian's own pages, as everybody who may and may not see them.</summary>
public sealed class LibraryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_librarian_sees_what_their_own_institution_holds_and_no_other()
    {
        await using var site = await RightsSite.StartAsync();
        var (mine, other) = (await site.InstitutionAsync("mine", "8.8.8.0/24"), await site.InstitutionAsync("other"));
        var (ada, cookie) = await site.PersonAsync("Ada");
        await site.LooksAfterAsync(ada, mine);
        await site.SubscribeAsync(("institution", "mine"), ("perpetual", "on"), ("perpetual-first", "2020"), ("perpetual-last", "2024"), ("reference", "Secret of the desk"), ("notes", "Pays late"));

        using var home = await site.Site.GetAsync("/library", cookie);
        var page = await site.PageAsync("/library/mine", cookie);

        Assert.Equal("/library/mine", home.Headers.Location!.OriginalString);
        Assert.Contains("Everything on this site", page, StringComparison.Ordinal);
        Assert.Contains("2020–2024 stays open after the end", page, StringComparison.Ordinal);
        Assert.Contains("/login/mine?to=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Pays late", page, StringComparison.Ordinal);
        foreach (var path in new[] { "/library/other", "/library/other/networks", "/library/other/people", "/library/nowhere" })
        {
            using var answer = await site.Site.GetAsync(path, cookie);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        foreach (var path in new[] { "/library/other/networks", "/library/other/networks/remove", "/library/other/people", "/library/other/people/remove" })
        {
            using var answer = await site.Site.PostAsync(path, cookie, ("ranges", "9.9.9.9"), ("name", "X"), ("email", "x@example.org"), ("account", ada.Id.ToString()));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Empty(await site.People.ListAsync(other.Id, Ct));
    }

    [Fact]
    public async Task Everybody_else_is_shown_nothing()
    {
        await using var site = await RightsSite.StartAsync();
        await site.InstitutionAsync("mine");
        var (_, reader) = await site.PersonAsync("Reader");
        var (_, copyEditor) = await site.PersonAsync("Copy", new DeskGrant(DeskRole.CopyEditor, null));
        foreach (var path in new[] { "/library/mine", "/library/mine/networks", "/library/mine/people" })
        {
            using var stranger = await site.Site.GetAsync(path);
            Assert.StartsWith("/account/sign-in?to=", stranger.Headers.Location!.OriginalString, StringComparison.Ordinal);
            using var asReader = await site.Site.GetAsync(path, reader);
            using var asCopyEditor = await site.Site.GetAsync(path, copyEditor);
            using var asDesk = await site.Site.GetAsync(path, site.Desk);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK), (asReader.StatusCode, asCopyEditor.StatusCode, asDesk.StatusCode));
            Assert.Equal("no-store", asDesk.Headers.CacheControl!.ToString());
        }

        using var foreign = await site.Site.SendAsync(HttpMethod.Post, "/library/mine/networks", site.Desk, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Contains("look after no institution", await site.PageAsync("/library", reader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_sees_and_changes_nothing()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var (bo, cookie) = await site.PersonAsync("Bo");
        await site.LooksAfterAsync(bo, mine, InstitutionRole.Viewer);

        Assert.DoesNotContain("<form method=\"post\" action=\"/library", await site.PageAsync("/library/mine/networks", cookie), StringComparison.Ordinal);
        foreach (var path in new[] { "/library/mine/networks", "/library/mine/networks/remove", "/library/mine/people", "/library/mine/people/remove" })
        {
            using var answer = await site.Site.PostAsync(path, cookie, ("ranges", "9.9.9.9"), ("name", "X"), ("email", "x@example.org"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_colleague_is_invited_by_mail_signs_in_and_is_where_they_belong()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var (ada, cookie) = await site.PersonAsync("Ada");
        await site.LooksAfterAsync(ada, mine);

        using var invited = await site.Site.PostAsync("/library/mine/people", cookie, ("name", "Bo Meladze"), ("email", "bo@example.org"), ("role", "viewer"));

        Assert.Equal("/library/mine/people?done=invited", invited.Headers.Location!.OriginalString);
        var mail = Assert.Single(await site.Home.MailsAsync(1));
        var link = AccountSite.LinkIn(mail);
        Assert.DoesNotContain(AccountSite.KeyOf(link), await site.PageAsync("/library/mine/people", cookie), StringComparison.Ordinal); // For its owner's eyes only.
        using var pressed = await site.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)), ("to", "/library/mine"));
        Assert.Equal("/library/mine", pressed.Headers.Location!.OriginalString);
        var signedIn = AccountSite.CookieOf(pressed)!.Value;
        Assert.Contains("University of mine", await site.PageAsync("/library/mine", signedIn), StringComparison.Ordinal);
        using var desk = await site.Site.GetAsync("/desk", signedIn);
        Assert.Equal(HttpStatusCode.Forbidden, desk.StatusCode);
        Assert.Contains("institution.personInvited", await site.Home.ActsAsync());
    }

    [Fact]
    public async Task Whoever_has_an_account_is_led_to_the_page_and_given_no_link_that_signs_in()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var (bo, _) = await site.PersonAsync("Bo");

        using var invited = await site.Site.PostAsync("/desk/institutions/mine/people", site.Desk, ("name", "Somebody"), ("email", bo.Email), ("role", "manager"));

        var mail = Assert.Single(await site.Home.MailsAsync(1));
        Assert.Equal("/library/mine", AccountSite.LinkIn(mail));
        Assert.Equal(("Bo", InstitutionRole.Manager), Assert.Single(await site.People.ListAsync(mine.Id, Ct)) is var person ? (person.Name, person.Role) : default);
    }

    [Fact]
    public async Task Removed_they_see_it_no_more_and_the_last_stays()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var ((ada, first), (bo, second)) = (await site.PersonAsync("Ada"), await site.PersonAsync("Bo"));
        await site.LooksAfterAsync(ada, mine);
        await site.LooksAfterAsync(bo, mine);

        var asked = await site.PageAsync($"/library/mine/people/remove?account={bo.Id}", first);
        Assert.Contains("Remove Bo from those who look after University of mine?", asked, StringComparison.Ordinal);
        Assert.Contains("Remove Bo from those who look after University of mine?", await site.PageAsync($"/desk/institutions/mine/people/remove?account={bo.Id}", site.Desk), StringComparison.Ordinal);
        Assert.Equal(2, (await site.People.ListAsync(mine.Id, Ct)).Count); // It was only asked.
        using var removed = await site.Site.PostAsync("/library/mine/people/remove", first, ("account", bo.Id.ToString()));
        using var last = await site.Site.PostAsync("/library/mine/people/remove", first, ("account", ada.Id.ToString()));

        using var gone = await site.Site.GetAsync("/library/mine", second);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.EndsWith("done=last", last.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Single(await site.People.ListAsync(mine.Id, Ct));
        using var byDesk = await site.Site.PostAsync("/desk/institutions/mine/people/remove", site.Desk, ("account", ada.Id.ToString()));
        Assert.Empty(await site.People.ListAsync(mine.Id, Ct));
    }

    [Fact]
    public async Task Networks_let_readers_in_at_once_and_out_again()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var (ada, cookie) = await site.PersonAsync("Ada");
        await site.LooksAfterAsync(ada, mine);
        await site.SubscribeAsync(("institution", "mine"));
        Assert.False(await site.OpensAsync(("X-Forwarded-For", "8.8.8.9")));

        using var added = await site.Site.PostAsync("/library/mine/networks", cookie, ("ranges", "8.8.8.0/24\n2001:4860::/32"));
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        Assert.True(await site.OpensAsync(("X-Forwarded-For", "8.8.8.9")));
        Assert.True(await site.OpensAsync(("X-Forwarded-For", "2001:4860::1")));

        var range = (await new InstitutionStore(site.Site.Database).ListRangesAsync(mine.Id, 10, null, Ct)).Items.Single(one => one.Written == "8.8.8.0/24");
        Assert.Contains("Remove 8.8.8.0/24 from the networks?", await site.PageAsync($"/library/mine/networks/remove?range={range.Id}", cookie), StringComparison.Ordinal);
        Assert.True(await site.OpensAsync(("X-Forwarded-For", "8.8.8.9"))); // It was only asked.
        using var removed = await site.Site.PostAsync("/library/mine/networks/remove", cookie, ("range", range.Id.ToString()));
        Assert.False(await site.OpensAsync(("X-Forwarded-For", "8.8.8.9")));
        Assert.Equal(["institution.rangesAdded", "institution.rangesRemoved", "right.made"], (await site.Home.ActsAsync()).Order(StringComparer.Ordinal)); // All at one instant of the clock.
    }

    [Theory]
    [InlineData("")]
    [InlineData("somewhere")]
    [InlineData("10.0.0.0/8")]
    [InlineData("8.8.8.1/24")]
    [InlineData("8.0.0.0/6")] // Wider than any institution.
    public async Task A_network_that_cannot_be_is_not_taken(string written)
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");

        using var answer = await site.Site.PostAsync("/library/mine/networks", site.Desk, ("ranges", written), ("meant", "on"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await new InstitutionStore(site.Site.Database).ListRangesAsync(mine.Id, 10, null, Ct)).Items);
    }

    [Fact]
    public async Task What_is_anothers_too_is_warned_of_then_taken_and_the_other_is_told()
    {
        await using var site = await RightsSite.StartAsync();
        var (mine, other) = (await site.InstitutionAsync("mine"), await site.InstitutionAsync("other", "8.8.0.0/16"));
        var ((ada, cookie), (bo, _)) = (await site.PersonAsync("Ada"), await site.PersonAsync("Bo"));
        await site.LooksAfterAsync(ada, mine);
        await site.LooksAfterAsync(bo, other);

        using var warned = await site.Site.PostAsync("/library/mine/networks", cookie, ("ranges", "8.8.8.0/24"));
        using var meant = await site.Site.PostAsync("/library/mine/networks", cookie, ("ranges", "8.8.8.0/24"), ("meant", "on"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (warned.StatusCode, meant.StatusCode));
        var text = await AccountSite.TextAsync(warned);
        Assert.Contains("8.8.8.0/24: these addresses are entered for another institution too.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("University of other", text, StringComparison.Ordinal);
        var mail = Assert.Single(await site.Home.MailsAsync(1));
        Assert.Equal(bo.Email, mail.To.Mailboxes.Single().Address);
        Assert.Contains("University of mine has entered networks that lie in those of University of other: 8.8.8.0/24.", mail.TextBody, StringComparison.Ordinal);
    }
}
