using Recto.Journals.Archives;
using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

/// <summary>Weights are learned from what readers read next, and come into force only where they are better on articles that they were not learned on.</summary>
public sealed class WeightLearnerTests
{
    private const int OfOneFile = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Where_readers_go_by_archives_archives_weigh_most_and_what_was_read_by_chance_weighs_nothing()
    {
        var questions = Planted(300);

        var learned = WeightLearner.Learn(questions, Ct);

        Assert.Equal((LearningOutcome.Learned, 300), (learned.Outcome, learned.Questions));
        Assert.Equal(NeighbourSignal.Archives, Enum.GetValues<NeighbourSignal>().MaxBy(signal => learned.InForce[signal]));
        Assert.Equal(0, learned.InForce[NeighbourSignal.Read]);
        Assert.True(learned.InForce[NeighbourSignal.Works] < SignalWeights.Prior[NeighbourSignal.Works], learned.InForce.Write());
        Assert.True(learned.InForce[NeighbourSignal.Citation] > 0); // Nobody cites anybody here: what the prior says of it stays.
        Assert.Equal(SignalWeights.Prior.Sum, learned.InForce.Sum, 2);
        Assert.True(learned.Learned!.Value.Gain.Mean > learned.Prior!.Value.Gain.Mean, $"{learned.Learned} against {learned.Prior}");
        Assert.True(learned.ReadAlone!.Value.Gain.Mean < .2, $"{learned.ReadAlone}");
        Assert.True(learned.Difference!.Value.Low > 0);
    }

    [Fact]
    public void The_same_questions_always_give_the_same_weights()
    {
        var (one, two) = (WeightLearner.Learn(Planted(100), Ct), WeightLearner.Learn(Planted(100), Ct));

        Assert.Equal(one, two);
        Assert.Equal(one.InForce, SignalWeights.Read(one.InForce.Write()));
    }

    [Fact]
    public void Too_few_readings_leave_the_prior()
    {
        var (some, none) = (WeightLearner.Learn(Planted(WeightLearner.FewestLearned - OfOneFile), Ct), WeightLearner.Learn(Planted(OfOneFile), Ct));

        Assert.Equal((LearningOutcome.TooFew, SignalWeights.Prior, null), (some.Outcome, some.InForce, some.Weights));
        Assert.True(some.Prior!.Value.Gain.Mean > 0); // Measured it is.
        Assert.Equal((LearningOutcome.TooFew, OfOneFile, null), (none.Outcome, none.Questions, none.Prior));
    }

    [Fact]
    public void Where_readers_go_by_nothing_the_prior_stays()
    {
        var learned = WeightLearner.Learn(Planted(100, (i, random) => Enumerable.Range(0, 3).Select(_ => random.Next(100)).Where(other => other != i)), Ct);

        Assert.Equal((LearningOutcome.NoGain, SignalWeights.Prior), (learned.Outcome, learned.InForce));
    }

    [Fact]
    public void Weights_that_answer_for_some_articles_know_nothing_of_what_was_read_with_them()
    {
        const int Fold = 2;
        var all = Planted(100);
        var without = Planted(100, isRight: (one, other) => RankingQuestion.FoldOf(one) != Fold && RankingQuestion.FoldOf(other) != Fold);

        Assert.Equal(WeightFit.Of(all, Fold, Ct), WeightFit.Of(without, Fold, Ct));
        Assert.NotEqual(WeightFit.Of(all, null, Ct), WeightFit.Of(without, null, Ct));
        Assert.All(Enumerable.Range(0, RankingQuestion.Folds), fold => Assert.InRange(all.Count(question => question.Fold == fold), 5, 40));
    }

    [Fact]
    public void What_was_read_on_the_latest_days_does_not_foretell_itself()
    {
        var articles = Articles(20);
        var site = new Neighbours(articles, []);
        var pairs = Enumerable.Range(1, 19).Select(i => Pair(0, i)).ToArray();

        var blind = WeightLearner.Ask(site, site.With(pairs, SignalWeights.Prior));
        var seeing = WeightLearner.Ask(site.With(pairs, SignalWeights.Prior), site.With(pairs, SignalWeights.Prior));

        Assert.Equal(20, blind.Count);
        Assert.All(blind, question => Assert.Equal((0, 0), question.Measure(SignalWeights.ReadAlone, 20)));
        Assert.All(seeing, question => Assert.Equal((1, 1), question.Measure(SignalWeights.ReadAlone, 20)));
    }

    [Fact]
    public void Weights_come_back_as_they_were_kept_and_a_signal_that_was_not_known_then_weighs_what_it_does_at_first()
    {
        var weights = SignalWeights.Read("Read=0.5 Text=0 Horoscope=3 Archives=x");

        Assert.Equal((.5, 0), (weights[NeighbourSignal.Read], weights[NeighbourSignal.Text]));
        Assert.Equal(SignalWeights.Prior[NeighbourSignal.Archives], weights[NeighbourSignal.Archives]);
        Assert.Equal(weights, SignalWeights.Read(weights.Write()));
        Assert.Throws<ArgumentException>(() => SignalWeights.Of(_ => -1));
        Assert.Throws<ArgumentException>(() => SignalWeights.Of(_ => double.NaN));
    }

    // Five articles cite one file and are often read together on the latest days, now and then with another; what they were read with before, their words and their works are chance.
    private static IReadOnlyList<RankingQuestion> Planted(int count, Func<int, Random, IEnumerable<int>>? readNext = null, Func<Guid, Guid, bool>? isRight = null)
    {
        var random = new Random(4);
        var articles = Articles(count);
        var before = Enumerable.Range(0, 4 * count).Select(_ => (One: random.Next(count), Other: random.Next(count))).Where(pair => pair.One != pair.Other).Select(pair => Pair(pair.One, pair.Other)).ToArray();
        var site = new Neighbours(articles, before);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int[] right = [.. readNext?.Invoke(i, random) ?? Enumerable.Range(i / OfOneFile * OfOneFile, OfOneFile).Where(_ => random.NextDouble() < .6).Append(random.Next(count)).Where(other => other != i)];
            return new RankingQuestion(Id(i), site.Of(Id(i), ListRule.Weighed), right.Select(Id).Where(other => isRight?.Invoke(Id(i), other) ?? true).ToHashSet());
        })];
    }

    private static KnownArticle[] Articles(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(i => new KnownArticle
        {
            Id = Id(i),
            JournalId = Guid.Empty,
            Since = DateTimeOffset.UnixEpoch,
            Units = [.. UnitAddress.Of($"rgaspi/558/11/{i / OfOneFile}").Line.Select(unit => unit.Key)],
            Terms = [.. Enumerable.Range(0, 12).Select(_ => random.Next(200)).Distinct().Select(term => new TermCount(term, 1))],
            Works = [.. Enumerable.Range(0, 3).Select(_ => Id(1000 + random.Next(30)))],
        })];
    }

    private static CoReadPair Pair(int one, int other) => new(Id(Math.Min(one, other)), Id(Math.Max(one, other)), 6, 3);

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);
}
