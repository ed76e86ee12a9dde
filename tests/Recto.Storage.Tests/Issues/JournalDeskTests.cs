using Recto.Journals.Issues;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.Storage.Tests.Issues;

public abstract class JournalDeskTests(Engine engine) : StoreTests(engine)
{
    private JournalPageStore Pages => new(Database);

    private SectionStore Sections => new(Database);

    [Fact]
    public async Task A_journal_whose_key_is_taken_is_not_added()
    {
        await JournalAsync();

        Assert.Null(await WriteAsync(tx => Journals.AddAsync(tx, new() { Key = "margin", Title = "Another" }, Now, Ct)));
        Assert.Equal("The Lower Margin", (await Journals.FindAsync("margin", Ct))?.Journal.Title);
    }

    [Fact]
    public async Task Whoever_saves_a_journal_later_than_another_overwrites_nothing()
    {
        var id = await JournalAsync();
        var shown = (await Journals.FindAsync(id, Ct))!;

        var first = await WriteAsync(tx => Journals.EditAsync(tx, id, shown.Journal with { Title = "First", Key = "first" }, shown.EditVersion, Now, Ct));
        var second = await WriteAsync(tx => Journals.EditAsync(tx, id, shown.Journal with { Title = "Second" }, shown.EditVersion, Now, Ct));

        Assert.Equal(shown.EditVersion + 1, first?.EditVersion);
        Assert.Null(second);
        Assert.Equal("First", (await Journals.FindAsync("first", Ct))?.Journal.Title);
    }

    [Fact]
    public async Task The_desk_lists_only_the_journals_of_an_editor_and_finds_them_by_title_key_and_ISSN()
    {
        var mine = new HashSet<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var row = await WriteAsync(tx => Journals.AddAsync(tx, new() { Key = $"j-{i}", Title = $"Journal {i} of 100%", OnlineIssn = i == 3 ? Samples.Issn("2049-3630") : null }, Now, Ct));
            if (i > 0)
            {
                mine.Add(row!.Id);
            }
        }

        async Task<string[]> FoundAsync(string? search) => [.. (await Journals.ListForDeskAsync(mine, search, 50, null, Ct)).Items.Select(row => row.Key)];

