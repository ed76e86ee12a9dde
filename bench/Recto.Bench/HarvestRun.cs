using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Dapper;
using Recto.App.Features.Import;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.Bench;

/// <summary>
/// Harvests over OAI-PMH. <c>harvest build FOLDER ARTICLES [PostgreSQL]</c> makes articles as the search bench has them, without their notes, each changed a second after the one before;
/// <c>harvest pages URL NAME</c> times pages of 100 records at the beginning, the middle and the end, one at a time and with a pause between; <c>harvest whole URL NAME</c> harvests everything, one page after the other.
/// </summary>
internal static class HarvestRun
{
    private const int Journals = 5;
    private const int Batch = 500;
    private const int Asked = 20;
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";

    public static Task<int> RunAsync(string[] args) => args switch
    {
        ["build", var folder, var articles, .. var rest] => BuildAsync(new DatabaseOptions { DataFolder = folder, PostgreSql = rest.Length > 0 ? rest[0] : null }, int.Parse(articles, CultureInfo.InvariantCulture)),
        ["pages", var url, var name] => PagesAsync(url, name),
        ["whole", var url, var name] => WholeAsync(url, name),
        _ => throw new ArgumentException("harvest build FOLDER ARTICLES [PostgreSQL] | pages URL NAME | whole URL NAME"),
    };

    private static async Task<int> BuildAsync(DatabaseOptions options, int wanted)
    {
        await using var database = Database.At(options);
        await new Migrator(database).MigrateAsync(CancellationToken.None);
        var there = await CountAsync(database);
        if (there == 0)
        {
            var (articles, journals, ids) = (new ArticleStore(database), new JournalStore(database), new List<Guid>());
            await using (var tx = await database.BeginAsync(CancellationToken.None))
            {
                for (var i = 0; i < Journals; i++)
                {
                    ids.Add((await journals.SaveAsync(tx, new Journal { Key = $"journal-{i}", Title = $"Journal {i}" }, DateTimeOffset.UnixEpoch, CancellationToken.None)).Id);
                }

                await tx.CommitAsync(CancellationToken.None);
            }

            for (var at = 0; at < wanted; at += Batch)
            {
                await using var tx = await database.BeginAsync(CancellationToken.None);
                for (var i = at; i < Math.Min(at + Batch, wanted); i++)
                {
                    await articles.SaveAsync(tx, SearchRun.Make(i, ids[i % Journals]).Item1, DateTimeOffset.UnixEpoch.AddDays(20_000), CancellationToken.None);
                }

                await tx.CommitAsync(CancellationToken.None);
            }
        }

        // One second after the other, in the order of their ids, and none to be made anew; two of the five journals are closed, but for every seventh article.
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("""
            UPDATE articles SET record_at = n.stamp, made_by = @MadeBy, reading = CASE WHEN n.stamp / 1000000 % 7 = 0 THEN 'free' ELSE NULL END
            FROM (SELECT id, 1728000000000000 + ROW_NUMBER() OVER (ORDER BY id) * 1000000 AS stamp FROM articles) n WHERE n.id = articles.id
            """, new { ImportArticle.MadeBy }, transaction, commandTimeout: 600);
        await connection.ExecuteAsync("UPDATE journals SET reading = 'closed' WHERE key IN ('journal-0', 'journal-2')", transaction: transaction);
        await transaction.CommitAsync();
        await connection.ExecuteAsync(options.PostgreSql is null ? "ANALYZE" : "VACUUM ANALYZE articles", commandTimeout: 600, commandType: System.Data.CommandType.Text); // A single word would be taken for the name of a procedure.
        Console.Error.WriteLine($"{await CountAsync(database)} articles");
        return 0;
    }

    private static async Task<long> CountAsync(Database database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM articles");
    }

    private static async Task<int> PagesAsync(string url, string name)
    {
        using var client = new HttpClient();
        var from = DateTimeOffset.UnixEpoch.AddDays(20_000);
        foreach (var (what, query) in new[]
        {
            ("all", "metadataPrefix=oai_dc"),
            ("journal", "metadataPrefix=oai_dc&set=journal:journal-1"),
            ("openaccess", "metadataPrefix=oai_dc&set=openaccess"),
            ("from_until", $"metadataPrefix=oai_dc&from={from.AddSeconds(20_000):yyyy-MM-ddTHH:mm:ssZ}&until={from.AddSeconds(80_000):yyyy-MM-ddTHH:mm:ssZ}"),
            ("jats_fronts", "metadataPrefix=jats"),
            ("heads", ""),
        })
        {
            var verb = what == "heads" ? "ListIdentifiers" : "ListRecords";
            var first = $"{url}?verb={verb}&{(query.Length == 0 ? "metadataPrefix=oai_dc" : query)}";
            Print(name, what, "start", await TimesAsync(client, first));

            // The way to the middle and to the end is not timed.
            var tokens = new List<string>();
            for (var next = first; ;)
            {
                var token = XDocument.Parse(await client.GetStringAsync(next)).Descendants(Oai + "resumptionToken").FirstOrDefault()?.Value;
                if (string.IsNullOrEmpty(token))
                {
                    break;
                }

                tokens.Add(token);
                next = $"{url}?verb={verb}&resumptionToken={token}";
            }

            Print(name, what, "middle", await TimesAsync(client, $"{url}?verb={verb}&resumptionToken={tokens[tokens.Count / 2]}"));
            Print(name, what, "end", await TimesAsync(client, $"{url}?verb={verb}&resumptionToken={tokens[^2]}"));
        }

        return 0;
    }

    private static async Task<List<double>> TimesAsync(HttpClient client, string url)
    {
        await client.GetStringAsync(url);
        var times = new List<double>();
        for (var i = 0; i < Asked; i++)
        {
            await Task.Delay(200); // No request waits for its turn.
            var watch = Stopwatch.GetTimestamp();
            await client.GetByteArrayAsync(url);
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static void Print(string name, string what, string where, List<double> times) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"oai {name} {what}_{where}_p50_ms {times[times.Count / 2]:0.0}\noai {name} {what}_{where}_max_ms {times[^1]:0.0}"));

    private static async Task<int> WholeAsync(string url, string name)
    {
        using var client = new HttpClient();
        var (watch, identifiers, pages) = (Stopwatch.StartNew(), new HashSet<string>(StringComparer.Ordinal), 0);
        for (var next = $"{url}?verb=ListRecords&metadataPrefix=oai_dc"; ;)
        {
            var answer = XDocument.Parse(await client.GetStringAsync(next));
            pages++;
            foreach (var header in answer.Descendants(Oai + "header"))
            {
                if (!identifiers.Add(header.Element(Oai + "identifier")!.Value))
                {
                    Console.Error.WriteLine($"twice: {header}");
                }
            }

            var token = answer.Descendants(Oai + "resumptionToken").FirstOrDefault()?.Value;
            if (string.IsNullOrEmpty(token))
            {
                break;
            }

            next = $"{url}?verb=ListRecords&resumptionToken={token}";
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"oai {name} whole_records {identifiers.Count}\noai {name} whole_pages {pages}\noai {name} whole_seconds {watch.Elapsed.TotalSeconds:0.0}"));
        return 0;
    }
}
