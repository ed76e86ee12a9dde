using System.Net;
using System.Text.RegularExpressions;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.AccessDesk;

/// <summary>What a journal says of reading, at the desk and on its page; and who can read it on a day.</summary>
public sealed class AccessDeskTests : IAsyncLifetime
{
    private const string Address = "/desk/journals/lower-margin/access";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private InstitutionSite _site = null!;
    private (string Name, string Value) _editor;

    public async ValueTask InitializeAsync()
    {
        _site = new InstitutionSite(await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1)));
        await _site.RunAsync("UPDATE articles SET has_open_licence = 0");
        _editor = _site.Site.Administrator();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_moving_wall_is_saved_told_on_the_journals_page_and_closes_young_articles()
    {
        Assert.Contains("Everybody may read its articles.", await _site.Site.TextAsync("/journals/lower-margin"), StringComparison.Ordinal);

        using var saved = await SaveAsync(await VersionAsync(), ("reading", "closed"), ("notes_open", "on"), ("wall", "1200"), ("free_pdf", "on"), ("free_files", "on"), ("free_epub", "on"), ("free_jats", "on"),
            ("from_0", "2200-10-20"), ("until_0", "2200-10-26"), ("words_0", "Open Access Week"));

        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var journal = await _site.Site.TextAsync("/journals/lower-margin");
        Assert.Contains("Articles become free to read 1,200 months after publication. Abstracts, notes and sources are open to everyone. Open to everyone from 20 October 2200 to 26 October 2200: Open Access Week.", journal, StringComparison.Ordinal);
        Assert.Contains("Subscribers; free to read from ", await _site.Site.TextAsync(InstitutionSite.Closed), StringComparison.Ordinal);
        var desk = await PageAsync(Address);
        Assert.Contains("value=\"2200-10-26\"", desk, StringComparison.Ordinal);
        Assert.Contains("becomes free to read on", desk, StringComparison.Ordinal);
        Assert.Contains("Changed who may read", await PageAsync("/desk/log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_too_late_is_shown_both_and_what_is_wrong_is_said_with_nothing_lost()
    {
        var version = await VersionAsync();
        using var first = await SaveAsync(version, ("reading", "closed"));
        using var late = await SaveAsync(version, ("reading", "closed"), ("wall", "12"));
        using var wrong = await SaveAsync(await VersionAsync(), ("reading", "closed"), ("wall", "many"), ("from_0", "2027-10-26"), ("until_0", "2027-10-20"), ("words_0", "KEPTWORDS"));
        using var half = await SaveAsync(await VersionAsync(), ("from_0", "2027-10-26"));
        using var foreign = await _site.Site.PostAsync(Address, _site.Site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7())), ("reading", "free"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Conflict), (first.StatusCode, late.StatusCode));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var said = await wrong.Content.ReadAsStringAsync(Ct);
        Assert.Contains("“many” is no number of months", WebUtility.HtmlDecode(said), StringComparison.Ordinal);
        Assert.Contains("The last day lies before the first.", said, StringComparison.Ordinal);
        Assert.Contains("KEPTWORDS", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task A_day_shows_each_reader_what_is_open_and_why()
    {
        using var saved = await SaveAsync(await VersionAsync(), ("reading", "closed"), ("notes_open", "on"), ("from_0", "2200-10-20"), ("until_0", "2200-10-26"), ("words_0", "Open Access Week"));
        await _site.SubscribeAsync((await _site.AddAsync("bern", ["130.92.0.0/16"])).Id);
        await _site.Known.RenewAsync(Ct);

        Assert.Contains("<td>Subscribers; free to read from 20 October 2200</td>", await PageAsync(Address + "/day?day=2200-10-19&time=23:59:59"), StringComparison.Ordinal);
        Assert.Contains("<td>Open for Open Access Week until 26 October 2200</td>", await PageAsync(Address + "/day?day=2200-10-20&time=00:00"), StringComparison.Ordinal);
        Assert.Contains("<td>Subscribers</td>", await PageAsync(Address + "/day?day=2200-10-27&time=00:00"), StringComparison.Ordinal);
        Assert.Contains("<td>Access provided by Library bern</td>", await PageAsync(Address + "/day?day=2200-10-27&reader=institution&who=bern"), StringComparison.Ordinal);
        Assert.Contains("who work for the journal", await PageAsync(Address + "/day?reader=staff"), StringComparison.Ordinal);
        foreach (var wrong in new[] { "/day?day=tomorrow", "/day?time=noon", "/day?reader=institution&who=nobody", "/day?reader=person&who=nobody" })
        {
            using var answer = await _site.Site.GetAsync(Address + wrong, _editor);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
    }

    private async Task<string> VersionAsync() => Regex.Match(await PageAsync(Address), "name=\"edit_version\" value=\"([0-9]+)\"").Groups[1].Value;

    private Task<HttpResponseMessage> SaveAsync(string version, params (string Name, string Value)[] fields) => _site.Site.PostAsync(Address, _editor, [("edit_version", version), .. fields]);

    private async Task<string> PageAsync(string path)
    {
        using var answer = await _site.Site.GetAsync(path, _editor);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
