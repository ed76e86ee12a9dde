namespace Recto.Storage.Files;

/// <summary>What a sweep did, or would do.</summary>
/// <param name="Deleted">Files that nobody has named for long enough.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Waiting">Files that nobody names and that stay until their time has come.</param>
/// <param name="Found">Those among them that this sweep found first.</param>
/// <param name="Leavings">What broken writes had left.</param>
/// <param name="Orphans">All files that nobody names, where nothing at all is named and therefore nothing was done; else 0.</param>
public sealed record SweptFiles(int Deleted, long Bytes, int Waiting, int Found, int Leavings, int Orphans);

/// <summary>
/// Takes away files that nobody has named for some time. Since when that is, is noted beside the file when a sweep first finds it so, and the note goes when a sweep finds it named again: so a backup, or an instant within that time to which the database goes back,
/// finds its files; and where several sites share a store, a file that one of them names stays. A file that was written within that time stays too: an import, on this machine or another, writes files before its rows.
/// Several sweeps at once do no harm. What is between the last look at a file and its end is a moment in which an import may write the same bytes again: the local store puts them back, a bucket cannot.
/// </summary>
/// <param name="store">The files.</param>
/// <param name="named">Tells all files that are named (<see cref="ArticleFileStore.ListHashesAsync"/>). It is asked at the beginning, and again before the first file goes.</param>
public sealed class FileSweep(IFileStore store, Func<CancellationToken, Task<IReadOnlySet<FileHash>>> named)
{
    private const int AtOnce = 8;

    /// <summary>Sweeps.</summary>
    /// <param name="before">What nobody has named since before this instant goes.</param>
    /// <param name="isTrial">Whether nothing is changed and it is only told what would be.</param>
    /// <param name="ct">Cancels; what is done stays done.</param>
    public async Task<SweptFiles> RunAsync(DateTimeOffset before, bool isTrial, CancellationToken ct)
    {
        var kept = await named(ct);
        var (orphans, marks) = (new Dictionary<FileHash, SurveyedFile>(), new Dictionary<FileHash, DateTimeOffset>());
        await foreach (var found in store.SurveyAsync(ct))
        {
            if (found.IsMark)
            {
                marks[found.Hash] = found.Written;
            }
            else if (!kept.Contains(found.Hash))
            {
                orphans[found.Hash] = found;
            }
        }

        if (kept.Count == 0)
        {
            return new SweptFiles(0, 0, 0, 0, 0, orphans.Count); // An empty database most often is the wrong one.
        }

        var unmarked = orphans.Keys.Where(hash => !marks.ContainsKey(hash)).ToList();
        var due = orphans.Values.Where(file => file.Written < before && marks.TryGetValue(file.Hash, out var since) && since < before).ToList();
        if (isTrial)
        {
            return new SweptFiles(due.Count, due.Sum(file => file.Length), orphans.Count - due.Count, unmarked.Count, 0, 0);
        }

        await EachAsync(marks.Keys.Where(hash => !orphans.ContainsKey(hash)), store.UnmarkAsync, ct);
        await EachAsync(unmarked, store.MarkAsync, ct);
        var (deleted, bytes) = (0, 0L);
        if (due.Count > 0)
        {
            var again = await named(ct);
            await EachAsync(due.Where(file => !again.Contains(file.Hash)), async (file, token) =>
            {
                if (await store.DeleteAsync(file.Hash, before, token))
                {
                    Interlocked.Increment(ref deleted);
                    Interlocked.Add(ref bytes, file.Length);
                    await store.UnmarkAsync(file.Hash, token);
                }
            }, ct);
        }

        return new SweptFiles(deleted, bytes, orphans.Count - deleted, unmarked.Count, await store.DeleteLeavingsAsync(before, ct), 0);
    }

    private static Task EachAsync<T>(IEnumerable<T> all, Func<T, CancellationToken, Task> act, CancellationToken ct) =>
        Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, token) => await act(one, token));
}
