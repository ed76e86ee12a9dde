using System.Runtime.Intrinsics;
using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Labelling.Crf;

/// <summary>
/// Negative log-likelihood of the training set and its gradient, by the forward-backward algorithm in probabilities scaled at every word.
/// Steps from label to label are summed by context: a context has one matrix, so the exponentials are taken once for each and not once a word.
/// </summary>
internal sealed class Likelihood
{
    // The sum is always taken in this many parts, in order: the result is the same on any machine.
    private const int Shards = 4;

    private readonly TrainingSet _set;
    private readonly int _labels;
    private readonly int _width;
    private readonly int _rows;
    private readonly int _stepsAt;
    private readonly int[] _contextIndex;
    private readonly int[] _contexts;
    private readonly double[] _empirical;
    private readonly Shard[] _shards;
    private readonly double[] _matrices;
    private readonly ParallelOptions _parallel;

    public Likelihood(TrainingSet set, int threads)
    {
        _set = set;
        _labels = set.Labels.Length;
        _width = (_labels + 3) / 4 * 4;
        _rows = _labels + 1;
        _stepsAt = set.WeightLabels.Length;
        Dimension = _stepsAt + StepContext.PartCount * _rows * _labels;
        _contextIndex = new int[StepContext.Count];
        Array.Fill(_contextIndex, -1);
        var contexts = new List<int>();
        foreach (var context in set.Sequences.SelectMany(sequence => sequence.Contexts))
        {
            if (_contextIndex[context] < 0)
            {
                _contextIndex[context] = contexts.Count;
                contexts.Add(context);
            }
        }

        _contexts = [.. contexts];
        _matrices = new double[_contexts.Length * _rows * _width];
        _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard(Dimension, _matrices.Length))];
        _empirical = new double[Dimension];
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) };
        CountEmpirical();
    }

    /// <summary>Number of weights.</summary>
    public int Dimension { get; }

    /// <summary>Weight of the step from a label (or from the start: the number of labels) to a label in a part of a context.</summary>
    public int StepWeight(int part, int from, int to) => _stepsAt + (part * _rows + from) * _labels + to;

    /// <summary>The value at <paramref name="weights"/>; fills the gradient.</summary>
    public double Evaluate(double[] weights, double[] gradient)
    {
        MakeMatrices(weights);
        Parallel.For(0, Shards, _parallel, shard => _shards[shard].Loss = Run(_shards[shard], shard, weights));
        var loss = 0.0;
        foreach (var shard in _shards)
        {
            loss += shard.Loss;
        }

        Parallel.For(0, 8, _parallel, part =>
        {
            var from = (int)((long)_stepsAt * part / 8);
            var to = (int)((long)_stepsAt * (part + 1) / 8);
            for (var i = from; i < to; i++)
            {
                gradient[i] = _shards[0].Gradient[i] + _shards[1].Gradient[i] + _shards[2].Gradient[i] + _shards[3].Gradient[i] - _empirical[i];
            }
        });
        StepGradient(gradient);
        return loss;
    }

    private void CountEmpirical()
    {
        Span<int> parts = stackalloc int[StepContext.PartsOfContext];
        foreach (var sequence in _set.Sequences)
        {
            for (var w = 0; w < sequence.Length; w++)
            {
                var label = sequence.Labels[w];
                for (var k = sequence.Offsets[w]; k < sequence.Offsets[w + 1]; k++)
                {
                    var feature = sequence.Features[k];
                    for (var e = _set.Starts[feature]; e < _set.Starts[feature + 1]; e++)
                    {
                        _empirical[e] += _set.WeightLabels[e] == label ? 1 : 0;
                    }
                }

                StepContext.Parts(sequence.Contexts[w], parts);
                foreach (var part in parts)
                {
                    _empirical[StepWeight(part, w == 0 ? _labels : sequence.Labels[w - 1], label)]++;
                }
            }
        }
    }

    private void MakeMatrices(double[] weights)
    {
        Parallel.For(0, _contexts.Length, _parallel, c =>
        {
            Span<int> parts = stackalloc int[StepContext.PartsOfContext];
            StepContext.Parts(_contexts[c], parts);
            for (var from = 0; from < _rows; from++)
            {
                var row = _matrices.AsSpan((c * _rows + from) * _width, _width);
                row.Clear();
                foreach (var part in parts)
                {
                    var source = weights.AsSpan(StepWeight(part, from, 0), _labels);
                    for (var l = 0; l < _labels; l++)
                    {
                        row[l] += source[l];
                    }
                }

                for (var l = 0; l < _width; l += 4)
                {
                    Vector256.Exp(Vector256.Create<double>(row[l..])).CopyTo(row[l..]);
                }

                row[_labels..].Clear();
            }
        });
    }

    private double Run(Shard shard, int number, double[] weights)
    {
        Array.Clear(shard.Gradient);
        Array.Clear(shard.Steps);
        var loss = 0.0;
        for (var s = number; s < _set.Sequences.Length; s += Shards)
        {
            loss += RunSequence(shard, _set.Sequences[s], weights);
        }

        return loss;
    }

    private double RunSequence(Shard shard, TrainingSet.Sequence sequence, double[] weights)
    {
        var n = sequence.Length;
        shard.Fit(n, _width);
        var (emission, alpha, beta, scale) = (shard.Emission, shard.Alpha, shard.Beta, shard.Scale);
        var loss = 0.0;
        var before = _labels;
        Span<int> parts = stackalloc int[StepContext.PartsOfContext];
        for (var w = 0; w < n; w++)
        {
            var row = emission.AsSpan(w * _width, _width);
            row.Clear();
            for (var k = sequence.Offsets[w]; k < sequence.Offsets[w + 1]; k++)
            {
                var feature = sequence.Features[k];
                var end = _set.Starts[feature + 1];
                for (var e = _set.Starts[feature]; e < end; e++)
                {
                    row[_set.WeightLabels[e]] += weights[e];
                }
            }

            var label = sequence.Labels[w];
            var most = row[0];
            for (var l = 1; l < _labels; l++)
            {
                most = Math.Max(most, row[l]);
            }

            loss += most - row[label];
            var shift = Vector256.Create(most);
            for (var l = 0; l < _width; l += 4)
            {
                Vector256.Exp(Vector256.Create<double>(row[l..]) - shift).CopyTo(row[l..]);
            }

            row[_labels..].Clear();
            var matrix = _contextIndex[sequence.Contexts[w]] * _rows * _width;
            StepContext.Parts(sequence.Contexts[w], parts);
            foreach (var part in parts)
            {
                loss -= weights[StepWeight(part, before, label)];
            }

            before = label;
            var current = alpha.AsSpan(w * _width, _width);
            if (w == 0)
            {
                _matrices.AsSpan(matrix + _labels * _width, _width).CopyTo(current);
            }
            else
            {
                current.Clear();
                var last = alpha.AsSpan((w - 1) * _width, _width);
                for (var i = 0; i < _labels; i++)
                {
                    PaddedVectors.AddScaled(current, _matrices.AsSpan(matrix + i * _width, _width), last[i]);
                }
            }

            var sum = PaddedVectors.MultiplyAndSum(current, row);
            scale[w] = 1 / sum;
            PaddedVectors.Scale(current, scale[w]);
            loss += Math.Log(sum);
        }

        beta.AsSpan((n - 1) * _width, _width).Fill(1);
        for (var w = n - 1; w >= 0; w--)
        {
            var b = beta.AsSpan(w * _width, _width);
            var a = alpha.AsSpan(w * _width, _width);
            var row = emission.AsSpan(w * _width, _width);
            var matrix = _contextIndex[sequence.Contexts[w]] * _rows * _width;

            // What flows back over this step: emission times beta, scaled.
            var back = shard.Back.AsSpan(0, _width);
            for (var l = 0; l < _width; l += 4)
            {
                (Vector256.Create<double>(row[l..]) * Vector256.Create<double>(b[l..]) * Vector256.Create(scale[w])).CopyTo(back[l..]);
            }

            if (w > 0)
            {
                var earlier = beta.AsSpan((w - 1) * _width, _width);
                var last = alpha.AsSpan((w - 1) * _width, _width);
                earlier.Clear();
                for (var i = 0; i < _labels; i++)
                {
                    earlier[i] = PaddedVectors.Dot(_matrices.AsSpan(matrix + i * _width, _width), back);
                    PaddedVectors.AddScaled(shard.Steps.AsSpan(matrix + i * _width, _width), back, last[i]);
                }
            }
            else
            {
                PaddedVectors.AddScaled(shard.Steps.AsSpan(matrix + _labels * _width, _width), back, 1);
            }

            // The marginal of every label at this word.
            for (var l = 0; l < _width; l += 4)
            {
                (Vector256.Create<double>(a[l..]) * Vector256.Create<double>(b[l..])).CopyTo(row[l..]);
            }

            var gradient = shard.Gradient;
            for (var k = sequence.Offsets[w]; k < sequence.Offsets[w + 1]; k++)
            {
                var feature = sequence.Features[k];
                var end = _set.Starts[feature + 1];
                for (var e = _set.Starts[feature]; e < end; e++)
                {
                    gradient[e] += row[_set.WeightLabels[e]];
                }
            }
        }

        return loss;
    }

    private void StepGradient(double[] gradient)
    {
        for (var i = _stepsAt; i < Dimension; i++)
        {
            gradient[i] = -_empirical[i];
        }

        Span<int> parts = stackalloc int[StepContext.PartsOfContext];
        for (var c = 0; c < _contexts.Length; c++)
        {
            StepContext.Parts(_contexts[c], parts);
            for (var from = 0; from < _rows; from++)
            {
                var at = (c * _rows + from) * _width;
                for (var l = 0; l < _labels; l++)
                {
                    var expected = (_shards[0].Steps[at + l] + _shards[1].Steps[at + l] + _shards[2].Steps[at + l] + _shards[3].Steps[at + l]) * _matrices[at + l];
                    foreach (var part in parts)
                    {
                        gradient[StepWeight(part, from, l)] += expected;
                    }
                }
            }
        }
    }

    private sealed class Shard(int dimension, int steps)
    {
        public double[] Gradient { get; } = new double[dimension];

        public double[] Steps { get; } = new double[steps];

        public double[] Back { get; } = new double[256];

        public double Loss { get; set; }

        public double[] Emission { get; private set; } = [];

        public double[] Alpha { get; private set; } = [];

        public double[] Beta { get; private set; } = [];

        public double[] Scale { get; private set; } = [];

        public void Fit(int words, int width)
        {
            if (Scale.Length < words)
            {
                Emission = new double[words * width * 2];
                Alpha = new double[words * width * 2];
                Beta = new double[words * width * 2];
                Scale = new double[words * 2];
            }
        }
    }
}
