using Dapper;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

public abstract class MigratorTests(Engine engine) : IAsyncLifetime
{
    private TestDatabase? _home;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // What the stores read of it; that no row of any table is lost at any step is the affair of UpgradeTests.
    public static TheoryData<int> Earlier => [0, 1, 2, 3];

    public async ValueTask InitializeAsync() => _home = await TestDatabase.CreateAsync(engine, Ct);

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task Data_of_every_earlier_schema_live_on_in_the_newest(int step)
    {
        var database = _home!.Open();
        var migrator = new Migrator(database);
        await migrator.MigrateAsync(step, Ct);
        await SeedAsync(database, step);

        var taken = await migrator.MigrateAsync(Ct);

        Assert.Equal(MigrationSteps.For(database.Dialect).Skip(step).Select(script => script.Name), taken);
        await RequireSeedAsync(database, step);
    }

    [Fact]
    public async Task Migrating_again_does_nothing()
    {
        var migrator = new Migrator(_home!.Open());
        await migrator.MigrateAsync(Ct);

        var taken = await migrator.MigrateAsync(Ct);

        Assert.Empty(taken);
    }

    [Fact]
    public async Task Of_processes_that_start_at_once_each_step_is_taken_by_one()
    {
        var starts = Enumerable.Range(0, 6).Select(_ => new Migrator(_home!.Open())).ToList();

        var taken = await Task.WhenAll(starts.Select(start => Task.Run(() => start.MigrateAsync(Ct), Ct)));

        Assert.Equal(MigrationSteps.For(Dialect.Sqlite).Select(step => step.Name), taken.SelectMany(steps => steps).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_waits_for_another_waits_for_as_long_as_it_takes_and_says_so_every_ten_seconds()
    {
        var (first, told) = (_home!.Open(), new List<TimeSpan>());
        var (isHeld, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var longest = new Migrator(first).MigrateAsync(_ =>
        {
            isHeld.SetResult();
            return goOn.Task;
        }, Ct);
        await isHeld.Task;

        var waits = new Migrator(_home!.Open(), told.Add, new FastClock()).MigrateAsync(Ct);
        while (told.Count < 9)
        {
            Assert.False(waits.IsCompleted);
            await Task.Delay(20, Ct);
        }

        goOn.SetResult();
        await longest;
        Assert.Empty(await waits);
        Assert.True(told[^1] > TimeSpan.FromSeconds(90));
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_program_that_runs_serves_on_when_a_newer_one_has_migrated()
    {
        var database = _home!.Open();
        await new Migrator(database).MigrateAsync(Ct);
        await ExecuteAsync(database, "INSERT INTO schemaversions (scriptname, applied) VALUES ('0999_tomorrow', CURRENT_TIMESTAMP)");

        Assert.Null(await new DatabaseReadiness(database).FindObstacleAsync(Ct));
    }

    // From step 43 on nodes of two versions run side by side for a while: docs/decisions/0036.
    [Fact]
    public void Steps_take_nothing_away_that_the_program_before_uses() => Assert.Empty(MigrationSteps.For(Dialect.Postgres)
        .Where(step => MigrationSteps.NumberOf(step.Name) > 42 && System.Text.RegularExpressions.Regex.IsMatch(step.Contents, @"\b(DROP\s+(TABLE|COLUMN)|RENAME)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)).Select(step => step.Name));

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_with_words()
    {
        var database = _home!.Open();
        await new Migrator(database).MigrateAsync(Ct);
        await ExecuteAsync(database, "INSERT INTO schemaversions (scriptname, applied) VALUES ('0999_tomorrow', CURRENT_TIMESTAMP)");

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => new Migrator(database).MigrateAsync(Ct));

        Assert.Contains("newer Recto", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("0999_tomorrow", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_of_itself_and_can_be_taken_later()
    {
        var database = _home!.Open();
        var migrator = new Migrator(database);
        await migrator.MigrateAsync(1, Ct);
        await ExecuteAsync(database, "CREATE TABLE article_files (in_the_way INTEGER)");

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => migrator.MigrateAsync(Ct));
        await ExecuteAsync(database, "DROP TABLE article_files");
        var taken = await migrator.MigrateAsync(Ct);

        Assert.Contains("0002_articles", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([.. MigrationSteps.For(database.Dialect).Skip(1).Select(step => step.Name)], taken);
    }

    [Fact]
    public async Task A_step_whose_connection_breaks_leaves_nothing_of_itself_and_is_taken_whole_later()
    {
        var database = _home!.Open();
        await new Migrator(database).MigrateAsync(14, Ct);
        await ExecuteAsync(database, "INSERT INTO journals (id, key, title, title_key, created_at, updated_at) VALUES (@id, 'old', 'An old journal', 'an old journal', 1, 1)");
        await using var other = await TestDatabase.CreateAsync(engine, Ct);
        await using var half = await BrokenOffAsync(database, other); // The database as somebody finds it who starts after the fall.

        Assert.Equal(14, (await MigrationState.AppliedAsync(half, Ct)).Count);
        await using (var connection = await half.OpenAsync(Ct))
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync("SELECT record_at FROM articles")); // The column of step 15.
        }

        Assert.Equal(MigrationSteps.For(database.Dialect).Skip(14).Select(step => step.Name), await new Migrator(half).MigrateAsync(Ct));
        Assert.Equal("An old journal", (await new Storage.Issues.JournalStore(half).FindAsync("old", Ct))?.Journal.Title);
    }

    [Fact]
    public void Both_databases_have_the_same_steps_numbered_without_gaps()
    {
        var sqlite = MigrationSteps.For(Dialect.Sqlite).Select(step => step.Name).ToList();
        var postgres = MigrationSteps.For(Dialect.Postgres).Select(step => step.Name);

        Assert.Equal(sqlite, postgres);
        Assert.Equal(Enumerable.Range(1, sqlite.Count), sqlite.Select(MigrationSteps.NumberOf));
    }

    // SQLite: the files as a killed process leaves them in the middle of step 15. PostgreSQL: the server ends the session of a step that waits half-way, behind a lock.
    private static async Task<Database> BrokenOffAsync(Database database, TestDatabase other)
    {
        var step = MigrationSteps.For(database.Dialect).Single(step => MigrationSteps.NumberOf(step.Name) == 15).Contents;
        if (database.Options.PostgreSql is null)
        {
            await using var writing = await database.OpenAsync(Ct);
            await writing.ExecuteAsync("PRAGMA cache_size = 1; PRAGMA cache_spill = 1");
            await using var transaction = await writing.BeginTransactionAsync(Ct);
            await writing.ExecuteAsync(step, transaction: transaction);
            await writing.ExecuteAsync("CREATE TABLE ballast AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i, hex(randomblob(50)) AS x FROM n", transaction: transaction); // So that the log on the disk holds something of it.
            foreach (var ending in (string[])["", "-wal"])
            {
                File.Copy(database.Options.SqliteFile + ending, other.Options.SqliteFile + ending);
            }

            Assert.True(new FileInfo(other.Options.SqliteFile + "-wal").Length > 1_000_000, "The log holds nothing of the step.");
            return Database.At(other.Options);
        }

        await using var holding = await database.OpenAsync(Ct);
        await using var hold = await holding.BeginTransactionAsync(Ct);
        await holding.ExecuteAsync("LOCK TABLE articles IN ACCESS SHARE MODE", transaction: hold);
        var migrating = Task.Run(() => new Migrator(database).MigrateAsync(Ct), Ct);
        await using var watching = await database.OpenAsync(Ct);
        while (await watching.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM (SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE NOT l.granted AND c.relname = 'articles' AND c.relnamespace = current_schema()::regnamespace) ended") == 0)
        {
            await Task.Delay(20, Ct);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => migrating);
        return Database.At(database.Options);
    }

    private static readonly Guid Id = Guid.Parse("019cec5a-0000-7000-8000-000000000001");

    // As each step's own schema had it: these lines are history and never change.
    private static readonly string[][] Seeds =
    [
        [],
        [
            "INSERT INTO journals (id, key, title, title_key, created_at, updated_at) VALUES (@id, 'old', 'An old journal', 'an old journal', 1, 1)",
            "INSERT INTO issues (id, journal_id, key, volume, sort_key, created_at, updated_at) VALUES (@id, @id, '1-2', '1', '2026', 1, 1)",
        ],
        [
            """
            INSERT INTO articles (id, slug, journal_id, issue_id, article, title, identity_key, part, source_format, source_hash, version, is_draft, recency_key, issue_order, created_at, updated_at, published_at)
            VALUES (@id, 'old-article', @id, @id, '{"title":"Old"}', 'Old', 'identity', 1, 'jats', 'hash', 3, 0, '2026', '1', 1, 1, 1)
            """,
            "INSERT INTO article_fragments (article_id, title_html, abstract_html, body_html, notes_html, sources_html, references_html, about_html, contents) VALUES (@id, @bytes, @bytes, @bytes, @bytes, @bytes, @bytes, @bytes, @bytes)",
            "INSERT INTO old_slugs (slug, article_id, since) VALUES ('older-article', @id, 1)",
        ],
        [
            "INSERT INTO apparatus (article_id, engine_version) VALUES (@id, '1')",
            "INSERT INTO notes (article_id, ordinal, html_id, label, container, text, emphasis, commentary, html) VALUES (@id, 0, 'n1', '1', 'body', 'Text.', '[]', '[]', @bytes)",
        ],
    ];

    private static async Task SeedAsync(Database database, int step)
    {
        foreach (var sql in Seeds.Take(step + 1).SelectMany(seeds => seeds))
        {
            await ExecuteAsync(database, sql);
        }
    }

    private static async Task RequireSeedAsync(Database database, int step)
    {
        if (step >= 1)
        {
            Assert.Equal("An old journal", (await new Storage.Issues.JournalStore(database).FindAsync("old", Ct))?.Journal.Title);
            Assert.Equal("1", (await new Storage.Issues.IssueStore(database).FindAsync("old", "1-2", Ct))?.Issue.Volume);
        }

        if (step >= 2)
        {
            var page = await new ArticleStore(database).FindPageAsync("old-article", Visibility.Published, Ct);
            Assert.Equal(("Old", 3, "1-2", "<p>é</p>"), (page!.ReadArticle().Title, page.Version, page.IssueKey, System.Text.Encoding.UTF8.GetString(page.BodyHtml)));
            Assert.Equal("old-article", await new ArticleStore(database).FindCurrentSlugAsync("older-article", Visibility.Published, Ct));
        }

        if (step >= 3)
        {
            Assert.Equal("Text.", (await new ApparatusStore(database).FindNoteAsync("old-article", "n1", Visibility.Published, Ct))?.Text);
        }
    }

    private static async Task ExecuteAsync(Database database, string sql)
    {
        await using var connection = await database.OpenAsync(Ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id = Id, bytes = "<p>é</p>"u8.ToArray() }, cancellationToken: Ct));
    }
}

/// <summary>A clock on which a second lasts some milliseconds.</summary>
internal sealed class FastClock : TimeProvider
{
    public override long GetTimestamp() => base.GetTimestamp() * 200;
}

public sealed class MigratorOnSqliteTests() : MigratorTests(Engine.Sqlite);

public sealed class MigratorOnPostgresTests() : MigratorTests(Engine.Postgres);
