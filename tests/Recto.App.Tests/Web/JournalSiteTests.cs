using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Import;
using Recto.Journals.Desk;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Files;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Web;

/// <summary>The pages of a journal: what they show to whom.</summary>
public sealed class JournalSiteTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>A promise to harvesters and to scripts: a site of up to fifty articles is found from its front page.</summary>
    [Fact]
    public async Task The_front_page_links_every_article_of_a_small_site()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));

        var front = await site.TextAsync("/");

        var all = System.Text.RegularExpressions.Regex.Matches(await site.TextAsync("/articles"), "href=\"(/articles/[^\"?#/]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Equal(4, all.Count);
        Assert.All(all, address => Assert.Contains($"href=\"{address}\"", front, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sections_stand_in_the_order_of_the_journal_by_their_names_in_the_readers_language()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await ImportAsync(site, ("A review", "Reviews", 1), ("An article", "Articles", 5), ("A letter", "Letters", 9));
        var journal = await JournalAsync(site);
        await SqlAsync(site, $$"""
            INSERT INTO journal_sections (journal_id, key, position, names) SELECT id, 'articles', 1, '{"en":"Articles","fr":"Études"}' FROM journals WHERE key = '{{journal.Key}}';
            INSERT INTO journal_sections (journal_id, key, position, names) SELECT id, 'reviews', 2, '{"en":"Reviews","fr":"Comptes rendus"}' FROM journals WHERE key = '{{journal.Key}}'
            """);

        var english = await site.TextAsync($"/journals/{journal.Key}/3-1");
        var french = await site.TextAsync($"/journals/{journal.Key}/3-1?lang=fr");

        Assert.Equal(["Articles", "Reviews", "Letters"], Headings(english));
        Assert.Equal(["Études", "Comptes rendus", "Letters"], Headings(french));
        Assert.Contains("<html lang=\"fr\"", french, StringComparison.Ordinal);
        Assert.Contains("Études", await site.TextAsync($"/journals/{journal.Key}/sections/articles?lang=fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_says_its_editors_its_title_its_pages_and_its_neighbours()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await ImportAsync(site, ("First", "Articles", 189), ("Second", "Articles", 200));
        var journal = await JournalAsync(site);
        await SaveIssueAsync(site, journal.Id, new Issue { Key = "3-1", Volume = "3", Number = "1", Title = "Places of proof", Published = new PartialDate(2024, 3), Details = new() { Editors = "Agnes Tarrow", Description = "On places.\n\nAnd on proof." } });
        await SaveIssueAsync(site, journal.Id, new Issue { Key = "2-4", Volume = "2", Number = "4", Published = new PartialDate(2023, 9) });
        await SaveIssueAsync(site, journal.Id, new Issue { Key = "3-2", Volume = "3", Number = "2", Published = new PartialDate(2024, 9) });
        await SaveIssueAsync(site, journal.Id, new Issue { Key = "3-3", Volume = "3", Number = "3", Published = new PartialDate(2024, 12), IsDraft = true });

        var page = await site.TextAsync($"/journals/{journal.Key}/3-1");
        var last = await site.TextAsync($"/journals/{journal.Key}/3-2");

        Assert.Contains("<h1>Issue 1, March 2024</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Places of proof.</span> Edited by Agnes Tarrow. Pages 189–210.", page, StringComparison.Ordinal);
        Assert.Contains("<p>And on proof.</p>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/journals/leaves-and-folios/2-4\" rel=\"prev\">Before: 2/4, September 2023", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/journals/leaves-and-folios/3-2\" rel=\"next\">After: 3/2, September 2024", page, StringComparison.Ordinal);
        Assert.DoesNotContain("3-3", last, StringComparison.Ordinal);
        Assert.Contains("Nothing of this issue is published yet.", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_issue_is_shown_to_people_of_the_journal_only_and_says_so()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await ImportAsync(site, ("Waiting", "Articles", 1));
        var journal = await JournalAsync(site);
        await SaveIssueAsync(site, journal.Id, new Issue { Key = "3-1", Volume = "3", Number = "1", IsDraft = true });
        var address = $"/journals/{journal.Key}/3-1";

        using var anybody = await site.GetAsync(address);
        using var other = await site.GetAsync(address, site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7())));
        using var staff = await site.GetAsync(address, site.SignedIn(new DeskGrant(DeskRole.CopyEditor, journal.Id)));

        Assert.Equal(HttpStatusCode.NotFound, anybody.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        Assert.Contains("A draft: only people of the journal see this page.", await staff.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("/3-1\"", await site.TextAsync($"/journals/{journal.Key}"), StringComparison.Ordinal);
        Assert.DoesNotContain("/3-1\"", await site.TextAsync($"/journals/{journal.Key}/archive"), StringComparison.Ordinal);
        Assert.DoesNotContain("/3-1\"", await site.TextAsync("/articles/maubert-waiting"), StringComparison.Ordinal); // Published, but its issue is not.
        Assert.Contains("maubert-waiting", await site.TextAsync($"/journals/{journal.Key}/online-first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_has_one_page_with_their_articles_and_those_they_wrote_with()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        const string Orcid = "0000-0002-1825-0097";
        string Article(string title, string others) => Samples.Jats(title).Replace("<contrib-group><contrib contrib-type=\"author\">", $"<contrib-group>{others}<contrib contrib-type=\"author\"><contrib-id contrib-id-type=\"orcid\">https://orcid.org/{Orcid}</contrib-id>", StringComparison.Ordinal);
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("a.xml", Article("One leaf", "<contrib contrib-type=\"author\"><name><surname>Baudry</surname><given-names>Hélène</given-names></name></contrib>")), site.Commands.Write("b.xml", Article("Two leaves", ""))));

        var article = await site.TextAsync("/articles/baudry-one-leaf");
        var page = await site.TextAsync($"/authors/{Orcid}");
        var byName = await site.TextAsync("/authors/helene-baudry");

        Assert.Contains($"<a href=\"/authors/helene-baudry\">Hélène Baudry</a> and <a href=\"/authors/{Orcid}\">Ida Maubert</a>", article, StringComparison.Ordinal);
        Assert.Contains("<h1>Ida Maubert</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://orcid.org/{Orcid}\"", page, StringComparison.Ordinal);
        Assert.Contains("2 articles on this site", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/authors/helene-baudry\"", page, StringComparison.Ordinal);
        Assert.Contains("two people of one name would share this page", byName, StringComparison.Ordinal);
        using var nobody = await site.GetAsync("/authors/nobody");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task The_archive_folds_issues_into_volumes_and_tells_two_series_apart()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await ImportAsync(site, ("First", "Articles", 1));
        var journal = await JournalAsync(site);
        foreach (var (key, volume, number, date) in new[] { ("1-1", "1", "1", new PartialDate(1934, 11)), ("1-2", "1", "2", new PartialDate(1935, 2)), ("ns-1", "1", "1", new PartialDate(2001)), ("loose", null, null, new PartialDate(2002, 5)) })
        {
            await SaveIssueAsync(site, journal.Id, new Issue { Key = key, Volume = volume, Number = number, Published = date });
        }

        var page = await site.TextAsync($"/journals/{journal.Key}/archive");
        var volumes = Regex.Matches(page, "<summary><span class=\"name\">([^<]*)</span> <span class=\"label\">([^<]*)</span>").Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();

        Assert.Equal([("Volume 3", "2024 · 1 issue · 1 article"), ("2002", "1 issue · 0 articles"), ("Volume 1", "2001 · 1 issue · 0 articles"), ("Volume 1", "1934–1935 · 2 issues · 0 articles")], volumes);
    }

    [Fact]
    public async Task A_cover_comes_from_the_file_store_with_its_hash_and_runs_no_script()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await ImportAsync(site, ("First", "Articles", 1));
        var journal = await JournalAsync(site);
        var svg = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
        var stored = await site.Services.GetRequiredService<IFileStore>().WriteAsync(new MemoryStream(svg), 1000, Ct);
        await SaveIssueAsync(site, journal.Id, new Issue { Key = "3-1", Volume = "3", Number = "1", Details = new() { CoverFile = stored.Hash.Value, CoverType = "image/svg+xml", CoverAlt = "A folder" } });

        var page = await site.TextAsync($"/journals/{journal.Key}/3-1");
        var address = Regex.Match(page, "<img class=\"cover\" src=\"([^\"]+)\" alt=\"A folder\"").Groups[1].Value;
        using var cover = await site.GetAsync(WebUtility.HtmlDecode(address));
        using var again = await site.GetAsync(address, ("If-None-Match", cover.Headers.ETag!.ToString()));
        using var none = await site.GetAsync($"/journals/{journal.Key}/cover");

        Assert.Equal($"\"{stored.Hash.Value[..16]}\"", cover.Headers.ETag!.ToString());
        Assert.Equal("image/svg+xml", cover.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", cover.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_chosen_language_is_kept_and_leads_back_to_the_same_page_only()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));

        using var chosen = await site.GetAsync("/language/de", ("Referer", new Uri(site.Address, "/journals/lower-margin?after=x").ToString()));
        using var elsewhere = await site.GetAsync("/language/de", ("Referer", "https://elsewhere.example/page"));
        using var unknown = await site.GetAsync("/language/tlh");
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();
        using var page = await site.GetAsync("/", ("Cookie", cookie.Split(';')[0]));

        Assert.Equal((HttpStatusCode.SeeOther, "/journals/lower-margin?after=x"), (chosen.StatusCode, chosen.Headers.Location!.OriginalString));
        Assert.Equal("/", elsewhere.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("<html lang=\"de\"", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_a_language_from_right_to_left_is_mirrored_and_says_which_words_are_ours()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("a.xml", Samples.Jats("ورقة").Replace("xml:lang=\"en\"", "xml:lang=\"ar\"", StringComparison.Ordinal))));
        var address = Regex.Match(await site.TextAsync("/articles"), "href=\"(/articles/maubert[^\"]*)\" lang=\"ar\" hreflang=\"ar\" dir=\"rtl\"").Groups[1].Value;

        var page = await site.TextAsync(address);

        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", page, StringComparison.Ordinal);
        Assert.Contains("<header class=\"masthead\" lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"about\" lang=\"en\">About this article</h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_withdrawn_is_gone_with_a_stone_in_its_place()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await ImportAsync(site, ("Gone", "Articles", 1));
        await SqlAsync(site, "UPDATE articles SET is_draft = 1, withdrawn_at = 1772000000000000, tombstone = 'Withdrawn at the <b>author''s</b> wish.' WHERE slug = 'maubert-gone'");

        using var answer = await site.GetAsync("/articles/maubert-gone");
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("Withdrawn at the &lt;b&gt;author", page, StringComparison.Ordinal);
        Assert.Contains("25 February 2026", page, StringComparison.Ordinal);
        Assert.Contains("<h1>Gone</h1>", page, StringComparison.Ordinal);
        Assert.Contains("noindex", page, StringComparison.Ordinal);
        Assert.DoesNotContain("One paragraph.", page, StringComparison.Ordinal);
        using var note = await site.GetAsync("/articles/maubert-gone/notes/1");
        Assert.Equal(HttpStatusCode.Gone, note.StatusCode);
    }

    [Fact]
    public async Task The_note_of_a_title_is_called_on_its_own_page_only()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("a.xml", Samples.Jats("The <italic>leaf</italic><xref ref-type=\"fn\" rid=\"n1\">1</xref>"))));

        var list = await site.TextAsync("/articles");
        var page = await site.TextAsync("/articles/maubert-the-leaf");

        Assert.Matches("<a href=\"/articles/maubert-the-leaf\"[^>]*>The <i>leaf</i></a>", list);
        Assert.DoesNotContain("class=\"call", list, StringComparison.Ordinal);
        Assert.Matches("<h1>The <i>leaf</i><a class=\"call", page);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ru")]
    public async Task What_is_not_there_is_said_in_the_readers_language_too(string language)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));

        using var answer = await site.GetAsync("/nothing", ("Accept-Language", language));

        Assert.Contains($"<html lang=\"{language}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static List<string> Headings(string page) => [.. Regex.Matches(page, "<h2 class=\"section-name\" id=\"[^\"]*\"><a[^>]*>([^<]*)</a>").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    private static async Task ImportAsync(WebSite site, params (string Title, string Section, int Page)[] articles)
    {
        var files = articles.Select((one, i) => site.Commands.Write($"{i}.xml", Samples.Jats(one.Title)
            .Replace("<title-group><article-title>", $"<article-categories><subj-group subj-group-type=\"heading\"><subject>{one.Section}</subject></subj-group></article-categories><title-group><article-title>", StringComparison.Ordinal)
            .Replace("<fpage>5</fpage><lpage>19</lpage>", $"<fpage>{one.Page}</fpage><lpage>{one.Page + 10}</lpage>", StringComparison.Ordinal)));
        Assert.True(await site.Commands.ImportAsync([.. files]) == 0, site.Commands.Out + site.Commands.Error);
    }

    private static async Task<JournalListRow> JournalAsync(WebSite site) => (await new JournalStore(site.Database).ListAsync(Ct)).Single(journal => journal.Key != "lower-margin");

    private static async Task SaveIssueAsync(WebSite site, Guid journal, Issue issue)
    {
        await using var tx = await site.Database.BeginAsync(Ct);
        await new IssueStore(site.Database).SaveAsync(tx, journal, issue, DateTimeOffset.UtcNow, Ct);
        await tx.CommitAsync(Ct);
    }

    private static async Task SqlAsync(WebSite site, string sql)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
