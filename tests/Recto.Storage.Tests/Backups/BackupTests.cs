using System.Globalization;
using Recto.Journals.Identifiers;
using Recto.Storage.Audit;
using Recto.Storage.Backups;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Backups;

/// <summary>What comes out of a backup is what went in, row by row, in every table, from either database into either.</summary>
public sealed class BackupTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task Every_row_of_every_table_is_restored(Engine from, Engine to)
    {
        await using var home = await TestDatabase.CreateAsync(from, Ct);
        var source = await FilledAsync(home);
        await using var copy = await TestDatabase.CreateAsync(to, Ct);
        var target = copy.Open();

        await RestoreAsync(await TakeAsync(source), target);

        var (before, after) = (await RowsAsync(source), await RowsAsync(target));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.True(before.Values.Count(rows => rows.Count > 0) >= 10, "The sample fills too few tables to prove anything.");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_backup_while_somebody_writes_holds_whole_transactions_only_and_nobody_waits(Engine engine)
    {
        await using var home = await TestDatabase.CreateAsync(engine, Ct);
        var source = await FilledAsync(home);
        await using var copy = await TestDatabase.CreateAsync(engine, Ct);
        var target = copy.Open();
        using var stop = new CancellationTokenSource();
        var written = 0;
        var first = new TaskCompletionSource();
        var writer = Task.Run(async () =>
        {
            // Each transaction writes one journal and one line of the log: a picture that holds one without the other is torn.
            for (; !stop.IsCancellationRequested; written++)
            {
                await AddPairAsync(source, written);
                first.TrySetResult();
            }
        }, Ct);
        await first.Task;

        await using var snapshot = await DatabaseSnapshot.TakeAsync(source, Ct);
        var atSnapshot = written;
        while (written < atSnapshot + 5)
        {
            await Task.Delay(5, Ct); // The writer goes on while the picture is held.
        }

        var taken = await TakeAsync(snapshot);
        await stop.CancelAsync();
        await writer;
        await RestoreAsync(taken, target);

        var (now, then) = (await RowsAsync(source), await RowsAsync(target));
        var pairs = then["journals"].Count(row => row.Contains("pair ", StringComparison.Ordinal));
        Assert.Equal(pairs, then["audit"].Count(row => row.Contains("pair ", StringComparison.Ordinal)));
        Assert.InRange(pairs, 1, atSnapshot + 1);
        Assert.True(written > pairs, "Nothing was written after the picture was taken.");
        Assert.All(then, table => Assert.Empty(table.Value.Except(now[table.Key])));
        Assert.All(now.Where(table => table.Key is not ("journals" or "audit")), table => Assert.Equal(table.Value, then[table.Key]));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_database_that_holds_something_is_taken_and_one_that_a_broken_restore_left_is_not(Engine engine)
    {
        await using var home = await TestDatabase.CreateAsync(engine, Ct);
        var source = await FilledAsync(home);
        var taken = await TakeAsync(source);
        await using var copy = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        var target = copy.Open();
        var restore = new DatabaseRestore(target);

        Assert.True(await new DatabaseRestore(source).IsTakenAsync(taken.Steps, Ct));
        Assert.False(await restore.IsTakenAsync(taken.Steps, Ct));
        await restore.BeginAsync(taken.Steps, taken.Tables, Ct);
        await restore.CloseAsync();
        Assert.False(await restore.IsTakenAsync(taken.Steps, Ct));
        await RestoreAsync(taken, target);
        Assert.True(await restore.IsTakenAsync(taken.Steps, Ct));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task Rows_that_are_none_of_their_table_are_refused_and_leave_nothing(Engine engine)
    {
        await using var home = await TestDatabase.CreateAsync(engine, Ct);
        var source = await FilledAsync(home);
        var taken = await TakeAsync(source);
        await using var copy = await TestDatabase.CreateAsync(engine, Ct);
        var target = copy.Open();
        var journals = taken.Tables.Single(table => table.Name == "journals");
        string[] wrong = ["[1,2]\n", "{}\n", "nonsense\n", "[" + string.Join(',', Enumerable.Repeat("{\"base64\":\"??\"}", journals.Columns.Count)) + "]\n"];

        foreach (var rows in wrong)
        {
            var restore = new DatabaseRestore(target);
            await restore.BeginAsync(taken.Steps, taken.Tables, Ct);
            await Assert.ThrowsAsync<InvalidDataException>(() => restore.FillAsync(journals, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(rows)), Ct));
            await restore.CloseAsync();
        }

        Assert.All(await RowsAsync(target), table => Assert.Empty(table.Value));
    }

    [Fact]
    public async Task A_row_that_names_another_which_is_not_there_is_refused()
    {
        await using var home = await TestDatabase.CreateAsync(Engine.Sqlite, Ct);
        var source = await FilledAsync(home);
        var taken = await TakeAsync(source);
        taken.Rows["journals"] = [];
        await using var copy = await TestDatabase.CreateAsync(Engine.Sqlite, Ct);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync(taken, copy.Open()));

        Assert.Contains("journals", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_in_a_PostgreSQL_database_is_set_aside_whole()
    {
        await using var home = await TestDatabase.CreateAsync(Engine.Postgres, Ct);
        var source = await FilledAsync(home);
        var before = await RowsAsync(source);

        var aside = await new DatabaseRestore(source).SetAsideAsync(Now, Ct);

        Assert.Empty(await RowsAsync(source));
        Assert.Equal(before["journals"], (await RowsAsync(source, aside))["journals"]);
        await using var connection = await source.Source.OpenConnectionAsync(Ct);
        await using var drop = connection.CreateCommand();
        drop.CommandText = $"DROP SCHEMA \"{aside}\" CASCADE";
        await drop.ExecuteNonQueryAsync(Ct);
    }

    private sealed record Taken(IReadOnlyList<string> Steps, IReadOnlyList<TableShape> Tables, Dictionary<string, byte[]> Rows);

    private static async Task<Taken> TakeAsync(Database database)
    {
        await using var snapshot = await DatabaseSnapshot.TakeAsync(database, Ct);
        return await TakeAsync(snapshot);
    }

    private static async Task<Taken> TakeAsync(DatabaseSnapshot snapshot)
    {
        var rows = new Dictionary<string, byte[]>();
        foreach (var table in snapshot.Tables)
        {
            using var output = new MemoryStream();
            await snapshot.WriteAsync(table, output, Ct);
            rows[table.Name] = output.ToArray();
        }

        return new Taken(snapshot.Steps, snapshot.Tables, rows);
    }

    private static async Task RestoreAsync(Taken taken, Database target)
    {
        var restore = new DatabaseRestore(target);
        try
        {
            await restore.BeginAsync(taken.Steps, taken.Tables, Ct);
            foreach (var table in taken.Tables)
            {
                using var rows = new MemoryStream(taken.Rows[table.Name]);
                await restore.FillAsync(table, rows, Ct);
            }

            await restore.CompleteAsync(Ct);
        }
        finally
        {
            await restore.CloseAsync();
        }
    }

    // Read without any of the code that is under test: every table, every column, as text.
    private static async Task<Dictionary<string, List<string>>> RowsAsync(Database database, string? schema = null)
    {
        var isSqlite = database.Options.PostgreSql is null;
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        var tables = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = isSqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : $"SELECT tablename::text FROM pg_tables WHERE schemaname = {(schema is null ? "current_schema()" : $"'{schema}'")}";
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var rows = new Dictionary<string, List<string>>();
        foreach (var table in tables.Where(table => !table.Equals("schemaversions", StringComparison.OrdinalIgnoreCase) && !table.StartsWith("search_", StringComparison.Ordinal)
            && !table.StartsWith("quartz_", StringComparison.Ordinal) && !table.StartsWith("usage_month_counts_", StringComparison.Ordinal))) // Of PostgreSQL alone; what stands in a part stands in its table.
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {(schema is null ? "" : $"\"{schema}\".")}\"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Ct);
            var lines = rows[table] = [];
            while (await reader.ReadAsync(Ct))
            {
                lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetName(column) + "=" + Text(reader.GetValue(column))).Order(StringComparer.Ordinal)));
            }

            lines.Sort(StringComparer.Ordinal);
        }

        return rows;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "∅",
        byte[] bytes => "0x" + Convert.ToHexString(bytes),
        Guid key => key.ToString().ToUpperInvariant(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static async Task<Database> FilledAsync(TestDatabase home)
    {
        var database = home.Open();
        await new Migrator(database).MigrateAsync(Ct);
        await using var tx = await database.BeginAsync(Ct);
        var journal = (await new Recto.Storage.Issues.JournalStore(database).SaveAsync(tx, new() { Key = "margin", Title = "The Lower Margin “и” \\ \"𝔄\"\u2028 \u0001" }, Now, Ct)).Id;
        var issue = (await new Recto.Storage.Issues.IssueStore(database).EnsureAsync(tx, journal, new() { Key = "1-1", Volume = "1", Number = "1", Published = PartialDate.TryParse("2026-04", out var date) ? date : null }, Now, Ct)).Id;
        for (var i = 0; i < 3; i++)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"Keepers {i}");
            var saved = await new Recto.Storage.Articles.ArticleStore(database).SaveAsync(tx, Samples.Article(journal, title, source: $"source-{i}", slug: $"keepers-{i}", issue: issue, position: i + 1, draft: i == 2), Now, Ct);
            await new Recto.Storage.Articles.ApparatusStore(database).ReplaceAsync(tx, saved.Id, Samples.Apparatus(), Samples.Notes(Samples.Apparatus()), Ct);
            await new ArticleFileStore(database).ReplaceAsync(tx, saved.Id,
            [
                new() { Name = "a.xml", Role = FileRole.Source, MediaType = "application/xml", Hash = FileHash.Of([(byte)i]), Length = 1 },
                new() { Name = "Карта.png", Role = FileRole.Figure, MediaType = "image/png", Hash = FileHash.Of([9]), Length = 1, Called = ["figs/Карта \"1\""], Width = 4000, Height = 3000, MadeBy = "x" },
            ], Ct);
        }

        await new AuditStore(database).AppendAsync(tx, Entry("first"), Now, Ct);
        await tx.CommitAsync(Ct);
        return database;
    }

    private static async Task AddPairAsync(Database database, int number)
    {
        await using var tx = await database.BeginAsync(Ct);
        var name = string.Create(CultureInfo.InvariantCulture, $"pair {number}");
        await new Recto.Storage.Issues.JournalStore(database).SaveAsync(tx, new() { Key = name.Replace(' ', '-'), Title = name }, Now, Ct);
        await new AuditStore(database).AppendAsync(tx, Entry(name), Now, Ct);
        await tx.CommitAsync(Ct);
    }

    private static AuditEntry Entry(string name) => new() { Person = "Tarrow", Act = "journal.edited", Subject = name };
}
