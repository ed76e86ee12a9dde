using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Bench;

/// <summary>
/// The article's side of the source index over a million mentions: what its page asks more than before, and the reads of the page of its sources, of a note's page and of its linked data. The articles are those of
/// <see cref="ArchivesRun"/>; every other source of theirs is made a work besides, a tenth of them one of two hundred that hundreds of articles cite.
/// Usage: <c>sources FOLDER [PostgreSQL connection string]</c>, a folder that <c>archives</c> has filled.
/// </summary>
internal static class SourcesRun
{
    private const int Works = 100_000;
    private const int Times = 100;

    public static async Task<int> RunAsync(string[] args)
    {
        await using var database = Database.At(new DatabaseOptions { DataFolder = args[0], PostgreSql = args.Length > 1 ? args[1] : null });
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        await MakeWorksAsync(database);
        var (name, sources, articles) = (database.Dialect.Name, new SourceStore(database), new List<SourcedArticle>());
        for (Guid? after = null; articles.Count < 5_000 && await sources.ListArticlesAsync("bench", 500, after, CancellationToken.None) is { Count: > 0 } some; after = some[^1].Id)
        {
            articles.AddRange(some);
        }

        var random = new Random(3);
        Guid Any() => articles[random.Next(articles.Count)].Id;
        await TellAsync(name, "article_page_counts", () => sources.CountAsync(Any(), CancellationToken.None));
        await TellAsync(name, "sources_page_reads", () => SourcesPageAsync(sources, articles[random.Next(articles.Count)]));
        await TellAsync(name, "note_page_reads", () => NotePageAsync(sources, Any(), $"n{random.Next(1, 101)}"));
        await TellAsync(name, "linked_data_reads", () => LinkedDataAsync(sources, Any()));
        return 0;
    }

    // The statements of the page, for a hundred sources.
    private static async Task SourcesPageAsync(SourceStore sources, SourcedArticle article)
    {
        await sources.FindArticleAsync(article.Slug, CancellationToken.None);
        var page = (await sources.ListAsync(article.Id, CancellationToken.None)).Take(100).ToList();
        await sources.DescribeAsync(article.Id, [.. page.Select(source => source.Ordinal)], CancellationToken.None);
        await sources.ListOthersAsync([.. page.Where(source => source is { OtherArticles: > 0, Sought: not null }).Select(source => source.Sought!)], article.Id, 5, CancellationToken.None);
    }

    private static async Task NotePageAsync(SourceStore sources, Guid article, string htmlId)
    {
        var cited = (await sources.ListOfNoteAsync(article, htmlId, CancellationToken.None)).Where(source => source is { OtherArticles: > 0, Sought: not null }).ToList();
        await sources.ListOthersAsync([.. cited.Select(source => source.Sought!)], article, 5, CancellationToken.None);
    }

    private static async Task LinkedDataAsync(SourceStore sources, Guid article)
    {
        await sources.ListAsync(article, CancellationToken.None);
        await sources.ListMentionsAsync(article, CancellationToken.None);
    }

    private static async Task MakeWorksAsync(Database database)
    {
        await using var connection = await database.Source.OpenConnectionAsync(CancellationToken.None);
        await using (var count = Command(connection, "SELECT COUNT(*) FROM works"))
        {
            if (Convert.ToInt64(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
            {
                return;
            }
        }

        var cited = new List<(Guid Article, string Source, int Ordinal)>();
        await using (var read = Command(connection, "SELECT article_id, source_id, ordinal FROM article_sources WHERE ordinal % 2 = 0"))
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                cited.Add((reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2)));
            }
        }

        await using var transaction = await connection.BeginTransactionAsync();
        var (random, works) = (new Random(1), Enumerable.Range(0, Works).Select(_ => Guid.CreateVersion7()).ToList());
        await using var work = Command(connection, "INSERT INTO works (id, slug, kind, title, sort_key, record, articles, created_at, changed_at) VALUES (@id, @slug, 'book', 'A work', @slug, '{\"kind\":\"Book\"}', 1, 0, 0)", "id", "slug");
        await using var source = Command(connection, """
            INSERT INTO work_sources (article_id, source_id, ordinal, work_id, fingerprint, form_key, score, reasons, mentions, mention_count) VALUES (@article, @source, @ordinal, @work, @source, @form, 1, '[]', '[]', 1)
            """, "article", "source", "ordinal", "work", "form");
        (work.Transaction, source.Transaction) = (transaction, transaction);
        for (var i = 0; i < Works; i++)
        {
            await RunAsync(work, works[i], $"work-{i}");
        }

        foreach (var (article, id, ordinal) in cited)
        {
            await RunAsync(source, article, id, ordinal, works[random.Next(10) == 0 ? random.Next(200) : random.Next(Works)], $"form-{random.Next(6)}");
        }

        await transaction.CommitAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static async Task RunAsync(DbCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task TellAsync(string database, string what, Func<Task> run)
    {
        await run();
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var clock = Stopwatch.StartNew();
            await run();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sources {database} {what}_p50_ms {times[times.Count / 2]:0.##}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sources {database} {what}_p95_ms {times[(int)(times.Count * .95)]:0.##}"));
    }
}
