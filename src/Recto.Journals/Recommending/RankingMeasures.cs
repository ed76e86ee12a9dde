namespace Recto.Journals.Recommending;

/// <summary>How good a list is, against what was really read. A list that is empty is worth nothing.</summary>
public static class RankingMeasures
{
    /// <summary>Discounted gain of the first places against the best that was possible (NDCG): 1 where all are right.</summary>
    /// <param name="list">Best first.</param>
    /// <param name="right">What was read; not empty.</param>
    /// <param name="places">So many places count.</param>
    public static double Gain(IReadOnlyList<int> list, IReadOnlySet<int> right, int places)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(right);
        var (sum, best) = (0.0, 0.0);
        for (var i = 0; i < places; i++)
        {
            sum += i < list.Count && right.Contains(list[i]) ? 1 / Math.Log2(i + 2) : 0;
            best += i < right.Count ? 1 / Math.Log2(i + 2) : 0;
        }

        return best > 0 ? sum / best : 0;
    }

    /// <summary>Which share of what was read stands in the first places.</summary>
    /// <param name="list">Best first.</param>
    /// <param name="right">What was read.</param>
    /// <param name="places">So many places count.</param>
    public static double Recall(IReadOnlyList<int> list, IReadOnlySet<int> right, int places)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(right);
        return right.Count == 0 ? 0 : (double)list.Take(places).Count(right.Contains) / right.Count;
    }

    /// <summary>The mean with the interval in which it lies in 95 of 100 samples drawn anew from the same questions. Of differences between two ways on the same questions it is the paired interval: a gain whose interval holds 0 is no gain.</summary>
    /// <param name="values">A value for each question.</param>
    /// <param name="seed">Of the draws.</param>
    public static (double Mean, double Low, double High) Interval(IReadOnlyList<double> values, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return (0, 0, 0);
        }

        const int draws = 2000;
        var (random, means) = (new Random(seed), new double[draws]);
        for (var draw = 0; draw < draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++)
            {
                sum += values[random.Next(values.Count)];
            }

            means[draw] = sum / values.Count;
        }

        Array.Sort(means);
        return (values.Average(), means[(int)(draws * .025)], means[(int)(draws * .975)]);
    }
}
