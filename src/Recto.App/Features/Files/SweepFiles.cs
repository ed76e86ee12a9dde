using System.Data.Common;
using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Storage.Files;

namespace Recto.App.Features.Files;

/// <summary>Takes away files that nothing has named for <see cref="SiteOptions.FilesKept"/>: what was made anew, replaced or deleted.</summary>
internal sealed class SweepFiles(ArticleFileStore articles, IFileStore store, SiteOptions options, TimeProvider time, ILogger<SweepFiles> log) : SiteJob
{
    private static readonly Action<ILogger, int, long, int, Exception?> Swept = LoggerMessage.Define<int, long, int>(LogLevel.Information, new EventId(1, nameof(Swept)), "{Files} files that nothing names any more are deleted ({Bytes} bytes); {Waiting} wait for their time");
    private static readonly Action<ILogger, Exception?> CouldNotAsk = LoggerMessage.Define(LogLevel.Warning, new EventId(2, nameof(CouldNotAsk)), "The database did not say which files are named: no file is swept away now");
    private static readonly Action<ILogger, string, Exception?> CouldNotSweep = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(3, nameof(CouldNotSweep)), "Files that nothing names could not be swept away: {Reason}");
    private static readonly Action<ILogger, int, Exception?> NothingNamed = LoggerMessage.Define<int>(LogLevel.Warning, new EventId(4, nameof(NothingNamed)), "The database names no file at all, and {Files} lie in the file store: is it the right one? Nothing is swept away");

    /// <inheritdoc/>
    public override string Name => "sweep";

    /// <inheritdoc/>
    public override TimeSpan Interval => TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public override TimeSpan AtStart => TimeSpan.FromMinutes(10);

    /// <summary>What a sweep did, in a sentence.</summary>
    /// <param name="done">What it did.</param>
    /// <param name="kept">For how long files stay.</param>
    /// <param name="isTrial">Whether it was a trial.</param>
    public static string Say(SweptFiles done, TimeSpan kept, bool isTrial) => string.Create(CultureInfo.InvariantCulture,
        $"{Files(done.Deleted)} ({done.Bytes / 1_000_000.0:0.0} MB) that nothing has named for {(kept.TotalDays == 1 ? "a day" : $"{kept.TotalDays:0} days")} {(isTrial ? "would be" : done.Deleted == 1 ? "is" : "are")} deleted; {Files(done.Waiting)} that nothing names {(done.Waiting == 1 ? "waits" : "wait")} for that{(done.Found > 0 ? $", {done.Found} of them found now" : "")}.");

    /// <inheritdoc/>
    public override async Task RunOnceAsync(CancellationToken ct)
    {
        if (options.FilesKept is not { } kept)
        {
            return;
        }

        try
        {
            var done = await new FileSweep(store, articles.ListHashesAsync).RunAsync(time.GetUtcNow() - kept, isTrial: false, ct);
            if (done.Orphans > 0)
            {
                NothingNamed(log, done.Orphans, null);
            }
            else if (done.Deleted > 0)
            {
                Swept(log, done.Deleted, done.Bytes, done.Waiting, null);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            CouldNotSweep(log, fault.Message, fault); // Tried again at the next round.
        }
    }

    /// <inheritdoc/>
    public override void Away(DbException fault) => CouldNotAsk(log, fault);

    private static string Files(int count) => count == 1 ? "1 file" : string.Create(CultureInfo.InvariantCulture, $"{count} files");
}
