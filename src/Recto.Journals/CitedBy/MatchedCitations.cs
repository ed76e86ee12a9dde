using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;

namespace Recto.Journals.CitedBy;

/// <summary>Outgoing citations with the DOIs that were found for their printed words.</summary>
public static class MatchedCitations
{
    /// <summary>How sure a match must be before a register is told of it. What is deposited wrong counts as a citation of somebody else’s work, so this is stricter than what is shown.</summary>
    public const double LeastConfidence = 0.9;

    /// <summary>The citations; those without a DOI of their own have the one that was found.</summary>
    /// <param name="citations">What an article cites.</param>
    /// <param name="found">DOIs by <see cref="OutgoingCitation.Key"/>, sure enough.</param>
    public static IReadOnlyList<OutgoingCitation> Of(IReadOnlyList<OutgoingCitation> citations, IReadOnlyDictionary<string, Doi> found)
    {
        ArgumentNullException.ThrowIfNull(citations);
        ArgumentNullException.ThrowIfNull(found);
        return found.Count == 0 ? citations : [.. citations.Select(citation => citation.Doi is null && found.TryGetValue(citation.Key, out var doi) ? citation with { Doi = doi } : citation)];
    }
}
