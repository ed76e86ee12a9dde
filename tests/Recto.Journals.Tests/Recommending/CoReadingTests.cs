using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

public sealed class CoReadingTests
{
    [Fact]
    public void Each_session_shares_out_one_vote()
    {
        // Two readers of 0: one goes on to 1 for certain, the other to 1 or 2.
        var counts = Counts([0, 1], [2, 0, 1]);

        Assert.Equal([(1, .75f), (2, .25f)], counts.ReadWith(0, 1, 10));
        Assert.Equal([(0, .5f), (1, .5f)], counts.ReadWith(2, 1, 10));
        Assert.Equal(2, counts.SessionsOf(1));
    }

    [Fact]
    public void Counting_a_table_at_once_gives_what_folding_in_gives()
    {
        int[][] sessions = [[0, 1, 2], [1, 2], [3], [0, 3, 4, 2], [4, 1]];
        var (folded, counted) = (Counts(sessions), CoReading.Count(Reads(sessions, 5), 1, 200));

        for (var article = 0; article < 5; article++)
        {
            var shares = new float[5];
            counted.AddTo(article, 1, shares);
            var expected = new float[5];
            foreach (var (other, share) in folded.ReadWith(article, 1, 10))
            {
                expected[other] = share;
            }

            Assert.Equal(expected, shares, (one, other) => Math.Abs(one - other) < 1e-6f);
            Assert.Equal(folded.SessionsOf(article), counted.Sessions[article]);
        }
    }

    [Fact]
    public void A_session_of_one_article_changes_nothing()
    {
        var (before, after) = (Counts([0, 1], [0, 2]), Counts([0, 1], [0], [0, 2], [1, 1, 1]));

        Assert.Equal(before.ReadWith(0, 1, 10), after.ReadWith(0, 1, 10));
        Assert.Equal(before.ReadWith(1, 1, 10), after.ReadWith(1, 1, 10));
        Assert.Equal(before.SessionsOf(0), after.SessionsOf(0));
    }

    [Fact]
    public void The_order_of_sessions_does_not_matter()
    {
        var random = new Random(3);
        int[][] sessions = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(20)).ToArray())];
        var shuffled = (int[][])sessions.Clone();
        random.Shuffle(shuffled);

        var (one, other) = (Counts(sessions), Counts(shuffled));

        Assert.All(Enumerable.Range(0, 20), article => Assert.Equal(one.ReadWith(article, 1, 50), other.ReadWith(article, 1, 50)));
    }

    [Fact]
    public void Of_a_long_session_so_many_articles_count_and_no_more()
    {
        var counts = new CoReadCounts(longest: 4);
        counts.Add(Enumerable.Range(0, 1000));

        Assert.Equal([(250, 1 / 3f), (500, 1 / 3f), (750, 1 / 3f)], counts.ReadWith(0, 1, 10));
        Assert.Empty(counts.ReadWith(1, 1, 10));

        var cut = CoReading.Shorten(Reads([[.. Enumerable.Range(0, 1000)], [7, 8]], 1000), 4);
        Assert.Equal([0, 250, 500, 750], cut.ColumnsOf(0).ToArray());
        Assert.Equal([7, 8], cut.ColumnsOf(1).ToArray());
    }

    [Theory]
    [InlineData(1, new[] { 1, 2 })]
    [InlineData(2, new[] { 1 })]
    [InlineData(3, new[] { 1 })]
    [InlineData(4, new int[0])]
    public void A_pair_shows_only_from_so_many_sessions(int fewest, int[] shown)
    {
        int[][] sessions = [[0, 1], [0, 1, 2], [1, 0]];

        Assert.Equal(shown, Counts(sessions).ReadWith(0, fewest, 10).Select(one => one.Article));
        Assert.Equal(shown, CoReading.Count(Reads(sessions, 3), fewest, 200).ReadWith(0).ToArray());
    }

    [Fact]
    public void The_most_likely_are_kept()
    {
        int[][] sessions = [[0, 1], [0, 1], [0, 2], [0, 3]];

        Assert.Equal([(1, .5f), (2, .25f)], Counts(sessions).ReadWith(0, 1, 2));
        Assert.Equal([1, 2], CoReading.Count(Reads(sessions, 4), 1, 2).ReadWith(0).ToArray());
    }

    internal static SparseRows Reads(int[][] sessions, int articles) =>
        SparseRows.Of(sessions.Length, articles, [.. sessions.SelectMany((session, row) => session.Distinct().Select(article => (row, article, 1f)))]);

    private static CoReadCounts Counts(params int[][] sessions)
    {
        var counts = new CoReadCounts();
        Array.ForEach(sessions, counts.Add);
        return counts;
    }
}
