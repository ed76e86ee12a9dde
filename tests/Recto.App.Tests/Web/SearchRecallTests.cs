using System.Formats.Tar;
using System.IO.Compression;
using Npgsql;
using Recto.App.Features.Import;
using Recto.App.Features.Search;
using Recto.App.Shell;
using Recto.Notes;
using Recto.Storage.Files;
using Recto.Storage.Search;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Web;

/// <summary>The recall set of corpus/search over the demo journal and shared articles.</summary>
public sealed class SearchRecallTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recall_set_is_found_and_both_databases_give_the_same_answers()
    {
        var shared = SharedData.Root ?? "";
        var server = Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES");
        if (!Directory.Exists(Path.Combine(shared, "data", "articles")))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "RECTO_SHARED names no folder with the shared articles.");
            Assert.Fail("RECTO_SHARED names no folder with the shared articles.");
        }

        var queries = RecallQuery.ReadAll(await File.ReadAllLinesAsync(Path.Combine(Root(), "corpus", "search", "recall.jsonl"), Ct), out var fault);
        Assert.Null(fault);
        Assert.Equal((30, 30), (queries!.Count(query => query.Half == "train"), queries!.Count(query => query.Half == "test")));

        var embedded = await AnswersAsync(shared, null, queries!);
        Assert.True(embedded.Answers.Sum(answer => answer.Missing.Count) <= 1 && embedded.Answers.Sum(answer => answer.Wrong.Count) == 0, string.Join('\n', embedded.Lines()));

        if (server is { Length: > 0 })
        {
            var other = await AnswersAsync(shared, server, queries!);

            foreach (var (one, two) in embedded.Answers.Zip(other.Answers))
            {
                Assert.Equal(one.Found.Order(StringComparer.Ordinal), two.Found.Order(StringComparer.Ordinal));
            }
        }
    }

    private static async Task<RecallReport> AnswersAsync(string shared, string? server, IReadOnlyList<RecallQuery> queries)
    {
        var folder = Directory.CreateTempSubdirectory("recto-recall-").FullName;
        var schema = "recto_recall_" + Guid.NewGuid().ToString("N");
        await using var source = server is null ? null : NpgsqlDataSource.Create(server);
        try
        {
            if (source is not null)
            {
                await using var create = source.CreateCommand($"CREATE SCHEMA {schema}");
                await create.ExecuteNonQueryAsync(Ct);
            }

            var data = new DatabaseOptions { DataFolder = folder, PostgreSql = server is null ? null : new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 10 }.ToString() };
            await ServeCommand.PrepareAsync(data, demo: true, new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, ShowsProgress: false), Ct);
            foreach (var set in (string[])["jats-history-medicine", "jats-scielo"])
            {
                await using var packed = new GZipStream(File.OpenRead(Path.Combine(shared, "data", "articles", set, "articles.tar.gz")), CompressionMode.Decompress);
                await TarFile.ExtractToDirectoryAsync(packed, Directory.CreateDirectory(Path.Combine(folder, set)).FullName, overwriteFiles: true, Ct);
            }

            await using var database = Database.At(data);
            var import = new ImportArticle(database, new LocalFileStore(Path.Combine(folder, "files")), new NotesEngine(), TimeProvider.System);
            using var files = new ImportSource(ArchiveLimits.Default, () => Stream.Null);
            await foreach (var _ in new ImportRun(import, 2).RunAsync(files.Read([Path.Combine(folder, "jats-history-medicine"), Path.Combine(folder, "jats-scielo"), Path.Combine(shared, "reference", "article-page.txt")]), new ImportOptions(), Ct))
            {
            }

            return await RecallReport.MakeAsync(new SearchStore(database), queries, DateTimeOffset.UtcNow, Ct);
        }
        finally
        {
            if (source is not null)
            {
                await using var drop = source.CreateCommand($"DROP SCHEMA {schema} CASCADE");
                await drop.ExecuteNonQueryAsync(CancellationToken.None);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Recto.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
