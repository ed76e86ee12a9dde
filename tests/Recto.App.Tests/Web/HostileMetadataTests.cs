using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.App.Tests.Import;
using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Web;

/// <summary>What authors and editors write may be anything. On no page does it become markup, leave its attribute or lead elsewhere.</summary>
public sealed class HostileMetadataTests
{
    private const string Script = "<script>alert(1)</script>";
    private const string Quotes = "\" onmouseover=\"alert(1)' x='";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_somebody_wrote_becomes_markup_on_any_page()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        var file = site.Commands.Write("h.xml", Jats());
        Assert.True(await site.Commands.ImportAsync(file) == 0, site.Commands.Error + site.Commands.Out);
        var journals = new JournalStore(site.Database);
        var listed = (await journals.ListAsync(Ct)).Single(journal => journal.Key != "lower-margin");
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await journals.SaveAsync(tx, (await journals.FindAsync(tx, listed.Key, Ct))!.Journal with
            {
                Publisher = Script + Quotes,
                About = Script + Quotes + ". And " + Script,
                Language = "en",
                Details = new() { Subtitle = Script + Quotes, PublisherAddress = "javascript:alert(1)", LicenceAddress = "javascript:alert(1)", Email = Quotes, Colour = Quotes, CoverAlt = Quotes, Copyright = Script, FormerTitle = Script, PeerReview = Script, Frequency = Script, Languages = ["en\"><script>"], OtherTitles = new Dictionary<string, string> { ["fr"] = Script } },
            }, DateTimeOffset.UnixEpoch, Ct);
            var issues = new IssueStore(site.Database);
            var issue = (await issues.ListAsync(listed.Id, 10, null, Ct)).Items.Single();
            await issues.SaveAsync(tx, listed.Id, new Issue { Key = issue.Key, Volume = Script, Number = Quotes, Title = Script + Quotes, Details = new() { Description = Script, Editors = Script + Quotes, CoverAlt = Quotes } }, DateTimeOffset.UnixEpoch, Ct);
            await tx.CommitAsync(Ct);
        }

        var pages = await CrawlAsync(site, ["/", $"/journals/{listed.Key}"]);

        Assert.Contains(pages, page => page.Key.StartsWith("/authors/", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Key.Contains("/sections/", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Key.EndsWith("/archive", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Key.Contains("/notes/", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Key.StartsWith("/works/", StringComparison.Ordinal));
        Assert.Contains(pages, page => page.Key.EndsWith("/sources", StringComparison.Ordinal));
        Assert.True(pages.Count > 12, string.Join('\n', pages.Keys));
        foreach (var (path, page) in pages)
        {
            Assert.False(page.Contains("<script>alert", StringComparison.OrdinalIgnoreCase), $"{path} runs a script.");
            Assert.False(Regex.IsMatch(page, "<[a-z][a-z0-9-]*(?:\\s+[^\\s\"'=<>]+(?:=\"[^\"]*\")?)*?\\s+onmouseover\\s*=", RegexOptions.IgnoreCase), $"{path} lets a text out of its attribute.");
            Assert.False(Regex.IsMatch(page, "(href|src|action)=\"\\s*javascript:", RegexOptions.IgnoreCase), $"{path} leads to a script.");
        }
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..%2F..")]
    [InlineData("%00")]
    [InlineData("' OR 1=1 --")]
    [InlineData("<script>")]
    [InlineData("%ED%A0%80")]
    public async Task No_name_in_an_address_leads_anywhere(string name)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        foreach (var path in new[] { "/authors/", "/journals/lower-margin/sections/", "/journals/lower-margin/", "/journals/", "/language/" })
        {
            using var answer = await site.GetAsync(path + (name.Contains('%', StringComparison.Ordinal) ? name : Uri.EscapeDataString(name)));

            Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
            Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    // Every page of the site that links lead to from there.
    private static async Task<Dictionary<string, string>> CrawlAsync(WebSite site, IEnumerable<string> from)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(from);
        var archives = 0;
        while (waiting.TryDequeue(out var path) && pages.Count < 400)
        {
            // Of the archives of the directory, whose pages are Recto's own words, some will do.
            if (pages.ContainsKey(path) || (Regex.IsMatch(path, "^/sources/[a-z0-9-]+$") && archives++ >= 10) || Regex.IsMatch(path, "^/(check|account|assets|language|search|desk)"))
            {
                continue;
            }

            using var answer = await site.GetAsync(path);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var page = pages[path] = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answers {answer.StatusCode}.");
            foreach (Match link in Regex.Matches(page, " href=\"(/[^\"#]*)"))
            {
                waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
            }
        }

        return pages;
    }

    private static string Jats()
    {
        var (script, quotes) = (new XText(Script).ToString(), new XText(Quotes).ToString());
        return $"""
            <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
              <front><journal-meta><journal-title-group><journal-title>{script}{quotes}</journal-title></journal-title-group></journal-meta>
              <article-meta><article-categories><subj-group subj-group-type="heading"><subject>../../{script}{quotes}</subject></subj-group></article-categories>
              <title-group><article-title>{script}{quotes} Title</article-title><subtitle>{script}</subtitle></title-group>
              <contrib-group><contrib contrib-type="author"><name><surname>O’Brien{quotes}{script}</surname><given-names>../..</given-names></name></contrib>
              <contrib contrib-type="author"><name><surname>../</surname></name></contrib></contrib-group>
              <pub-date date-type="pub" publication-format="print"><year>2024</year></pub-date><volume>{script}</volume><issue>{quotes}</issue><fpage>{script}</fpage>
              <permissions><license xlink:href="javascript:alert(1)"><license-p>{script}</license-p></license></permissions>
              <abstract><p>{script}</p></abstract></article-meta></front>
              <body><sec><title>{script}{quotes}</title><p>{script}<xref ref-type="fn" rid="n1">1</xref></p></sec></body>
              <back><fn-group><fn id="n1"><label>1</label><p>{script}{quotes}</p></fn></fn-group></back>
            </article>
            """;
    }
}
