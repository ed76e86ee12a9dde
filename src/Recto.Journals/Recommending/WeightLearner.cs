namespace Recto.Journals.Recommending;

/// <summary>
/// Learns what signals weigh on a site from what its readers read together: right are the pairs of the latest days, while what is read together is known of the days before only, so that nothing foretells itself.
/// Always the same for the same questions.
/// </summary>
public static class WeightLearner
{
    /// <summary>So many places of a list are measured.</summary>
    public const int Places = 20;

    /// <summary>With fewer questions nothing is measured: it would tell of single articles.</summary>
    public const int FewestMeasured = 10;

    /// <summary>With fewer questions nothing is learned.</summary>
    public const int FewestLearned = 50;

    /// <summary>More questions say nothing new of ten weights.</summary>
    public const int Most = 2000;

    /// <summary>The questions that a site’s readers have answered.</summary>
    /// <param name="before">The site with what was read together before the latest days.</param>
    /// <param name="latest">The same site with what was read together on the latest days, each pair in as many sessions as may be told of.</param>
    public static IReadOnlyList<RankingQuestion> Ask(Neighbours before, Neighbours latest)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(latest);
        var asked = before.Articles.Select(article => (article.Id, Right: latest.ReadWith(article.Id))).Where(one => one.Right.Count > 0).ToList();
        var step = Math.Max(1, (double)asked.Count / Most);
        return
        [
            .. Enumerable.Range(0, Math.Min(asked.Count, Most)).Select(i => asked[(int)(i * step)]).Select(one => new RankingQuestion(one.Id, before.Of(one.Id, ListRule.Weighed), one.Right.ToHashSet())),
        ];
    }

    /// <summary>Learns, and measures what is learned on articles that it was not learned on.</summary>
    public static LearnedWeights Learn(IReadOnlyList<RankingQuestion> questions, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var night = new LearnedWeights { Outcome = LearningOutcome.TooFew, Questions = questions.Count };
        if (questions.Count < FewestMeasured)
        {
            return night;
        }

        List<(double Gain, double Recall)> Measure(Func<RankingQuestion, SignalWeights> weights) => [.. questions.Select(question => question.Measure(weights(question), Places))];
        var prior = Measure(_ => SignalWeights.Prior);
        night = night with { Prior = FiguresOf(prior), ReadAlone = FiguresOf(Measure(_ => SignalWeights.ReadAlone)) };
        if (questions.Count < FewestLearned)
        {
            return night;
        }

        var ofFolds = Enumerable.Range(0, RankingQuestion.Folds).Select(fold => WeightFit.Of(questions, fold, ct)).ToArray();
        var learned = Measure(question => ofFolds[question.Fold]);
        var difference = MeasuredMean.Of([.. learned.Zip(prior, (one, other) => one.Gain - other.Gain)]);
        return night with
        {
            Outcome = difference.Low > 0 ? LearningOutcome.Learned : LearningOutcome.NoGain,
            Weights = WeightFit.Of(questions, null, ct),
            Learned = FiguresOf(learned),
            Difference = difference,
        };
    }

    private static RankingFigures FiguresOf(List<(double Gain, double Recall)> measured) =>
        new(MeasuredMean.Of([.. measured.Select(one => one.Gain)]), MeasuredMean.Of([.. measured.Select(one => one.Recall)]));
}
