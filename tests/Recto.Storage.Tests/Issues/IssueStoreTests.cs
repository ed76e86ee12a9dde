using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Issues;

public abstract class IssueStoreTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task An_issue_comes_back_as_it_was_saved()
    {
        var journal = await JournalAsync();
        var issue = new Issue { Key = "3-2", Volume = "3", Number = "2", Title = "Places of proof", Published = new PartialDate(2026, 9) };

        var saved = await WriteAsync(tx => Issues.SaveAsync(tx, journal, issue, Now, Ct));

        Assert.Equal(new IssueRow(saved.Id, journal, issue, 1), await Issues.FindAsync("margin", "3-2", Ct));
        Assert.Null(await Issues.FindAsync("margin", "3-3", Ct));
    }

    [Fact]
    public async Task Ensuring_fills_in_what_nobody_said_and_moves_the_issue_to_its_place()
    {
        var journal = await JournalAsync();
        await WriteAsync(tx => Issues.SaveAsync(tx, journal, new() { Key = "b", Published = new PartialDate(2020) }, Now, Ct));
        await WriteAsync(tx => Issues.EnsureAsync(tx, journal, new() { Key = "a", Volume = "1" }, Now, Ct));

        var ensured = await WriteAsync(tx => Issues.EnsureAsync(tx, journal, new() { Key = "a", Volume = "7", Published = new PartialDate(2021) }, Now, Ct));

        Assert.Equal(new Issue { Key = "a", Volume = "1", Published = new PartialDate(2021) }, ensured.Issue);
        Assert.Equal(["a", "b"], (await Issues.ListAsync(journal, 10, null, Ct)).Items.Select(row => row.Key));
    }

    [Fact]
    public async Task Issues_are_listed_newest_first_and_numbers_count_as_numbers()
    {
        var journal = await JournalAsync();
        Issue[] issues =
        [
            new() { Key = "undated", Volume = "99" },
            new() { Key = "9-1", Volume = "9", Number = "1", Published = new PartialDate(2020) },
            new() { Key = "10-1", Volume = "10", Number = "1", Published = new PartialDate(2020) },
            new() { Key = "10-2", Volume = "10", Number = "2", Published = new PartialDate(2020) },
            new() { Key = "april", Volume = "1", Published = new PartialDate(2020, 4) },
        ];
        foreach (var issue in issues)
        {
            await WriteAsync(tx => Issues.SaveAsync(tx, journal, issue, Now, Ct));
        }

        var seen = new List<string>();
        for (Cursor? after = null; ;)
        {
            var page = await Issues.ListAsync(journal, 2, after, Ct);
            seen.AddRange(page.Items.Select(row => row.Key));
            if (page.Next is null)
            {
                break;
            }

            after = page.Next;
        }

        Assert.Equal(["april", "10-2", "10-1", "9-1", "undated"], seen);
    }

    [Fact]
    public async Task An_article_cannot_stand_in_an_issue_of_another_journal()
    {
        var margin = await JournalAsync();
        var other = await JournalAsync("other", "Other");
        var issue = await WriteAsync(tx => Issues.SaveAsync(tx, other, new() { Key = "1" }, Now, Ct));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => SaveAsync(Samples.Article(margin, issue: issue.Id)));

        Assert.Equal(0, await Articles.CountAsync(Ct));
    }
}

public sealed class IssueStoreOnSqliteTests() : IssueStoreTests(Engine.Sqlite);

public sealed class IssueStoreOnPostgresTests() : IssueStoreTests(Engine.Postgres);
