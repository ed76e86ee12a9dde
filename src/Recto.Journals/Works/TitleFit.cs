using Recto.Notes.Resolution;

namespace Recto.Journals.Works;

/// <summary>How two titles fit.</summary>
internal enum TitleFitKind
{
    /// <summary>They are titles of different things.</summary>
    None,

    /// <summary>Most words are the same.</summary>
    Near,

    /// <summary>The shorter one's words stand in the longer one.</summary>
    Within,

    /// <summary>The shorter one is how the longer one begins: the title without its subtitle.</summary>
    Begins,

    /// <summary>The same words.</summary>
    Same,
}

/// <summary>How two titles fit, and what the words that they share tell together.</summary>
/// <param name="Kind">How.</param>
/// <param name="Shared">Weight of the shared words.</param>
/// <param name="Cover">Share of all words that is shared, 0 to 1.</param>
internal readonly record struct TitleFit(TitleFitKind Kind, double Shared, double Cover)
{
    /// <summary>Compares two titles: word by word in their order, a slip of one letter in a long word allowed, and an alphabet is as good as its transliteration.</summary>
    public static TitleFit Of(TitleShape left, TitleShape right)
    {
        if (left.Words.Length == 0 || right.Words.Length == 0)
        {
            return default;
        }

        var (shared, isNumberOff) = HeaviestCommon(left, right);
        var (less, more) = left.Weight <= right.Weight ? (left, right) : (right, left);
        var cover = 2 * shared / (left.Weight + right.Weight);
        var coverLess = shared / less.Weight;
        if (cover > 0.985)
        {
            return new TitleFit(TitleFitKind.Same, shared, cover);
        }

        if (isNumberOff)
        {
            return new TitleFit(TitleFitKind.None, shared, cover);
        }

        var isBeginning = IsBeginning(less, more);
        if (isBeginning)
        {
            return new TitleFit(TitleFitKind.Begins, shared, cover);
        }

        return coverLess > 0.93 && less.Weight >= 1.5 ? new TitleFit(TitleFitKind.Within, shared, cover)
            : cover >= 0.75 && shared >= 2 ? new TitleFit(TitleFitKind.Near, shared, cover)
            : new TitleFit(TitleFitKind.None, shared, cover);
    }

    private static bool IsBeginning(TitleShape less, TitleShape more)
    {
        var (i, j) = (0, 0);
        while (i < less.Words.Length && j < more.Words.Length)
        {
            if (TitleMatch.Same(less.Words[i], more.Words[j]))
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (more.Weights[j] <= 0.1)
            {
                j++;
            }
            else if (less.Weights[i] <= 0.1)
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return i >= less.Words.Length;
    }

    // The heaviest common subsequence. Two titles that each print a number which the other does not are of two things: 1914–1918 and 1939–1945, part 1 and part 2.
    private static (double Shared, bool IsNumberOff) HeaviestCommon(TitleShape left, TitleShape right)
    {
        var (n, m) = (left.Words.Length, right.Words.Length);
        var best = new double[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                best[i, j] = Math.Max(best[i + 1, j], best[i, j + 1]);
                if (TitleMatch.Same(left.Words[i], right.Words[j]))
                {
                    best[i, j] = Math.Max(best[i, j], best[i + 1, j + 1] + Math.Min(left.Weights[i], right.Weights[j]));
                }
            }
        }

        bool OnlyIn(TitleShape one, TitleShape other) => one.Words.Any(word => IsNumber(word) && !other.Words.Contains(word));
        return (best[0, 0], OnlyIn(left, right) && OnlyIn(right, left));
    }

    private static bool IsNumber(string word) => char.IsAsciiDigit(word[0]) || Numbers.Contains(word);

    // Roman numbers, and the words that count letters, reports, wars and congresses; folded.
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "erste", "ersten", "erster", "zveite", "zveiten", "zveiter", "dritte", "dritten", "dritter", "vierte", "vierten", "premier", "premiere", "deuxieme", "troisieme", "quatrieme", "primera", "primer", "segunda", "segundo", "tercera", "tercer",
    };
}
