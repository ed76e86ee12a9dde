namespace Recto.Journals.Matching.Scoring;

/// <summary>
/// The second question: whether the candidate that compares best is right. Its values are those of the candidate, and how the others compare: works that agree as well make an answer doubtful.
/// </summary>
internal static class Decision
{
    private const int More = 5;

    /// <summary>How many values there are.</summary>
    public static readonly int Width = Comparison.Features + More;

    /// <summary>Finds the best candidate and what is to be decided about it.</summary>
    /// <param name="candidates">At least one.</param>
    /// <param name="trees">Say of each candidate how likely it is right.</param>
    /// <param name="values">Filled.</param>
    /// <returns>The place of the best among the candidates.</returns>
    public static int Best(ComparedCandidates candidates, BoostedTrees trees, Span<float> values)
    {
        var (best, first, second, near, sum) = (0, float.MinValue, -12f, 0, 0f);
        Span<float> scores = stackalloc float[candidates.Count];
        for (var i = 0; i < candidates.Count; i++)
        {
            var score = scores[i] = trees.Score(candidates.Row(i));
            sum += 1 / (1 + MathF.Exp(-score));
            if (candidates.Row(i)[(int)Feature.Doi] > 0)
            {
                score = scores[i] = Math.Max(score, ScoreByDoi);
            }

            if (score > first)
            {
                (best, first, second) = (i, score, Math.Max(first, -12f));
            }
            else if (score > second)
            {
                second = score;
            }
        }

        foreach (var score in scores)
        {
            near += score > first - 1 ? 1 : 0;
        }

        candidates.Row(best).CopyTo(values);
        values[Comparison.Features] = first;
        values[Comparison.Features + 1] = first - second;
        values[Comparison.Features + 2] = second;
        values[Comparison.Features + 3] = near;
        values[Comparison.Features + 4] = sum;
        return best;
    }

    /// <summary>How likely the candidate is right, 0 to 1. Numbers alone are no evidence, however well they agree: in a large index some work has every volume and page.</summary>
    /// <param name="trees">Say how likely.</param>
    /// <param name="values">What <see cref="Best"/> filled.</param>
    public static double Confidence(BoostedTrees trees, ReadOnlySpan<float> values)
    {
        var confidence = 1 / (1 + Math.Exp(-trees.Score(values)));
        var words = values[(int)Feature.TitleShare] >= 0.5f || values[(int)Feature.TitleLetters] >= 0.5f || values[(int)Feature.FirstAuthor] > 0 || values[(int)Feature.AuthorsNamed] >= 1
            || values[(int)Feature.ContainerShare] >= 0.5f || values[(int)Feature.ContainerLetters] >= 0.5f || values[(int)Feature.Doi] > 0;
        return values[(int)Feature.Doi] > 0 ? Math.Max(confidence, ByDoi) : words ? confidence : Math.Min(confidence, MostByNumbers);
    }

    private const double MostByNumbers = 0.25;

    // Printed DOIs are seldom wrong. The references that the model was learnt from print none, so it cannot know.
    private const double ByDoi = 0.97;
    private const float ScoreByDoi = 8;
}
