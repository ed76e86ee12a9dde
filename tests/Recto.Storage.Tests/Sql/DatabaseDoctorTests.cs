using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

public abstract class DatabaseDoctorTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task A_sound_database_has_no_problems()
    {
        var health = await new DatabaseDoctor(Database).ExamineAsync(Ct);

        Assert.Empty(health.Problems);
        Assert.True(health.Exists && health.IsWritable);
        Assert.Equal(MigrationSteps.For(Dialect.Sqlite).Select(step => step.Name), health.Applied);
        Assert.StartsWith(Engine == Engine.Sqlite ? "SQLite 3." : "PostgreSQL 1", health.Product, StringComparison.Ordinal);
        Assert.True(health.Bytes > 0 && health.FreeBytes > 0);
        Assert.Equal(Engine == Engine.Sqlite ? "wal" : null, health.JournalMode);
    }

    [Fact]
    public async Task Steps_still_to_be_taken_are_told()
    {
        await using var home = await TestDatabase.CreateAsync(Engine, Ct);
        var database = home.Open();
        await new Migrator(database).MigrateAsync(1, Ct);

        var health = await new DatabaseDoctor(database).ExamineAsync(Ct);

        Assert.Equal([.. MigrationSteps.For(database.Dialect).Skip(1).Select(step => step.Name)], health.Pending);
        Assert.Contains($"{health.Pending.Count} steps of migration", Assert.Single(health.Problems), StringComparison.Ordinal);
    }
}

public sealed class DatabaseDoctorOnSqliteTests() : DatabaseDoctorTests(Engine.Sqlite)
{
    [Fact]
    public async Task A_missing_database_is_told_and_not_made()
    {
        var folder = Path.Combine(Home.Folder, "nowhere", "at", "all");
        await using var database = Database.At(new DatabaseOptions { DataFolder = folder });

        var health = await new DatabaseDoctor(database).ExamineAsync(Ct);

        Assert.False(health.Exists);
        Assert.Contains("There is no database", Assert.Single(health.Problems), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Home.Folder, "broken")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "recto.db"), [.. Enumerable.Repeat((byte)'x', 8192)], Ct);
        await using var database = Database.At(new DatabaseOptions { DataFolder = folder });

        var health = await new DatabaseDoctor(database).ExamineAsync(Ct);

        Assert.Contains("cannot be read", Assert.Single(health.Problems), StringComparison.Ordinal);
    }
}

public sealed class DatabaseDoctorOnPostgresTests() : DatabaseDoctorTests(Engine.Postgres)
{
    [Fact]
    public async Task A_server_that_does_not_answer_is_told_without_the_password()
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = Home.Folder, PostgreSql = "Host=127.0.0.1;Port=1;Username=u;Password=secret;Database=d;Timeout=2" });

        var health = await new DatabaseDoctor(database).ExamineAsync(Ct);

        var problem = Assert.Single(health.Problems);
        Assert.Contains("127.0.0.1:1/d does not answer", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}
