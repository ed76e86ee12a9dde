namespace Recto.Notes.Labelling.Crf;

/// <summary>The weights of a model by feature, in an open-addressed table: one look-up a feature, its weights side by side.</summary>
internal sealed class FeatureTable
{
    private readonly int _mask;
    private readonly Slot[] _slots;

    /// <param name="keys">Features, ascending.</param>
    /// <param name="starts">Where the weights of each begin; one more than there are features.</param>
    /// <param name="labels">The label of each weight.</param>
    /// <param name="weights">The weights.</param>
    public FeatureTable(uint[] keys, int[] starts, byte[] labels, float[] weights)
    {
        (Keys, Starts, Labels, Weights) = (keys, starts, labels, weights);
        var size = 16;
        while (size < keys.Length * 2)
        {
            size *= 2;
        }

        _mask = size - 1;
        _slots = new Slot[size];
        for (var k = 0; k < keys.Length; k++)
        {
            var slot = (int)(keys[k] & (uint)_mask);
            while (_slots[slot].End != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = new Slot(keys[k], starts[k], starts[k + 1]);
        }
    }

    public uint[] Keys { get; }

    public int[] Starts { get; }

    public byte[] Labels { get; }

    public float[] Weights { get; }

    public static FeatureTable Make(IReadOnlyList<(ulong Hash, byte Label, float Weight)> weights)
    {
        // Two features of one key, which are rare, are taken for one; a label's weights are then summed.
        var groups = weights.GroupBy(weight => Key(weight.Hash)).OrderBy(group => group.Key)
            .Select(group => (group.Key, Weights: group.GroupBy(weight => weight.Label).OrderBy(label => label.Key).Select(label => (Label: label.Key, Weight: label.Sum(weight => weight.Weight))).ToList())).ToList();
        var starts = new int[groups.Count + 1];
        for (var g = 0; g < groups.Count; g++)
        {
            starts[g + 1] = starts[g] + groups[g].Weights.Count;
        }

        var flat = groups.SelectMany(group => group.Weights).ToList();
        return new FeatureTable([.. groups.Select(group => group.Key)], starts, [.. flat.Select(weight => weight.Label)], [.. flat.Select(weight => weight.Weight)]);
    }

    public void AddTo(ulong hash, Span<float> scores)
    {
        var key = Key(hash);
        for (var slot = (int)(key & (uint)_mask); ; slot = (slot + 1) & _mask)
        {
            ref readonly var found = ref _slots[slot];
            if (found.End == 0)
            {
                return;
            }

            if (found.Key == key)
            {
                var labels = Labels.AsSpan(found.Start, found.End - found.Start);
                var weights = Weights.AsSpan(found.Start, found.End - found.Start);
                for (var e = 0; e < labels.Length; e++)
                {
                    scores[labels[e]] += weights[e];
                }

                return;
            }
        }
    }

    private static uint Key(ulong hash) => (uint)(hash >> 32) ^ (uint)hash;

    private readonly record struct Slot(uint Key, int Start, int End);
}
