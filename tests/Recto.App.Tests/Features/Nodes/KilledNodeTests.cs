using System.Globalization;
using System.Net;
using Dapper;
using Recto.App.Shell;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Nodes;

/// <summary>Nodes on one PostgreSQL database, of which one is killed in the middle of everything.</summary>
public sealed class KilledNodeTests
{
    private const int Files = 150;
    private const string Counting = "hashtextextended('usage counts', 0)";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_worker_that_is_killed_had_begun_another_ends_once_and_one_that_is_stopped_hands_it_back()
    {
        // A node that answers readers does none of it.
        await using var web = await WebSite.StartAsync(kind: "postgresql", options: options => options with { Role = NodeRole.Web, IsClustered = true });
        var editor = web.Administrator();
        var journal = await web.JournalAsync();
        await RunAsync(web, "INSERT INTO usage_salts (day, salt) VALUES (20200115, decode(repeat('01', 32), 'hex'))");
        await RunAsync(web, "INSERT INTO usage_days (day, events) VALUES (20200115, 40)");
        await RunAsync(web, "CREATE TABLE usage_events_202001 PARTITION OF usage_events FOR VALUES FROM (1577836800000000) TO (1580515200000000)");
        await RunAsync(web, """
            INSERT INTO usage_events (at, kind, user_key, session_key, form, article_id, journal_id, yop, access_type, method)
            SELECT 1579082400000000 + n::bigint * 60000000, 2, decode(lpad(to_hex(n), 32, '0'), 'hex'), decode(lpad(to_hex(n), 32, '0'), 'hex'), 1, decode(replace(a.id::text, '-', ''), 'hex'), decode(replace(a.journal_id::text, '-', ''), 'hex'), 2020, 1, 1
            FROM generate_series(1, 40) n, (SELECT id, journal_id FROM articles ORDER BY id LIMIT 1) a
            """);
        foreach (var forgotten in new[] { "UPDATE search_texts SET analysis = ''", "UPDATE work_articles SET analysis = ''", "UPDATE apparatus SET archives_read = NULL", "UPDATE recommended_articles SET analysis = '', listed_at = NULL" })
        {
            await RunAsync(web, forgotten);
        }

        // Whoever counts the day stands before a door that the test holds shut, and is in the middle of it.
        await using var door = await web.Database.Source.OpenConnectionAsync(Ct);
        await door.ExecuteAsync($"SELECT pg_advisory_lock({Counting})");
        string report;
        using (var first = await RunningNode.StartAsync(web.Database.Options, "worker", Ct))
        {
            Assert.StartsWith("Recto works, and answers probes at http://127.0.0.1:", first.First, StringComparison.Ordinal);
            await UntilAsync(web, "SELECT COUNT(*) > 0 FROM quartz_fired_triggers WHERE job_name = 'usage' AND state = 'EXECUTING'");
            report = await SendAsync(web, editor);
            await UntilAsync(web, $"SELECT COUNT(*) > 5 FROM articles WHERE journal_id = '{journal}'");
            first.Kill();
        }

        var begun = await NumberAsync(web, $"SELECT COUNT(*) FROM articles WHERE journal_id = '{journal}'");
        Assert.InRange(begun, 6, Files - 1);
        Assert.Equal(0, await NumberAsync(web, "SELECT COUNT(*) FROM usage_days WHERE rolled_at IS NOT NULL"));
        await door.ExecuteAsync($"SELECT pg_advisory_unlock({Counting})");
        await RunAsync(web, "UPDATE node_uploads SET leased_until = 0"); // As half a minute does.
        await RunAsync(web, "UPDATE node_claims SET leased_until = 0"); // And two minutes.

        using var second = await RunningNode.StartAsync(web.Database.Options, "worker", Ct);
        await UntilAsync(web, "SELECT COUNT(*) = 0 FROM node_uploads");
        await UntilAsync(web, "SELECT COUNT(*) = 1 FROM usage_days WHERE rolled_at IS NOT NULL");

        // The report is asked of the node that only answers.
        using (var answer = await web.GetAsync(report, editor))
        {
            Assert.False(answer.Headers.Contains("Refresh"));
        }

        var row = (await new Storage.Uploads.ImportReportStore(web.Database).FindAsync(Guid.Parse(report.Split('/')[^1]), Ct))!;
        var lines = Recto.App.Features.Import.Upload.UploadReport.Read(row.Json).Lines;
        Assert.NotNull(row.FinishedAt);
        Assert.Equal(Files, lines.Count);
        Assert.Equal(Files, lines.Select(line => line.Id).Distinct().Count());
        Assert.Equal(Files, lines.Count(line => line.Status is "imported" or "unchanged"));
        Assert.Equal(Files, await NumberAsync(web, $"SELECT COUNT(*) FROM articles WHERE journal_id = '{journal}'"));
        Assert.Equal(Files, await NumberAsync(web, $"SELECT COUNT(*) FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE a.journal_id = '{journal}'"));

        // Counted once, whoever began; and the same in the part of its month.
        Assert.Equal((40, 40), (await NumberAsync(web, "SELECT SUM(requests) FROM usage_month_counts"), await NumberAsync(web, "SELECT SUM(requests) FROM usage_month_counts_others WHERE month = 202001")));
        await UntilAsync(web, "SELECT COUNT(*) = 0 FROM articles a LEFT JOIN search_texts t ON t.article_id = a.id WHERE t.analysis IS NULL OR t.analysis = ''");
        await UntilAsync(web, "SELECT COUNT(*) = 0 FROM work_articles WHERE analysis = ''");
        await UntilAsync(web, "SELECT COUNT(*) = 0 FROM apparatus WHERE archives_read IS NULL");
        await UntilAsync(web, "SELECT COUNT(*) > 0 AND COUNT(*) = COUNT(listed_at) FROM recommended_articles WHERE analysis <> ''");
        Assert.Equal(await NumberAsync(web, "SELECT COUNT(*) FROM articles"), await NumberAsync(web, "SELECT COUNT(*) FROM search_texts"));

        // Stopped in the middle of another upload, a worker hands it back at once.
        await RunAsync(web, $"DELETE FROM articles WHERE journal_id = '{journal}'");
        await SendAsync(web, editor);
        await UntilAsync(web, $"SELECT COUNT(*) > 5 FROM articles WHERE journal_id = '{journal}'");
        Assert.Equal(0, await second.StopAsync(Ct));
        Assert.Equal(1, await NumberAsync(web, "SELECT COUNT(*) FROM node_uploads WHERE lease IS NULL AND tries = 0"));
        Assert.Equal(0, await NumberAsync(web, "SELECT COUNT(*) FROM node_claims"));
        Assert.Equal(0, await NumberAsync(web, "SELECT COUNT(*) FROM quartz_fired_triggers WHERE state = 'EXECUTING'"));
    }

