using System.Data.Common;

namespace Recto.App.Shell.Jobs;

/// <summary>
/// Work of the whole site that is done again and again, and by one node at a time: on PostgreSQL by the schedule that all nodes share (<see cref="SiteSchedule"/>), on SQLite, where there is one process, in rounds (<see cref="JobRounds"/>).
/// Whoever dies in the middle of it is followed by the next, so what it does it may do twice.
/// </summary>
internal abstract class SiteJob
{
    /// <summary>By which the schedule knows it; never another.</summary>
    public abstract string Name { get; }

    /// <summary>How often it is done.</summary>
    public abstract TimeSpan Interval { get; }

    /// <summary>How long after its start the site waits with it.</summary>
    public virtual TimeSpan AtStart => TimeSpan.Zero;

    /// <summary>How long it rests after a round: less than <see cref="Interval"/> where it knows of something sooner.</summary>
    public virtual TimeSpan Rest => Interval;

    /// <summary>What it is woken by; null for the clock alone.</summary>
    public virtual JobBell? Bell => null;

    /// <summary>Does what is due.</summary>
    public abstract Task RunOnceAsync(CancellationToken ct);

    /// <summary>Is told of a database that did not answer: that ends nothing, and it is tried at the next round.</summary>
    public abstract void Away(DbException fault);
}

/// <summary>Does a work of the site at once and then after each rest, until it is cancelled.</summary>
internal sealed class JobRounds(SiteJob job, TimeProvider time, ILogger<JobRounds> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (job.AtStart > TimeSpan.Zero)
        {
            await Task.Delay(job.AtStart, time, stoppingToken);
        }

        while (true)
        {
            await JobRuns.TryAsync(job.Name, job.Interval, job.RunOnceAsync, job.Away, time, log, stoppingToken);
            await (job.Bell is { } bell ? bell.WaitAsync(job.Rest, time, stoppingToken) : Task.Delay(job.Rest, time, stoppingToken));
        }
    }
}
