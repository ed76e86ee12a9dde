using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

/// <summary>An upgrade from whatever earlier schema loses nothing: rows that were written at each of them are in the newest as they were.</summary>
public abstract class UpgradeTests(Engine engine) : IAsyncLifetime
{
    // Dropped on purpose by step 35, which keeps the counts of a day in packs that are made of its events.
    private const string Dropped = "usage_day_counts";
    private static readonly Guid Person = Guid.Parse("019cec5a-0000-7000-8000-00000000000a");
    private static readonly Lazy<IReadOnlyList<SeededRow>> Seeds = new(MakeSeeds);
    private static readonly Dictionary<Engine, Lazy<Task<List<string>>>> Fresh = new() { [Engine.Sqlite] = new(() => FreshAsync(Engine.Sqlite)), [Engine.Postgres] = new(() => FreshAsync(Engine.Postgres)) };
    private TestDatabase? _home;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IReadOnlyList<string> Steps => [.. MigrationSteps.For(Dialect.Sqlite).Select(step => step.Name)];

    public async ValueTask InitializeAsync() => _home = await TestDatabase.CreateAsync(engine, Ct);

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rows_that_were_written_at_each_schema_are_in_every_later_one()
    {
        var database = _home!.Open();
        foreach (var step in Enumerable.Range(1, Steps.Count))
        {
            await new Migrator(database).MigrateAsync(step, Ct);
            await RequireAsync(database, step - 1);
            await FillAsync(database, step, step);
            if (step == 5)
            {
                await ExecuteAsync(database, "INSERT INTO audit (id, at, person_id, person, act, subject, subject_name, details) VALUES (@id, 1, @id, 'Anna Tarrow', 'account.edited', @subject, 'Anna Tarrow', '{\"before\":{\"name\":\"A\",\"email\":\"a@example.org\"},\"after\":{\"name\":\"B\"}}')");
            }
        }

        await RequireAsync(database, Steps.Count);
        await RequireSoundAsync(database);
        await using var connection = await database.OpenAsync(Ct);
        Assert.Equal("person/" + Person.ToString("D"), (await connection.ExecuteScalarAsync<string>("SELECT person FROM audit WHERE person_id = @id", new { id = Person }))!, ignoreCase: true);
        Assert.Equal(["who Anna Tarrow", "whom Anna Tarrow"], await connection.QueryAsync<string>("SELECT part || ' ' || name FROM audit_names WHERE person_id = @id ORDER BY part", new { id = Person }));
        Assert.Equal("a@example.org", JsonDocument.Parse((await connection.ExecuteScalarAsync<string>("SELECT details FROM audit WHERE person_id = @id", new { id = Person }))!).RootElement.GetProperty("before").GetProperty("email").GetString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(22)]
    [InlineData(36)]
    public async Task An_upgrade_over_many_steps_at_once_loses_nothing(int from)
    {
        var database = _home!.Open();
        await new Migrator(database).MigrateAsync(from, Ct);
        await FillAsync(database, 1, from);

        var taken = await new Migrator(database).MigrateAsync(Ct);

        Assert.Equal(Steps.Skip(from), taken);
        await RequireAsync(database, from);
        await RequireSoundAsync(database);
    }

    [Fact]
    public void Every_table_of_every_schema_is_seeded()
    {
        Assert.Equal(Enumerable.Range(1, Steps.Count), Seeds.Value.Select(row => row.Step).Concat(Steps.Select((_, index) => index + 1).Where(OnlyIndexes)).Distinct().Order());
        Assert.True(Seeds.Value.Select(row => row.Table.Name).Distinct().Count() > 90, "Few tables: " + string.Join(", ", Seeds.Value.Select(row => row.Table.Name).Distinct()));

        // Steps that make and change no table but those of the search.
        bool OnlyIndexes(int step) => Seeds.Value.All(row => row.Step != step);
    }

    private static List<SeededRow> MakeSeeds()
    {
        using var rows = new SeededRows();
        var all = new List<SeededRow>();
        var steps = MigrationSteps.For(Dialect.Sqlite);
        for (var step = 1; step <= steps.Count; step++)
        {
            all.AddRange(rows.Take(steps[step - 1], all: step % 8 == 0 || step == steps.Count));
        }

        Assert.Empty(rows.Empty);
        return all;
    }

    private static async Task FillAsync(Database database, int first, int last)
    {
        await using var connection = await database.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        var types = await TableFiller.TypesAsync(connection, transaction, Ct);
        foreach (var row in Seeds.Value.Where(row => row.Step >= first && row.Step <= last && types.ContainsKey((row.Table.Name, row.Table.Columns[0]))))
        {
            if (row.Table.Name == "usage_events" && connection is NpgsqlConnection)
            {
                await connection.ExecuteAsync(MonthPart.Statement("usage_events", new DateOnly(2026, 3, 14)), transaction: transaction);
            }

            using var line = new MemoryStream(Encoding.UTF8.GetBytes(row.Line() + "\n"));
            await new TableFiller(connection, transaction, types).FillAsync(row.Table, line, Ct);
        }

        await transaction.CommitAsync(Ct);
    }

    // Every row that was written until then is there, with every value that it was given.
    private static async Task RequireAsync(Database database, int until)
    {
        await using var snapshot = await DatabaseSnapshot.TakeAsync(database, TableShape.IsRemade, Ct);
        var expected = Seeds.Value.Where(row => row.Step <= until).ToLookup(row => row.Table.Name);
        Assert.Subset(snapshot.Tables.Select(table => table.Name).Append(Dropped).ToHashSet(), expected.Select(table => table.Key).ToHashSet());
        foreach (var table in snapshot.Tables.Where(table => expected.Contains(table.Name)))
        {
            var there = new List<Dictionary<string, string>>();
            await using var rows = await snapshot.ReadAsync(table, Ct);
            while (await rows.ReadAsync(Ct))
            {
                using var json = JsonDocument.Parse(rows.Line);
                there.Add(json.RootElement.EnumerateArray().Select((value, index) => (Name: table.Columns[index], Value: value.GetRawText())).ToDictionary(column => column.Name, column => column.Value, StringComparer.Ordinal));
            }

            foreach (var row in expected[table.Name])
            {
                Assert.True(there.Exists(found => row.Table.Columns.Select((column, index) => found[column] == SeededRow.Shown(row.Values[index]) || IsMovedName(table.Name, column, found)).All(same => same)),
                    $"After step {until + 1} a row of {table.Name} that was written at step {row.Step} is gone or changed: {row.Line()}. There are:\n{string.Join('\n', there.Select(found => "[" + string.Join(',', row.Table.Columns.Select(column => found[column])) + "]"))}");
            }
        }
    }

    // Step 32 puts the id of a person where the name stood, and the name beside the line.
    private static bool IsMovedName(string table, string column, Dictionary<string, string> row) =>
        (table, column) == ("audit", "person") && row["person"].Equals("\"person/" + row["person_id"].Trim('"') + "\"", StringComparison.OrdinalIgnoreCase);

    private async Task RequireSoundAsync(Database database)
    {
        Assert.Equal(await Fresh[engine].Value, await SchemaAsync(database, engine));
        await using var connection = await database.OpenAsync(Ct);
        if (engine == Engine.Sqlite)
        {
            Assert.Empty(await connection.QueryAsync("PRAGMA foreign_key_check"));
            Assert.Equal(["ok"], await connection.QueryAsync<string>("PRAGMA integrity_check"));
        }
        else
        {
            Assert.Empty(await connection.QueryAsync<string>("SELECT conname::text FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND NOT convalidated"));
            Assert.Empty(await connection.QueryAsync<string>("SELECT tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = current_schema()::regnamespace AND NOT tgisinternal AND tgenabled <> 'O'"));
        }
    }

    private static async Task<List<string>> FreshAsync(Engine engine)
    {
        await using var fresh = await TestDatabase.CreateAsync(engine, CancellationToken.None);
        var database = fresh.Open();
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        return await SchemaAsync(database, engine);
    }

    private static async Task<List<string>> SchemaAsync(Database database, Engine engine)
    {
        await using var connection = await database.OpenAsync(Ct);
        var lines = engine == Engine.Sqlite
            ? await connection.QueryAsync<string>("SELECT type || ' ' || name || ': ' || COALESCE(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name")
            : await connection.QueryAsync<string>("""
                SELECT line FROM (
                    SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || COALESCE(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || COALESCE(l.collname, '') AS line
                    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
                    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
                    UNION ALL SELECT 'index ' || replace(pg_get_indexdef(i.indexrelid), quote_ident(current_schema()) || '.', '') FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
                    UNION ALL SELECT 'constraint ' || c.relname || '.' || k.conname || ' ' || replace(pg_get_constraintdef(k.oid), quote_ident(current_schema()) || '.', '') FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
                    UNION ALL SELECT 'trigger ' || replace(pg_get_triggerdef(t.oid), quote_ident(current_schema()) || '.', '') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND NOT c.relispartition
                    UNION ALL SELECT 'function ' || p.proname || ' ' || p.prosrc FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
                ) lines ORDER BY line COLLATE "C"
                """);
        return lines.AsList();
    }

    private static async Task ExecuteAsync(Database database, string sql)
    {
        await using var connection = await database.OpenAsync(Ct);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id = Person, subject = "person/" + Person.ToString("D") }, cancellationToken: Ct));
    }
}

public sealed class UpgradeOnSqliteTests() : UpgradeTests(Engine.Sqlite);

public sealed class UpgradeOnPostgresTests() : UpgradeTests(Engine.Postgres);
