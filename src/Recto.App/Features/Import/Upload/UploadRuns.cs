using System.Collections.Concurrent;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Rounds;
using Recto.App.Shell.Telemetry;
using Recto.Journals.Exchange.Ojs;
using Recto.Storage.Uploads;

namespace Recto.App.Features.Import.Upload;

/// <summary>Rings when an upload is whole.</summary>
internal sealed class UploadsBell : JobBell;

/// <summary>Takes uploads over from the requests that bring them: once their files are kept in the database, any node that works may read them, and what one that died had begun another goes on with.</summary>
/// <param name="uploads">Where they wait.</param>
/// <param name="reports">Where reports are kept.</param>
/// <param name="bell">Rung for each.</param>
/// <param name="options">Whether this node reads uploads itself.</param>
/// <param name="time">The clock.</param>
internal sealed class UploadDesk(UploadStore uploads, ImportReportStore reports, UploadsBell bell, SiteOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _awaited = new();

    /// <summary>Keeps an upload, and begins its report: from then on it is read, whatever becomes of this node.</summary>
    /// <param name="upload">What it is.</param>
    /// <param name="personId">Whose it is.</param>
    /// <param name="journalId">Into which journal.</param>
    /// <param name="spool">Its files; stays the caller’s.</param>
    /// <param name="report">Its report, begun.</param>
    /// <param name="ct">Cancels; then nothing is left of it.</param>
    /// <returns>Ends when this node has read it; at once where another does.</returns>
    public async Task<Task> AddAsync(UploadRow upload, Guid personId, Guid journalId, UploadSpool spool, UploadReport report, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await uploads.BeginAsync(upload, now, ct);
        try
        {
            for (var number = 0; number < spool.Files.Count; number++)
            {
                await using var file = File.OpenRead(Path.Combine(spool.Folder, spool.Files[number]));
                await uploads.AddAsync(upload.Id, number, spool.Files[number], file, ct);
            }

            await reports.SaveAsync(new ImportReportRow { Id = upload.Id, PersonId = personId, JournalId = journalId, StartedAt = now, UpdatedAt = now, Json = report.Write() }, ct);
        }
        catch
        {
            await uploads.DropAsync(upload.Id, CancellationToken.None);
            throw;
        }

        var done = options.IsWorker ? _awaited.GetOrAdd(upload.Id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        await uploads.CompleteAsync(upload.Id, CancellationToken.None);
        bell.Ring();
        return done;
    }

    /// <summary>An upload is read.</summary>
    public void Done(Guid id)
    {
        if (_awaited.TryRemove(id, out var done))
        {
            done.TrySetResult();
        }
    }
}

/// <summary>
/// Reads uploads one after the other, away from the requests that brought them, and keeps their reports up to date. An upload is held by a lease; of one that was begun by a node that died everything is read again, and what is there already is left as it is:
/// what the report says of it stays.
/// </summary>
/// <param name="services">Gives the import when there is something to import: a site whose files are away can still be read.</param>
/// <param name="uploads">Where they wait.</param>
/// <param name="reports">Where reports are kept.</param>
/// <param name="desk">Is told of what is done.</param>
/// <param name="bell">Wakes it.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class UploadRuns(IServiceProvider services, UploadStore uploads, ImportReportStore reports, UploadDesk desk, UploadsBell bell, TimeProvider time, ILogger<UploadRuns> log) : BackgroundService
{
    /// <summary>How often it looks by itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // Whatever breaks a node so often is not tried once more.
    private const int MostTries = 5;
    private static readonly TimeSpan Hold = UploadStore.Lease / 4;
    private static readonly Action<ILogger, Guid, Exception?> Broke = LoggerMessage.Define<Guid>(LogLevel.Error, new EventId(1, nameof(Broke)), "The upload {Id} ended before its end");
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(2, nameof(CouldNotLook)), "The database did not say whether an upload waits");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        UploadSpool.Sweep(time.GetUtcNow().UtcDateTime.AddDays(-1));
        while (true)
        {
            await JobDoor.TryAsync("uploads", async ct =>
            {
                while (await uploads.TakeAsync(time.GetUtcNow(), ct) is { } upload)
                {
                    await RunAsync(upload, ct);
                }
            }, fault => CouldNotLook(log, fault), log, stoppingToken); // What was begun goes on when its lease has lapsed.
            await bell.WaitAsync(Every, time, stoppingToken);
        }
    }

    private async Task RunAsync(UploadRow upload, CancellationToken ct)
    {
        if (await reports.FindAsync(upload.Id, ct) is not { } row)
        {
            await uploads.FinishAsync(upload, ct); // Whoever sent it is gone.
            desk.Done(upload.Id);
            return;
        }

        var report = UploadReport.Read(row.Json);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var holding = HoldAsync(upload, stop);
        string? stopped = null;
        try
        {
            report = upload.Tries > MostTries ? report : await ReadAsync(upload, row, report, stop.Token);
            stopped = upload.Tries > MostTries ? "The program broke off several times over these files; the fault is ours. Send them again in smaller parts; what is there already is left as it is." : null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await uploads.GiveBackAsync(upload, CancellationToken.None); // Another node goes on, or this one when it is started again.
            throw;
        }
        catch (OperationCanceledException)
        {
            return; // Another node has it: this one stood still for too long.
        }
        catch (Exception fault) when (fault is not System.Data.Common.DbException)
        {
            // The door of jobs: whatever broke is logged, the person is told, and the next upload is read.
            Broke(log, upload.Id, fault);
            report = UploadReport.Read((await reports.FindAsync(upload.Id, CancellationToken.None))?.Json ?? row.Json);
            stopped = "Something broke here before all files were read; the fault is ours. Send the rest again; what is there already is left as it is.";
        }
        finally
        {
            await stop.CancelAsync();
            await holding;
        }

        await SaveAsync(row, report with { Stopped = stopped }, isFinished: true, CancellationToken.None);
        await uploads.FinishAsync(upload, CancellationToken.None);
        desk.Done(upload.Id);
    }

    // The lines of the report in the order of the files; what was said of a file before another reading of the same found it there already stays.
    private async Task<UploadReport> ReadAsync(UploadRow upload, ImportReportRow row, UploadReport report, CancellationToken ct)
    {
        var said = report.Lines.Where(line => line.Status is "imported" or "updated").ToLookup(line => (line.Path, line.Id));
        var lines = report.Lines.Where(line => !line.IsRead).ToList();
        var folder = Directory.CreateTempSubdirectory(UploadSpool.Prefix).FullName;
        try
        {
            await uploads.ReadAsync(upload.Id, async (path, part, bytes) =>
            {
                var full = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                await using var file = new FileStream(full, part == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write);
                await file.WriteAsync(bytes, ct);
            }, ct);
            var options = new ImportOptions
            {
                Journal = upload.Journal,
                Issue = upload.Issue,
                IsDraft = true,
                By = new ImportPerson(row.PersonId, upload.Person),
                Old = OjsAddresses.TryParse(upload.OldPath, out var old) ? new OldAddressBook(old!, null) : null,
            };
            using var source = new ImportSource(UploadLimits.Archives, () => Stream.Null);
            var saved = time.GetUtcNow();
            await foreach (var outcome in new ImportRun(services.GetRequiredService<ImportArticle>(), Math.Max(1, Environment.ProcessorCount - 1)).RunAsync(source.Read([folder]), options, ct))
            {
                var line = UploadLine.Of(outcome, folder) with { IsRead = true };
                Meters.Import(outcome.GetType().Name.ToLowerInvariant());
                lines.Add(line.Status == "unchanged" ? said[(line.Path, line.Id)].FirstOrDefault() ?? line : line);
                if (time.GetUtcNow() - saved > TimeSpan.FromSeconds(1))
                {
                    saved = time.GetUtcNow();
                    // What an earlier reading has said and this one has not come to yet is not forgotten on the way.
                    var known = lines.Select(done => (done.Path, done.Id)).ToHashSet();
                    await SaveAsync(row, report with { Lines = [.. lines, .. said.SelectMany(before => before).Where(before => !known.Contains((before.Path, before.Id)))], Done = lines.Count }, isFinished: false, ct);
                }
            }

            return report with { Lines = lines, Done = lines.Count };
        }
        finally
        {
            UploadSpool.Delete(folder);
        }
    }

    // Holds on to the upload as long as it is read; whoever loses it stops reading.
    private async Task HoldAsync(UploadRow upload, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Hold, time, stop.Token);
                try
                {
                    if (!await uploads.HoldAsync(upload, time.GetUtcNow(), stop.Token))
                    {
                        await stop.CancelAsync();
                        return;
                    }
                }
                catch (System.Data.Common.DbException fault)
                {
                    CouldNotLook(log, fault);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is read.
        }
    }

    private Task SaveAsync(ImportReportRow row, UploadReport report, bool isFinished, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return reports.SaveAsync(row with { UpdatedAt = now, FinishedAt = isFinished ? now : null, Json = report.Write() }, ct);
    }
}
