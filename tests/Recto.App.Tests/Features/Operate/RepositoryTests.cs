using Recto.App.Features.Operate;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary><c>recto backup --to</c>: many backups in one folder that share what they have in common, whole at every instant.</summary>
public sealed class RepositoryTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    private string Repository => Path.Combine(_run.Folder, "repository");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_has_not_changed_is_kept_once_and_every_backup_can_be_restored()
    {
        await FillAsync();
        await BackUpAsync();
        var first = Sizes();
        await BackUpAsync();
        var second = Sizes();
        Assert.Contains("0.0 MB of it was new", _run.Out, StringComparison.Ordinal);
        Assert.Equal(first.Where(file => file.Key[0] != 'b'), second.Where(file => file.Key[0] != 'b'));
        Assert.True(second.Where(file => file.Key[0] == 'b').Sum(file => file.Value) < 40_000);

        // A row in the middle of a large table.
        await ExecuteAsync("UPDATE reference_misses SET index_version = 7777777 WHERE index_version = 10000");
        await BackUpAsync();
        var third = Sizes();

        var pieces = first.Count(file => file.Key[0] == 'p');
        Assert.True(pieces > 8, $"{pieces} pieces are too few to tell.");
        Assert.InRange(third.Keys.Except(second.Keys).Count(name => name[0] == 'p'), 1, 2);
        Assert.Equal(3, await ListAsync());
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--data", Path.Combine(_run.Folder, "newest")));
        Assert.Equal(1, await CountAsync("newest", "index_version = 7777777"));
        var before = new BackupRepository(Repository).List()[1].Made;
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--at", before.UtcDateTime.ToString("o"), "--data", Path.Combine(_run.Folder, "earlier")));
        Assert.Equal((0, 1), (await CountAsync("earlier", "index_version = 7777777"), await CountAsync("earlier", "index_version = 10000")));
        Assert.Equal(2, await _run.RectoAsync("restore", Repository, "--at", "2001-01-01", "--data", Path.Combine(_run.Folder, "none")));
        Assert.Contains("no backup of 2001-01-01 or before", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--at", "9999-12-31", "--verify-only")); // No day comes after it.
    }

    [Fact]
    public async Task Old_backups_go_and_the_newer_lose_nothing()
    {
        await FillAsync();
        await BackUpAsync();
        await ExecuteAsync("DELETE FROM reference_misses WHERE index_version > 5000");
        await BackUpAsync();
        var withOld = Sizes();
        await BackUpAsync("--keep", "2");

        Assert.Contains("Kept are 2 backups; 1 older went", _run.Out, StringComparison.Ordinal);
        Assert.True(Sizes().Count <= withOld.Count - 3, "Nothing was taken away.");
        Assert.Equal(2, await ListAsync());
        foreach (var entry in new BackupRepository(Repository).List())
        {
            Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--at", entry.Made.UtcDateTime.ToString("o"), "--verify-only"));
        }

        await BackUpAsync("--keep", "1", "--keep-days", "30"); // Whoever is young stays.
        Assert.Equal(3, await ListAsync());

        // Where a list that stays cannot be read, nobody knows what it needs.
        var damaged = new BackupRepository(Repository).List()[^1].Path;
        var bytes = await File.ReadAllBytesAsync(damaged, Ct);
        await File.WriteAllBytesAsync(damaged, bytes[..(bytes.Length / 2)], Ct);
        Assert.Equal(1, await _run.RectoAsync("backup", "--to", Repository, "--keep", "2", "--data", _run.Data));
        Assert.Contains("no older one was taken away", _run.Error, StringComparison.Ordinal);
        Assert.Equal(4, new BackupRepository(Repository).List().Count);
    }

    [Theory]
    [InlineData("pieces", "is missing or damaged")]
    [InlineData("files", "is not what it was")]
    public async Task A_damaged_piece_is_found_and_is_made_anew_where_the_site_has_it(string kind, string words)
    {
        await FillAsync();
        await BackUpAsync();
        var file = Directory.EnumerateFiles(Path.Combine(Repository, kind), "*", SearchOption.AllDirectories).MaxBy(path => new FileInfo(path).Length)!;
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);

        Assert.Equal(2, await _run.RectoAsync("restore", Repository, "--data", Path.Combine(_run.Folder, "restored")));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_run.Folder, "restored")));

        File.Delete(file);
        Assert.Equal(2, await _run.RectoAsync("restore", Repository, "--verify-only"));
        await BackUpAsync();
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--verify-only"));
    }

    [Fact]
    public async Task Killed_at_any_moment_it_keeps_every_earlier_backup_and_takes_the_next()
    {
        await FillAsync(60_000);
        await BackUpAsync();
        var killed = 0;
        foreach (var moment in (int[])[1, 5, 12])
        {
            await ExecuteAsync($"UPDATE reference_misses SET index_version = index_version + {moment}"); // Every piece is new.
            var before = Sizes().Count;
            killed += await Killed.RunAsync(async process =>
            {
                while (!process.HasExited && Sizes().Count < before + moment)
                {
                    await Task.Delay(1, Ct);
                }
            }, "backup", "--to", Repository, "--keep", "2", "--data", _run.Data) ? 1 : 0;

            Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--verify-only"));
        }

        await BackUpAsync("--keep", "1");
        Assert.True(killed >= 2, "Nothing was killed in the middle.");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository, "unfinished")));
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--data", Path.Combine(_run.Folder, "restored")));
        Assert.Equal(1, await CountAsync("restored", "index_version = 60018"));
    }

    [Fact]
    public async Task Two_at_once_and_one_that_is_being_read_are_refused_with_words()
    {
        await FillAsync();
        await BackUpAsync();
        using (new BackupRepository(Repository).Lock())
        {
            Assert.Equal(2, await _run.RectoAsync("backup", "--to", Repository, "--data", _run.Data));
            Assert.Contains("Another process is backing up", _run.Error, StringComparison.Ordinal);
            Assert.Equal(2, await _run.RectoAsync("restore", Repository, "--verify-only"));
            Assert.Contains("Another process is backing up", _run.Error, StringComparison.Ordinal);
        }

        using (new BackupRepository(Repository).LockForReading())
        {
            Assert.Equal(2, await _run.RectoAsync("backup", "--to", Repository, "--data", _run.Data));
            Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--verify-only")); // Readers do not disturb each other.
        }

        await BackUpAsync();
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_leaves_earlier_backups_as_they_were()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such limit.");
        await FillAsync();
        await BackUpAsync();
        var before = Sizes();
        await ExecuteAsync("UPDATE reference_misses SET index_version = index_version + 1");

        // A file where the pieces' folders are to be: the system refuses as a full disk does.
        foreach (var folder in Enumerable.Range(0, 256).Select(number => Path.Combine(Repository, "pieces", number.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))).Where(folder => !Directory.Exists(folder)))
        {
            await File.WriteAllTextAsync(folder, "", Ct);
        }

        Assert.Equal(2, await _run.RectoAsync("backup", "--to", Repository, "--data", _run.Data));

        Assert.Contains("Earlier backups are as they were", _run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository, "unfinished")));
        Assert.Equal(before.Where(file => file.Key[0] == 'b'), Sizes().Where(file => file.Key[0] == 'b'));
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--verify-only"));
    }

    [Fact]
    public async Task A_file_that_is_damaged_on_the_site_does_not_spoil_the_one_that_is_kept()
    {
        await FillAsync();
        await BackUpAsync();
        var file = Directory.EnumerateFiles(Path.Combine(_run.Data, "files"), "*", SearchOption.AllDirectories).First(path => Path.GetFileName(path).Length == 64);
        await File.WriteAllTextAsync(file, "damaged", Ct);

        Assert.Equal(1, await _run.RectoAsync("backup", "--to", Repository, "--data", _run.Data));

        Assert.Contains("1 files are damaged on this disk", _run.Error, StringComparison.Ordinal);
        var first = new BackupRepository(Repository).List()[0].Made;
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--at", first.UtcDateTime.ToString("o"), "--verify-only"));
    }

    [Theory]
    [InlineData("--keep", "0", "1 or more")]
    [InlineData("--keep", "3", "Name the archive or folder", false)]
    public async Task What_does_not_go_together_is_refused(string option, string value, string words, bool to = true)
    {
        await FillAsync();

        Assert.Equal(2, await _run.RectoAsync(["backup", option, value, .. to ? ["--to", Repository] : (string[])[], "--data", _run.Data]));

        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Repository));
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone_and_one_of_a_newer_program_is_refused()
    {
        await FillAsync();
        _run.Write("repository/letter.txt", "mine");
        Assert.Equal(2, await _run.RectoAsync("backup", "--to", Repository, "--data", _run.Data));
        Assert.Contains("holds something else", _run.Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(Repository, "letter.txt"));
        await BackUpAsync();

        Assert.Equal(2, await _run.RectoAsync("backup", Repository, "--force", "--data", _run.Data));
        Assert.Contains("something else than a backup", _run.Error, StringComparison.Ordinal);
        _run.Write("repository/recto-repository.json", """{"format":2}""");
        Assert.Equal(2, await _run.RectoAsync("backup", "--to", Repository, "--data", _run.Data));
        Assert.Contains("newer Recto", _run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _run.RectoAsync("restore", Repository, "--list"));
    }

    private async Task FillAsync(int rows = 20_000)
    {
        _run.Write("one.jpg", Pictures.Jpeg(300, 200));
        Assert.Equal(0, await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><caption><p>A leaf.</p></caption><graphic xlink:href="one.jpg"/></fig><p>Words.</p>"""))));
        await ExecuteAsync($"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO reference_misses (string_key, index_version) SELECT substr('{new string('0', 64)}', 1, 64 - length(CAST(i * 7919 AS TEXT))) || (i * 7919), i FROM n");
    }

    private async Task BackUpAsync(params string[] more)
    {
        await Task.Delay(5, Ct); // Names are of milliseconds.
        Assert.True(await _run.RectoAsync(["backup", "--to", Repository, .. more, "--data", _run.Data]) == 0, _run.Error);
    }

    private async Task<int> ListAsync()
    {
        Assert.Equal(0, await _run.RectoAsync("restore", Repository, "--list"));
        return _run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    private SortedDictionary<string, long> Sizes() => new(new DirectoryInfo(Repository).EnumerateDirectories().Where(folder => folder.Name != "unfinished").SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
        .ToDictionary(file => Path.GetRelativePath(Repository, file.FullName), file => file.Length), StringComparer.Ordinal);

    private async Task<long> CountAsync(string folder, string where)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = Path.Combine(_run.Folder, folder) });
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM reference_misses WHERE " + where;
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
