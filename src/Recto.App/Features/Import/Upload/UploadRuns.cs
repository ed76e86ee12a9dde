using System.Threading.Channels;
using Recto.App.Shell.Telemetry;
using Recto.Storage.Uploads;

namespace Recto.App.Features.Import.Upload;

/// <summary>An upload that waits or runs.</summary>
internal sealed record UploadJob(Guid Id, ImportPerson Person, Guid JournalId, ImportOptions Options, UploadSpool Spool, UploadReport Report, DateTimeOffset Started)
{
    /// <summary>Ends when the report is whole.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Reads uploads one after the other, away from the request that brought them, and keeps the report up to date.</summary>
/// <param name="services">Gives the import when there is something to import: a site whose files are away can still be read.</param>
/// <param name="reports">Where reports are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class UploadRuns(IServiceProvider services, ImportReportStore reports, TimeProvider time, ILogger<UploadRuns> log) : BackgroundService
{
    private static readonly Action<ILogger, Guid, Exception?> Broke = LoggerMessage.Define<Guid>(LogLevel.Error, new EventId(1, nameof(Broke)), "The upload {Id} ended before its end");
    private readonly Channel<UploadJob> _waiting = Channel.CreateUnbounded<UploadJob>();

    /// <summary>Takes an upload over, spool and all.</summary>
    public async Task AddAsync(UploadJob job, CancellationToken ct)
    {
        await SaveAsync(job, job.Report, isFinished: false, ct);
        if (!_waiting.Writer.TryWrite(job))
        {
            job.Spool.Dispose();
            await SaveAsync(job, job.Report with { Stopped = "The site is being stopped. Send the files again in a moment." }, isFinished: true, CancellationToken.None);
            job.Done.TrySetResult();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        UploadSpool.Sweep(time.GetUtcNow().UtcDateTime.AddDays(-1));
        try
        {
            await foreach (var job in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await RunAsync(job, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site is being stopped: what waits is told so.
        }

        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out var left))
        {
            left.Spool.Dispose();
            await SaveAsync(left, left.Report with { Stopped = "The site was stopped before these files were read. Send them again." }, isFinished: true, CancellationToken.None);
            left.Done.TrySetResult();
        }
    }

    private async Task RunAsync(UploadJob job, CancellationToken ct)
    {
        var lines = job.Report.Lines.ToList();
        string? stopped = null;
        try
        {
            using var source = new ImportSource(UploadLimits.Archives, () => Stream.Null);
            var saved = time.GetUtcNow();
            await foreach (var outcome in new ImportRun(services.GetRequiredService<ImportArticle>(), Math.Max(1, Environment.ProcessorCount - 1)).RunAsync(source.Read([job.Spool.Folder]), job.Options, ct))
            {
                lines.Add(UploadLine.Of(outcome, job.Spool.Folder));
                Meters.Import(outcome.GetType().Name.ToLowerInvariant());
                if (time.GetUtcNow() - saved > TimeSpan.FromSeconds(1))
                {
                    saved = time.GetUtcNow();
                    await SaveAsync(job, job.Report with { Lines = lines, Done = lines.Count }, isFinished: false, ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            stopped = "The site was stopped before all files were read. Send the rest again; what is there already is left as it is.";
        }
        catch (Exception fault)
        {
            // The door of jobs: whatever broke is logged, the person is told, and the next upload is read.
            Broke(log, job.Id, fault);
            stopped = "Something broke here before all files were read; the fault is ours. Send the rest again; what is there already is left as it is.";
        }
        finally
        {
            job.Spool.Dispose();
        }

        try
        {
            await SaveAsync(job, job.Report with { Lines = lines, Done = lines.Count, Stopped = stopped }, isFinished: true, CancellationToken.None);
        }
        catch (System.Data.Common.DbException fault)
        {
            Broke(log, job.Id, fault); // The database is away; the page says by itself that the report stands still.
        }

        job.Done.TrySetResult();
    }

    private Task SaveAsync(UploadJob job, UploadReport report, bool isFinished, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return reports.SaveAsync(new ImportReportRow { Id = job.Id, PersonId = job.Person.Id, JournalId = job.JournalId, StartedAt = job.Started, UpdatedAt = now, FinishedAt = isFinished ? now : null, Json = report.Write() }, ct);
    }
}
