using Recto.Journals.Search;

namespace Recto.App.Features.Search;

/// <summary>What somebody may have meant: the nearest word of the index, by letters left out, put in, changed or changed about.</summary>
internal static class Suggestion
{
    /// <summary>The beginnings under which to look for words near to this one.</summary>
    public static string Beginning(string form) => form.Length > 5 ? form[..2] : form[..1];

    /// <summary>The nearest of these words; null where none is near. One slip in short words, two in longer ones.</summary>
    public static string? Nearest(string form, IEnumerable<string> words)
    {
        var most = form.Length < 4 ? 0 : form.Length < 7 ? 1 : 2;
        var (best, least) = ((string?)null, most + 1);
        foreach (var word in words)
        {
            if (word != form && !word.Contains(' ', StringComparison.Ordinal) && Math.Abs(word.Length - form.Length) < least && Distance(form, word, least) is var distance && distance < least)
            {
                (best, least) = (word, distance);
            }
        }

        return best;
    }

    /// <summary>The query with its words exchanged where a nearer one is known; null where none is.</summary>
    public static string? Of(string typed, SearchQuery query, IReadOnlyList<string> words)
    {
        var meant = typed;
        foreach (var word in query.Clauses.Where(clause => !clause.IsNegated).SelectMany(clause => clause.Words))
        {
            if (!words.Contains(word.Form) && Nearest(word.Form, words) is { } near)
            {
                meant = meant.Replace(word.Printed, near, StringComparison.Ordinal);
            }
        }

        return meant == typed ? null : meant;
    }

    // Damerau and Levenshtein, optimal string alignment, in three rows; gives up where the bound is reached.
    internal static int Distance(string one, string other, int bound)
    {
        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least >= bound)
            {
                return bound;
            }

            (before, last, row) = (last, row, before);
        }

        return last[other.Length];
    }
}
