using Recto.App.Shell;
using Recto.Journals.CitedBy;
using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>
/// Asks Crossref which works cite the DOIs of a prefix: once a day about the latest days, with <see cref="HarvestDays.Overlap"/> days more than were asked before, and four times a year about all days, by which what is
/// no longer told is noticed. A stretch of days that the server does not manage is cut into shorter ones. What is still to be asked stands in the database: a restart goes on with it.
/// </summary>
internal sealed class HarvestForwardLinks(CitationsClient client, CitationStore citations, KeepAnswers keep, SiteOptions options, TimeProvider time)
{
    /// <summary>How often the latest days are asked about.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(24);

    /// <summary>How often all days are asked about.</summary>
    public static readonly TimeSpan FullEvery = TimeSpan.FromDays(91);

    /// <summary>After how many tries a stretch is given up for its round.</summary>
    public const int MostTries = 5;

    private static readonly TimeSpan KeepWindows = TimeSpan.FromDays(200);

    /// <summary>Asks what is due.</summary>
    public async Task RunAsync(CitationClaim claim, CitationFeedRow feed, string prefix, CrossrefLogin login, HarvestRun run, CancellationToken ct)
    {
        var window = await citations.NextWindowAsync(claim.Feed, ct);
        if (window is null)
        {
            if (!await PlanAsync(claim, feed, run, ct))
            {
                return;
            }

            window = await citations.NextWindowAsync(claim.Feed, ct);
        }

        run.WasDue = true;
        while (window is not null)
        {
            if (!await AskAsync(claim, window, prefix, login, run, ct))
            {
                return;
            }

            if (await citations.NextWindowAsync(claim.Feed, ct) is { } next)
            {
                window = next;
                continue;
            }

            var last = window;
            window = null;
            await keep.RunAsync(claim, run, async (tx, now) =>
            {
                var saved = await citations.EndRoundAsync(tx, claim, prefix, last, now, ct);
                run.Add(saved);
                await citations.ForgetWindowsAsync(tx, claim.Feed, now - KeepWindows, ct);
                return saved.Touched;
            }, ct);
        }
    }

    private async Task<bool> PlanAsync(CitationClaim claim, CitationFeedRow feed, HarvestRun run, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var isFull = feed.FullAt is not { } full || now - full >= FullEvery;
        var isDue = feed.WantedAt is not null || feed.DoneAt is not { } done || now - done >= Every;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return isDue && await keep.RunAsync(claim, run, async (tx, at) =>
        {
            await citations.PlanAsync(tx, claim, isFull ? HarvestDays.Full(options.Citations.Since, today) : HarvestDays.Recent(DateOnly.TryParse(feed.Through, System.Globalization.CultureInfo.InvariantCulture, out var through) ? through : options.Citations.Since, options.Citations.Since, today), isFull, at, ct);
            return [];
        }, ct);
    }

    // False where nothing more is to be asked now.
    private async Task<bool> AskAsync(CitationClaim claim, CitationWindowRow window, string prefix, CrossrefLogin login, HarvestRun run, CancellationToken ct)
    {
        var answer = await client.ForwardLinksAsync(prefix, window.FirstDay, window.LastDay, login, ct);
        if (await keep.StopsAsync(claim, run, answer, ct))
        {
            return false;
        }

        if (answer is TooMuch much && HarvestDays.Divide(window.FirstDay, window.LastDay) is { Count: > 0 } parts)
        {
            return await keep.RunAsync(claim, run, async (tx, now) =>
            {
                await citations.DivideAsync(tx, window, parts, much.Words, now, ct);
                return [];
            }, ct);
        }

        var fault = answer is Answered ? null : KeepAnswers.WordsOf(answer);
        var read = answer is Answered answered ? ForwardLinks.Read(new MemoryStream(answered.Body, writable: false), out fault) : null;
        if (read is null)
        {
            await keep.RunAsync(claim, run, async (tx, now) =>
            {
                await citations.FailWindowAsync(tx, window, fault!, MostTries, now, ct);
                return [];
            }, ct);
            if (window.Attempts + 1 >= MostTries)
            {
                run.Problem = fault;
                return true; // The others are asked all the same.
            }

            await keep.PauseAsync(claim, run, fault!, null, ct);
            return false;
        }

        var links = read.Links.Where(link => link.Cited.Value.StartsWith(prefix + "/", StringComparison.Ordinal)).Select(link => new CitationToSave(WorkKeys.Of(link.Cited), link.Work, null)).ToList();
        return await keep.RunAsync(claim, run, async (tx, now) =>
        {
            var saved = await citations.SaveAsync(tx, CitationSource.Crossref, links, now, ct);
            await citations.FinishWindowAsync(tx, window, links.Count, saved.Added, read.Unreadable > 0 ? $"{read.Unreadable} links name no DOI that can be read." : null, now, ct);
            run.Answered++;
            run.Told += links.Count;
            run.Add(saved);
            return saved.Touched;
        }, ct);
    }
}
