using Dapper;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Search;
using Recto.Notes.Archives;
using Recto.Storage.Articles;
using Recto.Storage.Search;

namespace Recto.Storage.Tests.Search;

public sealed class SearchStoreOnSqliteTests() : SearchStoreTests(Engine.Sqlite);

public sealed class SearchStoreOnPostgresTests() : SearchStoreTests(Engine.Postgres);

public abstract class SearchStoreTests(Engine engine) : StoreTests(engine)
{
    private SearchStore Search => new(Database);

    [Theory]
    [InlineData("Литвинов", "title")]
    [InlineData("Litwinow", "title")]
    [InlineData("Litvinoff", "title")]
    [InlineData("litvin*", "title")]
    [InlineData("title:litvinov", "title")]
    [InlineData("author:litvinov", "")]
    [InlineData("\"keepers knew their shelves\"", "title plain")] // the text of both samples
    [InlineData("\"shelves their knew\"", "")]
    [InlineData("keepers -litvinov", "plain")]
    [InlineData("keepers -title:litvinov", "plain")]
    [InlineData("-\"knew their\" keepers", "")]
    [InlineData("note:illegible", "title")]
    [InlineData("text:illegible", "")]
    [InlineData("RGASPI 558/11/431", "title")]
    [InlineData("РГАСПИ. Ф. 558. Оп. 11. Д. 431", "title")]
    [InlineData("558/11/432", "")]
    [InlineData("archive:rgaspi", "title")]
    [InlineData("source:Vaisse", "title")]
    [InlineData("year:2019-2020", "title")]
    [InlineData("year:2021 keepers", "plain")]
    [InlineData("journal:margin keepers", "title plain")]
    [InlineData("journal:other keepers", "")]
    [InlineData("lang:en Litvinov", "title")]
    [InlineData("lang:ru Litvinov", "")]
    [InlineData("mara", "")] // Meladze and Sara have nothing of it
    [InlineData("meladze", "title plain")]
    [InlineData("Венеция", "")] // the abstract of the record, not the fragment, is indexed
    public async Task A_query_finds_the_same_on_both_databases(string typed, string found)
    {
        await TwoAsync();

        var hits = await FindAsync(typed);

        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), hits.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task Only_as_written_knows_no_other_spelling()
    {
        await TwoAsync();

        Assert.Empty((await Search.FindAsync(Request("Литвинов") with { AsWritten = true }, Ct)).Hits);
        Assert.Single((await Search.FindAsync(Request("litvinov") with { AsWritten = true }, Ct)).Hits);
    }

    [Fact]
    public async Task What_is_spelt_as_typed_comes_first()
    {
        var journal = await JournalAsync();
        await AddAsync(Samples.Article(journal, "Литвинов в Женеве", slug: "cyrillic", source: "c"));
        await AddAsync(Samples.Article(journal, "Litwinow in Genf", slug: "german", source: "g"));

        Assert.Equal(["german", "cyrillic"], await FindAsync("Litwinow"));
        Assert.Equal(["cyrillic", "german"], await FindAsync("Литвинов"));
    }

    [Fact]
    public async Task Of_more_than_can_be_weighed_those_with_it_in_the_title_come_first_and_nothing_is_lost()
    {
        var journal = await JournalAsync();
        await AddAsync(Samples.Article(journal, "Of shelves and keepers", slug: "title", source: "t", published: new PartialDate(1990)));
        foreach (var i in Enumerable.Range(1, 6))
        {
            await AddAsync(Samples.Article(journal, $"Shelves {i}", slug: $"plain-{i}", source: $"p{i}", published: new PartialDate(2000 + i), draft: i == 6));
        }

        var broad = new SearchStore(Database) { MostRanked = 2 };
        async Task<IReadOnlyList<string?>> YearsAsync(SearchRequest request) => [.. (await broad.FindAsync(request, Ct)).Hits.Select(hit => hit.Year)];

        var all = await YearsAsync(Request("keepers"));
        Assert.Equal("1990", all[0]);
        Assert.Equal(["1990", "2001", "2002", "2003", "2004", "2005"], all.Order());
        Assert.Equal(["1990"], await YearsAsync(Request("keepers year:1980-1995")));
        Assert.Equal(["2003", "2004"], (await YearsAsync(Request("keepers") with { Years = ["2003", "2004"], Journals = ["margin"] })).Order());
        Assert.Equal(["2005", "2004", "2003", "2002", "2001", "1990"], await YearsAsync(Request("keepers") with { NewestFirst = true }));
        Assert.Equal(["2005", "2004"], await YearsAsync(Request("keep*") with { NewestFirst = true, Years = ["2004", "2005"] }));
        Assert.Equal(5, (await YearsAsync(Request("keepers -title:keepers"))).Count);
        Assert.Single(await YearsAsync(Request("keepers title:keepers")));
    }

