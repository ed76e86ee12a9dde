using Recto.Journals.Articles;
using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public sealed class CitedByStoreOnSqliteTests() : CitedByStoreTests(Engine.Sqlite);

public sealed class CitedByStoreOnPostgresTests() : CitedByStoreTests(Engine.Postgres);

/// <summary>Who cites an article: at once, whichever of the two came first, and never a draft.</summary>
public abstract class CitedByStoreTests(Engine engine) : StoreTests(engine)
{
    private CitedByStore Lists => new(Database);

    private CitationStore Citations => new(Database);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_article_is_told_to_be_cited_whichever_came_first(bool citedFirst)
    {
        var journal = await JournalAsync();
        var cited = citedFirst ? await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited") : default;
        var byDoi = await SaveAsync(journal, "by-doi", "One that cites by its DOI", "10.5555/by", cites: Cites("n-a", "10.5555/CITED", null));
        var byTitle = await SaveAsync(journal, "by-title", "One that cites by its title", null, cites: Cites("n-b", null, "KEEPERS before their numbers!"));
        await SaveAsync(journal, "other", "One that cites another of that title", null, cites: Cites("n-c", "10.9999/elsewhere", "Keepers before their numbers"));
        cited = citedFirst ? cited : await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");

        var page = (await Articles.FindPageAsync("cited", Visibility.Published, Ct))!;

        Assert.Equal(new[] { byDoi, byTitle }.Order(), await CitingAsync(cited));
        Assert.Equal((2, 0, 0, 2), (page.Cited.Count, page.Cited.InCrossref, page.Cited.InOpenCitations, page.Cited.InNotes));
        Assert.NotEqual("", page.Cited.Stamp);
    }

    [Fact]
    public async Task Drafts_and_what_was_withdrawn_cite_nothing_and_no_record_is_stamped_for_it()
    {
        var journal = await JournalAsync();
        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");
        var before = await RecordAsync();
        var citing = await SaveAsync(journal, "citing", "One that cites by its DOI", null, draft: true, cites: Cites("n-a", "10.5555/cited", null));
        var asDraft = await CitingAsync(cited);
        var state = await Articles.StateAsync(Ct);

        await WriteAsync(tx => Articles.PublishAsync(tx, citing, Now.AddDays(1), Ct));
        var published = await CitingAsync(cited);
        var publishedState = await Articles.StateAsync(Ct);
        await WriteAsync(tx => Articles.WithdrawAsync(tx, citing, "Taken back.", Now.AddDays(2), Ct));
        var withdrawn = await CitingAsync(cited);
        await WriteAsync(tx => Articles.RestoreAsync(tx, citing, Now.AddDays(3), Ct));
        var restored = await CitingAsync(cited);
        await WriteAsync(tx => Articles.WithdrawAsync(tx, citing, "Taken back for good.", Now.AddDays(4), Ct));

        Assert.Empty(asDraft);
        Assert.Equal([citing], published);
        Assert.NotEqual(state, publishedState); // Finished pages are thrown away.
        Assert.Empty(withdrawn);
        Assert.Equal([citing], restored);
        Assert.Empty(await CitingAsync(cited));
        Assert.Equal(0, (await Articles.FindPageAsync("cited", Visibility.Published, Ct))!.Cited.Count);
        Assert.Equal(before, await RecordAsync()); // Harvesters hang on it.
    }

    [Fact]
    public async Task What_an_article_cites_no_longer_is_told_no_longer()
    {
        var journal = await JournalAsync();
        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");
        await SaveAsync(journal, "citing", "One that cites by its DOI", "10.5555/x", cites: Cites("n-a", "10.5555/cited", null));
        var first = await CitingAsync(cited);

        await SaveAsync(journal, "citing", "One that cites by its DOI", "10.5555/x", source: "source-2", cites: []);

        Assert.Single(first);
        Assert.Empty(await CitingAsync(cited));
    }

