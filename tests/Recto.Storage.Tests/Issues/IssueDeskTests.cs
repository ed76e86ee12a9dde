using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.Storage.Tests.Issues;

public abstract class IssueDeskTests(Engine engine) : StoreTests(engine)
{
    private IssueContentsStore Contents => new(Database);

    [Fact]
    public async Task An_issue_is_added_once_edited_by_version_and_deleted_when_empty()
    {
        var journal = await JournalAsync();
        var made = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1", Volume = "1", Number = "1", IsDraft = true }, Now, Ct)))!;

        Assert.Null(await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1" }, Now, Ct)));
        var edited = await WriteAsync(tx => Issues.EditAsync(tx, made, made.Issue with { Key = "1-1a", Kind = IssueKind.Special, Title = "Leaves", Details = new() { Editors = "A. Tarrow" }, IsDraft = false }, 1, Now, Ct));
        Assert.Null(await WriteAsync(tx => Issues.EditAsync(tx, made, made.Issue with { Title = "Late" }, 1, Now, Ct)));
        await SaveAsync(Samples.Article(journal, issue: made.Id));
        Assert.False(await WriteAsync(tx => Issues.DeleteEmptyAsync(tx, made.Id, Ct)));

        Assert.Equal(("1-1a", "Leaves", IssueKind.Special, "A. Tarrow", 2), (edited!.Issue.Key, edited.Issue.Title, edited.Issue.Kind, edited.Issue.Details.Editors, edited.EditVersion));
        Assert.True(edited.Issue.IsDraft); // Publishing is an act of its own.
        Assert.Equal("Leaves", (await Issues.FindAsync("margin", "1-1a", Ct))?.Issue.Title);
    }

    [Fact]
    public async Task The_desk_lists_drafts_that_readers_do_not_see()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "2-1", Volume = "2", Number = "1", Title = "A 100% theme", IsDraft = true }, Now, Ct)))!;
        await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1", Volume = "1", Number = "1" }, Now, Ct));
        await SaveAsync(Samples.Article(journal, issue: issue.Id, draft: true));

        var listed = (await Issues.ListForDeskAsync(journal, null, 50, null, Ct)).Items;

        Assert.Equal([("2-1", true, 0, 1), ("1-1", false, 0, 0)], listed.Select(row => (row.Key, row.IsDraft, row.ArticleCount, row.DraftCount)));
        Assert.Equal(["1-1"], (await Issues.ListAsync(journal, 50, null, Ct)).Items.Select(row => row.Key));
        Assert.Equal(["2-1"], (await Issues.ListForDeskAsync(journal, "100%", 50, null, Ct)).Items.Select(row => row.Key));
        Assert.Empty((await Issues.ListForDeskAsync(journal, "A_100", 50, null, Ct)).Items);
        await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "3-1", Title = "Листы и книги" }, Now, Ct));
        Assert.Equal(["3-1"], (await Issues.ListForDeskAsync(journal, "Листы", 50, null, Ct)).Items.Select(row => row.Key));
    }

    [Fact]
    public async Task A_published_article_in_a_draft_issue_does_not_name_it_to_readers()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "2-1", Volume = "2", IsDraft = true }, Now, Ct)))!;
        var saved = await SaveAsync(Samples.Article(journal, issue: issue.Id));

        Assert.Null(Assert.Single((await Articles.ListAsync(10, null, Ct)).Items).IssueKey);
        Assert.Null((await Articles.FindPageAsync(saved.Slug, Storage.Sql.Visibility.Published, Ct))?.IssueKey);

        Assert.True(await WriteAsync(tx => Issues.SetDraftAsync(tx, issue.Id, false, Now, Ct)));
        Assert.Equal("2-1", Assert.Single((await Articles.ListAsync(10, null, Ct)).Items).IssueKey);
    }

    [Fact]
    public async Task Articles_are_put_in_ordered_and_taken_out_and_an_import_leaves_them_there()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1" }, Now, Ct)))!.Id;
        var ids = new List<Guid>();
        foreach (var (title, page) in new[] { ("First", "5"), ("Second", "20"), ("Third", "9") })
        {
            ids.Add((await SaveAsync(Samples.Article(journal, title, source: title, slug: title.ToLowerInvariant(), draft: true, firstPage: page))).Id);
        }

        Assert.Equal(3, (await Contents.ListLooseAsync(journal, null, 50, Ct)).Count);
        Assert.Equal("Second", Assert.Single(await Contents.ListLooseAsync(journal, "sECOND", 50, Ct)).Title);
        Assert.Equal(3, await WriteAsync(tx => Contents.PutInAsync(tx, journal, issue, [.. ids, Guid.CreateVersion7()], Now, Ct)));
        Assert.Equal(["First", "Third", "Second"], await TitlesAsync(issue)); // By page, until somebody says otherwise.
        await WriteAsync(tx => Contents.OrderAsync(tx, issue, [ids[1], ids[0], ids[2]], Now, Ct));
        await SaveAsync(Samples.Article(journal, "First", source: "again", slug: "first", draft: true, firstPage: "5"));
        Assert.Equal(["Second", "First", "Third"], await TitlesAsync(issue));
        Assert.True(await WriteAsync(tx => Contents.TakeOutAsync(tx, issue, ids[0], Now, Ct)));
        Assert.False(await WriteAsync(tx => Contents.TakeOutAsync(tx, issue, ids[0], Now, Ct)));
        Assert.Equal(["Second", "Third"], await TitlesAsync(issue));
    }

    [Fact]
    public async Task The_public_contents_follow_the_order_of_the_desk()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1" }, Now, Ct)))!.Id;
        var ids = new List<Guid>();
        for (var i = 1; i <= 12; i++)
        {
            ids.Add((await SaveAsync(Samples.Article(journal, $"Title {i}", source: $"s{i}", slug: $"t{i}", issue: issue, firstPage: i.ToString(System.Globalization.CultureInfo.InvariantCulture)))).Id);
        }

        ids.Reverse();
        await WriteAsync(tx => Contents.OrderAsync(tx, issue, ids, Now, Ct));

        Assert.Equal(ids, (await Articles.ListOfIssueAsync(issue, 50, null, Ct)).Items.Select(row => row.Id));
        Assert.Equal(0, await WriteAsync(tx => Contents.OrderAsync(tx, issue, ids, Now, Ct)));
    }

    [Fact]
    public async Task An_article_of_another_journal_is_not_put_in()
    {
        var (journal, other) = (await JournalAsync(), await JournalAsync("other", "Other"));
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1" }, Now, Ct)))!.Id;
        var foreign = await SaveAsync(Samples.Article(other));

        Assert.Equal(0, await WriteAsync(tx => Contents.PutInAsync(tx, journal, issue, [foreign.Id], Now, Ct)));
    }

    [Fact]
    public async Task Articles_of_an_issue_can_be_made_drafts_again()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "1-1" }, Now, Ct)))!.Id;
        await SaveAsync(Samples.Article(journal, issue: issue));

        Assert.Equal(1, await WriteAsync(tx => Contents.HideAsync(tx, issue, Now, Ct)));

        Assert.Equal(0, await Articles.CountAsync(Ct));
        Assert.True(Assert.Single(await Contents.ListAsync(issue, Ct)).IsDraft);
    }

    [Fact]
    public async Task A_sweep_is_told_to_keep_the_covers()
    {
        var (first, second) = (Storage.Files.FileHash.Of("first"u8), Storage.Files.FileHash.Of("second"u8));
        var journal = await WriteAsync(tx => Journals.AddAsync(tx, new() { Key = "margin", Title = "Margin", Details = new() { CoverFile = first.Value } }, Now, Ct));
        await WriteAsync(tx => Issues.AddAsync(tx, journal!.Id, new() { Key = "1-1", Details = new() { CoverFile = second.Value } }, Now, Ct));

        Assert.Equal(new HashSet<Storage.Files.FileHash> { first, second }, await new Storage.Files.ArticleFileStore(Database).ListHashesAsync(Ct));
    }

    private async Task<string[]> TitlesAsync(Guid issue) => [.. (await Contents.ListAsync(issue, Ct)).Select(row => row.Title)];
}

public sealed class IssueDeskOnSqliteTests() : IssueDeskTests(Engine.Sqlite);

public sealed class IssueDeskOnPostgresTests() : IssueDeskTests(Engine.Postgres);
