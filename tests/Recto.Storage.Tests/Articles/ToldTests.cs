using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Notes.References;
using Recto.Storage.Articles;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

/// <summary>What programs are told.</summary>
public abstract class ToldTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task Each_narrowing_finds_what_it_names_and_nothing_else()
    {
        var (journal, other) = (await JournalAsync(), await JournalAsync("other", "Another"));
        var issue = (await WriteAsync(tx => Issues.SaveAsync(tx, journal, new Issue { Key = "1-1", Volume = "1", Number = "1" }, Now, Ct))).Id;
        await SaveAsync(Samples.Article(journal, "A", doi: "10.5555/A", source: "a", slug: "a", published: new PartialDate(2020, 4, 28), issue: issue), Now);
        await SaveAsync(Samples.Article(journal, "B", source: "b", slug: "b", published: new PartialDate(2021)), Now.AddHours(1));
        await SaveAsync(Samples.Article(other, "C", source: "c", slug: "c"), Now.AddHours(2));
        await SaveAsync(Samples.Article(other, "D", source: "d", slug: "d", draft: true), Now.AddHours(3));

        Assert.Equal("b a c", await SlugsAsync(new()));
        Assert.Equal("b a", await SlugsAsync(new() { JournalId = journal }));
        Assert.Equal("a", await SlugsAsync(new() { IssueId = issue }));
        Assert.Equal("a", await SlugsAsync(new() { Doi = Samples.Doi("10.5555/a") }));
        Assert.Equal("b a c", await SlugsAsync(new() { SectionKey = "articles", PersonKey = "sara-contin", Language = "en" }));
        Assert.Equal("", await SlugsAsync(new() { Language = "e" }));
        Assert.Equal("", await SlugsAsync(new() { PersonKey = "nobody" }));
        Assert.Equal("b a", await SlugsAsync(new() { From = new PartialDate(2020) }));
        Assert.Equal("b", await SlugsAsync(new() { From = new PartialDate(2020, 5) }));
        Assert.Equal("a", await SlugsAsync(new() { Until = new PartialDate(2020) }));
        Assert.Equal("", await SlugsAsync(new() { Until = new PartialDate(2020, 3) }));
        Assert.Equal("b c", await SlugsAsync(new() { ByChange = true, UpdatedSince = Now.AddHours(1) }));
        Assert.Equal("a b c", await SlugsAsync(new() { ByChange = true, WithDeleted = true })); // A draft that never was public is nobody's business.
        Assert.Equal("b a c", await SlugsAsync(new() { OpenAt = Now }));
    }

    [Fact]
    public async Task A_text_that_no_database_holds_finds_nothing()
    {
        await SaveAsync(Samples.Article(await JournalAsync()));

        foreach (var odd in new[] { "\0", "a\uD800", "\uDC00" })
        {
            Assert.Equal("", await SlugsAsync(new() { SectionKey = odd }));
            Assert.Equal("", await SlugsAsync(new() { PersonKey = odd }));
            Assert.Equal("", await SlugsAsync(new() { Language = odd }));
            Assert.Null(await Articles.FindToldAsync(odd, Ct));
            Assert.Null(await Journals.FindToldAsync(odd, Ct));
            Assert.Null(await Apparatuses.FindToldAsync(Guid.CreateVersion7(), odd, Ct));
            Assert.Empty((await Apparatuses.ListToldUnitsAsync(odd, [], 10, null, Ct)).Units);
            Assert.Empty((await Apparatuses.ListToldUnitsAsync("rgaspi", [odd], 10, null, Ct)).Units);
        }
    }

    [Fact]
    public async Task Pages_in_order_of_change_tell_each_article_once_though_one_changes_meanwhile()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 9; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Article {i}", source: $"{i}", slug: $"article-{i}"), Now.AddMinutes(i / 3)); // Three at once.
        }

        var seen = new List<string>();
        Cursor? after = null;
        do
        {
            var page = await Articles.ListToldAsync(new() { ByChange = true }, 2, after, Ct);
            seen.AddRange(page.Items.Select(row => row.Slug));
            if (seen.Count == 4)
            {
                await WriteAsync(async tx => { await Articles.MoveAsync(tx, page.Items[0].Id, "moved", Now.AddHours(1), Ct); return true; });
            }

            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([.. Enumerable.Range(0, 9).Select(i => $"article-{i}"), "moved"], seen.Order());
    }

    [Fact]
    public async Task One_article_is_told_whole()
    {
        var journal = await JournalAsync();
        var saved = await SaveAsync(Samples.Article(journal, doi: "10.5555/x", published: new PartialDate(2020)));
        await ApparatusAsync(saved.Id);

        var row = await Articles.FindToldAsync(saved.Slug, Ct);

        Assert.Equal(("Keepers before numbers", "10.5555/x", "margin", Now, 4, 2, false), (row!.Title, row.Doi, row.JournalKey, row.RecordAt, row.NoteCount, row.SourceCount, row.IsWithdrawn));
        Assert.Equal(["Sara Contin author", "Davit Meladze author", "Tarrow editor"], row.People.Select(person => $"{person.Name} {person.Role}"));
        Assert.Equal("Contin", row.ReadArticle().Contributors[0].Family);
        Assert.True(row.Terms.IsPublished);
    }

    [Fact]
    public async Task Notes_come_page_by_page_with_their_readings_and_where_these_point()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync()));
        await ApparatusAsync(saved.Id);

        var first = await Apparatuses.ListToldAsync(saved.Id, 2, null, Ct);
        var rest = await Apparatuses.ListToldAsync(saved.Id, 10, first[^1].Ordinal, Ct);
        var one = await Apparatuses.FindToldAsync(saved.Id, "n2", Ct);

        Assert.Equal(["n1", "n2"], first.Select(note => note.HtmlId));
        Assert.Equal(["n3", "nt-a"], rest.Select(note => note.HtmlId));
        Assert.Equal("n1", one!.References.Single().PointsTo);
        Assert.Equal(2, rest[0].References.Count);
        Assert.Null(rest[0].References[1].PointsTo); // There is no note 99.
        Assert.Null(await Apparatuses.FindToldAsync(saved.Id, "n4", Ct));
    }

    [Fact]
    public async Task Sources_come_with_the_notes_that_cite_them()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync()));
        await ApparatusAsync(saved.Id);

        var sources = await Apparatuses.ListToldSourcesAsync(saved.Id, 10, null, Ct);

        Assert.Equal(["rgaspi-558-11-431", "vaisse-1983"], sources.Select(source => source.SourceId));
        Assert.Equal([("n1", "1"), ("n2", "2")], sources[0].Notes);
        Assert.Equal(["558", "11", "431"], sources[0].Path);
        Assert.Equal("Les militaires français", ((PublishedReference)sources[1].Best!).Title!.Text);
        Assert.Equal("vaisse-1983", (await Apparatuses.ListToldSourcesAsync(saved.Id, 10, 0, Ct)).Single().SourceId);
    }

    [Fact]
    public async Task Units_of_all_articles_come_in_order_and_a_beginning_is_of_whole_levels()
    {
        var journal = await JournalAsync();
        var at = Now;
        foreach (var (slug, path) in new (string, string[])[] { ("a", ["558", "11", "431"]), ("b", ["558", "110", "1"]), ("c", ["558", "11"]), ("d", ["17"]), ("e", ["558", "11", "431"]), ("f", ["558", "11", "5\"]"]), ("g", ["558", "11", "Ж"]) })
        {
            at = at.AddMinutes(1); // Ids follow the time, and two cite the same unit.
            var saved = await SaveAsync(Samples.Article(journal, slug, source: slug, slug: slug), at);
            await ApparatusAsync(saved.Id, path);
        }

        await SaveAsync(Samples.Article(journal, "draft", source: "draft", slug: "draft", draft: true));

        async Task<string> UnitsAsync(string? archive, params string[] path)
        {
            var seen = new List<ToldUnit>();
            UnitPlace? after = null;
            while (true)
            {
                var (units, hasMore) = await Apparatuses.ListToldUnitsAsync(archive, path, 2, after, Ct);
                seen.AddRange(units);
                if (!hasMore)
                {
                    return string.Join(' ', seen.Select(unit => unit.Slug));
                }

                after = ApparatusStore.PlaceOf(units[^1]);
            }
        }

        Assert.Equal("d a e f g c b", await UnitsAsync(null));
        Assert.Equal("a e f g c", await UnitsAsync("rgaspi", "558", "11"));
        Assert.Equal("f", await UnitsAsync("rgaspi", "558", "11", "5\"]"));
        Assert.Equal("g", await UnitsAsync("rgaspi", "558", "11", "Ж"));
        Assert.Equal("", await UnitsAsync("rgaspi", "5"));
        Assert.Equal("", await UnitsAsync("rgaspi", "55%"));
        Assert.Equal("", await UnitsAsync("garf"));
    }

    [Fact]
    public async Task Journals_come_by_key_with_their_counts()
    {
        foreach (var key in new[] { "b", "a", "c" })
        {
            await JournalAsync(key, "Journal " + key);
        }

        await SaveAsync(Samples.Article((await Journals.FindAsync("b", Ct))!.Id));

        var (first, hasMore) = await Journals.ListToldAsync(2, null, Ct);
        var (rest, hasMoreStill) = await Journals.ListToldAsync(2, "b", Ct);

        Assert.Equal(["a", "b"], first.Select(row => row.Journal.Key));
        Assert.Equal(["c"], rest.Select(row => row.Journal.Key));
        Assert.Equal((true, false, 1, 0), (hasMore, hasMoreStill, first[1].ArticleCount, first[1].IssueCount));
    }

    private async Task ApparatusAsync(Guid article, string[]? path = null)
    {
        var apparatus = Samples.Apparatus();
        if (path is not null)
        {
            var note = apparatus.Notes[0];
            var archival = (ArchivalReference)note.References[0].Reference;
            apparatus = apparatus with { Notes = [note with { References = [note.References[0] with { Reference = archival with { Path = [.. path.Select(level => new Field(level, new(0, 1)))] } }] }, .. apparatus.Notes.Skip(1)] };
        }

        await WriteAsync(async tx => { await Apparatuses.ReplaceAsync(tx, article, apparatus, Samples.Notes(apparatus), Ct); return true; });
    }

    private async Task<string> SlugsAsync(ToldFilter filter) => string.Join(' ', (await Articles.ListToldAsync(filter, 100, null, Ct)).Items.Select(row => row.Slug));
}

public sealed class ToldOnSqliteTests() : ToldTests(Engine.Sqlite);

public sealed class ToldOnPostgresTests() : ToldTests(Engine.Postgres);
