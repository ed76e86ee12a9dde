using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell.Mail;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>The first account, and signing in by a link.</summary>
public sealed class LinkSignInTests
{
    private static readonly DeskGrant Everything = new(DeskRole.Administrator, null);

    [Fact]
    public async Task The_first_account_is_made_by_the_printed_link_once()
    {
        await using var home = await AccountSite.StartAsync();
        var link = new Uri((await home.FirstLinkAsync())!).PathAndQuery;
        var again = new Uri((await home.FirstLinkAsync())!).PathAndQuery; // The program was started anew: both are good.
        using var page = await home.Site.GetAsync(link);
        using var wrong = await home.Site.PostAsync("/account/first", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)), ("name", "Ada <b>"), ("email", "ada"));
        var said = await AccountSite.TextAsync(wrong);

        using var made = await home.Site.PostAsync("/account/first", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)), ("name", "Ada Tarrow"), ("email", "ada@example.org"));
        using var late = await home.Site.PostAsync("/account/first", AccountSite.Nobody, ("key", AccountSite.KeyOf(again)), ("name", "Mallory"), ("email", "m@example.org"));
        using var lateView = await home.Site.GetAsync(again);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"Ada <b>\"", said, StringComparison.Ordinal);
        Assert.Contains("name@example.org", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (late.StatusCode, lateView.StatusCode));
        Assert.Null(await home.FirstLinkAsync());
        using var desk = await home.Site.GetAsync("/desk/people", AccountSite.CookieOf(made)!.Value);
        Assert.Contains("Ada Tarrow", await AccountSite.TextAsync(desk), StringComparison.Ordinal);
        Assert.Equal("person.first", Assert.Single(await home.ActsAsync()));
    }

    [Theory]
    [InlineData("/account/first")]
    [InlineData("/account/first?key=")]
    [InlineData("/account/first?key=guessed")]
    [InlineData("/account/link?key=guessed")]
    [InlineData("/account/link?key=%00")]
    public async Task A_link_that_was_not_made_opens_nothing(string link)
    {
        await using var home = await AccountSite.StartAsync();

        using var answer = await home.Site.GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Null(AccountSite.CookieOf(answer));
    }

    [Fact]
    public async Task A_link_by_mail_signs_in_once_and_looking_at_it_does_nothing()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada", Everything);
        using var asked = await home.AskAsync(account.Email.ToUpperInvariant(), ("to", "/desk/log?subject=ä"));
        var mail = Assert.Single(await home.MailsAsync(1));
        var link = AccountSite.LinkIn(mail);
        for (var scan = 0; scan < 3; scan++)
        {
            using var looked = await home.Site.GetAsync(link);
            using var head = await home.Site.SendAsync(HttpMethod.Head, link);
            Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
            Assert.Null(AccountSite.CookieOf(looked));
            Assert.Contains($"({account.Email})", await AccountSite.TextAsync(looked), StringComparison.Ordinal);
        }

        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)), ("to", "/desk/log?subject=ä"));
        using var twice = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)));

        Assert.Equal(account.Email, mail.To.Mailboxes.Single().Address);
        Assert.Equal("/desk/log?subject=%C3%A4", pressed.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Gone, twice.StatusCode);
        Assert.Null(AccountSite.CookieOf(twice));
        var cookie = pressed.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("recto=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase); // Nobody asked to stay.
        using var desk = await home.Site.GetAsync("/desk/log", AccountSite.CookieOf(pressed)!.Value);
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
    }

    [Fact]
    public async Task A_link_is_good_for_a_quarter_of_an_hour()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var asked = await home.AskAsync(account.Email);
        var link = AccountSite.LinkIn(Assert.Single(await home.MailsAsync(1)));

        home.Clock.Advance(TimeSpan.FromMinutes(15));

        using var looked = await home.Site.GetAsync(link);
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)));
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (looked.StatusCode, pressed.StatusCode));
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_address_has_an_account()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var off = await home.AccountAsync("Bo");
        await DeactivateAsync(home, off);

        var answers = new List<string>();
        foreach (var email in new[] { account.Email, "x" + account.Email[1..], off.Email })
        {
            using var answer = await home.AskAsync(email);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add((await AccountSite.TextAsync(answer)).Replace(email, "…", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct());
        await home.MailsAsync(1);
        await Task.Delay(300, TestContext.Current.CancellationToken); // A second mail would be here by now.
        Assert.Single(await home.MailsAsync(1));
    }

    [Fact]
    public async Task No_mailbox_is_filled_and_no_network_asks_without_end()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        HttpStatusCode last = default;

        for (var i = 0; i < 31; i++)
        {
            using var answer = await home.AskAsync(account.Email);
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await home.MailsAsync(3);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(3, (await home.MailsAsync(3)).Count);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/desk\r\nSet-Cookie: x=y")]
    public async Task Nobody_is_led_to_another_site(string to)
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var asked = await home.AskAsync(account.Email, ("to", to));
        var link = AccountSite.LinkIn(Assert.Single(await home.MailsAsync(1)));

        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link)), ("to", to));
        using var language = await home.Site.GetAsync("/language/fr?to=" + Uri.EscapeDataString(to));

        Assert.DoesNotContain("to=", link, StringComparison.Ordinal);
        Assert.Equal("/account", pressed.Headers.Location!.OriginalString);
        Assert.Equal("/", language.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Links_lead_to_the_address_that_was_set_whatever_host_a_request_names()
    {
        await using var home = await AccountSite.StartAsync(options => options with { Address = "https://journals.example.org" });
        var account = await home.AccountAsync("Ada");

        using var asked = await home.AskAsync(account.Email);

        Assert.Contains("https://journals.example.org/account/link?key=", Assert.Single(await home.MailsAsync(1)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_breaks_no_page_and_is_told()
    {
        await using var home = await AccountSite.StartAsync(options => options with { Mail = MailSettings.ToFolder(options.Database.DataFolder) with { Host = "127.0.0.1", Port = 9, From = "recto@example.org" } });
        var account = await home.AccountAsync("Ada");
        var mailer = home.Site.Services.GetRequiredService<Mailer>();

        using var first = await home.AskAsync(account.Email);
        for (var i = 0; i < 2400 && mailer.Trouble is null; i++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        using var second = await home.AskAsync("nobody@example.org");
        using var people = await home.Site.GetAsync("/desk/people", home.Site.Administrator());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Contains("did not take this site’s last mail", await AccountSite.TextAsync(second), StringComparison.Ordinal);
        Assert.Contains("could not be sent by 127.0.0.1:9", await AccountSite.TextAsync(people), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_reads_the_cookie()
    {
        await using var home = await AccountSite.StartAsync();
        var cookie = home.Site.Administrator();
        await using var other = Site.Build(home.Site.Services.GetRequiredService<Recto.App.Shell.SiteOptions>() with { Urls = "http://127.0.0.1:0" });
        await other.StartAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(other.Urls.Single()), "/desk/people"));
        request.Headers.TryAddWithoutValidation(cookie.Name, cookie.Value);

        using var answer = await home.Site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(home.Site.Commands.Data, "keys")));
        await other.StopAsync(CancellationToken.None);
    }

    private static async Task DeactivateAsync(AccountSite home, Recto.Storage.Accounts.Account account)
    {
        await using var tx = await home.Site.Database.BeginAsync(TestContext.Current.CancellationToken);
        await home.Accounts.SetActiveAsync(tx, account.Id, "off", false, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        await tx.CommitAsync(TestContext.Current.CancellationToken);
    }
}
