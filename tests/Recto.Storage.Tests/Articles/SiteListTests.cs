using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

/// <summary>What the pages of a journal ask.</summary>
public abstract class SiteListTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task What_waits_for_its_issue_is_in_none_in_the_issue_of_what_waits_or_in_a_draft()
    {
        var journal = await JournalAsync();
        var waiting = await IssueAsync(journal, new() { Key = "first", Kind = IssueKind.OnlineFirst });
        var draft = await IssueAsync(journal, new() { Key = "4-1", Volume = "4", Number = "1", IsDraft = true });
        var regular = await IssueAsync(journal, new() { Key = "3-1", Volume = "3", Number = "1" });
        foreach (var (slug, issue, year, isDraft) in new[] { ("in-none", (Guid?)null, 2020, false), ("in-waiting", waiting, 2022, false), ("in-draft", draft, 2021, false), ("in-issue", regular, 2023, false), ("a-draft", null, 2024, true) })
        {
            await SaveAsync(Samples.Article(journal, slug, source: slug, slug: slug, issue: issue, published: new PartialDate(year), draft: isDraft));
        }

        var first = await Articles.ListWaitingAsync(journal, 2, null, Ct);
        var second = await Articles.ListWaitingAsync(journal, 2, first.Next, Ct);

        Assert.Equal(["in-waiting", "in-draft"], first.Items.Select(row => row.Slug));
        Assert.Equal(["in-none"], second.Items.Select(row => row.Slug));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Articles_are_cited_in_the_order_asked_for_with_volume_and_number_of_their_issue()
    {
        var journal = await JournalAsync();
        var issue = await IssueAsync(journal, new() { Key = "3-1", Volume = "3", Number = "1" });
        await SaveAsync(Samples.Article(journal, "one", source: "one", slug: "one", issue: issue));
        await SaveAsync(Samples.Article(journal, "two", source: "two", slug: "two", draft: true));
        var one = (await Articles.FindPageAsync("one", Visibility.WithDrafts, Ct))!.Id;
        var two = (await Articles.FindPageAsync("two", Visibility.WithDrafts, Ct))!.Id;

        var rows = await Articles.ListCitedAsync([two, Guid.NewGuid(), one, two], Ct);

        Assert.Equal([("two", null, null, false), ("one", "3", "1", true)], rows.Select(row => (row.Slug, row.IssueVolume, row.IssueNumber, row.Terms.IsPublished)));
        Assert.Equal("one", rows[1].ReadArticle().Title);
        Assert.Empty(await Articles.ListCitedAsync([], Ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Articles.ListCitedAsync(new Guid[501], Ct));
    }

    [Fact]
    public async Task An_issue_knows_its_public_neighbours()
    {
        var journal = await JournalAsync();
        foreach (var issue in new Issue[]
        {
            new() { Key = "3-1", Volume = "3", Number = "1", Published = new PartialDate(2026, 3) }, new() { Key = "3-2", Volume = "3", Number = "2", Published = new PartialDate(2026, 9), Title = "Places of proof" },
            new() { Key = "draft", Volume = "3", Number = "3", Published = new PartialDate(2026, 10), IsDraft = true }, new() { Key = "waiting", Kind = IssueKind.OnlineFirst, Published = new PartialDate(2026, 11) },
            new() { Key = "4-1", Volume = "4", Number = "1", Published = new PartialDate(2027, 3) },
        })
        {
            await IssueAsync(journal, issue);
        }

        var middle = await Issues.FindPageAsync("margin", "3-2", Ct);
        var last = await Issues.FindPageAsync("margin", "4-1", Ct);

        Assert.Equal(("margin", "3-2", "Places of proof"), (middle!.Journal.Journal.Key, middle.Issue.Issue.Key, middle.Issue.Issue.Title));
        Assert.Equal(("3-1", "4-1"), (middle.Previous?.Key, middle.Next?.Key));
        Assert.Equal(("3-2", null), (last!.Previous?.Key, last.Next?.Key));
        Assert.Null(await Issues.FindPageAsync("margin", "nothing", Ct));
        Assert.Null(await Issues.FindPageAsync("margin", "\0", Ct));
        Assert.Equal(["4-1", "3-2", "3-1"], (await Issues.ListBetweenAsync(journal, "", "9999", Ct)).Select(row => row.Key));
        Assert.Equal(3, (await Issues.ListPlacesAsync(journal, Ct)).Count);
    }

    [Fact]
    public async Task A_person_is_found_by_published_articles_only_with_those_they_wrote_with()
    {
        var journal = await JournalAsync();
        await SaveAsync(Samples.Article(journal, "One", source: "1", slug: "one", published: new PartialDate(2020)));
        await SaveAsync(Samples.Article(journal, "Two", source: "2", slug: "two", published: new PartialDate(2021)));
        await SaveAsync(Samples.Article(journal, "Hidden", source: "3", slug: "hidden", draft: true));
        var people = new PersonStore(Database);

        var contin = await people.FindAsync("sara-contin", Ct);

        Assert.Equal(new PersonRow("sara-contin", "Sara Contin", null, 2), contin);
        Assert.Equal([new PersonRow("davit-meladze", "Davit Meladze", null, 2)], await people.ListCoauthorsAsync("sara-contin", 10, Ct)); // Tarrow edited.
        Assert.Equal(["two", "one"], (await Articles.ListOfPersonAsync("sara-contin", 10, null, Ct)).Items.Select(row => row.Slug));
        Assert.Null(await people.FindAsync("nobody", Ct));
        Assert.Null(await people.FindAsync("\0", Ct));
    }

    [Fact]
    public async Task A_section_lists_the_journals_own_articles_page_by_page()
    {
        var (margin, other) = (await JournalAsync(), await JournalAsync("other", "Other"));
        for (var i = 0; i < 3; i++)
        {
            await SaveAsync(Samples.Article(margin, $"Leaf {i}", source: $"{i}", slug: $"leaf-{i}", published: new PartialDate(2020 + i)));
        }

        await SaveAsync(Samples.Article(other, "Elsewhere", source: "x", slug: "elsewhere"));

        var first = await Articles.ListOfSectionAsync(margin, "articles", 2, null, Ct);
        var second = await Articles.ListOfSectionAsync(margin, "articles", 2, Cursor.TryParse(first.Next.ToString(), out var place) ? place : null, Ct);

        Assert.Equal(["leaf-2", "leaf-1"], first.Items.Select(row => row.Slug));
        Assert.Equal(["leaf-0"], second.Items.Select(row => row.Slug));
        Assert.Empty((await Articles.ListOfSectionAsync(margin, "../articles", 2, null, Ct)).Items);
    }

    [Fact]
    public async Task The_terms_of_an_article_are_told_at_its_address_and_at_the_one_it_had()
    {
        var journal = await JournalAsync();
        var saved = await SaveAsync(Samples.Article(journal, "Leaf", slug: "leaf", draft: true));
        await WriteAsync(tx => Articles.MoveAsync(tx, saved.Id, "folio", Now, Ct));

        var now = await Articles.FindAccessAsync("folio", Ct);
        var moved = await Articles.FindMovedAsync("leaf", Ct);

        Assert.Equal((saved.Id, false, false), (now!.Id, now.Terms.IsPublished, now.IsWithdrawn));
        Assert.Equal("folio", moved!.Slug);
        Assert.Null(await Articles.FindAccessAsync("leaf", Ct));
        Assert.Null(await Articles.FindMovedAsync("folio", Ct));
    }

    private async Task<Guid?> IssueAsync(Guid journal, Issue issue) => (await WriteAsync(tx => Issues.SaveAsync(tx, journal, issue, Now, Ct))).Id;
}

public sealed class SqliteSiteListTests() : SiteListTests(Engine.Sqlite);

public sealed class PostgresSiteListTests() : SiteListTests(Engine.Postgres);
