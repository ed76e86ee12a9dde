using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Harvest;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Harvest;

/// <summary>What feeds, sitemaps, holdings and lists for preservation ask: on both databases alike, drafts and withdrawn articles never.</summary>
public abstract class HarvestStoreTests(Engine engine) : StoreTests(engine)
{
    private FeedStore Feeds => new(Database);

    private SitemapStore Sitemaps => new(Database);

    [Fact]
    public async Task A_feed_begins_with_what_changed_last_and_goes_on_without_gap_or_double_where_many_changed_at_once()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 25; i++)
        {
            await SaveAsync(Samples.Article(journal, $"t{i}", source: $"s{i}", slug: $"a{i}", published: new PartialDate(2020)), Now.AddSeconds(i / 10));
        }

        await SaveAsync(Samples.Article(journal, "draft", source: "draft", slug: "draft", draft: true), Now.AddDays(1));
        var found = new List<string>();
        for (Cursor? after = null; ;)
        {
            var page = await Feeds.ListOfJournalAsync(journal, 7, after, Ct);
            found.AddRange(page.Items.Select(row => row.Slug));
            if (page.Next is null)
            {
                break;
            }

            after = page.Next;
        }

        Assert.Equal(25, found.Count);
        Assert.Equal(25, found.Distinct().Count());
        Assert.All(found[..5], slug => Assert.True(int.Parse(slug[1..], null) >= 20, slug));
        Assert.Empty((await Feeds.ListAsync(7, new Cursor("no number", Guid.Empty), Ct)).Items);
        Assert.Equal(found, (await Feeds.ListOfSectionAsync(journal, "articles", 100, null, Ct)).Items.Select(row => row.Slug));
        Assert.Equal(found, (await Feeds.ListOfPersonAsync("sara-contin", 100, null, Ct)).Items.Select(row => row.Slug));
        Assert.Equal(found, (await Feeds.ListAsync(100, null, Ct)).Items.Select(row => row.Slug));
    }

    [Fact]
    public async Task What_changes_comes_first_and_a_retraction_is_told_of_both()
    {
        var journal = await JournalAsync();
        var old = await SaveAsync(Samples.Article(journal, "old", source: "old", slug: "old"));
        await SaveAsync(Samples.Article(journal, "new", source: "new", slug: "new"), Now.AddHours(1));
        var notice = await SaveAsync(Samples.Article(journal, "notice", source: "notice", slug: "notice"), Now.AddHours(2));

        await WriteAsync(tx => Articles.RelateAsync(tx, notice.Id, old.Id, RelationKind.Retraction, Now.AddHours(3), Ct));
        var rows = (await Feeds.ListAsync(10, null, Ct)).Items;

        Assert.Equal("new", rows[^1].Slug);
        Assert.Equal("notice", rows.Single(row => row.Slug == "old").RetractedBy);
        Assert.Equal("retracted-article", rows.Single(row => row.Slug == "notice").NoticeType);
        Assert.Equal(Now.AddHours(3), await Feeds.LastChangeAsync(Ct));
        Assert.Equal(["new", "old"], (await Feeds.ListAsync([(await Articles.FindPageAsync("new", Visibility.Published, Ct))!.Id, Guid.NewGuid(), old.Id], Ct)).Select(row => row.Slug));
    }

    [Fact]
    public async Task An_issue_is_told_in_its_own_order()
    {
        var journal = await JournalAsync();
        var issue = await IssueAsync(journal, new() { Key = "1-1", Volume = "1", Number = "1", Published = new PartialDate(2020) });
        foreach (var (slug, position) in new[] { ("c", 3), ("a", 1), ("b", 2) })
        {
            await SaveAsync(Samples.Article(journal, slug, source: slug, slug: slug, issue: issue, position: position));
        }

        var first = await Feeds.ListOfIssueAsync(issue, 2, null, Ct);
        var second = await Feeds.ListOfIssueAsync(issue, 2, first.Next, Ct);

        Assert.Equal(["a", "b", "c"], first.Items.Concat(second.Items).Select(row => row.Slug));
        Assert.Equal(("1", "1", "2020"), (first.Items[0].IssueVolume, first.Items[0].IssueNumber, first.Items[0].IssuePublished));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_sitemap_knows_each_year_its_articles_and_its_last_change_be_it_a_withdrawal()
    {
        var journal = await JournalAsync();
        await IssueAsync(journal, new() { Key = "1-1", Volume = "1", Number = "1", Published = new PartialDate(2019, 5) });
        await SaveAsync(Samples.Article(journal, "one", source: "one", slug: "one", published: new PartialDate(2020, 1, 2)), Now.AddHours(1));
        var two = await SaveAsync(Samples.Article(journal, "two", source: "two", slug: "two", published: new PartialDate(2020)), Now.AddHours(2));
        await SaveAsync(Samples.Article(journal, "undated", source: "undated", slug: "undated"), Now.AddHours(3));
        await SaveAsync(Samples.Article(journal, "draft", source: "draft", slug: "draft", published: new PartialDate(2021), draft: true), Now.AddHours(4));
        await WriteAsync(tx => Articles.WithdrawAsync(tx, two.Id, "Wrong.", Now.AddHours(5), Ct));

        var years = await Sitemaps.ListYearsAsync(Ct);

        Assert.Equal([("2020", 1, Now.AddHours(5)), ("2019", 0, Now), ("0000", 1, Now.AddHours(3))], years.Select(year => (year.Year, year.Articles, year.Changed)));
        Assert.Equal([new("one", Now.AddHours(1))], await Sitemaps.ListArticlesAsync("margin", "2020", 10, 1, Ct));
        Assert.Equal([new("undated", Now.AddHours(3))], await Sitemaps.ListArticlesAsync("margin", SitemapStore.Undated, 10, 1, Ct));
        Assert.Empty(await Sitemaps.ListArticlesAsync("margin", "2020", 10, 2, Ct));
        Assert.Empty(await Sitemaps.ListArticlesAsync("mar\0gin", "2020", 10, 1, Ct));
        Assert.Equal([new("1-1", Now)], await Sitemaps.ListIssuesAsync("margin", "2019", 10, Ct));
        Assert.Equal([new("margin", Now.AddHours(5))], await Sitemaps.ListJournalsAsync(Ct));
        Assert.Empty(await Sitemaps.ListPagesAsync(Ct));
        Assert.Empty(await Sitemaps.ListIssueChangesAsync("margin", Ct));
    }

    [Fact]
    public async Task Holdings_count_articles_by_issue_and_by_what_decides()
    {
        var journal = await JournalAsync();
        var issue = await IssueAsync(journal, new() { Key = "1-1", Volume = "1", Number = "1", Published = new PartialDate(2020, 3) });
        var draft = await IssueAsync(journal, new() { Key = "2-1", Volume = "2", Number = "1", IsDraft = true });
        await SaveAsync(Samples.Article(journal, "one", source: "one", slug: "one", issue: issue, published: new PartialDate(2020, 3, 4)));
        await SaveAsync(Samples.Article(journal, "two", source: "two", slug: "two", issue: issue, published: new PartialDate(2020, 3, 5)) with { Fragments = Samples.Fragments("two", 0) });
        await SaveAsync(Samples.Article(journal, "three", source: "three", slug: "three", issue: draft, published: new PartialDate(2021)));
        await SaveAsync(Samples.Article(journal, "four", source: "four", slug: "four", draft: true));
        var holdings = new HoldingsStore(Database);

        var rows = (await holdings.ListAsync(Now, Ct)).OrderBy(row => row.IssueId is null).ToList();

        Assert.Equal([(2, issue, "1", "2020-03", "2020-03-04", "2020-03-05"), (1, (Guid?)null, null, null, "2021", "2021")], rows.Select(row => (row.Articles, row.IssueId, row.Volume, row.Published, row.Oldest, row.Newest)));
        Assert.All(rows, row => Assert.True(AccessRule.Decide(row.Terms, AccessReader.Anybody, Now).Body));
        Assert.Equal([(journal, 1)], (await holdings.CountWithoutTextAsync(Ct)).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["margin"], (await holdings.ListJournalsAsync(Ct)).Select(one => one.Key));
    }

    [Fact]
    public async Task A_year_for_preservation_holds_its_issues_and_all_articles_page_after_page()
    {
        var journal = await JournalAsync();
        var issue = await IssueAsync(journal, new() { Key = "1-1", Volume = "1", Number = "1", Published = new PartialDate(2020, 3) });
        for (var i = 0; i < 5; i++)
        {
            await SaveAsync(Samples.Article(journal, $"t{i}", source: $"s{i}", slug: $"a{i}", issue: i < 3 ? issue : null, published: new PartialDate(i < 3 ? 2019 : 2020, 12)));
        }

        await SaveAsync(Samples.Article(journal, "draft", source: "draft", slug: "draft", issue: issue, draft: true));
        var store = new PreservationStore(Database);

        var first = await store.ListArticlesAsync(journal, "2020", 3, null, Ct);
        var second = await store.ListArticlesAsync(journal, "2020", 3, first[^1].Id, Ct);

        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], first.Concat(second).Select(article => article.Slug).Order(StringComparer.Ordinal)); // by the year of the issue, else by their own
        Assert.Equal(["1-1"], (await store.ListIssuesAsync(journal, "2020", Ct)).Select(one => one.Key));
        Assert.Equal([("2020", 5, Now)], (await store.ListYearsAsync(journal, Ct)).Select(year => (year.Year, year.Articles, year.Changed)));
        Assert.Empty(await store.ListArticlesAsync(journal, "2019", 3, null, Ct));
    }

    private async Task<Guid> IssueAsync(Guid journal, Issue issue) => (await WriteAsync(tx => Issues.SaveAsync(tx, journal, issue, Now, Ct))).Id;
}

/// <summary>On SQLite.</summary>
public sealed class SqliteHarvestStoreTests() : HarvestStoreTests(Engine.Sqlite);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresHarvestStoreTests() : HarvestStoreTests(Engine.Postgres);
