using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Recto.App.Tests.Web;

/// <summary>How often a page asks the database. SQLite itself counts: every connection of the site's pool is given a trace before the first page is asked for.</summary>
[Collection(nameof(StatementBudgetTests))]
public sealed class StatementBudgetTests
{
    private const int Connections = 6;
    private readonly List<string> _statements = [];

    [Theory]
    [InlineData("/", 5)]
    [InlineData("/articles", 5)]
    [InlineData("/journals/lower-margin", 5)]
    [InlineData("/journals/lower-margin/articles", 5)]
    [InlineData("/journals/lower-margin/1-1", 5)]
    [InlineData(ReadOnlySite.Marchmont, 1)]
    [InlineData(ReadOnlySite.Marchmont + "?notes=end", 1)]
    [InlineData(ReadOnlySite.Marchmont + "/notes/1", 1)]
    [InlineData(ReadOnlySite.Marchmont + "/notes.json", 5)]
    public async Task A_page_asks_little_when_it_is_fresh_and_nothing_from_the_cache(string path, int most)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1)); // The look at the clock would be counted too.
        await TraceAsync(site);

        using var fresh = await site.GetAsync(path);
        var first = OfPages();
        using var kept = await site.GetAsync(path);
        var second = OfPages();

        Assert.True(fresh.IsSuccessStatusCode && kept.IsSuccessStatusCode);
        Assert.True(first.Count >= 1 && first.Count <= most, $"{first.Count} statements:\n{string.Join('\n', first)}");
        Assert.Empty(second);
    }

    [Theory]
    [InlineData("/search", 0)]
    [InlineData("/search?q=Litvinov+archives+%22the+note%22", 5)]
    [InlineData("/search?q=Рудаковой&archive=rgaspi&sort=new", 5)]
    [InlineData("/search?q=Marchmint", 5)] // nothing found, and what may have been meant
    public async Task A_search_asks_little_however_it_ends(string path, int most)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await TraceAsync(site);

        using var answer = await site.GetAsync(path);
        var asked = OfPages();

        Assert.True(answer.IsSuccessStatusCode);
        Assert.True(asked.Count <= most, $"{asked.Count} statements:\n{string.Join('\n', asked)}");
    }

    private async Task TraceAsync(WebSite site)
    {
        var open = new List<System.Data.Common.DbConnection>();
        for (var i = 0; i < Connections; i++)
        {
            var connection = await site.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
            raw.sqlite3_trace(((SqliteConnection)connection).Handle, (_, statement) => { lock (_statements) { _statements.Add(statement.TrimStart()); } }, null);
            open.Add(connection);
        }

        foreach (var connection in open)
        {
            await connection.DisposeAsync(); // Back into the pool, trace and all.
        }
    }

    // Not what sets a connection up or frames a picture of several tables.
    private List<string> OfPages()
    {
        lock (_statements)
        {
            var asked = _statements.Where(sql => !sql.StartsWith("PRAGMA", StringComparison.Ordinal) && !sql.StartsWith("BEGIN", StringComparison.Ordinal) && !sql.StartsWith("COMMIT", StringComparison.Ordinal)
                && !sql.StartsWith("ROLLBACK", StringComparison.Ordinal) && !sql.StartsWith("--", StringComparison.Ordinal)
                && !sql.Contains("'main'.'search_index", StringComparison.Ordinal)).ToList(); // What FTS5 asks its own tables is part of the one statement.
            _statements.Clear();
            return asked;
        }
    }
}

/// <summary>Runs alone: other tests empty the connection pools of the process.</summary>
[CollectionDefinition(nameof(StatementBudgetTests), DisableParallelization = true)]
public sealed class StatementBudgetAlone;