    [Fact]
    public async Task What_stands_everywhere_is_found_the_same_however_it_is_looked_for()
    {
        var journal = await JournalAsync();
        foreach (var i in Enumerable.Range(1, 40))
        {
            await AddAsync(Samples.Article(journal, i % 4 == 0 ? $"Of keepers {i}" : $"Shelves {i}", slug: $"article-{i}", source: $"s{i}", published: new PartialDate(1990 + i % 10), draft: i % 13 == 0));
        }

        var broad = new SearchStore(Database) { MostRanked = 2 }; // What is narrowed to journals or years, and the newest first, asks article after article.
        foreach (var request in new[]
        {
            Request("keepers"), Request("title:keepers"), Request("keepers -title:keepers"), Request("keep*"), Request("keepers year:1993"), Request("keepers year:1993-1994"), Request("keepers year:1995-"), Request("keepers lang:en"),
            Request("keepers") with { Years = ["1992"] }, Request("keepers") with { Years = ["1992", "1998"], Journals = ["margin"] }, Request("keepers") with { Years = ["19"] }, Request("keepers") with { Journals = ["other"] },
            Request("keep*") with { Years = ["1991"] }, Request("title:keepers text:keepers") with { Years = ["1992"] },
        })
        {
            foreach (var newest in new[] { false, true })
            {
                var (many, few) = (await Search.FindAsync(request with { NewestFirst = newest }, Ct), await broad.FindAsync(request with { NewestFirst = newest }, Ct));

                Assert.Equal(many.Hits.Select(hit => hit.Id).Order(), few.Hits.Select(hit => hit.Id).Order());
                Assert.Equal(newest ? many.Hits.Select(hit => hit.Year) : [], newest ? few.Hits.Select(hit => hit.Year) : []);
            }
        }
    }

    [Fact]
    public async Task What_was_sought_before_is_found_again_and_so_is_a_spelling_that_came_in_since()
    {
        await TwoAsync();
        var search = new SearchStore(Database); // It remembers spellings.
        async Task<IReadOnlyList<string?>> YearsAsync(string typed) => [.. (await search.FindAsync(Request(typed), Ct)).Hits.Select(hit => hit.Year)];

        Assert.Equal(["2020"], await YearsAsync("Litvinov"));
        Assert.Equal(["2020"], await YearsAsync("Litvinov"));
        await AddAsync(Samples.Article(await JournalAsync(), "Litwinow at home", slug: "other", source: "o", published: new PartialDate(2022)));
        var since = await YearsAsync("Litvinov");
        var again = await YearsAsync("Litvinov");

        Assert.Equal("2020", since[0]); // It is spelt as it was typed.
        Assert.Equal(["2020", "2022"], since);
        Assert.Equal(since, again);
    }

    [Fact]
    public async Task The_newest_first_when_asked()
    {
        await TwoAsync();

        var hits = await Search.FindAsync(Request("keepers") with { NewestFirst = true }, Ct);

        Assert.Equal(["2021", "2020"], hits.Hits.Select(hit => hit.Year));
    }

    [Fact]
    public async Task A_draft_is_not_found_until_it_is_published_and_no_longer_when_it_is_withdrawn()
    {
        var journal = await JournalAsync();
        var draft = await AddAsync(Samples.Article(journal, "Litvinov", slug: "draft", draft: true));

        Assert.Empty(await FindAsync("litvinov"));

        await SetAsync(draft.Id, "is_draft = 0, published_at = 1"); // as whoever publishes does, without a word to the index
        Assert.Equal(["draft"], await FindAsync("litvinov"));

        await SetAsync(draft.Id, "is_draft = 1");
        Assert.Empty(await FindAsync("litvinov"));
    }

