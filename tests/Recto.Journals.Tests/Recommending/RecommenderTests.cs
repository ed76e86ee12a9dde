using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

public sealed class RecommenderTests
{
    // Articles 0–4 are of one field (terms 0–3), 5–9 of another (terms 4–7); 9 has never been read.
    private static readonly int[][] Sessions = [[0, 1, 2], [0, 1], [0, 1], [1, 2, 3], [5, 6], [5, 6, 7], [6, 7, 8], [0, 4], [2]];

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private static readonly SparseRows Text = SparseRows.Of(10, 8, [.. Enumerable.Range(0, 10).SelectMany(article => Enumerable.Range(0, 3).Select(i => (article, article / 5 * 4 + (article + i) % 4, 1f)))]);

    private static readonly SparseRows Links = SparseRows.Of(10, 10, [(9, 6, 1), (6, 9, 1), (0, 1, 1), (1, 0, 1)]);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Whatever_is_known_readers_of_an_article_are_given_what_belongs_to_it(bool text, bool links)
    {
        var recommender = Build(text ? Text : null, links ? Links : null);

        var list = recommender.AlsoRead(0, null, 3, new Workspace(10));

        Assert.Equal(3, list.Count);
        Assert.Contains(list, one => one.Article == 1);
        Assert.All(list, one => Assert.InRange(one.Article, 1, 4));
        Assert.Equal(list.OrderByDescending(one => one.Score).Select(one => one.Article), list.Select(one => one.Article));
        Assert.Contains(list[0].Because, because => because.Signal == Signal.Foretold);
        Assert.Equal(list[0].Score, list[0].Because.Sum(because => because.Share), 1e-3f);
    }

    [Fact]
    public void What_is_read_is_left_out_and_what_may_not_be_shown()
    {
        var recommender = Build(Text, Links);

        Assert.DoesNotContain(recommender.AlsoRead(0, null, 100, new Workspace(10)), one => one.Article == 0);
        var list = recommender.ForReader([0, 1], RecommendTask.Reader, article => article != 2, 100, new Workspace(10));
        Assert.NotEmpty(list);
        Assert.DoesNotContain(list, one => one.Article is 0 or 1 or 2);
    }

    [Fact]
    public void An_article_that_nobody_has_read_comes_by_its_text_and_citations()
    {
        var recommender = Build(Text, Links);

        Assert.Equal([9], recommender.ForReader([5, 6], RecommendTask.NewArticles, article => article >= 9, 5, new Workspace(10)).Select(one => one.Article));
        Assert.Equal(6, recommender.AlsoRead(9, null, 1, new Workspace(10))[0].Article);
    }

    [Fact]
    public void A_room_that_was_used_gives_the_same_as_a_new_one()
    {
        var recommender = Build(Text, Links);
        var used = new Workspace(10);
        recommender.ForReader([5, 6, 7], RecommendTask.Reader, article => article > 3, 4, used);

        var (again, fresh) = (recommender.AlsoRead(3, null, 9, used), recommender.AlsoRead(3, null, 9, new Workspace(10)));

        Assert.Equal(fresh.Select(one => (one.Article, one.Score)), again.Select(one => (one.Article, one.Score)));
    }

    [Fact]
    public void A_question_can_be_weighed_again_without_being_asked_again()
    {
        var (recommender, room) = (Build(Text, Links), new Workspace(10));
        var before = recommender.AlsoRead(9, null, 4, room);

        var alone = recommender.Weigh(RecommendTask.AlsoRead, [9], null, 1, room, [(Signal.Citations, 1)]);

        Assert.Equal(6, Assert.Single(alone).Article);
        Assert.Equal([Signal.Citations], alone[0].Because.Select(because => because.Signal));
        Assert.Equal(before.Select(one => one.Article), recommender.Weigh(RecommendTask.AlsoRead, [9], null, 4, room, Blend.For(RecommendTask.AlsoRead)).Select(one => one.Article));
    }

    [Fact]
    public void A_stranger_of_whom_nothing_is_known_is_given_what_is_read_most()
    {
        var list = Build(Text, Links).ForReader([], RecommendTask.Reader, null, 2, new Workspace(10));

        Assert.Equal([0, 1], list.Select(one => one.Article));
        Assert.All(list, one => Assert.Empty(one.Because));
    }

    [Fact]
    public void Where_there_is_nothing_nothing_is_recommended()
    {
        var empty = Recommender.Build(new RecommenderTables(0, SparseRows.Of(0, 0, []), null, null), new RecommenderOptions(), Ct);
        Assert.Empty(empty.ForReader([], RecommendTask.Reader, null, 5, new Workspace(0)));

        var unread = Recommender.Build(new RecommenderTables(3, SparseRows.Of(0, 3, []), SparseRows.Of(3, 0, []), SparseRows.Of(3, 3, [])), new RecommenderOptions(), Ct);
        Assert.Empty(unread.AlsoRead(1, null, 5, new Workspace(3)));
    }

    [Fact]
    public void Beyond_so_many_readers_the_walk_stands_alone()
    {
        var recommender = Recommender.Build(new RecommenderTables(10, CoReadingTests.Reads(Sessions, 10), null, null), new RecommenderOptions { MostReaders = 3 }, Ct);

        var list = recommender.AlsoRead(0, null, 2, new Workspace(10));

        Assert.All(list, one => Assert.Contains(one.Article, (int[])[1, 2, 4]));
        Assert.Equal([Signal.ReadOnward, Signal.ReadTogether], list.SelectMany(one => one.Because).Select(because => because.Signal).Distinct().OrderDescending());
    }

    [Fact]
    public void Lists_are_measured_as_the_books_say()
    {
        var right = new HashSet<int> { 3, 5, 9 };

        // Right at the first and third place: (1 + ½) of (1 + 1/log₂3 + ½).
        Assert.Equal(1.5 / (1.5 + 1 / Math.Log2(3)), RankingMeasures.Gain([3, 4, 5], right, 20), 1e-9);
        Assert.Equal(1, RankingMeasures.Gain([9, 3], right, 2), 1e-9);
        Assert.Equal(2 / 3.0, RankingMeasures.Recall([3, 4, 5, 9], right, 3), 1e-9);
        Assert.Equal(0, RankingMeasures.Gain([], right, 20));
        var (mean, low, high) = RankingMeasures.Interval([.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : 0)]);
        Assert.Equal(.5, mean);
        Assert.InRange(low, .44, .46);
        Assert.InRange(high, .54, .56);
    }

    private static Recommender Build(SparseRows? text, SparseRows? links) =>
        Recommender.Build(new RecommenderTables(10, CoReadingTests.Reads(Sessions, 10), text, links), new RecommenderOptions { Processors = 1 }, Ct);
}