        Assert.Equal(["j-1", "j-2", "j-3", "j-4"], await FoundAsync(null));
        Assert.Equal(["j-2"], await FoundAsync("journal 2"));
        Assert.Equal(["j-3"], await FoundAsync("20493630"));
        Assert.Equal(["j-4"], await FoundAsync("j-4"));
        Assert.Empty(await FoundAsync("j-0"));
        Assert.Empty(await FoundAsync("\0"));
        Assert.Empty((await Journals.ListForDeskAsync(new HashSet<Guid>(), null, 50, null, Ct)).Items);
    }

    [Fact]
    public async Task The_list_of_journals_goes_on_where_it_broke_off_even_with_long_titles()
    {
        for (var i = 0; i < 7; i++)
        {
            await JournalAsync($"j-{i}", new string('Ж', 300) + i % 2);
        }

        var seen = new List<string>();
        Cursor? after = null;
        do
        {
            var page = await Journals.ListForDeskAsync(null, null, 2, after, Ct);
            seen.AddRange(page.Items.Select(row => row.Key));
            after = page.Next is { } next ? Cursor.TryParse(next.ToString(), out var read) ? read : throw new InvalidOperationException("A place that cannot travel in an address.") : null;
        }
        while (after is not null);

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, seen.Count);
    }

    [Fact]
    public async Task Only_an_empty_journal_can_be_deleted()
    {
        var empty = await JournalAsync("empty", "Empty");
        var full = await JournalAsync();
        await SaveAsync(Samples.Article(full));
        await WriteAsync(tx => Pages.SaveAsync(tx, empty, new() { Key = "about", Language = "en", Title = "About", Markdown = "x" }, Now, Ct));

        Assert.True(await WriteAsync(tx => Journals.DeleteEmptyAsync(tx, empty, Ct)));
        Assert.False(await WriteAsync(tx => Journals.DeleteEmptyAsync(tx, full, Ct)));
        Assert.Empty(await Pages.ListAsync(empty, Ct));
    }

    [Fact]
    public async Task A_page_comes_back_as_it_was_saved_and_a_later_save_of_an_older_version_changes_nothing()
    {
        var journal = await JournalAsync();
        var page = new JournalPageRow { Key = "about", Language = "fr", Title = "À propos", Markdown = "# Un\n\n<b>deux</b>" };

        Assert.True(await WriteAsync(tx => Pages.SaveAsync(tx, journal, page, Now, Ct)));
        Assert.False(await WriteAsync(tx => Pages.SaveAsync(tx, journal, page with { Title = "Twice" }, Now, Ct)));
        Assert.True(await WriteAsync(tx => Pages.SaveAsync(tx, journal, page with { Title = "Mieux", EditVersion = 1 }, Now.AddHours(1), Ct)));
        Assert.False(await WriteAsync(tx => Pages.SaveAsync(tx, journal, page with { Title = "Late", EditVersion = 1 }, Now, Ct)));

        var kept = await Pages.FindAsync(journal, "about", "fr", Ct);
        Assert.Equal(("Mieux", "# Un\n\n<b>deux</b>", 2, Now.AddHours(1)), (kept!.Title, kept.Markdown, kept.EditVersion, kept.UpdatedAt));
        Assert.Equal("Mieux", Assert.Single(await Pages.FindAsync("margin", "about", Ct)).Title);
    }

    [Fact]
    public async Task Pages_stand_in_the_order_that_an_editor_gave_them()
    {
        var journal = await JournalAsync();
        foreach (var (key, language) in new[] { ("about", "en"), ("board", "en"), ("about", "fr"), ("terms", "en") })
        {
            await WriteAsync(tx => Pages.SaveAsync(tx, journal, new() { Key = key, Language = language, Title = key, Markdown = "" }, Now, Ct));
        }

        await WriteAsync(async tx => { await Pages.OrderAsync(tx, journal, ["terms", "about", "board"], Ct); return true; });

        Assert.Equal(["terms", "about/en", "about/fr", "board"], (await Pages.ListAsync(journal, Ct)).Select(page => page.Key == "about" ? $"about/{page.Language}" : page.Key));
        Assert.Equal(["terms", "about", "about", "board"], Assert.Single(await Pages.ListFacesAsync(Ct)).Pages.Select(page => page.Key));
    }

    [Fact]
    public async Task Sections_are_those_that_articles_name_until_an_editor_orders_and_names_them()
    {
        var journal = await JournalAsync();
        await SaveAsync(WithSection(journal, "Reviews", "a"));
        await SaveAsync(WithSection(journal, "REVIEWS", "b"));
        await SaveAsync(WithSection(journal, "Articles", "c"));

        var before = await Sections.ListAsync(journal, Ct);
        await WriteAsync(async tx => { await Sections.OrderAsync(tx, journal, [.. before.Reverse()], Ct); return true; });
        var named = await WriteAsync(tx => Sections.NameAsync(tx, journal, "reviews", new Dictionary<string, string> { ["en"] = "Reviews", ["fr"] = "Comptes rendus" }, 1, Ct));
        var late = await WriteAsync(tx => Sections.NameAsync(tx, journal, "reviews", new Dictionary<string, string> { ["en"] = "Late" }, 1, Ct));

        Assert.Equal([("articles", 1), ("reviews", 2)], before.Select(row => (row.Key, row.ArticleCount)));
        Assert.True(named);
        Assert.False(late);
        Assert.Equal(["Comptes rendus", "Articles"], (await Sections.ListAsync(journal, Ct)).Select(row => row.Name("fr", "en")));
    }

    [Fact]
    public async Task Two_sections_that_are_made_one_stay_one_for_articles_that_come_later()
    {
        var journal = await JournalAsync();
        await SaveAsync(WithSection(journal, "Review", "a"));
        await SaveAsync(WithSection(journal, "Reviews", "b"));
        await SaveAsync(WithSection(journal, "Book reviews", "c"));
        var all = await Sections.ListAsync(journal, Ct);
        SectionRow Of(string key) => all.First(row => row.Key == key);

        var moved = await WriteAsync(tx => Sections.MergeAsync(tx, journal, Of("book-reviews"), Of("review"), Now, Ct));
        await WriteAsync(tx => Sections.MergeAsync(tx, journal, Of("review"), Of("reviews"), Now, Ct));
        await SaveAsync(WithSection(journal, "Book Reviews", "d")); // A chain of two merges.

        var left = Assert.Single(await Sections.ListAsync(journal, Ct));
        Assert.Equal(1, moved);
        Assert.Equal(("reviews", 4), (left.Key, left.ArticleCount));
        Assert.Contains("Book Reviews", (await Articles.ListOfJournalAsync(journal, 10, null, Ct)).Items.Select(row => row.Section));
    }

    [Fact]
    public async Task The_state_of_the_site_changes_with_pages_sections_issues_and_addresses()
    {
        var journal = await JournalAsync();
        var addresses = new Storage.Addresses.MovedAddressStore(Database);
        var states = new List<string> { await Articles.StateAsync(Ct) };
        async Task ChangeAsync(Func<Storage.Sql.WriteTransaction, Task> change)
        {
            await WriteAsync(async tx => { await change(tx); return true; });
            states.Add(await Articles.StateAsync(Ct));
        }

        await ChangeAsync(tx => Pages.SaveAsync(tx, journal, new() { Key = "about", Language = "en", Title = "About", Markdown = "x" }, Now, Ct));
        await ChangeAsync(tx => Pages.SaveAsync(tx, journal, new() { Key = "about", Language = "en", Title = "About", Markdown = "y", EditVersion = 1 }, Now, Ct));
        await ChangeAsync(tx => Pages.DeleteAsync(tx, journal, "about", "en", Ct));
        await ChangeAsync(tx => Sections.NameAsync(tx, journal, "reviews", new Dictionary<string, string> { ["en"] = "Reviews" }, 0, Ct));
        await ChangeAsync(tx => Sections.NameAsync(tx, journal, "reviews", new Dictionary<string, string> { ["en"] = "Book reviews" }, 1, Ct));
        await ChangeAsync(tx => Journals.TouchAsync(tx, journal, Now, Ct));
        await ChangeAsync(tx => addresses.AddAsync(tx, new() { Address = "/old", Target = "/journals/margin", JournalId = journal }, Now, Ct));
        await ChangeAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1" }, Now.AddDays(-3), Ct));
        await ChangeAsync(async tx => await Issues.DeleteEmptyAsync(tx, (await Issues.FindAsync(tx, journal, "1-1", Ct))!.Id, Ct));

        for (var i = 1; i < states.Count; i++)
        {
            Assert.True(states[i] != states[i - 1], $"Change {i} left the state as it was: {states[i]}");
        }
    }

    private static Storage.Articles.ArticleToSave WithSection(Guid journal, string section, string name)
    {
        var article = Samples.Article(journal, "Title " + name, source: "source-" + name, slug: "slug-" + name);
        return article with { Article = article.Article with { Section = section } };
    }
}

public sealed class JournalDeskOnSqliteTests() : JournalDeskTests(Engine.Sqlite);

public sealed class JournalDeskOnPostgresTests() : JournalDeskTests(Engine.Postgres);
