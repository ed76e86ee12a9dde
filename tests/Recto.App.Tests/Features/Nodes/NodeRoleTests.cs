using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Jobs;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Nodes;

/// <summary>What a process of the site does, and what it leaves to others.</summary>
public sealed class NodeRoleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_answers_probes_and_shows_no_pages()
    {
        await using var site = await WebSite.StartAsync(options: options => options with { Role = NodeRole.Worker });

        using var probe = await site.GetAsync("/health/ready");
        using var page = await site.GetAsync("/");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (probe.StatusCode, page.StatusCode));
        Assert.Contains("works in the background", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.NotEmpty(site.Services.GetServices<IHostedService>().OfType<JobRounds>());
    }

    [Fact]
    public async Task A_node_that_answers_readers_does_no_work_of_the_site()
    {
        await using var web = await WebSite.StartAsync(options: options => options with { Role = NodeRole.Web, MakesLists = true, SendsDeposits = true, MakesFiles = true });

        using var page = await web.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var works = web.Services.GetServices<IHostedService>().Select(hosted => hosted.GetType().Name).ToList();
        Assert.DoesNotContain(works, name => name is nameof(JobRounds) or "SearchKeeper" or "DepositsJob" or "MakeFiles" or "UploadRuns" or "SendKeptMails");
        Assert.Contains("ChangeWatch", works); // Its own pages it looks after.
    }

    [Theory]
    [InlineData("worker", "one process does all")]
    [InlineData("web", "one process does all")]
    [InlineData("half", "is no role")]
    public async Task A_role_that_cannot_be_is_refused(string role, string why)
    {
        using var run = new Run();

        Assert.Equal(2, await run.RectoAsync("serve", "--role", role, "--data", run.Data, "--urls", "http://127.0.0.1:0"));
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_rung_for_on_one_node_is_heard_on_those_that_work()
    {
        using var run = new Run();
        await using var data = await PreparedData.MakeAsync("sqlite", run.Data, demo: false);
        await using var database = Database.At(data.Options);
        var store = new BellStore(database);
        var (here, there, other) = (new Bell(), new Bell(), new OtherBell());
        using var web = Relay([here], store, data.Options, NodeRole.Web);
        using var worker = Relay([there, other], store, data.Options, NodeRole.Worker);
        await worker.LookAsync(Ct);

        here.Ring();
        await web.LookAsync(Ct);
        await worker.LookAsync(Ct);

        Assert.True(await IsHeardAsync(there));
        Assert.False(await IsHeardAsync(other));
        await worker.LookAsync(Ct);
        Assert.False(await IsHeardAsync(there)); // Once.
    }

    private static async Task<bool> IsHeardAsync(JobBell bell)
    {
        var heard = bell.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System, Ct);
        await Task.Delay(30, Ct);
        return heard.IsCompleted;
    }

    private static BellRelay Relay(IReadOnlyList<JobBell> bells, BellStore store, DatabaseOptions data, NodeRole role) =>
        new(bells, store, new SiteOptions { Database = data, Role = role, IsClustered = true }, TimeProvider.System, NullLogger<BellRelay>.Instance);

    private sealed class Bell : JobBell;

    private sealed class OtherBell : JobBell;
}
