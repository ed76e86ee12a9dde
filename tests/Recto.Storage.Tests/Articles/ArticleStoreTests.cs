using System.Text;
using Dapper;
using Recto.Journals.Identifiers;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public abstract class ArticleStoreTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task One_statement_gives_all_that_the_page_shows()
    {
        var journal = await JournalAsync();
        var issue = await WriteAsync(tx => Issues.SaveAsync(tx, journal, new() { Key = "3-2", Volume = "3", Number = "2", Title = "Places of proof", Published = new PartialDate(2026, 9) }, Now, Ct));
        var article = Samples.Article(journal, doi: "10.5555/Keepers", issue: issue.Id, published: new PartialDate(2026, 4, 28));
        await SaveAsync(article, Now.AddTicks(7));

        var page = await Articles.FindPageAsync("keepers-before-numbers", Visibility.Published, Ct);

        Assert.NotNull(page);
        Assert.Equivalent(article.Article, page.ReadArticle(), strict: true);
        Assert.Equal(article.Fragments.Contents, page.ReadContents());
        Assert.Equal(("The Lower Margin", "margin", "3-2", "3", "2", "Places of proof", "2026-09"),
            (page.JournalTitle, page.JournalKey, page.IssueKey, page.IssueVolume, page.IssueNumber, page.IssueTitle, page.IssuePublished));
        Assert.Equal(("Keepers before numbers", "Sara Contin, Davit Meladze", "en", 1, false, Now), (page.Title, page.Authors, page.Language, page.Version, page.IsDraft, page.Updated));
        Assert.Equal(
            [article.Fragments.Title, article.Fragments.Abstract, article.Fragments.Body, article.Fragments.Notes, "", "", article.Fragments.About],
            new[] { page.TitleHtml, page.AbstractHtml, page.BodyHtml, page.NotesHtml, page.SourcesHtml, page.ReferencesHtml, page.AboutHtml }.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task What_it_cites_comes_back_as_machines_are_told_of_it_and_an_article_of_an_older_program_has_nothing_yet()
    {
        var article = Samples.Article(await JournalAsync(), doi: "10.5555/Keepers");
        article = article with { Fragments = article.Fragments with { CitedTags = "<meta name=\"citation_reference\" content=\"Ж\">\n", CitedJson = "[{\"name\":\"Ж\"}]" } };
        await SaveAsync(article);

        var page = (await Articles.FindPageAsync("keepers-before-numbers", Visibility.Published, Ct))!;
        Assert.Equal((article.Fragments.CitedTags, article.Fragments.CitedJson), (Encoding.UTF8.GetString(page.CitedTags), Encoding.UTF8.GetString(page.CitedJson)));

        await using (var connection = await Database.Source.OpenConnectionAsync(Ct))
        {
            await connection.ExecuteAsync("UPDATE article_fragments SET cited_tags = NULL, cited_json = NULL");
        }

        page = (await Articles.FindPageAsync("keepers-before-numbers", Visibility.Published, Ct))!;
        Assert.Equal((0, 0), (page.CitedTags.Length, page.CitedJson.Length));
    }

    [Fact]
    public async Task An_article_that_stands_in_no_issue_has_a_page_too()
    {
        await SaveAsync(Samples.Article(await JournalAsync()));

        var page = await Articles.FindPageAsync("keepers-before-numbers", Visibility.Published, Ct);

        Assert.NotNull(page);
        Assert.Null(page.IssueKey);
        Assert.Null(await Articles.FindPageAsync("Keepers-before-numbers", Visibility.Published, Ct));
    }

    [Fact]
    public async Task A_draft_is_seen_by_those_only_who_ask_for_drafts()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync(), doi: "10.5555/draft", draft: true));
        Assert.Null(await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct));
        Assert.Null(await Articles.FindAsync(saved.Slug, Visibility.Published, Ct));
        Assert.Null(await Articles.FindSlugAsync(Samples.Doi("10.5555/draft"), Visibility.Published, Ct));
        Assert.Empty((await Articles.ListAsync(10, null, Ct)).Items);
        Assert.True((await Articles.FindPageAsync(saved.Slug, Visibility.WithDrafts, Ct))!.IsDraft);

        var published = await WriteAsync(tx => Articles.PublishAsync(tx, saved.Id, Now, Ct));

        Assert.True(published);
        Assert.False((await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct))!.IsDraft);
        Assert.False(await WriteAsync(tx => Articles.PublishAsync(tx, saved.Id, Now, Ct)));
    }

    [Fact]
    public async Task The_same_article_again_is_an_update_with_a_new_version_and_the_old_address()
    {
        var journal = await JournalAsync();
        var first = await SaveAsync(Samples.Article(journal));

        var second = await SaveAsync(Samples.Article(journal, source: "source-2", slug: "another-wish") with { Fragments = Samples.Fragments("New words") }, Now.AddHours(-1));

        Assert.Equal(new SavedArticle(first.Id, "keepers-before-numbers", 2, SaveOutcome.Updated), second with { Before = null });
        var page = await Articles.FindPageAsync(first.Slug, Visibility.Published, Ct);
        Assert.Equal("<i>New words</i>", Encoding.UTF8.GetString(page!.TitleHtml));
        Assert.Equal(Now, page.Updated);
    }

    [Fact]
    public async Task The_same_source_again_is_unchanged()
    {
        var journal = await JournalAsync();
        var first = await SaveAsync(Samples.Article(journal));

        var second = await SaveAsync(Samples.Article(journal));

        Assert.Equal(first with { Outcome = SaveOutcome.Unchanged }, second with { Before = null });
        Assert.Equal(first.Id, (await Articles.FindBySourceAsync("source-1", Ct))?.Id);
        Assert.Null(await Articles.FindBySourceAsync("source-2", Ct));
    }

    [Fact]
    public async Task The_same_source_for_another_journal_moves_the_article()
    {
        var first = await SaveAsync(Samples.Article(await JournalAsync()));

        var second = await SaveAsync(Samples.Article(await JournalAsync("other", "Other")));

        Assert.Equal((first.Id, SaveOutcome.Updated), (second.Id, second.Outcome));
        Assert.Equal("other", (await Articles.FindPageAsync(first.Slug, Visibility.Published, Ct))?.JournalKey);
    }

    [Fact]
    public async Task A_DOI_decides_before_everything_else_and_without_regard_to_case()
    {
        var journal = await JournalAsync();
        var first = await SaveAsync(Samples.Article(journal, doi: "10.5555/ABC"));

        var second = await SaveAsync(Samples.Article(journal, "A corrected title", doi: "10.5555/abc", source: "source-2"));

        Assert.Equal((first.Id, SaveOutcome.Updated), (second.Id, second.Outcome));
        Assert.Equal(first.Slug, await Articles.FindSlugAsync(Samples.Doi("10.5555/aBc"), Visibility.Published, Ct));
    }

    [Fact]
    public async Task An_article_that_came_without_a_DOI_may_bring_it_later_and_does_not_lose_it_again()
    {
        var journal = await JournalAsync();
        var first = await SaveAsync(Samples.Article(journal));

        var second = await SaveAsync(Samples.Article(journal, doi: "10.5555/abc", source: "source-2"));
        var third = await SaveAsync(Samples.Article(journal, source: "source-3"));

        Assert.Equal([first.Id, first.Id], [second.Id, third.Id]);
        Assert.Equal("10.5555/abc", (await Articles.FindAsync(first.Slug, Visibility.Published, Ct))?.Doi?.Value);
        Assert.Equal("10.5555/abc", (await Articles.FindSameAsync(null, Samples.Article(journal).Identity, Ct))?.Doi);
    }

    [Fact]
    public async Task Articles_that_differ_in_their_DOI_alone_are_two_and_one_without_is_a_third()
    {
        var journal = await JournalAsync();

        var saved = new[]
        {
            await SaveAsync(Samples.Article(journal, doi: "10.5555/a", source: "source-1")),
            await SaveAsync(Samples.Article(journal, doi: "10.5555/b", source: "source-2")),
            await SaveAsync(Samples.Article(journal, source: "source-3")),
            await SaveAsync(Samples.Article(journal, source: "source-4")),
        };

        Assert.Equal([SaveOutcome.Added, SaveOutcome.Added, SaveOutcome.Added, SaveOutcome.Updated], saved.Select(article => article.Outcome));
        Assert.Equal(saved[2].Id, saved[3].Id);
    }

    [Fact]
    public async Task Chapters_under_one_DOI_and_one_title_do_not_overwrite_each_other()
    {
        var journal = await JournalAsync();
        ArticleToSave Chapter(int number, string source) => Samples.Article(journal, doi: "10.5555/book", source: source) with { Fragments = Samples.Fragments("Book") with { Body = Samples.Prose(number, 400) } };

        var saved = new List<SavedArticle>();
        for (var number = 1; number <= 3; number++)
        {
            saved.Add(await SaveAsync(Chapter(number, $"chapter-{number}")));
        }

        var corrected = await SaveAsync(Chapter(2, "chapter-2-corrected") with { Fragments = Samples.Fragments("Book") with { Body = Samples.Prose(2, 400) + "<p>One more sentence.</p>" } });

        Assert.Equal([SaveOutcome.Added, SaveOutcome.Added, SaveOutcome.Added], saved.Select(article => article.Outcome));
        Assert.Equal([null, saved[0].Slug, saved[0].Slug], saved.Select(article => article.DoiTakenBy));
        Assert.Equal((saved[1].Id, 2, SaveOutcome.Updated), (corrected.Id, corrected.Version, corrected.Outcome));
        Assert.Equal(saved[0].Slug, await Articles.FindSlugAsync(Samples.Doi("10.5555/book"), Visibility.Published, Ct));
        Assert.Null((await Articles.FindAsync(saved[1].Slug, Visibility.Published, Ct))!.Doi);
    }

    [Fact]
    public async Task A_corrected_text_under_the_same_DOI_is_the_same_article()
    {
        var journal = await JournalAsync();
        var first = await SaveAsync(Samples.Article(journal, doi: "10.5555/a") with { Fragments = Samples.Fragments("A") with { Body = Samples.Prose(1, 400) } });

        var second = await SaveAsync(Samples.Article(journal, doi: "10.5555/a", source: "2") with { Fragments = Samples.Fragments("A") with { Body = Samples.Prose(1, 300) + Samples.Prose(9, 100) } });
        var third = await SaveAsync(Samples.Article(journal, doi: "10.5555/a", source: "3") with { Fragments = Samples.Fragments("A") with { Body = "<p>No body in this file.</p>" } });

        Assert.Equal([first.Id, first.Id], [second.Id, third.Id]);
        Assert.Null(third.DoiTakenBy);
    }

    [Fact]
    public async Task A_wished_address_that_is_or_was_taken_gets_the_next_number()
    {
        var journal = await JournalAsync();
        var first = await SaveAsync(Samples.Article(journal, "Review one", slug: "review", source: "1"));
        var second = await SaveAsync(Samples.Article(journal, "Review two", slug: "review", source: "2"));
        await SaveAsync(Samples.Article(journal, "Unlike", slug: "review-of-reviews", source: "3"));
        await WriteAsync(tx => Articles.MoveAsync(tx, first.Id, "moved", Now, Ct));

        var third = await SaveAsync(Samples.Article(journal, "Review three", slug: "review", source: "4"));

        Assert.Equal(["review", "review-2", "review-3"], [first.Slug, second.Slug, third.Slug]);
    }

    [Fact]
    public async Task An_old_address_leads_to_the_present_one_and_can_be_taken_back_by_its_own_article_only()
    {
        var journal = await JournalAsync();
        var article = await SaveAsync(Samples.Article(journal, slug: "one"));
        var other = await SaveAsync(Samples.Article(journal, "Other", slug: "other", source: "2"));

        Assert.True(await WriteAsync(tx => Articles.MoveAsync(tx, article.Id, "two", Now, Ct)));
        Assert.True(await WriteAsync(tx => Articles.MoveAsync(tx, article.Id, "three", Now, Ct)));
        Assert.Equal(["three", "three", null], [await Articles.FindCurrentSlugAsync("one", Visibility.Published, Ct), await Articles.FindCurrentSlugAsync("two", Visibility.Published, Ct), await Articles.FindCurrentSlugAsync("three", Visibility.Published, Ct)]);
        Assert.False(await WriteAsync(tx => Articles.MoveAsync(tx, other.Id, "one", Now, Ct)));
        Assert.False(await WriteAsync(tx => Articles.MoveAsync(tx, other.Id, "three", Now, Ct)));

        Assert.True(await WriteAsync(tx => Articles.MoveAsync(tx, article.Id, "one", Now, Ct)));
        Assert.Equal("one", await Articles.FindCurrentSlugAsync("three", Visibility.Published, Ct));
        Assert.NotNull(await Articles.FindPageAsync("one", Visibility.Published, Ct));
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a?b")]
    [InlineData("a\0")]
    [InlineData("")]
    public async Task What_cannot_be_an_address_is_refused(string slug)
    {
        var journal = await JournalAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => SaveAsync(Samples.Article(journal, slug: slug)));
    }

    [Fact]
    public async Task An_address_that_no_database_can_hold_leads_nowhere()
    {
        const string Odd = "a\0b";

        Assert.Null(await Articles.FindPageAsync(Odd, Visibility.Published, Ct));
        Assert.Null(await Articles.FindAsync("\uDC00", Visibility.Published, Ct));
        Assert.Null(await Articles.FindCurrentSlugAsync(Odd, Visibility.Published, Ct));
        Assert.Null(await Articles.FindSlugAsync(Samples.Doi("10.5555/" + Odd), Visibility.Published, Ct));
        Assert.Null(await Apparatuses.FindNoteAsync("a", Odd, Visibility.Published, Ct));
        Assert.Empty(await Apparatuses.ListCitingAsync("rgaspi", ["1", Odd], Ct));
        Assert.Null(await Journals.FindAsync(Odd, Ct));
        Assert.Null(await Issues.FindAsync("a", Odd, Ct));
        Assert.Null(await new Storage.Files.ArticleFileStore(Database).FindAsync("a", Odd, Visibility.Published, Ct));
    }

    [Fact]
    public async Task A_DOI_given_for_a_source_that_is_there_already_is_written()
    {
        var journal = await JournalAsync();
        await SaveAsync(Samples.Article(journal));

        var again = await SaveAsync(Samples.Article(journal, doi: "10.5555/new"));

        Assert.Equal(SaveOutcome.Updated, again.Outcome);
        Assert.Equal(again.Slug, await Articles.FindSlugAsync(Samples.Doi("10.5555/new"), Visibility.Published, Ct));
    }

    [Fact]
    public async Task A_deleted_draft_takes_everything_of_its_own_along()
    {
        var apparatus = Samples.Apparatus();
        var saved = await SaveAsync(Samples.Article(await JournalAsync(), draft: true));
        await WriteAsync(async tx => { await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, Samples.Notes(apparatus), Ct); return 0; });

        Assert.True(await WriteAsync(tx => Articles.DeleteDraftAsync(tx, saved.Id, Now, Ct)));

        Assert.Null(await Articles.FindPageAsync(saved.Slug, Visibility.WithDrafts, Ct));
        Assert.Null(await Apparatuses.FindAsync(saved.Id, Ct));
        Assert.False(await WriteAsync(tx => Articles.DeleteDraftAsync(tx, saved.Id, Now, Ct)));
    }

    [Theory]
    [InlineData("A{}title", '\0', "U+0000 (NUL) at position 1")]
    [InlineData("Half {}", '\uD83D', "half a surrogate pair (U+D83D) at position 5")] // Put in at run time: an attribute's text is kept as UTF-8.
    public async Task A_title_that_cannot_be_kept_is_refused_with_words(string title, char odd, string words)
    {
        var article = Samples.Article(await JournalAsync());

        var refusal = await Assert.ThrowsAsync<UnkeepableTextException>(() => SaveAsync(article with { Article = article.Article with { Title = title.Replace("{}", odd.ToString(), StringComparison.Ordinal) } }));

        Assert.Contains("The article's title holds " + words, refusal.Message, StringComparison.Ordinal);
    }
}

public sealed class ArticleStoreOnSqliteTests() : ArticleStoreTests(Engine.Sqlite);

public sealed class ArticleStoreOnPostgresTests() : ArticleStoreTests(Engine.Postgres);
