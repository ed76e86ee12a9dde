namespace Recto.Notes.Labelling.Evaluation;

/// <summary>Counts, string by string, how a labeller does.</summary>
public sealed class LabellingTally
{
    private readonly Dictionary<(string Gold, string Given), int> _words = [];
    private readonly Dictionary<string, (int Right, int Gold, int Given)> _fields = [];
    private int _sequences;
    private int _exact;

    /// <summary>Counts one string.</summary>
    /// <param name="gold">The labels by hand.</param>
    /// <param name="given">The labels given, as many.</param>
    public void Add(IReadOnlyList<string> gold, IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentOutOfRangeException.ThrowIfNotEqual(given.Count, gold.Count);
        _sequences++;
        var exact = true;
        for (var word = 0; word < gold.Count; word++)
        {
            exact &= gold[word] == given[word];
            var pair = (gold[word], given[word]);
            _words[pair] = _words.GetValueOrDefault(pair) + 1;
        }

        _exact += exact ? 1 : 0;
        var wanted = FieldRun.OfMarked(gold).Where(field => field.Label != LabellingScore.Outside).ToHashSet();
        foreach (var field in wanted)
        {
            Count(field.Label, 0, 1, 0);
        }

        foreach (var field in FieldRun.OfMarked(given).Where(field => field.Label != LabellingScore.Outside))
        {
            Count(field.Label, wanted.Contains(field) ? 1 : 0, 0, 1);
        }
    }

    /// <summary>Labels every string and counts.</summary>
    public void Add(IEnumerable<LabelledSequence> sequences, ILabeller labeller)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(labeller);
        foreach (var sequence in sequences)
        {
            Add(sequence.Labels, labeller.Label(sequence.Sequence));
        }
    }

    /// <summary>What was counted until now.</summary>
    public LabellingScore Score() => new()
    {
        Sequences = _sequences,
        ExactSequences = _exact,
        Words = _words.Values.Sum(),
        RightWords = _words.Where(pair => pair.Key.Gold == pair.Key.Given).Sum(pair => pair.Value),
        Fields = new Scores([.. _fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => new LabelScore(field.Key, field.Value.Right, field.Value.Gold, field.Value.Given))]),
        WordLabels = WordLabels(),
        Confusions =
        [
            .. _words.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Gold, StringComparer.Ordinal).ThenBy(pair => pair.Key.Given, StringComparer.Ordinal)
                .Select(pair => new Confusion(pair.Key.Gold, pair.Key.Given, pair.Value)),
        ],
    };

    private Scores WordLabels() => new(
    [
        .. _words.Keys.SelectMany(pair => new[] { pair.Gold, pair.Given }).Distinct().Order(StringComparer.Ordinal).Select(label => new LabelScore(
            label,
            _words.GetValueOrDefault((label, label)),
            _words.Where(pair => pair.Key.Gold == label).Sum(pair => pair.Value),
            _words.Where(pair => pair.Key.Given == label).Sum(pair => pair.Value))),
    ]);

    private void Count(string label, int right, int gold, int given)
    {
        var (r, o, g) = _fields.GetValueOrDefault(label);
        _fields[label] = (r + right, o + gold, g + given);
    }
}
