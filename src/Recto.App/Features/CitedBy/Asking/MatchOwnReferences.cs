using Recto.App.Shell;
using Recto.Journals.CitedBy;
using Recto.Storage.CitedBy;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Looks for the DOIs of printed references in the site’s own index of works: nothing leaves the machine, and so it is done whoever else may be asked. What it does not know is left to a register, and matched again when the index has grown.</summary>
internal sealed class MatchOwnReferences(OwnIndex index, CitationStore citations, KeepAnswers keep)
{
    private const int AtOnce = 50;

    /// <summary>Whether the site has an index.</summary>
    public bool IsThere => index.Version() is not null;

    /// <summary>Matches what this version of the index was not asked about.</summary>
    public async Task RunAsync(CitationClaim claim, HarvestRun run, CancellationToken ct)
    {
        while (index.Version() is { } version && await citations.ListUnmatchedAsync(version, AtOnce, ct) is { Count: > 0 } due)
        {
            run.WasDue = true;
            var answers = new List<(string Key, FoundReference? Found)>(due.Count);
            foreach (var reference in due)
            {
                answers.Add((reference.StringKey, await index.Match(reference.Printed, ct)));
            }

            if (!await keep.RunAsync(claim, run, (tx, now) => KeepAsync(tx, answers, version, run, now, ct), ct))
            {
                return;
            }
        }
    }

    private async Task<IReadOnlyCollection<string>> KeepAsync(Storage.Sql.WriteTransaction tx, List<(string Key, FoundReference? Found)> answers, long version, HarvestRun run, DateTimeOffset now, CancellationToken ct)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, found) in answers)
        {
            run.Answered++;
            if (found is null)
            {
                await citations.KeepMissAsync(tx, key, version, ct);
            }
            else if (await citations.KeepMatchAsync(tx, key, found, LookUpReferences.OwnSource, now, ct))
            {
                (run.Told, run.Added) = (run.Told + 1, run.Added + 1);
                changed.Add(WorkKeys.Of(found.Doi));
            }
        }

        return changed;
    }
}
