using Recto.Journals.Matching.Evaluation;
using Recto.Journals.Matching.Scoring;
using Recto.Storage.Matching;
using Recto.Tests.Shared;

namespace Recto.Storage.Tests.Matching;

/// <summary>
/// How well references are matched at least, on the shared references whose work is known. A small model is learnt from a part of them and measured on another (docs/evaluation.md has the figures by cross-validation of the whole);
/// the model that Recto brings has seen them all, and must at least know them.
/// </summary>
public sealed class MatchingFloorTests
{
    [Fact]
    public void References_are_matched_with_the_precision_and_recall_that_are_stated()
    {
        var ct = TestContext.Current.CancellationToken;
        using var lines = File.OpenText(SharedData.Require("data/matching/gold.jsonl"));
        using var works = WorksIndexFile.BuildForOnce(new WorksSource(SharedData.Require("data/matching/works.jsonl.gz")), null, ct);
        var cases = MatchCase.Prepare(works.Index, GoldReference.ReadAll(lines), ct);
        var groups = cases.GroupBy(one => one.Gold.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Index().ToList();
        List<MatchCase> Part(int part) => [.. groups.Where(group => group.Index % 4 == part).SelectMany(group => group.Item)];

        var small = MatchScore.Of(MatchTraining.Measure(Part(1), new MatchTraining(trees: 30, mostCandidates: 4).Train(Part(0), ct)));
        var shipped = MatchTraining.Measure(cases, MatchModel.Shipped);

        Assert.InRange(small.Precision, 0.975, 1);
        Assert.InRange(small.Recall, 0.88, 1);
        Assert.InRange(MatchScore.Of(shipped).Precision, 0.99, 1);
        Assert.InRange(MatchScore.Of(shipped).Recall, 0.95, 1);
        Assert.All((string[])["archival-none", "humanities-books-none"], set => Assert.InRange(MatchScore.Of([.. shipped.Where(one => one.Gold.Set == set)]).FalseRate, 0, 0.005));
    }
}