    [Fact]
    public async Task What_others_told_of_a_doi_waits_for_its_article_and_is_merged_with_our_own()
    {
        var journal = await JournalAsync();
        await WriteAsync(tx => Citations.SaveAsync(tx, CitationSource.Crossref, [new("10.5555/CITED", Work("10.5555/by", "One that cites by its DOI"), null), new("10.5555/CITED", Work("10.1234/other", "Another work"), null)], Now, Ct));
        var citing = await SaveAsync(journal, "citing", "One that cites by its DOI", "10.5555/by", cites: Cites("n-a", "10.5555/cited", null));

        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");
        var rows = await ListAsync(cited);

        Assert.Equal([("10.1234/OTHER", (Guid?)null, "Crossref"), ("10.5555/BY", citing, "Crossref OwnNotes")], rows.Select(row => (row.Citation.Key, row.Citation.ArticleId, string.Join(' ', row.Citation.SeenBy.Select(seen => seen.Source)))).OrderBy(row => row.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_reference_whose_doi_was_found_cites_its_article()
    {
        var journal = await JournalAsync();
        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");
        var citing = await SaveAsync(journal, "citing", "One that cites in other words", null, cites: [new("n-a", null, null, default, "Contin, Keepers (in another transliteration), 2020")]);
        var before = await CitingAsync(cited);
        var asked = Assert.Single(await Citations.ListUnaskedAsync(10, Ct));

        await WriteAsync(async tx =>
        {
            Assert.True(await Citations.KeepMatchAsync(tx, asked.StringKey, new FoundReference(Samples.Doi("10.5555/Cited"), 0.9), "crossref", Now, Ct));
            Assert.False(await Citations.KeepMatchAsync(tx, asked.StringKey, null, "crossref", Now, Ct)); // The first answer stays.
            return await Lists.RefreshAsync(tx, ["10.5555/CITED"], Now, Ct);
        });

        Assert.Empty(before);
        Assert.Equal([citing], await CitingAsync(cited));
        Assert.Empty(await Citations.ListUnaskedAsync(10, Ct));
    }

    [Theory]
    [InlineData(CitedByOrder.Year)]
    [InlineData(CitedByOrder.Found)]
    [InlineData(CitedByOrder.Author)]
    public async Task A_long_list_is_walked_page_by_page_each_work_once(object order)
    {
        var journal = await JournalAsync();
        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");
        await WriteAsync(async tx =>
        {
            var told = Enumerable.Range(0, 57).Select(i => new CitationToSave("10.5555/CITED", Work($"10.1234/{i}", $"Work {i} of many others", 2000 + (i % 5), $"Author{i % 7}"), i % 10 == 0)).ToList();
            await Citations.SaveAsync(tx, CitationSource.OpenCitations, told, Now, Ct);
            await Citations.SaveAsync(tx, CitationSource.Crossref, [.. told.Take(20)], Now.AddDays(1), Ct);
            return await Lists.RefreshAsync(tx, ["10.5555/CITED"], Now, Ct);
        });

        var walked = new List<CitedByRow>();
        Cursor? after = null;
        do
        {
            var page = await Lists.ListAsync(cited, CitedByFilter.All, (CitedByOrder)order, 10, after, Ct);
            walked.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        var crossref = await ListAsync(cited, new CitedByFilter(CitationSource.Crossref, null, null, false));
        var narrow = await ListAsync(cited, new CitedByFilter(null, CitingKind.Article, 2003, true));
        var tally = await Lists.TallyAsync(cited, Ct);

        Assert.Equal(57, walked.Select(row => row.Id).Distinct().Count());
        Assert.Equal(57, walked.Count);
        Assert.Equal((20, 11), (crossref.Count, narrow.Count));
        Assert.Equal((57, 6, 20, 57, 0), (tally.All, tally.Self, tally.Sources[CitationSource.Crossref], tally.Sources[CitationSource.OpenCitations], tally.Sources[CitationSource.OwnNotes]));
        Assert.Equal(2004, tally.Years[0].Year);
        Assert.True((CitedByOrder)order != CitedByOrder.Year || walked.Select(row => row.Citation.Work.Year).SequenceEqual(walked.Select(row => row.Citation.Work.Year).OrderDescending()));
    }

    [Fact]
    public async Task Where_it_is_cited_is_told_by_note_with_its_words()
    {
        var journal = await JournalAsync();
        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");
        var apparatus = Samples.Apparatus();
        var source = apparatus.Sources.First(one => one.Kind != Recto.Notes.References.ReferenceKind.Archival);
        var citing = await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(journal, "One that cites", source: "s", slug: "citing"), Now, Ct);
            await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, Samples.Notes(apparatus), Ct);
            await Lists.WriteAsync(tx, saved.Id, Samples.Article(journal, "One that cites").Article, [new("n-" + source.Id, source.Id, "10.5555/CITED", default, null), new("ref1", null, "10.5555/CITED", default, "Contin, Keepers")], Now, Ct);
            return saved.Id;
        });

        var places = await Lists.ListPlacesAsync(cited, [citing], Ct);

        Assert.Equal(source.Mentions.Count + 1, places.Count);
        Assert.All(places.SkipLast(1), place => Assert.True(place is { NoteHtmlId.Length: > 0, Words.Length: > 0 }));
        Assert.True(places[^1] is { NoteHtmlId: null, Words: "Contin, Keepers" });
    }

