using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Recto.App.Shell.Rounds;
using Recto.App.Shell.Telemetry;

namespace Recto.App.Shell.Jobs;

/// <summary>How a job last went in this process.</summary>
/// <param name="Job">Its name: <c>deposits</c>.</param>
/// <param name="At">When it last began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Every">How often it looks by itself; null where only somebody’s bell wakes it.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="Failures">How often it broke off.</param>
/// <param name="FailedAt">When it last broke off; null where it never did.</param>
/// <param name="Fault">The kind of what broke it off, without its words; null where nothing did.</param>
internal sealed record JobRun(string Job, DateTimeOffset At, TimeSpan Took, TimeSpan? Every, long Runs, long Failures, DateTimeOffset? FailedAt, string? Fault);

/// <summary>Runs rounds of jobs, measures them, and remembers how they went: in memory, for it is about this process.</summary>
internal static class JobRuns
{
    private static readonly ConcurrentDictionary<string, JobRun> Known = new(StringComparer.Ordinal);
    private static readonly Histogram<double> Durations = Meters.Own.CreateHistogram<double>("recto.job.duration", "s", "How long rounds of jobs took");
    private static readonly Counter<long> Failed = Meters.Own.CreateCounter<long>("recto.job.failures", "{round}", "Rounds of jobs that broke off");

    /// <summary>How each job last went, by name.</summary>
    public static IReadOnlyList<JobRun> List() => [.. Known.Values.OrderBy(run => run.Job, StringComparer.Ordinal)];

    /// <summary>Runs a round behind the door of jobs (<see cref="JobDoor"/>).</summary>
    /// <param name="job">Whose.</param>
    /// <param name="every">How often it looks by itself; null where only a bell wakes it.</param>
    /// <param name="work">What is done.</param>
    /// <param name="away">Is told of a database that did not answer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where every other fault goes.</param>
    /// <param name="ct">Ends it.</param>
    public static Task TryAsync(string job, TimeSpan? every, Func<CancellationToken, Task> work, Action<DbException> away, TimeProvider time, ILogger log, CancellationToken ct) =>
        JobDoor.TryAsync(job, stop => RunAsync(job, every, work, time, stop), away, log, ct);

    /// <summary>Runs a round.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="every">How often it looks by itself; null where only a bell wakes it.</param>
    /// <param name="work">What is done. Its exceptions go on to whoever asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task RunAsync(string job, TimeSpan? every, Func<CancellationToken, Task> work, TimeProvider time, CancellationToken ct)
    {
        using var trace = JobSource.Own.StartActivity("job " + job);
        trace?.SetTag("recto.job", job);
        var (at, begin) = (time.GetUtcNow(), Stopwatch.GetTimestamp());
        string? fault = null;
        try
        {
            await work(ct);
        }
        catch (Exception broke) when (Note(broke))
        {
            throw;
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(begin);
            Durations.Record(took.TotalSeconds, new("job", job), new("outcome", fault is null ? "done" : "failed"));
            if (fault is not null)
            {
                Failed.Add(1, new KeyValuePair<string, object?>("job", job));
                trace?.SetStatus(ActivityStatusCode.Error);
                trace?.SetTag("error.type", fault);
            }

            Known.AddOrUpdate(job, _ => new JobRun(job, at, took, every, 1, fault is null ? 0 : 1, fault is null ? null : at, fault), (_, before) => before with
            {
                At = at,
                Took = took,
                Every = every,
                Runs = before.Runs + 1,
                Failures = before.Failures + (fault is null ? 0 : 1),
                FailedAt = fault is null ? before.FailedAt : at,
                Fault = fault ?? before.Fault,
            });
        }

        // Who stops the program breaks nothing off.
        bool Note(Exception broke)
        {
            fault = broke is OperationCanceledException && ct.IsCancellationRequested ? null : broke.GetType().Name;
            return true;
        }
    }
}
