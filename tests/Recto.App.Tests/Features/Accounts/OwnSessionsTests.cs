using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;

namespace Recto.App.Tests.Features.Accounts;

/// <summary>Sign-ins listed and ended, one's own data taken away, and the account erased.</summary>
public sealed class OwnSessionsTests
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_is_listed_by_its_browser_and_ended_from_another_at_the_next_click()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var (laptop, phone) = (await SignInAsync(home, account, Firefox), await SignInAsync(home, account, Phone));
        using var page = await home.Site.GetAsync("/account", phone);
        var text = await AccountSite.TextAsync(page);
        var session = (await home.Accounts.ListSessionsAsync(account.Id, home.Clock.GetUtcNow(), Ct)).Single(one => one.Browser == "Firefox");

        using var ended = await home.Site.PostAsync("/account/sign-ins/end", phone, ("id", session.Id.ToString("D")));

        using var there = await home.Site.GetAsync("/account", laptop);
        using var here = await home.Site.GetAsync("/account", phone);
        Assert.Contains("Firefox on Linux", text, StringComparison.Ordinal);
        Assert.Contains("Safari on iPhone", text, StringComparison.Ordinal);
        Assert.Equal("/account?done=ended#sign-ins", ended.Headers.Location!.OriginalString);
        Assert.Equal("/account/sign-in?to=%2Faccount", there.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Equal(SignInWay.Link, session.Way);
    }

    [Fact]
    public async Task Nobody_ends_the_sign_in_of_somebody_else()
    {
        await using var home = await AccountSite.StartAsync();
        var (ada, mallory) = (await home.AccountAsync("Ada"), await home.AccountAsync("Mallory"));
        var cookie = home.Site.SignedIn(ada.Person);
        var session = (await home.Accounts.ListSessionsAsync(ada.Id, home.Clock.GetUtcNow(), Ct))[0];

        using var tried = await home.Site.PostAsync("/account/sign-ins/end", home.Site.SignedIn(mallory.Person), ("id", session.Id.ToString("D")));
        using var all = await home.Site.PostAsync("/account/sign-ins/end-others", home.Site.SignedIn(mallory.Person));

        using var still = await home.Site.GetAsync("/account", cookie);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task All_others_end_at_once_and_this_one_stays()
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        var (laptop, phone, library) = (home.Site.SignedIn(account.Person), home.Site.SignedIn(account.Person), home.Site.SignedIn(account.Person));

        using var done = await home.Site.PostAsync("/account/sign-ins/end-others", phone);

        using var here = await home.Site.GetAsync("/account", phone);
        foreach (var other in new[] { laptop, library })
        {
            using var there = await home.Site.GetAsync("/account", other);
            Assert.Equal(HttpStatusCode.SeeOther, there.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Single(await home.Accounts.ListSessionsAsync(account.Id, home.Clock.GetUtcNow(), Ct));
    }

    [Fact]
    public async Task A_cookie_that_was_signed_out_or_left_alone_for_a_fortnight_opens_nothing()
    {
        await using var home = await AccountSite.StartAsync(Rarely);
        var account = await home.AccountAsync("Ada");
        var (left, forgotten) = (await SignInAsync(home, account, Firefox), await SignInAsync(home, account, Phone));
        using var bye = await home.Site.PostAsync("/account/sign-out", left);
        using var stolen = await home.Site.GetAsync("/account", left); // Somebody has kept the cookie.
        home.Clock.Advance(AccountStore.SessionLife);
        using var old = await home.Site.GetAsync("/account", forgotten);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (stolen.StatusCode, old.StatusCode));
        Assert.Empty(await home.Accounts.ListSessionsAsync(account.Id, home.Clock.GetUtcNow(), Ct));
    }

    [Fact]
    public async Task Signing_in_makes_a_new_sign_in_whatever_cookie_was_there_before()
    {
        await using var home = await AccountSite.StartAsync();
        var (ada, mallory) = (await home.AccountAsync("Ada"), await home.AccountAsync("Mallory"));
        var planted = await SignInAsync(home, mallory, Firefox); // A cookie that somebody has put into the browser.

        var after = await SignInAsync(home, ada, Firefox, planted);

        using var page = await home.Site.GetAsync("/account", after);
        using var before = await home.Site.GetAsync("/account", planted);
        Assert.NotEqual(planted.Value, after.Value);
        Assert.Contains(ada.Email, await AccountSite.TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, before.StatusCode);
    }

    [Fact]
    public async Task The_hour_of_the_last_use_is_kept_and_nothing_finer()
    {
        await using var home = await AccountSite.StartAsync(Rarely);
        var account = await home.AccountAsync("Ada");
        var cookie = await SignInAsync(home, account, Firefox);
        home.Clock.Advance(TimeSpan.FromHours(3));
        using var page = await home.Site.GetAsync("/account", cookie);
        AccountSession session;
        for (var i = 0; ; i++)
        {
            session = Assert.Single(await home.Accounts.ListSessionsAsync(account.Id, home.Clock.GetUtcNow(), Ct), one => one.Browser == "Firefox");
            if (session.SeenAt > session.CreatedAt || i == 100)
            {
                break;
            }

            await Task.Delay(20, Ct);
        }

        Assert.Equal(home.Clock.GetUtcNow().UtcDateTime.Date.AddHours(home.Clock.GetUtcNow().Hour), session.SeenAt.UtcDateTime);
    }

    [Fact]
    public async Task A_copy_of_ones_own_data_holds_it_all_for_people_and_for_programs_and_nothing_of_others()
    {
        await using var home = await AccountSite.StartAsync(configure: builder => builder.Services.AddSingleton<OwnData>(_ => (person, _) => Task.FromResult<OwnRecords?>(
            new OwnRecords("loans", "Loans", [new System.Text.Json.Nodes.JsonObject { ["number"] = "R-1", ["address"] = person.Email }]) { Files = [("R-1.txt", "receipt"u8.ToArray())] })));
        var ada = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Editor, null));
        await home.AccountAsync("Mallory");
        var cookie = await SignInAsync(home, ada, Firefox);
        using var renamed = await home.Site.PostAsync("/account/name", cookie, ("name", "Ada <i>"), ("language", "en"));

        using var answer = await home.Site.PostAsync("/account/data", cookie);

        Assert.Equal(("application/zip", "no-store"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString()));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal(["loans/R-1.txt", "my-data.html", "my-data.json"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        using var json = JsonDocument.Parse(zip.GetEntry("my-data.json")!.Open());
        Assert.Contains(json.RootElement.GetProperty("sign-ins").EnumerateArray(), one => one.GetProperty("browser").GetString() == "Firefox");
        Assert.Equal("R-1", json.RootElement.GetProperty("loans")[0].GetProperty("number").GetString());
        Assert.Equal("account.renamed", json.RootElement.GetProperty("log")[0].GetProperty("act").GetString());
        Assert.Equal(ada.Email, json.RootElement.GetProperty("account")[0].GetProperty("email").GetString());
        using var page = new StreamReader(zip.GetEntry("my-data.html")!.Open());
        var html = await page.ReadToEndAsync(Ct);
        Assert.Contains("Ada &lt;i&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("allory", html + json.RootElement, StringComparison.Ordinal);
        Assert.DoesNotContain((await home.AgainAsync(ada)).SecurityStamp, html + json.RootElement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_erased_by_whoever_has_just_signed_in_and_the_log_keeps_the_act_without_the_name()
    {
        var asked = new List<string>();
        await using var home = await AccountSite.StartAsync(configure: builder => builder.Services.AddSingleton<ErasePerson>(_ => (_, person, _, _) =>
        {
            asked.Add(person.Email);
            return Task.CompletedTask;
        }));
        await home.AccountAsync("Root", new DeskGrant(DeskRole.Administrator, null));
        var ada = await home.AccountAsync("Ada Tarrow", new DeskGrant(DeskRole.Administrator, null));
        using var stale = await home.Site.PostAsync("/account/erase", home.Site.SignedIn(ada.Person), ("sure", "on"));
        var cookie = await SignInAsync(home, ada, Firefox);
        using var renamed = await home.Site.PostAsync("/account/name", cookie, ("name", "Ada Hartwell"), ("language", "en"));
        using var unsure = await home.Site.PostAsync("/account/erase", cookie);

        using var erased = await home.Site.PostAsync("/account/erase", cookie, ("sure", "on"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (stale.StatusCode, unsure.StatusCode));
        Assert.Equal("/account/sign-in?done=erased", erased.Headers.Location!.OriginalString);
        Assert.Equal([ada.Email], asked);
        var after = await home.AgainAsync(ada);
        Assert.Equal((true, false, "–", 0), (after.IsErased, after.IsActive, after.Name, after.Grants.Count));
        Assert.Null(await home.Accounts.FindByEmailAsync(ada.EmailKey, Ct));
        using var again = await home.Site.GetAsync("/account", cookie);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        using var log = await home.Site.GetAsync("/desk/log", home.Site.Administrator());
        var text = await AccountSite.TextAsync(log);
        Assert.DoesNotContain("Hartwell", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", text, StringComparison.Ordinal);
        Assert.Contains("somebody who was erased", text, StringComparison.Ordinal);
        Assert.Equal(["account.erased", "account.renamed"], (await home.ActsAsync()).Take(2).Order(StringComparer.Ordinal)); // Both of one instant.
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var home = await AccountSite.StartAsync();
        var ada = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null));
        var cookie = await SignInAsync(home, ada, Firefox);

        using var refused = await home.Site.PostAsync("/account/erase", cookie, ("sure", "on"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("last administrator", await AccountSite.TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(("Ada", false), ((await home.AgainAsync(ada)).Name, (await home.AgainAsync(ada)).IsErased));
    }

    // A clock that is put forward by days rings every timer that many times.
    private static Recto.App.Shell.SiteOptions Rarely(Recto.App.Shell.SiteOptions options) => options with { LookForChanges = TimeSpan.FromDays(1) };

    private static async Task<(string Name, string Value)> SignInAsync(AccountSite home, Account account, string browser, (string Name, string Value)? cookie = null)
    {
        var before = Directory.Exists(Path.Combine(home.Site.Commands.Data, "mail")) ? Directory.GetFiles(Path.Combine(home.Site.Commands.Data, "mail"), "*.eml").Length : 0;
        using var asked = await home.AskAsync(account.Email);
        var known = (await home.MailsAsync(before + 1)).Last(mail => mail.To.Mailboxes.Single().Address == account.Email && mail.TextBody!.Contains("key=", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/link") { Content = new FormUrlEncodedContent([KeyValuePair.Create("key", AccountSite.KeyOf(AccountSite.LinkIn(known)))]) };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        request.Headers.TryAddWithoutValidation("User-Agent", browser);
        if (cookie is { } sent)
        {
            request.Headers.TryAddWithoutValidation(sent.Name, sent.Value);
        }

        using var answer = await home.Site.Client.SendAsync(request, Ct);
        return AccountSite.CookieOf(answer)!.Value;
    }
}
