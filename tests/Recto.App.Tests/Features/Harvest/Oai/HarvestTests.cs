using System.Net;
using System.Xml.Linq;
using Recto.App.Features.Harvest.Oai;
using Recto.App.Tests.Import;
using Recto.Journals.Issues;
using Recto.Storage.Issues;
using static Recto.App.Tests.Features.Harvest.Oai.HarvestSite;

namespace Recto.App.Tests.Features.Harvest.Oai;

/// <summary>Harvests of a site on which things change.</summary>
public sealed class HarvestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_later_harvest_finds_exactly_what_has_changed_since_the_first(string kind)
    {
        await using var site = await HarvestSite.StartAsync(kind);
        await site.AddAsync("Leaf one", "Leaf two", "Leaf three", "Leaf four");
        await site.AgeAsync();
        var date = (await site.AskAsync("verb=ListRecords&metadataPrefix=oai_dc")).Element(Pmh + "responseDate")!.Value;
        Assert.Equal(["noRecordsMatch"], Codes(await site.AskAsync($"verb=ListRecords&metadataPrefix=oai_dc&from={date}")));

        var (one, two) = (await site.IdAsync("Leaf one"), await site.IdAsync("Leaf two"));
        await site.ChangeAsync((tx, now) => site.Articles.WithdrawAsync(tx, one, "Taken back.", now, Ct));
        await site.ChangeAsync((tx, now) => site.Articles.MoveAsync(tx, two, "another-address", now, Ct));

        Assert.Equal(new[] { HarvestSite.Identifier(one), HarvestSite.Identifier(two) }.Order(), (await site.IdentifiersAsync($"verb=ListIdentifiers&metadataPrefix=oai_dc&from={date}")).Order());
        Assert.Equal(["noRecordsMatch"], Codes(await site.AskAsync($"verb=ListRecords&metadataPrefix=oai_dc&from={DateTime.UtcNow.AddDays(1):yyyy-MM-dd}")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_was_taken_back_is_told_as_deleted_and_what_is_restored_as_there(string kind)
    {
        await using var site = await HarvestSite.StartAsync(kind);
        await site.AddAsync("Leaf one");
        var id = await site.IdAsync("Leaf one");
        await site.ChangeAsync((tx, now) => site.Articles.WithdrawAsync(tx, id, "Taken back.", now, Ct));

        var record = await site.AskTextAsync($"verb=GetRecord&metadataPrefix=jats&identifier={HarvestSite.Identifier(id)}");

        Assert.Equal("deleted", record.Descendants(Pmh + "header").Single().Attribute("status")?.Value);
        Assert.Empty(record.Descendants(Pmh + "metadata"));
        Assert.DoesNotContain("Taken back", record.ToString(), StringComparison.Ordinal);
        Assert.Empty(OaiSchemas.Faults(record));
        foreach (var query in new[] { "", "&set=openaccess", "&set=journal:leaves-and-folios" })
        {
            Assert.Contains(HarvestSite.Identifier(id), (await site.PagesAsync("verb=ListIdentifiers&metadataPrefix=oai_dc" + query)).SelectMany(page => page.Descendants(Pmh + "header"))
                .Where(header => header.Attribute("status")?.Value == "deleted").Select(header => header.Element(Pmh + "identifier")!.Value));
        }

        await site.ChangeAsync((tx, now) => site.Articles.RestoreAsync(tx, id, now, Ct));
        Assert.Null((await site.AskAsync($"verb=GetRecord&metadataPrefix=oai_dc&identifier={HarvestSite.Identifier(id)}")).Descendants(Pmh + "header").Single().Attribute("status"));
    }

    [Fact]
    public async Task A_draft_that_never_was_public_is_nobody_s_business()
    {
        await using var site = await HarvestSite.StartAsync();
        await site.ImportAsync(site.Write("draft.xml", Samples.Jats("A draft")), "--draft");

        var id = await site.IdAsync("A draft");

        Assert.Equal(["idDoesNotExist"], Codes(await site.AskAsync($"verb=GetRecord&metadataPrefix=oai_dc&identifier={HarvestSite.Identifier(id)}")));
        Assert.Equal(["idDoesNotExist"], Codes(await site.AskAsync($"verb=ListMetadataFormats&identifier={HarvestSite.Identifier(id)}")));
        Assert.DoesNotContain(HarvestSite.Identifier(id), await site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc"));
    }

    [Fact]
    public async Task While_articles_change_none_is_missed_and_only_those_come_twice()
    {
        await using var site = await HarvestSite.StartAsync();
        await site.AddAsync([.. Enumerable.Range(0, 12).Select(i => $"Leaf number {i}")]);
        await site.AgeAsync();
        var before = await site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc");
        var moved = await site.IdAsync("Leaf number 3");

        var harvested = await site.IdentifiersAsync("verb=ListRecords&metadataPrefix=oai_dc", async page =>
        {
            if (page == 3)
            {
                await site.ChangeAsync((tx, now) => site.Articles.MoveAsync(tx, moved, "moved-meanwhile", now, Ct));
                await site.AddAsync("Leaf added meanwhile");
            }
        });

        var added = HarvestSite.Identifier(await site.IdAsync("Leaf added meanwhile"));
        Assert.Equal(before.Append(added).Order(), harvested.Distinct().Order());
        Assert.All(harvested.GroupBy(identifier => identifier).Where(group => group.Count() > 1), group => Assert.Equal(HarvestSite.Identifier(moved), group.Key));
    }

    [Fact]
    public async Task An_article_that_goes_to_another_journal_changes_and_stands_in_its_sets()
    {
        await using var site = await HarvestSite.StartAsync();
        await site.AddAsync("Leaf one");
        await site.AgeAsync();
        var date = (await site.AskAsync("verb=Identify")).Element(Pmh + "responseDate")!.Value;
        var id = await site.IdAsync("Leaf one");
        Guid other = default;
        await site.ChangeAsync(async (tx, now) =>
        {
            other = (await new JournalStore(site.Database).SaveAsync(tx, new Journal { Key = "other", Title = "Other leaves" }, now, Ct)).Id;
            return await site.Articles.TransferAsync(tx, id, other, null, 1, now, Ct);
        });

        Assert.Equal([HarvestSite.Identifier(id)], await site.IdentifiersAsync($"verb=ListIdentifiers&metadataPrefix=oai_dc&set=journal:other&from={date}"));
        Assert.DoesNotContain(HarvestSite.Identifier(id), await site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc&set=journal:leaves-and-folios"));
    }

    [Fact]
    public async Task The_whole_text_of_an_open_article_is_given_and_of_a_closed_one_what_is_open()
    {
        await using var site = await HarvestSite.StartAsync(demo: false);
        await site.ImportAsync(site.Write("leaf.xml", Samples.Jats("Leaf one", body: "<p>The hidden body.<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>", note: "A word of a note.")));
        var id = await site.IdAsync("Leaf one");
        var query = $"verb=GetRecord&metadataPrefix=jats&identifier={HarvestSite.Identifier(id)}";

        var front = await site.AskTextAsync(query); // No file was made yet.
        await site.MakeAsync();
        var open = await site.AskTextAsync(query);
        await site.ChangeAsync(async (tx, now) => (await site.Articles.FindForDeskAsync(tx, id, Ct)) is not null && await CloseAsync(site, tx, id, now));
        var closed = await site.AskTextAsync(query);
        var record = await site.AskAsync(query.Replace("jats", "oai_dc", StringComparison.Ordinal));
        await site.ChangeAsync(async (tx, now) =>
        {
            var row = (await new JournalStore(site.Database).FindAsync(tx, "leaves-and-folios", Ct))!;
            return await new JournalStore(site.Database).EditAsync(tx, row.Id, row.Journal with { NotesAreOpen = false }, row.EditVersion, now, Ct) is not null;
        });
        var shut = await site.AskTextAsync(query);

        Assert.Equal("Leaf one", front.Descendants(Jats + "article-title").First().Value);
        Assert.Empty(front.Descendants(Jats + "body"));
        Assert.Contains("The hidden body.", open.Descendants(Jats + "body").Single().Value, StringComparison.Ordinal);
        Assert.Contains("A word of a note.", open.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden body", closed.ToString(), StringComparison.Ordinal);
        Assert.Contains("A word of a note.", closed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("A word of a note.", shut.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { front, open, closed, shut }, answer => Assert.Empty(OaiSchemas.Faults(answer)));
        Assert.Contains("info:eu-repo/semantics/restrictedAccess", record.Descendants(Dc + "rights").Select(rights => rights.Value));
        Assert.Equal(["noRecordsMatch"], Codes(await site.AskAsync("verb=ListRecords&metadataPrefix=oai_dc&set=openaccess")));
        Assert.DoesNotContain("openaccess", closed.Descendants(Pmh + "setSpec").Select(set => set.Value));
    }

    [Fact]
    public async Task A_full_text_that_comes_later_is_found_by_who_harvests_full_texts_only()
    {
        await using var site = await HarvestSite.StartAsync(demo: false);
        await site.AddAsync("Leaf one");
        await site.AgeAsync();
        var date = (await site.AskAsync("verb=Identify")).Element(Pmh + "responseDate")!.Value;

        await site.MakeAsync();

        Assert.Single(await site.IdentifiersAsync($"verb=ListRecords&metadataPrefix=jats&from={date}"));
        Assert.Equal(["noRecordsMatch"], Codes(await site.AskAsync($"verb=ListRecords&metadataPrefix=oai_dc&from={date}")));
    }

    [Fact]
    public async Task Long_full_texts_are_given_few_at_a_time()
    {
        await using var site = await HarvestSite.StartAsync(demo: false, limits: new OaiLimits { AtOnce = 100_000, FullTextBytes = 5_000 });
        await site.AddAsync("Leaf one", "Leaf two", "Leaf three", "Leaf four", "Leaf five");
        await site.MakeAsync();

        var pages = await site.PagesAsync("verb=ListRecords&metadataPrefix=jats");

        Assert.InRange(pages.Count, 2, 5);
        Assert.Equal(5, pages.SelectMany(page => page.Descendants(Pmh + "identifier")).Select(identifier => identifier.Value).Distinct().Count());
    }

    [Fact]
    public async Task Hostile_titles_sections_and_names_are_told_as_text()
    {
        await using var site = await HarvestSite.StartAsync(demo: false);
        await site.ImportAsync(site.Write("hostile.xml", """
            <article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><journal-meta><journal-title-group><journal-title>]]&gt; &lt;script&gt;</journal-title></journal-title-group></journal-meta>
            <article-meta><article-categories><subj-group subj-group-type="heading"><subject>Статьи: "a/b" %41 !x</subject></subj-group></article-categories>
            <title-group><article-title>&lt;/dc:title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; 𝔄 &#x202E;</article-title></title-group>
            <contrib-group><contrib contrib-type="author"><name><surname>O'Neil &amp; Sons</surname><given-names>"Ann"</given-names></name></contrib></contrib-group>
            <abstract><p>Tab&#9;and &#xFFFD; and ]]&gt;.</p></abstract></article-meta></front><body><p>Text.</p></body></article>
            """));
        await site.MakeAsync();
        var answers = new List<XDocument>();
        foreach (var query in new[] { "verb=ListSets", "verb=Identify", "verb=ListRecords&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=jats" })
        {
            answers.Add(await site.AskTextAsync(query));
        }

        var set = answers[0].Descendants(Pmh + "setSpec").Select(spec => spec.Value).Single(spec => spec.Count(c => c == ':') == 2);

        Assert.Empty(answers.SelectMany(OaiSchemas.Faults));
        Assert.StartsWith("</dc:title><script>", answers[2].Descendants(Dc + "title").First().Value, StringComparison.Ordinal);
        Assert.Single(await site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc&set=" + set));
    }

    [Fact]
    public async Task Who_asks_for_much_at_once_is_told_to_come_again_and_who_asks_in_turn_is_not()
    {
        await using var site = await HarvestSite.StartAsync(demo: true, limits: new OaiLimits { AtOnce = 3, Waiting = 2, OneMoreAfter = TimeSpan.FromMilliseconds(100) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.Client.GetAsync("/oai?verb=Identify", Ct)));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();

        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 3, 19);
        for (var i = 0; i < 10; i++)
        {
            await site.AskAsync("verb=Identify");
        }
    }

    [Fact]
    public async Task The_site_s_own_address_names_records_and_who_runs_it_is_told()
    {
        await using var site = await HarvestSite.StartAsync(options: options => options with { Address = "https://journals.example.org:8443", AdminEmail = "library@example.org" });
        var answer = await site.AskTextAsync("verb=Identify");
        var identifiers = await site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc");
        var record = await site.AskAsync("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + identifiers[0]);

        Assert.Equal(("https://journals.example.org:8443/oai", "library@example.org"), (answer.Descendants(Pmh + "baseURL").Single().Value, answer.Descendants(Pmh + "adminEmail").Single().Value));
        Assert.Equal("journals.example.org", answer.Descendants().Single(element => element.Name.LocalName == "repositoryIdentifier").Value);
        Assert.Empty(OaiSchemas.Faults(answer));
        Assert.All(identifiers, identifier => Assert.StartsWith("oai:journals.example.org:article/", identifier, StringComparison.Ordinal));
        Assert.Contains(record.Descendants(Dc + "identifier"), identifier => identifier.Value.StartsWith("https://journals.example.org:8443/articles/", StringComparison.Ordinal));
    }

    private static async Task<bool> CloseAsync(HarvestSite site, Storage.Sql.WriteTransaction tx, Guid id, DateTimeOffset now)
    {
        await site.Articles.SetReadingAsync(tx, id, ReadingPolicy.Closed, now, Ct);
        return true;
    }
}
