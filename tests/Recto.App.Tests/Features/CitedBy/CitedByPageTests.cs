using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Web;
using Recto.Journals.CitedBy;
using Recto.Journals.Desk;
using Recto.Journals.Identifiers;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Features.CitedBy;

/// <summary>What readers, reference managers, feed readers and editors are told of who cites an article.</summary>
public sealed class CitedByPageTests
{
    private const string Article = ReadOnlySite.Marchmont;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task The_list_tells_the_citing_notes_and_leads_to_other_sites_in_a_new_tab()
    {
        await using var site = await WebSite.StartAsync();
        await TellAsync(site, Work("10.1234/a", "Endnotes and their <enemies>", 2025), Work("10.1234/t", "A thesis", 2024) with { Kind = CitingKind.Thesis }, Work("10.1234/r", "Taken back", 2023) with { IsRetracted = true });

        var page = await site.TextAsync(Article + "/cited-by");
        var crossref = await site.TextAsync(Article + "/cited-by?source=crossref&kind=&year=&sort=author");
        var thesis = await site.TextAsync(Article + "/cited-by?kind=thesis");
        var none = await site.TextAsync(Article + "/cited-by?year=1999");

        Assert.Contains(">6 works</h2>", page, StringComparison.Ordinal);
        Assert.Contains("#n8\">Note 8:</a> Edith Marchmont, « “Nothing but the reference to an authority”", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://doi.org/10.1234/a\" target=\"_blank\" rel=\"noopener\"><bdi>Endnotes and their &lt;enemies&gt;</bdi><span class=\"unseen\"> (opens in a new tab)</span> <span aria-hidden=\"true\">↗</span></a>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>Retracted</strong>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Terhoeven", crossref[crossref.IndexOf("<main", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal((1, 0), (Entries(thesis), Entries(none)));
        Assert.Contains("None of them fits.", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_can_ask_for_is_not_there()
    {
        await using var site = await WebSite.StartAsync();

        foreach (var query in (string[])["?source=rumour", "?kind=hologram", "?year=next", "?sort=best", "?self=maybe", "?after=!!"])
        {
            using var answer = await site.GetAsync(Article + "/cited-by" + query);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_article_tells_how_often_it_is_cited_and_tells_it_anew_when_that_changes()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromMilliseconds(50));
        using var first = await site.GetAsync(Article);
        var before = await first.Content.ReadAsStringAsync(Ct);
        var record = await RecordAsync(site);

        await TellAsync(site, Work("10.1234/a", "Endnotes", 2025));
        string after;
        for (var i = 0; !(after = await site.TextAsync(Article)).Contains("4 works that cite this article", StringComparison.Ordinal) && i < 100; i++)
        {
            await Task.Delay(50, Ct); // Until the watch has looked.
        }

        using var second = await site.GetAsync(Article);

        Assert.Contains($"<a href=\"{Article}/cited-by\">3 works that cite this article</a>", before, StringComparison.Ordinal);
        Assert.Contains("<li>3 from the notes of this site</li><li>1 from Crossref</li>", after, StringComparison.Ordinal);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(record, await RecordAsync(site)); // Harvesters hang on it.
    }

    [Fact]
    public async Task The_list_goes_out_as_files_and_as_a_feed()
    {
        await using var site = await WebSite.StartAsync();
        await TellAsync(site, Work("10.1234/a", "Endnotes & enemies", 2025));

        using var csl = JsonDocument.Parse(await site.TextAsync(Article + "/cited-by.json"));
        var ris = await site.TextAsync(Article + "/cited-by.ris?source=crossref");
        var bib = await site.TextAsync(Article + "/cited-by.bib");
        using var table = await site.GetAsync(Article + "/cited-by.csv");
        using var answer = await site.GetAsync(Article + "/cited-by/feed.atom");
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).Root!;
        var rss = await site.TextAsync(Article + "/cited-by/feed.rdf");
        using var page = JsonDocument.Parse((await site.TextAsync(Article + "/cited-by")).Split("<script type=\"application/ld+json\">")[1].Split("</script>")[0]);

        Assert.Equal(4, csl.RootElement.GetArrayLength());
        Assert.Contains(csl.RootElement.EnumerateArray(), one => one.GetProperty("DOI").GetString() == "10.1234/a" && one.GetProperty("type").GetString() == "article-journal");
        Assert.Single(ris.Split("TY  - ").Skip(1));
        Assert.Equal(4, bib.Split("@article{").Length - 1);
        Assert.Equal("text/csv", table.Content.Headers.ContentType?.MediaType);
        Assert.Equal(5, (await table.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(4, feed.Elements(Atom + "entry").Count());
        Assert.Equal(4, feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.Contains("Endnotes &amp; enemies", rss, StringComparison.Ordinal);
        Assert.Equal(4, page.RootElement.GetProperty("@graph").GetArrayLength());
    }

    [Fact]
    public async Task Drafts_withdrawn_articles_and_closed_notes_are_not_told()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromMilliseconds(50));
        var articles = site.Services.GetRequiredService<ArticleStore>();
        var citing = (await articles.FindNamedForDeskAsync("10.5555/tlm.2026.0201", Ct))!;
        var before = await site.TextAsync(Article + "/cited-by");

        await SqlAsync(site, "UPDATE journals SET reading = 'closed', notes_are_open = 0; UPDATE articles SET opens_at = NULL"); // Open licences stay open:
        await SqlAsync(site, "UPDATE articles SET has_open_licence = 0 WHERE doi = '10.5555/tlm.2026.0202'");
        var closed = await site.TextAsync(Article + "/cited-by");
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await articles.WithdrawAsync(tx, citing.Id, "Taken back.", DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        var withdrawn = await site.TextAsync(Article + "/cited-by");
        using var list = await site.GetAsync($"/articles/{citing.Slug}/cited-by");
        using var feed = await site.GetAsync($"/articles/{citing.Slug}/cited-by/feed.atom");

        Assert.Contains("Note 27:", before, StringComparison.Ordinal);
        Assert.Contains("Terhoeven", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Note 27:", closed, StringComparison.Ordinal);
        Assert.Contains("Maubert", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Maubert", withdrawn, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (list.StatusCode, feed.StatusCode));
    }

    [Fact]
    public async Task The_desk_shows_what_was_asked_and_what_failed_and_how_many_references_have_a_doi()
    {
        await using var site = await WebSite.StartAsync(options: options => options with
        {
            Address = "https://journals.example.org",
            AdminEmail = "library@example.org",
            Crossref = new Shell.CrossrefServers { Login = Shell.CrossrefLogin.Of("a", "b") },
            Citations = new Shell.CitationServers { Questions = Shell.CitationQuestions.Crossref | Shell.CitationQuestions.Counts, Prefixes = ["10.5555"] },
        });
        var journal = (await site.Services.GetRequiredService<JournalStore>().FindAsync("lower-margin", Ct))!.Id;
        var editor = site.SignedIn(new DeskGrant(DeskRole.Editor, journal));
        var citations = site.Services.GetRequiredService<CitationStore>();
        await citations.EnsureAsync(["crossref 10.5555"], Ct);
        var claim = (await citations.ClaimAsync("crossref 10.5555", DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), Ct))!;
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await citations.PlanAsync(tx, claim, [(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))], true, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await citations.FailWindowAsync(tx, (await citations.NextWindowAsync("crossref 10.5555", Ct))!, "The answer breaks off <here>.", 5, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        await citations.ReleaseAsync(claim, Ct);

        var page = await (await site.GetAsync("/desk/journals/lower-margin/cited-by?state=failed", editor)).Content.ReadAsStringAsync(Ct);
        using var stranger = await site.GetAsync("/desk/journals/lower-margin/cited-by");
        using var forced = await site.PostAsync("/desk/journals/lower-margin/cited-by", editor, ("do", "full"));
        var feed = (await citations.FindFeedAsync("crossref 10.5555", Ct))!;

        Assert.Contains("The answer breaks off &lt;here&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("failed, is tried again", page, StringComparison.Ordinal);
        Assert.Contains("with a DOI in print: 7", page, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, forced.StatusCode);
        Assert.NotNull(feed.WantedAt);
    }

    private static int Entries(string page) => page.Split("<p class=\"title\">").Length - 1;

    private static async Task TellAsync(WebSite site, params CitingWork[] works)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        var saved = await site.Services.GetRequiredService<CitationStore>().SaveAsync(tx, CitationSource.Crossref, [.. works.Select(work => new CitationToSave("10.5555/TLM.2026.0101", work, null))], DateTimeOffset.UtcNow, Ct);
        Assert.Equal(1, await site.Services.GetRequiredService<CitedByStore>().RefreshAsync(tx, saved.Touched, DateTimeOffset.UtcNow, Ct));
        await tx.CommitAsync(Ct);
    }

    private static CitingWork Work(string doi, string title, int year) => new() { Doi = Doi.TryParse(doi, out var read) ? read : throw new ArgumentException(doi), Kind = CitingKind.Article, Title = title, Year = year, Container = "Notes on Method", Authors = [new("Hollis", "P.", null)] };

    private static async Task<object?> RecordAsync(WebSite site)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT record_at FROM articles WHERE doi = '10.5555/tlm.2026.0101'";
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task SqlAsync(WebSite site, string sql)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
