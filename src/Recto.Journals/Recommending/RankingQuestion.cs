using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Recto.Journals.Recommending;

/// <summary>One question to a ranking: an article at which readers were, the articles that might follow with what speaks for each, and which of them those readers read besides.</summary>
public sealed class RankingQuestion
{
    /// <summary>Into so many parts articles are cut, by a hash of their ids.</summary>
    public const int Folds = 5;

    /// <summary>Puts a question.</summary>
    /// <param name="article">The article.</param>
    /// <param name="candidates">What might follow, the nearest first.</param>
    /// <param name="right">What was read besides; what is not among the candidates is missed by every ranking.</param>
    public RankingQuestion(Guid article, IReadOnlyList<Neighbour> candidates, IReadOnlySet<Guid> right)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(right);
        Fold = FoldOf(article);
        Candidates = candidates.Count;
        (Values, IsRight, FoldsOf) = (new float[candidates.Count * NeighbourSignals.Count], new bool[candidates.Count], new byte[candidates.Count]);
        var found = new HashSet<int>();
        for (var i = 0; i < candidates.Count; i++)
        {
            for (var signal = 0; signal < NeighbourSignals.Count; signal++)
            {
                Values[(i * NeighbourSignals.Count) + signal] = (float)SignalWeights.Damped(candidates[i].Signals[(NeighbourSignal)signal]);
            }

            FoldsOf[i] = (byte)FoldOf(candidates[i].Article.Id);
            if (IsRight[i] = right.Contains(candidates[i].Article.Id))
            {
                found.Add(i);
            }
        }

        // Those that are missed keep places of their own, so that they count.
        Right = found.Concat(Enumerable.Range(candidates.Count, right.Count - found.Count)).ToHashSet();
    }

    /// <summary>The part of the articles to which this one belongs, from 0.</summary>
    public int Fold { get; }

    /// <summary>How many articles might follow.</summary>
    internal int Candidates { get; }

    /// <summary>What each signal says of each candidate, to the power ¾.</summary>
    internal float[] Values { get; }

    internal bool[] IsRight { get; }

    /// <summary>The parts to which the candidates belong.</summary>
    internal byte[] FoldsOf { get; }

    private HashSet<int> Right { get; }

    /// <summary>The part of an article.</summary>
    public static int FoldOf(Guid article)
    {
        Span<byte> id = stackalloc byte[16];
        article.TryWriteBytes(id);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id, hash);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % Folds);
    }

    /// <summary>How good the list is that some weights make.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="places">So many places count.</param>
    public (double Gain, double Recall) Measure(SignalWeights weights, int places)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var scores = new double[Candidates];
        for (var i = 0; i < Candidates; i++)
        {
            for (var signal = 0; signal < NeighbourSignals.Count; signal++)
            {
                scores[i] += weights[(NeighbourSignal)signal] * Values[(i * NeighbourSignals.Count) + signal];
            }
        }

        // What nothing speaks for is in no list.
        int[] list = [.. Enumerable.Range(0, Candidates).Where(i => scores[i] > 0).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(places)];
        return (RankingMeasures.Gain(list, Right, places), RankingMeasures.Recall(list, Right, places));
    }
}
