using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Jobs;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Nodes;

/// <summary>The schedule that nodes share on PostgreSQL.</summary>
public sealed class SiteScheduleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_nodes_one_at_a_time_does_a_work_of_the_site_and_who_is_left_goes_on()
    {
        using var run = new Run();
        await using var data = await PreparedData.MakeAsync("postgresql", run.Data, demo: false);
        await using var one = Database.At(data.Options);
        await using var other = Database.At(data.Options);
        var (at, most, rounds) = (0, 0, 0);
        var bell = new Bell();
        async Task WorkAsync(CancellationToken ct)
        {
            most = Math.Max(most, Interlocked.Increment(ref at));
            await Task.Delay(300, ct);
            Interlocked.Decrement(ref at);
            Interlocked.Increment(ref rounds);
        }

        var (first, second) = (Schedule(one, new Work(WorkAsync, bell)), Schedule(other, new Work(WorkAsync, new Bell())));
        await first.StartAsync(Ct);
        await second.StartAsync(Ct);
        await UntilAsync(() => rounds >= 4 && first.Node is not null && second.Node is not null);
        Assert.NotEqual(first.Node, second.Node);
        Assert.Equal(1, most);

        await second.StopAsync(Ct);
        var before = rounds;
        await UntilAsync(() => rounds > before + 1); // Whoever is left.
        bell.Ring();
        await UntilAsync(() => rounds > before + 2);

        // Behind the schedule stands a lock: who is thought dead and lives does nothing beside its heir.
        await using (await JobLock.TakeAsync(other, "test", Ct))
        {
            before = rounds;
            await Task.Delay(1200, Ct);
            Assert.Equal(before, rounds);
        }

        await first.StopAsync(Ct);
        Assert.Equal(1, most);
        first.Dispose();
        second.Dispose();
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var turn = 0; turn < 600 && !isSo(); turn++)
        {
            await Task.Delay(50, Ct);
        }

        Assert.True(isSo());
    }

    private static SiteSchedule Schedule(Database database, SiteJob job) =>
        new([job], database, new SiteOptions { Database = database.Options, IsClustered = true }, TimeProvider.System, NullLoggerFactory.Instance, NullLogger<SiteSchedule>.Instance);

    private sealed class Bell : JobBell;

    private sealed class Work(Func<CancellationToken, Task> work, JobBell bell) : SiteJob
    {
        public override string Name => "test";

        public override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

        public override JobBell Bell => bell;

        public override Task RunOnceAsync(CancellationToken ct) => work(ct);

        public override void Away(DbException fault) => throw new InvalidOperationException("The database was away.", fault);
    }
}
