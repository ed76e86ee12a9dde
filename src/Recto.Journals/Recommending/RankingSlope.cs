namespace Recto.Journals.Recommending;

/// <summary>The loss of a ranking at some weights, with its first and second derivatives; every question counts the same, however many right answers it has.</summary>
internal sealed class RankingSlope
{
    private const int Count = NeighbourSignals.Count;

    /// <summary>Works it out.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="without">A part of the articles that is left out as answers; null for none.</param>
    /// <param name="weights">A weight for each signal.</param>
    public RankingSlope(List<RankingQuestion> questions, int? without, double[] weights)
    {
        Span<double> scores = stackalloc double[ListRule.Weighed];
        Span<double> first = stackalloc double[Count];
        Span<double> mean = stackalloc double[Count];
        var second = new double[Count, Count];
        foreach (var question in questions)
        {
            if (question.Candidates > scores.Length)
            {
                scores = new double[question.Candidates];
            }

            var (right, wrong, highest) = (0, 0, double.NegativeInfinity);
            for (var i = 0; i < question.Candidates; i++)
            {
                if (question.FoldsOf[i] != without)
                {
                    var score = 0.0;
                    for (var k = 0; k < Count; k++)
                    {
                        score += weights[k] * question.Values[(i * Count) + k];
                    }

                    (scores[i], highest) = (score, Math.Max(highest, score));
                    (right, wrong) = question.IsRight[i] ? (right + 1, wrong) : (right, wrong + 1);
                }
            }

            if (right == 0 || wrong == 0)
            {
                continue;
            }

            first.Clear();
            Array.Clear(second);
            var sum = 0.0;
            for (var i = 0; i < question.Candidates; i++)
            {
                if (question.FoldsOf[i] != without && !question.IsRight[i])
                {
                    var odds = Math.Exp(scores[i] - highest);
                    sum += odds;
                    AddTo(first, second, question, i, odds);
                }
            }

            for (var i = 0; i < question.Candidates; i++)
            {
                if (question.FoldsOf[i] == without || !question.IsRight[i])
                {
                    continue;
                }

                var odds = Math.Exp(scores[i] - highest);
                var all = sum + odds;
                Loss += (Math.Log(all) - (scores[i] - highest)) / right;
                var values = question.Values.AsSpan(i * Count, Count);
                for (var k = 0; k < Count; k++)
                {
                    mean[k] = (first[k] + (odds * values[k])) / all;
                    Gradient[k] += (mean[k] - values[k]) / right;
                }

                for (var k = 0; k < Count; k++)
                {
                    for (var l = 0; l <= k; l++)
                    {
                        var of = (((second[k, l] + (odds * values[k] * values[l])) / all) - (mean[k] * mean[l])) / right;
                        Curvature[k, l] += of;
                        Curvature[l, k] = Curvature[k, l];
                    }
                }
            }
        }
    }

    /// <summary>How far the weights are from putting every right answer first; 0 where they do.</summary>
    public double Loss { get; }

    /// <summary>How the loss grows with each weight.</summary>
    public double[] Gradient { get; } = new double[Count];

    /// <summary>How that growth grows, by two weights; symmetric.</summary>
    public double[,] Curvature { get; } = new double[Count, Count];

    private static void AddTo(Span<double> first, double[,] second, RankingQuestion question, int candidate, double odds)
    {
        var values = question.Values.AsSpan(candidate * Count, Count);
        for (var k = 0; k < Count; k++)
        {
            if (values[k] != 0)
            {
                first[k] += odds * values[k];
                for (var l = 0; l <= k; l++)
                {
                    second[k, l] += odds * values[k] * values[l];
                }
            }
        }
    }
}
