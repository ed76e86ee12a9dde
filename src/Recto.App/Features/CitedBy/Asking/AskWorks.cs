using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks Crossref’s REST API for records of several DOIs at once.</summary>
internal sealed class AskWorks(CitationsClient client)
{
    /// <summary>Most DOIs in one question.</summary>
    public const int AtOnce = 20;

    /// <summary>The records by DOI (upper case), those that the register does not have left out; or the answer that was none.</summary>
    /// <param name="dois">At most <see cref="AtOnce"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyDictionary<string, CrossrefWork>? Works, SourceAnswer Answer)> RunAsync(IReadOnlyList<Doi> dois, CancellationToken ct)
    {
        var found = new Dictionary<string, CrossrefWork>(StringComparer.Ordinal);
        SourceAnswer answer = new NotThere();

        // A comma parts filters: what holds one is asked for by itself.
        foreach (var batch in dois.Where(doi => !doi.Value.Contains(',', StringComparison.Ordinal)).Chunk(AtOnce).Concat(dois.Where(doi => doi.Value.Contains(',', StringComparison.Ordinal)).Select(doi => (Doi[])[doi])))
        {
            answer = batch is [var one] ? await client.WorkAsync(one, ct) : await client.WorksAsync([.. batch.Select(doi => doi.Value)], ct);
            if (answer is NotThere && batch.Length == 1)
            {
                continue;
            }

            if (answer is not Answered answered)
            {
                return (null, answer);
            }

            if (CrossrefWorks.Read(answered.Body, out var fault) is not { } works)
            {
                return (null, new NoAnswer(fault!));
            }

            foreach (var work in works.Where(work => batch.Any(doi => doi.Equals(work.Work.Doi!.Value))))
            {
                found[WorkKeys.Of(work.Work.Doi!.Value)] = work;
            }
        }

        return (found, answer);
    }
}
