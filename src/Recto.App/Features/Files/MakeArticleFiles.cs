using System.Diagnostics;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell;
using Recto.Journals.Exchange;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary>What became of one file.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="State">How it ended.</param>
/// <param name="IsNew">Whether it was tried now; else everything that goes in is as it was.</param>
/// <param name="Length">Length in bytes; null where there is none.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Report">Lines for the editors.</param>
internal sealed record MadeOne(string Kind, MadeState State, bool IsNew, long? Length, double Milliseconds, IReadOnlyList<string> Report);

/// <summary>What became of the files of an article.</summary>
/// <param name="Article">The article.</param>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Files">Each of its files.</param>
/// <param name="Milliseconds">How long it took altogether.</param>
/// <param name="Fault">Why nothing could be made; null where files were.</param>
/// <param name="IsLost">Whether another took the article over meanwhile.</param>
internal sealed record MadeAll(Guid Article, string Slug, IReadOnlyList<MadeOne> Files, double Milliseconds, string? Fault = null, bool IsLost = false)
{
    /// <summary>Whether something could not be made.</summary>
    public bool HasFailed => Fault is not null || Files.Any(file => file.State == MadeState.Failed);
}

/// <summary>Makes the files of one article that somebody has claimed: each as soon as it is made stands in the place of the one before.</summary>
/// <param name="database">Where articles are kept.</param>
/// <param name="store">Where bytes are kept.</param>
/// <param name="finish">Reads an article as it stands.</param>
/// <param name="makers">One for each kind.</param>
/// <param name="since">When this program was started.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where faults are told.</param>
internal sealed class MakeArticleFiles(Database database, IFileStore store, FinishArticle finish, IReadOnlyList<IFileMaker> makers, DateTimeOffset since, TimeProvider time, ILogger log)
{
    /// <summary>How long an article is held without a word.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const long Largest = 1L << 30;
    private const int AtOnce = 20;
    private const int MostLooks = 3; // Others may take what was found.
    private static readonly Action<ILogger, string, Guid, Exception?> BrokeOff =
        LoggerMessage.Define<string, Guid>(LogLevel.Error, new EventId(1, nameof(BrokeOff)), "The file {Kind} of article {Id} broke off; it is tried again after a pause");
    private readonly MadeFileStore _made = new(database);
    private readonly System.Collections.Concurrent.ConcurrentQueue<Guid> _next = new();

    /// <summary>Versions of all makers together.</summary>
    public string Makers { get; } = VersionOf(makers);

    /// <summary>Versions of makers as one word.</summary>
    public static string VersionOf(IEnumerable<IFileMaker> makers) => string.Join("; ", makers.Select(maker => $"{maker.Kind} {maker.Version}").Order(StringComparer.Ordinal));

    /// <summary>Takes the next article that is due, and makes its files.</summary>
    /// <param name="except">Articles to leave alone.</param>
    /// <param name="ct">Cancels; the article is given back.</param>
    /// <returns>Null where nothing is to be done now.</returns>
    public async Task<MadeAll?> MakeNextAsync(IReadOnlySet<Guid> except, CancellationToken ct)
    {
        for (var look = 0; ; look++)
        {
            // A few at a look: looking goes through all articles, and each is asked again whether it is due when it is taken.
            while (_next.TryDequeue(out var id))
            {
                if (!except.Contains(id) && await _made.ClaimAsync(id, Makers, since, time.GetUtcNow(), Lease, evenIfNotDue: false, ct) is { } claim)
                {
                    return await MakeAsync(claim, null, false, ct);
                }
            }

            var due = look < MostLooks ? await _made.ListDueAsync(Makers, since, time.GetUtcNow(), Math.Min(AtOnce + except.Count, 500), ct) : [];
            if (due.Count == 0)
            {
                return null;
            }

            foreach (var id in due)
            {
                _next.Enqueue(id);
            }
        }
    }

    /// <summary>Makes the files of an article, due or not.</summary>
    /// <param name="id">The article.</param>
    /// <param name="kinds">Only these; null for all.</param>
    /// <param name="again">Whether also what would come out the same.</param>
    /// <param name="ct">Cancels; the article is given back.</param>
    /// <returns>Null where another makes them now, or it is not public.</returns>
    public async Task<MadeAll?> MakeAsync(Guid id, IReadOnlySet<string>? kinds, bool again, CancellationToken ct) =>
        await _made.ClaimAsync(id, Makers, since, time.GetUtcNow(), Lease, evenIfNotDue: true, ct) is { } claim ? await MakeAsync(claim, kinds, again, ct) : null;

