using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Evaluation;

namespace Recto.Notes.Tests.Labelling.Evaluation;

public sealed class CrossValidationTests
{
    [Fact]
    public void The_fold_is_the_position_in_the_file_and_doubles_are_dropped_without_moving_the_rest()
    {
        var data = new[] { Of("a 0"), Of("b 1"), Of("A, 0!"), Of("c 3"), Of("d 4") };

        var folds = CrossValidation.Split(data, [], 2).ToList();

        Assert.Equal(["a 0", "d 4"], Texts(folds[0].Test));
        Assert.Equal(["b 1", "c 3"], Texts(folds[1].Test));
        Assert.Equal(["b 1", "c 3"], Texts(folds[0].Training));
        Assert.Equal(["a 0", "d 4"], Texts(folds[1].Training));
    }

    [Fact]
    public void Other_data_are_trained_on_only_where_the_test_fold_has_not_the_same_letters_and_digits()
    {
        var data = new[] { Of("Müller, X. 1900"), Of("b 1") };
        var extra = new[] { Of("müller x 1900."), Of("other") };

        var folds = CrossValidation.Split(data, extra, 2).ToList();

        Assert.Equal(["b 1", "other"], Texts(folds[0].Training));
        Assert.Equal(["Müller, X. 1900", "müller x 1900.", "other"], Texts(folds[1].Training));
    }

    [Fact]
    public void Every_string_is_labelled_once_by_a_labeller_that_has_not_seen_it()
    {
        var data = Enumerable.Range(0, 11).Select(i => Of($"word{i} x")).ToList();
        var told = new List<int>();

        var score = CrossValidation.Run(data, [], 5, training => new Remembers(training), (fold, _) => told.Add(fold));

        Assert.Equal(11, score.Sequences);
        Assert.Equal(0, score.ExactSequences);
        Assert.Equal([0, 1, 2, 3, 4], told);
    }

    private static LabelledSequence Of(string text)
    {
        var words = WordSequence.Cut(text);
        return new LabelledSequence(words, [.. words.Words.Select(_ => "title")]);
    }

    private static IEnumerable<string> Texts(IEnumerable<LabelledSequence> sequences) => sequences.Select(sequence => sequence.Sequence.Text);

    /// <summary>Right about what it was trained on, wrong about all else.</summary>
    private sealed class Remembers(IReadOnlyList<LabelledSequence> training) : ILabeller
    {
        public IReadOnlyList<string> Labels => ["title", "note"];

        public IReadOnlyList<string> Label(WordSequence sequence) =>
            [.. sequence.Words.Select(_ => training.Any(known => known.Sequence.Text == sequence.Text) ? "title" : "note")];
    }
}
