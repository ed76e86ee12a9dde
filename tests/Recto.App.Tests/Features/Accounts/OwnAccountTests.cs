using System.Net;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>Passwords, names, signing out.</summary>
public sealed class OwnAccountTests
{
    private const string Password = "seven apples on a sill";

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_from_the_account_to_the_sign_in()
    {
        await using var home = await AccountSite.StartAsync();

        using var answer = await home.Site.GetAsync("/account");

        Assert.Equal("/account/sign-in?to=%2Faccount", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_password_is_off_until_it_is_set_and_signs_in_then()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null));
        using var before = await SignInAsync(home, account.Email, Password);
        using var tooShort = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", "short"));
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));

        using var after = await SignInAsync(home, account.Email, Password, ("to", "/desk/log"), ("stay", "on"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, before.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.StatusCode);
        Assert.Contains("at least 12 characters", await AccountSite.TextAsync(tooShort), StringComparison.Ordinal);
        Assert.Equal("/account?done=password#password", set.Headers.Location!.OriginalString);
        Assert.Equal("/desk/log", after.Headers.Location!.OriginalString);
        Assert.Contains("expires", string.Join(';', after.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("account.passwordSet", await home.ActsAsync());
        Assert.Contains("A password was set for it.", Assert.Single(await home.MailsAsync(1)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_it_and_no_answer_tells_what_was_wrong()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));
        var answers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await SignInAsync(home, account.Email, "wrong");
            answers.Add((await AccountSite.TextAsync(wrong)).Replace(account.Email, "…", StringComparison.Ordinal));
        }

        using var right = await SignInAsync(home, account.Email, Password);
        using var unknown = await SignInAsync(home, "nobody@example.org", "wrong");
        using var rubbish = await SignInAsync(home, "nobody", "wrong");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        answers.Add((await AccountSite.TextAsync(right)).Replace(account.Email, "…", StringComparison.Ordinal));
        answers.Add((await AccountSite.TextAsync(unknown)).Replace("nobody@example.org", "…", StringComparison.Ordinal));
        Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, rubbish.StatusCode);
        Assert.NotNull((await home.AgainAsync(account)).LockedUntil);
    }

    [Fact]
    public async Task The_password_of_now_is_asked_for_but_from_whoever_came_by_a_link()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var set = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", Password));
        account = await home.AgainAsync(account);
        using var without = await home.Site.PostAsync("/account/password", home.Site.SignedIn(account.Person), ("new-password", "another twelve characters"));
        using var removed = await home.Site.PostAsync("/account/password/remove", home.Site.SignedIn(account.Person), ("current-password", "wrong"));

        using var asked = await home.AskAsync(account.Email);
        var key = AccountSite.KeyOf(AccountSite.LinkIn((await home.MailsAsync(2)).First(mail => mail.TextBody!.Contains("key=", StringComparison.Ordinal))));
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", key));
        using var forgotten = await home.Site.PostAsync("/account/password/remove", AccountSite.CookieOf(pressed)!.Value);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (without.StatusCode, removed.StatusCode));
        Assert.Equal("/account?done=no-password#password", forgotten.Headers.Location!.OriginalString);
        Assert.Null((await home.AgainAsync(account)).PasswordHash);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_sign_in_and_every_link()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var (laptop, phone) = (home.Site.SignedIn(account.Person), home.Site.SignedIn(account.Person));
        using var asked = await home.AskAsync(account.Email);
        var link = AccountSite.LinkIn(Assert.Single(await home.MailsAsync(1)));

        using var done = await home.Site.PostAsync("/account/sign-out-everywhere", phone);

        using var after = await home.Site.GetAsync("/account", laptop);
        using var late = await home.Site.GetAsync(link);
        Assert.Equal("/account/sign-in?done=everywhere", done.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.SeeOther, after.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task A_name_is_changed_and_what_is_wrong_with_it_is_said()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var cookie = home.Site.SignedIn(account.Person);
        using var empty = await home.Site.PostAsync("/account/name", cookie, ("name", "  "), ("language", "ru"));
        using var kept = await home.Site.PostAsync("/account/name", cookie, ("name", "Ада <script>alert(1)</script>"), ("language", "ru"));

        using var page = await home.Site.GetAsync("/account", cookie);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("Ада", html, StringComparison.Ordinal);
        Assert.Equal("ru", (await home.AgainAsync(account)).Language);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task What_is_no_passkey_opens_nothing_and_breaks_nothing(string credential)
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var options = await home.Site.PostAsync("/account/sign-in/passkey/options", AccountSite.Nobody);
        var challenge = AccountSite.CookieOf(options, "recto-passkey")!.Value;

        using var without = await home.Site.PostAsync("/account/sign-in/passkey", AccountSite.Nobody, ("credential", credential));
        using var with = await home.Site.PostAsync("/account/sign-in/passkey", challenge, ("credential", credential));
        using var added = await home.Site.PostAsync("/account/passkeys", home.Site.SignedIn(account.Person), ("credential", credential));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (without.StatusCode, with.StatusCode, added.StatusCode));
    }

    private static Task<HttpResponseMessage> SignInAsync(AccountSite home, string email, string password, params (string, string)[] more) =>
        home.Site.PostAsync("/account/sign-in/password", AccountSite.Nobody, [("email", email), ("password", password), .. more]);
}
