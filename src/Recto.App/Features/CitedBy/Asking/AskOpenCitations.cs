using Recto.App.Shell.Jobs;
using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks OpenCitations about every published DOI of the site, each once in <see cref="Every"/>. An answer is all that it knows of a DOI: what it tells no longer is taken away.</summary>
internal sealed class AskOpenCitations(CitationsClient client, CitationStore citations, KeepAnswers keep, TimeProvider time)
{
    /// <summary>How often a DOI is asked about.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromDays(30);

    private const int AtOnce = 50;

    // Several in a row: it is the server, and no DOI’s fault.
    private const int MostInARow = 3;

    /// <summary>Asks what is due.</summary>
    public async Task RunAsync(CitationClaim claim, CitationFeedRow feed, HarvestRun run, CancellationToken ct)
    {
        var before = feed.WantedAt ?? time.GetUtcNow() - Every;
        var inARow = 0;
        while (await citations.ListChecksDueAsync(claim.Feed, before, time.GetUtcNow(), AtOnce, ct) is { Count: > 0 } due)
        {
            run.WasDue = true;
            foreach (var doi in due.Select(text => Doi.TryParse(text, out var read) ? read : (Doi?)null).OfType<Doi>())
            {
                var answer = await client.CitationsAsync(doi, ct);
                if (await keep.StopsAsync(claim, run, answer, ct))
                {
                    return;
                }

                var key = WorkKeys.Of(doi);
                var fault = answer is Answered ? null : KeepAnswers.WordsOf(answer);
                var told = answer is Answered answered ? OpenCitationsAnswer.Read(answered.Body, doi, out fault) : null;
                var isOurs = await keep.RunAsync(claim, run, async (tx, now) =>
                {
                    if (told is null)
                    {
                        await citations.FailCheckAsync(tx, claim.Feed, key, fault!, JobWaits.AfterTry, now, ct);
                        return [];
                    }

                    var saved = await citations.ReplaceAsync(tx, CitationSource.OpenCitations, key, [.. told.Select(one => new CitationToSave(key, one.Work, one.IsSelf))], now, ct);
                    await citations.KeepCheckAsync(tx, claim.Feed, key, told.Count, now, ct);
                    run.Answered++;
                    run.Told += told.Count;
                    run.Add(saved);
                    return saved.Touched;
                }, ct);
                inARow = told is null ? inARow + 1 : 0;
                if (!isOurs)
                {
                    return;
                }

                if (inARow >= MostInARow)
                {
                    await keep.PauseAsync(claim, run, fault!, null, ct);
                    return;
                }

                run.Problem = told is null ? fault : run.Problem;
            }
        }

        await keep.DoneAsync(claim, feed, run, ct);
    }
}
