using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Scoring;
using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Evaluation;

/// <summary>A reference whose work is known, with its candidates.</summary>
public sealed class MatchCase
{
    private MatchCase(GoldReference gold, ComparedCandidates candidates, bool[] right, string?[] names) => (Gold, Candidates, Right, Names) = (gold, candidates, right, names);

    /// <summary>The reference.</summary>
    public GoldReference Gold { get; }

    internal ComparedCandidates Candidates { get; }

    /// <summary>For each candidate whether it is right.</summary>
    internal bool[] Right { get; }

    /// <summary>For each candidate its DOI, else its id.</summary>
    internal string?[] Names { get; }

    /// <summary>Whether the right work is among the candidates.</summary>
    public bool IsFound => Right.Contains(true);

    /// <summary>Looks for the candidates of every reference.</summary>
    public static IReadOnlyList<MatchCase> Prepare(WorksIndex index, IReadOnlyList<GoldReference> gold, CancellationToken ct)
    {
        var cases = new MatchCase[gold.Count];
        Parallel.For(0, gold.Count, new ParallelOptions { CancellationToken = ct }, () => new WorksMatcher.Desk(index), (i, _, desk) =>
        {
            var candidates = WorksMatcher.Compare(index, desk, new ReferenceToMatch { Text = gold[i].Reference });
            var names = candidates.Works.Select(work => StoredWork.Names(index.Record(work))).Select(one => one.Doi ?? one.Id).ToArray();
            cases[i] = new MatchCase(gold[i], candidates, [.. names.Select(name => gold[i].Right.Contains(name?.ToLowerInvariant()))], names);
            return desk;
        }, _ => { });
        return cases;
    }

    /// <summary>As if the right work were not in the index: what comes next is a hard “no match”. Null where it is not found anyway.</summary>
    internal MatchCase? WithoutRight()
    {
        var (candidates, right, names) = (Candidates, Right.ToList(), Names.ToList());
        for (var i = right.Count - 1; i >= 0; i--)
        {
            if (right[i])
            {
                candidates = candidates.Without(i);
                right.RemoveAt(i);
                names.RemoveAt(i);
            }
        }

        return right.Count == Right.Length || right.Count == 0 ? null : new MatchCase(Gold, candidates, [.. right], [.. names]);
    }
}
