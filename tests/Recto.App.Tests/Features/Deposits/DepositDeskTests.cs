using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell.Jobs;
using Recto.App.Tests.Features.JournalDesk;
using Recto.App.Tests.Import;
using Recto.Storage.Deposits;

namespace Recto.App.Tests.Features.Deposits;

/// <summary>The pages of the desk on deposits.</summary>
public sealed class DepositDeskTests
{
    private const string Deposits = DeskSite.Journal + "/deposits";
    private const string Settings = Deposits + "/settings";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_are_saved_and_the_list_is_full_at_once()
    {
        await using var desk = await DeskSite.StartAsync();

        using var saved = await SwitchOnAsync(desk);
        var form = await desk.FormAsync(Settings);
        var list = await desk.PageAsync(Deposits);

        Assert.Equal(Settings + "?done=saved", saved.Headers.Location?.OriginalString);
        Assert.Equal(("10.5555", "doi@example.org", "{journal}.{year}.{number}", "on"), (form["prefix"], form["email"], form["pattern"], form["on"]));
        Assert.Contains("10.5555/tlm.2026.0101", list, StringComparison.Ordinal);
        Assert.Contains("Waiting", list, StringComparison.Ordinal);
        Assert.Contains("RECTO_ADDRESS", list, StringComparison.Ordinal); // What is missing is said.
        Assert.Equal("journal.deposits", (await desk.LogAsync())[0].Entry.Act);
    }

    [Fact]
    public async Task A_login_is_kept_encrypted_and_never_told_again()
    {
        await using var desk = await DeskSite.StartAsync();

        using var saved = await SwitchOnAsync(desk, ("login_name", "press@example.org/press"), ("login_password", "s3cret:word"));
        var page = await desk.PageAsync(Settings);
        var row = await desk.Site.Services.GetRequiredService<DepositStore>().FindSettingsAsync((await desk.JournalAsync()).Id, Ct);
        var log = string.Join('\n', (await desk.LogAsync()).Select(line => line.Entry.Details));

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.DoesNotContain("s3cret", page + row.Credentials + log, StringComparison.Ordinal);
        Assert.DoesNotContain("press@example.org", page + row.Credentials + log, StringComparison.Ordinal);
        Assert.Equal("s3cret:word", desk.Site.Services.GetRequiredService<CrossrefCredentials>().Find(row)!.Password);

        // What is left empty stays; what is forgotten is gone.
        using var kept = await desk.SubmitAsync(Settings, ("depositor", "Another"));
        Assert.NotNull((await desk.Site.Services.GetRequiredService<DepositStore>().FindSettingsAsync((await desk.JournalAsync()).Id, Ct)).Credentials);
        using var forgotten = await desk.SubmitAsync(Settings, ("login_forget", "on"));
        Assert.Null((await desk.Site.Services.GetRequiredService<DepositStore>().FindSettingsAsync((await desk.JournalAsync()).Id, Ct)).Credentials);
    }

