using Dapper;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests;

/// <summary>A test of stores: each gets a database of its own at the newest schema.</summary>
public abstract class StoreTests(Engine engine) : IAsyncLifetime
{
    private TestDatabase? _home;
    private Database? _database;

    protected static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal TestDatabase Home => _home!;

    protected Database Database => _database!;

    protected Engine Engine => engine;

    protected JournalStore Journals => new(Database);

    protected IssueStore Issues => new(Database);

    protected ArticleStore Articles => new(Database);

    protected ApparatusStore Apparatuses => new(Database);

    public async ValueTask InitializeAsync()
    {
        _home = await TestDatabase.CreateNewestAsync(engine, Ct);
        _database = _home.Open();
    }

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Runs one transaction to its commit.</summary>
    protected async Task<T> WriteAsync<T>(Func<WriteTransaction, Task<T>> write)
    {
        await using var tx = await Database.BeginAsync(Ct);
        var result = await write(tx);
        await tx.CommitAsync(Ct);
        return result;
    }

    /// <summary>Adds a journal of that key.</summary>
    protected async Task<Guid> JournalAsync(string key = "margin", string title = "The Lower Margin") =>
        (await WriteAsync(tx => Journals.SaveAsync(tx, new() { Key = key, Title = title }, Now, Ct))).Id;

    /// <summary>Deletes the row of an article, whatever became of it before.</summary>
    protected async Task DeleteAsync(Guid article)
    {
        await using var connection = await Database.OpenAsync(Ct);
        await connection.ExecuteAsync("DELETE FROM articles WHERE id = @article", new { article });
    }

    /// <summary>Saves an article in a transaction of its own.</summary>
    protected Task<SavedArticle> SaveAsync(ArticleToSave article, DateTimeOffset? at = null) => WriteAsync(tx => Articles.SaveAsync(tx, article, at ?? Now, Ct));
}
