namespace Recto.Notes.Labelling.Evaluation;

/// <summary>
/// Trains on all folds but one, labels that one, and counts all folds together. The fold of a string is its position in the data, from 0, modulo the number of
/// folds; a string that came before is dropped. Other data may be added to training: of these every string of the test fold is taken out first
/// (<see cref="SequenceKey"/>: lower-case letters and digits compared).
/// </summary>
public static class CrossValidation
{
    /// <summary>Cross-validates.</summary>
    /// <param name="data">The strings labelled by hand, in their order.</param>
    /// <param name="extra">Other strings for training; may be empty.</param>
    /// <param name="folds">How many folds, 2 or more.</param>
    /// <param name="train">Makes a labeller of training data.</param>
    /// <param name="progress">Told the score of each fold when it is done; may be null.</param>
    public static LabellingScore Run(
        IReadOnlyList<LabelledSequence> data,
        IReadOnlyList<LabelledSequence> extra,
        int folds,
        Func<IReadOnlyList<LabelledSequence>, ILabeller> train,
        Action<int, LabellingScore>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        var all = new LabellingTally();
        foreach (var (fold, training, test) in Split(data, extra, folds))
        {
            var labeller = train(training);
            all.Add(test, labeller);
            if (progress is not null)
            {
                var one = new LabellingTally();
                one.Add(test, labeller);
                progress(fold, one.Score());
            }
        }

        return all.Score();
    }

    /// <summary>Training and test data of every fold, the extra data last in training.</summary>
    public static IEnumerable<(int Fold, IReadOnlyList<LabelledSequence> Training, IReadOnlyList<LabelledSequence> Test)> Split(
        IReadOnlyList<LabelledSequence> data,
        IReadOnlyList<LabelledSequence> extra,
        int folds)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(extra);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = data.Select((sequence, position) => (Sequence: sequence, Fold: position % folds, Key: SequenceKey.Of(sequence.Sequence.Text))).Where(entry => seen.Add(entry.Key)).ToList();
        var others = extra.Select(sequence => (Sequence: sequence, Key: SequenceKey.Of(sequence.Sequence.Text))).ToList();
        return Enumerable.Range(0, folds).Select(fold =>
        {
            var tested = kept.Where(entry => entry.Fold == fold).ToList();
            var keys = tested.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
            IReadOnlyList<LabelledSequence> training =
            [
                .. kept.Where(entry => entry.Fold != fold).Select(entry => entry.Sequence),
                .. others.Where(entry => !keys.Contains(entry.Key)).Select(entry => entry.Sequence),
            ];
            IReadOnlyList<LabelledSequence> test = [.. tested.Select(entry => entry.Sequence)];
            return (fold, training, test);
        });
    }
}
