namespace Recto.Journals.Recommending;

/// <summary>Finds the weights by which a ranking answers questions best. Always the same for the same questions.</summary>
/// <remarks>
/// For each right answer, the probability that it stands before all wrong ones (softmax) is made as great as can be: convex, and led by the first places. Weights are drawn towards the prior as if so many questions had been answered by it, and none falls below 0.
/// A signal whose weight cannot be told from 0, though the weight of the prior could be, is set to 0.
/// </remarks>
public static class WeightFit
{
    // What the prior counts, in questions.
    private const double Strength = 50;

    // An estimate within so many of its standard errors of 0 cannot be told from it.
    private const double Errors = 2;
    private const int Count = NeighbourSignals.Count;

    /// <summary>The weights that some questions speak for.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="without">A part of the articles of which nothing is used, neither as a question nor as an answer; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public static SignalWeights Of(IReadOnlyList<RankingQuestion> questions, int? without, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var used = questions.Where(question => question.Fold != without).ToList();
        var prior = Enum.GetValues<NeighbourSignal>().Select(signal => SignalWeights.Prior[signal]).ToArray();

        // How much a difference of scores says in all: the prior is a direction until then.
        var scale = Enumerable.Range(0, 7).Select(power => Math.Pow(2, power)).MinBy(by => new RankingSlope(used, without, [.. prior.Select(weight => weight * by)]).Loss);
        var centre = Array.ConvertAll(prior, weight => weight * scale);
        var (silent, weights) = (new bool[Count], centre);
        for (var again = true; again;)
        {
            weights = Climb(used, without, weights, centre, Strength / (scale * scale), silent, ct);
            again = Silence(new RankingSlope(used, without, weights), weights, centre, silent);
        }

        var sum = weights.Sum();
        return sum > 0 ? SignalWeights.Of(signal => weights[(int)signal] / sum * SignalWeights.Prior.Sum) : SignalWeights.Prior;
    }

    // Newton’s steps, each within the weights that are not below 0, shortened until they lead down.
    private static double[] Climb(List<RankingQuestion> questions, int? without, double[] from, double[] centre, double strength, bool[] silent, CancellationToken ct)
    {
        double Drawn(double[] weights) => weights.Zip(centre, (one, other) => (one - other) * (one - other)).Sum() * strength;
        var weights = from.Select((weight, k) => silent[k] ? 0 : weight).ToArray();
        var slope = new RankingSlope(questions, without, weights);
        for (var round = 0; round < 50; round++)
        {
            ct.ThrowIfCancellationRequested();
            var (gradient, curvature) = (new double[Count], new double[Count, Count]);
            for (var k = 0; k < Count; k++)
            {
                gradient[k] = slope.Gradient[k] + (2 * strength * (weights[k] - centre[k]));
                for (var l = 0; l < Count; l++)
                {
                    curvature[k, l] = slope.Curvature[k, l] + (k == l ? 2 * strength : 0);
                }
            }

            var step = Lowest(gradient, curvature, weights, silent);
            var (here, isLower) = (slope.Loss + Drawn(weights), false);
            for (var length = 1.0; length > 1e-4 && !isLower; length /= 2)
            {
                var next = weights.Select((weight, k) => Math.Max(0, weight + (length * step[k]))).ToArray();
                var there = new RankingSlope(questions, without, next);
                if (isLower = there.Loss + Drawn(next) < here)
                {
                    (weights, slope) = (next, there);
                }
            }

            if (!isLower || step.Max(one => Math.Abs(one)) < 1e-4)
            {
                break;
            }
        }

        return weights;
    }

    // The step to the lowest point of the parabola, one weight after the other, none below 0.
    private static double[] Lowest(double[] gradient, double[,] curvature, double[] weights, bool[] silent)
    {
        var step = new double[Count];
        for (var round = 0; round < 200; round++)
        {
            var moved = 0.0;
            for (var k = 0; k < Count; k++)
            {
                if (silent[k])
                {
                    continue;
                }

                var slope = gradient[k];
                for (var l = 0; l < Count; l++)
                {
                    slope += curvature[k, l] * step[l];
                }

                var to = Math.Max(-weights[k], step[k] - (slope / curvature[k, k]));
                moved = Math.Max(moved, Math.Abs(to - step[k]));
                step[k] = to;
            }

            if (moved < 1e-7)
            {
                break;
            }
        }

        return step;
    }

    // Sets to 0 the signal that says least of those that the questions could have spoken for, and did not.
    private static bool Silence(RankingSlope slope, double[] weights, double[] centre, bool[] silent)
    {
        var covariance = Inverse(slope.Curvature, silent);
        var (least, which) = (Errors, -1);
        for (var k = 0; k < Count; k++)
        {
            if (silent[k])
            {
                continue;
            }

            var error = Math.Sqrt(covariance[k, k]);
            var alone = weights[k]; // Without the prior: one step of Newton’s from here.
            for (var l = 0; l < Count; l++)
            {
                alone -= silent[l] ? 0 : covariance[k, l] * slope.Gradient[l];
            }

            if (alone / error < least && centre[k] / error > Errors)
            {
                (least, which) = (alone / error, k);
            }
        }

        if (which >= 0)
        {
            silent[which] = true;
        }

        return which >= 0;
    }

    // By Gauss and Jordan; what nothing is known of has a curvature of almost none, and so an error without bounds.
    private static double[,] Inverse(double[,] matrix, bool[] leftOut)
    {
        var (left, right) = (new double[Count, Count], new double[Count, Count]);
        for (var k = 0; k < Count; k++)
        {
            for (var l = 0; l < Count; l++)
            {
                left[k, l] = leftOut[k] || leftOut[l] ? 0 : matrix[k, l];
            }

            left[k, k] += 1e-6;
            right[k, k] = 1;
        }

        for (var k = 0; k < Count; k++)
        {
            var pivot = left[k, k]; // Above 0: no curvature is negative, and something was added.
            for (var l = 0; l < Count; l++)
            {
                left[k, l] /= pivot;
                right[k, l] /= pivot;
            }

            for (var other = 0; other < Count; other++)
            {
                var times = left[other, k];
                for (var l = 0; l < Count && other != k; l++)
                {
                    left[other, l] -= times * left[k, l];
                    right[other, l] -= times * right[k, l];
                }
            }
        }

        return right;
    }
}
