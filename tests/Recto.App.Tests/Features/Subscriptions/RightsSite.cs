using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Subscriptions.Reminding;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Features.Accounts;
using Recto.App.Tests.Web;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Accounts;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>A site with one closed article, people, and institutions.</summary>
internal sealed class RightsSite(AccountSite home) : IAsyncDisposable
{
    public const string Closed = ReadOnlySite.Marchmont;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public AccountSite Home => home;

    public WebSite Site => home.Site;

    /// <summary>Signed in now: the clock is put on by weeks, and a sign-in lasts two.</summary>
    public (string Name, string Value) Desk => home.Site.Administrator();

    public RightStore Rights => Site.Services.GetRequiredService<RightStore>();

    public InstitutionPeopleStore People => Site.Services.GetRequiredService<InstitutionPeopleStore>();

    public KnownInstitutions Known => Site.Services.GetRequiredService<KnownInstitutions>();

    public SendReminders Reminders => Site.Services.GetRequiredService<SendReminders>();

    public string Today => Day(0);

    public static async Task<RightsSite> StartAsync(Func<SiteOptions, SiteOptions>? options = null)
    {
        // The clock is put on by weeks, and whatever looks every moment would look a million times.
        var made = new RightsSite(await AccountSite.StartAsync(told => (options?.Invoke(told) ?? told) with { LookForChanges = TimeSpan.FromDays(40) }));
        await made.RunAsync($"UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL WHERE slug = '{Closed["/articles/".Length..]}'");
        return made;
    }

    /// <summary>So many days from now, as a form carries it.</summary>
    public string Day(int days) => home.Clock.GetUtcNow().UtcDateTime.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<(Account Account, (string Name, string Value) Cookie)> PersonAsync(string name, params DeskGrant[] grants)
    {
        var account = await home.AccountAsync(name, grants);
        return (account, Cookie(account));
    }

    public (string Name, string Value) Cookie(Account account) => Site.SignedIn(new DeskPerson(account.Id, account.Name, account.Email, account.Grants));

    public async Task<Institution> InstitutionAsync(string key, params string[] ranges)
    {
        var (store, institution) = (Site.Services.GetRequiredService<InstitutionStore>(), new Institution { Id = Guid.CreateVersion7(), Key = key, Name = "University of " + key });
        await using (var tx = await Site.Database.BeginAsync(Ct))
        {
            Assert.Equal(InstitutionSaving.Saved, await store.SaveAsync(tx, institution, home.Clock.GetUtcNow(), Ct));
            await store.AddRangesAsync(tx, institution.Id, [.. ranges.Select(written => new InstitutionRangeRow(Guid.CreateVersion7(), institution.Id, RangeReader.TryRead(written, out var range) is null ? range : throw new ArgumentException(written), written))], home.Clock.GetUtcNow(), Ct);
            await tx.CommitAsync(Ct);
        }

        await Known.RenewAsync(Ct);
        return institution;
    }

    public async Task LooksAfterAsync(Account account, Institution institution, InstitutionRole role = InstitutionRole.Manager)
    {
        await using var tx = await Site.Database.BeginAsync(Ct);
        Assert.True(await People.AddAsync(tx, institution.Id, account.Id, role, home.Clock.GetUtcNow(), Ct));
        await tx.CommitAsync(Ct);
    }

    /// <summary>Fills in the form of a new right for the whole site as the desk does, and gives its id.</summary>
    public async Task<Guid> SubscribeAsync(params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] usual = [("kind", "subscription"), ("target", "site"), ("from", Today), ("to", Day(99)), ("download", "on"), ("print", "on"), ("language", "en")];
        using var answer = await Site.PostAsync("/desk/subscriptions/new", Desk, [.. usual.Where(one => fields.All(field => field.Name != one.Name)), .. fields.Where(field => field.Value.Length > 0)]);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await AccountSite.TextAsync(answer));
        return Guid.Parse(Regex.Match(answer.Headers.Location!.OriginalString, "[0-9a-f-]{36}").Value);
    }

    /// <summary>Whether that browser gets the source of the closed article.</summary>
    public async Task<bool> OpensAsync(params (string Name, string Value)[] headers)
    {
        using var answer = await Site.GetAsync(Closed + "/source", headers);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = await Site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    public async Task<string> PageAsync(string path, params (string Name, string Value)[] headers)
    {
        using var answer = await Site.GetAsync(path, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await AccountSite.TextAsync(answer);
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();
}
