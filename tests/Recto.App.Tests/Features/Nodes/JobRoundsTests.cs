using System.Data.Common;
using Microsoft.Extensions.Logging;
using Recto.App.Shell.Jobs;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Nodes;

/// <summary>Rounds of a work, where one process does all of it.</summary>
public sealed class JobRoundsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_breaks_off_a_round_is_logged_and_ends_neither_the_rounds_after_it_nor_the_site()
    {
        var log = new KeptLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var work = new Work();
        using var rounds = new JobRounds(work, TimeProvider.System, logs.CreateLogger<JobRounds>());

        await rounds.StartAsync(Ct);
        await work.Fourth.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        await rounds.StopAsync(Ct);

        Assert.False(rounds.ExecuteTask!.IsFaulted); // One that faults would take the site with it.
        Assert.Equal(1, work.TimesAway);
        Assert.Equal(2, log.Lines.Count(line => line.Contains("“test” broke off", StringComparison.Ordinal)));
    }

    // Broken by us, by a server that was waited for too long, by the database; the fourth round is done.
    private sealed class Work : SiteJob
    {
        private readonly TaskCompletionSource _fourth = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _rounds;

        public Task Fourth => _fourth.Task;

        public int TimesAway { get; private set; }

        public override string Name => "test";

        public override TimeSpan Interval => TimeSpan.FromMilliseconds(1);

        public override Task RunOnceAsync(CancellationToken ct)
        {
            switch (++_rounds)
            {
                case 1: throw new InvalidOperationException("Ours.");
                case 2: throw new TaskCanceledException("Waited for too long.");
                case 3: throw new NoDatabase();
                default: _fourth.TrySetResult(); return Task.CompletedTask;
            }
        }

        public override void Away(DbException fault) => TimesAway++;
    }

    private sealed class NoDatabase : DbException;
}
