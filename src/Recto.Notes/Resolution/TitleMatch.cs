namespace Recto.Notes.Resolution;

/// <summary>How well a shortened title fits a full one.</summary>
public static class TitleMatch
{
    /// <summary>From 0 to 1: the share of the short title's words that stand in the full one in the same order; 1 where it is how the full one begins.</summary>
    public static double Score(string[] shortened, string[] full)
    {
        if (shortened.Length == 0 || full.Length == 0)
        {
            return 0;
        }

        var at = 0;
        double matched = 0;
        var prefix = true;
        for (var i = 0; i < shortened.Length; i++)
        {
            var k = at;
            while (k < full.Length && !Same(shortened[i], full[k]))
            {
                k++;
            }

            if (k < full.Length)
            {
                matched++;
                prefix &= k == i || k - at <= 1;
                at = k + 1;
            }
            else
            {
                prefix = false;
            }
        }

        var share = matched / shortened.Length;
        return prefix ? share : share * 0.9;
    }

    /// <summary>Whether two folded words are one word, a slip of one letter (or two that changed places) in a long one allowed.</summary>
    public static bool Same(string left, string right)
    {
        if (left == right)
        {
            return true;
        }

        if (Math.Min(left.Length, right.Length) < 5 || Math.Abs(left.Length - right.Length) > 1 || char.IsDigit(left[0]))
        {
            return false;
        }

        var i = 0;
        while (i < left.Length && i < right.Length && left[i] == right[i])
        {
            i++;
        }

        var leftRest = left.AsSpan(i);
        var rightRest = right.AsSpan(i);
        if (leftRest.Length > 1 && leftRest.Length == rightRest.Length && leftRest[0] == rightRest[1] && leftRest[1] == rightRest[0] && leftRest[2..].SequenceEqual(rightRest[2..]))
        {
            return true;
        }

        return leftRest.Length == rightRest.Length ? leftRest.Length == 0 || leftRest[1..].SequenceEqual(rightRest[1..])
            : leftRest.Length > rightRest.Length ? leftRest[1..].SequenceEqual(rightRest) : rightRest[1..].SequenceEqual(leftRest);
    }
}
