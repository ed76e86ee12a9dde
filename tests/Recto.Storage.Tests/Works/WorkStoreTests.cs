using Dapper;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Works;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.Storage.Tests.Works;

public abstract class WorkStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly WorkDecider Editor = new(null, "Ada Keller", "Read both title pages");

    private WorkStore Works => new(Database);

    [Fact]
    public async Task What_two_articles_cite_is_one_work_with_the_mentions_of_both()
    {
        var one = await ReadArticleAsync("one");
        var two = await ArticleAsync("two");
        await PutAsync(two, Cited("Vaisse", "Les militaires francais", "1983"));

        var work = await Works.FindAsync("vaisse-1983-militaires", Visibility.Published, Ct);

        Assert.NotNull(work);
        Assert.Equal((2, 2, "Les militaires français"), (work.Articles, work.Mentions, work.Record.Title));
        var citing = await Works.ListCitingAsync(work.Id, Visibility.Published, 10, null, Ct);
        var (read, put) = (citing.Items.Single(article => article.ArticleId == one), citing.Items.Single(article => article.ArticleId == two));
        var mention = Assert.Single(read.Sources[0].Mentions);
        Assert.Equal(("n3", "3", "12", "M. Vaïsse, Les militaires français (Paris, 1983), 12"), (mention.HtmlId, mention.Label, mention.Mention.Locator, mention.Words));
        Assert.Contains(put.Sources[0].Reasons, reason => reason.Ground == WorkGround.SameTitle);
        Assert.Equal("vaisse-1983-militaires", Assert.Single(await WorksOfAsync(two)).Slug);
        Assert.Equal((1, 0), await Works.StateAsync(Ct));
    }

    [Fact]
    public async Task What_only_drafts_cite_is_told_to_nobody_and_their_words_neither()
    {
        var draft = await ArticleAsync("draft", draft: true);
        await PutAsync(draft, Cited("Boutry", "Le chiffre", "1901"), Cited("Adler", "Lower shelves", "1999", place: "Graz"));
        var open = await ArticleAsync("open");
        await PutAsync(open, Cited("Adler", "Lower shelves", "1999"));

        Assert.Null(await Works.FindAsync("boutry-1901-chiffre", Visibility.Published, Ct));
        Assert.NotNull(await Works.FindAsync("boutry-1901-chiffre", Visibility.WithDrafts, Ct));
        var both = (await Works.FindAsync("adler-1999-lower", Visibility.Published, Ct))!;
        Assert.Equal((1, null), (both.Articles, both.Record.Place));
        Assert.Equal([open], (await Works.ListCitingAsync(both.Id, Visibility.Published, 10, null, Ct)).Items.Select(article => article.ArticleId));
        var listed = Assert.Single((await Works.ListAsync(null, WorkOrder.Name, Visibility.Published, 10, null, Ct)).Items);
        Assert.Equal(("adler-1999-lower", null), (listed.Slug, listed.Record.Place));
        Assert.Equal(2, (await Works.ListAsync(null, WorkOrder.MostCited, Visibility.WithDrafts, 10, null, Ct)).Items.Count);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_searched_in_any_alphabet()
    {
        var article = await ArticleAsync("one");
        await PutAsync(article, Cited("Сокол", "Переписка хранителей", "1911"), Cited("Adler", "Lower shelves", "1999"), Cited("Mertens", "Das Magazin", "1987"));

        var first = await Works.ListAsync(null, WorkOrder.Name, Visibility.Published, 2, null, Ct);
        var second = await Works.ListAsync(null, WorkOrder.Name, Visibility.Published, 2, first.Next, Ct);
        var most = await Works.ListAsync(null, WorkOrder.MostCited, Visibility.Published, 2, null, Ct);

        Assert.Equal(["adler-1999-lower", "mertens-1987-magazin", "sokol-1911-perepiska"], [.. first.Items.Select(work => work.Slug), .. second.Items.Select(work => work.Slug)]);
        Assert.Null(second.Next);
        Assert.Single((await Works.ListAsync(null, WorkOrder.MostCited, Visibility.Published, 2, most.Next, Ct)).Items);
        Assert.Equal("sokol-1911-perepiska", Assert.Single((await Works.ListAsync("perepis sokol 1911", WorkOrder.Name, Visibility.Published, 10, null, Ct)).Items).Slug);
        Assert.Empty((await Works.ListAsync("perepis adler", WorkOrder.Name, Visibility.Published, 10, null, Ct)).Items);
        Assert.Empty((await Works.ListAsync("—", WorkOrder.Name, Visibility.Published, 10, null, Ct)).Items);
    }

    [Fact]
    public async Task A_merge_outlives_reading_anew_and_can_be_undone()
    {
        var (one, two) = (await ArticleAsync("one"), await ArticleAsync("two"));
        await PutAsync(one, Cited("Adler", "Lower shelves", "1999"));
        await PutAsync(two, Cited("Adler", "Of shelves and lists", "2004"));
        var (shelves, lists) = (await IdAsync("adler-1999-lower"), await IdAsync("adler-2004-shelves"));

        var decision = (await WriteAsync(tx => Works.MergeAsync(tx, lists, shelves, Editor, Now, Ct)))!.Value;

        Assert.Equal("adler-1999-lower", (await Works.FindAsync("adler-2004-shelves", Visibility.Published, Ct))!.MergedInto);
        Assert.Equal(2, (await Works.FindAsync("adler-1999-lower", Visibility.Published, Ct))!.Articles);

        // The engine reads the year now, and the file prints the note as before; then a new file that prints it otherwise.
        await PutAsync(two, 2, Cited("Adler", "Of shelves and lists", "2004", place: "Graz", words: "Adler, Of shelves and lists, 2004"));
        Assert.Equal("adler-1999-lower", Assert.Single(await WorksOfAsync(two)).Slug);
        await PutAsync(two, 3, Cited("Adler", "Of shelves and lists", "2004", words: "A. Adler: Of shelves and lists. Graz 2004"));
        Assert.Equal("adler-1999-lower", Assert.Single(await WorksOfAsync(two)).Slug);

        Assert.NotNull(await WriteAsync(tx => Works.UndoAsync(tx, decision, Editor, Now, Ct)));
        Assert.Null(await WriteAsync(tx => Works.UndoAsync(tx, decision, Editor, Now, Ct)));
        await PutAsync(two, 4, Cited("Adler", "Of shelves and lists", "2004", words: "A. Adler: Of shelves and lists. Graz 2004"));
        Assert.Equal("adler-2004-shelves", Assert.Single(await WorksOfAsync(two)).Slug);
        Assert.Equal((1, null), (await Works.FindAsync("adler-2004-shelves", Visibility.Published, Ct) is { } back ? (back.Articles, back.MergedInto) : default));
        Assert.Equal(("merge", "Ada Keller", true), Assert.Single(await Works.ListDecisionsAsync(shelves, Ct)) is { } row ? (row.Kind, row.EndedBy, row.EndedAt is not null) : default);
    }

    [Fact]
    public async Task A_split_outlives_reading_anew_and_can_be_undone()
    {
        var (one, two, three) = (await ArticleAsync("one"), await ArticleAsync("two"), await ArticleAsync("three"));
        foreach (var article in new[] { one, two })
        {
            await PutAsync(article, Cited("Adler", "Lower shelves", "1999"));
        }

        var work = await IdAsync("adler-1999-lower");
        Assert.Null(await WriteAsync(tx => Works.SplitAsync(tx, work, [(one, "s0"), (two, "s0")], null, Editor, Now, Ct)));

        var (decision, other) = (await WriteAsync(tx => Works.SplitAsync(tx, work, [(two, "s0")], null, Editor, Now, Ct)))!.Value;
        await PutAsync(two, 2, Cited("Adler", "Lower shelves", "1999", place: "Graz", words: "Adler, Lower shelves, 1999"));
        await PutAsync(three, Cited("Adler", "Lower shelves", "1999"));

        var split = Assert.Single(await WorksOfAsync(two));
        Assert.Equal((other, "adler-1999-lower-2"), (split.WorkId, split.Slug));
        Assert.Equal(work, Assert.Single(await WorksOfAsync(one)).WorkId);
        await WriteAsync(tx => Works.UndoAsync(tx, decision, Editor, Now, Ct));
        Assert.Equal(work, Assert.Single(await WorksOfAsync(two)).WorkId);
    }

    [Fact]
    public async Task An_article_that_goes_takes_its_mentions_along_and_what_only_it_cited()
    {
        var (one, two) = (await ArticleAsync("one", draft: true), await ArticleAsync("two"));
        await PutAsync(one, Cited("Adler", "Lower shelves", "1999"), Cited("Boutry", "Le chiffre", "1901"));
        await PutAsync(two, Cited("Adler", "Lower shelves", "1999"));

        Assert.True(await WriteAsync(tx => Articles.DeleteDraftAsync(tx, one, Now, Ct)));
        await Works.SweepAsync(Now, Ct);

        Assert.Null(await Works.FindAsync("boutry-1901-chiffre", Visibility.WithDrafts, Ct));
        Assert.Equal(1, (await Works.FindAsync("adler-1999-lower", Visibility.Published, Ct))!.Articles);
        Assert.Equal(1, (await Works.StateAsync(Ct)).Works);
    }

    [Fact]
    public async Task A_work_keeps_its_address_when_its_only_source_is_read_otherwise()
    {
        var article = await ArticleAsync("one");
        await PutAsync(article, Cited("Adler", "Lower shelves", "1999", words: "Adler Lower shelves 1999"));

        await PutAsync(article, 2, Cited("Adler", "Lower shelves and upper ones", "1989", words: "Adler Lower shelves 1999"));
        await PutAsync(article, 1, Cited("Boutry", "Le chiffre", "1901"));

        Assert.Equal("adler-1999-lower", Assert.Single(await WorksOfAsync(article)).Slug);
        Assert.Equal("1989", (await Works.FindAsync("adler-1999-lower", Visibility.Published, Ct))!.Record.Year);
        Assert.Equal(1, (await Works.StateAsync(Ct)).Works);
    }

    [Fact]
    public async Task Two_articles_that_bring_a_new_work_at_once_make_one()
    {
        var articles = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            articles.Add(await ArticleAsync($"a{i}"));
        }

        await Task.WhenAll(articles.Select(article => Task.Run(() => PutAsync(article, Cited("Adler", "Lower shelves", "1999"), Cited("Boutry", "Le chiffre", "1901")))));

        Assert.Equal((2, 0), await Works.StateAsync(Ct));
        Assert.Equal(6, (await Works.FindAsync("adler-1999-lower", Visibility.Published, Ct))!.Articles);
    }

    [Fact]
    public async Task What_was_two_works_becomes_one_when_a_note_says_so()
    {
        var (one, two, three) = (await ArticleAsync("one"), await ArticleAsync("two"), await ArticleAsync("three"));
        await PutAsync(one, Cited(null, "The keepers of the lower shelves", null));
        await PutAsync(two, Cited("Adler", "Keepers, shelves and lower floors of the house", "1999", doi: "10.5555/keepers"));
        Assert.Equal(2, (await Works.StateAsync(Ct)).Works);

        await PutAsync(three, Cited("Adler", "The keepers of the lower shelves", "1999", doi: "10.5555/keepers"));

        Assert.True((await Works.StateAsync(Ct)).Works is 1 or 2);
        var work = (await WorksOfAsync(three))[0];
        Assert.Equal("10.5555/keepers", work.Doi);
    }

    [Fact]
    public async Task Books_and_chapters_and_editions_find_each_other()
    {
        var article = await ArticleAsync("one");
        await PutAsync(article, Cited("Adler", "Lower shelves", "1999"), Cited("Adler", "Lower shelves", "2009"),
            Cited("Boutry", "A chapter on lists", "1999") with { Record = Record("Boutry", "A chapter on lists", "1999") with { Kind = ReferenceKind.Chapter, Container = "Lower shelves" } });
        var work = (await Works.FindAsync("adler-1999-lower", Visibility.Published, Ct))!;

        var related = await Works.ListRelatedAsync(work, Ct);

        Assert.Contains(("adler-2009-lower", WorkRelation.Edition), related.Select(row => (row.Slug, row.Kind)));
    }

    private static WorkRecord Record(string? family, string title, string? year, string? place = null, string? doi = null) => new()
    {
        Kind = ReferenceKind.Book,
        IsFull = true,
        Authors = family is null ? [] : [new CitedName { Family = family }],
        Title = title,
        Year = year,
        Place = place,
        Doi = doi,
    };

    private static CitedWork Cited(string? family, string title, string? year, string? place = null, string? doi = null, string? words = null) => new()
    {
        SourceId = "s0",
        Ordinal = 0,
        Fingerprint = words ?? $"{family}, {title}, {year}",
        Record = Record(family, title, year, place, doi),
        Mentions = [new WorkMention { Note = 0, Reference = 0, Form = ReferenceForm.Full }],
    };

    private Task<int> PutAsync(Guid article, params CitedWork[] cited) => PutAsync(article, 1, cited);

    private Task<int> PutAsync(Guid article, int version, params CitedWork[] cited) => WriteAsync(async tx =>
    {
        await Works.PutAsync(tx, article, version, [.. cited.Select((work, i) => work with { SourceId = $"s{i}", Ordinal = i })], Now, Ct);
        return 0;
    });

    // Which works the sources of an article mean, in the order of the apparatus.
    private async Task<IReadOnlyList<(Guid WorkId, string Slug, string? Doi)>> WorksOfAsync(Guid article)
    {
        await using var connection = await Database.OpenAsync(Ct);
        return (await connection.QueryAsync<(Guid WorkId, string Slug, string? Doi)>(
            "SELECT w.id, w.slug, w.doi FROM work_sources s JOIN works w ON w.id = s.work_id WHERE s.article_id = @article ORDER BY s.ordinal", new { article })).AsList();
    }

    private async Task<Guid> IdAsync(string slug) => (await Works.FindAsync(slug, Visibility.WithDrafts, Ct))!.Id;

    private async Task<Guid> ArticleAsync(string slug, bool draft = false) =>
        (await SaveAsync(Samples.Article(await JournalAsync(), title: $"On {slug}", slug: slug, draft: draft))).Id;

    private async Task<Guid> ReadArticleAsync(string slug)
    {
        var id = await ArticleAsync(slug);
        var apparatus = Samples.Apparatus();
        return await WriteAsync(async tx =>
        {
            await Apparatuses.ReplaceAsync(tx, id, apparatus, Samples.Notes(apparatus), Ct);
            await Works.PutAsync(tx, id, 1, CitedWorks.Of(Bibliography.Of(apparatus, RepositoryDirectory.Shipped)), Now, Ct);
            return id;
        });
    }
}

public sealed class WorkStoreOnSqliteTests() : WorkStoreTests(Engine.Sqlite);

public sealed class WorkStoreOnPostgresTests() : WorkStoreTests(Engine.Postgres);
