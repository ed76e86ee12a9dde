using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Recto.App.Features.Accounts.SignIn;
using Recto.App.Shell;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>A site whose accounts are used as people use them: a browser with cookies, and a mailbox.</summary>
internal sealed class AccountSite(WebSite site, FakeTimeProvider clock) : IAsyncDisposable
{
    public static readonly (string Name, string Value) Nobody = ("X-Nobody", "here");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public WebSite Site => site;

    public FakeTimeProvider Clock => clock;

    public AccountStore Accounts => site.Services.GetRequiredService<AccountStore>();

    public static async Task<AccountSite> StartAsync(Func<SiteOptions, SiteOptions>? options = null, Action<WebApplicationBuilder>? configure = null)
    {
        var clock = new SteadyClock(DateTimeOffset.UtcNow);
        return new AccountSite(await WebSite.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            configure?.Invoke(builder);
        }, options: options), clock);
    }

    /// <summary>The link that the program prints at its start; null where the site has an account.</summary>
    public Task<string?> FirstLinkAsync() => FirstAccount.LinkAsync(site.Services, [site.Address.ToString()], Ct);

    /// <summary>An account with these grants that nobody has signed in to.</summary>
    public async Task<Account> AccountAsync(string name, params DeskGrant[] grants)
    {
        var person = new DeskPerson(Guid.CreateVersion7(), name, $"{name.ToLowerInvariant().Replace(' ', '.')}@example.org", grants);
        site.SignedIn(person);
        return (await Accounts.FindAsync(person.Id, Ct))!;
    }

    public async Task<Account> AgainAsync(Account account) => (await Accounts.FindAsync(account.Id, Ct))!;

    /// <summary>Asks for a link as the sign-in page does.</summary>
    public Task<HttpResponseMessage> AskAsync(string email, params (string Name, string Value)[] more) => site.PostAsync("/account/sign-in/link", Nobody, [("email", email), .. more]);

    /// <summary>All mails so far, as soon as there are that many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync(int atLeast)
    {
        var folder = Path.Combine(site.Commands.Data, "mail");
        for (var i = 0; i < 200; i++)
        {
            if (Directory.Exists(folder) && Directory.GetFiles(folder, "*.eml") is var files && files.Length >= atLeast)
            {
                return [.. files.Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))];
            }

            await Task.Delay(25, Ct);
        }

        return [];
    }

    /// <summary>Path and query of the link in a mail.</summary>
    public static string LinkIn(MimeMessage mail) => new Uri(Regex.Match(mail.TextBody ?? "", @"https?://\S+").Value).PathAndQuery;

    /// <summary>The cookie that an answer sets, for the next request; null where it sets none that says anything.</summary>
    public static (string Name, string Value)? CookieOf(HttpResponseMessage answer, string name = "recto") =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Select(cookie => cookie.Split(';')[0]).FirstOrDefault(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal) && cookie.Length > name.Length + 1) is { } kept ? ("Cookie", kept) : null;

    /// <summary>The key of a link's address.</summary>
    public static string KeyOf(string link) => Regex.Match(link, "key=([^&]+)").Groups[1].Value;

    /// <summary>Text of an answer, decoded.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    /// <summary>Acts of the log, latest first.</summary>
    public async Task<IReadOnlyList<string>> ActsAsync() => [.. (await site.Services.GetRequiredService<AuditStore>().ListAsync(new AuditFilter(), 100, null, Ct)).Items.Select(row => row.Entry.Act)];

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
