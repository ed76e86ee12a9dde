using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Web;

/// <summary>The sources of an article: on its page, on their own page, at its notes, and as linked data; the demo journal, whose articles cite the same files and each other.</summary>
public sealed class ArticleSourcesTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Fact]
    public async Task On_the_article_page_a_file_leads_to_its_page_and_a_work_to_an_address_that_leads_on()
    {
        var page = await _site.TextAsync(ReadOnlySite.VanAalst);

        Assert.Contains("<a href=\"/sources/rgaspi/558/11/431\">delo 431</a>", page, StringComparison.Ordinal);
        Assert.Matches($"""href="{ReadOnlySite.VanAalst}/sources#source-\d+" lang="en">also cited in \d article""", page);
        Assert.Contains($"href=\"/sources/sheet?article={ReadOnlySite.VanAalst["/articles/".Length..]}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--also:", page, StringComparison.Ordinal);
        foreach (var address in Regex.Matches(page, "href=\"(/articles/[^\"#]+/sources/[^\"#]+)\"").Select(match => match.Groups[1].Value).ToList() is { Count: > 3 } all ? all : throw new InvalidOperationException("No work is a link."))
        {
            using var lead = await _site.GetAsync(address);
            Assert.Equal(HttpStatusCode.Redirect, lead.StatusCode);
            using var work = await _site.GetAsync(lead.Headers.Location!.ToString());
            Assert.Equal((true, HttpStatusCode.OK), (lead.Headers.Location!.ToString().StartsWith("/works/", StringComparison.Ordinal), work.StatusCode));
        }
    }

    [Fact]
    public async Task The_page_of_the_sources_says_who_else_cites_each_and_in_which_notes()
    {
        var page = await _site.TextAsync(ReadOnlySite.VanAalst + "/sources");

        var file = Regex.Match(page, "<li id=\"source-\\d+\">(?:(?!<li id=).)*/sources/rgaspi/558/11/431\".*?(?=<li id=|</section>)", RegexOptions.Singleline).Value;
        Assert.Contains("also cited in 2 articles", file, StringComparison.Ordinal);
        Assert.Matches($"href=\"{ReadOnlySite.Marchmont}#n\\d+\"", file);
        Assert.Matches($"href=\"{ReadOnlySite.VanAalst}#n\\d+\"", file);
        Assert.Contains("ll. ", file, StringComparison.Ordinal);
        foreach (var id in Regex.Matches(await _site.TextAsync(ReadOnlySite.VanAalst), "/sources#(source-\\d+)\"").Select(match => match.Groups[1].Value))
        {
            Assert.Contains($"<li id=\"{id}\">", page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync(ReadOnlySite.VanAalst + "/sources?after=100")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync(ReadOnlySite.VanAalst + "/sources?after=-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync(ReadOnlySite.VanAalst + "/sources/there-is-none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync("/articles/there-is-none/sources")).StatusCode);
    }

    [Fact]
    public async Task A_note_says_who_else_cites_what_it_cites_with_their_words()
    {
        var others = 0;
        for (var note = 1; note <= 12; note++)
        {
            var page = await _site.TextAsync($"{ReadOnlySite.VanAalst}/notes/{note}");
            var section = Regex.Match(page, "<section class=\"whoelse\".*?</section>\\s*</section>", RegexOptions.Singleline).Value;
            others += section.Length > 0 ? 1 : 0;
            Assert.Equal(section.Length > 0, Regex.IsMatch(section, "<a href=\"/articles/[^\"]+#n\\d+\">.*?<p class=\"context\"[^>]*>[^<]+</p>", RegexOptions.Singleline));
            Assert.DoesNotContain($"<a href=\"{ReadOnlySite.VanAalst}#n", section, StringComparison.Ordinal);
        }

        Assert.True(others > 2, $"{others} notes.");
    }

    [Fact]
    public async Task A_browser_that_has_the_pages_is_told_so()
    {
        foreach (var path in new[] { ReadOnlySite.VanAalst, ReadOnlySite.VanAalst + "/sources", ReadOnlySite.VanAalst + "/notes/1", ReadOnlySite.VanAalst + "/sources.jsonld" })
        {
            using var first = await _site.GetAsync(path);
            using var again = await _site.GetAsync(path, ("If-None-Match", first.Headers.ETag!.ToString()));
            Assert.Equal((path, HttpStatusCode.NotModified), (path, again.StatusCode));
        }
    }

    [Fact]
    public async Task Linked_data_expands_without_asking_anybody_and_the_journal_tells_every_article()
    {
        var document = await _site.TextAsync(ReadOnlySite.VanAalst + "/sources.jsonld");
        using var dump = await _site.GetAsync("/journals/lower-margin/sources.jsonl");
        var lines = (await dump.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var expanded = await ExpandAsync(lines);

        Assert.Equal("application/jsonl", dump.Content.Headers.ContentType?.MediaType);
        Assert.Contains(document, lines);
        Assert.Equal(4, lines.Length);
        const string Cito = "http://purl.org/spar/cito/";
        var article = expanded.Single(node => node.GetProperty("@id").GetString()!.EndsWith(ReadOnlySite.VanAalst, StringComparison.Ordinal));
        Assert.Contains(article.GetProperty(Cito + "citesAsSourceDocument").EnumerateArray(), source => source.GetProperty("@id").GetString()!.EndsWith("/sources/rgaspi/558/11/431", StringComparison.Ordinal));
        Assert.Contains(article.GetProperty(Cito + "cites").EnumerateArray(), source => source.GetProperty("@id").GetString()!.Contains("/works/", StringComparison.Ordinal));
        var mention = article.GetProperty("@reverse").GetProperty(Cito + "hasCitingEntity").EnumerateArray().First();
        Assert.Equal([Cito + "Citation"], mention.GetProperty("@type").EnumerateArray().Select(type => type.GetString()));
        Assert.StartsWith(Cito, mention.GetProperty(Cito + "hasCitationCharacterization")[0].GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.Contains("sources.jsonld", await _site.TextAsync(ReadOnlySite.VanAalst + "/linkset"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync("/journals/there-is-none/sources.jsonl")).StatusCode);
    }

    [Fact]
    public async Task The_read_API_names_the_page_of_each_source()
    {
        using var answer = JsonDocument.Parse(await _site.TextAsync($"/api/v1{ReadOnlySite.VanAalst}/sources?limit=200"));

        var urls = answer.RootElement.GetProperty("items").EnumerateArray().Where(item => item.TryGetProperty("url", out _)).Select(item => new Uri(item.GetProperty("url").GetString()!).AbsolutePath).ToList();
        Assert.Contains("/sources/rgaspi/558/11/431", urls);
        Assert.Contains(urls, url => url.StartsWith("/works/", StringComparison.Ordinal));
    }

    // jsonld.js, which we did not write, in safe mode: no property falls out of the context, no address is relative, and nothing is fetched.
    private static async Task<IReadOnlyList<JsonElement>> ExpandAsync(IReadOnlyList<string> documents)
    {
        var modules = Environment.GetEnvironmentVariable("RECTO_TEST_NODE_MODULES");
        if (!Directory.Exists(Path.Combine(modules ?? "", "jsonld")))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_NODE_MODULES names no folder with jsonld in CI.");
            Assert.Skip("RECTO_TEST_NODE_MODULES names no folder with jsonld.");
        }

        const string Script = """
            const jsonld = require(process.argv[1] + '/jsonld');
            (async () => {
              const all = [];
              for (const line of require('fs').readFileSync(0, 'utf8').split('\n')) {
                all.push(...await jsonld.expand(JSON.parse(line), { safe: true, documentLoader: url => { throw new Error('asked for ' + url) } }));
              }
              console.log(JSON.stringify(all));
            })().catch(fault => { console.error(fault.message + JSON.stringify(fault.details ?? {})); process.exit(1) });
            """;
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-e", Script, modules! })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (printed, complained) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.StandardInput.WriteAsync(string.Join('\n', documents));
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, await complained);
        using var expanded = JsonDocument.Parse(await printed);
        return [.. expanded.RootElement.EnumerateArray().Select(node => node.Clone())];
    }
}

