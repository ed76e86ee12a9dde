using System.Globalization;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary>The rehearsal of docs/operate/point-in-time.md, with the scripts of deploy/ on a real cluster: what was there before the mistake is there again, and nothing of what came after.</summary>
public sealed class PointInTimeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_goes_back_to_the_instant_before_a_mistake()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for the shell.");
        using var run = new Run();
        await using var cluster = await OwnCluster.StartAsync();
        string[] site = ["--data", run.Data, "--database", cluster.Connection];
        Assert.Equal(0, await run.RectoAsync(["import", run.Write("before.xml", Samples.Jats("Before", body: "<p>Words.</p>")), .. site]));
        var bases = Path.Combine(cluster.Folder, "bases");
        var made = (await cluster.PointInTimeAsync("base", bases)).Trim().Split('\n')[^1];

        Assert.Equal(0, await run.RectoAsync(["import", run.Write("between.xml", Samples.Jats("Between", body: "<p>After the base backup.</p>")), .. site]));
        var page = await PageAsync(run.Data, cluster.Connection, "maubert-between");
        var instant = await ScalarAsync(cluster, "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00'");
        await Task.Delay(50, Ct);
        Assert.Equal(0, await run.RectoAsync(["import", run.Write("later.xml", Samples.Jats("Later", body: "<p>Too late.</p>")), .. site]));
        await ScalarAsync(cluster, "WITH gone AS (DELETE FROM articles RETURNING 1) SELECT COUNT(*)::text FROM gone");
        await ScalarAsync(cluster, "WITH gone AS (DELETE FROM issues RETURNING 1) SELECT COUNT(*)::text FROM gone");
        await ScalarAsync(cluster, "WITH gone AS (DELETE FROM journals RETURNING 1) SELECT COUNT(*)::text FROM gone");
        Assert.Null(await PageAsync(run.Data, cluster.Connection, "maubert-between"));
        await ArchiveAsync(cluster);
        await cluster.StopServerAsync();

        await cluster.PointInTimeAsync("restore", made, cluster.Log, Path.Combine(cluster.Folder, "again"), instant);
        await cluster.StartServerAsync("again");

        Assert.Equal(page, await PageAsync(run.Data, cluster.Connection, "maubert-between"));
        Assert.NotNull(await PageAsync(run.Data, cluster.Connection, "maubert-before"));
        Assert.Null(await PageAsync(run.Data, cluster.Connection, "maubert-later"));
        Assert.NotEqual("0", await ScalarAsync(cluster, "SELECT COUNT(*)::text FROM journals"));
        await RequireFilesAsync(run.Data, cluster.Connection);
        Assert.True(await run.RectoAsync(["doctor", .. site]) is 0, run.Out);
        Assert.Contains("PostgreSQL", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await run.RectoAsync(["import", run.Write("after.xml", Samples.Jats("After", body: "<p>Life goes on.</p>")), .. site])); // It takes new rows again.
    }

    [Fact]
    public async Task The_scripts_refuse_what_would_lose_something()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for the shell.");
        await using var cluster = await OwnCluster.StartAsync();
        var bases = Path.Combine(cluster.Folder, "bases");
        var first = (await cluster.PointInTimeAsync("base", bases)).Trim().Split('\n')[^1];
        await Task.Delay(1100, Ct); // Names are of seconds.
        var second = (await cluster.PointInTimeAsync("base", bases)).Trim().Split('\n')[^1];
        await ArchiveAsync(cluster);
        var kept = Directory.EnumerateFiles(cluster.Log).Order(StringComparer.Ordinal).ToList();
        await OwnCluster.AsOwnerAsync("sh", "-c", $"echo another > '{cluster.Folder}/other'");

        // Another file of that name is not overwritten; the same again is well.
        await Assert.ThrowsAsync<InvalidOperationException>(() => OwnCluster.AsOwnerAsync(Path.Combine(cluster.Folder, "recto-wal-archive"), Path.Combine(cluster.Folder, "other"), kept[0]));
        await OwnCluster.AsOwnerAsync("sh", "-c", $"cp '{kept[0]}' '{cluster.Folder}/same' && '{cluster.Folder}/recto-wal-archive' '{cluster.Folder}/same' '{kept[0]}'");

        // A cluster folder that holds something stays, a base backup that is damaged is no base.
        Assert.Contains("not empty", (await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.PointInTimeAsync("restore", first, cluster.Log, Path.Combine(cluster.Folder, "data"), "2026-01-01"))).Message, StringComparison.Ordinal);
        await OwnCluster.AsOwnerAsync("sh", "-c", $"echo x >> '{first}/PG_VERSION'");
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.PointInTimeAsync("restore", first, cluster.Log, Path.Combine(cluster.Folder, "again"), "2026-01-01"));
        Assert.False(Directory.Exists(Path.Combine(cluster.Folder, "again")));

        await cluster.PointInTimeAsync("prune", bases, cluster.Log, "1");
        Assert.Equal([second], Directory.EnumerateDirectories(bases));
        var left = Directory.EnumerateFiles(cluster.Log).Order(StringComparer.Ordinal).ToList();
        Assert.Subset(kept.ToHashSet(), left.ToHashSet());
        Assert.InRange(left.Count, 1, kept.Count - 1);
    }

    // Waits until the log that has been written is where the archive is.
    private static async Task ArchiveAsync(OwnCluster cluster)
    {
        var file = await ScalarAsync(cluster, "SELECT pg_walfile_name(pg_switch_wal())");
        for (var tries = 0; !File.Exists(Path.Combine(cluster.Log, file)); tries++)
        {
            Assert.True(tries < 200, "The log was not archived.");
            await Task.Delay(50, Ct);
        }
    }

    // Whatever the restored database names is in the store: files are kept longer than their rows.
    private static async Task RequireFilesAsync(string data, string connection)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = data, PostgreSql = connection });
        var named = await new ArticleFileStore(database).ListHashesAsync(Ct);
        Assert.NotEmpty(named);
        foreach (var hash in named)
        {
            await using var file = await new LocalFileStore(DataPlace.FilesFolder(database.Options)).OpenAsync(hash, Ct);
            Assert.NotNull(file);
        }
    }

    private static async Task<string?> PageAsync(string data, string connection, string slug)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = data, PostgreSql = connection });
        return await new Storage.Articles.ArticleStore(database).FindPageAsync(slug, Visibility.Published, Ct) is { } page ? System.Text.Encoding.UTF8.GetString(page.BodyHtml) : null;
    }

    private static async Task<string> ScalarAsync(OwnCluster cluster, string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(cluster.Connection);
        await using var command = source.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture)!;
    }
}
