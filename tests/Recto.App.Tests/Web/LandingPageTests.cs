using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Features.Files;
using Recto.App.Tests.Import;
using Recto.Journals.Desk;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web;

/// <summary>What the pages of the site tell machines, and at which doors.</summary>
public sealed class LandingPageTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Fact]
    public async Task The_links_come_with_the_fresh_page_from_the_cache_and_to_a_HEAD_and_not_with_a_304()
    {
        using var fresh = await _site.GetAsync(ReadOnlySite.Marchmont);
        using var kept = await _site.GetAsync(ReadOnlySite.Marchmont);
        using var packed = await _site.GetAsync(ReadOnlySite.Marchmont, ("Accept-Encoding", "gzip"));
        using var head = await _site.SendAsync(HttpMethod.Head, ReadOnlySite.Marchmont);
        using var known = await _site.GetAsync(ReadOnlySite.Marchmont, ("If-None-Match", fresh.Headers.ETag!.ToString()));

        var links = fresh.Headers.GetValues("Link").Single();
        Assert.Contains("rel=\"cite-as\"", links, StringComparison.Ordinal);
        Assert.All([kept, packed, head], answer => Assert.Equal(links, answer.Headers.GetValues("Link").Single()));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode); // RFC 9110, 15.4.5: what the browser has is not told again.
        Assert.False(known.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Every_way_to_the_article_in_another_form_leads_back_to_its_page()
    {
        var page = await LandingReader.OfAsync(await _site.GetAsync(ReadOnlySite.Marchmont));

        foreach (var record in page.Links.Where(link => link.Relation == "describedby"))
        {
            using var answer = await _site.GetAsync(new Uri(record.Address).PathAndQuery);
            Assert.Equal(record.Type, answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(("describes", page.Canonical, "text/html"), Assert.Single(LandingReader.ReadLinks(answer.Headers.GetValues("Link").Single())));
        }

        using var asked = await _site.GetAsync(ReadOnlySite.Marchmont, ("Accept", "application/x-bibtex"));
        Assert.Equal("describes", Assert.Single(LandingReader.ReadLinks(asked.Headers.GetValues("Link").Single())).Relation);
    }

    [Fact]
    public async Task The_files_of_an_article_are_told_by_tag_link_and_JSON_and_lead_back_also_where_they_are_closed()
    {
        await using var files = await FilesSite.StartAsync();
        await files.MakeAllAsync();
        var site = files.Web;

        var open = await LandingReader.OfAsync(await site.GetAsync(FilesSite.Leaf));
        var pdf = open.Links.Single(link => link is { Relation: "item", Type: "application/pdf" }).Address;
        Assert.Equal((pdf, open.Canonical), (open.One("citation_pdf_url"), open.One("citation_fulltext_html_url")));
        Assert.Equal(["application/pdf", "application/epub+zip", "application/xml"], open.Graph[0].GetProperty("encoding").EnumerateArray().Select(one => one.GetProperty("encodingFormat").GetString()!));
        using (var answer = await site.GetAsync(new Uri(pdf).PathAndQuery))
        {
            Assert.Equal(("collection", open.Canonical, "text/html"), Assert.Single(LandingReader.ReadLinks(answer.Headers.GetValues("Link").Single())));
        }

        await CloseAsync(site, "maubert-the-leaf");
        var closed = await LandingReader.OfAsync(await site.GetAsync(FilesSite.Leaf));
        using (var refused = await site.GetAsync(new Uri(pdf).PathAndQuery))
        {
            Assert.Equal((HttpStatusCode.Forbidden, "collection"), (refused.StatusCode, Assert.Single(LandingReader.ReadLinks(refused.Headers.GetValues("Link").Single())).Relation));
        }

        Assert.Equal((null, null), (closed.One("citation_pdf_url"), closed.One("citation_fulltext_html_url")));
        Assert.Contains(closed.Links, link => link.Address == pdf);
        Assert.Contains(closed.Links, link => link is { Relation: "type", Address: "https://schema.org/AboutPage" });
        Assert.False(closed.Graph[0].GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Single(closed.Page.QuerySelectorAll(closed.Graph[0].GetProperty("hasPart")[0].GetProperty("cssSelector").GetString()!));

        // Who may read it all the same is shown the text in the place of the wall, and the mark stays true.
        using var own = await site.GetAsync(FilesSite.Leaf, site.Administrator());
        var inside = await LandingReader.OfAsync(own);
        Assert.False(inside.Graph[0].GetProperty("isAccessibleForFree").GetBoolean());
        Assert.Contains("One paragraph.", Assert.Single(inside.Page.QuerySelectorAll(".walled")).TextContent, StringComparison.Ordinal);
        Assert.Equal(pdf, inside.One("citation_pdf_url"));
    }

    [Theory]
    [InlineData("is_draft = 1, published_at = NULL")]
    [InlineData("is_draft = 1, withdrawn_at = 1772000000000000, tombstone = 'Gone.'")]
    public async Task Of_what_is_not_public_machines_are_told_nothing_by_whomever_it_is_read(string state)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write("a.xml", Samples.Jats("The leaf"))));
        await SqlAsync(site, $"UPDATE articles SET {state} WHERE slug = 'maubert-the-leaf'");

        foreach (var reader in new[] { ("X-Nobody", "1"), site.Administrator() })
        {
            using var page = await site.GetAsync("/articles/maubert-the-leaf", reader);
            var read = await LandingReader.OfAsync(page);
            Assert.Empty(read.Tags);
            Assert.Empty(read.Graphs);
            Assert.Empty(read.Properties);
            Assert.False(page.Headers.Contains("Link"));
            foreach (var door in new[] { "/linkset", "/linkset.txt", "/cite.ris" })
            {
                using var answer = await site.GetAsync("/articles/maubert-the-leaf" + door, reader);
                Assert.False(answer.Headers.Contains("Link"), door);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone || door == "/cite.ris" && reader.Item1 == "Cookie", $"{door}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task The_sites_own_address_stands_everywhere_whatever_host_is_asked_for()
    {
        const string Site = "https://journals.example.org";
        await using var site = await WebSite.StartAsync(options: options => options with { Address = Site });

        var page = await LandingReader.OfAsync(await site.GetAsync(ReadOnlySite.Marchmont, ("Host", "evil.example.com")));
        using var set = await site.GetAsync(ReadOnlySite.Marchmont + "/linkset");
        using var cite = await site.GetAsync(ReadOnlySite.Marchmont + "/cite.ris");

        Assert.Equal(Site + ReadOnlySite.Marchmont, page.Canonical);
        Assert.Equal(page.Canonical, page.Properties["og:url"].Single());
        Assert.Equal(page.Canonical, page.Graph[0].GetProperty("@id").GetString());
        Assert.All(page.Links, link => Assert.True(link.Address.StartsWith(Site, StringComparison.Ordinal) || !link.Address.StartsWith("http://127", StringComparison.Ordinal), link.Address));
        Assert.DoesNotContain("evil.example.com", page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", page.Page.DocumentElement.OuterHtml + await set.Content.ReadAsStringAsync(Ct) + await cite.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        foreach (var path in new[] { "/", "/journals/lower-margin", "/journals/lower-margin/1-1", "/articles", ReadOnlySite.Marchmont + "/notes/1" })
        {
            Assert.StartsWith(Site, (await LandingReader.OfAsync(await site.GetAsync(path))).Canonical, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Journals_issues_and_sections_say_what_they_are_and_where_they_stand()
    {
        var journal = await LandingReader.OfAsync(await _site.GetAsync("/journals/lower-margin"));
        var issue = await LandingReader.OfAsync(await _site.GetAsync("/journals/lower-margin/1-1"));
        var section = await LandingReader.OfAsync(await _site.GetAsync("/journals/lower-margin/sections/articles"));
        var kept = (await _site.Services.GetRequiredService<JournalStore>().FindAsync("lower-margin", Ct))!.Journal;

        Assert.Equal(("Periodical", kept.Title), (journal.Graph[0].GetProperty("@type").GetString(), journal.Graph[0].GetProperty("name").GetString()));
        Assert.Equal(new[] { kept.OnlineIssn, kept.PrintIssn }.OfType<Recto.Journals.Identifiers.Issn>().Select(issn => issn.Value), journal.Graph[0].GetProperty("issn").EnumerateArray().Select(issn => issn.GetString()!));
        Assert.Equal("PublicationIssue", issue.Graph[0].GetProperty("@type").GetString());
        Assert.Equal("1", issue.Graph[0].GetProperty("isPartOf").GetProperty("volumeNumber").GetString());
        Assert.Contains(issue.Graph[0].GetProperty("hasPart").EnumerateArray(), part => part.GetProperty("@id").GetString()!.EndsWith(ReadOnlySite.Marchmont, StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(section.Graph).GetProperty("itemListElement").GetArrayLength());
        Assert.All([journal, issue, section], page => Assert.Equal(("website", page.Canonical), (page.Properties["og:type"].Single(), page.Properties["og:url"].Single())));
        Assert.Equal("en_US", journal.Properties["og:locale"].Single());
    }

    [Fact]
    public async Task A_page_of_a_journals_own_names_its_other_languages_and_every_other_page_none()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        var journal = (await site.Services.GetRequiredService<JournalStore>().FindAsync("lower-margin", Ct))!;
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            foreach (var language in new[] { "en", "fr" })
            {
                await site.Services.GetRequiredService<JournalPageStore>().SaveAsync(tx, journal.Id, new JournalPageRow { Key = "policy", Language = language, Title = language, Markdown = "Text." }, DateTimeOffset.UtcNow, Ct);
            }

            await tx.CommitAsync(Ct);
        }

        foreach (var path in new[] { "/journals/lower-margin/pages/policy/fr", "/journals/lower-margin/pages/policy" })
        {
            var page = await LandingReader.OfAsync(await site.GetAsync(path));
            var others = page.Page.Head!.QuerySelectorAll("link[rel=alternate][hreflang]").Select(link => (link.GetAttribute("hreflang"), link.GetAttribute("href"))).ToList();
            Assert.Equal(["en", "fr"], others.Select(other => other.Item1));
            Assert.Contains(page.Canonical, others.Select(other => other.Item2)); // Each names itself too, or the whole is passed over.
        }

        Assert.Empty((await LandingReader.OfAsync(await site.GetAsync(ReadOnlySite.Marchmont))).Page.Head!.QuerySelectorAll("link[hreflang]"));
    }

    [Fact]
    public async Task The_disclosure_is_said_once_and_links_to_its_note_lead_there()
    {
        var page = (await LandingReader.OfAsync(await _site.GetAsync(ReadOnlySite.Marchmont))).Page;

        const string Said = "No potential conflict of interest was reported by the author.";
        Assert.Equal(2, page.Body!.TextContent.Split(Said).Length);
        Assert.Contains(page.QuerySelectorAll("[id]"), element => element.TextContent.Trim() == Said);
    }

    private static async Task CloseAsync(WebSite site, string slug)
    {
        var row = (await site.Services.GetRequiredService<ArticleStore>().FindPageAsync(slug, Visibility.Published, Ct))!;
        var journals = site.Services.GetRequiredService<JournalStore>();
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await journals.SaveAsync(tx, (await journals.FindAsync(tx, row.JournalKey, Ct))!.Journal with { Reading = ReadingPolicy.Closed }, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        await site.Services.GetRequiredService<Recto.App.Shell.PublishedPages>().RenewAsync(Ct);
    }

    private static async Task SqlAsync(WebSite site, string sql)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
