using System.Data.Common;
using Dapper;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

/// <summary>What happens when two write at once, and when somebody dies in the middle.</summary>
public abstract class ArticleTransactionTests(Engine engine) : StoreTests(engine)
{
    private static readonly string[] Tables = ["articles", "article_fragments", "apparatus", "notes", "note_references", "article_sources", "article_files", "old_slugs"];

    [Fact]
    public async Task An_article_saved_by_several_processes_at_once_is_one_article_written_several_times()
    {
        const int Processes = 6;
        var journal = await JournalAsync();
        var databases = Enumerable.Range(0, Processes).Select(_ => Home.Open()).ToList();

        var saved = await Task.WhenAll(databases.Select((database, i) => Task.Run(() => ImportAsync(database, Samples.Article(journal, doi: i % 2 == 0 ? "10.5555/same" : null, source: $"source-{i}")), Ct)));

        Assert.Single(saved.Select(article => article.Id).Distinct());
        Assert.Single(saved, article => article.Outcome == SaveOutcome.Added);
        Assert.Equal(Enumerable.Range(1, Processes), saved.Select(article => article.Version).Order());
        Assert.Equal(1, await Articles.CountAsync(Ct));
        Assert.Equal(3, (await Apparatuses.FindAsync(saved[0].Id, Ct))?.Notes.Count);
    }

    [Fact]
    public async Task Different_articles_that_want_one_address_at_once_get_one_each()
    {
        const int Processes = 6;
        var journal = await JournalAsync();

        var saved = await Task.WhenAll(Enumerable.Range(0, Processes).Select(i => Task.Run(() => ImportAsync(Database, Samples.Article(journal, $"Title {i}", source: $"source-{i}", slug: "wish")), Ct)));

        Assert.Equal(["wish", "wish-2", "wish-3", "wish-4", "wish-5", "wish-6"], saved.Select(article => article.Slug).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_import_that_ends_before_its_commit_leaves_nothing()
    {
        var journal = await JournalAsync();
        await using (var tx = await Database.BeginAsync(Ct))
        {
            await WriteAllAsync(Database, tx, Samples.Article(journal));
        }

        await RequireEmptyAsync();
        Assert.Equal(SaveOutcome.Added, (await ImportAsync(Database, Samples.Article(journal))).Outcome);
    }

    [Fact]
    public async Task An_update_that_ends_before_its_commit_leaves_the_article_as_it_was()
    {
        var journal = await JournalAsync();
        var saved = await ImportAsync(Database, Samples.Article(journal));
        var before = await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct);
        await using (var tx = await Database.BeginAsync(Ct))
        {
            await WriteAllAsync(Database, tx, Samples.Article(journal, source: "source-2") with { Fragments = Samples.Fragments("Half written") });
        }

        Assert.Equivalent(before, await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct), strict: true);
        Assert.Equivalent(Samples.Apparatus(), await Apparatuses.FindAsync(saved.Id, Ct), strict: true);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_seen_and_readers_do_not_wait()
    {
        var journal = await JournalAsync();
        await using var tx = await Database.BeginAsync(Ct);
        var saved = await WriteAllAsync(Database, tx, Samples.Article(journal));

        Assert.Null(await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct));
        await tx.CommitAsync(Ct);
        Assert.NotNull(await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct));
    }

    [Fact]
    public async Task A_failed_statement_does_not_keep_the_next_writer_out()
    {
        var journal = await JournalAsync();
        await Assert.ThrowsAnyAsync<DbException>(() => ImportAsync(Database, Samples.Article(Guid.CreateVersion7())));

        Assert.Equal(SaveOutcome.Added, (await ImportAsync(Database, Samples.Article(journal))).Outcome);
    }

    [Fact]
    public async Task A_store_refuses_a_transaction_of_another_database()
    {
        var journal = await JournalAsync();
        var other = Home.Open();
        await using var tx = await other.BeginAsync(Ct);

        await Assert.ThrowsAsync<ArgumentException>(() => Articles.SaveAsync(tx, Samples.Article(journal), Now, Ct));
    }

    private protected async Task RequireEmptyAsync()
    {
        await using var connection = await Database.OpenAsync(Ct);
        foreach (var table in Tables)
        {
            Assert.Equal((table, 0L), (table, await connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) FROM {table}", cancellationToken: Ct))));
        }
    }

    private static async Task<SavedArticle> ImportAsync(Database database, ArticleToSave article)
    {
        await using var tx = await database.BeginAsync(Ct);
        var saved = await WriteAllAsync(database, tx, article);
        await tx.CommitAsync(Ct);
        return saved;
    }

    private protected static async Task<SavedArticle> WriteAllAsync(Database database, WriteTransaction tx, ArticleToSave article)
    {
        var apparatus = Samples.Apparatus();
        var saved = await new ArticleStore(database).SaveAsync(tx, article, Now, Ct);
        await new ApparatusStore(database).ReplaceAsync(tx, saved.Id, apparatus, Samples.Notes(apparatus), Ct);
        await new Storage.Files.ArticleFileStore(database).ReplaceAsync(tx, saved.Id, [new() { Name = "a.xml", Role = Storage.Files.FileRole.Source, MediaType = "application/xml", Hash = Storage.Files.FileHash.Of([1]), Length = 1 }], Ct);
        return saved;
    }
}

public sealed class ArticleTransactionOnSqliteTests() : ArticleTransactionTests(Engine.Sqlite)
{
    [Fact]
    public async Task A_cancelled_wait_for_the_writer_before_does_not_keep_the_next_one_out()
    {
        await JournalAsync();
        using var impatient = new CancellationTokenSource();
        Task<WriteTransaction> waiting;
        await using (await Database.BeginAsync(Ct))
        {
            waiting = Database.BeginAsync(impatient.Token);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await using var next = await Database.BeginAsync(Ct);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_file_copied_in_the_middle_of_a_write_holds_nothing_of_it()
    {
        // What a machine that loses its power finds at its next start: the files as they are now.
        var journal = await JournalAsync();
        await using var tx = await Database.BeginAsync(Ct);
        await WriteAllAsync(Database, tx, Samples.Article(journal));
        var folder = Directory.CreateDirectory(Path.Combine(Home.Folder, "copy")).FullName;
        foreach (var file in Directory.GetFiles(Home.Folder, "recto.db*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await using var copy = Database.At(new DatabaseOptions { DataFolder = folder });

        Assert.Equal(0, await new ArticleStore(copy).CountAsync(Ct));
        Assert.NotNull(await new JournalStore(copy).FindAsync("margin", Ct));
        Assert.Empty((await new DatabaseDoctor(copy).ExamineAsync(Ct)).Damage!);
    }
}

public sealed class ArticleTransactionOnPostgresTests() : ArticleTransactionTests(Engine.Postgres)
{
    [Fact]
    public async Task A_connection_that_dies_in_the_middle_leaves_nothing()
    {
        var journal = await JournalAsync();
        await using (var tx = await Database.BeginAsync(Ct))
        {
            await WriteAllAsync(Database, tx, Samples.Article(journal));
            var process = await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT pg_backend_pid()", transaction: tx.Transaction, cancellationToken: Ct));
            await using var killer = await Database.OpenAsync(Ct);
            await killer.ExecuteAsync(new CommandDefinition("SELECT pg_terminate_backend(@process, 5000)", new { process }, cancellationToken: Ct));

            await Assert.ThrowsAnyAsync<DbException>(() => tx.CommitAsync(Ct));
        }

        await RequireEmptyAsync();
    }
}
