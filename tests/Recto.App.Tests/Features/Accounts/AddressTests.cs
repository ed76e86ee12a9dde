using System.Net;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>Another address for mail: by its owner, shown by a link, and by an administrator.</summary>
public sealed class AddressTests
{
    private static readonly DeskGrant Everything = new(DeskRole.Administrator, null);

    [Fact]
    public async Task An_address_is_changed_by_the_button_behind_the_link_once_and_both_addresses_are_told()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada", Everything);
        var fresh = await EnterAsync(home, account);
        var phone = home.Site.SignedIn(account.Person);
        using var earlier = await home.AskAsync(account.Email);
        Assert.Equal(2, (await home.MailsAsync(2)).Count);

        using var asked = await home.Site.PostAsync("/account/email", fresh, ("email", "ada@elsewhere.example"));
        using var seen = await home.Site.GetAsync(LinkOf(await home.MailsAsync(4)));
        Assert.Equal(account.Email, (await home.AgainAsync(account)).Email); // Looking changes nothing.
        using var used = await home.Site.PostAsync("/account/address", fresh, ("key", AccountSite.KeyOf(LinkOf(await home.MailsAsync(4)))));
        using var twice = await home.Site.PostAsync("/account/address", AccountSite.Nobody, ("key", AccountSite.KeyOf(LinkOf(await home.MailsAsync(4)))));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.Gone), (asked.StatusCode, seen.StatusCode, used.StatusCode, twice.StatusCode));
        Assert.Contains("a link is on its way to it", await AccountSite.TextAsync(asked), StringComparison.Ordinal);
        Assert.Equal("same-origin", seen.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("/account?done=address", used.Headers.Location!.OriginalString);
        var now = await home.AgainAsync(account);
        Assert.Equal("ada@elsewhere.example", now.Email);
        Assert.NotEqual(account.SecurityStamp, now.SecurityStamp);
        Assert.Equal("account.addressChanged", (await home.ActsAsync())[0]);

        // Every other device is out, links to the old address are worthless, this browser stays.
        using var other = await home.Site.GetAsync("/account", phone);
        using var own = await home.Site.GetAsync("/account", AccountSite.CookieOf(used)!.Value);
        var mails = await home.MailsAsync(5);
        using var old = await home.Site.GetAsync(AccountSite.LinkIn(mails.Last(mail => mail.TextBody!.Contains("/account/link?", StringComparison.Ordinal))));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.OK, HttpStatusCode.Gone), (other.StatusCode, own.StatusCode, old.StatusCode));
        Assert.Equal([account.Email, account.Email], mails.Where(mail => !mail.TextBody!.Contains("key=", StringComparison.Ordinal)).Select(mail => mail.To.Mailboxes.Single().Address));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("Links to sign in go to ada@elsewhere.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_taken_address_is_answered_as_any_other_and_gets_no_mail()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var other = await home.AccountAsync("Bo");
        var fresh = await EnterAsync(home, account);

        using var taken = await home.Site.PostAsync("/account/email", fresh, ("email", other.Email.ToUpperInvariant()));
        using var free = await home.Site.PostAsync("/account/email", fresh, ("email", "ada@elsewhere.example"));

        Assert.Equal((await AccountSite.TextAsync(free)).Replace("ada@elsewhere.example", "…", StringComparison.Ordinal), (await AccountSite.TextAsync(taken)).Replace(other.Email.ToUpperInvariant(), "…", StringComparison.Ordinal));
        var mails = await home.MailsAsync(4); // The link in, two words to the old address, one link.
        Assert.Equal("ada@elsewhere.example", Assert.Single(mails, mail => mail.TextBody!.Contains("/account/address?", StringComparison.Ordinal)).To.Mailboxes.Single().Address);
        Assert.DoesNotContain(mails, mail => mail.To.Mailboxes.Single().Address.Equals(other.Email, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_address_that_was_taken_meanwhile_a_changed_account_and_an_old_link_change_nothing()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var fresh = await EnterAsync(home, account);
        async Task<string> LinkAsync(string email, int mails)
        {
            using var asked = await home.Site.PostAsync("/account/email", fresh, ("email", email));
            return AccountSite.KeyOf(LinkOf(await home.MailsAsync(mails)));
        }

        var meanwhile = await LinkAsync("bo@example.org", 3);
        await home.AccountAsync("Bo");
        using var taken = await home.Site.PostAsync("/account/address", fresh, ("key", meanwhile));
        var late = await LinkAsync("ada@elsewhere.example", 5);
        home.Clock.Advance(TimeSpan.FromMinutes(16));
        using var old = await home.Site.PostAsync("/account/address", fresh, ("key", late));
        fresh = await EnterAsync(home, account, 6);
        var ended = await LinkAsync("ada@third.example", 8);
        using var everywhere = await home.Site.PostAsync("/account/sign-out-everywhere", fresh);
        using var worthless = await home.Site.PostAsync("/account/address", AccountSite.Nobody, ("key", ended));
        using var forged = await home.Site.PostAsync("/account/address", AccountSite.Nobody, ("key", ended[..^2]));
        using var none = await home.Site.PostAsync("/account/address", AccountSite.Nobody);

        Assert.All([taken, old, worthless, forged, none], answer => Assert.Equal(HttpStatusCode.Gone, answer.StatusCode));
        Assert.Equal(account.Email, (await home.AgainAsync(account)).Email);
    }

    [Fact]
    public async Task A_device_left_open_is_not_enough_and_what_is_no_address_is_said()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var open = await home.Site.PostAsync("/account/email", home.Site.SignedIn(account.Person), ("email", "m@elsewhere.example"));
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", "seven apples on a sill"));
        account = await home.AgainAsync(account);
        var cookie = home.Site.SignedIn(account.Person);
        using var wrong = await home.Site.PostAsync("/account/email", cookie, ("email", "m@elsewhere.example"), ("address-password", "guessed"));
        using var rubbish = await home.Site.PostAsync("/account/email", cookie, ("email", "<script>alert(1)</script>"));
        using var same = await home.Site.PostAsync("/account/email", cookie, ("email", account.Email));
        using var right = await home.Site.PostAsync("/account/email", cookie, ("email", "ada@elsewhere.example"), ("address-password", "seven apples on a sill"));

        Assert.All([open, wrong, rubbish, same], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.Contains("You signed in more than 15 minutes ago", await AccountSite.TextAsync(open), StringComparison.Ordinal);
        Assert.Contains("m@elsewhere.example", await AccountSite.TextAsync(wrong), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await rubbish.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task An_administrator_gives_an_address_and_whoever_was_signed_in_is_out()
    {
        await using var home = await AccountSite.StartAsync();
        var admin = await home.AccountAsync("Ada", Everything);
        var bo = await home.AccountAsync("Bo");
        var phone = await EnterAsync(home, bo);
        bo = await home.AgainAsync(bo);
        var (cookie, page) = (home.Site.SignedIn(admin.Person), $"/desk/people/{bo.Id}");

        using var stranger = await home.Site.PostAsync(page + "/address", home.Site.SignedIn(new DeskGrant(DeskRole.Editor, null)), ("email", "b@elsewhere.example"), ("shown", bo.Email));
        using var own = await home.Site.PostAsync($"/desk/people/{admin.Id}/address", cookie, ("email", "a@elsewhere.example"), ("shown", admin.Email));
        using var taken = await home.Site.PostAsync(page + "/address", cookie, ("email", admin.Email), ("shown", bo.Email));
        using var late = await home.Site.PostAsync(page + "/address", cookie, ("email", "b@elsewhere.example"), ("shown", "earlier@example.org"));
        using var done = await home.Site.PostAsync(page + "/address", cookie, ("email", "b@elsewhere.example"), ("shown", bo.Email));

        Assert.Equal([403, 422, 422, 422, 303], new[] { stranger, own, taken, late, done }.Select(answer => (int)answer.StatusCode));
        Assert.Contains("Another account has this address.", await AccountSite.TextAsync(taken), StringComparison.Ordinal);
        Assert.Contains($"it is {bo.Email} now", await AccountSite.TextAsync(late), StringComparison.Ordinal);
        Assert.Equal("b@elsewhere.example", (await home.AgainAsync(bo)).Email);
        Assert.Equal("person.addressChanged", (await home.ActsAsync())[0]);
        using var ended = await home.Site.GetAsync("/account", phone);
        Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);
        Assert.Equal(bo.Email, Assert.Single(await home.MailsAsync(2), mail => mail.TextBody!.Contains("Links to sign in go to b@elsewhere.example", StringComparison.Ordinal)).To.Mailboxes.Single().Address);
    }

    // Signs in by a link, as a browser would; so many mails there are then.
    private static async Task<(string Name, string Value)> EnterAsync(AccountSite home, Account account, int mails = 1)
    {
        using var asked = await home.AskAsync(account.Email);
        var link = AccountSite.LinkIn((await home.MailsAsync(mails)).Last(mail => mail.TextBody!.Contains("/account/link?", StringComparison.Ordinal)));
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)));
        return AccountSite.CookieOf(pressed)!.Value;
    }

    private static string LinkOf(IReadOnlyList<MimeKit.MimeMessage> mails) => AccountSite.LinkIn(mails.Last(mail => mail.TextBody!.Contains("/account/address?", StringComparison.Ordinal)));
}
