using System.Runtime.InteropServices;
using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Labelling.Crf;

/// <summary>The training sequences as numbers: features and labels by index, and where the weights of each feature stand.</summary>
internal sealed class TrainingSet
{
    private TrainingSet(string[] labels) => Labels = labels;

    public string[] Labels { get; }

    /// <summary>Hash of each kept feature.</summary>
    public required ulong[] Features { get; init; }

    /// <summary>Where the weights of a feature begin; one more than there are features.</summary>
    public required int[] Starts { get; init; }

    /// <summary>The label of each weight.</summary>
    public required byte[] WeightLabels { get; init; }

    public required Sequence[] Sequences { get; init; }

    /// <summary>One sequence: where the features of each word begin, the features, the contexts of the steps, the labels.</summary>
    public sealed record Sequence(int[] Offsets, int[] Features, int[] Contexts, byte[] Labels)
    {
        public int Length => Labels.Length;
    }

    public static TrainingSet Make(IReadOnlyList<LabelledSequence> labelled, Lexicon lexicon, TrainingOptions options)
    {
        var labels = labelled.SelectMany(sequence => sequence.Labels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (labels.Length is 0 or > 255)
        {
            throw new ArgumentException($"The sequences bear {labels.Length} labels; 1 to 255 can be learnt.", nameof(labelled));
        }

        var indexes = labels.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => (byte)pair.index, StringComparer.Ordinal);
        var used = labelled.Where(sequence => sequence.Labels.Count > 0).ToList();
        var counts = Count(used, lexicon);
        var ids = new Dictionary<ulong, int>();
        var hashes = new List<ulong>();
        var totals = new List<int>();
        foreach (var (hash, count) in counts)
        {
            if (count >= options.MinimumCount)
            {
                ids.Add(hash, hashes.Count);
                hashes.Add(hash);
                totals.Add(count);
            }
        }

        counts.Clear();
        var observations = new Observations();
        var sequences = new Sequence[used.Count];
        var seen = new bool[(long)hashes.Count * labels.Length];
        var buffer = new List<int>();
        for (var s = 0; s < used.Count; s++)
        {
            observations.Observe(used[s].Sequence, lexicon);
            var gold = used[s].Labels.Select(label => indexes[label]).ToArray();
            var offsets = new int[gold.Length + 1];
            var contexts = new int[gold.Length];
            buffer.Clear();
            for (var w = 0; w < gold.Length; w++)
            {
                foreach (var hash in observations.FeaturesOf(w))
                {
                    if (ids.TryGetValue(hash, out var id))
                    {
                        buffer.Add(id);
                        seen[(long)id * labels.Length + gold[w]] = true;
                    }
                }

                offsets[w + 1] = buffer.Count;
                contexts[w] = observations.ContextOf(w);
            }

            sequences[s] = new Sequence(offsets, [.. buffer], contexts, gold);
        }

        var starts = new int[hashes.Count + 1];
        var weightLabels = new List<byte>();
        for (var f = 0; f < hashes.Count; f++)
        {
            for (var l = 0; l < labels.Length; l++)
            {
                if (totals[f] >= options.DenseFrom || seen[(long)f * labels.Length + l])
                {
                    weightLabels.Add((byte)l);
                }
            }

            starts[f + 1] = weightLabels.Count;
        }

        return new TrainingSet(labels) { Features = [.. hashes], Starts = starts, WeightLabels = [.. weightLabels], Sequences = sequences };
    }

    private static Dictionary<ulong, int> Count(List<LabelledSequence> labelled, Lexicon lexicon)
    {
        var counts = new Dictionary<ulong, int>();
        var observations = new Observations();
        foreach (var sequence in labelled)
        {
            observations.Observe(sequence.Sequence, lexicon);
            for (var w = 0; w < observations.Length; w++)
            {
                foreach (var hash in observations.FeaturesOf(w))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out _)++;
                }
            }
        }

        return counts;
    }
}
