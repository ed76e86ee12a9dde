using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks Crossref how often it counts every published DOI of the site (<c>is-referenced-by-count</c>), each once in <see cref="Every"/>.</summary>
internal sealed class AskCounts(AskWorks ask, CitationStore citations, KeepAnswers keep, TimeProvider time)
{
    /// <summary>How often a DOI is asked about.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(14);

    /// <summary>Asks what is due.</summary>
    public async Task RunAsync(CitationClaim claim, CitationFeedRow feed, HarvestRun run, CancellationToken ct)
    {
        var before = feed.WantedAt ?? time.GetUtcNow() - Every;
        while (await citations.ListChecksDueAsync(claim.Feed, before, time.GetUtcNow(), AskWorks.AtOnce, ct) is { Count: > 0 } due)
        {
            run.WasDue = true;
            var dois = due.Select(text => Doi.TryParse(text, out var read) ? read : (Doi?)null).OfType<Doi>().ToList();
            var (works, answer) = await ask.RunAsync(dois, ct);
            if (works is null)
            {
                if (!await keep.StopsAsync(claim, run, answer, ct))
                {
                    await keep.PauseAsync(claim, run, KeepAnswers.WordsOf(answer), null, ct);
                }

                return;
            }

            if (!await keep.RunAsync(claim, run, async (tx, now) =>
            {
                foreach (var key in dois.Select(WorkKeys.Of).Order(StringComparer.Ordinal))
                {
                    await citations.KeepCheckAsync(tx, claim.Feed, key, works.GetValueOrDefault(key)?.CitedBy, now, ct);
                }

                run.Answered++;
                run.Told += works.Count;
                return [];
            }, ct))
            {
                return;
            }
        }

        await keep.DoneAsync(claim, feed, run, ct);
    }
}
