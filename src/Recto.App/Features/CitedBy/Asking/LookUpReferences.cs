using Recto.App.Shell;
using Recto.Journals.CitedBy;
using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Looks for the DOIs of printed references that have none: first in an index of one’s own where there is one, then in Crossref’s REST API. Each string is asked once and for all; that nothing was found is kept too.</summary>
internal sealed class LookUpReferences(CitationsClient client, CitationStore citations, KeepAnswers keep, OwnIndex own)
{
    /// <summary>What is kept as the source of what the site’s own index found.</summary>
    public const string OwnSource = "own";

    private const int AtOnce = 50;

    /// <summary>Asks what is due.</summary>
    public async Task RunAsync(CitationClaim claim, CitationFeedRow feed, HarvestRun run, CancellationToken ct)
    {
        while (await citations.ListUnaskedAsync(AtOnce, ct) is { Count: > 0 } due)
        {
            run.WasDue = true;
            foreach (var reference in due)
            {
                var (found, source) = (await own.Match(reference.Printed, ct), OwnSource);
                if (found is null)
                {
                    source = "crossref";
                    var answer = await client.SearchAsync(reference.Printed, ct);
                    if (await keep.StopsAsync(claim, run, answer, ct))
                    {
                        return;
                    }

                    var fault = answer is Answered or RefusedQuestion ? null : KeepAnswers.WordsOf(answer);
                    var works = answer is Answered answered ? CrossrefWorks.Read(answered.Body, out fault) : [];
                    if (works is null || fault is not null)
                    {
                        await keep.PauseAsync(claim, run, fault!, null, ct);
                        return;
                    }

                    // A string that the server refuses is one that it will always refuse.
                    found = ReferenceLookup.Choose(reference.Printed, works);
                }

                if (!await keep.RunAsync(claim, run, async (tx, now) =>
                {
                    run.Answered++;
                    run.Told += found is null ? 0 : 1;
                    run.Added += await citations.KeepMatchAsync(tx, reference.StringKey, found, source, now, ct) && found is not null ? 1 : 0;
                    return found is null ? [] : [WorkKeys.Of(found.Doi)];
                }, ct))
                {
                    return;
                }
            }
        }

        await keep.DoneAsync(claim, feed, run, ct);
    }
}
