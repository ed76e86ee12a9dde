using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.JournalDesk;

/// <summary>A site with the demo journal and an administrator at its desk.</summary>
internal sealed class DeskSite : IAsyncDisposable
{
    public const string Journal = "/desk/journals/lower-margin";

    private DeskSite(WebSite site) => (Site, Me) = (site, site.Administrator());

    public WebSite Site { get; }

    public (string Name, string Value) Me { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeskSite> StartAsync() => new(await WebSite.StartAsync());

    /// <summary>An editor of one journal.</summary>
    public async Task<(string Name, string Value)> EditorOfAsync(string key) => Site.SignedIn(new DeskGrant(DeskRole.Editor, (await JournalAsync(key)).Id));

    public async Task<JournalRow> JournalAsync(string key = "lower-margin") => (await Site.Services.GetRequiredService<JournalStore>().FindAsync(key, Ct))!;

    public async Task<IReadOnlyList<AuditRow>> LogAsync() => (await Site.Services.GetRequiredService<AuditStore>().ListAsync(new AuditFilter(), 100, null, Ct)).Items;

    public async Task<string> PageAsync(string path, (string Name, string Value)? who = null)
    {
        using var answer = await Site.GetAsync(path, who ?? Me);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>What a form holds as its page shows it: names and values of inputs, text areas and choices.</summary>
    public async Task<Dictionary<string, string>> FormAsync(string path)
    {
        var page = await PageAsync(path);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in Regex.Matches(page, "<input ([^>]*)>"))
        {
            var name = Regex.Match(input.Groups[1].Value, " ?name=\"([^\"]+)\"");
            if (name.Success && !(input.Value.Contains("type=\"checkbox\"", StringComparison.Ordinal) && !input.Value.Contains(" checked", StringComparison.Ordinal)))
            {
                fields[name.Groups[1].Value] = WebUtility.HtmlDecode(Regex.Match(input.Groups[1].Value, "value=\"([^\"]*)\"").Groups[1].Value);
            }
        }

        foreach (Match area in Regex.Matches(page, "<textarea ([^>]*)>([^<]*)</textarea>"))
        {
            fields[Regex.Match(area.Groups[1].Value, "name=\"([^\"]+)\"").Groups[1].Value] = WebUtility.HtmlDecode(area.Groups[2].Value).TrimStart('\n');
        }

        foreach (Match select in Regex.Matches(page, "<select ([^>]*)>(.*?)</select>", RegexOptions.Singleline))
        {
            fields[Regex.Match(select.Groups[1].Value, "name=\"([^\"]+)\"").Groups[1].Value] = Regex.Match(select.Groups[2].Value, "<option value=\"([^\"]*)\" selected").Groups[1].Value;
        }

        return fields;
    }

    /// <summary>Sends the form of a page with some fields otherwise than it shows them.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] changes)
    {
        var fields = await FormAsync(path);
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return await PostAsync(path, [.. fields.Select(field => (field.Key, field.Value))]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => Site.PostAsync(path, Me, fields);

    public static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    /// <summary>A journal of that key.</summary>
    public async Task MakeJournalAsync(string key, string title)
    {
        using var answer = await PostAsync("/desk/journals/new", ("title", title), ("key", key));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    /// <summary>A draft issue with draft articles of these titles.</summary>
    public async Task<List<Guid>> IssueAsync(string journal, string key, params string[] titles)
    {
        using var made = await PostAsync($"/desk/journals/{journal}/issues/new", ("title", "On leaves"), ("key", key));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var files = titles.Select((title, i) => Site.Commands.Write($"{key}-{i}.xml", Samples.Jats(WebUtility.HtmlEncode(title)))).ToArray();
        Assert.Equal(0, await Site.Commands.ImportAsync([.. files, "--draft", "--journal", journal, "--issue", key]));
        var issue = (await Site.Services.GetRequiredService<IssueStore>().FindAsync(journal, key, Ct))!;
        var rows = await Site.Services.GetRequiredService<IssueContentsStore>().ListAsync(issue.Id, Ct);
        List<Guid> ids = [.. titles.Select(title => rows.First(row => row.Title == title).Id)];
        return ids;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
