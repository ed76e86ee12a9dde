using System.Collections.Concurrent;
using Recto.Journals.Matching.Candidates;
using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Scoring;
using Recto.Journals.Matching.Words;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching;

/// <summary>Says which work of an index a reference means. Safe from several threads.</summary>
/// <param name="index">The works.</param>
/// <param name="model">Says how sure an answer is.</param>
/// <param name="threshold">From which confidence on an answer is given, 0 to 1; null for the model's.</param>
public sealed class WorksMatcher(WorksIndex index, MatchModel model, double? threshold = null)
{
    private readonly ConcurrentBag<Desk> _desks = [];

    /// <summary>How many works there are.</summary>
    public int Works => index.Works;

    /// <summary>Matches one reference.</summary>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    public MatchAnswer Match(ReferenceToMatch reference)
    {
        var desk = _desks.TryTake(out var free) ? free : new Desk(index);
        var answer = Match(desk, reference);
        _desks.Add(desk);
        return answer;
    }

    internal static ComparedCandidates Compare(WorksIndex index, Desk desk, ReferenceToMatch reference)
    {
        desk.Reading.Read(reference);
        var found = OncePerName(index, desk.Search.Find(desk.Reading));
        desk.Comparison.Begin(desk.Reading, desk.Search);
        var (works, rows) = (new int[found.Count], new float[found.Count * Comparison.Features]);
        for (var i = 0; i < works.Length; i++)
        {
            works[i] = found[i].Work;
            var row = rows.AsSpan(i * Comparison.Features, Comparison.Features);
            desk.Comparison.Compare(index.Record(found[i].Work), row);
            row[(int)Feature.WeightShare] = found[i].Weight / found[0].Weight;
            row[(int)Feature.Rank] = i;
        }

        return new ComparedCandidates(works, rows);
    }

    // A work that was handed in twice is one work: its later record counts.
    private static List<Candidate> OncePerName(WorksIndex index, IReadOnlyList<Candidate> candidates)
    {
        var (kept, names) = (new List<Candidate>(candidates.Count), new List<ulong>(candidates.Count));
        foreach (var candidate in candidates)
        {
            var name = StoredWork.NameHash(index.Record(candidate.Work));
            if (names.IndexOf(name) is >= 0 and var at)
            {
                kept[at] = kept[at] with { Work = Math.Max(kept[at].Work, candidate.Work) };
                continue;
            }

            kept.Add(candidate);
            names.Add(name);
        }

        return kept;
    }

    private MatchAnswer Match(Desk desk, ReferenceToMatch reference)
    {
        var candidates = Compare(index, desk, reference);
        if (candidates.Count == 0)
        {
            return MatchAnswer.Nothing;
        }

        Span<float> values = stackalloc float[Decision.Width];
        var best = Decision.Best(candidates, model.Candidates, values);
        var confidence = Decision.Confidence(model.DecisionTrees, values);
        if (confidence < (threshold ?? model.Threshold))
        {
            return new MatchAnswer(null, null, confidence);
        }

        var (doi, id) = StoredWork.Names(index.Record(candidates.Works[best]));
        return new MatchAnswer(doi, id, confidence);
    }

    /// <summary>What one thread works with.</summary>
    internal sealed class Desk(WorksIndex index)
    {
        public ReferenceReading Reading { get; } = new();

        public CandidateSearch Search { get; } = new(index);

        public Comparison Comparison { get; } = new();
    }
}
