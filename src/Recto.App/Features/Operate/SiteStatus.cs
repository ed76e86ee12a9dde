using System.Data.Common;
using System.Diagnostics;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Telemetry;
using Recto.App.Shell.Usage;
using Recto.Notes;
using Recto.Storage.Files;
using Recto.Storage.Sql;
using Recto.Storage.Status;

namespace Recto.App.Features.Operate;

/// <summary>This program.</summary>
/// <param name="Recto">Its version.</param>
/// <param name="Runtime">.NET and its version.</param>
/// <param name="Engine">Version by which notes are read.</param>
/// <param name="Node">Name of this machine.</param>
/// <param name="Process">Id of this process.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record ProgramStatus(string Recto, string Runtime, string Engine, string Node, int Process, DateTimeOffset StartedAt);

/// <summary>Work that waits.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Waiting">How much waits.</param>
/// <param name="Oldest">Since when the oldest waits; null where that is not kept, or nothing waits.</param>
/// <param name="Failing">How much of it was tried and failed.</param>
/// <param name="IsOfNode">Whether it is in the memory of this process.</param>
public sealed record QueueStatus(string Queue, long Waiting, DateTimeOffset? Oldest, long Failing, bool IsOfNode);

/// <summary>A job as it last went in this process.</summary>
/// <param name="Job">Its name.</param>
/// <param name="At">When it last began.</param>
/// <param name="Took">How long it took, in seconds.</param>
/// <param name="NextAt">When it looks next by itself; null where a bell wakes it.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="Failures">How often it broke off.</param>
/// <param name="FailedAt">When it last broke off; null where it never did.</param>
/// <param name="Fault">The kind of what broke it off.</param>
public sealed record JobStatus(string Job, DateTimeOffset At, double Took, DateTimeOffset? NextAt, long Runs, long Failures, DateTimeOffset? FailedAt, string? Fault);

/// <summary>A service that the site asks.</summary>
/// <param name="Service">Its name.</param>
/// <param name="AnsweredAt">When it last answered well; null where it never did.</param>
/// <param name="Problem">What is wrong now; null where nothing is.</param>
public sealed record ServiceStatus(string Service, DateTimeOffset? AnsweredAt, string? Problem);

/// <summary>How the site is. What could not be asked is null, and the rest is told.</summary>
public sealed record SiteStatus
{
    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>This program.</summary>
    public required ProgramStatus Program { get; init; }

    /// <summary>The database.</summary>
    public DatabaseGlance? Database { get; init; }

    /// <summary>Free bytes on the disk of the data folder.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>When the site was last backed up; null where nobody has said.</summary>
    public DateTimeOffset? BackupAt { get; init; }

    /// <summary>Work that waits.</summary>
    public IReadOnlyList<QueueStatus>? Queues { get; init; }

    /// <summary>Jobs of this process.</summary>
    public required IReadOnlyList<JobStatus> Jobs { get; init; }

    /// <summary>Services that are asked.</summary>
    public IReadOnlyList<ServiceStatus>? Services { get; init; }

    /// <summary>How many answers of this process said within a day that something broke.</summary>
    public required int Faults { get; init; }

    /// <summary>When one last did; null where none did.</summary>
    public DateTimeOffset? FaultAt { get; init; }
}

/// <summary>Asks how the site is: some five statements, each of which may fail without the others.</summary>
internal sealed class AskStatus(StatusStore store, MadeFileStore made, SiteOptions options, Mailer mailer, MailQueue mails, TimeProvider time, IServiceProvider services)
{
    /// <summary>Asks.</summary>
    public async Task<SiteStatus> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        using var process = Process.GetCurrentProcess();
        return new SiteStatus
        {
            At = now,
            Program = new ProgramStatus(Backup.Version, Environment.Version.ToString(), NotesEngine.Version, Environment.MachineName, Environment.ProcessId, process.StartTime.ToUniversalTime()),
            Database = await TryAsync(() => store.LookAsync(ct)),
            FreeBytes = FreeBytes(options.Database.DataFolder),
            BackupAt = LastBackup.Find(options.Database.DataFolder),
            Queues = await TryAsync(() => QueuesAsync(now, ct)),
            Jobs = [.. JobRuns.List().Select(run => new JobStatus(run.Job, run.At, Math.Round(run.Took.TotalSeconds, 3), run.Every is { } every ? run.At + run.Took + every : null, run.Runs, run.Failures, run.FailedAt, run.Fault))],
            Services = await TryAsync(() => ServicesAsync(ct)),
            Faults = RecentFaults.CountSince(now - TimeSpan.FromDays(1)),
            FaultAt = RecentFaults.Last,
        };
    }

    /// <summary>Work that waits, here and in the database.</summary>
    public async Task<IReadOnlyList<QueueStatus>> QueuesAsync(DateTimeOffset now, CancellationToken ct)
    {
        var files = await made.TallyAsync(ct);
        var kept = (await store.ListQueuesAsync(now, ct)).Select(row => new QueueStatus(row.Queue, row.Waiting, row.Oldest, row.Failing, false));
        return [.. kept, new("files", files.Due, files.OldestChange, files.Failed, false), new("mails", mails.Count, null, 0, true), .. services.GetService<UsageQueue>() is { } usage ? [new("usage", usage.Count, null, 0, true)] : (QueueStatus[])[]];
    }

    private async Task<IReadOnlyList<ServiceStatus>> ServicesAsync(CancellationToken ct)
    {
        var kept = (await store.ListOutsideAsync(ct)).Where(row => row.AnsweredAt is not null || row.Problem is not null).Select(row => new ServiceStatus(row.Service, row.AnsweredAt, row.Problem is { } wrong ? FaultText.Plain(wrong) : null));
        return [.. kept, .. options.Mail?.Host is not null ? [new("mail-server", mailer.TookAt, mailer.Trouble)] : (ServiceStatus[])[]];
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception unknown) when (unknown is DbException or TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            return null; // The page says so.
        }
    }

    private static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
