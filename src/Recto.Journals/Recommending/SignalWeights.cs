using System.Globalization;

namespace Recto.Journals.Recommending;

/// <summary>What each signal weighs when articles of a site are put in order. A score is a sum, so that what a signal adds is its own, and can be told as a reason; no weight is below 0, so that nothing speaks against an article.</summary>
public sealed record SignalWeights
{
    private static readonly NeighbourSignal[] Signals = Enum.GetValues<NeighbourSignal>();

    private readonly double[] _weights;

    private SignalWeights(double[] weights) => _weights = weights;

    /// <summary>The weights that every site begins with, and returns to where its readers have not shown that others are better.</summary>
    /// <remarks>Those of reading, words and citations were chosen on development readers of citeulike-t (docs/recommending-site.md); archives, author, section and meaning, which that collection lacks, are set by hand beside them.</remarks>
    public static SignalWeights Prior { get; } = Of(signal => signal switch
    {
        NeighbourSignal.Read => .55,
        NeighbourSignal.Text => .4,
        NeighbourSignal.Archives => .3,
        NeighbourSignal.Works => .2,
        NeighbourSignal.Citation => .15,
        NeighbourSignal.Author => .06,
        NeighbourSignal.Section => .02,
        NeighbourSignal.Meaning => .2,
        NeighbourSignal.ReadWithLike => .65,
        _ => .6,
    });

    /// <summary>What read together says alone: what the blend is measured against.</summary>
    public static SignalWeights ReadAlone { get; } = Of(signal => signal == NeighbourSignal.Read ? 1 : 0);

    /// <summary>What a signal weighs, 0 or more.</summary>
    public double this[NeighbourSignal signal] => _weights[(int)signal];

    /// <summary>All of them together.</summary>
    public double Sum => _weights.Sum();

    /// <summary>A weight for each signal.</summary>
    /// <param name="weight">What each weighs; not below 0.</param>
    public static SignalWeights Of(Func<NeighbourSignal, double> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var weights = Array.ConvertAll(Signals, signal => Math.Round(weight(signal), 4));
        return weights.Any(one => !(one >= 0) || double.IsInfinity(one)) ? throw new ArgumentException("A weight is a number, 0 or more.", nameof(weight)) : new(weights);
    }

    /// <summary>What a signal adds to the score: its value to the power ¾, so that several weak ones count for more beside one that is strong, by its weight.</summary>
    public double Part(NeighbourSignal signal, NeighbourSignals signals) => _weights[(int)signal] * Damped(signals[signal]);

    /// <summary>All that speaks for an article.</summary>
    public double Score(NeighbourSignals signals)
    {
        var sum = 0.0;
        foreach (var signal in Signals)
        {
            sum += Part(signal, signals);
        }

        return sum;
    }

    /// <summary>As they are kept: <c>Read=1 Text=0.35</c>.</summary>
    public string Write() => string.Join(' ', Signals.Select(signal => string.Create(CultureInfo.InvariantCulture, $"{signal}={_weights[(int)signal]:0.####}")));

    /// <summary>Reads what <see cref="Write"/> wrote. A signal that it does not name, because an older program wrote it, weighs what it weighs at first; what it names and this program does not know is passed over.</summary>
    public static SignalWeights Read(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var said = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in kept.Split(' '))
        {
            if (part.Split('=') is [var name, var number] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
            {
                said[name] = weight;
            }
        }

        return Of(signal => said.TryGetValue(signal.ToString(), out var weight) ? weight : Prior[signal]);
    }

    /// <summary>Whether both weigh the same.</summary>
    public bool Equals(SignalWeights? other) => other is not null && _weights.AsSpan().SequenceEqual(other._weights);

    /// <inheritdoc/>
    public override int GetHashCode() => _weights.Aggregate(0, (hash, weight) => HashCode.Combine(hash, weight));

    /// <summary>To the power ¾.</summary>
    internal static double Damped(double value) => value <= 0 ? 0 : value >= 1 ? 1 : Math.Sqrt(value) * Math.Sqrt(Math.Sqrt(value));
}