    [Fact]
    public async Task Hostile_names_are_kept_or_left_out_and_never_break_anything()
    {
        var journal = await JournalAsync();
        var cited = await SaveAsync(journal, "cited", "Keepers before their numbers", "10.5555/cited");

        await WriteAsync(async tx =>
        {
            await Citations.SaveAsync(tx, CitationSource.Crossref, [new("10.5555/CITED", Work("10.1234/nul", "A title\0with nothing"), null), new("10.5555/CITED", Work("10.1234/" + new string('x', 2000), "Too long a DOI"), null), new("10.5555/CITED", Work("10.1234/'; DROP TABLE articles; --%_".Replace(' ', '-'), "'; DROP TABLE articles; --"), null)], Now, Ct);
            return await Lists.RefreshAsync(tx, ["10.5555/CITED"], Now, Ct);
        });

        Assert.Equal(["'; DROP TABLE articles; --", "A title\0with nothing"], (await ListAsync(cited)).Select(row => row.Citation.Work.Title).Order(StringComparer.Ordinal));
    }

    private async Task<Guid> SaveAsync(Guid journal, string slug, string title, string? doi, bool draft = false, string? source = null, IReadOnlyList<CitedWorkToSave>? cites = null)
    {
        var article = Samples.Article(journal, title, doi, source ?? slug, slug, draft, new PartialDate(2020));
        return await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, article, Now, Ct);
            await Lists.WriteAsync(tx, saved.Id, article.Article, cites ?? [], Now, Ct);
            return saved.Id;
        });
    }

    private static IReadOnlyList<CitedWorkToSave> Cites(string key, string? doi, string? title) =>
        [new(key, null, doi?.ToUpperInvariant(), title is null ? default : new TitleKeys(WorkKeys.Of(title, "Contin", 2020), null), null)];

    private static CitingWork Work(string doi, string title, int year = 2025, string family = "Quell") => new() { Doi = Doi.TryParse(doi, out var read) ? read : throw new ArgumentException(doi), Kind = CitingKind.Article, Title = title, Year = year, Authors = [new(family, "Ida", null)] };

    private async Task<IReadOnlyList<CitedByRow>> ListAsync(Guid id, CitedByFilter? filter = null) => (await Lists.ListAsync(id, filter ?? CitedByFilter.All, CitedByOrder.Author, 500, null, Ct)).Items;

    private async Task<IEnumerable<Guid>> CitingAsync(Guid id) => (await ListAsync(id)).Select(row => row.Citation.ArticleId!.Value).Order();

    private async Task<object?> RecordAsync()
    {
        await using var connection = await Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT record_at FROM articles WHERE slug = 'cited'";
        return await command.ExecuteScalarAsync(Ct);
    }
}
