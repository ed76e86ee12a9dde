using System.Data.Common;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Storage.CitedBy;
using Recto.Storage.Deposits;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks others about citations, feed by feed: what is due, or what somebody wants at once. Of two processes one asks; what went wrong with one feed keeps none of the others.</summary>
internal sealed class HarvestCitations(CitationStore citations, DepositStore deposits, CrossrefCredentials credentials, HarvestForwardLinks links, AskOpenCitations open, AskCounts counts, AskRecords records, LookUpReferences references,
    MatchOwnReferences own, WorkDois dois, SiteOptions options, TimeProvider time, ILogger<HarvestCitations> log)
{
    /// <summary>How long a feed is held without a word.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Names of the feeds that are no prefix.</summary>
    public const string Open = "openCitations", Counts = "counts", Records = "records", References = "references", Own = "ownIndex";

    private static readonly Action<ILogger, string, Exception?> BrokeOff = LoggerMessage.Define<string>(LogLevel.Error, new EventId(1, nameof(BrokeOff)), "Asking about citations ({Feed}) broke off; it is tried again");

    /// <summary>Name of the feed of a prefix.</summary>
    public static string FeedOf(string prefix) => "crossref " + prefix;

    /// <summary>Prefixes that can be asked about, each with its login.</summary>
    public async Task<IReadOnlyList<(string Prefix, CrossrefLogin Login)>> ListPrefixesAsync(CancellationToken ct)
    {
        if (!options.Citations.Questions.HasFlag(CitationQuestions.Crossref))
        {
            return [];
        }

        if (options.Citations.Prefixes is { } named)
        {
            return options.Crossref.Login is { } login ? [.. named.Distinct(StringComparer.Ordinal).Select(prefix => (prefix, login))] : [];
        }

        var found = new SortedDictionary<string, CrossrefLogin>(StringComparer.Ordinal);
        foreach (var journal in await deposits.ListJournalsAsync(ct))
        {
            var row = await deposits.FindSettingsAsync(journal, ct);
            if (row.Settings.Prefix is { } prefix && credentials.Find(row) is { } own)
            {
                found.TryAdd(prefix, own);
            }
        }

        return [.. found.Select(one => (one.Key, one.Value))];
    }

    /// <summary>The feeds that this site asks.</summary>
    public async Task<IReadOnlyList<string>> ListFeedsAsync(CancellationToken ct)
    {
        var questions = options.Citations.Questions;
        return
        [
            .. (await ListPrefixesAsync(ct)).Select(one => FeedOf(one.Prefix)),
            .. questions.HasFlag(CitationQuestions.OpenCitations) ? [Open] : Array.Empty<string>(),
            .. questions.HasFlag(CitationQuestions.Counts) ? [Counts, Records] : Array.Empty<string>(),
            .. questions.HasFlag(CitationQuestions.References) ? [References] : Array.Empty<string>(),
        ];
    }

    /// <summary>Wants everything to be asked at once.</summary>
    /// <param name="isFull">Whether prefixes are to be asked about all days.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WantAsync(bool isFull, CancellationToken ct)
    {
        var feeds = await ListFeedsAsync(ct);
        await citations.EnsureAsync(feeds, ct);
        foreach (var feed in feeds)
        {
            await citations.AskAsync(feed, isFull, time.GetUtcNow(), ct);
        }
    }

    /// <summary>Matches references in the site’s own index, where there is one; then asks others what is due.</summary>
    /// <returns>What was done, by feed; of others nothing where the site cannot ask them (<see cref="CitationObstacles"/>).</returns>
    public async Task<IReadOnlyList<HarvestRun>> RunAsync(CancellationToken ct)
    {
        var prefixes = await ListPrefixesAsync(ct);
        var asked = CitationObstacles.Of(options, prefixes.Count).Any(CitationObstacles.StopsAll) ? [] : await ListFeedsAsync(ct);
        IReadOnlyList<string> feeds = own.IsThere ? [Own, .. asked] : asked;
        await citations.EnsureAsync(feeds, ct);
        var runs = new List<HarvestRun>();
        foreach (var feed in feeds)
        {
            var run = new HarvestRun(feed);
            runs.Add(run);
            try
            {
                await RunAsync(run, prefixes, ct);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or DbException))
            {
                // The door of the job: one feed must not keep the others from being asked.
                BrokeOff(log, feed, fault);
                run.Problem = "It broke off; the log of the site says more.";
            }
        }

        if (feeds.Contains(Own) || feeds.Contains(References))
        {
            runs.First(run => run.Feed is Own or References).Works = await dois.WriteAsync(ct);
        }

        return runs;
    }

    private async Task RunAsync(HarvestRun run, IReadOnlyList<(string Prefix, CrossrefLogin Login)> prefixes, CancellationToken ct)
    {
        var row = (await citations.FindFeedAsync(run.Feed, ct))!;
        if (row.NotBefore > time.GetUtcNow())
        {
            run.Problem = row.Problem;
            return;
        }

        if (await citations.ClaimAsync(run.Feed, time.GetUtcNow(), Lease, ct) is not { } claim)
        {
            run.IsAnothers = true;
            return;
        }

        try
        {
            row = (await citations.FindFeedAsync(run.Feed, ct))!; // Somebody may have asked between the look and the lease.
            await (run.Feed switch
            {
                Open => open.RunAsync(claim, row, run, ct),
                Counts => counts.RunAsync(claim, row, run, ct),
                Records => records.RunAsync(claim, row, run, ct),
                Own => own.RunAsync(claim, run, ct),
                References => references.RunAsync(claim, row, run, ct),
                _ => prefixes.FirstOrDefault(one => FeedOf(one.Prefix) == run.Feed) is (not null, not null) known ? links.RunAsync(claim, row, known.Prefix, known.Login, run, ct) : Task.CompletedTask,
            });
        }
        finally
        {
            await citations.ReleaseAsync(claim, CancellationToken.None);
        }
    }
}