    private async Task<MadeAll> MakeAsync(MadeClaim claim, IReadOnlySet<string>? kinds, bool again, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var files = new List<MadeOne>();
        var isDone = false;
        var isInterrupted = true;
        string? fault = null;
        try
        {
            if (await finish(claim.ArticleId, ct) is not { } article)
            {
                fault = "The file that the article was made from is not there, or can no longer be read.";
                isInterrupted = false;
                return Result(false);
            }

            var own = (await new ArticleFileStore(database).ListAsync(claim.ArticleId, ct)).FirstOrDefault(file => file is { Role: FileRole.Download, MediaType: "application/pdf" });
            var print = ArticleFingerprint.Of(article, (await new CorrectionStore(database).ListAsync(claim.ArticleId, ct)).Select(row => row.Id));
            var before = (await _made.ListAsync(claim.ArticleId, ct)).ToDictionary(file => file.Kind, StringComparer.Ordinal);
            var hasBrokenOff = false;
            foreach (var maker in makers.Where(maker => kinds?.Contains(maker.Kind) != false))
            {
                var isOwn = own is not null && maker.Kind == ArticleForms.Pdf.Kind;
                var from = isOwn ? "own " + own!.Hash.Value[..32] : print;
                if (!again && !claim.WasAsked && before.GetValueOrDefault(maker.Kind) is { } known && known.MadeBy == maker.Version && known.MadeFrom == from && !IsToBeTriedAgain(known) && await IsThereAsync(known, ct))
                {
                    files.Add(new MadeOne(maker.Kind, known.State, false, known.File?.Length, 0, known.Report));
                    continue;
                }

                var (one, save, broke) = await MakeOneAsync(claim, maker, article, from, isOwn, ct);
                hasBrokenOff |= broke;
                await using var tx = await database.BeginAsync(ct);
                if (!await _made.SaveAsync(tx, claim, save, time.GetUtcNow(), ct))
                {
                    return Result(true);
                }

                await tx.CommitAsync(ct);
                files.Add(one);
            }

            isDone = !hasBrokenOff && kinds is null;
            isInterrupted = !hasBrokenOff;
            return Result(false);
        }
        catch (LeaseLostException)
        {
            // Whoever took it over writes; what was made here is thrown away.
            return Result(true);
        }
        catch (Exception broke) when (broke is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // The door of the job: one article must not keep the others from being made.
            BrokeOff(log, "*", claim.ArticleId, broke);
            fault = "It broke off here, and is tried again after a pause.";
            isInterrupted = false;
            return Result(false);
        }
        finally
        {
            await using var tx = await database.BeginAsync(CancellationToken.None);
            if (isDone)
            {
                await _made.CompleteAsync(tx, claim, Makers, time.GetUtcNow(), CancellationToken.None);
            }
            else
            {
                await _made.ReturnAsync(tx, claim, isInterrupted, time.GetUtcNow(), CancellationToken.None);
            }

            await tx.CommitAsync(CancellationToken.None);
        }

        MadeAll Result(bool isLost) => new(claim.ArticleId, claim.Slug, files, Stopwatch.GetElapsedTime(began).TotalMilliseconds, fault, isLost);
    }

    private async Task<(MadeOne One, MadeFileToSave Save, bool Broke)> MakeOneAsync(MadeClaim claim, IFileMaker maker, FinishedArticle article, string from, bool isOwn, CancellationToken ct)
    {
        if (isOwn)
        {
            return Ended(MadeState.None, null, ["The publisher’s own PDF is given instead."], 0, false);
        }

        var began = Stopwatch.GetTimestamp();
        try
        {
            var file = await HoldingAsync(claim, token => maker.MakeAsync(article, OpenAsync, token), ct);
            var report = file.Report.Select(line => line.Message).Distinct(StringComparer.Ordinal).ToList();
            var spent = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (file.Bytes is not { } bytes)
            {
                return Ended(report.Count == 0 ? MadeState.None : MadeState.Failed, null, report, spent, false);
            }

            using var content = new MemoryStream(bytes, writable: false);
            var stored = await store.WriteAsync(content, Largest, ct);
            return Ended(MadeState.Made, (file.MediaType, stored.Hash, stored.Length), report, spent, false);
        }
        catch (Exception fault) when (fault is not LeaseLostException && !(fault is OperationCanceledException && ct.IsCancellationRequested))
        {
            // One kind must not keep the others from being made; this is the door of the job.
            BrokeOff(log, maker.Kind, claim.ArticleId, fault);
            return Ended(MadeState.Failed, null, [Broken], Stopwatch.GetElapsedTime(began).TotalMilliseconds, true);
        }

        (MadeOne, MadeFileToSave, bool) Ended(MadeState state, (string, FileHash, long Length)? file, IReadOnlyList<string> report, double spent, bool broke) =>
            (new MadeOne(maker.Kind, state, true, file?.Length, spent, report), new MadeFileToSave(maker.Kind, state, maker.Version, from, file, report), broke);
    }

    // Known by its words: what broke off is tried again though nothing that goes in has changed.
    private const string Broken = "It broke off, and is tried again after a pause; the log of the site says more.";

    private static bool IsToBeTriedAgain(MadeFileRow known) => known is { State: MadeState.Failed, Report: [Broken] };

    // Its bytes may be gone: a backup without them, a disk.
    private async Task<bool> IsThereAsync(MadeFileRow known, CancellationToken ct)
    {
        if (known.File is not { } file)
        {
            return true;
        }

        await using var content = await store.OpenAsync(file.Hash, ct);
        return content is not null;
    }

    private async Task<Stream?> OpenAsync(string key) => FileHash.TryParse(key, out var hash) ? await store.OpenAsync(hash, CancellationToken.None) : null;

    // Holds on to the article for as long as it takes, and lets go of the work where the article was lost.
    private async Task<T> HoldingAsync<T>(MadeClaim claim, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        if (!await _made.RenewAsync(claim, time.GetUtcNow(), Lease, ct))
        {
            throw new LeaseLostException();
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var working = Task.Run(() => work(stop.Token), stop.Token);
        while (await Task.WhenAny(working, Task.Delay(Lease / 3, time, stop.Token)) != working)
        {
            if (!await _made.RenewAsync(claim, time.GetUtcNow(), Lease, ct))
            {
                await stop.CancelAsync();
                await working.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                throw new LeaseLostException();
            }
        }

        await stop.CancelAsync(); // The alarm, not the work.
        return await working;
    }

    private sealed class LeaseLostException : Exception;
}
