using Dapper;
using Npgsql;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Backups;

/// <summary>A move brings every row of every table into another database, goes on where it was broken off, and finds every row that is not the same.</summary>
public sealed class MoveTests
{
    private const int Many = 25_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    public async Task Everything_arrives_also_what_no_backup_holds(Engine from, Engine to)
    {
        await using var home = await TestDatabase.CreateNewestAsync(from, Ct);
        await using var other = await TestDatabase.CreateAsync(to, Ct);
        var (source, target) = (home.Open(), other.Open());
        await FillAsync(source);
        var before = await AllAsync(source);

        var move = new DatabaseMove(source, target);
        await move.BeginAsync(Ct);
        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => new Migrator(target).MigrateAsync(Ct));
        var brought = await move.CopyAsync(_ => { }, Ct);
        var compared = await move.CompareAsync(_ => { }, Ct);
        await move.CompleteAsync(Ct);

        Assert.Contains("unfinished copy", refusal.Message, StringComparison.Ordinal);
        Assert.All(compared, table => Assert.True(table.IsSame, table.ToString()));
        Assert.Equal(brought, compared.Sum(table => table.Rows));
        Assert.Equal(before, await AllAsync(target));
        Assert.Equal(before, await AllAsync(source));
        Assert.Equal(await ConstraintsAsync(to), await ConstraintsAsync(target));
        Assert.Empty(await new Migrator(target).MigrateAsync(Ct));
        await using var tx = await target.BeginAsync(Ct);
        await using var orphan = tx.Command("INSERT INTO issues (id, journal_id, key, volume, sort_key, created_at, updated_at) VALUES (@id, @id, '1-2', '1', '2026', 1, 1)", ("id", Guid.NewGuid()));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => orphan.ExecuteNonQueryAsync(Ct)); // What refers to nothing is refused again.
    }

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task What_was_broken_off_goes_on_after_the_last_row_that_arrived(Engine from, Engine to)
    {
        await using var home = await TestDatabase.CreateNewestAsync(from, Ct);
        await using var other = await TestDatabase.CreateAsync(to, Ct);
        var (source, target) = (home.Open(), other.Open());
        await FillManyAsync(source);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var first = new DatabaseMove(source, target);
        await first.BeginAsync(Ct);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.CopyAsync(at =>
        {
            if (at is { Table: "reference_misses", Done: > 10_000 })
            {
                stop.Cancel();
            }
        }, stop.Token));

        var second = new DatabaseMove(source, target);
        await second.BeginAsync(Ct);
        var brought = await second.CopyAsync(_ => { }, Ct);

        Assert.True(second.GoesOn);
        Assert.InRange(brought, 1, Many - 10_000);
        Assert.All(await second.CompareAsync(_ => { }, Ct), table => Assert.True(table.IsSame, table.ToString()));
        await second.CompleteAsync(Ct);
    }

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task Rows_that_were_written_meanwhile_are_named_and_mended(Engine from, Engine to)
    {
        await using var home = await TestDatabase.CreateNewestAsync(from, Ct);
        await using var other = await TestDatabase.CreateAsync(to, Ct);
        var (source, target) = (home.Open(), other.Open());
        await FillAsync(source);
        var move = new DatabaseMove(source, target);
        await move.BeginAsync(Ct);
        await move.CopyAsync(_ => { }, Ct);

        // Two names change places, one row goes, one comes before the last.
        await ExecuteAsync(source, "UPDATE journals SET key = 'between' WHERE key = 'a'", "UPDATE journals SET key = 'a' WHERE key = 'b'", "UPDATE journals SET key = 'b' WHERE key = 'between'", "DELETE FROM reference_misses WHERE index_version = 2", "INSERT INTO reference_misses (string_key, index_version) VALUES ('" + new string('0', 64) + "', 9)");
        var found = (await move.CompareAsync(_ => { }, Ct)).Where(table => !table.IsSame).ToDictionary(table => table.Table);
        await move.MendAsync([.. found.Keys], Ct);
        var mended = await move.CompareAsync(_ => { }, Ct);

        Assert.Equal(["journals", "reference_misses"], found.Keys.Order());
        Assert.Equal((0, 0, 2), (found["journals"].Missing, found["journals"].Extra, found["journals"].Changed));
        Assert.Equal((1, 1, 0), (found["reference_misses"].Missing, found["reference_misses"].Extra, found["reference_misses"].Changed));
        Assert.Contains("string_key=" + new string('0', 64), found["reference_misses"].Keys);
        Assert.All(mended, table => Assert.True(table.IsSame, table.ToString()));
        await move.CompleteAsync(Ct);
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_is_tried_again()
    {
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Sqlite, Ct);
        await using var other = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        var (source, target) = (home.Open(), other.Open());
        await FillManyAsync(source);
        await using var server = NpgsqlDataSource.Create(other.Options.PostgreSql!);
        var ended = 0;
        var move = new DatabaseMove(source, target);
        await move.BeginAsync(Ct);

        await move.CopyAsync(at =>
        {
            if (at is { Table: "reference_misses", Done: > 10_000 } && ended++ == 0)
            {
                using var end = server.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%reference_misses%'");
                end.ExecuteNonQuery();
            }
        }, Ct);

        Assert.True(ended > 1, "Nothing was ended.");
        Assert.All(await move.CompareAsync(_ => { }, Ct), table => Assert.True(table.IsSame, table.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_named_and_when_it_is_mended_the_move_goes_on()
    {
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Sqlite, Ct);
        await using var other = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        var (source, target) = (home.Open(), other.Open());
        await FillAsync(source);
        await ExecuteAsync(source, "UPDATE journals SET about = 'a' || char(0) || 'b' WHERE key = 'b'");
        var move = new DatabaseMove(source, target);
        await move.BeginAsync(Ct);

        var nul = await Assert.ThrowsAsync<InvalidDataException>(() => move.CopyAsync(_ => { }, Ct));
        await ExecuteAsync(source, "UPDATE journals SET about = CAST(x'41FF42' AS TEXT) WHERE key = 'b'");
        var bytes = await Assert.ThrowsAsync<InvalidDataException>(() => move.CopyAsync(_ => { }, Ct));
        await ExecuteAsync(source, "UPDATE journals SET about = 'a\uFFFDb' WHERE key = 'b'"); // The character itself is one like others.
        await move.CopyAsync(_ => { }, Ct);

        Assert.Matches("column about of the row id=.* of the table journals .* NUL", nul.Message);
        Assert.Matches("column about of the row id=.* of the table journals holds bytes that are no UTF-8", bytes.Message);
        Assert.All(await move.CompareAsync(_ => { }, Ct), table => Assert.True(table.IsSame, table.ToString()));
    }

    [Fact]
    public async Task A_row_that_names_another_which_is_not_there_is_told_and_nothing_serves_the_copy()
    {
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Sqlite, Ct);
        await using var other = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        var (source, target) = (home.Open(), other.Open());
        await FillAsync(source);
        await ExecuteAsync(source, "PRAGMA foreign_keys = OFF", "UPDATE issues SET journal_id = '019CEC5A-0000-7000-8000-0000000000FF'", "PRAGMA foreign_keys = ON");
        var move = new DatabaseMove(source, target);
        await move.BeginAsync(Ct);
        await move.CopyAsync(_ => { }, Ct);

        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => move.CompleteAsync(Ct));

        Assert.Contains("table issues names another that is not there", damaged.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DatabaseRefusedException>(() => new Migrator(target).MigrateAsync(Ct));
    }

    [Fact]
    public async Task A_target_that_is_something_else_is_refused_and_nothing_is_changed()
    {
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Sqlite, Ct);
        await using var second = await TestDatabase.CreateNewestAsync(Engine.Sqlite, Ct);
        await using var full = await TestDatabase.CreateNewestAsync(Engine.Postgres, Ct);
        await using var empty = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        await using var nothing = await TestDatabase.CreateAsync(Engine.Sqlite, Ct);
        var source = home.Open();
        await FillAsync(source);
        await ExecuteAsync(full.Open(), "INSERT INTO reference_misses (string_key, index_version) VALUES ('" + new string('a', 64) + "', 1)");
        await new DatabaseMove(source, empty.Open()).BeginAsync(Ct);

        Assert.Contains("not empty", (await RefusalAsync(source, full.Open())).Message, StringComparison.Ordinal);
        Assert.Contains("same database", (await RefusalAsync(source, home.Open())).Message, StringComparison.Ordinal);
        Assert.Contains("unfinished move already, of " + home.Options.SqliteFile, (await RefusalAsync(second.Open(), empty.Open())).Message, StringComparison.Ordinal);
        await ExecuteAsync(source, "INSERT INTO schemaversions (scriptname, applied) VALUES ('0999_tomorrow', CURRENT_TIMESTAMP)");
        Assert.Contains("newer Recto", (await RefusalAsync(source, nothing.Open())).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(nothing.Options.SqliteFile));
        Assert.Equal(1, (await new DatabaseMove(second.Open(), full.Open()).CompareAsync(_ => { }, Ct)).Sum(table => table.Extra)); // To compare, both may be full.
    }

    [Fact]
    public async Task A_database_in_another_encoding_is_refused()
    {
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Sqlite, Ct);
        await using var server = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        var name = "recto_test_latin_" + Guid.NewGuid().ToString("N");
        await using var maker = NpgsqlDataSource.Create(server.Options.PostgreSql!);
        await ExecuteAsync(maker, $"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        try
        {
            await using var latin = Database.At(new DatabaseOptions { DataFolder = home.Folder, PostgreSql = new NpgsqlConnectionStringBuilder(server.Options.PostgreSql) { Database = name, SearchPath = null, Pooling = false }.ToString() });

            Assert.Contains("ENCODING 'UTF8'", (await RefusalAsync(home.Open(), latin)).Message, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync(maker, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task No_table_that_is_moved_counts_by_itself()
    {
        // Where one did, its next number would have to be brought too.
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Postgres, Ct);
        await using var connection = await home.Open().OpenAsync(Ct);

        var counting = await connection.QueryAsync<string>("""
            SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%')
            """);

        Assert.All(counting, table => Assert.True(TableShape.IsRemade(table), table));
    }

    private static Task<DatabaseRefusedException> RefusalAsync(Database source, Database target) => Assert.ThrowsAsync<DatabaseRefusedException>(() => new DatabaseMove(source, target).BeginAsync(Ct));

    private static async Task FillAsync(Database database)
    {
        var bytes = string.Concat(Enumerable.Repeat("0A", 16));
        var bytesOf = database.Dialect.HasOneWriter ? $"x'{bytes}'" : $"'\\x{bytes}'";
        if (!database.Dialect.HasOneWriter)
        {
            await ExecuteAsync(database, MonthPart.Statement("usage_events", new DateOnly(2026, 2, 1)), MonthPart.Statement("usage_events", new DateOnly(2026, 3, 1)));
        }

        string[] keys = ["a", "b", "Ä", "z", "Z", "𝔄", "\uFFFD"];
        await ExecuteAsync(database,
        [
            .. keys.Select((key, index) => $"INSERT INTO journals (id, key, title, title_key, created_at, updated_at) VALUES ('019CEC5A-0000-7000-8000-00000000000{index}', '{key}', 'Journal {key}', '{key}', 1, {index + 1})"),
            "INSERT INTO issues (id, journal_id, key, volume, sort_key, created_at, updated_at) VALUES ('019CEC5A-0000-7000-8000-0000000000AA', '019CEC5A-0000-7000-8000-000000000000', '1-2', '1', '2026', 1, 1)",
            .. Enumerable.Range(1, 3).Select(number => $"INSERT INTO reference_misses (string_key, index_version) VALUES ('{new string((char)('a' + number), 64)}', {number})"),
            .. Enumerable.Range(0, 40).Select(number => $"INSERT INTO usage_events (at, kind, user_key, article_id, method) VALUES ({1_771_900_000_000_000 + (number / 4 * 86_400_000_000L)}, 1, {bytesOf}, {bytesOf}, {number % 3})"),
            $"INSERT INTO usage_salts (day, salt) VALUES (20260314, {bytesOf})",
        ]);
    }

    private static async Task FillManyAsync(Database database)
    {
        var from = database.Dialect.HasOneWriter ? "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + Many + ")" : $"WITH n (i) AS (SELECT generate_series(1, {Many}))";
        await ExecuteAsync(database, $"{from} INSERT INTO reference_misses (string_key, index_version) SELECT substr('{new string('0', 64)}', 1, 64 - length(CAST(i * 7919 AS TEXT))) || CAST(i * 7919 AS TEXT), i FROM n");
    }

    private static async Task ExecuteAsync(Database database, params string[] statements)
    {
        await using var connection = await database.OpenAsync(Ct);
        foreach (var statement in statements)
        {
            await connection.ExecuteAsync(new CommandDefinition(statement, cancellationToken: Ct));
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    // Read without any of the code that is under test: every table, every column, as text.
    private static async Task<List<string>> AllAsync(Database database)
    {
        await using var connection = await database.OpenAsync(Ct);
        var all = new List<string>();
        foreach (var table in (string[])["journals", "issues", "reference_misses", "usage_events", "usage_salts"])
        {
            await using var command = connection.Command($"SELECT * FROM {table}");
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                all.Add(table + ": " + string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetName(column) + "=" + (reader.GetValue(column) switch
                {
                    DBNull => "∅",
                    byte[] value => Convert.ToHexString(value),
                    Guid key => key.ToString().ToUpperInvariant(),
                    var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
                })).Order(StringComparer.Ordinal)));
            }
        }

        all.Sort(StringComparer.Ordinal);
        Assert.True(all.Count > 50);
        return all;
    }

    private static async Task<List<string>> ConstraintsAsync(Engine engine)
    {
        await using var fresh = await TestDatabase.CreateAsync(engine, Ct);
        var database = fresh.Open();
        await new Migrator(database).MigrateAsync(Ct);
        return await ConstraintsAsync(database);
    }

    private static async Task<List<string>> ConstraintsAsync(Database database)
    {
        await using var connection = await database.OpenAsync(Ct);
        return (await connection.QueryAsync<string>(database.Dialect.HasOneWriter ? "SELECT name FROM sqlite_master ORDER BY name"
            : "SELECT c.relname || '.' || k.conname || ' ' || replace(pg_get_constraintdef(k.oid), quote_ident(current_schema()) || '.', '') FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition ORDER BY 1")).AsList();
    }
}
