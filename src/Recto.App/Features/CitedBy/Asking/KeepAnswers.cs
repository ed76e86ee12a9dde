using Recto.App.Shell.Jobs;
using Recto.Storage.Articles;
using Recto.Storage.CitedBy;
using Recto.Storage.Sql;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Keeps what came: the answer, how far the feed came and the lists that change by it in one transaction, and only while the feed is this process’s.</summary>
internal sealed class KeepAnswers(Database database, CitationStore citations, CitedByStore lists, TimeProvider time)
{
    /// <summary>Keeps an answer.</summary>
    /// <param name="claim">By what the feed is held.</param>
    /// <param name="run">What is told of the run.</param>
    /// <param name="keep">Writes, and gives the cited DOIs of which something changed.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the feed is another’s by now: nothing was kept.</returns>
    public async Task<bool> RunAsync(CitationClaim claim, HarvestRun run, Func<WriteTransaction, DateTimeOffset, Task<IReadOnlyCollection<string>>> keep, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var now = time.GetUtcNow();
        if (!await citations.HoldAsync(tx, claim, now, HarvestCitations.Lease, ct))
        {
            run.IsAnothers = true;
            return false;
        }

        run.Lists += await lists.RefreshAsync(tx, await keep(tx, now), now, ct);
        await tx.CommitAsync(ct);
        return true;
    }

    /// <summary>Keeps that all that was due is asked; nothing where nothing was due and nobody wanted it.</summary>
    public async Task DoneAsync(CitationClaim claim, CitationFeedRow feed, HarvestRun run, CancellationToken ct)
    {
        if (run.WasDue || feed.WantedAt is not null)
        {
            await RunAsync(claim, run, async (tx, now) =>
            {
                await citations.DoneAsync(tx, claim, now, ct);
                return [];
            }, ct);
        }
    }

    /// <summary>Stops a feed for a while.</summary>
    public async Task PauseAsync(CitationClaim claim, HarvestRun run, string problem, TimeSpan? asked, CancellationToken ct)
    {
        run.Problem = problem;
        await citations.PauseAsync(claim, problem, tries => asked ?? JobWaits.AfterTry(tries), time.GetUtcNow(), ct);
    }

    /// <summary>Stops a feed for what every server may answer; false where the answer is one that concerns the question alone.</summary>
    public async Task<bool> StopsAsync(CitationClaim claim, HarvestRun run, SourceAnswer answer, CancellationToken ct)
    {
        switch (answer)
        {
            case Busy busy:
                await PauseAsync(claim, run, "The server wants to be left alone for a while (status 429).", busy.For, ct);
                return true;
            case Forbidden:
                await PauseAsync(claim, run, "The server does not know the login, or gives it nothing of this.", null, ct);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What went wrong, in English.</summary>
    public static string WordsOf(SourceAnswer answer) => answer switch
    {
        NoAnswer none => none.Words,
        TooMuch much => much.Words,
        RefusedQuestion refused => refused.Words,
        NotThere => "The server knows no such address (status 404).",
        _ => "The server did not answer the question.",
    };
}
