using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

public sealed class CoReadingTests
{
    [Fact]
    public void Each_session_shares_out_one_vote()
    {
        // Two readers of 0: one goes on to 1 for certain, the other to 1 or 2.
        var counted = CoReading.Count(Reads([[0, 1], [2, 0, 1]], 3), 1, 10);

        Assert.Equal([(1, .75f), (2, .25f)], Next(counted, 0));
        Assert.Equal([(0, .5f), (1, .5f)], Next(counted, 2));
        Assert.Equal(2, counted.Sessions[1]);
    }

    [Fact]
    public void A_session_of_one_article_changes_nothing()
    {
        var (before, after) = (CoReading.Count(Reads([[0, 1], [0, 2]], 3), 1, 10), CoReading.Count(Reads([[0, 1], [0], [0, 2], [1, 1, 1]], 3), 1, 10));

        Assert.Equal(Next(before, 0), Next(after, 0));
        Assert.Equal(Next(before, 1), Next(after, 1));
        Assert.Equal(before.Sessions[0], after.Sessions[0]);
    }

    [Fact]
    public void The_order_of_sessions_does_not_matter()
    {
        var random = new Random(3);
        int[][] sessions = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(20)).ToArray())];
        var shuffled = (int[][])sessions.Clone();
        random.Shuffle(shuffled);

        var (one, other) = (CoReading.Count(Reads(sessions, 20), 1, 50), CoReading.Count(Reads(shuffled, 20), 1, 50));

        for (var article = 0; article < 20; article++)
        {
            Assert.Equal(one.ReadWith(article).ToArray(), other.ReadWith(article).ToArray());
            Assert.All(Next(one, article).Zip(Next(other, article)), pair => Assert.Equal(pair.First.Share, pair.Second.Share, 1e-5f));
        }
    }

    [Fact]
    public void Of_a_long_session_so_many_articles_count_and_no_more()
    {
        var cut = CoReading.Shorten(Reads([[.. Enumerable.Range(0, 1000)], [7, 8]], 1000), 4);

        Assert.Equal([0, 250, 500, 750], cut.ColumnsOf(0).ToArray());
        Assert.Equal([7, 8], cut.ColumnsOf(1).ToArray());
    }

    [Theory]
    [InlineData(1, new[] { 1, 2 })]
    [InlineData(2, new[] { 1 })]
    [InlineData(3, new[] { 1 })]
    [InlineData(4, new int[0])]
    public void A_pair_shows_only_from_so_many_sessions(int fewest, int[] shown) =>
        Assert.Equal(shown, CoReading.Count(Reads([[0, 1], [0, 1, 2], [1, 0]], 3), fewest, 200).ReadWith(0).ToArray());

    [Fact]
    public void The_most_likely_are_kept() =>
        Assert.Equal([(1, .5f), (2, .25f)], Next(CoReading.Count(Reads([[0, 1], [0, 1], [0, 2], [0, 3]], 4), 1, 2), 0));

    internal static SparseRows Reads(int[][] sessions, int articles) =>
        SparseRows.Of(sessions.Length, articles, [.. sessions.SelectMany((session, row) => session.Distinct().Select(article => (row, article, 1f)))]);

    // Where readers of an article go next, by article.
    private static List<(int Article, float Share)> Next(CoReading together, int article)
    {
        var shares = new float[together.Sessions.Count];
        together.AddTo(article, 1, shares);
        return [.. together.ReadWith(article).ToArray().Select(other => (other, shares[other]))];
    }
}
