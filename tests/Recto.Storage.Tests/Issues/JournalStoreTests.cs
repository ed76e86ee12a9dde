using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Issues;

public abstract class JournalStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly Journal Whole = new()
    {
        Key = "margin",
        Title = "The Lower Margin",
        Abbreviation = "Low. Marg.",
        Publisher = "Society for the History of Annotation",
        PrintIssn = Samples.Issn("2049-3630"),
        OnlineIssn = Samples.Issn("0317-8471"),
        Language = "en",
        About = "On notes.\n\nAnd on archives.",
    };

    [Fact]
    public async Task A_journal_comes_back_as_it_was_saved()
    {
        await WriteAsync(tx => Journals.SaveAsync(tx, Whole, Now, Ct));

        var found = await Journals.FindAsync("margin", Ct);

        Assert.Equal(Whole, found?.Journal);
        Assert.Null(await Journals.FindAsync("Margin", Ct));
    }

    [Fact]
    public async Task Saving_writes_over_what_was_there_and_keeps_the_id()
    {
        var first = await WriteAsync(tx => Journals.SaveAsync(tx, Whole, Now, Ct));

        var second = await WriteAsync(tx => Journals.SaveAsync(tx, Whole with { Title = "Margins", Publisher = null }, Now.AddDays(-1), Ct));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(Whole with { Title = "Margins", Publisher = null }, (await Journals.FindAsync("margin", Ct))?.Journal);
    }

    [Fact]
    public async Task Ensuring_fills_in_what_nobody_said_and_leaves_the_rest()
    {
        await WriteAsync(tx => Journals.EnsureAsync(tx, new() { Key = "margin", Title = "The Lower Margin", Language = "fr" }, Now, Ct));

        var ensured = await WriteAsync(tx => Journals.EnsureAsync(tx, Whole with { Title = "LOWER MARGIN" }, Now, Ct));

        Assert.Equal(Whole with { Language = "fr" }, ensured.Journal);
        Assert.Equal(ensured, await Journals.FindAsync("margin", Ct));
    }

    [Theory]
    [InlineData(null, "2049-3630", null, null)] // An online ISSN that the site knows as print: publishers mix them up.
    [InlineData("Another title", null, "2049-3630", null)]
    [InlineData("THE  LOWER MARGIN.", null, null, null)]
    [InlineData(null, null, null, "Low. Marg.")]
    public async Task A_journal_is_found_by_what_an_article_calls_it(string? title, string? online, string? print, string? abbreviation)
    {
        await WriteAsync(tx => Journals.SaveAsync(tx, Whole with { OnlineIssn = null }, Now, Ct));
        await JournalAsync("other", "Another journal");
        var statement = new JournalStatement
        {
            Title = title,
            Abbreviation = abbreviation,
            OnlineIssn = online is null ? null : Samples.Issn(online),
            PrintIssn = print is null ? null : Samples.Issn(print),
        };

        var found = await WriteAsync(tx => Journals.FindNamedAsync(tx, statement, Ct));

        Assert.Equal("margin", found?.Journal.Key);
    }

    [Fact]
    public async Task A_statement_that_says_nothing_names_no_journal()
    {
        await WriteAsync(tx => Journals.SaveAsync(tx, new() { Key = "margin", Title = "The Lower Margin" }, Now, Ct));

        Assert.Null(await WriteAsync(tx => Journals.FindNamedAsync(tx, new JournalStatement(), Ct)));
    }

    [Fact]
    public async Task The_list_counts_what_is_published()
    {
        var margin = await JournalAsync();
        await JournalAsync("annals", "Annals of the leaf");
        await WriteAsync(tx => Issues.SaveAsync(tx, margin, new() { Key = "1-1", Volume = "1" }, Now, Ct));
        await SaveAsync(Samples.Article(margin));
        await SaveAsync(Samples.Article(margin, "A draft", source: "source-2", draft: true));

        var list = await Journals.ListAsync(Ct);

        Assert.Equal([("annals", 0, 0), ("margin", 1, 1)], list.Select(row => (row.Key, row.ArticleCount, row.IssueCount)));
    }

    [Fact]
    public async Task Fields_that_a_source_leaves_empty_say_nothing()
    {
        var saved = await WriteAsync(tx => Journals.SaveAsync(tx, Whole with { Publisher = "", Abbreviation = " ", Language = "", About = "\n" }, Now, Ct));
        var issue = await WriteAsync(tx => Issues.SaveAsync(tx, saved.Id, new() { Key = "1", Volume = "", Number = " ", Title = "" }, Now, Ct));

        Assert.Equal(Whole with { Publisher = null, Abbreviation = null, Language = null, About = null }, saved.Journal);
        Assert.Equal(new Issue { Key = "1" }, issue.Issue);
    }

    [Fact]
    public async Task Journals_are_listed_in_the_order_of_readers()
    {
        foreach (var title in new[] { "Zeitschrift", "études", "Evidence", "annals" })
        {
            await JournalAsync($"key-{title[0]}{title.Length}", title);
        }

        Assert.Equal(["annals", "études", "Evidence", "Zeitschrift"], (await Journals.ListAsync(Ct)).Select(row => row.Title));
    }

    [Fact]
    public async Task A_new_site_has_no_journal()
    {
        Assert.False(await Journals.AnyAsync(Ct));

        await JournalAsync();

        Assert.True(await Journals.AnyAsync(Ct));
    }

    [Fact]
    public async Task Two_transactions_that_ensure_one_journal_at_once_make_one()
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => WriteAsync(tx => Journals.EnsureAsync(tx, Whole with { Language = $"x-{i}" }, Now, Ct)), Ct)));

        Assert.Single(rows.Select(row => row.Id).Distinct());
        Assert.Single(await Journals.ListAsync(Ct));
    }

    [Fact]
    public async Task A_text_with_NUL_is_refused_with_words_on_both_databases()
    {
        var refusal = await Assert.ThrowsAsync<UnkeepableTextException>(() => WriteAsync(tx => Journals.SaveAsync(tx, Whole with { Title = "The Lower\0Margin" }, Now, Ct)));

        Assert.StartsWith("The journal's title holds U+0000 (NUL) at position 9", refusal.Message, StringComparison.Ordinal);
    }
}

public sealed class JournalStoreOnSqliteTests() : JournalStoreTests(Engine.Sqlite);

public sealed class JournalStoreOnPostgresTests() : JournalStoreTests(Engine.Postgres);
