using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary><c>recto backup</c> and <c>recto restore</c> as an operator runs them.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("site.tar.gz")]
    [InlineData("site")]
    public async Task A_site_that_is_restored_serves_the_same_pages_and_files(string name)
    {
        await FillAsync();
        var backup = Path.Combine(_run.Folder, name);

        Assert.Equal(0, await _run.RectoAsync("backup", backup, "--data", _run.Data));
        Assert.Contains("are backed up", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync("restore", backup, "--data", Restored));

        Assert.Contains("are restored", _run.Out, StringComparison.Ordinal);
        Assert.Equal(FilesIn(Path.Combine(_run.Data, "files")), FilesIn(Path.Combine(Restored, "files")));
        Assert.False(File.Exists(Path.Combine(Restored, "recto.db-wal")), "The log was not folded into the database.");
        Assert.Equal(await PageAsync(_run.Data), await PageAsync(Restored));
        Assert.Equal(0, await _run.RectoAsync("doctor", "--data", _run.Data));
        Assert.Contains("backup: the last one is of", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_site_is_backed_up_with_its_keys()
    {
        await using var site = await WebSite.StartAsync();
        using (await site.GetAsync("/desk", site.Administrator()))
        {
        }

        var backup = Path.Combine(_run.Folder, "a.tar.gz");
        Assert.Equal(0, await site.Commands.RectoAsync("backup", backup, "--data", site.Commands.Data));

        var names = await NamesAsync(backup);
        Assert.Equal("recto-backup.json", names[0]);
        Assert.Equal("checksums.sha256", names[^1]);
        Assert.Contains(names, name => name.StartsWith("keys/", StringComparison.Ordinal) || name == "tables/protection_keys.jsonl");
        Assert.Contains("tables/articles.jsonl", names);
    }

    [Fact]
    public async Task A_backup_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights otherwise.");
        await FillAsync();
        await _run.RectoAsync("backup", Path.Combine(_run.Folder, "a.tgz"), "--data", _run.Data);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_run.Folder, "a.tgz")));
        }
    }

    [Fact]
    public async Task What_is_there_is_not_overwritten_unless_that_is_asked_for()
    {
        await FillAsync();
        var archive = _run.Write("a.tar.gz", "mine");
        var folder = Path.Combine(_run.Folder, "folder");
        _run.Write("folder/letter.txt", "mine too");

        Assert.Equal(2, await _run.RectoAsync("backup", archive, "--data", _run.Data));
        Assert.Contains("--force", _run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(archive, Ct));
        Assert.Equal(2, await _run.RectoAsync("backup", folder, "--force", "--data", _run.Data));
        Assert.Contains("something else than a backup", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RectoAsync("backup", archive, "--force", "--data", _run.Data));
        Assert.Equal(0, await _run.RectoAsync("restore", archive, "--data", Restored));
        Assert.Equal(["a.tar.gz", "a.xml", "data", "folder", "one.jpg", "restored"], Directory.EnumerateFileSystemEntries(_run.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)); // Nothing for the time being is left.
    }

    [Theory]
    [InlineData("a.zip", "no name for a backup")]
    [InlineData("nowhere/a.tar.gz", "does not exist")]
    [InlineData("data/files/a.tar.gz", "cannot stand among")]
    public async Task A_place_that_is_none_is_refused_with_words(string place, string words)
    {
        await FillAsync();

        Assert.Equal(2, await _run.RectoAsync("backup", Path.Combine(_run.Folder, place), "--data", _run.Data));

        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_site_there_is_nothing_to_back_up()
    {
        Assert.Equal(2, await _run.RectoAsync("backup", Path.Combine(_run.Folder, "a.tar.gz"), "--data", _run.Data));

        Assert.Contains("There is no database", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Data));
    }

    [Fact]
    public async Task A_site_that_is_there_stays_and_with_force_is_set_aside_whole()
    {
        var backup = await BackedUpAsync();
        _run.Write("restored/letter.txt", "mine");

        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Restored));
        Assert.Contains("not empty", _run.Error, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], EntriesOf(Restored));
        Assert.Equal(0, await _run.RectoAsync("restore", backup, "--data", Restored, "--force"));

        Assert.Contains("What was there before is kept in", _run.Out, StringComparison.Ordinal);
        var aside = Assert.Single(Directory.EnumerateDirectories(Restored, "before-restore-*"));
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(aside, "letter.txt"), Ct));
        Assert.True(File.Exists(Path.Combine(Restored, "recto.db")));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task An_archive_that_is_cut_off_is_refused_before_anything_is_touched(double part)
    {
        var backup = await BackedUpAsync();
        var bytes = await File.ReadAllBytesAsync(backup, Ct);
        await File.WriteAllBytesAsync(backup, bytes[..(int)(bytes.Length * part)], Ct);

        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Restored));

        Assert.Contains("cut off", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public async Task One_changed_byte_is_found()
    {
        await FillAsync();
        var backup = Path.Combine(_run.Folder, "backup");
        await _run.RectoAsync("backup", backup, "--data", _run.Data);
        var articles = Path.Combine(backup, "tables/articles.jsonl");
        var bytes = await File.ReadAllBytesAsync(articles, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(articles, bytes, Ct);

        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Restored));

        Assert.Contains("tables/articles.jsonl in the backup is not what it was", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/etc/evil")]
    [InlineData("files/../../evil")]
    [InlineData("tables/..\\evil.jsonl")]
    [InlineData("files/aa/evil")]
    [InlineData("keys/../recto.db")]
    public async Task A_name_that_leads_elsewhere_is_refused_and_writes_nothing(string name)
    {
        var backup = await AlteredAsync(await BackedUpAsync(), tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("x"u8.ToArray()) }));

        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Restored));

        Assert.Contains("which no backup of Recto does", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
        Assert.Empty(Directory.EnumerateFiles(_run.Folder, "evil", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_link_in_it_is_refused()
    {
        var backup = await AlteredAsync(await BackedUpAsync(), tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "tables/link.jsonl") { LinkName = "/etc/passwd" }));

        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Restored));

        Assert.Contains("no file but a link", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1,", "\"format\": 9,", "newer Recto")]
    [InlineData("\"0001_journals_and_issues\",", "\"0001_journals_and_issues\", \"9000_from_the_future\",", "9000_from_the_future")]
    public async Task A_backup_of_a_newer_program_is_refused_with_its_name(string was, string will, string words)
    {
        await FillAsync();
        var backup = Path.Combine(_run.Folder, "backup");
        await _run.RectoAsync("backup", backup, "--data", _run.Data);
        await RewriteAsync(backup, "recto-backup.json", text => text.Replace(was, will, StringComparison.Ordinal));

        Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Restored));

        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a backup at all")]
    [InlineData("")]
    public async Task Something_else_is_no_backup(string content)
    {
        var file = _run.Write("a.tar.gz", content);

        Assert.Equal(2, await _run.RectoAsync("restore", file, "--data", Restored));

        Assert.Matches("cut off or damaged|no backup", _run.Error);
        Assert.DoesNotContain("at Recto.", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_leaves_nothing_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !Directory.Exists("/dev/shm") || !File.Exists("/dev/full"), "There is no such device here.");
        await FillAsync();

        // The archive is written beside /dev/full under another name first, which nobody may: the same words as a full disk.
        Assert.Equal(2, await _run.RectoAsync("backup", "/proc/recto.tar.gz", "--data", _run.Data));

        Assert.Contains("The backup was not made, and nothing of it is left", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_store_lost_is_told_and_the_rest_is_backed_up()
    {
        await FillAsync();
        File.Delete(FilesOf(_run.Data).First());

        Assert.Equal(1, await _run.RectoAsync("backup", Path.Combine(_run.Folder, "a.tar.gz"), "--data", _run.Data));

        Assert.Contains("1 files that the database names are not in the file store", _run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run.Folder, "a.tar.gz")));
    }

    [Fact]
    public async Task A_site_moves_from_SQLite_to_PostgreSQL_and_back()
    {
        var server = Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server) && Environment.GetEnvironmentVariable("CI") != "true", "RECTO_TEST_POSTGRES holds no connection string.");
        var schema = "recto_move_" + Guid.NewGuid().ToString("N");
        await using var source = Npgsql.NpgsqlDataSource.Create(server!);
        await ExecuteAsync(source, $"CREATE SCHEMA {schema}");
        try
        {
            var there = new Npgsql.NpgsqlConnectionStringBuilder(server) { SearchPath = schema, Pooling = false }.ToString();
            var backup = await BackedUpAsync();
            var page = await PageAsync(_run.Data);

            Assert.Equal(0, await _run.RectoAsync("restore", backup, "--data", Restored, "--database", there));
            Assert.Equal(page, await PageAsync(Restored, there));
            Assert.Equal(2, await _run.RectoAsync("restore", backup, "--data", Path.Combine(_run.Folder, "third"), "--database", there));
            Assert.Contains("The PostgreSQL database is not empty", _run.Error, StringComparison.Ordinal);
            var back = Path.Combine(_run.Folder, "back.tar.gz");
            Assert.Equal(0, await _run.RectoAsync("backup", back, "--data", Restored, "--database", there));
            Assert.Equal(0, await _run.RectoAsync("restore", back, "--data", Path.Combine(_run.Folder, "home")));

            Assert.Equal(page, await PageAsync(Path.Combine(_run.Folder, "home")));
        }
        finally
        {
            await ExecuteAsync(source, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    private string Restored => Path.Combine(_run.Folder, "restored");

    private async Task FillAsync()
    {
        var file = _run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><caption><p>A leaf.</p></caption><graphic xlink:href="one.jpg"/></fig><p>Words.<xref ref-type="fn" rid="n1">1</xref></p>"""));
        _run.Write("one.jpg", Pictures.Jpeg(700, 400));
        Assert.Equal(0, await _run.ImportAsync(file));
    }

    private async Task<string> BackedUpAsync()
    {
        await FillAsync();
        var backup = Path.Combine(_run.Folder, "backup.tar.gz");
        Assert.Equal(0, await _run.RectoAsync("backup", backup, "--data", _run.Data));
        return backup;
    }

    private static async Task<string> PageAsync(string data, string? postgres = null)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = data, PostgreSql = postgres });
        return Encoding.UTF8.GetString((await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!.BodyHtml);
    }

    private static async Task ExecuteAsync(Npgsql.NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static IEnumerable<string> FilesOf(string data) => Directory.EnumerateFiles(Path.Combine(data, "files"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).Length == 64).Order(StringComparer.Ordinal);

    private static List<string> FilesIn(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).Order(StringComparer.Ordinal)];

    private static List<string?> EntriesOf(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)];

    private static async Task<List<string>> NamesAsync(string archive)
    {
        await using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        await using var tar = new TarReader(packed);
        var names = new List<string>();
        while (await tar.GetNextEntryAsync(cancellationToken: Ct) is { } entry)
        {
            names.Add(entry.Name);
        }

        return names;
    }

    // The same archive with one more entry before its checksums.
    private async Task<string> AlteredAsync(string archive, Action<TarWriter> add)
    {
        var altered = Path.Combine(_run.Folder, "altered.tar.gz");
        await using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        await using var tar = new TarReader(packed);
        await using var output = new GZipStream(File.Create(altered), CompressionLevel.Fastest);
        await using var writer = new TarWriter(output);
        while (await tar.GetNextEntryAsync(copyData: true, Ct) is { } entry)
        {
            if (entry.Name == "checksums.sha256")
            {
                add(writer);
            }

            await writer.WriteEntryAsync(entry, Ct);
        }

        return altered;
    }

    // Changes a file of a backup folder, and its checksum with it.
    private static async Task RewriteAsync(string backup, string name, Func<string, string> change)
    {
        var path = Path.Combine(backup, name);
        var (was, will) = (await File.ReadAllTextAsync(path, Ct), change(await File.ReadAllTextAsync(path, Ct)));
        Assert.NotEqual(was, will);
        await File.WriteAllTextAsync(path, will, Ct);
        var checksums = Path.Combine(backup, "checksums.sha256");
        var lines = (await File.ReadAllLinesAsync(checksums, Ct)).Select(line => line.EndsWith("  " + name, StringComparison.Ordinal) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(will))) + "  " + name : line);
        await File.WriteAllTextAsync(checksums, string.Join('\n', lines) + "\n", Ct);
    }
}
