namespace Recto.Journals.Matching.Scoring;

/// <summary>
/// Trains boosted trees for yes or no (logistic loss, second-order steps, values in bins by their quantiles). Deterministic: the same rows give the same trees on any number of processors.
/// </summary>
/// <param name="options">How many trees, how deep.</param>
internal sealed class TreeTrainer(TreeOptions options)
{
    private const int Bins = 64;

    /// <summary>Trains.</summary>
    /// <param name="rows">Values, row after row.</param>
    /// <param name="width">How many a row has.</param>
    /// <param name="labels">For each row whether it holds.</param>
    /// <param name="weights">For each row how much it counts.</param>
    /// <param name="ct">Stops between two trees.</param>
    public BoostedTrees Train(float[] rows, int width, bool[] labels, float[] weights, CancellationToken ct)
    {
        var count = labels.Length;
        var (edges, bins) = Binned(rows, width, count);
        var (yes, all) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            yes += labels[i] ? weights[i] : 0;
            all += weights[i];
        }

        var start = (float)Math.Log((yes + 1) / (all - yes + 1));
        var (scores, gradients, curvatures, order) = (new float[count], new float[count], new float[count], new int[count]);
        Array.Fill(scores, start);
        var (nodes, roots) = (new List<TreeNode>(), new List<int>());
        for (var tree = 0; tree < options.Trees; tree++)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < count; i++)
            {
                var odds = 1 / (1 + MathF.Exp(-scores[i]));
                gradients[i] = weights[i] * ((labels[i] ? 1 : 0) - odds);
                curvatures[i] = weights[i] * Math.Max(1e-6f, odds * (1 - odds));
                order[i] = i;
            }

            roots.Add(nodes.Count);
            nodes.Add(default);
            Grow(roots[^1], 0, order.AsMemory());
        }

        return new BoostedTrees([.. nodes], [.. roots], start, width);

        void Grow(int node, int depth, Memory<int> own)
        {
            var (sumG, sumH) = (0.0, 0.0);
            foreach (var i in own.Span)
            {
                sumG += gradients[i];
                sumH += curvatures[i];
            }

            var split = depth < options.Depth && own.Length >= 2 ? Best(own, sumG, sumH) : default;
            if (split.Gain <= options.LeastGain)
            {
                var value = (float)(options.Rate * sumG / (sumH + options.Smoothing));
                nodes[node] = new TreeNode(-1, value, 0);
                foreach (var i in own.Span)
                {
                    scores[i] += value;
                }

                return;
            }

            var left = Part(own.Span, bins[split.Feature], split.Bin);
            nodes[node] = new TreeNode(split.Feature, edges[split.Feature][split.Bin], nodes.Count);
            nodes.Add(default);
            nodes.Add(default);
            var first = nodes.Count - 2;
            Grow(first, depth + 1, own[..left]);
            Grow(first + 1, depth + 1, own[left..]);
        }

        Split Best(Memory<int> own, double sumG, double sumH)
        {
            var found = new Split[width];
            if (own.Length < 4000)
            {
                for (var feature = 0; feature < width; feature++)
                {
                    found[feature] = OfFeature(feature);
                }
            }
            else
            {
                Parallel.For(0, width, feature => found[feature] = OfFeature(feature));
            }

            var best = found[0];
            foreach (var split in found)
            {
                best = split.Gain > best.Gain ? split : best;
            }

            return best;

            Split OfFeature(int feature)
            {
                Span<double> g = stackalloc double[Bins];
                Span<double> h = stackalloc double[Bins];
                g.Clear();
                h.Clear();
                var column = bins[feature];
                foreach (var i in own.Span)
                {
                    g[column[i]] += gradients[i];
                    h[column[i]] += curvatures[i];
                }

                var (leftG, leftH, best, whole) = (0.0, 0.0, default(Split), sumG * sumG / (sumH + options.Smoothing));
                for (var bin = 0; bin < edges[feature].Length; bin++)
                {
                    leftG += g[bin];
                    leftH += h[bin];
                    if (leftH < options.LeastWeight || sumH - leftH < options.LeastWeight)
                    {
                        continue;
                    }

                    var gain = (leftG * leftG / (leftH + options.Smoothing)) + ((sumG - leftG) * (sumG - leftG) / (sumH - leftH + options.Smoothing)) - whole;
                    best = gain > best.Gain ? new Split(feature, bin, gain) : best;
                }

                return best;
            }
        }
    }

    private static int Part(Span<int> own, byte[] column, int bin)
    {
        var (kept, right) = (0, new int[own.Length]);
        var moved = 0;
        foreach (var i in own)
        {
            if (column[i] <= bin)
            {
                own[kept++] = i;
            }
            else
            {
                right[moved++] = i;
            }
        }

        right.AsSpan(0, moved).CopyTo(own[kept..]);
        return kept;
    }

    private static (float[][] Edges, byte[][] Bins) Binned(float[] rows, int width, int count)
    {
        var (edges, bins) = (new float[width][], new byte[width][]);
        Parallel.For(0, width, feature =>
        {
            var values = new float[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = rows[(i * width) + feature];
            }

            var sorted = (float[])values.Clone();
            Array.Sort(sorted);
            var distinct = sorted.Distinct().ToArray();
            var own = distinct.Length <= Bins
                ? [.. distinct.Zip(distinct.Skip(1), (one, next) => (one + next) / 2)]
                : Enumerable.Range(1, Bins - 1).Select(i => sorted[(int)((long)i * count / Bins)]).Distinct().Where(edge => edge < sorted[^1]).ToArray();
            edges[feature] = own;
            bins[feature] = new byte[count];
            for (var i = 0; i < count; i++)
            {
                var at = Array.BinarySearch(own, values[i]);
                bins[feature][i] = (byte)(at < 0 ? ~at : at);
            }
        });
        return (edges, bins);
    }

    private readonly record struct Split(int Feature, int Bin, double Gain);
}

/// <summary>How trees are trained.</summary>
internal sealed record TreeOptions
{
    /// <summary>How many.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Questions from the root to a leaf, at most.</summary>
    public int Depth { get; init; } = 5;

    /// <summary>How much of each step is taken.</summary>
    public double Rate { get; init; } = 0.08;

    /// <summary>Pulls leaves towards nothing.</summary>
    public double Smoothing { get; init; } = 2;

    /// <summary>The least curvature in a leaf.</summary>
    public double LeastWeight { get; init; } = 2;

    /// <summary>What a question must bring.</summary>
    public double LeastGain { get; init; } = 0.5;
}
