using Npgsql;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web;

/// <summary>
/// What a site stands on, new for one test and gone with it: files in a folder, and a database at the newest schema, with the demo journal or empty. It is a copy of what was prepared once:
/// on SQLite of a file, on PostgreSQL of a database, or, where the tests may not make databases, a schema that is prepared anew.
/// </summary>
internal sealed class PreparedData : IAsyncDisposable
{
    private static readonly Terminal Silent = new(TextWriter.Null, TextWriter.Null, () => Stream.Null, ShowsProgress: false);

    private static readonly (Lazy<Task<string>> Empty, Lazy<Task<string>> Demo) Folders = (new(() => PrepareFolderAsync(demo: false)), new(() => PrepareFolderAsync(demo: true)));
    private static readonly (Lazy<Task<Prepared?>> Empty, Lazy<Task<Prepared?>> Demo) Databases = (new(() => PrepareDatabaseAsync(demo: false)), new(() => PrepareDatabaseAsync(demo: true)));

    private readonly string? _server;
    private readonly string? _drop;

    private PreparedData(DatabaseOptions options, string? server = null, string? drop = null) => (Options, _server, _drop) = (options, server, drop);

    /// <summary>What is there already, and stays.</summary>
    public static PreparedData Over(DatabaseOptions options) => new(options);

    /// <summary>How a site reaches it.</summary>
    public DatabaseOptions Options { get; }

    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>; the latter skips the test where there is no server.</param>
    /// <param name="folder">Where its files go; is made.</param>
    /// <param name="demo">Whether it has the demo journal.</param>
    public static async Task<PreparedData> MakeAsync(string kind, string folder, bool demo = true)
    {
        Directory.CreateDirectory(folder);
        if (kind != "postgresql")
        {
            Copy(await (demo ? Folders.Demo : Folders.Empty).Value, folder);
            return new(new() { DataFolder = folder });
        }

        var server = RequireServer();
        var name = "recto_site_" + Guid.NewGuid().ToString("N");
        if (await (demo ? Databases.Demo : Databases.Empty).Value is { } prepared)
        {
            await RunAsync(server, $"CREATE DATABASE {name} TEMPLATE {prepared.Database}");
            Copy(prepared.Folder, folder);
            return new(new() { DataFolder = folder, PostgreSql = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString() }, server, $"DROP DATABASE {name} WITH (FORCE)");
        }

        await RunAsync(server, $"CREATE SCHEMA {name}");
        var made = new PreparedData(new() { DataFolder = folder, PostgreSql = new NpgsqlConnectionStringBuilder(server) { SearchPath = name, MaxPoolSize = 10 }.ToString() }, server, $"DROP SCHEMA {name} CASCADE");
        await ServeCommand.PrepareAsync(made.Options, demo, Silent, CancellationToken.None);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await RunAsync(_server, _drop!);
        }
    }

    private static string RequireServer()
    {
        if (Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES") is { Length: > 0 } server)
        {
            return server;
        }

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "RECTO_TEST_POSTGRES holds no connection string.");
        throw new InvalidOperationException("RECTO_TEST_POSTGRES holds no connection string in CI.");
    }

    private static async Task<string> PrepareFolderAsync(bool demo)
    {
        var run = new Run();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => run.Dispose();
        await ServeCommand.PrepareAsync(new DatabaseOptions { DataFolder = run.Data }, demo, Silent, CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools(); // What the last connection closes is whole.
        return run.Data;
    }

    // Null where the server does not let the tests make databases.
    private static async Task<Prepared?> PrepareDatabaseAsync(bool demo)
    {
        var server = RequireServer();
        await using var source = NpgsqlDataSource.Create(server);
        await using var may = source.CreateCommand("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user");
        if (await may.ExecuteScalarAsync() is not true)
        {
            return null;
        }

        var run = new Run();
        Directory.CreateDirectory(run.Data);
        var name = "recto_prepared_" + Guid.NewGuid().ToString("N");
        await RunAsync(server, $"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            run.Dispose();
            RunAsync(server, $"DROP DATABASE {name} WITH (FORCE)").GetAwaiter().GetResult();
        };
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ToString(); // Nobody may be in it when it is copied.
        await ServeCommand.PrepareAsync(new DatabaseOptions { DataFolder = run.Data, PostgreSql = own }, demo, Silent, CancellationToken.None);
        return new(name, run.Data);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    // The database of which others are copies, and the files that belong to it.
    private sealed record Prepared(string Database, string Folder);
}
