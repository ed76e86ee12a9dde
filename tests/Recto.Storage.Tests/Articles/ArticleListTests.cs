using Recto.Journals.Access;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public abstract class ArticleListTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task Pages_of_the_site_follow_each_other_without_gap_or_repetition()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 7; i++)
        {
            // Three share a date, one has none: the id decides among equals.
            await SaveAsync(Samples.Article(journal, $"Article {i}", source: $"{i}", slug: $"article-{i}", published: i == 3 ? null : new PartialDate(2020 + (i / 3))));
        }

        var seen = new List<string>();
        var sizes = new List<int>();
        await EachPageAsync(after => Articles.ListAsync(3, after, Ct), page => { sizes.Add(page.Items.Count); seen.AddRange(page.Items.Select(row => row.Slug)); });

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal("article-6", seen[0]);
        Assert.Equal("article-3", seen[^1]);
        Assert.Equal(7, await Articles.CountAsync(Ct));
    }

    [Fact]
    public async Task An_article_that_comes_between_two_pages_moves_nothing()
    {
        var journal = await JournalAsync();
        for (var i = 1; i <= 4; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Article {i}", source: $"{i}", slug: $"article-{i}", published: new PartialDate(2000 + i)));
        }

        var first = await Articles.ListAsync(2, null, Ct);
        await SaveAsync(Samples.Article(journal, "Newest", source: "new", slug: "newest", published: new PartialDate(2030)));
        var second = await Articles.ListAsync(2, Cursor.TryParse(first.Next.ToString(), out var cursor) ? cursor : null, Ct);

        Assert.Equal(["article-4", "article-3"], first.Items.Select(row => row.Slug));
        Assert.Equal(["article-2", "article-1"], second.Items.Select(row => row.Slug));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_journal_lists_its_own_articles_newest_first()
    {
        var margin = await JournalAsync();
        var other = await JournalAsync("other", "Other");
        await SaveAsync(Samples.Article(margin, "March", source: "1", slug: "march", published: new PartialDate(2020, 3)));
        await SaveAsync(Samples.Article(margin, "Year alone", source: "2", slug: "year", published: new PartialDate(2020)));
        await SaveAsync(Samples.Article(margin, "April", source: "3", slug: "april", published: new PartialDate(2020, 4, 28)));
        await SaveAsync(Samples.Article(other, "Elsewhere", source: "4", slug: "elsewhere"));

        var seen = new List<string>();
        await EachPageAsync(after => Articles.ListOfJournalAsync(margin, 2, after, Ct), page => seen.AddRange(page.Items.Select(row => row.Slug)));

        Assert.Equal(["april", "march", "year"], seen);
    }

    [Fact]
    public async Task An_issue_is_in_order_of_position_then_of_pages_as_numbers()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.SaveAsync(tx, journal, new() { Key = "1-1" }, Now, Ct))).Id;
        await SaveAsync(Samples.Article(journal, "Page 100", source: "1", slug: "page-100", issue: issue, firstPage: "100"));
        await SaveAsync(Samples.Article(journal, "Page 20", source: "2", slug: "page-20", issue: issue, firstPage: "20"));
        await SaveAsync(Samples.Article(journal, "Editorial", source: "3", slug: "second", issue: issue, position: 2, firstPage: "1"));
        await SaveAsync(Samples.Article(journal, "Tenth", source: "4", slug: "tenth", issue: issue, position: 10, firstPage: "1"));
        await SaveAsync(Samples.Article(journal, "No page", source: "5", slug: "no-page", issue: issue, firstPage: null));
        await SaveAsync(Samples.Article(journal, "In no issue", source: "6", slug: "in-no-issue"));

        var seen = new List<string>();
        await EachPageAsync(after => Articles.ListOfIssueAsync(issue, 2, after, Ct), page => seen.AddRange(page.Items.Select(row => row.Slug)));

        Assert.Equal(["second", "tenth", "no-page", "page-20", "page-100"], seen);
    }

    [Fact]
    public async Task A_row_says_what_a_list_shows()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.SaveAsync(tx, journal, new() { Key = "1-1" }, Now, Ct))).Id;
        await SaveAsync(Samples.Article(journal, doi: "10.5555/Abc", issue: issue, position: 4, published: new PartialDate(2020, 4, 28)));

        var row = Assert.Single((await Articles.ListAsync(10, null, Ct)).Items);

        Assert.Equivalent(new ArticleListRow
        {
            Id = row.Id,
            Slug = "keepers-before-numbers",
            Title = "Keepers before numbers",
            TitleHtml = "<i>Keepers before numbers</i>"u8.ToArray(),
            Authors = "Sara Contin, Davit Meladze",
            Section = "Articles",
            Type = "research-article",
            Language = "en",
            Pages = "193–210",
            Published = "2020-04-28",
            Doi = "10.5555/Abc",
            JournalKey = "margin",
            JournalTitle = "The Lower Margin",
            IssueKey = "1-1",
            Position = 4,
            Terms = new AccessTerms { ArticleId = row.Id, JournalId = journal, IssueId = row.Terms.IssueId, Year = 2020, IsPublished = true, HasOpenLicence = row.Terms.HasOpenLicence, Opening = Opening.Always, NotesAreOpen = true },
        }, row, strict: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_page_of_no_or_of_too_many_rows_is_refused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Articles.ListAsync(size, null, Ct));

    private static async Task EachPageAsync(Func<Cursor?, Task<Page<ArticleListRow>>> list, Action<Page<ArticleListRow>> look)
    {
        Cursor? after = null;
        do
        {
            var page = await list(after);
            look(page);
            after = page.Next;
        }
        while (after is not null);
    }
}

public sealed class ArticleListOnSqliteTests() : ArticleListTests(Engine.Sqlite);

public sealed class ArticleListOnPostgresTests() : ArticleListTests(Engine.Postgres);
