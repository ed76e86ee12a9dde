using Recto.App.Shell.Rounds;
using Recto.Storage.Articles;

namespace Recto.App.Features.Import;

/// <summary>
/// Makes articles anew that an older program made, one by one behind everything else: at the start and then hourly. Several nodes do it together, each with other articles; what one that died had in hand is made at the next look.
/// An article that cannot be made anew is logged once and left as it is until the program is started again.
/// </summary>
internal sealed class RemakeOldArticles(ArticleStore articles, Lazy<ImportArticle> import, TimeProvider time, ILogger<RemakeOldArticles> log) : BackgroundService
{
    private const int AtOnce = 5;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // Another node has some in hand; should it die, they are free by then.
    private static readonly TimeSpan AfterOthers = TimeSpan.FromMinutes(3);
    private static readonly Action<ILogger, Guid, string, Exception?> CouldNotRemake =
        LoggerMessage.Define<Guid, string>(LogLevel.Warning, new EventId(3, nameof(CouldNotRemake)), "Article {Id} stays as an older program made it: {Why}");
    private static readonly Action<ILogger, Exception?> CouldNotLook =
        LoggerMessage.Define(LogLevel.Warning, new EventId(4, nameof(CouldNotLook)), "The database did not say which articles an older program made");

    private readonly HashSet<Guid> _given = [];

    /// <summary>Goes once through all articles that an older program made.</summary>
    /// <returns>How many were made anew.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var made = 0;
        for (var after = Guid.Empty; ;)
        {
            if (await articles.TakeMadeByOthersAsync(ImportArticle.MadeBy, after, AtOnce, ct) is not { } claim)
            {
                return made;
            }

            try
            {
                foreach (var id in claim.Ids.Where(id => !_given.Contains(id)))
                {
                    var began = time.GetTimestamp();
                    made += await RemakeAsync(id, ct) ? 1 : 0;

                    // As much rest as work: readers come first.
                    await Task.Delay(time.GetElapsedTime(began) is var spent && spent > TimeSpan.FromSeconds(5) ? TimeSpan.FromSeconds(5) : spent, time, ct);
                }
            }
            finally
            {
                await articles.Claims.GiveBackAsync(claim, CancellationToken.None);
            }

            after = claim.Last;
        }
    }

    /// <summary>Whether an article that says to be made by that program is older than what this one makes. A newer program beside this one is not undone.</summary>
    internal static bool IsOlder(string? madeBy)
    {
        var (theirs, ours) = (NumbersOf(madeBy ?? ""), NumbersOf(ImportArticle.MadeBy));
        return theirs.Length != ours.Length || !theirs.Zip(ours).Any(pair => pair.First > pair.Second) && !theirs.SequenceEqual(ours);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            var rest = Every;
            await JobDoor.TryAsync("remake", async ct =>
            {
                await RunOnceAsync(ct);
                rest = await articles.Claims.AreInHandAsync(ArticleStore.RemakingWork, ct) ? AfterOthers : Every;
            }, fault => CouldNotLook(log, fault), log, stoppingToken);
            await Task.Delay(rest, time, stoppingToken);
        }
    }

    private async Task<bool> RemakeAsync(Guid id, CancellationToken ct)
    {
        try
        {
            // Another process may have been faster, or the article is gone.
            if (await articles.FindToRemakeAsync(id, ct) is { } known && !IsOlder(known.MadeBy))
            {
                return false;
            }

            var outcome = await import.Value.RemakeAsync(id, ct);
            if (outcome is ArticleOutcome)
            {
                return true;
            }

            GiveUp(id, outcome is Refused refused ? refused.Message : "the file that it was made from is not there.", null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One article must not keep the others from being made; this is the door of the job.
            GiveUp(id, "it broke off.", fault);
        }

        return false;
    }

    private void GiveUp(Guid id, string why, Exception? fault)
    {
        _given.Add(id);
        CouldNotRemake(log, id, why, fault);
    }

    private static int[] NumbersOf(string madeBy) => [.. madeBy.Split(' ').Select(part => int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1)];
}
