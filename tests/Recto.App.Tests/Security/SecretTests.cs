using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Recto.App.Shell;
using Recto.App.Tests.Features.Accounts;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Security;

/// <summary>Secrets that a journey uses stand in no log and on no page afterwards.</summary>
public sealed class SecretTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passwords_keys_links_and_cookies_are_in_no_log_and_on_no_page()
    {
        using var log = new KeptLog();
        await using var home = await AccountSite.StartAsync(options => options with { Log = LogFormat.Text }, builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Trace).AddFilter(null, LogLevel.Trace));
        const string password = "MARKED password of Ada";
        const string wrong = "MARKED wrong password";
        var account = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null));
        using var asked = await home.AskAsync(account.Email);
        var key = AccountSite.KeyOf(AccountSite.LinkIn(Assert.Single(await home.MailsAsync(1))));
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", key));
        var cookie = AccountSite.CookieOf(pressed)!.Value;
        using var set = await home.Site.PostAsync("/account/password", cookie, ("new-password", password));
        cookie = AccountSite.CookieOf(set)!.Value;
        using var refused = await home.Site.PostAsync("/account/sign-in/password", AccountSite.Nobody, ("email", account.Email), ("password", wrong));
        using var made = await home.Site.PostAsync("/account/api-keys", cookie, ("name", "Harvester"));
        var apiKey = Regex.Match(await made.Content.ReadAsStringAsync(Ct), "recto_[A-Za-z0-9_-]{43}").Value;
        using var keyed = await home.Site.GetAsync("/api/v1/journals", ("Authorization", "Bearer " + apiKey));
        using var deposits = await home.Site.PostAsync("/desk/journals/lower-margin/deposits/settings", cookie, ("on", "on"), ("prefix", "10.5555"), ("depositor", "P"), ("email", "doi@example.org"), ("registrant", "P"), ("pattern", "{journal}.{year}.{number}"), ("login_name", "MARKED-login"), ("login_password", "MARKED-secret"), ("version", "0"));
        string[] secrets = [password, wrong, key, apiKey, "MARKED-secret", cookie.Value.Split('=', 2)[1]];

        Assert.Equal(HttpStatusCode.OK, keyed.StatusCode);
        Assert.All(secrets, secret => Assert.True(secret.Length > 8));
        var pages = new List<string> { await refused.Content.ReadAsStringAsync(Ct) };
        foreach (var path in new[] { "/account", "/account/api-keys", "/desk/log", "/desk/people", "/desk/journals/lower-margin/deposits/settings", "/health/ready" })
        {
            using var page = await home.Site.GetAsync(path, cookie);
            pages.Add(WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Ct)));
        }

        var told = string.Join('\n', log.Lines);
        Assert.NotEmpty(told);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
            Assert.All(pages, page => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
        }
    }
}
