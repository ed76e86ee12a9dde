namespace Recto.Journals.Recommending;

/// <summary>Room for one who asks: a number for each article and signal, used again and again. For one thread at a time.</summary>
/// <param name="articles">How many articles there are.</param>
public sealed class Workspace(int articles)
{
    private static readonly int Signals = Enum.GetValues<Signal>().Length;

    private readonly float[]?[] _values = new float[Signals][];
    private readonly bool[] _used = new bool[Signals];
    private readonly bool[] _allowed = new bool[articles];
    private readonly PriorityQueue<int, (float Value, int Back)> _heap = new();

    /// <summary>For passing sums.</summary>
    internal float[] Spare { get; } = new float[articles];

    /// <summary>The values of a signal.</summary>
    internal float[] this[Signal signal]
    {
        get
        {
            var values = _values[(int)signal] ??= new float[articles];
            _used[(int)signal] = true;
            return values;
        }
    }

    /// <summary>The values of a signal where it was asked; else null.</summary>
    internal float[]? Find(Signal signal) => _used[(int)signal] ? _values[(int)signal] : null;

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        for (var i = 0; i < Signals; i++)
        {
            if (_used[i])
            {
                Array.Clear(_values[i]!);
                _used[i] = false;
            }
        }
    }

    /// <summary>Says which articles may be shown.</summary>
    internal void LeaveOut(IReadOnlyList<int> own, Func<int, bool>? may)
    {
        for (var article = 0; article < _allowed.Length; article++)
        {
            _allowed[article] = may is null || may(article);
        }

        foreach (var article in own)
        {
            _allowed[article] = false;
        }
    }

    internal bool IsAllowed(int article) => _allowed[article];

    internal float Greatest(float[] values)
    {
        var greatest = 0f;
        for (var article = 0; article < values.Length; article++)
        {
            greatest = _allowed[article] && values[article] > greatest ? values[article] : greatest;
        }

        return greatest;
    }

    internal void AddAllowed(float[] values, float weight, bool damped, float[] into)
    {
        for (var article = 0; article < values.Length; article++)
        {
            var value = _allowed[article] ? Math.Max(0, values[article]) : 0;
            into[article] += weight * (damped ? Damped(value) : value);
        }
    }

    /// <summary>A number to the power ¾.</summary>
    internal static float Damped(float value)
    {
        var root = MathF.Sqrt(value);
        return root * MathF.Sqrt(root);
    }

    /// <summary>The articles with the greatest values above zero, greatest first; of equals the lower number first.</summary>
    internal int[] Best(float[] values, int count)
    {
        _heap.Clear();
        var least = (Value: 0f, Back: 0);
        for (var article = 0; article < values.Length; article++)
        {
            var one = (values[article], -article);
            if (!(values[article] > 0) || (_heap.Count == count && one.CompareTo(least) <= 0))
            {
                continue;
            }

            if (_heap.Count == count)
            {
                _heap.DequeueEnqueue(article, one);
            }
            else if (count > 0)
            {
                _heap.Enqueue(article, one);
            }

            _heap.TryPeek(out _, out least);
        }

        var best = new int[_heap.Count];
        for (var i = best.Length - 1; i >= 0; i--)
        {
            best[i] = _heap.Dequeue();
        }

        return best;
    }
}
