using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Recto.App.Features.Operate;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary>Two who fill or write one place at once: the second says that another is at work. What is no site says so in a sentence.</summary>
public sealed class AtOnceTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_site_that_runs_is_not_restored_over_until_it_is_stopped_or_killed()
    {
        await using var data = await PreparedData.MakeAsync("sqlite", _run.Data);
        var backup = Path.Combine(_run.Folder, "a.tar.gz");
        Assert.Equal(0, await _run.RectoAsync("backup", backup, "--data", _run.Data));
        using var site = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "serve", "--urls", "http://127.0.0.1:0", "--data", _run.Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["RECTO_DATABASE"] = "" },
        })!;
        try
        {
            Assert.StartsWith("Recto serves", await site.StandardOutput.ReadLineAsync(Ct), StringComparison.Ordinal);

            Assert.Equal(2, await _run.RectoAsync("restore", backup, "--force", "--data", _run.Data));
            Assert.Contains("A site runs on “" + _run.Data, _run.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetDirectories(_run.Data, "before-restore-*"));
            Assert.Equal(0, await _run.RectoAsync("backup", Path.Combine(_run.Folder, "b.tar.gz"), "--data", _run.Data)); // Which a site does not mind.
        }
        finally
        {
            site.Kill();
            await site.WaitForExitAsync(CancellationToken.None);
        }

        Assert.Equal(0, await _run.RectoAsync("restore", backup, "--force", "--data", _run.Data));
        await using var filling = await SiteLock.FillAsync(Database.At(data.Options), Ct);
        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--force", "--data", _run.Data));
        Assert.Contains("another command is filling it", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _run.RectoAsync("serve", "--urls", "http://127.0.0.1:0", "--data", _run.Data));
        Assert.Contains("Another command is filling “", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_that_a_site_asks_is_not_set_aside()
    {
        await using var data = await PreparedData.MakeAsync("postgresql", _run.Data);
        Assert.SkipWhen(new NpgsqlConnectionStringBuilder(data.Options.PostgreSql).SearchPath is { Length: > 0 }, "A database of its own cannot be made here, and in a shared one others are at work.");
        var backup = Path.Combine(_run.Folder, "a.tar.gz");
        Assert.Equal(0, await _run.RectoAsync("backup", backup, "--data", _run.Data, "--database", data.Options.PostgreSql!));
        await using (var site = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(data.Options.PostgreSql) { Pooling = false }))
        {
            await using var connection = await site.OpenConnectionAsync(Ct);
            await using var watch = new NpgsqlCommand("BEGIN", connection); // At work, whatever the time.
            await watch.ExecuteNonQueryAsync(Ct);

            Assert.Equal(2, await RestoreAsync());
            Assert.Contains("A site runs on this database (1 connection has just asked it something)", _run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, await RestoreAsync());

        Task<int> RestoreAsync() => _run.RectoAsync("restore", backup, "--force", "--data", Path.Combine(_run.Folder, "there"), "--database", data.Options.PostgreSql!);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Of_two_moves_into_one_place_the_second_says_that_another_is_at_work(string kind)
    {
        await using var source = await PreparedData.MakeAsync("sqlite", _run.Data);
        await using var place = await EmptyAsync(kind);
        var to = place.Options.PostgreSql ?? "sqlite:" + place.Options.DataFolder;
        await using (await SiteLock.FillAsync(Database.At(place.Options), Ct))
        {
            Assert.Equal(2, await _run.RectoAsync("move", "--to", to, "--data", _run.Data));
            Assert.Contains(kind == "sqlite" ? "another command is filling it" : "Another “recto move” or “recto restore” is filling this database", _run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, await _run.RectoAsync("move", "--to", to, "--data", _run.Data));
    }

    [Theory]
    [InlineData("backup.tar.gz")]
    [InlineData("backup")]
    public async Task Of_two_backups_to_one_place_the_second_says_that_another_is_at_work(string name)
    {
        await using var data = await PreparedData.MakeAsync("sqlite", _run.Data, demo: false);
        var place = Path.Combine(_run.Folder, name);
        using (BackupWriter.TryLock(place))
        {
            Assert.Equal(2, await _run.RectoAsync("backup", place, "--data", _run.Data));
            Assert.Contains("Another process is backing up to “" + place, _run.Error, StringComparison.Ordinal);
            Assert.Equal(2, await _run.RectoAsync("backup", place, "--data", _run.Data)); // The refused one has not taken the lock away.
        }

        Assert.Equal(0, await _run.RectoAsync("backup", place, "--data", _run.Data));
        Assert.Empty(Directory.GetFiles(_run.Folder, ".*.lock"));
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("garbage", 50_000_000)]
    [InlineData("cut off", 0)]
    public async Task What_is_no_database_is_named_in_one_line_by_every_command(string what, int length)
    {
        await using (await PreparedData.MakeAsync("sqlite", _run.Data))
        {
        }

        var file = Path.Combine(_run.Data, "recto.db");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(file, what switch
        {
            "garbage" => RandomNumberGenerator.GetBytes(length),
            "cut off" => (await File.ReadAllBytesAsync(file, Ct))[..((int)new FileInfo(file).Length / 3)],
            _ => [],
        }, Ct);
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        var words = what == "empty" ? "empty|names no file at all" : "The file of the database is damaged";
        string[][] commands =
        [
            ["backup", Path.Combine(_run.Folder, "a.tar.gz")], ["backup", "--to", Path.Combine(_run.Folder, "many")], ["move", "--to", "sqlite:" + Path.Combine(_run.Folder, "there")], ["files", "sweep"],
            .. what == "empty" ? Array.Empty<string[]>() : [["serve", "--urls", "http://127.0.0.1:0"], ["search", "rebuild"]],
        ];
        foreach (var command in commands)
        {
            var code = await _run.RectoAsync([.. command, "--data", _run.Data]);

            Assert.True(code == 2, $"{string.Join(' ', command)}: {code} {_run.Out} {_run.Error}");
            Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Matches(words, _run.Error);
            Assert.DoesNotContain("   at ", _run.Error, StringComparison.Ordinal);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }

        Assert.Equal(what == "empty" ? 0 : 1, await _run.RectoAsync("doctor", "--data", _run.Data));
        Assert.Contains(what == "empty" ? "steps of migration" : "recto.db", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("“painter” is no role", "serve", "--role", "painter")]
    [InlineData("no connection string of a PostgreSQL", "move", "--to", "painter")]
    [InlineData("The connection string of the database cannot be read", "backup", "a.tar.gz", "--database", "painter")]
    [InlineData("The connection string of the database cannot be read", "files", "sweep", "--database", "Host=there;Port=first")]
    [InlineData("--older-than", "files", "sweep", "--older-than", "soon")]
    public async Task Input_that_cannot_be_used_is_named_in_one_line(string words, params string[] command)
    {
        await using (await PreparedData.MakeAsync("sqlite", _run.Data, demo: false))
        {
        }

        var code = await _run.RectoAsync([.. command.Select(word => word == "a.tar.gz" ? Path.Combine(_run.Folder, word) : word), "--data", _run.Data]);

        Assert.True(code == 2, $"{code} {_run.Out} {_run.Error}");
        Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    private async Task<PreparedData> EmptyAsync(string kind)
    {
        var folder = Path.Combine(_run.Folder, "there");
        if (kind == "sqlite")
        {
            return PreparedData.Over(new DatabaseOptions { DataFolder = folder });
        }

        var made = await PreparedData.MakeAsync(kind, folder, demo: false);
        await using var source = NpgsqlDataSource.Create(made.Options.PostgreSql!);
        await using var command = source.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"DO $$ DECLARE here text := current_schema(); BEGIN EXECUTE format('DROP SCHEMA %I CASCADE; CREATE SCHEMA %I', here, here); END $$"));
        await command.ExecuteNonQueryAsync(Ct);
        return made;
    }
}
