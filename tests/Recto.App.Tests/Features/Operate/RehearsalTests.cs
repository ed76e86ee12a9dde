using System.Security.Cryptography;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Audit;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary>The rehearsal of an operator: a site is backed up while somebody writes, and restored on a machine that has nothing. Every table, every file and the pages are what they were.</summary>
public sealed class RehearsalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_site_that_was_backed_up_while_it_was_written_to_lives_on_elsewhere(string kind)
    {
        await using var site = await WebSite.StartAsync(kind: kind);
        using var machine = new Run();
        await using var bare = await EmptyAsync(kind, machine.Data);
        string[] pages = ["/", ReadOnlySite.Marchmont, ReadOnlySite.Marchmont + "/cite", "/journals", "/about"];
        var before = await PagesAsync(site.Client, pages);
        var repository = Path.Combine(machine.Folder, "repository");
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writer = Task.Run(async () =>
        {
            for (; !stop.IsCancellationRequested; written++)
            {
                await using var tx = await site.Database.BeginAsync(Ct);
                await new AuditStore(site.Database).AppendAsync(tx, new AuditEntry { Person = "A writer", Act = "journal.edited", Subject = "journal/x" }, DateTimeOffset.UtcNow, Ct);
                await tx.CommitAsync(Ct);
            }
        }, Ct);

        string[] old = ["--data", site.Commands.Data, .. Named(site.Database.Options)];
        Assert.True(await machine.RectoAsync(["backup", "--to", repository, .. old]) == 0, machine.Error);
        Assert.True(await machine.RectoAsync(["backup", "--to", repository, "--keep", "1", .. old]) == 0, machine.Error);
        await stop.CancelAsync();
        await writer;
        Assert.True(await machine.RectoAsync(["restore", repository, "--data", machine.Data, .. Named(bare.Options)]) == 0, machine.Error);

        await using var restored = Database.At(bare.Options);
        var compared = await new DatabaseMove(site.Database, restored).CompareAsync(_ => { }, Ct);
        Assert.True(written > 1);
        Assert.All(compared.Where(table => table.Table != "audit" && !TableShape.IsDerived(table.Table)), table => Assert.True(table.IsSame, table.ToString()));
        Assert.Equal((0, 0), compared.Where(table => table.Table == "audit").Select(table => (table.Extra, table.Changed)).Single()); // What the writer wrote last was too late; nothing else is other.
        Assert.Equal(FilesIn(site.Commands.Data), FilesIn(machine.Data));
        var again = Site.Build(new SiteOptions { Database = bare.Options, Urls = "http://127.0.0.1:0" });
        await again.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri(again.Urls.Single()) };
        Assert.Equal(before, await PagesAsync(client, pages));
        await again.StopAsync(Ct);
        await again.DisposeAsync();
    }

    private static string[] Named(DatabaseOptions options) => options.PostgreSql is { } connection ? ["--database", connection] : [];

    private static async Task<Bare> EmptyAsync(string kind, string folder)
    {
        if (kind == "sqlite")
        {
            return new Bare(new DatabaseOptions { DataFolder = folder }, null, "");
        }

        var server = Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES")!;
        var schema = "recto_bare_" + Guid.NewGuid().ToString("N");
        var source = Npgsql.NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand($"CREATE SCHEMA {schema}");
        await command.ExecuteNonQueryAsync(Ct);
        return new Bare(new DatabaseOptions { DataFolder = folder, PostgreSql = new Npgsql.NpgsqlConnectionStringBuilder(server) { SearchPath = schema, Pooling = false }.ToString() }, source, schema);
    }

    // Where the site stands is said in its pages.
    private static async Task<List<string>> PagesAsync(HttpClient client, string[] paths)
    {
        var pages = new List<string>();
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path, Ct);
            pages.Add($"{path} {(int)answer.StatusCode} {(await answer.Content.ReadAsStringAsync(Ct)).Replace(client.BaseAddress!.Authority, "here", StringComparison.Ordinal)}");
        }

        return pages;
    }

    private static List<string> FilesIn(string data) => [.. Directory.EnumerateFiles(DataPlace.FilesFolder(new DatabaseOptions { DataFolder = data }), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).Order(StringComparer.Ordinal)];

    private sealed record Bare(DatabaseOptions Options, Npgsql.NpgsqlDataSource? Server, string Schema) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Server is not null)
            {
                await using (Server)
                {
                    await using var command = Server.CreateCommand($"DROP SCHEMA {Schema} CASCADE");
                    await command.ExecuteNonQueryAsync(CancellationToken.None);
                }
            }
        }
    }
}