/// <summary>The same while articles come, go and are closed.</summary>
public sealed class ArticleSourcesChangeTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_page_tells_of_what_another_article_cites_now_of_no_draft_and_of_no_closed_note()
    {
        await using var site = await WebSite.StartAsync();
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("a.xml", Samples.Jats("The leaf", note: "GARF, f. R-5446, op. 1, d. 77, l. 3. Ida Keller, Lower Shelves (Graz: Styria, 1999), 12."))));
        await EventuallyAsync(site, "/articles/maubert-the-leaf", page => page.Contains("/sources/garf/r5446/1/77", StringComparison.Ordinal), "the article");
        Assert.DoesNotContain("also cited", await site.TextAsync("/articles/maubert-the-leaf"), StringComparison.Ordinal);
        Assert.DoesNotContain("whoelse", await site.TextAsync("/articles/maubert-the-leaf/notes/1"), StringComparison.Ordinal);
        Assert.Contains("No other article here cites any of them", await site.TextAsync("/articles/maubert-the-leaf/sources"), StringComparison.Ordinal);

        Assert.Equal(0, await site.Commands.ImportAsync("--draft", site.Commands.Write("d.xml", Samples.Jats("Hidden draft", note: "GARF, f. R-5446, op. 1, d. 77, l. 3, DRAFTMARK."))));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("b.xml", Samples.Jats("The other leaf", note: "ГАРФ. Ф. Р-5446. Оп. 1. Д. 77. Л. 3. I. Keller, Lower Shelves (Graz, 1999), 72.", journal: "<journal-title-group><journal-title>Closed Leaves</journal-title></journal-title-group>"))));

        await EventuallyAsync(site, "/articles/maubert-the-leaf", page => Regex.Count(page, ">also cited in 1 article<") == 2, "the counts");
        var (sources, note) = (await site.TextAsync("/articles/maubert-the-leaf/sources"), await site.TextAsync("/articles/maubert-the-leaf/notes/1"));
        Assert.Contains("/articles/maubert-the-other-leaf#n1", sources, StringComparison.Ordinal);
        Assert.Contains("The same leaf, 3", note, StringComparison.Ordinal);
        Assert.Contains("Keller, Lower Shelves (Graz, 1999), 72", note, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-draft", sources + note, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/articles/maubert-hidden-draft/sources")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/articles/maubert-hidden-draft/sources.jsonld")).StatusCode);
        Assert.DoesNotContain("hidden-draft", await site.TextAsync("/journals/leaves-and-folios/sources.jsonl"), StringComparison.Ordinal);

        await CloseAsync(site, "closed-leaves");

        await EventuallyAsync(site, "/articles/maubert-the-leaf/notes/1", page => !page.Contains("(Graz, 1999), 72", StringComparison.Ordinal), "the words of a closed note are gone");
        note = await site.TextAsync("/articles/maubert-the-leaf/notes/1");
        Assert.Contains("/articles/maubert-the-other-leaf\"", note, StringComparison.Ordinal);
        Assert.DoesNotContain("the-other-leaf#n1", note + await site.TextAsync("/articles/maubert-the-leaf/sources"), StringComparison.Ordinal);
        var told = await site.TextAsync("/articles/maubert-the-other-leaf/sources.jsonld");
        Assert.Contains("/sources/garf/", told, StringComparison.Ordinal);
        Assert.DoesNotContain("cito:Citation\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("maubert-the-other-leaf#n", await site.TextAsync("/articles/maubert-the-other-leaf/sources"), StringComparison.Ordinal);
    }

    private static async Task CloseAsync(WebSite site, string key)
    {
        var journals = site.Services.GetRequiredService<JournalStore>();
        await using var tx = await site.Database.BeginAsync(Ct);
        var row = (await journals.FindAsync(tx, key, Ct))!;
        await journals.SaveAsync(tx, row.Journal with { Reading = ReadingPolicy.Closed, NotesAreOpen = false }, DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);
    }

    private static async Task EventuallyAsync(WebSite site, string path, Func<string, bool> isThere, string what)
    {
        var page = "";
        for (var i = 0; i < 200; i++)
        {
            page = await site.TextAsync(path);
            if (isThere(page))
            {
                return;
            }

            await Task.Delay(50, Ct);
        }

        Assert.Fail($"{what}: {page}");
    }
}
