namespace Recto.Journals.Matching.Index;

/// <summary>An index of works: its segments as one. Never changes; safe from several threads.</summary>
public sealed class WorksIndex
{
    private readonly IndexSegment[] _segments;
    private readonly int[] _first;

    /// <summary>Puts segments together.</summary>
    /// <param name="segments">None for an index without works.</param>
    public WorksIndex(IEnumerable<IndexSegment> segments)
    {
        _segments = [.. segments];
        _first = new int[_segments.Length + 1];
        for (var i = 0; i < _segments.Length; i++)
        {
            _first[i + 1] = _first[i] + _segments[i].Works;
        }
    }

    /// <summary>How many works there are.</summary>
    public int Works => _first[^1];

    /// <summary>Its segments.</summary>
    public IReadOnlyList<IndexSegment> Parts => _segments;

    internal IndexSegment[] Segments => _segments;

    internal int FirstWork(int segment) => _first[segment];

    /// <summary>How many works have a term.</summary>
    internal int CountOf(ulong term)
    {
        var count = 0;
        foreach (var segment in _segments)
        {
            count += segment.Find(term, out var entry) ? entry.Works : 0;
        }

        return count;
    }

    /// <summary>The record of a work.</summary>
    internal ReadOnlySpan<byte> Record(int work)
    {
        var segment = 0;
        while (work >= _first[segment + 1])
        {
            segment++;
        }

        return _segments[segment].Record(work - _first[segment]);
    }
}
