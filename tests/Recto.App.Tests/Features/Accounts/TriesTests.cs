using System.Net;
using Recto.Storage.Accounts;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>Who tries passwords locks out strangers, and nobody else.</summary>
public sealed class TriesTests
{
    private const string Password = "seven apples on a sill";

    [Fact]
    public async Task An_account_under_attack_lets_its_owner_in_from_a_browser_that_it_knows()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));
        using var before = await SignInAsync(home, account, Password, AccountSite.Nobody);
        var mine = AccountSite.CookieOf(before, "recto-browser")!.Value;
        await AttackAsync(home, account);

        using var stranger = await SignInAsync(home, account, Password, AccountSite.Nobody);
        using var other = await SignInAsync(home, await home.AccountAsync("Bo"), Password, mine);
        using var owner = await SignInAsync(home, account, Password, mine);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (stranger.StatusCode, other.StatusCode));
        Assert.Equal(HttpStatusCode.SeeOther, owner.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_is_known_may_guess_five_times_while_the_account_is_locked()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));
        using var before = await SignInAsync(home, account, Password, AccountSite.Nobody);
        var stolen = AccountSite.CookieOf(before, "recto-browser")!.Value;
        await AttackAsync(home, account);
        for (var i = 0; i < 5; i++)
        {
            using var guess = await SignInAsync(home, account, "guess " + i, stolen);
        }

        using var right = await SignInAsync(home, account, Password, stolen);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Fact]
    public async Task The_owner_is_told_once_a_day_and_gets_in_by_a_link()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));
        await AttackAsync(home, account);
        await AttackAsync(home, account);
        using var asked = await home.AskAsync(account.Email);
        var mails = await home.MailsAsync(3);
        await Task.Delay(300, TestContext.Current.CancellationToken); // Another would be here by now.
        mails = await home.MailsAsync(3);

        var told = Assert.Single(mails, mail => mail.Subject!.Contains("Somebody tries passwords", StringComparison.Ordinal));
        Assert.Equal(account.Email, told.To.Mailboxes.Single().Address);
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(AccountSite.LinkIn(mails.Single(mail => mail.TextBody!.Contains("key=", StringComparison.Ordinal))))));
        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
    }

    [Fact]
    public async Task A_neighbour_who_tries_without_end_does_not_stop_a_browser_that_is_known()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));
        using var before = await SignInAsync(home, account, Password, AccountSite.Nobody);
        HttpStatusCode last = default;
        for (var i = 0; i < 31; i++)
        {
            using var tried = await home.Site.PostAsync("/account/sign-in/password", AccountSite.Nobody, ("email", "nobody@example.org"), ("password", "x"));
            last = tried.StatusCode;
        }

        using var owner = await SignInAsync(home, account, Password, AccountSite.CookieOf(before, "recto-browser")!.Value);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.SeeOther, owner.StatusCode);
    }

    [Fact]
    public async Task A_library_behind_one_address_tries_ten_times_as_often_as_a_stranger_and_locks_nobody_out()
    {
        await using var site = await Subscriptions.RightsSite.StartAsync();
        await site.InstitutionAsync("mine", "8.8.8.0/24");
        await site.SubscribeAsync(("institution", "mine"));

        Assert.Equal(0, await RefusedAsync("8.8.8.9", 60));
        Assert.NotEqual(0, await RefusedAsync("9.9.9.9", 60));
        Assert.NotEqual(0, await RefusedAsync("8.8.8.9", 500)); // But not without end.

        // Without an address there is nothing to compare a password with: what is slow about a try is left out, and all are sent before the bucket fills again.
        async Task<int> RefusedAsync(string address, int tries)
        {
            var refused = 0;
            for (var i = 0; i < tries; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in/password") { Content = new FormUrlEncodedContent([KeyValuePair.Create("email", "")]) };
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
                using var answer = await site.Site.Client.SendAsync(request, TestContext.Current.CancellationToken);
                refused += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
            }

            return refused;
        }
    }

    private static async Task AttackAsync(AccountSite home, Account account)
    {
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SignInAsync(home, account, "wrong " + i, AccountSite.Nobody);
        }
    }

    private static Task<HttpResponseMessage> SignInAsync(AccountSite home, Account account, string password, (string, string) cookie) =>
        home.Site.PostAsync("/account/sign-in/password", cookie, ("email", account.Email), ("password", password));
}
