using Npgsql;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests;

/// <summary>Which database a test runs on.</summary>
public enum Engine
{
    Sqlite = 1,
    Postgres,
}

/// <summary>A new, empty database for one test, gone afterwards: a file of its own, or a schema of its own in the PostgreSQL that RECTO_TEST_POSTGRES names.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<Database> _opened = [];
    private string? _server;
    private string? _name;

    public required DatabaseOptions Options { get; init; }

    public string Folder => _folder;

    public static async Task<TestDatabase> CreateAsync(Engine engine, CancellationToken ct)
    {
        if (engine == Engine.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("recto-storage-").FullName;
            return new TestDatabase(folder) { Options = new DatabaseOptions { DataFolder = folder } };
        }

        var server = RequirePostgres();
        var name = "recto_test_" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand($"CREATE SCHEMA {name}");
        await command.ExecuteNonQueryAsync(ct);
        var own = new NpgsqlConnectionStringBuilder(server) { SearchPath = name, MaxPoolSize = 20, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 1 }.ToString();
        var temporary = Directory.CreateTempSubdirectory("recto-storage-").FullName;
        return new TestDatabase(temporary) { Options = new DatabaseOptions { DataFolder = temporary, PostgreSql = own }, _server = server, _name = name };
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
            await using var source = NpgsqlDataSource.Create(_server);
            await using var command = source.CreateCommand($"DROP SCHEMA {_name} CASCADE");
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
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
