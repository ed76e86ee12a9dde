using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

public sealed class LikenessTests
{
    [Fact]
    public void Rows_add_up_what_is_given_twice_and_turn_round()
    {
        var rows = SparseRows.Of(2, 3, [(1, 2, 1f), (0, 1, 2f), (1, 2, 3f), (1, 0, 5f)]);

        Assert.Equal(3, rows.Filled);
        Assert.Equal([0, 2], rows.ColumnsOf(1).ToArray());
        Assert.Equal([5f, 4f], rows.ValuesOf(1).ToArray());
        Assert.Equal([1], rows.Transpose().ColumnsOf(0).ToArray());
        Assert.Equal([4f], rows.Transpose().ValuesOf(2).ToArray());
        Assert.Equal(rows.ValuesOf(1).ToArray(), rows.Transpose().Transpose().ValuesOf(1).ToArray());
    }

    [Fact]
    public void The_cosine_of_readers_is_what_they_share()
    {
        // 0 is read by two, 1 by one of them, 2 by another.
        var values = Ask(Likeness.ByReaders(CoReadingTests.Reads([[0, 1], [0], [2]], 3)), 0);

        Assert.Equal([1f, 1 / MathF.Sqrt(2), 0f], values, Near);
    }

    [Fact]
    public void Rare_terms_count_more_than_terms_that_all_have()
    {
        // Term 0 stands in all, 1 in the first two, 2 in the first and third.
        var text = SparseRows.Of(4, 4, [(0, 0, 1), (1, 0, 1), (2, 0, 1), (3, 0, 1), (0, 1, 1), (1, 1, 1), (0, 3, 1), (3, 2, 1)]);
        var values = Ask(Likeness.ByTerms(text), 0);

        Assert.Equal(1, values[0], 1e-5f);
        Assert.True(values[1] > values[2] && values[1] > values[3]);

        // ln(5 / 4.5), ln(5 / 2.5), ln(5 / 1.5): the shared two over the lengths.
        float all = MathF.Log(5 / 4.5f), two = MathF.Log(5 / 2.5f), one = MathF.Log(5 / 1.5f);
        Assert.Equal((all * all + two * two) / MathF.Sqrt((all * all + two * two + one * one) * (all * all + two * two)), values[1], 1e-5f);
    }

    [Fact]
    public void By_Okapi_nothing_is_more_like_a_text_than_the_text_itself_and_repetition_helps_less_and_less()
    {
        var text = SparseRows.Of(5, 6, [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 2, 1), (2, 0, 2), (2, 2, 1), (3, 0, 20), (3, 2, 1), (4, 5, 1)]);
        var values = Ask(Likeness.ByOkapi(text, b: 0), 0);

        Assert.Equal(1, values[0], 1e-5f);
        Assert.InRange(values[2] - values[1], 1e-4f, 1);
        Assert.InRange(values[3] - values[2], 1e-4f, 1);
        Assert.True((values[3] - values[2]) / 18 < values[2] - values[1]);
        Assert.Equal(0, values[4]);
    }

    [Fact]
    public void Citing_the_same_being_cited_by_the_same_and_citing_one_another_are_all_likeness()
    {
        // 0 and 1 cite 2; 3 cites 0; 4 stands alone; 5 and 6 cite a source that is no article (column 7).
        var links = SparseRows.Of(7, 8, [(0, 2, 1), (2, 0, 1), (1, 2, 1), (2, 1, 1), (3, 0, 1), (0, 3, 1), (5, 7, 1), (6, 7, 1)]);
        var likeness = Likeness.ByLinks(links);

        var values = Ask(likeness, 0);
        Assert.Equal(1, values[0], 1e-5f);
        Assert.True(values[1] > 0 && values[2] > 0 && values[3] > 0);
        Assert.Equal(0, values[5]);
        Assert.All(Ask(likeness, 4), value => Assert.Equal(0, value));
        Assert.True(Ask(likeness, 5)[6] > 0);
    }

    [Fact]
    public void In_few_dimensions_articles_meet_that_share_no_word()
    {
        // 0 and 2 share no term, but both share one with 1; 3 and 4 speak of something else.
        var text = SparseRows.Of(5, 5, [(0, 0, 1), (1, 0, 1), (1, 1, 1), (2, 1, 1), (3, 3, 1), (3, 4, 1), (4, 3, 1), (4, 4, 1)]);
        var vectors = LatentVectors.Find(text.Normalised(), 2, 30, 1, TestContext.Current.CancellationToken);

        Assert.Equal(2, vectors.Dimensions);
        Assert.True(Cosine(0, 2) > .95f);
        Assert.True(Cosine(3, 4) > .95f);
        Assert.True(Math.Abs(Cosine(0, 3)) < .05f);

        float Cosine(int one, int other) => DenseVectors.Dot(vectors.Of(one), vectors.Of(other)) / MathF.Sqrt(DenseVectors.Dot(vectors.Of(one), vectors.Of(one)) * DenseVectors.Dot(vectors.Of(other), vectors.Of(other)));
    }

    private static float[] Ask(Likeness likeness, int article)
    {
        var values = new float[likeness.Articles];
        likeness.AddTo(article, 1, values);
        return values;
    }

    private static bool Near(float one, float other) => Math.Abs(one - other) < 1e-5f;
}
