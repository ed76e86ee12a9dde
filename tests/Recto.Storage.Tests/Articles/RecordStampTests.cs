using Dapper;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;

namespace Recto.Storage.Tests.Articles;

/// <summary>When what is told of an article counts as changed, and when not.</summary>
public abstract class RecordStampTests(Engine engine) : StoreTests(engine)
{
    private static readonly DateTimeOffset Later = Now.AddDays(1);

    private static readonly Journal Margin = new()
    {
        Key = "margin",
        Title = "The Lower Margin",
        Publisher = "Leaves and Folios",
        OnlineIssn = Samples.Issn("2049-3630"),
        Details = new JournalDetails { Colour = "#102030" },
    };

    private IssueContentsStore Contents => new(Database);

    private SectionStore Sections => new(Database);

    [Fact]
    public async Task What_editors_say_of_an_article_changes_its_record()
    {
        var (_, id) = await ArticleAsync();

        Assert.True(await WriteAsync(tx => Articles.SaveEditsAsync(tx, id, new ArticleEdits { Title = "Another title" }, 1, Later, Ct)));

        Assert.Equal(Later, await StampAsync(id));
    }

    [Fact]
    public async Task Withdrawing_restoring_moving_and_reading_change_the_record()
    {
        var (journal, id) = await ArticleAsync();
        var other = await JournalAsync("other", "Other leaves");
        var days = 0;

        foreach (var act in new Func<Storage.Sql.WriteTransaction, DateTimeOffset, Task<bool>>[]
        {
            (tx, at) => Articles.WithdrawAsync(tx, id, "Taken back.", at, Ct),
            (tx, at) => Articles.RestoreAsync(tx, id, at, Ct),
            (tx, at) => Articles.MoveAsync(tx, id, "another-address", at, Ct),
            (tx, at) => Articles.TransferAsync(tx, id, other, null, 1, at, Ct),
            async (tx, at) =>
            {
                await Articles.SetReadingAsync(tx, id, ReadingPolicy.Closed, at, Ct);
                return true;
            },
        })
        {
            var at = Now.AddDays(++days);
            Assert.True(await WriteAsync(tx => act(tx, at)));
            Assert.Equal(at, await StampAsync(id));
        }
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_another_one_does()
    {
        var (journal, id) = await ArticleAsync();

        await SaveAsync(Samples.Article(journal), Later);
        Assert.Equal(Now, await StampAsync(id));

        await SaveAsync(Samples.Article(journal, source: "source-2"), Later);
        Assert.Equal(Later, await StampAsync(id));
    }

    [Fact]
    public async Task An_issue_that_is_shown_or_hidden_changes_the_records_of_its_articles_only()
    {
        var (journal, outside) = await ArticleAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "2-1", Volume = "2", IsDraft = true }, Now, Ct)))!;
        var inside = (await SaveAsync(Samples.Article(journal, "Inside", source: "two", slug: "inside", issue: issue.Id))).Id;

        await WriteAsync(tx => Issues.SetDraftAsync(tx, issue.Id, false, Later, Ct));
        Assert.Equal((Later, Now), (await StampAsync(inside), await StampAsync(outside)));

        await WriteAsync(tx => Issues.SetDraftAsync(tx, issue.Id, false, Later.AddDays(1), Ct)); // It is that already.
        Assert.Equal(Later, await StampAsync(inside));

        await WriteAsync(tx => Issues.SetDraftAsync(tx, issue.Id, true, Later.AddDays(2), Ct));
        Assert.Equal(Later.AddDays(2), await StampAsync(inside));
    }

    [Fact]
    public async Task Articles_of_an_issue_that_is_taken_back_are_changed_each()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "2-1" }, Now, Ct)))!;
        var inside = (await SaveAsync(Samples.Article(journal, issue: issue.Id))).Id;

        Assert.Equal(1, await WriteAsync(tx => Contents.HideAsync(tx, issue.Id, Later, Ct)));

        Assert.Equal(Later, await StampAsync(inside));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("key")]
    [InlineData("issn")]
    [InlineData("noissn")]
    [InlineData("publisher")]
    [InlineData("language")]
    [InlineData("reading")]
    [InlineData("notes")]
    public async Task What_records_tell_of_a_journal_changes_them_when_it_is_edited(string what)
    {
        var (journal, id) = await ArticleAsync(Margin);
        var edited = what switch
        {
            "title" => Margin with { Title = "The Upper Margin" },
            "key" => Margin with { Key = "upper" },
            "issn" => Margin with { PrintIssn = Samples.Issn("0317-8471") },
            "noissn" => Margin with { OnlineIssn = null },
            "publisher" => Margin with { Publisher = "Others" },
            "language" => Margin with { Language = "fr" },
            "reading" => Margin with { Reading = ReadingPolicy.Closed },
            _ => Margin with { NotesAreOpen = false },
        };

        Assert.NotNull(await WriteAsync(tx => Journals.EditAsync(tx, journal, edited, 1, Later, Ct)));

        Assert.Equal(Later, await StampAsync(id));
    }

    [Fact]
    public async Task A_journal_in_another_colour_or_with_other_words_about_it_changes_no_record()
    {
        var (journal, id) = await ArticleAsync(Margin);

        Assert.NotNull(await WriteAsync(tx => Journals.EditAsync(tx, journal, Margin with { About = "About leaves.", Details = new JournalDetails { Colour = "#302010" } }, 1, Later, Ct)));

        Assert.Equal(Now, await StampAsync(id));
    }

    [Fact]
    public async Task Who_edits_a_journal_too_late_changes_no_record()
    {
        var (journal, id) = await ArticleAsync(Margin);

        Assert.Null(await WriteAsync(tx => Journals.EditAsync(tx, journal, Margin with { Title = "Too late" }, 7, Later, Ct)));

        Assert.Equal(Now, await StampAsync(id));
    }

    [Fact]
    public async Task Another_journal_s_articles_stay_as_they_are()
    {
        var (_, id) = await ArticleAsync(Margin);
        var other = await JournalAsync("other", "Other leaves");

        await WriteAsync(tx => Journals.EditAsync(tx, other, new Journal { Key = "other", Title = "Others" }, 1, Later, Ct));

        Assert.Equal(Now, await StampAsync(id));
    }

    [Fact]
    public async Task An_issue_of_another_volume_number_title_or_date_changes_its_articles()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "2-1", Volume = "2", Number = "1" }, Now, Ct)))!;
        var id = (await SaveAsync(Samples.Article(journal, issue: issue.Id))).Id;
        var at = Now;

        foreach (var edited in new[] { issue.Issue with { Volume = "3" }, issue.Issue with { Volume = "3", Number = "4" }, issue.Issue with { Volume = "3", Number = "4", Title = "Leaves" }, issue.Issue with { Volume = "3", Number = "4", Title = "Leaves", Published = new(2026) } })
        {
            at = at.AddDays(1);
            issue = (await WriteAsync(tx => Issues.EditAsync(tx, issue, edited, issue.EditVersion, at, Ct)))!;
            Assert.Equal(at, await StampAsync(id));
        }

        Assert.NotNull(await WriteAsync(tx => Issues.EditAsync(tx, issue, issue.Issue with { Details = new() { Editors = "A. Tarrow" } }, issue.EditVersion, at.AddDays(1), Ct)));
        Assert.Equal(at, await StampAsync(id));
    }

    [Fact]
    public async Task Sections_that_are_made_one_change_the_articles_that_move()
    {
        var (journal, id) = await ArticleAsync();
        var row = Assert.Single(await Sections.ListAsync(journal, Ct));

        Assert.Equal(1, await WriteAsync(tx => Sections.MergeAsync(tx, journal, row, row with { Key = "studies", Names = new Dictionary<string, string> { ["en"] = "Studies" } }, Later, Ct)));

        Assert.Equal(Later, await StampAsync(id));
    }

    [Fact]
    public async Task An_article_that_gets_another_place_in_its_issue_changes_and_the_others_do_not()
    {
        var journal = await JournalAsync();
        var issue = (await WriteAsync(tx => Issues.AddAsync(tx, journal, new() { Key = "2-1" }, Now, Ct)))!;
        var first = (await SaveAsync(Samples.Article(journal, issue: issue.Id, position: 1))).Id;
        var second = (await SaveAsync(Samples.Article(journal, "Second", source: "two", slug: "second", issue: issue.Id, position: 3))).Id;

        Assert.Equal(1, await WriteAsync(tx => Contents.OrderAsync(tx, issue.Id, [first, second], Later, Ct)));

        Assert.Equal((Now, Later), (await StampAsync(first), await StampAsync(second)));
    }

    [Fact]
    public async Task A_journal_that_an_import_names_is_changed_only_where_it_fills_something()
    {
        var (_, id) = await ArticleAsync(Margin);

        await WriteAsync(tx => Journals.EnsureAsync(tx, Margin with { Title = "Said otherwise by a file", Publisher = "Others", Reading = ReadingPolicy.Closed }, Later, Ct));
        Assert.Equal(Now, await StampAsync(id));

        await WriteAsync(tx => Journals.EnsureAsync(tx, Margin with { PrintIssn = Samples.Issn("0317-8471") }, Later, Ct));
        Assert.Equal(Later, await StampAsync(id));
    }

    [Fact]
    public async Task An_issue_that_an_import_names_is_changed_only_where_it_fills_something()
    {
        var journal = await JournalAsync();
        var issue = await WriteAsync(tx => Issues.EnsureAsync(tx, journal, new() { Key = "2-1", Volume = "2" }, Now, Ct));
        var id = (await SaveAsync(Samples.Article(journal, issue: issue.Id))).Id;

        await WriteAsync(tx => Issues.EnsureAsync(tx, journal, new() { Key = "2-1", Volume = "9" }, Later, Ct));
        Assert.Equal(Now, await StampAsync(id));

        await WriteAsync(tx => Issues.EnsureAsync(tx, journal, new() { Key = "2-1", Volume = "2", Number = "1" }, Later, Ct));
        Assert.Equal(Later, await StampAsync(id));
    }

    [Fact]
    public async Task A_clock_that_goes_back_leaves_the_later_time()
    {
        var (_, id) = await ArticleAsync();

        await WriteAsync(tx => Articles.WithdrawAsync(tx, id, "Taken back.", Now.AddDays(-1), Ct));

        Assert.Equal(Now, await StampAsync(id));
    }

    [Fact]
    public async Task The_full_text_changes_when_its_file_does_and_the_record_stays()
    {
        var (_, id) = await ArticleAsync();
        var made = new MadeFileStore(Database);
        async Task MakeAsync(string kind, byte content, MadeState state, DateTimeOffset at)
        {
            var claim = (await made.ClaimAsync(id, "jats 1", Now, at, TimeSpan.FromMinutes(1), evenIfNotDue: true, Ct))!;
            await WriteAsync(tx => made.SaveAsync(tx, claim, new MadeFileToSave(kind, state, "1", "a", state == MadeState.Made ? ("application/xml", FileHash.Of([content]), 1) : null, []), at, Ct));
        }

        Assert.Equal(DateTimeOffset.UnixEpoch, await FullTextAsync(id));
        await MakeAsync("jats", 1, MadeState.Made, Now.AddHours(1));
        Assert.Equal(Now.AddHours(1), await FullTextAsync(id));

        await MakeAsync("jats", 1, MadeState.Made, Now.AddHours(2)); // The same bytes.
        await MakeAsync("pdf", 2, MadeState.Made, Now.AddHours(3));
        await MakeAsync("jats", 0, MadeState.Failed, Now.AddHours(4));
        Assert.Equal(Now.AddHours(1), await FullTextAsync(id));

        await MakeAsync("jats", 2, MadeState.Made, Now.AddHours(5));
        Assert.Equal((Now.AddHours(5), Now), (await FullTextAsync(id), await StampAsync(id)));
    }

    private async Task<(Guid Journal, Guid Id)> ArticleAsync(Journal? journal = null)
    {
        var id = journal is null ? await JournalAsync() : (await WriteAsync(tx => Journals.SaveAsync(tx, journal, Now, Ct))).Id;
        return (id, (await SaveAsync(Samples.Article(id))).Id);
    }

    private async Task<DateTimeOffset> StampAsync(Guid id) => (await new HarvestStore(Database).FindAsync(id, isWhole: false, Ct))!.ChangedAt;

    private async Task<DateTimeOffset> FullTextAsync(Guid id)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        return await connection.ExecuteScalarAsync<long>("SELECT full_text_at FROM articles WHERE id = @id", new { id }) is var at ? DateTimeOffset.UnixEpoch.AddTicks(at * 10) : default;
    }
}

public sealed class RecordStampsOnSqliteTests() : RecordStampTests(Engine.Sqlite);

public sealed class RecordStampsOnPostgresTests() : RecordStampTests(Engine.Postgres);
