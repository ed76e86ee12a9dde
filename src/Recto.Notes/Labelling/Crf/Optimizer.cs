namespace Recto.Notes.Labelling.Crf;

/// <summary>
/// Orthant-wise limited-memory quasi-Newton (Andrew and Gao, 2007): L-BFGS for a smooth loss with an elastic net. Deterministic.
/// </summary>
internal sealed class Optimizer(Likelihood likelihood, TrainingOptions options, Action<string>? progress)
{
    private const int Memory = 6;
    private const int Window = 10;

    public double[] Run()
    {
        var n = likelihood.Dimension;
        var weights = new double[n];
        var gradient = new double[n];
        var next = new double[n];
        var nextGradient = new double[n];
        var direction = new double[n];
        var pseudo = new double[n];
        var history = new List<(double[] S, double[] Y, double Rho)>();
        var values = new List<double>();
        var value = Evaluate(weights, gradient);
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            Pseudo(weights, gradient, pseudo);
            Direction(pseudo, history, direction);
            for (var i = 0; i < n; i++)
            {
                direction[i] = direction[i] * pseudo[i] >= 0 ? 0 : direction[i];
            }

            var slope = Dot(direction, pseudo);
            var step = iteration == 0 ? 1 / Math.Sqrt(Math.Max(1e-12, Dot(pseudo, pseudo))) : 1.0;
            var nextValue = 0.0;
            var found = false;
            for (var attempt = 0; attempt < 20 && !found; attempt++)
            {
                for (var i = 0; i < n; i++)
                {
                    var moved = weights[i] + step * direction[i];
                    var orthant = weights[i] != 0 ? Math.Sign(weights[i]) : -Math.Sign(pseudo[i]);
                    next[i] = options.L1 > 0 && Math.Sign(moved) != orthant ? 0 : moved;
                }

                nextValue = Evaluate(next, nextGradient);
                found = nextValue <= value + 1e-4 * step * slope;
                step *= found ? 1 : 0.5;
            }

            if (!found)
            {
                break;
            }

            Remember(history, weights, next, gradient, nextGradient);
            (weights, next) = (next, weights);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
            values.Add(value);
            progress?.Invoke(FormattableString.Invariant($"step {iteration + 1}: objective {value:0.0}"));
            if (values.Count > Window && (values[^(Window + 1)] - value) / value < options.Tolerance)
            {
                break;
            }
        }

        return weights;
    }

    private double Evaluate(double[] weights, double[] gradient)
    {
        var value = likelihood.Evaluate(weights, gradient);
        double sum = 0, squares = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var w = weights[i];
            sum += Math.Abs(w);
            squares += w * w;
            gradient[i] += options.L2 * w;
        }

        return value + options.L1 * sum + options.L2 / 2 * squares;
    }

    private void Pseudo(double[] weights, double[] gradient, double[] pseudo)
    {
        var l1 = options.L1;
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradient[i];
            pseudo[i] = weights[i] > 0 ? g + l1 : weights[i] < 0 ? g - l1 : g + l1 < 0 ? g + l1 : g - l1 > 0 ? g - l1 : 0;
        }
    }

    private static void Direction(double[] pseudo, List<(double[] S, double[] Y, double Rho)> history, double[] direction)
    {
        for (var i = 0; i < pseudo.Length; i++)
        {
            direction[i] = -pseudo[i];
        }

        Span<double> alphas = stackalloc double[Memory];
        for (var k = history.Count - 1; k >= 0; k--)
        {
            alphas[k] = history[k].Rho * Dot(history[k].S, direction);
            Add(direction, history[k].Y, -alphas[k]);
        }

        if (history.Count > 0)
        {
            var (_, y, rho) = history[^1];
            var scale = 1 / (rho * Dot(y, y));
            for (var i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (var k = 0; k < history.Count; k++)
        {
            var beta = history[k].Rho * Dot(history[k].Y, direction);
            Add(direction, history[k].S, alphas[k] - beta);
        }
    }

    private static void Remember(List<(double[] S, double[] Y, double Rho)> history, double[] weights, double[] next, double[] gradient, double[] nextGradient)
    {
        var (s, y) = history.Count == Memory ? (history[0].S, history[0].Y) : (new double[weights.Length], new double[weights.Length]);
        for (var i = 0; i < s.Length; i++)
        {
            s[i] = next[i] - weights[i];
            y[i] = nextGradient[i] - gradient[i];
        }

        var product = Dot(s, y);
        if (history.Count == Memory)
        {
            history.RemoveAt(0);
        }

        if (product > 1e-12)
        {
            history.Add((s, y, 1 / product));
        }
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = System.Numerics.Vector<double>.Zero;
        var width = System.Numerics.Vector<double>.Count;
        var i = 0;
        for (; i + width <= left.Length; i += width)
        {
            sum += new System.Numerics.Vector<double>(left, i) * new System.Numerics.Vector<double>(right, i);
        }

        var total = System.Numerics.Vector.Sum(sum);
        for (; i < left.Length; i++)
        {
            total += left[i] * right[i];
        }

        return total;
    }

    private static void Add(double[] target, double[] source, double by)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += source[i] * by;
        }
    }
}
