using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Labelling.Crf;

/// <summary>Trains a linear-chain conditional random field (Lafferty and others, 2001). The same sequences and options give the same model, bit for bit.</summary>
public static class CrfTrainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="sequences">What to learn from; those without words are passed over.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told one line a step; null for silence.</param>
    /// <param name="lexicon">What is known of words from elsewhere; null for nothing. It becomes a part of the model.</param>
    /// <exception cref="ArgumentException">No labels, or more than 255.</exception>
    public static CrfModel Train(IReadOnlyList<LabelledSequence> sequences, TrainingOptions options, Action<string>? progress = null, Lexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(options);
        var set = TrainingSet.Make(sequences, lexicon ?? Lexicon.Empty, options);
        progress?.Invoke($"{set.Sequences.Length} sequences, {set.Labels.Length} labels, {set.Features.Length} features, {set.WeightLabels.Length} weights");
        var likelihood = new Likelihood(set, options.Threads);
        var weights = new Optimizer(likelihood, options, progress).Run();
        return Prune(set, likelihood, weights, lexicon ?? Lexicon.Empty);
    }

    private static CrfModel Prune(TrainingSet set, Likelihood likelihood, double[] weights, Lexicon lexicon)
    {
        var kept = new List<(ulong Hash, byte Label, float Weight)>();
        for (var f = 0; f < set.Features.Length; f++)
        {
            for (var e = set.Starts[f]; e < set.Starts[f + 1]; e++)
            {
                if (ModelFile.Quantize(weights[e]) is not 0 and var weight)
                {
                    kept.Add((set.Features[f], set.WeightLabels[e], ModelFile.Weight(weight)));
                }
            }
        }

        var labels = set.Labels.Length;
        var steps = new float[StepContext.PartCount * (labels + 1) * labels];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = ModelFile.Weight(ModelFile.Quantize(weights[likelihood.StepWeight(0, 0, 0) + i]));
        }

        return CrfModel.Make(set.Labels, kept, steps, lexicon);
    }
}
