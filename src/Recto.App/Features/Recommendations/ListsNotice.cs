using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>What readers are told of the lists of what to read next.</summary>
/// <param name="Sessions">From how many sessions on articles are said to be read together.</param>
/// <param name="HasNoise">Whether noise is added before that.</param>
/// <param name="EventDays">How many days single events of usage are kept once they are counted.</param>
/// <param name="Counts">Whether the site counts what is read.</param>
/// <param name="HasModel">Whether articles are compared by a model of texts too.</param>
/// <param name="ShuffledPercent">How many of a hundred readers are shown lists in another order; null for none.</param>
/// <param name="Last">What was learned last; null before the first night.</param>
public sealed record ListsNoticeView(int Sessions, bool HasNoise, int EventDays, bool Counts, bool HasModel, double? ShuffledPercent, RankerNight? Last)
{
    // From which share of the greatest weight on a signal weighs much, and something.
    private const double Much = .5;
    private const double Something = .15;

    /// <summary>Whether weights are in force that were learned here.</summary>
    public bool IsLearned => Last?.Learned.Outcome == LearningOutcome.Learned;

    /// <summary>Signals that weigh much, something, little and nothing, the heaviest first; without those for which the site has no model.</summary>
    public IReadOnlyList<IReadOnlyList<NeighbourSignal>> BySteps
    {
        get
        {
            var weights = Last?.InForce ?? SignalWeights.Prior;
            var greatest = Enum.GetValues<NeighbourSignal>().Max(signal => weights[signal]);
            var steps = Enum.GetValues<NeighbourSignal>().Where(signal => signal != NeighbourSignal.Meaning || Last is { Vectors: > 0 }).OrderByDescending(signal => weights[signal])
                .ToLookup(signal => weights[signal] is var weight && weight <= 0 ? 3 : weight >= Much * greatest ? 0 : weight >= Something * greatest ? 1 : 2);
            return [.. Enumerable.Range(0, 4).Select(step => (IReadOnlyList<NeighbourSignal>)[.. steps[step]])];
        }
    }

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = Say.Here["What to read next"], Address = ListsNotice.Address, Description = Say.Here["How the lists beside articles are found, what is learned of readers, and what is forgotten."] };
}

/// <summary>The page that says so.</summary>
internal static class ListsNotice
{
    /// <summary>Its address.</summary>
    public const string Address = "/recommendations";

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, RecommendationStore store, VectorStore vectors, SiteOptions options, CancellationToken ct) => await PageWriter.WriteAsync<ListsNoticePage>(context, new ListsNoticeView(
        options.Recommendations.Threshold.Fewest, options.Recommendations.Threshold.Epsilon is not null, options.Usage.EventDays, options.CountsUsage,
        options.Recommendations.Embedder is not null && await vectors.AnyAsync(ct), options.ShuffledPercent, await store.FindLastNightAsync(ct)));
}
