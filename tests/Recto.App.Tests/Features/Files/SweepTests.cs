using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.Files;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Backups;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Files;

/// <summary><c>recto files sweep</c> and the job that does it: what nothing names goes, after its time, and whatever a row names stays.</summary>
public sealed class SweepTests : IDisposable
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_nothing_names_goes_after_its_time_and_all_that_a_row_names_stays(string kind)
    {
        await using var data = await PreparedData.MakeAsync(kind, _run.Data);
        var (files, clock) = (new LocalFileStore(DataPlace.FilesFolder(data.Options)), new FakeTimeProvider(DateTimeOffset.UtcNow));
        await using var database = Database.At(data.Options);
        var (orphan, cover, issue, version, made, original) = (await KeepAsync("orphan"), await KeepAsync("cover"), await KeepAsync("issue"), await KeepAsync("version"), await KeepAsync("made"), await KeepAsync("original"));
        await using (var connection = await database.Source.OpenConnectionAsync(Ct))
        {
            await connection.ExecuteAsync("UPDATE journals SET details = @details", new { details = $$"""{"coverFile":"{{cover}}","coverType":"image/png"}""" });
            await connection.ExecuteAsync("UPDATE issues SET details = @details", new { details = $$"""{"coverFile":"{{issue}}","coverType":"image/png"}""" });
            await connection.ExecuteAsync("INSERT INTO article_versions (article_id, number, at, act, is_public, source_name, source_file, article) SELECT id, 9000, 1, 'replaced', 0, 'a.xml', @version, '{}' FROM articles WHERE slug = (SELECT MIN(slug) FROM articles)", new { version });
            await connection.ExecuteAsync("INSERT INTO made_files (article_id, kind, state, made_by, made_from, media_type, hash, length, made_at, report, tried_at) SELECT id, 'pdf', 'made', 'x', 'y', 'application/pdf', @made, 4, 1, '[]', 1 FROM articles WHERE slug = (SELECT MIN(slug) FROM articles)", new { made });
            await connection.ExecuteAsync("INSERT INTO article_files (article_id, name, role, media_type, hash, length, made_from, made_by) SELECT id, 'turned.png', 'figure', 'image/png', @made, 4, @original, 'x' FROM articles WHERE slug = (SELECT MIN(slug) FROM articles)", new { made, original });
        }

        var all = await ListAsync();

        Assert.Equal("0 files (0.0 MB) that nothing has named for 30 days would be deleted; 1 file that nothing names waits for that, 1 of them found now.", await SweepAsync(isTrial: true));
        Assert.Equal("0 files (0.0 MB) that nothing has named for 30 days are deleted; 1 file that nothing names waits for that, 1 of them found now.", await SweepAsync());
        clock.Advance(TimeSpan.FromDays(29));
        Assert.StartsWith("0 files", await SweepAsync(), StringComparison.Ordinal);
        Assert.Equal(all, await ListAsync());
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("1 file (0.0 MB) that nothing has named for 30 days is deleted; 0 files that nothing names wait for that.", await SweepAsync());
        Assert.Equal(all.Where(file => file.Value != orphan), await ListAsync());

        // Whatever table names a file, a sweep knows of it: all rows are read for words that are names of files.
        var known = await new ArticleFileStore(database).ListHashesAsync(Ct);
        Assert.Empty((await NamedAsync(database)).Intersect(await ListAsync()).Except(known));

        async Task<string> KeepAsync(string text) => (await files.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), 100, Ct)).Hash.Value;

        async Task<string> SweepAsync(bool isTrial = false)
        {
            using var output = new StringWriter { NewLine = "\n" };
            Assert.Equal(0, await FilesSweepCommand.RunAsync(data.Options, null, isTrial, Month, clock, new Terminal(output, TextWriter.Null, () => Stream.Null, ShowsProgress: false), Ct));
            return output.ToString().TrimEnd('\n');
        }

        async Task<List<FileHash>> ListAsync()
        {
            var found = new List<FileHash>();
            await foreach (var file in files.ListAsync(Ct))
            {
                found.Add(file);
            }

            return found;
        }
    }

    [Fact]
    public async Task The_job_of_a_site_sweeps_and_a_store_that_is_away_ends_nothing()
    {
        var (log, clock) = (new KeptLog(), new FakeTimeProvider(DateTimeOffset.UtcNow));
        await using var site = await WebSite.StartAsync(options: options => options with { SweepsFiles = true });
        await using var idle = await WebSite.StartAsync(options: options => options with { SweepsFiles = true, FilesKept = null });
        Assert.Contains(site.Services.GetServices<SiteJob>(), job => job.Name == "sweep");
        Assert.DoesNotContain(idle.Services.GetServices<SiteJob>(), job => job.Name == "sweep");
        var (articles, files, options) = (site.Services.GetRequiredService<ArticleFileStore>(), site.Services.GetRequiredService<IFileStore>(), site.Services.GetRequiredService<SiteOptions>());
        var orphan = await files.WriteAsync(new MemoryStream("orphan"u8.ToArray()), 100, Ct);
        var jobLog = Microsoft.Extensions.Logging.LoggerFactoryExtensions.CreateLogger<SweepFiles>(Microsoft.Extensions.Logging.LoggerFactory.Create(builder => builder.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log)));
        var job = new SweepFiles(articles, files, options, clock, jobLog);

        await job.RunOnceAsync(Ct);
        clock.Advance(TimeSpan.FromDays(31));
        await job.RunOnceAsync(Ct);

        Assert.Null(await files.OpenAsync(orphan.Hash, Ct));
        Assert.Contains(log.Lines, line => line.StartsWith("1 files that nothing names any more are deleted (6 bytes)", StringComparison.Ordinal));
        using var away = new S3FileStore(new S3Options { Bucket = "away", Endpoint = new Uri("http://127.0.0.1:9"), Key = "a", Secret = "b", IsPathStyle = true, Retries = 0 }, TimeProvider.System);
        await new SweepFiles(articles, away, options, clock, jobLog).RunOnceAsync(Ct);
        Assert.Contains(log.Lines, line => line.StartsWith("Files that nothing names could not be swept away: The file store “away”", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("a month")]
    [InlineData("3661")]
    [InlineData("-3")]
    public async Task A_time_that_is_too_short_or_none_is_refused(string days)
    {
        Assert.Equal(2, await _run.RectoAsync("files", "sweep", "--older-than=" + days, "--data", _run.Data));

        Assert.Contains("a whole number of days from 1 to 3660", _run.Error, StringComparison.Ordinal);
        Assert.False(FilePlace.TryReadKept(_ => days, out _, out var wrong));
        Assert.Contains("RECTO_FILES_KEPT", wrong, StringComparison.Ordinal);
        Assert.True(FilePlace.TryReadKept(_ => "off", out var kept, out _));
        Assert.Null(kept);
    }

    [Fact]
    public async Task Without_a_database_and_with_an_empty_one_nothing_is_swept()
    {
        Assert.Equal(2, await _run.RectoAsync("files", "sweep", "--data", _run.Data));
        Assert.Contains("There is no database", _run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Data));

        await using var data = await PreparedData.MakeAsync("sqlite", _run.Data, demo: false);
        await new LocalFileStore(DataPlace.FilesFolder(data.Options)).WriteAsync(new MemoryStream("orphan"u8.ToArray()), 100, Ct);
        Assert.Equal(2, await _run.RectoAsync("files", "sweep", "--older-than", "1", "--data", _run.Data));
        Assert.Contains("names no file at all, and 1 lie in the file store", _run.Error, StringComparison.Ordinal);
    }

    private static async Task<HashSet<FileHash>> NamedAsync(Database database)
    {
        await using var snapshot = await DatabaseSnapshot.TakeAsync(database, Ct);
        var found = new HashSet<FileHash>();
        foreach (var table in snapshot.Tables)
        {
            using var rows = new MemoryStream();
            await snapshot.WriteAsync(table, rows, Ct);
            foreach (Match word in Regex.Matches(Encoding.UTF8.GetString(rows.ToArray()), $"(?<![0-9a-f])[0-9a-f]{{{2 * SHA256.HashSizeInBytes}}}(?![0-9a-f])"))
            {
                Assert.True(FileHash.TryParse(word.Value, out var hash));
                found.Add(hash);
            }
        }

        return found;
    }
}
