using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Quartz;
using Recto.App.Shell.Rounds;
using Recto.Storage.Jobs;
using Recto.Storage.Sql;

namespace Recto.App.Shell.Jobs;

/// <summary>
/// The schedule of the work of the whole site where several nodes share one PostgreSQL database: Quartz, clustered, in tables of our own migration. Every node that works takes part; one of them is given each round, and where it dies
/// another is given it again within half a minute. An advisory lock stands behind it: a node that was thought dead and lives does nothing at the same time as its heir.
/// It starts when the site serves: whoever waits for a first page does not wait for it.
/// </summary>
internal sealed class SiteSchedule(IEnumerable<SiteJob> jobs, Database database, SiteOptions options, TimeProvider time, ILoggerFactory logs, ILogger<SiteSchedule> log) : BackgroundService
{
    /// <summary>How long after its start a node takes part.</summary>
    public static readonly TimeSpan AtStart = TimeSpan.FromSeconds(2);

    // A node that has not been heard of for the sum of both is taken for dead.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(15);
    private const string Group = "site";
    private static readonly Action<ILogger, Exception?> CouldNotBegin = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotBegin)), "The schedule of the site could not be begun; it is tried again in a moment");

    private readonly IReadOnlyList<SiteJob> _jobs = [.. jobs];
    private IScheduler? _scheduler;
    private CancellationToken _stop;

    /// <summary>Which node this is, in the tables of the schedule; null as long as it takes no part.</summary>
    public string? Node { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options is not { IsClustered: true, IsWorker: true } || _jobs.Count == 0)
        {
            return;
        }

        _stop = stoppingToken;
        await Task.Delay(AtStart, TimeProvider.System, stoppingToken);
        await using var factory = Build();
        while (_scheduler is null)
        {
            try
            {
                var scheduler = await factory.GetScheduler(stoppingToken);
                foreach (var job in _jobs)
                {
                    await PutAsync(scheduler, job, stoppingToken);
                }

                await scheduler.Start(stoppingToken);
                (_scheduler, Node) = (scheduler, await scheduler.GetSchedulerInstanceId(stoppingToken));
            }
            catch (Exception fault) when (fault is DbException or SchedulerException)
            {
                CouldNotBegin(log, fault);
                await Task.Delay(TryAgain, TimeProvider.System, stoppingToken);
            }
        }

        try
        {
            await Task.WhenAll(_jobs.Where(job => job.Bell is not null).Select(job => ListenAsync(_scheduler, job, stoppingToken)).Append(Task.Delay(Timeout.Infinite, stoppingToken)));
        }
        finally
        {
            // What runs was cancelled by the same signal, and hands back what it has.
            await _scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        }
    }

    /// <summary>Does a round of a work, where no other node is at it.</summary>
    internal async Task RunAsync(string name, CancellationToken ct)
    {
        if (_jobs.FirstOrDefault(job => job.Name == name) is not { } job)
        {
            return; // Of another program.
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _stop);
        await JobDoor.TryAsync(name, async stop =>
        {
            await using var turn = await JobLock.TryTakeAsync(database, name, stop);
            if (turn is not null)
            {
                await JobRuns.RunAsync(job.Name, job.Interval, job.RunOnceAsync, time, stop);
            }

            if (job.Rest < job.Interval && _scheduler is { } scheduler)
            {
                await scheduler.ScheduleTrigger(Once(name, "sooner", time.GetUtcNow() + job.Rest), TriggerConflict.Replace, stop);
            }
        }, job.Away, log, either.Token);
    }

    // Nodes that do not the same works (settings differ) are no cluster of one another: none is given what it does not do. The lock holds for all.
    private StandaloneSchedulerFactory Build()
    {
        var name = "recto-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', _jobs.Select(job => job.Name).Order(StringComparer.Ordinal)))))[..8];
        var builder = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(logs);
            quartz.Services.AddSingleton(this);
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = name;
                scheduler.GenerateInstanceId = true;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(10);
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = _ => database.Source);
                store.ConfigureStore(ado => ado.TablePrefix = "quartz_");
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Patience));
            });
        });
        return builder.Build();
    }

    // A job that is there already keeps its turns; only another interval changes them.
    private static async Task PutAsync(IScheduler scheduler, SiteJob job, CancellationToken ct)
    {
        var detail = JobBuilder.Create<RunSiteJob>().WithIdentity(job.Name, Group).StoreDurably().RequestRecovery().DisallowConcurrentExecution().Build();
        await scheduler.AddJob(detail, AddJobOptions.Replacing, ct);
        var key = new TriggerKey(job.Name, Group);
        if (await scheduler.GetTrigger(key, ct) is ISimpleTrigger known && known.RepeatInterval == job.Interval)
        {
            if (await scheduler.GetTriggerState(key, ct) == TriggerState.Error)
            {
                await scheduler.ResetTriggerFromErrorState(key, ct);
            }

            return;
        }

        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(detail.Key).StartAt(DateTimeOffset.UtcNow + job.AtStart)
            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(job.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, ct);
    }

    private async Task ListenAsync(IScheduler scheduler, SiteJob job, CancellationToken ct)
    {
        while (true)
        {
            await job.Bell!.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            try
            {
                await scheduler.ScheduleTrigger(Once(job.Name, "rung", DateTimeOffset.UtcNow), TriggerConflict.Replace, ct);
            }
            catch (SchedulerException fault)
            {
                CouldNotBegin(log, fault); // Away for a moment: the clock makes up for it.
            }
        }
    }

    private static ITrigger Once(string name, string why, DateTimeOffset at) => TriggerBuilder.Create().WithIdentity($"{name} {why}", Group).ForJob(new JobKey(name, Group)).StartAt(at).Build();
}

/// <summary>A round of a work of the site, as Quartz calls it.</summary>
internal sealed class RunSiteJob(SiteSchedule schedule) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await schedule.RunAsync(context.JobDetail.Key.Name, cancellationToken);
}
