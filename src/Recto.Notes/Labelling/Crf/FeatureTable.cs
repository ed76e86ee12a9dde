namespace Recto.Notes.Labelling.Crf;

/// <summary>The weights of a model by feature, in an open-addressed table: one look-up a feature, its weights side by side.</summary>
internal sealed class FeatureTable
{
    private readonly uint[] _keys;
    private readonly int[] _starts;
    private readonly byte[] _labels;
    private readonly float[] _weights;
    private readonly int _mask;
    private readonly int[] _slots;

    private FeatureTable(uint[] keys, int[] starts, byte[] labels, float[] weights)
    {
        (_keys, _starts, _labels, _weights) = (keys, starts, labels, weights);
        var size = 16;
        while (size < keys.Length * 2)
        {
            size *= 2;
        }

        _mask = size - 1;
        _slots = new int[size];
        for (var k = 0; k < keys.Length; k++)
        {
            var slot = (int)(keys[k] & (uint)_mask);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = k + 1;
        }
    }

    public int WeightCount => _weights.Length;

    public static FeatureTable Make(IReadOnlyList<(ulong Hash, byte Label, float Weight)> weights)
    {
        var groups = weights.GroupBy(weight => Key(weight.Hash)).OrderBy(group => group.Key).ToList();
        var starts = new int[groups.Count + 1];
        for (var g = 0; g < groups.Count; g++)
        {
            starts[g + 1] = starts[g] + groups[g].Count();
        }

        var flat = groups.SelectMany(group => group).ToList();
        return new FeatureTable([.. groups.Select(group => group.Key)], starts, [.. flat.Select(weight => weight.Label)], [.. flat.Select(weight => weight.Weight)]);
    }

    public void AddTo(ulong hash, Span<float> scores)
    {
        var key = Key(hash);
        for (var slot = (int)(key & (uint)_mask); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var k = _slots[slot] - 1;
            if (_keys[k] == key)
            {
                for (var e = _starts[k]; e < _starts[k + 1]; e++)
                {
                    scores[_labels[e]] += _weights[e];
                }

                return;
            }
        }
    }

    private static uint Key(ulong hash) => (uint)(hash >> 32) ^ (uint)hash;
}
