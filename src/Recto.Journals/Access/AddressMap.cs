using System.Collections.Immutable;

namespace Recto.Journals.Access;

/// <summary>A range of an institution.</summary>
/// <param name="InstitutionId">The institution.</param>
/// <param name="Range">The addresses.</param>
/// <param name="IsExcluded">Whether the addresses are not the institution's, whatever its other ranges say: a proxy that leaked, a range in dispute.</param>
public readonly record struct InstitutionRange(Guid InstitutionId, AddressRange Range, bool IsExcluded = false);

/// <summary>
/// Which institutions an address belongs to. Ranges may nest and overlap, and several institutions may have one address. Built once and never changed: the line of numbers cut where
/// the answer changes, and the cuts sought by halves, without an allocation.
/// </summary>
public sealed class AddressMap
{
    private readonly UInt128[] _starts; // Where a stretch begins; it ends where the next begins.
    private readonly int[] _sets; // What holds in it: an index into Sets, or -1.

    private AddressMap(UInt128[] starts, int[] sets, ImmutableArray<ImmutableArray<Guid>> known) => (_starts, _sets, Sets) = (starts, sets, known);

    /// <summary>No range.</summary>
    public static AddressMap Empty { get; } = new([], [], []);

    /// <summary>Every set of institutions that some address belongs to, each once, each in the order of ids.</summary>
    public ImmutableArray<ImmutableArray<Guid>> Sets { get; }

    /// <summary>Makes the map.</summary>
    /// <param name="ranges">All ranges, in any order.</param>
    public static AddressMap Of(IEnumerable<InstitutionRange> ranges)
    {
        // At each edge, who comes in and who goes out. An address after the last of all does not exist.
        var edges = new List<(UInt128 At, int Institution, int Change, bool IsExcluded)>();
        var numbers = new Dictionary<Guid, int>();
        var ids = new List<Guid>();
        foreach (var (institution, range, isExcluded) in ranges)
        {
            if (!numbers.TryGetValue(institution, out var number))
            {
                numbers.Add(institution, number = ids.Count);
                ids.Add(institution);
            }

            edges.Add((range.First, number, 1, isExcluded));
            if (range.Last < UInt128.MaxValue)
            {
                edges.Add((range.Last + 1, number, -1, isExcluded));
            }
        }

        edges.Sort((one, other) => one.At.CompareTo(other.At));
        var (included, excluded) = (new int[ids.Count], new int[ids.Count]);
        var here = new SortedSet<Guid>();
        var (starts, sets) = (new List<UInt128>(), new List<int>());
        var known = new Interned();
        for (var i = 0; i < edges.Count;)
        {
            var at = edges[i].At;
            for (; i < edges.Count && edges[i].At == at; i++)
            {
                var edge = edges[i];
                (edge.IsExcluded ? excluded : included)[edge.Institution] += edge.Change;
                _ = included[edge.Institution] > 0 && excluded[edge.Institution] == 0 ? here.Add(ids[edge.Institution]) : here.Remove(ids[edge.Institution]);
            }

            var set = here.Count == 0 ? -1 : known.Of(here);
            if (set != (sets.Count == 0 ? -1 : sets[^1]))
            {
                starts.Add(at);
                sets.Add(set);
            }
        }

        return new([.. starts], [.. sets], [.. known.Sets]);
    }

    /// <summary>The institutions of an address, as an index into <see cref="Sets"/>; -1 where it belongs to none.</summary>
    public int Find(UInt128 address)
    {
        // The last stretch that begins at the address or before it.
        var (low, high) = (0, _starts.Length);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (_starts[middle] <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? -1 : _sets[low - 1];
    }

    // The same institutions stand together in thousands of stretches: they are kept once.
    private sealed class Interned
    {
        private readonly Dictionary<int, List<int>> _byHash = [];

        public List<ImmutableArray<Guid>> Sets { get; } = [];

        public int Of(SortedSet<Guid> set)
        {
            var hash = new HashCode();
            foreach (var id in set)
            {
                hash.Add(id);
            }

            var key = hash.ToHashCode();
            if (!_byHash.TryGetValue(key, out var same))
            {
                _byHash.Add(key, same = []);
            }

            foreach (var index in same)
            {
                if (Sets[index].Length == set.Count && Sets[index].SequenceEqual(set))
                {
                    return index;
                }
            }

            same.Add(Sets.Count);
            Sets.Add([.. set]);
            return Sets.Count - 1;
        }
    }
}