    [Theory]
    [InlineData("prefix", "10.5555/")]
    [InlineData("prefix", "doi")]
    [InlineData("pattern", "{journal}")]
    [InlineData("pattern", "{pages}{number}")]
    [InlineData("pattern", "{number}<script>")]
    [InlineData("issue_pattern", "{volume}")]
    [InlineData("journal_doi", "10.1234/other-prefix")]
    [InlineData("crossmark", "policy")]
    [InlineData("email", "\"><script>@x")]
    [InlineData("email", "ada@example")]
    [InlineData("login_name", "only-a-name")]
    [InlineData("login_password", "only-a-password")]
    public async Task What_cannot_be_is_refused_and_nothing_is_saved(string name, string value)
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await SwitchOnAsync(desk, (name, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(0, (await desk.Site.Services.GetRequiredService<DepositStore>().FindSettingsAsync((await desk.JournalAsync()).Id, Ct)).EditVersion);
    }

    [Fact]
    public async Task Somebody_who_comes_second_overwrites_nothing()
    {
        await using var desk = await DeskSite.StartAsync();
        var old = await desk.FormAsync(Settings);
        using var first = await SwitchOnAsync(desk);

        using var second = await desk.PostAsync(Settings, [.. old.Select(field => (field.Key, field.Key == "depositor" ? "Mine" : field.Value))]);
        var page = await DeskSite.TextAsync(second);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Mine", page, StringComparison.Ordinal);
        Assert.Contains("The Press", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_editors_of_the_journal_see_any_of_it()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.MakeJournalAsync("other", "Another journal");
        using var saved = await SwitchOnAsync(desk);
        var id = (await RowsAsync(desk))[0].Id;
        var (stranger, editor) = (await desk.EditorOfAsync("other"), await desk.EditorOfAsync("lower-margin"));

        foreach (var path in new[] { Deposits, Settings, $"{Deposits}/{id}", $"{Deposits}/{id}/xml" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await desk.Site.GetAsync(path, stranger)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await desk.Site.GetAsync(path, editor)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Site.PostAsync($"{Deposits}/{id}", stranger)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync($"/desk/journals/other/deposits/{id}", desk.Me)).StatusCode); // Nor by another journal's address.
    }

    [Fact]
    public async Task One_DOI_has_its_page_its_XML_and_a_button()
    {
        await using var desk = await DeskSite.StartAsync();
        using var saved = await SwitchOnAsync(desk);
        var row = (await RowsAsync(desk)).First(row => row.Doi == "10.5555/tlm.2026.0101");

        var page = await desk.PageAsync($"{Deposits}/{row.Id}");
        using var xml = await desk.Site.GetAsync($"{Deposits}/{row.Id}/xml", desk.Me);
        using var again = await desk.PostAsync($"{Deposits}/{row.Id}");

        Assert.Contains("Send it again", page, StringComparison.Ordinal);
        Assert.Equal("application/xml", xml.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<doi>10.5555/tlm.2026.0101</doi>", await xml.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal($"{Deposits}/{row.Id}?done=again", again.Headers.Location?.OriginalString);
        Assert.Equal("article.depositAgain", (await desk.LogAsync())[0].Entry.Act);
    }

    [Theory]
    [InlineData("?state=nonsense")]
    [InlineData("?after=nonsense")]
    [InlineData("/00000000-0000-0000-0000-000000000000")]
    [InlineData("/00000000-0000-0000-0000-000000000000/xml")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var desk = await DeskSite.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync(Deposits + path, desk.Me)).StatusCode);
    }

    [Fact]
    public async Task DOIs_are_given_by_a_button_and_stay()
    {
        await using var desk = await DeskSite.StartAsync();
        using var saved = await SwitchOnAsync(desk);
        Assert.Equal(0, await desk.Site.Commands.ImportAsync(desk.Site.Commands.Write("new.xml", Samples.Jats("A new leaf")), "--journal", "lower-margin"));
        Assert.Contains("Without a DOI", await desk.PageAsync(Deposits), StringComparison.Ordinal);

        using var given = await desk.PostAsync(Deposits, ("do", "give"));
        using var twice = await desk.PostAsync(Deposits, ("do", "give"));

        Assert.Equal(Deposits + "?done=given", given.Headers.Location?.OriginalString);
        Assert.Equal(Deposits + "?done=none", twice.Headers.Location?.OriginalString);
        Assert.Equal("10.5555/lower-margin.2024.5", (await RowsAsync(desk)).Single(row => row.Title == "A new leaf").Doi);
        Assert.Contains((await desk.LogAsync()).Take(3), line => line.Entry.Act == "article.doi");

        // A new file of the article without a DOI keeps it.
        Assert.Equal(0, await desk.Site.Commands.ImportAsync(desk.Site.Commands.Write("new.xml", Samples.Jats("A new leaf", body: "<p>Another text.</p>")), "--journal", "lower-margin"));
        Assert.Single(await RowsAsync(desk), row => row.Doi == "10.5555/lower-margin.2024.5");
    }

    [Fact]
    public async Task The_command_says_what_would_be_sent_and_writes_it()
    {
        await using var desk = await DeskSite.StartAsync();
        using var saved = await SwitchOnAsync(desk);
        Environment.SetEnvironmentVariable("RECTO_ADDRESS", "https://journals.example.org");
        try
        {
            var folder = Path.Combine(desk.Site.Commands.Folder, "out");

            var code = await desk.Site.Commands.RectoAsync("deposit", "--out", folder, "--data", desk.Site.Commands.Data);
            var said = desk.Site.Commands.Out;
            var sending = await desk.Site.Commands.RectoAsync("deposit", "--data", desk.Site.Commands.Data);
            var refusal = desk.Site.Commands.Out;
            var unknown = await desk.Site.Commands.RectoAsync("deposit", "--journal", "nobody", "--data", desk.Site.Commands.Data);

            Assert.Equal((0, 1, 2), (code, sending, unknown));
            Assert.Contains("lower-margin: 4 to be sent in 2 batches, 0 unchanged, 0 that cannot be sent.", said, StringComparison.Ordinal);
            Assert.Contains("There is no login of Crossref", refusal, StringComparison.Ordinal);
            Assert.Equal(2, Directory.GetFiles(folder, "*.xml").Length);
            Assert.All(Directory.GetFiles(folder), file => Assert.Empty(Recto.Tests.Shared.CrossrefSchema.Faults(File.ReadAllBytes(file))));
        }
        finally
        {
            Environment.SetEnvironmentVariable("RECTO_ADDRESS", null);
        }
    }

    private static async Task<IReadOnlyList<DepositRow>> RowsAsync(DeskSite desk) =>
        (await desk.Site.Services.GetRequiredService<DepositStore>().ListAsync((await desk.JournalAsync()).Id, null, 100, null, Ct)).Items;

    private static Task<HttpResponseMessage> SwitchOnAsync(DeskSite desk, params (string Name, string Value)[] others) => desk.SubmitAsync(Settings,
        [("on", "on"), ("prefix", "10.5555"), ("pattern", "{journal}.{year}.{number}"), ("depositor", "The Press"), ("email", "doi@example.org"), ("registrant", "The Press"), .. others]);
}
