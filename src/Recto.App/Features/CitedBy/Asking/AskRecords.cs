using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks Crossref for the records of works that cite: their titles, of which of them another is a version, and whether they were retracted; each once in <see cref="Every"/>.</summary>
internal sealed class AskRecords(AskWorks ask, CitationStore citations, KeepAnswers keep, TimeProvider time)
{
    /// <summary>How often a work is asked about.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(60);

    /// <summary>Asks what is due.</summary>
    public async Task RunAsync(CitationClaim claim, CitationFeedRow feed, HarvestRun run, CancellationToken ct)
    {
        var before = feed.WantedAt ?? time.GetUtcNow() - Every;
        while (await citations.ListRecordsDueAsync(before, AskWorks.AtOnce, ct) is { Count: > 0 } due)
        {
            run.WasDue = true;
            var dois = due.Select(key => Doi.TryParse(key.ToLowerInvariant(), out var read) ? read : (Doi?)null).OfType<Doi>().ToList();
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
                run.Answered++;
                run.Told += works.Count;
                return await citations.KeepRecordsAsync(tx, due.ToDictionary(key => key, key => works.GetValueOrDefault(key)?.Work, StringComparer.Ordinal), now, ct);
            }, ct))
            {
                return;
            }
        }

        await keep.DoneAsync(claim, feed, run, ct);
    }
}
