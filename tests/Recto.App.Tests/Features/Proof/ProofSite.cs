using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Web;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Proof;

/// <summary>A site with one article of four notes, and what an editor does at its proof.</summary>
internal sealed class ProofSite(WebSite site) : IAsyncDisposable
{
    public const string Page = "/articles/maubert-the-leaf";

    public WebSite Site => site;

    public Guid Id { get; private set; }

    public Guid Journal { get; private set; }

    public string Proof => $"/desk/articles/{Id:D}/proof";

    public static async Task<ProofSite> StartAsync(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null)
    {
        var site = new ProofSite(await WebSite.StartAsync(configure));
        await site.ImportAsync();
        var articles = site.Site.Services.GetRequiredService<ArticleStore>();
        var row = await articles.FindPageAsync("maubert-the-leaf", Visibility.Published, TestContext.Current.CancellationToken);
        (site.Id, site.Journal) = (row!.Id, row.Terms.JournalId);
        return site;
    }

    /// <summary>Imports the article with these notes, as another process would.</summary>
    public async Task ImportAsync(params string[] notes)
    {
        if (notes.Length == 0)
        {
            notes = ["RGASPI 558/11/431/125.", "Ibid.", "J. Smith, A History of Town (London: Routledge, 1999), 12; RGASPI 17/162/14/27.", "Smith, History, 14."];
        }

        var body = "<p>" + string.Concat(notes.Select((_, i) => $"Word<xref ref-type=\"fn\" rid=\"n{i + 1}\">{i + 1}</xref> ")) + "</p>";
        var file = site.Commands.Write("leaf.xml", $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <article article-type="research-article" xml:lang="en">
              <front><journal-meta><journal-title-group><journal-title>Leaves and Folios</journal-title></journal-title-group></journal-meta>
              <article-meta><title-group><article-title>The leaf</article-title></title-group>
              <contrib-group><contrib contrib-type="author"><name><surname>Maubert</surname><given-names>Ida</given-names></name></contrib></contrib-group>
              <pub-date date-type="pub" publication-format="print"><year>2024</year></pub-date></article-meta></front>
              <body>{body}</body>
              <back><fn-group>{string.Concat(notes.Select((note, i) => $"<fn id=\"n{i + 1}\"><label>{i + 1}</label><p>{note}</p></fn>"))}</fn-group></back>
            </article>
            """);
        Assert.Equal(0, await site.Commands.ImportAsync(file));
    }

    /// <summary>The proof as an administrator sees it.</summary>
    public Task<string> ShowAsync(string query = "") => ReadAsync(Proof + query, site.Administrator());

    public async Task<string> ReadAsync(string path, (string, string) cookie)
    {
        using var answer = await site.GetAsync(path, cookie);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}\n{text}");
        return text;
    }

    /// <summary>Opens the form of a note, changes some of its fields and sends it.</summary>
    public async Task<HttpResponseMessage> CorrectAsync(string note, string act, int reference = 0, (string, string)? cookie = null, params (string Name, string Value)[] changes)
    {
        var fields = Fields(await ShowAsync($"?note={note}&reference={reference}"));
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        fields["do"] = act;
        return await site.PostAsync(Proof, cookie ?? site.Administrator(), [.. fields.Select(field => (field.Key, field.Value))]);
    }

    /// <summary>What a browser would send of the form that is open.</summary>
    public static Dictionary<string, string> Fields(string page)
    {
        var form = Regex.Match(page, "<form class=\"correction.*?</form>", RegexOptions.Singleline).Value;
        Assert.NotEmpty(form);
        var fields = Regex.Matches(form, "<input (?=[^>]*name=\"([^\"]+)\")(?=[^>]*type=\"(?:hidden|text)\")(?:[^>]*value=\"([^\"]*)\")?").ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        foreach (Match select in Regex.Matches(form, "<select [^>]*name=\"([^\"]+)\".*?</select>", RegexOptions.Singleline))
        {
            fields[select.Groups[1].Value] = Regex.Match(select.Value, "<option value=\"([^\"]*)\" selected").Groups[1].Value;
        }

        return fields;
    }

    /// <summary>What Recto reads in a note, as the proof tells it.</summary>
    public static string Reading(string page, string note) =>
        WebUtility.HtmlDecode(Regex.Replace(Regex.Match(page, $"<div class=\"note\" id=\"{note}\".*?<div class=\"reading says\">(.*?)</div>", RegexOptions.Singleline).Groups[1].Value, "<[^>]+>", ""));

    public static async Task EventuallyAsync(WebSite site, string path, string words, bool holds = true)
    {
        for (var i = 0; i < 100; i++)
        {
            if ((await site.TextAsync(path)).Contains(words, StringComparison.Ordinal) == holds)
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{path} {(holds ? "never said" : "still says")} {words}:\n{await site.TextAsync(path)}");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
