using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Crf;
using Recto.Notes.Labelling.Features;

namespace Recto.Notes.Tests.Labelling.Crf;

/// <summary>The conditional random field: its gradient, its decoding, its file.</summary>
public sealed class CrfTests
{
    private static readonly TrainingOptions Small = new() { MinimumCount = 1, DenseFrom = 1, L1 = 0, L2 = 0.1, Iterations = 60, Threads = 2 };

    private static readonly (string Words, string Labels)[] Examples =
    [
        ("Orlova, A., Salt Roads, Leiden 1994, pp. 3–9.", "author author title title location date pages pages"),
        ("Reyes, B., ‘Winter ports’, in Trade, Lisbon 2001.", "author author title title container-title container-title location date"),
        ("Lindqvist, C. 1988. Tar and timber. Oslo: Kite.", "author author date title title title location publisher"),
        ("Baum, D., Der Kaiserhof, Wien 1911, S. 12.", "author author title title location date pages pages"),
        ("Ferro, E., Il porto, Genova 1950.", "author author title title location date"),
    ];

    private static List<LabelledSequence> Data => [.. Examples.Select(example => new LabelledSequence(WordSequence.Cut(example.Words), example.Labels.Split(' ')))];

    [Fact]
    public void What_was_learnt_is_given_back()
    {
        var model = CrfTrainer.Train(Data, Small);

        Assert.All(Data, sequence => Assert.Equal(sequence.Labels, model.Label(sequence.Sequence)));
    }

    [Fact]
    public void The_gradient_is_that_of_the_likelihood()
    {
        var likelihood = new Likelihood(TrainingSet.Make(Data, Lexicon.Empty, Small), threads: 1);
        var random = new Random(7);
        var weights = Enumerable.Range(0, likelihood.Dimension).Select(_ => random.NextDouble() - 0.5).ToArray();
        var gradient = new double[weights.Length];
        likelihood.Evaluate(weights, gradient);
        var there = new double[weights.Length];

        for (var n = 0; n < 60; n++)
        {
            var i = n < 30 ? random.Next(weights.Length) : likelihood.StepWeight(random.Next(4), random.Next(5), random.Next(5));
            const double Step = 1e-5;
            var kept = weights[i];
            weights[i] = kept + Step;
            var above = likelihood.Evaluate(weights, there);
            weights[i] = kept - Step;
            var below = likelihood.Evaluate(weights, there);
            weights[i] = kept;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 4);
        }
    }

    [Fact]
    public void The_best_labels_are_found_among_all()
    {
        var model = CrfTrainer.Train(Data, Small with { Iterations = 3 });
        var sequence = WordSequence.Cut("Ferro, in 1950, Leiden");
        var labels = model.Labels.Count;
        var best = Enumerable.Range(0, labels * labels * labels * labels)
            .Select(code => new[] { code % labels, code / labels % labels, code / labels / labels % labels, code / labels / labels / labels })
            .MaxBy(path => Score(model, sequence, path))!;

        Assert.Equal(best.Select(label => model.Labels[label]), model.Label(sequence));
    }

    [Fact]
    public void A_model_read_again_is_the_same_bytes_and_labels_alike()
    {
        var lexicon = Lexicon.Learn(Enumerable.Repeat((LexiconField.Place, "Leiden"), 9).Append((LexiconField.Journal, "Annals of Tar")).Append((LexiconField.Journal, "Annals of Tar")));
        var model = CrfTrainer.Train(Data, Small, lexicon: lexicon);
        using var first = new MemoryStream();
        model.Save(first);
        first.Position = 0;

        var again = CrfModel.Load(first);

        using var second = new MemoryStream();
        again.Save(second);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.All(Data, sequence => Assert.Equal(model.Label(sequence.Sequence), again.Label(sequence.Sequence)));
    }

    [Fact]
    public void The_same_data_give_the_same_bytes_with_any_number_of_threads()
    {
        byte[] Bytes(int threads)
        {
            using var bytes = new MemoryStream();
            CrfTrainer.Train(Data, Small with { Threads = threads, L1 = 0.05 }).Save(bytes);
            return bytes.ToArray();
        }

        Assert.Equal(Bytes(1), Bytes(3));
    }

    [Fact]
    public void What_is_no_model_is_refused_in_words()
    {
        using var whole = new MemoryStream();
        CrfTrainer.Train(Data, Small).Save(whole);
        var bytes = whole.ToArray();

        Assert.Throws<InvalidDataException>(() => CrfModel.Load(new MemoryStream([])));
        Assert.Throws<InvalidDataException>(() => CrfModel.Load(new MemoryStream("no model"u8.ToArray())));
        for (var length = 1; length < bytes.Length; length += 97)
        {
            Assert.Throws<InvalidDataException>(() => CrfModel.Load(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void Nothing_to_learn_is_an_error_and_no_words_have_no_labels()
    {
        Assert.Throws<ArgumentException>(() => CrfTrainer.Train([], Small));
        Assert.Empty(CrfTrainer.Train(Data, Small).Label(WordSequence.Cut(" \t ")));
    }

    [Theory]
    [InlineData("M. Jabbour, Birds of the Coast (London: Kite, 1998), 12–14.", "author author title title title title location publisher date pages")]
    [InlineData("Ida Lindqvist, ‘Tar and timber’, Journal of Maritime History, 12 (1988), pp. 3–19.", "author author title title title journal journal journal journal volume date pages pages")]
    [InlineData("Müller, Hans: Der Hof und seine Gäste. Wien 1911, S. 45.", "author author title title title title title location date pages pages")]
    public void The_shipped_model_reads_plain_references(string text, string labels) =>
        Assert.Equal(labels.Split(' '), CrfModel.Shipped.Label(WordSequence.Cut(text)));

    [Fact]
    public void The_shipped_model_is_small_and_knows_archives()
    {
        using var bytes = typeof(CrfModel).Assembly.GetManifestResourceStream("references.crf")!;

        Assert.InRange(bytes.Length, 100_000, 3_000_000);
        Assert.Contains("repository", CrfModel.Shipped.Labels);
        Assert.Contains("locator", CrfModel.Shipped.Labels);
        Assert.Equal(25, CrfModel.Shipped.Labels.Count);
    }

    private static double Score(CrfModel model, WordSequence sequence, int[] path)
    {
        var observations = new Observations();
        observations.Observe(sequence, model.Lexicon);
        var score = 0.0;
        var parts = new int[StepContext.PartsOfContext];
        for (var w = 0; w < path.Length; w++)
        {
            var emission = new float[256];
            foreach (var hash in observations.FeaturesOf(w))
            {
                model.Table.AddTo(hash, emission);
            }

            score += emission[path[w]];
            StepContext.Parts(observations.ContextOf(w), parts);
            foreach (var part in parts)
            {
                score += model.Steps[(part * (model.Labels.Count + 1) + (w == 0 ? model.Labels.Count : path[w - 1])) * model.Labels.Count + path[w]];
            }
        }

        return score;
    }
}
