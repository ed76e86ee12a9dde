using Recto.Journals.CitedBy;
using Recto.Storage.Works;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Gives the works that notes cite the DOIs that were found for them; as sure as what a register is told.</summary>
internal sealed class WorkDois(WorkStore works, TimeProvider time)
{
    /// <summary>Writes what changed.</summary>
    /// <returns>How many works have another DOI than before.</returns>
    public Task<int> WriteAsync(CancellationToken ct) => works.PutMatchedDoisAsync(MatchedCitations.LeastConfidence, time.GetUtcNow(), ct);
}
