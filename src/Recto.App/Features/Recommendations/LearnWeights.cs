using Recto.App.Shell;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>Learns what signals weigh on this site: from what was read together on the latest days, which what was read together before them does not know.</summary>
internal sealed class LearnWeights(RecommendationStore store, SiteOptions options)
{
    /// <summary>So many days are the latest; fewer where fewer are kept one by one.</summary>
    public const int LatestDays = 28;

    /// <summary>Learns.</summary>
    /// <param name="site">What stands in the articles.</param>
    /// <param name="today">The day after the last that is over, UTC.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<LearnedWeights> RunAsync(Neighbours site, DateOnly today, CancellationToken ct)
    {
        var threshold = options.Recommendations.Threshold;
        if (threshold.Epsilon is not null)
        {
            // The noise is drawn for what lists tell; learning would look behind it once more.
            return new() { Outcome = LearningOutcome.Noise };
        }

        var parts = await store.ListPartsAsync(today.AddDays(-LatestDays), threshold.Fewest, ct);
        return parts.Latest.Count == 0 ? new() { Outcome = LearningOutcome.TooFew }
            : WeightLearner.Learn(WeightLearner.Ask(site.With(parts.Before, SignalWeights.Prior), site.With(parts.Latest, SignalWeights.Prior)), ct);
    }
}
