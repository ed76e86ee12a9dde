using System.Text;
using Npgsql;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary><c>recto move</c> as an operator runs it.</summary>
public sealed class MoveCommandTests : IDisposable
{
    private const int Many = 30_000;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_site_that_is_killed_while_it_moves_arrives_whole_and_comes_back_with_its_files()
    {
        var server = Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server) && Environment.GetEnvironmentVariable("CI") != "true", "RECTO_TEST_POSTGRES holds no connection string.");
        var schema = "recto_move_" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(server!);
        await ExecuteAsync(source, $"CREATE SCHEMA {schema}");
        try
        {
            var there = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, Pooling = false, Password = "sesame" }.ToString();
            await FillAsync();
            var page = await PageAsync(_run.Data);
            var old = Hash(Path.Combine(_run.Data, "recto.db"));

            var killed = await Killed.RunAsync(async process =>
            {
                // In the middle of the largest table: some portions have arrived, some have not.
                for (var rows = 0L; rows < 10_000 && !process.HasExited; await Task.Delay(5, Ct))
                {
                    rows = await CountAsync(source, $"{schema}.reference_misses");
                }
            }, "move", "--to", there, "--data", _run.Data);
            var arrived = await CountAsync(source, $"{schema}.reference_misses");
            Assert.Equal(2, await _run.RectoAsync("backup", Path.Combine(_run.Folder, "a.tar.gz"), "--data", _run.Data, "--database", there));
            Assert.Contains("unfinished copy of a site", _run.Error, StringComparison.Ordinal);
            Assert.Equal(0, await _run.RectoAsync("move", "--to", there, "--data", _run.Data));

            Assert.True(killed, "The move ended before it was killed.");
            Assert.InRange(arrived, 10_000, Many - 1);
            Assert.Contains("goes on where it was", _run.Error, StringComparison.Ordinal);
            Assert.Contains("every row was compared and is the same", _run.Out, StringComparison.Ordinal);
            Assert.Contains("RECTO_DATABASE=Host", _run.Out, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sesame", _run.Out, StringComparison.Ordinal);
            Assert.Equal(page, await PageAsync(_run.Data, there));
            Assert.Equal(old, Hash(Path.Combine(_run.Data, "recto.db"))); // Only read.
            Assert.Equal(0, await _run.RectoAsync("move", "--to", there, "--data", _run.Data, "--verify-only"));
            Assert.Contains("they are the same", _run.Out, StringComparison.Ordinal);

            await ExecuteAsync(source, $"UPDATE {schema}.journals SET title = title || '!'");
            Assert.Equal(1, await _run.RectoAsync("move", "--to", there, "--data", _run.Data, "--verify-only"));
            Assert.Matches("journals: 0 rows are missing, 1 are different, 0 are too many: id=[0-9A-F-]{36}", _run.Out);

            var back = Path.Combine(_run.Folder, "back");
            Assert.Equal(0, await _run.RectoAsync("move", "--to", "sqlite:" + back, "--data", _run.Data, "--database", there));
            Assert.Contains("each is what it was", _run.Out, StringComparison.Ordinal);
            Assert.Contains("RECTO_DATA=" + back, _run.Out, StringComparison.Ordinal);
            Assert.Equal(page, await PageAsync(back));
            Assert.Equal(FilesIn(_run.Data), FilesIn(back));
            Assert.Equal(2, await _run.RectoAsync("move", "--to", "sqlite:" + back, "--data", _run.Data, "--database", there));
            Assert.Contains("The target is not empty", _run.Error, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync(source, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_told_by_its_name()
    {
        await FillAsync(few: true);
        var file = Directory.EnumerateFiles(Path.Combine(_run.Data, "files"), "*", SearchOption.AllDirectories).First(path => Path.GetFileName(path).Length == 64);
        await File.AppendAllTextAsync(file, "x", Ct);

        Assert.Equal(1, await _run.RectoAsync("move", "--to", "sqlite:" + Path.Combine(_run.Folder, "new"), "--data", _run.Data));

        Assert.Contains(Path.GetFileName(file) + " is not there whole", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:", "wants the data folder")]
    [InlineData("somewhere", "no connection string")]
    [InlineData("Database=recto", "wants the connection string")]
    [InlineData("Host=127.0.0.1;Port=1;Database=recto;Username=recto;Timeout=2", "run the same command again")]
    public async Task A_place_that_is_none_is_refused_with_words(string to, string words)
    {
        await FillAsync(few: true);

        Assert.Equal(2, await _run.RectoAsync("move", "--to", to, "--data", _run.Data));

        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    private async Task FillAsync(bool few = false)
    {
        _run.Write("one.jpg", Pictures.Jpeg(300, 200));
        Assert.Equal(0, await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><caption><p>A leaf.</p></caption><graphic xlink:href="one.jpg"/></fig><p>Words.<xref ref-type="fn" rid="n1">1</xref></p>"""))));
        if (few)
        {
            return;
        }

        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Many}) INSERT INTO reference_misses (string_key, index_version) SELECT substr('{new string('0', 64)}', 1, 64 - length(CAST(i AS TEXT))) || i, i FROM n";
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<string> PageAsync(string data, string? postgres = null)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = data, PostgreSql = postgres });
        return Encoding.UTF8.GetString((await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!.BodyHtml);
    }

    private static string Hash(string path) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private static List<string> FilesIn(string data) => [.. Directory.EnumerateFiles(Path.Combine(data, "files"), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file) + " " + Hash(file)).Order(StringComparer.Ordinal)];

    // 0 where the table is not there yet.
    private static async Task<long> CountAsync(NpgsqlDataSource source, string table)
    {
        try
        {
            await using var command = source.CreateCommand($"SELECT COUNT(*) FROM {table}");
            return (long)(await command.ExecuteScalarAsync(Ct))!;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
