using System.Collections.Concurrent;
using System.Net;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Features.Usage;
using Recto.Storage.Sql;
using Recto.Tests.Labs;

namespace Recto.App.Tests.Web;

/// <summary>Two nodes on a primary and a replica.</summary>
public sealed class NodesTests(PostgresPair pair) : IClassFixture<PostgresPair>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_nodes_that_start_at_once_on_an_empty_database_one_loads_the_demo_and_both_can_serve()
    {
        using var run = new Run();
        var options = new DatabaseOptions { DataFolder = run.Data, PostgreSql = pair.Both(await pair.MakeDatabaseAsync()) };
        Directory.CreateDirectory(run.Data);

        var told = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var said = new StringWriter();
            await ServeCommand.PrepareAsync(options, demo: true, new Terminal(TextWriter.Null, said, () => Stream.Null, ShowsProgress: false), Ct, sells: true);
            return said.ToString();
        }, Ct)));

        Assert.Single(told, said => said.Contains("the demo journal was loaded", StringComparison.Ordinal));
        Assert.Single(told, "");
        await using var node = await WebSite.StartNodeAsync(options);
        using var page = await node.GetAsync(ReadOnlySite.VanAalst);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Who_has_written_reads_it_at_once_at_every_node_and_others_when_the_replica_has_it_and_no_page_stays_old()
    {
        using var run = new Run();
        var options = new DatabaseOptions { DataFolder = run.Data, PostgreSql = pair.Both(await pair.MakeDatabaseAsync()), MostReplicaLag = TimeSpan.FromMinutes(5) };
        Directory.CreateDirectory(run.Data);
        await ServeCommand.PrepareAsync(options, demo: false, Nodes.Silent, Ct);
        await using var one = await WebSite.StartNodeAsync(options);
        await using var two = await WebSite.StartNodeAsync(options);
        var administrator = one.Administrator();
        await PostgresPair.UntilAsync(() => Task.FromResult(one.Database.Hosts!.ReplicaName is not null && two.Database.Hosts!.ReplicaName is not null));
        await pair.PauseAsync();

        (string Name, string Value) own;
        using (var made = await one.PostAsync("/desk/journals/new", administrator, ("title", "Folia marginalia"), ("key", "folia")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
            var position = Assert.Single(made.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(ReplicaDoor.Cookie + "=", StringComparison.Ordinal));
            own = ("Cookie", position.Split(';')[0]);
        }

        foreach (var node in new[] { one, two })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(node, "/journals/folia"));
            Assert.DoesNotContain("Folia marginalia", await node.TextAsync("/articles"), StringComparison.Ordinal);
            Assert.DoesNotContain("Folia marginalia", await node.TextAsync("/"), StringComparison.Ordinal); // And is kept.
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(node, "/journals/folia", own));
            Assert.Contains("Folia marginalia", await TextAsync(node, "/", own), StringComparison.Ordinal);
            Assert.DoesNotContain("Folia marginalia", await node.TextAsync("/"), StringComparison.Ordinal); // What the one was shown is not kept for the other.
        }

        using (var fresh = await two.GetAsync("/", own))
        {
            Assert.False(fresh.Headers.Contains("Set-Cookie"));
        }

        await pair.ResumeAsync();
        foreach (var node in new[] { one, two })
        {
            await PostgresPair.UntilAsync(async () => (await node.TextAsync("/")).Contains("Folia marginalia", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(node, "/journals/folia"));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(WebSite node, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await node.GetAsync(path, headers);
        return answer.StatusCode;
    }

    private static async Task<string> TextAsync(WebSite node, string path, (string Name, string Value) header)
    {
        using var answer = await node.GetAsync(path, header);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}

/// <summary>The primary is killed under two nodes that serve, and its replica takes its place.</summary>
public sealed class LostPrimaryOfNodesTests(PostgresPair pair) : IClassFixture<PostgresPair>
{
    private const int Readers = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_read_on_writers_are_told_and_nothing_is_lost_or_counted_twice()
    {
        using var run = new Run();
        var options = new DatabaseOptions { DataFolder = run.Data, PostgreSql = pair.Both(await pair.MakeDatabaseAsync()) };
        Directory.CreateDirectory(run.Data);
        await ServeCommand.PrepareAsync(options, demo: true, Nodes.Silent, Ct);
        await pair.WaitForReplicaAsync();
        await using var one = await WebSite.StartNodeAsync(options, told => told with { CountsUsage = true });
        await using var two = await WebSite.StartNodeAsync(options, told => told with { CountsUsage = true });
        WebSite[] nodes = [one, two];
        var administrator = one.Administrator();
        await PostgresPair.UntilAsync(() => Task.FromResult(nodes.All(node => node.Database.Hosts!.ReplicaName is not null)));
        using (var harvested = await one.GetAsync("/oai?verb=Identify"))
        {
            Assert.Equal(HttpStatusCode.OK, harvested.StatusCode); // Made its secret.
        }

        using (var harvested = await two.GetAsync("/oai?verb=ListRecords&metadataPrefix=oai_dc"))
        {
            Assert.Equal(HttpStatusCode.OK, harvested.StatusCode);
        }

        using var stop = new CancellationTokenSource();
        var statuses = new ConcurrentBag<HttpStatusCode>();
        var readers = nodes.SelectMany((node, at) => Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadOnAsync(node, (at * Readers) + reader, statuses, stop.Token), Ct))).ToList();
        await Task.Delay(500, Ct);

        pair.KillPrimary();
        await PostgresPair.UntilAsync(() => Task.FromResult(nodes.All(node => node.Database.IsReadOnly)));

        foreach (var node in nodes)
        {
            using var search = await node.GetAsync("/search?q=archive"); // Of no cache.
            Assert.Equal(HttpStatusCode.OK, search.StatusCode);
            using var desk = await node.GetAsync("/desk/journals", administrator);
            Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
            Assert.Contains("This site can only be read at the moment", await desk.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            using var refused = await node.PostAsync("/desk/journals/new", (administrator.Name, administrator.Value + "; recto-language=de"), ("title", "Lost"), ("key", "lost"));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "15"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
            Assert.Contains("wurde nicht gespeichert", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            using var hook = await node.SendAsync(HttpMethod.Post, "/hooks/stripe");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, hook.StatusCode);
            using var oai = await node.SendAsync(HttpMethod.Get, "/oai?verb=ListRecords&metadataPrefix=oai_dc");
            Assert.Equal(("text/xml", HttpStatusCode.OK), (oai.Content.Headers.ContentType?.MediaType, oai.StatusCode));
            using var check = await node.PostAsync("/check", ("Sec-Fetch-Mode", "navigate"), ("notes", "Там же. Л. 5."), ("do", "check"));
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, check.StatusCode);
            using var ready = await node.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        await pair.PromoteAsync();
        foreach (var (node, key) in nodes.Zip(["found", "again"]))
        {
            await PostgresPair.UntilAsync(async () =>
            {
                using var taken = await node.PostAsync("/desk/journals/new", administrator, ("title", "Found again"), ("key", key));
                return taken.StatusCode == HttpStatusCode.SeeOther;
            });
        }

        await Task.Delay(500, Ct);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        var answered = statuses.Count(status => status == HttpStatusCode.OK);
        Assert.True(answered > 100, $"Only {answered} readings: the test says nothing.");
        Assert.InRange(statuses.Count - answered, 0, 2 * Readers);
        await PostgresPair.UntilAsync(async () => await NumberAsync(one.Database, "SELECT SUM(events) FROM usage_days") >= answered);
        Assert.Equal((answered, answered), (await NumberAsync(one.Database, "SELECT SUM(events) FROM usage_days"), await NumberAsync(one.Database, "SELECT COUNT(*) FROM usage_events")));
    }

    private static async Task ReadOnAsync(WebSite node, int reader, ConcurrentBag<HttpStatusCode> statuses, CancellationToken stop)
    {
        for (var reading = 0; !stop.IsCancellationRequested; reading++)
        {
            // Half of them past the cache, and each by another reader: of double clicks not all would be kept.
            using var answer = await node.GetAsync(ReadOnlySite.VanAalst + (reading % 2 == 0 ? "" : "?after=" + reading), ("X-Forwarded-For", $"10.{reader}.{reading / 250}.{(reading % 250) + 1}"), ("User-Agent", UsageSite.Browser));
            statuses.Add(answer.StatusCode);
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private static async Task<long> NumberAsync(Database database, string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal static class Nodes
{
    public static Terminal Silent { get; } = new(TextWriter.Null, TextWriter.Null, () => Stream.Null, ShowsProgress: false);
}
