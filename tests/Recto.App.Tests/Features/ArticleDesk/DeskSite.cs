using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.ArticleDesk;

/// <summary>What tests of the desk do again and again.</summary>
internal static partial class DeskSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static ArticleStore Articles(this WebSite site) => site.Services.GetRequiredService<ArticleStore>();

    /// <summary>Adds a journal and gives its id.</summary>
    public static async Task<Guid> JournalAsync(this WebSite site, string key = "leaves", string title = "Leaves and Folios")
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        var row = await site.Services.GetRequiredService<JournalStore>().SaveAsync(tx, new() { Key = key, Title = title }, DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);
        return row.Id;
    }

    /// <summary>A form with files as a browser sends it.</summary>
    public static MultipartFormDataContent Form(IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent("----boundary7MA4YWxk");
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"files\"", FileName = $"\"{name}\"" };
            form.Add(part);
        }

        return form;
    }

    /// <summary>Uploads and gives the text of the report.</summary>
    public static async Task<string> UploadAsync(this WebSite site, (string Name, string Value) cookie, string journal, params (string Name, byte[] Content)[] files)
    {
        using var answer = await site.PostAsync("/desk/articles/new", cookie, Form([("journal", journal)], files));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        for (var turn = 0; turn < 100; turn++)
        {
            using var page = await site.GetAsync(answer.Headers.Location!.OriginalString, cookie);
            var text = await page.Content.ReadAsStringAsync(Ct);
            if (!page.Headers.Contains("Refresh"))
            {
                return text;
            }

            await Task.Delay(100, Ct);
        }

        throw new TimeoutException("The upload did not end.");
    }

    /// <summary>The one article of that address.</summary>
    public static async Task<DeskArticle> ArticleAsync(this WebSite site, string slug) =>
        (await site.Articles().FindForDeskAsync((await site.Articles().FindNamedForDeskAsync(slug, Ct))!.Id, Ct))!;

    /// <summary>Adds a draft through the desk.</summary>
    public static async Task<DeskArticle> DraftAsync(this WebSite site, (string Name, string Value) cookie, string title, string? doi = null, string? meta = null)
    {
        await site.UploadAsync(cookie, "leaves", (title.ToLowerInvariant().Replace(' ', '-') + ".xml", Samples.Utf8(Jats(title, doi, meta))));
        return await site.ArticleAsync(doi ?? "maubert-" + title.ToLowerInvariant().Replace(' ', '-'));
    }

    public static string Jats(string title, string? doi, string? meta) => Samples.Jats(title, doi).Replace("</article-meta>", meta + "</article-meta>", StringComparison.Ordinal);

    public static async Task<string> DeskAsync(this WebSite site, string path, (string Name, string Value) cookie)
    {
        using var answer = await site.GetAsync(path, cookie);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>What the fields of the one form of the record hold.</summary>
    public static List<(string Name, string Value)> Fields(string html)
    {
        var form = html[html.IndexOf("class=\"record\"", StringComparison.Ordinal)..];
        form = form[..form.IndexOf("</form>", StringComparison.Ordinal)];
        var fields = new List<(string, string)>();
        foreach (Match match in Controls().Matches(form))
        {
            var tag = match.Value[1..];
            if (!tag.StartsWith("select", StringComparison.Ordinal) && !tag.StartsWith("textarea", StringComparison.Ordinal) && tag.Contains("type=\"checkbox\"", StringComparison.Ordinal) && !tag.Contains("checked", StringComparison.Ordinal))
            {
                continue;
            }

            var name = Name().Match(match.Value).Groups[1].Value;
            var value = match.Value.StartsWith("<textarea", StringComparison.Ordinal) ? match.Value[(match.Value.IndexOf('>', StringComparison.Ordinal) + 1)..].Replace("</textarea>", "", StringComparison.Ordinal)
                : match.Value.StartsWith("<select", StringComparison.Ordinal) ? (Chosen().Match(match.Value) is { Success: true } chosen ? chosen.Groups[1].Value : First().Match(match.Value).Groups[1].Value)
                : Value().Match(match.Value).Groups[1].Value;
            fields.Add((WebUtility.HtmlDecode(name), WebUtility.HtmlDecode(value).Trim('\n')));
        }

        return fields;
    }

    /// <summary>The fields with some of them changed.</summary>
    public static (string Name, string Value)[] With(this IEnumerable<(string Name, string Value)> fields, params (string Name, string Value)[] changed) =>
        [.. fields.Where(field => changed.All(other => other.Name != field.Name)), .. changed];

    public static (string Name, string Value) Editor(this WebSite site, Guid journal) => site.SignedIn(new DeskGrant(DeskRole.Editor, journal));

    [GeneratedRegex("<(input)([^>]*)>|<(select|textarea)[^>]*>.*?</\\3>", RegexOptions.Singleline)]
    private static partial Regex Controls();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<option value=\"([^\"]*)\"[^>]*selected")]
    private static partial Regex Chosen();

    [GeneratedRegex("<option value=\"([^\"]*)\"")]
    private static partial Regex First();
}
