using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Recto.App.Features.Import;

/// <summary>
/// Imports many files: read, rendered and their files kept on all cores, written one at a time, told in order. Memory is bounded by the bytes that are under way.
/// The search index is written behind the articles, some dozens at once beside the reading of the next: where a run ends before its time, the index is brought up to date as it always is.
/// </summary>
/// <param name="import">Imports one.</param>
/// <param name="workers">How many files are read at once.</param>
internal sealed class ImportRun(ImportArticle import, int workers)
{
    /// <summary>A document takes some thirty times its bytes in memory, so this bounds the whole to a few hundred megabytes.</summary>
    private const int BytesUnderWay = 6 * 1024 * 1024;
    private const int BytesOfUnit = 64 * 1024;
    private const int Units = BytesUnderWay / BytesOfUnit;

    // One transaction of the index for so many articles, or so many bytes of them: more would make whoever else writes wait.
    private const int IndexedAtOnce = 16;
    private const int UnitsIndexedAtOnce = 1024 * 1024 / BytesOfUnit;

    /// <summary>Imports the files in order.</summary>
    public async IAsyncEnumerable<ImportOutcome> RunAsync(IEnumerable<ImportItem> items, ImportOptions options, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var budget = new SemaphoreSlim(Units, Units);
        using var cores = new SemaphoreSlim(workers, workers);
        var queue = Channel.CreateBounded<(Task<Ready> Work, int Units)>(workers * 4);
        var producer = Task.Run(() => ProduceAsync(items, options, queue.Writer, budget, cores, stop.Token), CancellationToken.None);
        var (saved, savedUnits, indexing) = (new List<Guid>(), 0, Task.CompletedTask);
        try
        {
            await foreach (var (work, units) in queue.Reader.ReadAllAsync(ct))
            {
                var ready = await work;
                var outcome = ready.Issue is { } issue ? await import.TakeIssueAsync(issue, options, ct) : ready.Outcome ?? await import.SaveAsync(ready.Article!, isIndexed: false, ct);
                if (ready.Article?.Options.Packaged is { } packaged && !options.IsDryRun)
                {
                    await import.TakeSaidAsync(outcome!, packaged, ct);
                }

                if (ready.Placed is OjsPlace old)
                {
                    outcome = await import.TakeOldAddressesAsync(outcome!, old, options, ct);
                }

                ready = default;
                budget.Release(units);
                if (outcome is Imported { Id: not null } or Updated { Id: not null })
                {
                    saved.Add(((ArticleOutcome)outcome).Id!.Value);
                    savedUnits += units;
                }

                if (saved.Count >= IndexedAtOnce || savedUnits >= UnitsIndexedAtOnce)
                {
                    await indexing;
                    (indexing, saved, savedUnits) = (IndexAsync(saved, stop.Token), [], 0);
                }

                if (outcome is not null)
                {
                    yield return outcome;
                }
            }

            await indexing;
            await import.IndexAsync(saved, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await producer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await indexing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (queue.Reader.TryRead(out var left))
            {
                // What stopped the run is what must be heard, not that the files behind it were cancelled.
                await ((Task)left.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await producer; // What stopped the reading must be heard.
    }

    private Task IndexAsync(IReadOnlyList<Guid> articles, CancellationToken ct) => Task.Run(() => import.IndexAsync(articles, ct), CancellationToken.None);

    private async Task ProduceAsync(IEnumerable<ImportItem> items, ImportOptions options, ChannelWriter<(Task<Ready>, int)> queue, SemaphoreSlim budget, SemaphoreSlim cores, CancellationToken ct)
    {
        try
        {
            foreach (var item in items)
            {
                var units = item is FoundFile file ? Math.Clamp(file.Bytes.Length / BytesOfUnit, 1, Units) : 1;
                for (var i = 0; i < units; i++)
                {
                    await budget.WaitAsync(ct);
                }

                await queue.WriteAsync((Task.Run(() => PrepareAsync(item, options, cores, ct), CancellationToken.None), units), ct);
            }
        }
        finally
        {
            queue.TryComplete();
        }
    }

    private async Task<Ready> PrepareAsync(ImportItem item, ImportOptions options, SemaphoreSlim cores, CancellationToken ct)
    {
        if (item is FoundIssue issue)
        {
            return new Ready(null, null) { Issue = issue };
        }

        if (item is UnreadableFile unreadable)
        {
            return new Ready(null, new Refused(item.Path, unreadable.Line, unreadable.Column, unreadable.Message));
        }

        var file = (FoundFile)item;

        await cores.WaitAsync(CancellationToken.None);
        try
        {
            if (ct.IsCancellationRequested)
            {
                return new Ready(null, new Refused(item.Path, null, null, "The import was stopped before this file."));
            }

            var (article, refusal) = await import.PrepareAsync(file, file.Placed?.Over(options) ?? options, ct);
            return new Ready(article is null ? null : await import.KeepAsync(article, ct), refusal) { Placed = file.Placed };
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or System.Data.Common.DbException or IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // A fault of ours on one file must not take the rest of a delivery with it; it is told as one.
            return new Ready(null, new Refused(item.Path, null, null, $"Recto itself failed on this file ({fault.GetType().Name}: {fault.Message}); please report it."));
        }
        finally
        {
            cores.Release();
        }
    }

    private readonly record struct Ready(PreparedArticle? Article, ImportOutcome? Outcome)
    {
        public FoundIssue? Issue { get; init; }
        public Place? Placed { get; init; }
    }
}
