using Npgsql;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests;

/// <summary>Which database a test runs on.</summary>
public enum Engine
{
    Sqlite = 1,
    Postgres,
}

/// <summary>
/// A new database for one test, gone afterwards: a file of its own, or a schema of its own in the PostgreSQL that RECTO_TEST_POSTGRES names. One at the newest schema is a copy of one that was migrated once,
/// on PostgreSQL a database of its own where the tests may make databases.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> NewestFile = new(MakeFileAsync);
    private static readonly Lazy<Task<string?>> NewestDatabase = new(MakeDatabaseAsync);

    private readonly string _folder;
    private readonly List<Database> _opened = [];
    private string? _server;
    private string? _drop;

    public required DatabaseOptions Options { get; init; }

    public string Folder => _folder;

    /// <summary>At the newest schema.</summary>
    public static async Task<TestDatabase> CreateNewestAsync(Engine engine, CancellationToken ct)
    {
        if (engine == Engine.Postgres && await NewestDatabase.Value is { } template)
        {
            var server = RequirePostgres();
            var name = "recto_test_" + Guid.NewGuid().ToString("N");
            await RunAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}", ct);
            return OnPostgres(server, new NpgsqlConnectionStringBuilder(server) { Database = name }, $"DROP DATABASE {name} WITH (FORCE)");
        }

        var made = await CreateAsync(engine, ct);
        if (engine == Engine.Sqlite)
        {
            File.Copy(await NewestFile.Value, made.Options.SqliteFile);
        }
        else
        {
            await new Migrator(made.Open()).MigrateAsync(ct);
        }

        return made;
    }

    /// <summary>Empty.</summary>
    public static async Task<TestDatabase> CreateAsync(Engine engine, CancellationToken ct)
    {
        if (engine == Engine.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("recto-storage-").FullName;
            return new TestDatabase(folder) { Options = new DatabaseOptions { DataFolder = folder } };
        }

        var server = RequirePostgres();
        var name = "recto_test_" + Guid.NewGuid().ToString("N");
        await RunAsync(server, $"CREATE SCHEMA {name}", ct);
        return OnPostgres(server, new NpgsqlConnectionStringBuilder(server) { SearchPath = name }, $"DROP SCHEMA {name} CASCADE");
    }

    private TestDatabase(string folder) => _folder = folder;

    /// <summary>Another view of the database, as another process would have it.</summary>
    public Database Open()
    {
        var database = Database.At(Options);
        _opened.Add(database);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _opened)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        if (_server is not null)
        {
            await RunAsync(_server, _drop!, CancellationToken.None);
        }
    }

    private static TestDatabase OnPostgres(string server, NpgsqlConnectionStringBuilder own, string drop)
    {
        (own.MaxPoolSize, own.ConnectionIdleLifetime, own.ConnectionPruningInterval) = (20, 5, 1);
        var temporary = Directory.CreateTempSubdirectory("recto-storage-").FullName;
        return new TestDatabase(temporary) { Options = new DatabaseOptions { DataFolder = temporary, PostgreSql = own.ToString() }, _server = server, _drop = drop };
    }

    private static async Task<string> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("recto-storage-newest-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var options = new DatabaseOptions { DataFolder = folder };
        await using var database = Database.At(options);
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        return options.SqliteFile;
    }

    // Null where the server does not let the tests make databases.
    private static async Task<string?> MakeDatabaseAsync()
    {
        var server = RequirePostgres();
        await using var source = NpgsqlDataSource.Create(server);
        await using var may = source.CreateCommand("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user");
        if (await may.ExecuteScalarAsync() is not true)
        {
            return null;
        }

        var name = "recto_newest_" + Guid.NewGuid().ToString("N");
        await RunAsync(server, $"CREATE DATABASE {name}", CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RunAsync(server, $"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None).GetAwaiter().GetResult();
        await using var made = OnPostgres(server, new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }, "SELECT 1");
        await new Migrator(made.Open()).MigrateAsync(CancellationToken.None);
        return name;
    }

    private static async Task RunAsync(string server, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string RequirePostgres()
    {
        if (Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES") is { Length: > 0 } server)
        {
            return server;
        }

        const string How = "RECTO_TEST_POSTGRES holds no connection string of a PostgreSQL 15 or newer ('.ci/postgres.sh run dotnet test' gives one).";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(How);
        }

        Assert.Skip(How);
        return "";
    }
}
