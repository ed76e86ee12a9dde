using Dapper;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

public abstract class MigratorTests(Engine engine) : IAsyncLifetime
{
    private TestDatabase? _home;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int> Earlier => [.. Enumerable.Range(0, MigrationSteps.For(Dialect.Sqlite).Count)];

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

    // From step 41 on nodes of two versions run side by side for a while: docs/decisions/0036.
    [Fact]
    public void Steps_take_nothing_away_that_the_program_before_uses() => Assert.Empty(MigrationSteps.For(Dialect.Postgres)
        .Where(step => MigrationSteps.NumberOf(step.Name) >= 41 && System.Text.RegularExpressions.Regex.IsMatch(step.Contents, @"\b(DROP\s+(TABLE|COLUMN)|RENAME)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)).Select(step => step.Name));

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
    public void Both_databases_have_the_same_steps_numbered_without_gaps()
    {
        var sqlite = MigrationSteps.For(Dialect.Sqlite).Select(step => step.Name).ToList();
        var postgres = MigrationSteps.For(Dialect.Postgres).Select(step => step.Name);

        Assert.Equal(sqlite, postgres);
        Assert.Equal(Enumerable.Range(1, sqlite.Count), sqlite.Select(MigrationSteps.NumberOf));
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