    private static async Task<string> SendAsync(WebSite web, (string Name, string Value) editor)
    {
        var zip = Samples.Zip([.. Enumerable.Range(0, Files).Select(i => ($"leaf-{i}.xml", Samples.Utf8(Samples.Jats($"Leaf {i.ToString(CultureInfo.InvariantCulture)}", $"10.5555/leaf.{i}"))))]);
        using var answer = await web.PostAsync("/desk/articles/new", editor, DeskSite.Form([("journal", "leaves")], ("leaves.zip", zip)));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task RunAsync(WebSite web, string sql)
    {
        await using var connection = await web.Database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<long> NumberAsync(WebSite web, string sql)
    {
        await using var connection = await web.Database.Source.OpenConnectionAsync(Ct);
        return Convert.ToInt64(await connection.ExecuteScalarAsync(sql), CultureInfo.InvariantCulture);
    }

    private static async Task UntilAsync(WebSite web, string sql)
    {
        await using var connection = await web.Database.Source.OpenConnectionAsync(Ct);
        for (var turn = 0; turn < 1200; turn++)
        {
            if (await connection.ExecuteScalarAsync<bool>(sql))
            {
                return;
            }

            await Task.Delay(50, Ct);
        }

        Assert.Fail("It did not come to this in a minute: " + sql);
    }
}
