using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Lists;
using Recto.Storage.Sql;
using Recto.Storage.Uploads;

namespace Recto.Storage.Tests.Articles;

public abstract class ArticleDeskTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task The_desk_lists_drafts_and_all_else_latest_change_first_and_page_by_page()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 7; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Article {i}", source: $"{i}", slug: $"article-{i}", draft: i % 2 == 0), Now.AddMinutes(i));
        }

        var seen = new List<string>();
        for (Cursor? after = null; ;)
        {
            var page = await Articles.ListForDeskAsync(new DeskFilter { Journals = new HashSet<Guid> { journal } }, 3, after, Ct);
            seen.AddRange(page.Items.Select(row => row.Slug));
            if (page.Next is not { } next)
            {
                break;
            }

            after = Cursor.TryParse(next.ToString(), out var cursor) ? cursor : null;
        }

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(i => $"article-{i}"), seen);
    }

    [Theory]
    [InlineData("keepers", 1)]
    [InlineData("KEEPERS meladze", 1)]
    [InlineData("опись", 1)] // The folding knows every script.
    [InlineData("10.5555/ABC", 1)]
    [InlineData("100%", 0)]
    [InlineData("nobody", 0)]
    public async Task Words_of_title_author_and_DOI_find_an_article(string text, int found)
    {
        var journal = await JournalAsync();
        await SaveAsync(Samples.Article(journal, "Keepers before numbers: Опись", doi: "10.5555/abc", draft: true));

        var page = await Articles.ListForDeskAsync(new DeskFilter { Text = text }, 10, null, Ct);

        Assert.Equal(found, page.Items.Count);
    }

    [Fact]
    public async Task Somebody_elses_journals_are_neither_listed_nor_counted()
    {
        var (mine, other) = (await JournalAsync(), await JournalAsync("other", "Other"));
        await SaveAsync(Samples.Article(mine, "Mine", source: "1", slug: "mine", draft: true));
        await SaveAsync(Samples.Article(other, "Other", source: "2", slug: "other", draft: true));

        var filter = new DeskFilter { Journals = new HashSet<Guid> { mine } };

        Assert.Equal("mine", Assert.Single((await Articles.ListForDeskAsync(filter, 10, null, Ct)).Items).Slug);
        Assert.Equal(1, (await Articles.CountForDeskAsync(filter, Ct))[ArticleState.Draft]);
        Assert.Empty((await Articles.ListForDeskAsync(new DeskFilter { Journals = new HashSet<Guid>() }, 10, null, Ct)).Items);
    }

    [Fact]
    public async Task An_article_goes_from_draft_to_scheduled_to_public_to_withdrawn_and_back()
    {
        var id = (await SaveAsync(Samples.Article(await JournalAsync(), draft: true))).Id;
        async Task<ArticleState> StateAsync() => (await Articles.FindForDeskAsync(id, Ct))!.Row.State;

        Assert.True(await WriteAsync(tx => Articles.ScheduleAsync(tx, id, Now.AddHours(1), Now, Ct)));
        Assert.Equal(ArticleState.Scheduled, await StateAsync());
        Assert.Empty(await Articles.ListDueAsync(Now, 10, Ct));
        Assert.False(await WriteAsync(tx => Articles.PublishDueAsync(tx, id, Now, Ct)));
        Assert.Equal([id], await Articles.ListDueAsync(Now.AddHours(1), 10, Ct));
        Assert.True(await WriteAsync(tx => Articles.PublishDueAsync(tx, id, Now.AddHours(1), Ct)));
        Assert.False(await WriteAsync(tx => Articles.PublishDueAsync(tx, id, Now.AddHours(1), Ct))); // The second process comes too late.
        Assert.Equal(ArticleState.Published, await StateAsync());
        Assert.True(await WriteAsync(tx => Articles.WithdrawAsync(tx, id, "Printed twice.", Now, Ct)));
        Assert.Equal(ArticleState.Withdrawn, await StateAsync());
        Assert.False(await WriteAsync(tx => Articles.PublishAsync(tx, id, Now, Ct)));
        Assert.Null(await Articles.FindPageAsync("keepers-before-numbers", Visibility.Published, Ct));
        Assert.Equal("Printed twice.", (await Articles.FindWithdrawnAsync("keepers-before-numbers", Ct))!.Tombstone);
        Assert.False(await WriteAsync(tx => Articles.DeleteDraftAsync(tx, id, Now, Ct))); // It was public once.
        Assert.True(await WriteAsync(tx => Articles.RestoreAsync(tx, id, Now, Ct)));
        Assert.Equal(ArticleState.Published, await StateAsync());
        Assert.Null(await Articles.FindWithdrawnAsync("keepers-before-numbers", Ct));
    }

    [Fact]
    public async Task A_time_can_be_taken_back_and_a_draft_deleted()
    {
        var id = (await SaveAsync(Samples.Article(await JournalAsync(), draft: true))).Id;

        Assert.True(await WriteAsync(tx => Articles.ScheduleAsync(tx, id, Now, Now, Ct)));
        Assert.True(await WriteAsync(tx => Articles.ScheduleAsync(tx, id, null, Now, Ct)));
        Assert.Empty(await Articles.ListDueAsync(Now.AddDays(1), 10, Ct));
        Assert.True(await WriteAsync(tx => Articles.DeleteDraftAsync(tx, id, Now, Ct)));
        Assert.Null(await Articles.FindForDeskAsync(id, Ct));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_notice_and_its_article_find_each_other_whichever_comes_first(bool noticeFirst)
    {
        var journal = await JournalAsync();
        var article = Samples.Article(journal, "The leaf", doi: "10.5555/leaf", source: "1", slug: "leaf");
        var notice = Samples.Article(journal, "Retraction", doi: "10.5555/notice", source: "2", slug: "notice");
        notice = notice with { Article = notice.Article with { Related = [new RelatedArticle("retracted-article", Samples.Doi("10.5555/LEAF"), null, null)] } };

        await SaveAsync(noticeFirst ? notice : article);
        await SaveAsync(noticeFirst ? article : notice);

        var about = Assert.Single((await Articles.FindPageAsync("leaf", Visibility.Published, Ct))!.Relations);
        Assert.Equal((RelationKind.Retraction, false, "notice", "Retraction"), (about.Kind, about.IsNotice, about.Slug, about.Title));
        var says = Assert.Single((await Articles.FindPageAsync("notice", Visibility.Published, Ct))!.Relations);
        Assert.Equal((RelationKind.Retraction, true, "leaf"), (says.Kind, says.IsNotice, says.Slug));
    }

    [Fact]
    public async Task What_both_files_state_is_one_relation_and_goes_when_no_file_states_it()
    {
        var journal = await JournalAsync();
        var article = Samples.Article(journal, "The leaf", doi: "10.5555/leaf", source: "1", slug: "leaf");
        var notice = Samples.Article(journal, "Correction", doi: "10.5555/notice", source: "2", slug: "notice");
        await SaveAsync(article with { Article = article.Article with { Related = [new RelatedArticle("correction-forward", Samples.Doi("10.5555/notice"), null, null)] } });
        await SaveAsync(notice with { Article = notice.Article with { Related = [new RelatedArticle("corrected-article", Samples.Doi("10.5555/leaf"), null, null)] } });
        var id = (await Articles.FindNamedForDeskAsync("leaf", Ct))!.Id;
        Assert.Single(await Articles.ListRelationsAsync(id, Ct));

        await SaveAsync(notice with { SourceHash = "3" });
        Assert.Single(await Articles.ListRelationsAsync(id, Ct));
        await SaveAsync(article with { SourceHash = "4" });

        Assert.Empty(await Articles.ListRelationsAsync(id, Ct));
    }

    [Fact]
    public async Task A_draft_notice_is_nobodys_business_and_the_page_changes_when_it_is_published()
    {
        var journal = await JournalAsync();
        var leaf = await SaveAsync(Samples.Article(journal, "The leaf", source: "1", slug: "leaf"));
        var notice = await SaveAsync(Samples.Article(journal, "Correction", source: "2", slug: "notice", draft: true));
        Assert.True(await WriteAsync(tx => Articles.RelateAsync(tx, notice.Id, leaf.Id, RelationKind.Correction, Now, Ct)));
        Assert.False(await WriteAsync(tx => Articles.RelateAsync(tx, notice.Id, leaf.Id, RelationKind.Correction, Now, Ct)));
        var before = (await Articles.FindPageAsync("leaf", Visibility.Published, Ct))!;

        await WriteAsync(tx => Articles.PublishAsync(tx, notice.Id, Now, Ct));
        var after = (await Articles.FindPageAsync("leaf", Visibility.Published, Ct))!;

        Assert.Empty(before.Relations);
        Assert.Equal(RelationKind.Correction, Assert.Single(after.Relations).Kind);
        Assert.True(after.Version > before.Version);
        Assert.True(await WriteAsync(tx => Articles.UnrelateAsync(tx, notice.Id, leaf.Id, RelationKind.Correction, Now, Ct)));
        Assert.Empty((await Articles.FindPageAsync("leaf", Visibility.Published, Ct))!.Relations);
    }

    [Fact]
    public async Task Versions_are_numbered_and_keep_their_file_from_the_sweep()
    {
        var id = (await SaveAsync(Samples.Article(await JournalAsync()))).Id;
        var (store, files) = (new VersionStore(Database), new ArticleFileStore(Database));
        var (first, second) = (FileHash.Of("one"u8), FileHash.Of("two"u8));
        foreach (var (hash, act) in new[] { (first, VersionAct.Imported), (second, VersionAct.Replaced) })
        {
            await WriteAsync(async tx =>
            {
                await files.ReplaceAsync(tx, id, [new ArticleFile { Name = "a.xml", Role = FileRole.Source, MediaType = "application/xml", Hash = hash, Length = 3 }], Ct);
                return await store.AppendAsync(tx, new VersionToSave { ArticleId = id, Person = "A. Tarrow", Act = act, Summary = act == VersionAct.Replaced ? "Note 3" : null, IsPublic = act == VersionAct.Replaced }, Now, Ct);
            });
        }

        var all = await store.ListAsync(id, publicOnly: false, Ct);
        Assert.Equal([2, 1], all.Select(version => version.Number));
        Assert.Equal([second.Value, first.Value], all.Select(version => version.SourceFile));
        Assert.Equal("Note 3", Assert.Single(await store.ListAsync(id, publicOnly: true, Ct)).Summary);
        Assert.Equal("Keepers before numbers", (await store.FindAsync(id, 1, Ct))!.Article.Title);
        Assert.Superset(new HashSet<FileHash> { first, second }, (await files.ListHashesAsync(Ct)).ToHashSet());
    }

    [Fact]
    public async Task A_place_is_kept_for_whoever_was_shown_the_latest_and_no_import_changes_it()
    {
        var journal = await JournalAsync();
        var other = await JournalAsync("other", "Other");
        var issue = (await WriteAsync(tx => Issues.SaveAsync(tx, journal, new Issue { Key = "1-1" }, Now, Ct))).Id;
        var foreign = (await WriteAsync(tx => Issues.SaveAsync(tx, other, new Issue { Key = "1-1" }, Now, Ct))).Id;
        var id = (await SaveAsync(Samples.Article(journal))).Id;

        Assert.False(await WriteAsync(tx => Articles.PlaceAsync(tx, id, foreign, null, 1, Now, Ct)));
        Assert.True(await WriteAsync(tx => Articles.PlaceAsync(tx, id, issue, 3, 1, Now, Ct)));
        Assert.False(await WriteAsync(tx => Articles.PlaceAsync(tx, id, null, null, 1, Now, Ct)));
        await SaveAsync(Samples.Article(journal, source: "again"));

        var row = (await Articles.FindForDeskAsync(id, Ct))!.Row;
        Assert.Equal((issue, 3), (row.IssueId, row.Position));
        Assert.Equal(2, (await Articles.ListIssueChoicesAsync(null, Ct)).Count);
        Assert.True(await WriteAsync(tx => Articles.PlaceAsync(tx, id, null, null, 2, Now, Ct)));
    }

    [Fact]
    public async Task An_article_moves_to_another_journal_for_whoever_was_shown_the_latest_and_no_import_takes_it_back()
    {
        var journal = await JournalAsync();
        var other = await JournalAsync("other", "Other");
        var issue = (await WriteAsync(tx => Issues.SaveAsync(tx, journal, new Issue { Key = "1-1" }, Now, Ct))).Id;
        var foreign = (await WriteAsync(tx => Issues.SaveAsync(tx, other, new Issue { Key = "1-1" }, Now, Ct))).Id;
        var id = (await SaveAsync(Samples.Article(journal))).Id;
        Assert.True(await WriteAsync(tx => Articles.PlaceAsync(tx, id, issue, 3, 1, Now, Ct)));

        Assert.False(await WriteAsync(tx => Articles.TransferAsync(tx, id, journal, null, 2, Now, Ct)));
        Assert.False(await WriteAsync(tx => Articles.TransferAsync(tx, id, other, issue, 2, Now, Ct)));
        Assert.False(await WriteAsync(tx => Articles.TransferAsync(tx, id, other, foreign, 1, Now, Ct)));
        Assert.False(await WriteAsync(tx => Articles.TransferAsync(tx, id, Guid.CreateVersion7(), null, 2, Now, Ct)));
        Assert.True(await WriteAsync(tx => Articles.TransferAsync(tx, id, other, foreign, 2, Now, Ct)));
        await SaveAsync(Samples.Article(journal, source: "again"));

        var row = (await Articles.FindForDeskAsync(id, Ct))!.Row;
        Assert.Equal((other, foreign, (int?)null), (row.JournalId, row.IssueId, row.Position));
        Assert.True(await WriteAsync(tx => Articles.TransferAsync(tx, id, journal, null, 3, Now, Ct)));
        Assert.Equal((journal, (Guid?)null), ((await Articles.FindForDeskAsync(id, Ct))!.Row.JournalId, (await Articles.FindForDeskAsync(id, Ct))!.Row.IssueId));
    }

    [Fact]
    public async Task An_edited_DOI_does_not_make_another_article_of_the_same_file()
    {
        var journal = await JournalAsync();
        var file = Samples.Article(journal, doi: "10.5555/wrong");
        var id = (await SaveAsync(file)).Id;
        var edits = new ArticleEdits { Doi = "10.5555/right" };
        Assert.True(await WriteAsync(tx => Articles.SaveEditsAsync(tx, id, edits, 1, Now, Ct)));
        await SaveAsync(file with { Id = id, Article = edits.Apply(file.Article), AsRead = file.Article });

        Assert.Equal(id, (await Articles.FindSameAsync(Samples.Doi("10.5555/wrong"), file.Identity, Ct))!.Id);
        var desk = (await Articles.FindForDeskAsync(id, Ct))!;
        Assert.Equal(("10.5555/right", "10.5555/wrong"), (desk.Article.Doi!.Value.Value, desk.AsRead.Doi!.Value.Value));
    }

    [Fact]
    public async Task Of_a_persons_reports_the_last_fifty_stay_and_nobody_sees_anothers()
    {
        var store = new ImportReportStore(Database);
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var i = 0; i < 53; i++)
        {
            await store.SaveAsync(new ImportReportRow { Id = Guid.CreateVersion7(), PersonId = mine, StartedAt = Now.AddMinutes(i), UpdatedAt = Now, FinishedAt = Now, Json = "{}" }, Ct);
        }

        var rows = await store.ListAsync(mine, Ct);
        Assert.Equal(ImportReportStore.Kept, rows.Count);
        Assert.Equal(Now.AddMinutes(52), rows[0].StartedAt);
        Assert.Null(await store.FindAsync(rows[0].Id, other, Ct));
        Assert.NotNull(await store.FindAsync(rows[0].Id, mine, Ct));
    }
}

public sealed class ArticleDeskOnSqliteTests() : ArticleDeskTests(Engine.Sqlite);

public sealed class ArticleDeskOnPostgresTests() : ArticleDeskTests(Engine.Postgres);