    [Fact]
    public async Task A_deleted_article_is_gone_from_the_index_too()
    {
        var journal = await JournalAsync();
        var article = await AddAsync(Samples.Article(journal, "Litvinov"));

        await DeleteAsync(article.Id);
        await AddAsync(Samples.Article(journal, "Gamelin", slug: "gamelin", source: "g"));

        Assert.Empty(await FindAsync("litvinov"));
        Assert.Equal(["gamelin"], await FindAsync("gamelin"));
    }

    [Fact]
    public async Task An_article_written_anew_is_found_by_its_new_words_only()
    {
        var journal = await JournalAsync();
        await AddAsync(Samples.Article(journal, "Keepers", doi: "10.5555/a"));
        await AddAsync(Samples.Article(journal, "Custodians", doi: "10.5555/a", source: "source-2"));

        Assert.Empty(await FindAsync("title:keepers"));
        Assert.Single(await FindAsync("title:custodians"));
    }

    [Fact]
    public async Task What_was_not_committed_is_not_found()
    {
        var journal = await JournalAsync();
        await using (var tx = await Database.BeginAsync(Ct))
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(journal, "Litvinov"), Now, Ct);
            await Search.IndexAsync(tx, saved.Id, Ct);
        }

        Assert.Empty(await FindAsync("litvinov"));
        Assert.Equal((0, 0), await Search.StateAsync(Ct));
    }

    [Fact]
    public async Task The_index_says_what_it_is_behind_with()
    {
        var journal = await JournalAsync();
        var indexed = await AddAsync(Samples.Article(journal, "Litvinov"));
        var forgotten = await SaveAsync(Samples.Article(journal, "Gamelin", slug: "gamelin", source: "g"));

        Assert.Equal((2, 1), await Search.StateAsync(Ct));
        Assert.Equal([forgotten.Id], await Search.ListBehindAsync(10, Ct));

        await SetAsync(indexed.Id, "version = version + 1");
        Assert.Equal((2, 2), await Search.StateAsync(Ct));

        await WriteAsync(async tx => { await Search.IndexAsync(tx, indexed.Id, Ct); await Search.IndexAsync(tx, forgotten.Id, Ct); return 0; });
        Assert.Equal((2, 0), await Search.StateAsync(Ct));

        await WriteAsync(async tx => { await Search.ForgetAsync(tx, Ct); return 0; });
        Assert.Equal((2, 2), await Search.StateAsync(Ct));
        Assert.Single(await FindAsync("litvinov")); // meanwhile it is still found
        await Search.CompactAsync(Ct);
    }

    [Fact]
    public async Task A_result_brings_its_notes_and_its_sources()
    {
        await TwoAsync();
        var hits = await Search.FindAsync(Request("litvinov"), Ct);

        var shown = Assert.Single(await Search.ShowAsync(hits.Hits, Ct));

        Assert.Equal(["1", "2", "3", "a"], shown.Notes.Select(note => note.Label));
        var file = Assert.Single(shown.Sources, source => source.Label == "RGASPI 558/11/431");
        Assert.Equal(["1", "2"], file.Notes.Select(note => note.Label)); // note 2 by ibid.
        Assert.Equal("The keepers knew their shelves by heart.\nAbout", shown.Body);
        Assert.Equal(["rgaspi"], hits.Hits[0].Archives);
        Assert.Equal(["Sara Contin", "Davit Meladze", "Tarrow"], hits.Hits[0].People.Select(person => person.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("-x")]
    [InlineData("NEAR(keepers shelves, 5)")]
    [InlineData("keepers' OR 1=1; DROP TABLE articles; --")]
    [InlineData("title : keepers ^ { } ( ) + \\ % _ ~ & | ! <-> :*")]
    [InlineData("a\0b \uD800 🙂 <script>alert(1)</script>")]
    [InlineData("lang:%% journal:%_ archive:'x")]
    [InlineData("¶")]
    public async Task No_query_breaks_anything(string typed)
    {
        await TwoAsync();

        await FindAsync(typed);
        await FindAsync(typed + new string('x', 10_000));
        await FindAsync(string.Concat(Enumerable.Repeat(typed + " ", 500)));

        Assert.Equal(2, (await FindAsync("keepers")).Count);
    }

    [Fact]
    public async Task Any_query_at_all_finds_the_same_or_nothing()
    {
        await TwoAsync();
        var random = new Random(3);
        const string Letters = "litvinov keepers\"\"--**::(){}'\\%_&|!<>\0\uD800¶0/фоп. title:note:year:";
        for (var i = 0; i < 300; i++)
        {
            var typed = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)])]);

            Assert.True((await FindAsync(typed)).Count <= 2, typed);
        }
    }

    [Fact]
    public async Task A_word_of_many_spellings_in_a_long_query_is_not_too_much()
    {
        var journal = await JournalAsync();
        var many = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"Litvin{new string('o', i % 3 + 1)}v{new string('v', i % 7)}{(i % 2 == 0 ? "" : "a")}")) + " Litvinov-Litvinova";
        await AddAsync(Samples.Article(journal, many));

        Assert.Single(await FindAsync(string.Join(' ', Enumerable.Repeat("Litvinov Litvinov-Litvinova", 6))));
    }

    [Fact]
    public async Task A_book_of_megabytes_is_indexed_and_found()
    {
        var journal = await JournalAsync();
        var article = Samples.Article(journal, "Litvinov");
        var body = string.Concat(Enumerable.Range(0, 150_000).Select(i => $"<p>word{i}x{i % 97} again 𝔄𝔅{new string('a', 45)}𝔄</p>")) + "<p>the very last sentence</p>";

        await AddAsync(article with { Fragments = article.Fragments with { Body = body } });

        Assert.Single(await FindAsync("litvinov again"));
        Assert.Single(await FindAsync("word7x7"));
    }

    [Fact]
    public async Task Words_of_other_values_cannot_come_in_by_the_filters()
    {
        await TwoAsync();
        var request = Request("keepers");

        Assert.Empty((await Search.FindAsync(request with { Journals = ["' OR 1=1 --"] }, Ct)).Hits);
        Assert.Empty((await Search.FindAsync(request with { Languages = ["%"] }, Ct)).Hits);
        Assert.Empty((await Search.FindAsync(request with { People = ["\uD800"] }, Ct)).Hits);
        Assert.Equal(2, (await Search.FindAsync(request with { Languages = ["en"], Journals = ["margin"], People = ["sara-contin"] }, Ct)).Hits.Count);
        Assert.Single((await Search.FindAsync(request with { Archives = ["rgaspi"] }, Ct)).Hits);
        Assert.Single((await Search.FindAsync(request with { Years = ["2020"] }, Ct)).Hits);
    }

    // "title": Litvinov in the title, an apparatus of three notes, 2020. "plain": neither, 2021.
    private async Task TwoAsync()
    {
        var journal = await JournalAsync();
        var apparatus = Samples.Apparatus();
        await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(journal, "Litvinov at Geneva", slug: "title", published: new PartialDate(2020)), Now, Ct);
            await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, Samples.Notes(apparatus), Ct);
            await Search.IndexAsync(tx, saved.Id, Ct);
            return saved;
        });
        await AddAsync(Samples.Article(journal, "Shelves", slug: "plain", source: "p", published: new PartialDate(2021)));
    }

    private Task<SavedArticle> AddAsync(ArticleToSave article) => WriteAsync(async tx =>
    {
        var saved = await Articles.SaveAsync(tx, article, Now, Ct);
        await Search.IndexAsync(tx, saved.Id, Ct);
        return saved;
    });

    private async Task SetAsync(Guid id, string what)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync($"UPDATE articles SET {what} WHERE id = @id", new { id });
    }

    private static SearchRequest Request(string typed) => new() { Query = QueryReader.Read(typed, RepositoryDirectory.Shipped) };

    private async Task<IReadOnlyList<string>> FindAsync(string typed)
    {
        var hits = await Search.FindAsync(Request(typed), Ct);
        return [.. (await Search.ShowAsync([.. hits.Hits.Take(100)], Ct)).Select(article => article.Slug)];
    }
}
