using Recto.Journals.Articles;
using Recto.Journals.CitedBy;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Works;
using Recto.Notes;
using Recto.Notes.Archives;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.Storage.Tests.Articles;

public abstract class SourceStoreTests(Engine engine) : StoreTests(engine)
{
    private const string Book = "Maurice Vaïsse, Les militaires français (Paris: Pedone, 1983), 12.";
    private static readonly NotesEngine Reading = new();

    private Guid _journal;

    private SourceStore Sources => new(Database);

    [Fact]
    public async Task A_note_knows_who_else_cites_its_leaf_its_file_and_its_work()
    {
        var mine = await SaveAsync("mine", "RGASPI, f. 558, op. 11, d. 431, l. 125.", Book);
        await SaveAsync("leaf", "РГАСПИ. Ф. 558. Оп. 11. Д. 431. Л. 125.", "Ibid.");
        await SaveAsync("file", "RGASPI 558/11/431/94.", "M. Vaïsse, Les militaires français (Paris, 1983), 72.");

        var archive = (await Sources.ListOfNoteAsync(mine, "n1", Ct))[0];
        var work = Assert.Single(await Sources.ListOfNoteAsync(mine, "n2", Ct));
        var others = await Sources.ListOthersAsync([archive.Sought!, work.Sought!], mine, 5, Ct);

        Assert.Equal(("rgaspi/558/11/431", "125", 2), (archive.Unit?.Key, archive.Leaf, archive.OtherArticles));
        Assert.Equal((1, "vaisse-1983-militaires"), (work.OtherArticles, work.WorkSlug));
        Assert.Equal(["leaf 1 True", "leaf 2 True", "file 1 False"], others.Where(mention => mention.Ordinal == archive.Ordinal).Select(mention => $"{mention.Slug} {mention.Label} {mention.IsSameLeaf}"));
        Assert.Equal("M. Vaïsse, Les militaires français (Paris, 1983), 72", Assert.Single(others, mention => mention.Ordinal == work.Ordinal).Words);
        Assert.Equal([1, 2], (await Sources.CountAsync(mine, Ct)).Values.Order());
    }

    [Fact]
    public async Task Drafts_and_what_was_withdrawn_are_no_others_and_what_is_published_is()
    {
        var mine = await SaveAsync("mine", "RGASPI 558/11/431/125.", Book);
        var other = await SaveAsync("other", draft: true, "RGASPI 558/11/431/125.", Book);
        Assert.Empty(await Sources.CountAsync(mine, Ct));

        await WriteAsync(tx => Articles.PublishAsync(tx, other, Now, Ct));
        Assert.Equal([1, 1], (await Sources.CountAsync(mine, Ct)).Values);

        await WriteAsync(tx => Articles.WithdrawAsync(tx, other, "Retracted.", Now, Ct));
        Assert.Empty(await Sources.CountAsync(mine, Ct));
        Assert.All(await Sources.ListAsync(mine, Ct), source => Assert.Equal(0, source.OtherArticles));
        Assert.Empty(await Sources.ListOthersAsync([.. (await Sources.ListAsync(mine, Ct)).Select(source => source.Sought!)], mine, 5, Ct));
        Assert.Equal(["mine"], (await Sources.ListArticlesAsync((await Sources.FindArticleAsync("mine", Ct))!.JournalKey, 10, null, Ct)).Select(article => article.Slug));
    }

    [Fact]
    public async Task No_more_is_counted_and_listed_than_a_page_needs()
    {
        var mine = await SaveAsync("mine", "RGASPI 558/11/431/125.");
        for (var i = 0; i < 12; i++)
        {
            await SaveAsync($"other-{i:00}", "RGASPI 558/11/431/125.", "RGASPI 558/11/431/126.");
        }

        var source = Assert.Single(await Sources.ListAsync(mine, Ct));
        var others = await Sources.ListOthersAsync([source.Sought!], mine, 3, Ct);

        Assert.Equal(12, source.OtherArticles);
        Assert.Equal((3, 3), (others.Where(mention => mention.IsSameLeaf).Select(mention => mention.Slug).Distinct().Count(), others.Where(mention => !mention.IsSameLeaf).Select(mention => mention.Slug).Distinct().Count()));
        Assert.True(others.TakeWhile(mention => mention.IsSameLeaf).Count() == 3);
    }

