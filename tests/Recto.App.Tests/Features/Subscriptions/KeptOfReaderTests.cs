using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Features.Accounts;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Api;
using Recto.Storage.Federation;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>What is kept of somebody beside their account stands in the copy that they may take, and goes when they go.</summary>
public sealed class KeptOfReaderTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rights_institutions_keys_and_identities_are_told()
    {
        await using var site = await RightsSite.StartAsync();
        var (ada, cookie) = await FillAsync(site);

        using var answer = await site.Site.PostAsync("/account/data", cookie);

        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        using var json = JsonDocument.Parse(zip.GetEntry("my-data.json")!.Open());
        var root = json.RootElement;
        Assert.Equal(["Pays late", null], root.GetProperty("rights").EnumerateArray().Select(right => right.GetProperty("notes").GetString()).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["mine"], root.GetProperty("institutions").EnumerateArray().Select(one => one.GetProperty("key").GetString()));
        Assert.Equal(["Harvester"], root.GetProperty("api-keys").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(["0000-0002-1825-0097"], root.GetProperty("identities").EnumerateArray().Select(one => one.GetProperty("subject").GetString()));
        Assert.DoesNotContain("omebody", root.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_go_with_the_account_and_what_is_others_stays()
    {
        await using var site = await RightsSite.StartAsync();
        var (ada, cookie) = await FillAsync(site);
        await site.SubscribeAsync(("email", "somebody@example.org"));
        await site.SubscribeAsync(("institution", "mine"), ("contact", "Ada"), ("contact-email", ada.Email));
        await site.RunAsync($"INSERT INTO right_reminders (right_id, ends_at, reminder, email_key, state, recorded_at) SELECT id, ends_at, 'atEnd', '{ada.EmailKey}', 'sent', 0 FROM rights WHERE institution_id IS NOT NULL");

        using var erased = await site.Site.PostAsync("/account/erase", await FreshAsync(site, ada.Email), ("sure", "on"));

        Assert.Equal("/account/sign-in?done=erased", erased.Headers.Location?.OriginalString);
        var left = (await site.Rights.ListAsync(new RightFilter(), site.Home.Clock.GetUtcNow(), 10, null, Ct)).Items;
        Assert.Equal(["SOMEBODY@EXAMPLE.ORG", null], left.Select(row => row.Right.Holder.EmailKey).OrderDescending(StringComparer.Ordinal));
        Assert.Empty(await site.People.ListOfAsync(ada.Id, Ct));
        Assert.Empty(await site.Site.Services.GetRequiredService<ApiKeyStore>().ListAsync(ada.Id, Ct));
        Assert.Empty(await site.Site.Services.GetRequiredService<AccountIdentityStore>().ListAsync(ada.Id, Ct));
        Assert.Equal(0, await CountAsync(site, $"right_reminders WHERE email_key = '{ada.EmailKey}'"));
    }

    [Fact]
    public async Task Who_was_invited_and_who_was_removed_stands_in_the_log_by_an_id_that_can_be_forgotten()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        using var invited = await site.Site.PostAsync("/desk/institutions/mine/people", site.Desk, ("name", "Bo Meladze"), ("email", "bo@example.org"), ("role", "viewer"));
        var bo = Assert.Single(await site.People.ListAsync(mine.Id, Ct));
        using var removed = await site.Site.PostAsync("/desk/institutions/mine/people/remove", site.Desk, ("account", bo.AccountId.ToString()));
        var log = await site.PageAsync("/desk/log", site.Desk);
        Assert.Contains("Invited Bo Meladze to look after an institution", log, StringComparison.Ordinal);
        Assert.Contains("institution: University of mine", log, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site, "audit WHERE details LIKE '%Meladze%' OR subject_name LIKE '%Meladze%'"));
    }

    private static async Task<(Storage.Accounts.Account Ada, (string, string) Cookie)> FillAsync(RightsSite site)
    {
        var (ada, cookie) = await site.PersonAsync("Ada");
        var mine = await site.InstitutionAsync("mine");
        await site.LooksAfterAsync(ada, mine);
        await site.SubscribeAsync(("email", ada.Email), ("notes", "Pays late"));
        await site.SubscribeAsync(("email", ada.Email), ("target", "work"), ("work", RightsSite.Closed));
        using var key = await site.Site.PostAsync("/account/api-keys", cookie, ("name", "Harvester"));
        await using var tx = await site.Site.Database.BeginAsync(Ct);
        Assert.True(await site.Site.Services.GetRequiredService<AccountIdentityStore>().AddAsync(tx, new(Guid.CreateVersion7(), ada.Id, "https://orcid.org", "0000-0002-1825-0097", site.Home.Clock.GetUtcNow()), Ct));
        await tx.CommitAsync(Ct);
        return (ada, cookie);
    }

    // Whoever erases an account has just signed in.
    private static async Task<(string, string)> FreshAsync(RightsSite site, string email)
    {
        var before = (await site.Home.MailsAsync(0)).Count;
        using var asked = await site.Home.AskAsync(email);
        var mails = await site.Home.MailsAsync(before + 1);
        using var pressed = await site.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(AccountSite.LinkIn(mails.Single(mail => mail.TextBody!.Contains("key=", StringComparison.Ordinal))))));
        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
        return AccountSite.CookieOf(pressed)!.Value;
    }

    private static async Task<long> CountAsync(RightsSite site, string what)
    {
        await using var connection = await site.Site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM " + what;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}
