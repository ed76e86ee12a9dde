namespace Recto.Journals.Matching.Evaluation;

/// <summary>How well references were matched.</summary>
/// <param name="References">How many there were.</param>
/// <param name="InIndex">For how many the index has the work.</param>
/// <param name="Given">How many were answered with a work.</param>
/// <param name="Right">How many of these answers are right.</param>
/// <param name="FalseOnNone">How many references without a work in the index were answered with one.</param>
public sealed record MatchScore(int References, int InIndex, int Given, int Right, int FalseOnNone)
{
    /// <summary>Right answers among those given; 1 where none was.</summary>
    public double Precision => Given == 0 ? 1 : (double)Right / Given;

    /// <summary>Right answers among the references whose work is in the index; 1 where there is none.</summary>
    public double Recall => InIndex == 0 ? 1 : (double)Right / InIndex;

    /// <summary>Answers among the references whose work is not in the index; 0 where there is none.</summary>
    public double FalseRate => References == InIndex ? 0 : (double)FalseOnNone / (References - InIndex);

    /// <summary>Counts.</summary>
    public static MatchScore Of(IReadOnlyCollection<MatchOutcome> outcomes) => new(
        outcomes.Count,
        outcomes.Count(one => one.Gold.Right.Count > 0),
        outcomes.Count(one => one.IsGiven),
        outcomes.Count(one => one.IsGiven && one.IsRight),
        outcomes.Count(one => one.IsGiven && one.Gold.Right.Count == 0));

    /// <summary>The greatest recall that some threshold gives at a precision.</summary>
    public static double RecallAt(double precision, IReadOnlyCollection<MatchOutcome> outcomes)
    {
        var (inIndex, given, right, best) = (outcomes.Count(one => one.Gold.Right.Count > 0), 0, 0, 0);
        foreach (var one in outcomes.OrderByDescending(one => one.Confidence))
        {
            given++;
            right += one.IsRight ? 1 : 0;
            best = right >= precision * given ? right : best;
        }

        return inIndex == 0 ? 1 : (double)best / inIndex;
    }
}