    [Fact]
    public async Task A_source_says_where_it_is_told_and_on_which_leaves_and_what_is_no_source_is_none()
    {
        var mine = await SaveAsync("mine", "RGASPI 558/11/431/125.", "Ibid., l. 94.", Book, "No source at all.");
        var sources = await Sources.ListAsync(mine, Ct);
        var described = await Sources.DescribeAsync(mine, [.. sources.Select(source => source.Ordinal)], Ct);
        var mentions = await Sources.ListMentionsAsync(mine, Ct);

        Assert.Equal(2, sources.Count);
        Assert.Equal(["94", "125"], described[0].Leaves);
        Assert.Equal([("n1", "1"), ("n2", "2")], described[0].Notes);
        Assert.Equal(["0 n1 125", "0 n2 94", "1 n3 12"], mentions.Select(mention => $"{mention.Source} {mention.HtmlId} {mention.Locator}"));
        Assert.Equal(sources[1], await Sources.FindAsync(mine, sources[1].SourceId, Ct));
        foreach (var hostile in new[] { "", "\0", "\uD800", "'; DROP TABLE works; --", "%" })
        {
            Assert.Null(await Sources.FindAsync(mine, hostile, Ct));
            Assert.Null(await Sources.FindArticleAsync(hostile, Ct));
            Assert.Empty(await Sources.ListOfNoteAsync(mine, hostile, Ct));
            Assert.Empty(await Sources.ListArticlesAsync(hostile, 10, null, Ct));
        }
    }

    [Fact]
    public async Task Only_matches_that_are_sure_enough_are_given()
    {
        var mine = await SaveAsync("mine", Book);
        var (sure, unsure) = ("Vaisse, Les militaires francais, Paris, Pedone 1983", "Coeure, La memoire spoliee, Paris, Payot 2007");
        await WriteAsync(async tx =>
        {
            await new CitedByStore(Database).WriteAsync(tx, mine, Samples.Article(_journal, slug: "mine").Article,
                [new CitedWorkToSave("n-a", "a", null, default, sure), new CitedWorkToSave("n-b", "b", null, default, unsure)], Now, Ct);
            return 0;
        });
        await using (var connection = await Database.OpenAsync(Ct))
        {
            foreach (var (text, doi, confidence) in new[] { (sure, "10.5555/Sure", 0.95), (unsure, "10.5555/unsure", 0.85) })
            {
                await Dapper.SqlMapper.ExecuteAsync(connection, "INSERT INTO reference_matches (string_key, doi, doi_key, confidence, source, asked_at) VALUES (@key, @doi, @doiKey, @confidence, 'crossref', 0)",
                    new { key = ReferenceLookup.KeyOf(ReferenceLookup.StringOf(text)!), doi, doiKey = doi.ToUpperInvariant(), confidence });
            }
        }

        var found = await new CitedByStore(Database).ListMatchedAsync(mine, MatchedCitations.LeastConfidence, Ct);

        Assert.Equal([("n-a", "10.5555/sure")], found.Select(pair => (pair.Key, pair.Value.Value.ToLowerInvariant())));
    }

    private Task<Guid> SaveAsync(string slug, params string[] notes) => SaveAsync(slug, false, notes);

    private async Task<Guid> SaveAsync(string slug, bool draft, params string[] notes)
    {
        _journal = _journal == Guid.Empty ? await JournalAsync() : _journal;
        var apparatus = Reading.Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]);
        return await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(_journal, title: slug, slug: slug, draft: draft, source: slug), Now, Ct);
            await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, [.. apparatus.Notes.Select(read => new NoteToSave(read.Note, NoteContainer.Body, "<p></p>"))], Ct);
            await new WorkStore(Database).PutAsync(tx, saved.Id, null, CitedWorks.Of(Bibliography.Of(apparatus, RepositoryDirectory.Shipped)), Now, Ct);
            return saved.Id;
        });
    }
}

public sealed class SourceStoreOnSqliteTests() : SourceStoreTests(Engine.Sqlite);

public sealed class SourceStoreOnPostgresTests() : SourceStoreTests(Engine.Postgres);
