using Recto.Journals.Matching.Words;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching.Index;

/// <summary>Works made ready for the index: their records one after another, and their terms.</summary>
public sealed class AnalysedWorks
{
    private readonly List<int> _ends = [];
    private readonly List<int> _termEnds = [];
    private readonly List<ulong> _terms = [];
    private byte[] _records = new byte[1 << 14];
    private int _length;

    /// <summary>How many there are.</summary>
    public int Count => _ends.Count;

    internal ReadOnlySpan<ulong> AllTerms => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_terms);

    /// <summary>Makes works ready. Several may be made at the same time.</summary>
    public static AnalysedWorks Of(IEnumerable<Work> works)
    {
        var (analysis, ready) = (new WorkAnalysis(), new AnalysedWorks());
        foreach (var work in works)
        {
            analysis.Read(work);
            ready.Add(analysis);
        }

        return ready;
    }

    internal ReadOnlySpan<byte> Record(int at) => _records.AsSpan((at == 0 ? 0 : _ends[at - 1])..(_ends[at]));

    internal ReadOnlySpan<ulong> Terms(int at) => AllTerms[(at == 0 ? 0 : _termEnds[at - 1]).._termEnds[at]];

    private void Add(WorkAnalysis analysis)
    {
        var record = analysis.Record;
        if (record.Length > _records.Length - _length)
        {
            Array.Resize(ref _records, Math.Max(2 * _records.Length, _length + record.Length));
        }

        record.CopyTo(_records.AsSpan(_length));
        _length += record.Length;
        _ends.Add(_length);
        _terms.AddRange(analysis.Terms);
        _termEnds.Add(_terms.Count);
    }
}
