namespace Recto.Journals.Search;

/// <summary>Finds in a text what a plan looks for. Made once for a page of results.</summary>
public sealed class TextMatcher
{
    private readonly Dictionary<string, List<(int Clause, IReadOnlyList<string> Sequence)>> _byFirst = new(StringComparer.Ordinal);
    private readonly List<(int Clause, IReadOnlyList<string> Sequence)> _prefixes = [];

    /// <summary>A matcher of what may stand in these fields.</summary>
    public TextMatcher(SearchPlan plan, SearchFields fields)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (var i = 0; i < plan.Clauses.Count; i++)
        {
            var clause = plan.Clauses[i];
            if (clause.IsNegated || (clause.Fields & fields) == 0)
            {
                continue;
            }

            foreach (var sequence in clause.Sequences)
            {
                if (clause.IsPrefix)
                {
                    _prefixes.Add((i, sequence));
                    continue;
                }

                if (!_byFirst.TryGetValue(sequence[0], out var known))
                {
                    _byFirst.Add(sequence[0], known = []);
                }

                known.Add((i, sequence));
            }
        }
    }

    /// <summary>The places that are marked, in order, and how many different clauses they are of.</summary>
    /// <param name="text">A note, a paragraph: it is read whole.</param>
    public (IReadOnlyList<(int Start, int End)> Marks, int Clauses) Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<(int Start, int End, string Form)>();
        var scanner = new WordScanner(text);
        var any = false;
        while (scanner.Next())
        {
            any |= MayBegin(scanner.Form);
            words.Add((scanner.Start, scanner.End, scanner.Form.ToString()));
        }

        if (!any)
        {
            return ([], 0);
        }

        var marks = new List<(int Start, int End)>();
        var clauses = new HashSet<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (_byFirst.TryGetValue(words[i].Form, out var known))
            {
                Mark(known, i, isPrefix: false);
            }

            Mark(_prefixes, i, isPrefix: true);
        }

        return (Merged(marks), clauses.Count);

        void Mark(List<(int Clause, IReadOnlyList<string> Sequence)> candidates, int at, bool isPrefix)
        {
            foreach (var (clause, sequence) in candidates)
            {
                if (StandsAt(words, at, sequence, isPrefix))
                {
                    marks.Add((words[at].Start, words[at + sequence.Count - 1].End));
                    clauses.Add(clause);
                }
            }
        }
    }

    /// <summary>Whether something may be found in a text: looks at single words, and at no more than it must.</summary>
    public bool MayFind(ReadOnlySpan<char> text)
    {
        var scanner = new WordScanner(text);
        while (scanner.Next())
        {
            if (MayBegin(scanner.Form))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayBegin(ReadOnlySpan<char> form)
    {
        if (_byFirst.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(form))
        {
            return true;
        }

        foreach (var (_, sequence) in _prefixes)
        {
            if (sequence.Count == 1 ? form.StartsWith(sequence[0]) : form.SequenceEqual(sequence[0]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StandsAt(List<(int Start, int End, string Form)> words, int at, IReadOnlyList<string> sequence, bool isPrefix)
    {
        if (at + sequence.Count > words.Count)
        {
            return false;
        }

        for (var i = 0; i < sequence.Count; i++)
        {
            var form = words[at + i].Form;
            if (isPrefix && i == sequence.Count - 1 ? !form.StartsWith(sequence[i], StringComparison.Ordinal) : form != sequence[i])
            {
                return false;
            }
        }

        return true;
    }

    private static List<(int Start, int End)> Merged(List<(int Start, int End)> marks)
    {
        marks.Sort();
        var merged = new List<(int Start, int End)>();
        foreach (var mark in marks)
        {
            if (merged.Count > 0 && mark.Start < merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, mark.End));
            }
            else
            {
                merged.Add(mark);
            }
        }

        return merged;
    }
}
