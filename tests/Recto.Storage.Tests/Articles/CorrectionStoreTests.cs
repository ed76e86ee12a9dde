using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public abstract class CorrectionStoreTests(Engine engine) : StoreTests(engine)
{
    private CorrectionStore Corrections => new(Database);

    [Fact]
    public async Task A_correction_comes_back_as_it_was_kept()
    {
        var article = (await SaveAsync(Samples.Article(await JournalAsync()))).Id;
        var references = Samples.Apparatus().Notes.SelectMany(note => note.References).Select((one, i) => new CorrectedReference
        {
            Reference = one.Reference,
            SameAs = i == 1 ? new MentionKey(Key(0), 0) : null,
            IsApart = i == 2,
        }).ToList();

        var id = await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article) with { References = references, Reason = "«letter» of 2 May" }, Now, Ct));

        var row = Assert.Single(await Corrections.ListAsync(article, Ct));
        Assert.Equal((id!.Value, "A. Tarrow", "«letter» of 2 May", Now, null, null), (row.Id, row.Person, row.Reason, row.Correction.At, row.EndedAt, row.EndedBy));
        Assert.Equal(Key(1), row.Correction.Note);
        Assert.Equivalent(references, row.Correction.References, strict: true);
        Assert.Equal(references.Select(one => one.Reference.GetType()), row.Correction.References.Select(one => one.Reference.GetType()));
    }

    [Fact]
    public async Task What_is_followed_or_undone_is_kept_in_the_history()
    {
        var article = (await SaveAsync(Samples.Article(await JournalAsync()))).Id;
        var first = await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article), Now, Ct));
        var second = await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article) with { Replaces = first, Person = "Contin" }, Now.AddMinutes(1), Ct));

        Assert.Equal([second!.Value], (await Corrections.ListAsync(article, Ct)).Select(row => row.Id));
        Assert.True(await WriteAsync(tx => Corrections.UndoAsync(tx, article, second.Value, "Meladze", Now.AddMinutes(2), Ct)));
        Assert.False(await WriteAsync(tx => Corrections.UndoAsync(tx, article, second.Value, "Meladze", Now.AddMinutes(3), Ct)));

        Assert.Empty(await Corrections.ListAsync(article, Ct));
        Assert.Equal([("Meladze", Now.AddMinutes(2)), ("Contin", Now.AddMinutes(1))], (await Corrections.ListHistoryAsync(article, Ct)).Select(row => (row.EndedBy, row.EndedAt!.Value)));
    }

    [Fact]
    public async Task Of_two_who_correct_one_note_the_second_changes_nothing()
    {
        var article = (await SaveAsync(Samples.Article(await JournalAsync()))).Id;
        var first = await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article), Now, Ct));

        Assert.Null(await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article), Now, Ct)));
        await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article) with { Replaces = first }, Now, Ct));
        Assert.Null(await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article) with { Replaces = first }, Now, Ct)));
        Assert.Null(await WriteAsync(tx => Corrections.SaveAsync(tx, Said(Guid.CreateVersion7()), Now, Ct)));

        Assert.Equal(2, (await Corrections.ListHistoryAsync(article, Ct)).Count);
    }

    [Fact]
    public async Task Many_at_once_leave_one_correction_of_a_note()
    {
        var article = (await SaveAsync(Samples.Article(await JournalAsync()))).Id;

        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(tx => Corrections.SaveAsync(tx, Said(article), Now, Ct)), Ct)));

        Assert.Single(kept, id => id is not null);
        Assert.Single(await Corrections.ListAsync(article, Ct));
    }

    [Fact]
    public async Task What_an_articles_pages_hang_on_changes_with_every_correction_and_its_end()
    {
        var article = (await SaveAsync(Samples.Article(await JournalAsync()))).Id;
        var before = await Articles.FindBasisAsync(article, Ct);
        var id = await WriteAsync(tx => Corrections.SaveAsync(tx, Said(article), Now, Ct));
        var corrected = await Articles.FindBasisAsync(article, Ct);
        await WriteAsync(tx => Corrections.UndoAsync(tx, article, id!.Value, "Meladze", Now, Ct));
        var undone = await WriteAsync(tx => Articles.FindBasisAsync(tx, article, Ct));

        Assert.Equal((0, 1, 2), (before!.Corrections, corrected!.Corrections, undone!.Corrections));
        Assert.Equal(before, before with { Corrections = 0 });
        Assert.Null(await Articles.FindBasisAsync(Guid.CreateVersion7(), Ct));
    }

    [Fact]
    public async Task What_is_made_anew_stays_where_it_is_and_as_public_as_it_is()
    {
        var journal = await JournalAsync();
        var saved = await SaveAsync(Samples.Article(journal));

        var again = await SaveAsync(Samples.Article(journal, draft: true) with { Id = saved.Id }, Now.AddHours(1));

        Assert.Equal((SaveOutcome.Updated, 2), (again.Outcome, again.Version)); // Of the same source, too.
        Assert.NotNull(await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct));
    }

    private static CorrectionToSave Said(Guid article) => new() { ArticleId = article, Note = Key(1), References = [], PersonId = Guid.CreateVersion7(), Person = "A. Tarrow" };

    private static NoteKey Key(int note) => NoteKey.Of([.. Samples.Apparatus().Notes.Select(read => read.Note)], note);
}

public sealed class CorrectionStoreOnSqliteTests() : CorrectionStoreTests(Engine.Sqlite);

public sealed class CorrectionStoreOnPostgresTests() : CorrectionStoreTests(Engine.Postgres);
