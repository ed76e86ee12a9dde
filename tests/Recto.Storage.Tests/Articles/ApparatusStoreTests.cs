using System.Text;
using Recto.Journals.Articles;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public abstract class ApparatusStoreTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task An_apparatus_comes_back_just_as_the_engine_gave_it()
    {
        var apparatus = Samples.Apparatus();
        var article = await WithApparatusAsync(apparatus);

        var found = await Apparatuses.FindAsync(article.Id, Ct);

        Assert.NotNull(found);
        Assert.Equivalent(apparatus, found, strict: true);
        Assert.Equal(apparatus.Notes.SelectMany(note => note.References).Select(resolved => resolved.Reference.GetType()),
            found.Notes.SelectMany(note => note.References).Select(resolved => resolved.Reference.GetType()));
        Assert.Null(await Apparatuses.FindAsync(Guid.CreateVersion7(), Ct));
    }

    [Fact]
    public async Task One_statement_gives_all_that_the_page_of_a_note_shows()
    {
        var apparatus = Samples.Apparatus();
        var article = await WithApparatusAsync(apparatus);

        var row = await Apparatuses.FindNoteAsync(article.Slug, "n3", Visibility.Published, Ct);

        Assert.NotNull(row);
        Assert.Equal(("3", apparatus.Notes[2].Note.Text, NoteContainer.Body, "n2", null), (row.Label, row.Text, row.Container, row.PreviousHtmlId, row.NextHtmlId));
        Assert.Equal($"<p>{row.Text}</p>", Encoding.UTF8.GetString(row.Html));
        Assert.Equal(("margin", "The Lower Margin", null), (row.JournalKey, row.JournalTitle, row.IssueKey));
        Assert.Equal("Contin", row.ReadArticle().Contributors[0].Family);
        Assert.Equivalent(apparatus.Notes[2].References, row.References, strict: true);
    }

    [Fact]
    public async Task Notes_of_tables_have_pages_but_are_no_neighbours_of_the_body_s()
    {
        var article = await WithApparatusAsync(Samples.Apparatus());

        var ofTable = await Apparatuses.FindNoteAsync(article.Slug, "nt-a", Visibility.Published, Ct);
        var first = await Apparatuses.FindNoteAsync(article.Slug, "n1", Visibility.Published, Ct);

        Assert.Equal((NoteContainer.Table, null, null), (ofTable!.Container, ofTable.PreviousHtmlId, ofTable.NextHtmlId));
        Assert.Empty(ofTable.References);
        Assert.Equal((null, "n2", "ru-Latn"), (first!.PreviousHtmlId, first.NextHtmlId, first.Language));
        Assert.Null(await Apparatuses.FindNoteAsync(article.Slug, "n4", Visibility.Published, Ct));
    }

    [Fact]
    public async Task Notes_of_a_draft_are_not_shown()
    {
        var apparatus = Samples.Apparatus();
        var article = await WithApparatusAsync(apparatus, draft: true);

        Assert.Null(await Apparatuses.FindNoteAsync(article.Slug, "n1", Visibility.Published, Ct));
        Assert.NotNull(await Apparatuses.FindNoteAsync(article.Slug, "n1", Visibility.WithDrafts, Ct));
        Assert.Empty(await Apparatuses.ListCitingAsync("rgaspi", ["558", "11", "431"], Ct));
    }

    [Fact]
    public async Task Writing_an_apparatus_again_replaces_every_row()
    {
        var article = await WithApparatusAsync(Samples.Apparatus());
        var less = Samples.Apparatus() with { EngineVersion = "8" };
        less = less with { Notes = [less.Notes[0]], Sources = [less.Sources[0] with { Mentions = [new(0, 0)] }] };

        await WriteAsync(async tx => { await Apparatuses.ReplaceAsync(tx, article.Id, less, [new(less.Notes[0].Note, NoteContainer.Body, "")], Ct); return 0; });

        Assert.Equivalent(less, await Apparatuses.FindAsync(article.Id, Ct), strict: true);
        Assert.Equal([("rgaspi-558-11-431", 1)], (await Apparatuses.ListSourcesAsync(article.Id, Ct)).Select(source => (source.SourceId, source.Mentions)));
    }

    [Fact]
    public async Task Sources_are_listed_with_their_archive_and_the_number_of_mentions()
    {
        var article = await WithApparatusAsync(Samples.Apparatus());

        var sources = await Apparatuses.ListSourcesAsync(article.Id, Ct);

        Assert.Equivalent(new SourceRow[]
        {
            new() { SourceId = "rgaspi-558-11-431", Kind = ReferenceKind.Archival, Label = "RGASPI 558/11/431", RepositoryId = "rgaspi", Path = ["558", "11", "431"], Mentions = 2 },
            new() { SourceId = "vaisse-1983", Kind = ReferenceKind.Book, Label = "Vaïsse, Les militaires français, 1983", Path = [], Mentions = 1 },
        }, sources, strict: true);
    }

    [Fact]
    public async Task Who_cites_a_file_is_told_with_the_notes_that_only_say_ibid()
    {
        var article = await WithApparatusAsync(Samples.Apparatus());

        var citing = await Apparatuses.ListCitingAsync("rgaspi", ["558", "11", "431"], Ct);

        Assert.Equal([(article.Slug, "n1"), (article.Slug, "n2")], citing.Select(note => (note.Slug, note.HtmlId)));
        Assert.Empty(await Apparatuses.ListCitingAsync("rgaspi", ["558", "11"], Ct));
    }

    [Fact]
    public async Task A_path_of_any_length_can_be_kept_and_sought()
    {
        // Random letters: PostgreSQL compresses what repeats, and would take it after all.
        var random = new Random(7);
        var level = string.Concat(Enumerable.Range(0, 20_000).Select(_ => (char)random.Next('a', 'z')));
        var apparatus = Samples.Apparatus();
        var note = apparatus.Notes[0];
        var archival = (ArchivalReference)note.References[0].Reference;
        apparatus = apparatus with
        {
            Notes = [note with { References = [note.References[0] with { Reference = archival with { Path = [new Field(level, new(0, 1))] } }] }, .. apparatus.Notes.Skip(1)],
        };
        var article = await WithApparatusAsync(apparatus);

        Assert.Equal(2, (await Apparatuses.ListCitingAsync("rgaspi", [level], Ct)).Count);
        Assert.Empty(await Apparatuses.ListCitingAsync("rgaspi", [level[..^1]], Ct));
        Assert.Equivalent(apparatus, await Apparatuses.FindAsync(article.Id, Ct), strict: true);
    }

    [Fact]
    public async Task Notes_that_are_not_those_of_the_apparatus_are_refused()
    {
        var apparatus = Samples.Apparatus();
        var article = await SaveAsync(Samples.Article(await JournalAsync()));

        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(async tx => { await Apparatuses.ReplaceAsync(tx, article.Id, apparatus, [.. Samples.Notes(apparatus).Skip(2)], Ct); return 0; }));

        Assert.Null(await Apparatuses.FindAsync(article.Id, Ct));
    }

    [Fact]
    public async Task A_note_with_NUL_is_refused_and_named()
    {
        var apparatus = Samples.Apparatus();
        apparatus = apparatus with { Notes = [.. apparatus.Notes.Select(read => read with { Note = read.Note with { Text = read.Note.Text + "\0" } })] };
        var article = await SaveAsync(Samples.Article(await JournalAsync()));

        var refusal = await Assert.ThrowsAsync<UnkeepableTextException>(() => WriteAsync(async tx => { await Apparatuses.ReplaceAsync(tx, article.Id, apparatus, Samples.Notes(apparatus), Ct); return 0; }));

        Assert.StartsWith("Note n1 holds U+0000", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<SavedArticle> WithApparatusAsync(Apparatus apparatus, bool draft = false)
    {
        var journal = await JournalAsync();
        return await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(journal, draft: draft), Now, Ct);
            await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, Samples.Notes(apparatus), Ct);
            return saved;
        });
    }
}

public sealed class ApparatusStoreOnSqliteTests() : ApparatusStoreTests(Engine.Sqlite);

public sealed class ApparatusStoreOnPostgresTests() : ApparatusStoreTests(Engine.Postgres);
