namespace Recto.Journals.Recommending;

/// <summary>What came of a night’s learning.</summary>
public enum LearningOutcome
{
    /// <summary>Readers have read too little together: the prior stays.</summary>
    TooFew = 1,

    /// <summary>What was learned is not surely better on articles that it was not learned on: the prior stays.</summary>
    NoGain,

    /// <summary>What was learned is in force.</summary>
    Learned,

    /// <summary>The site adds noise to what is read together, and learns nothing from it a second time.</summary>
    Noise,
}

/// <summary>A mean over questions and the interval in which it lies in 95 of 100 samples.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Where the interval begins.</param>
/// <param name="High">Where it ends.</param>
public readonly record struct MeasuredMean(double Mean, double Low, double High)
{
    /// <summary>Of values, one for each question.</summary>
    public static MeasuredMean Of(IReadOnlyList<double> values)
    {
        var (mean, low, high) = RankingMeasures.Interval(values);
        return new(mean, low, high);
    }
}

/// <summary>How good lists are that a ranking makes.</summary>
/// <param name="Gain">NDCG of the first 20 places.</param>
/// <param name="Recall">Which share of what was read stands there.</param>
public readonly record struct RankingFigures(MeasuredMean Gain, MeasuredMean Recall);

/// <summary>What was learned in a night, and how good it is.</summary>
public sealed record LearnedWeights
{
    /// <summary>What came of it.</summary>
    public required LearningOutcome Outcome { get; init; }

    /// <summary>Of how many articles the readers’ next ones are known.</summary>
    public int Questions { get; init; }

    /// <summary>The weights that were learned; null where nothing was.</summary>
    public SignalWeights? Weights { get; init; }

    /// <summary>The weights that are in force.</summary>
    public SignalWeights InForce => Outcome == LearningOutcome.Learned && Weights is not null ? Weights : SignalWeights.Prior;

    /// <summary>How good the prior is; null where nothing could be measured. All figures are of the same questions.</summary>
    public RankingFigures? Prior { get; init; }

    /// <summary>How good what is learned is, each article answered by weights that were learned without it; null where nothing was learned.</summary>
    public RankingFigures? Learned { get; init; }

    /// <summary>How good what is read together is alone.</summary>
    public RankingFigures? ReadAlone { get; init; }

    /// <summary>By how much the gain of what is learned is greater than that of the prior, question by question; null where nothing was learned.</summary>
    public MeasuredMean? Difference { get; init; }
}
