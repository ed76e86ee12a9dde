using System.Numerics;

namespace Recto.Journals.Matching.Candidates;

/// <summary>Adds up weights by work: a table that is emptied as fast as it was filled.</summary>
internal sealed class WorkWeights
{
    private int[] _works = new int[1 << 12];
    private float[] _sums = new float[1 << 12];
    private int[] _used = new int[1 << 11];
    private int _count;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (var i = 0; i < _count; i++)
        {
            _works[_used[i]] = 0;
        }

        _count = 0;
    }

    /// <summary>Adds to the weight of a work.</summary>
    public void Add(int work, float weight)
    {
        var slot = Slot(_works, work + 1);
        if (_works[slot] != 0)
        {
            _sums[slot] += weight;
            return;
        }

        if (_count == _used.Length)
        {
            Grow();
            slot = Slot(_works, work + 1);
        }

        (_works[slot], _sums[slot]) = (work + 1, weight);
        _used[_count++] = slot;
    }

    /// <summary>The works of the greatest weights, the greatest first; among equals the lower number first.</summary>
    public IReadOnlyList<Candidate> Best(int most)
    {
        var (heap, floor) = (new PriorityQueue<Candidate, (float, int)>(most + 1), float.MinValue);
        for (var i = 0; i < _count; i++)
        {
            var slot = _used[i];
            if (_sums[slot] < floor)
            {
                continue;
            }

            var candidate = new Candidate(_works[slot] - 1, _sums[slot]);
            heap.Enqueue(candidate, (candidate.Weight, -candidate.Work));
            if (heap.Count > most)
            {
                heap.Dequeue();
                floor = heap.Peek().Weight;
            }
        }

        var best = new Candidate[heap.Count];
        for (var i = best.Length - 1; i >= 0; i--)
        {
            best[i] = heap.Dequeue();
        }

        return best;
    }

    private void Grow()
    {
        var (works, sums) = (_works, _sums);
        (_works, _sums) = (new int[2 * works.Length], new float[2 * works.Length]);
        var used = new int[works.Length];
        for (var i = 0; i < _count; i++)
        {
            var slot = Slot(_works, works[_used[i]]);
            (_works[slot], _sums[slot], used[i]) = (works[_used[i]], sums[_used[i]], slot);
        }

        _used = used;
    }

    private static int Slot(int[] works, int key)
    {
        var mask = works.Length - 1;
        var slot = (int)(((uint)key * 2654435769u) >> (32 - BitOperations.Log2((uint)works.Length)));
        while (works[slot] != 0 && works[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
