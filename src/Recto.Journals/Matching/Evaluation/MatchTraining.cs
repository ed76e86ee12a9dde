using Recto.Journals.Matching.Scoring;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Evaluation;

/// <summary>
/// Learns a <see cref="MatchModel"/> from references whose work is known, and measures by cross-validation how well one so learnt does on others. Folds are made by <see cref="GoldReference.Group"/>.
/// The second question is learnt from answers to the first that were given by trees which had not seen the reference, and so is the threshold.
/// </summary>
/// <param name="aim">The precision that the threshold aims at, 0 to 1.</param>
/// <param name="trees">How many trees the first question is learnt with; fewer learn faster and less.</param>
/// <param name="mostCandidates">From how many candidates of a reference is learnt, the first ones; fewer learn faster.</param>
public sealed class MatchTraining(double aim = 0.993, int trees = 200, int mostCandidates = 12)
{
    private const int InnerFolds = 4;
    private const float WeightOfLeftOut = 0.6f;
    private const float HighestThreshold = 0.95f;

    private static readonly TreeOptions DecisionOptions = new() { Trees = 90, Depth = 4, Rate = 0.06, LeastWeight = 3, Smoothing = 4 };

    /// <summary>Learns from all of them.</summary>
    public MatchModel Train(IReadOnlyList<MatchCase> cases, CancellationToken ct)
    {
        var decisions = new List<DecisionRow>();
        for (var fold = 0; fold < InnerFolds; fold++)
        {
            var first = Candidates([.. cases.Where(one => Fold(one, InnerFolds, "inner") != fold)], ct);
            decisions.AddRange(cases.Where(one => Fold(one, InnerFolds, "inner") == fold).SelectMany(one => Rows(one, first)));
        }

        var threshold = Threshold(decisions, ct);
        return new MatchModel(Candidates(cases, ct), Decisions(decisions, ct), threshold);
    }

    /// <summary>Measures: each reference is answered by a model that was learnt from the other folds.</summary>
    public IReadOnlyList<MatchOutcome> CrossValidate(IReadOnlyList<MatchCase> cases, int folds, Action<string> tell, CancellationToken ct)
    {
        var outcomes = new List<MatchOutcome>();
        for (var fold = 0; fold < folds; fold++)
        {
            var model = Train([.. cases.Where(one => Fold(one, folds, "outer") != fold)], ct);
            outcomes.AddRange(cases.Where(one => Fold(one, folds, "outer") == fold).Select(one => Answer(one, model)));
            tell(FormattableString.Invariant($"fold {fold + 1} of {folds}: threshold {model.Threshold:0.000}"));
        }

        return outcomes;
    }

    /// <summary>Measures a model.</summary>
    public static IReadOnlyList<MatchOutcome> Measure(IReadOnlyList<MatchCase> cases, MatchModel model) => [.. cases.Select(one => Answer(one, model))];

    private static MatchOutcome Answer(MatchCase one, MatchModel model)
    {
        if (one.Candidates.Count == 0)
        {
            return new MatchOutcome(one.Gold, null, false, 0, false);
        }

        Span<float> values = stackalloc float[Decision.Width];
        var best = Decision.Best(one.Candidates, model.Candidates, values);
        var confidence = Decision.Confidence(model.DecisionTrees, values);
        return new MatchOutcome(one.Gold, one.Names[best], one.Right[best], confidence, confidence >= model.Threshold);
    }

    // The lowest threshold that keeps the precision aimed at, judged on answers by trees that had not seen the reference.
    private float Threshold(List<DecisionRow> decisions, CancellationToken ct)
    {
        var answers = new List<(float Confidence, bool Right)>();
        for (var fold = 0; fold < InnerFolds; fold++)
        {
            var second = Decisions([.. decisions.Where(row => Fold(row.Case, InnerFolds, "threshold") != fold)], ct);
            answers.AddRange(decisions.Where(row => !row.IsLeftOut && Fold(row.Case, InnerFolds, "threshold") == fold).Select(row => ((float)Decision.Confidence(second, row.Values), row.Right)));
        }

        answers.Sort((one, other) => other.Confidence.CompareTo(one.Confidence));
        var (right, threshold) = (0, HighestThreshold);
        for (var i = 0; i < answers.Count; i++)
        {
            right += answers[i].Right ? 1 : 0;
            if (right >= aim * (i + 1) && answers[i].Confidence < HighestThreshold)
            {
                threshold = answers[i].Confidence;
            }
        }

        return threshold;
    }

    private BoostedTrees Candidates(IReadOnlyList<MatchCase> cases, CancellationToken ct)
    {
        var (rows, labels, weights) = (new List<float>(), new List<bool>(), new List<float>());
        foreach (var one in cases)
        {
            Add(one, 1);
            if (one.WithoutRight() is { } without)
            {
                Add(without, WeightOfLeftOut);
            }
        }

        return new TreeTrainer(new TreeOptions { Trees = trees, Depth = 5, Rate = 16.0 / trees }).Train([.. rows], Comparison.Features, [.. labels], [.. weights], ct);

        void Add(MatchCase one, float weight)
        {
            for (var i = 0; i < one.Candidates.Count; i++)
            {
                if (i < mostCandidates || one.Right[i])
                {
                    rows.AddRange(one.Candidates.Row(i));
                    labels.Add(one.Right[i]);
                    weights.Add(weight);
                }
            }
        }
    }

    private static BoostedTrees Decisions(IReadOnlyList<DecisionRow> rows, CancellationToken ct) =>
        new TreeTrainer(DecisionOptions).Train([.. rows.SelectMany(row => row.Values)], Decision.Width, [.. rows.Select(row => row.Right)], [.. rows.Select(row => row.IsLeftOut ? WeightOfLeftOut : 1)], ct);

    private static IEnumerable<DecisionRow> Rows(MatchCase one, BoostedTrees trees)
    {
        if (one.Candidates.Count > 0)
        {
            yield return Row(one, false);
        }

        if (one.WithoutRight() is { } without)
        {
            yield return Row(without, true);
        }

        DecisionRow Row(MatchCase own, bool leftOut)
        {
            var values = new float[Decision.Width];
            var best = Decision.Best(own.Candidates, trees, values);
            return new DecisionRow(own, values, own.Right[best], leftOut);
        }
    }

    private static int Fold(MatchCase one, int folds, string salt) => (int)(TermHash.Of($"{salt} {one.Gold.Group}") % (ulong)folds);

    private sealed record DecisionRow(MatchCase Case, float[] Values, bool Right, bool IsLeftOut);
}
