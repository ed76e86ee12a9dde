using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

public sealed class ReaderRegressionTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(63, 2)]
    [InlineData(64, 1)]
    [InlineData(65, 2)]
    [InlineData(203, 2)]
    public void A_matrix_times_its_inverse_is_one(int size, int processors)
    {
        var random = new Random(size);
        var matrix = Positive(size, random);
        var inverse = Array.ConvertAll(matrix, row => (float[])row.Clone());

        SymmetricInverse.Invert(inverse, processors, Ct);

        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < size; k++)
                {
                    sum += (double)matrix[i][k] * inverse[k][j];
                }

                Assert.Equal(i == j ? 1 : 0, sum, 1e-3);
            }
        }
    }

    [Fact]
    public void A_matrix_that_has_no_such_inverse_is_refused()
    {
        float[][] matrix = [[1, 2], [2, 1]];

        Assert.Throws<ArithmeticException>(() => SymmetricInverse.Invert(matrix, 1, Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void On_the_side_of_readers_comes_out_what_comes_out_on_the_side_of_articles(bool withContent)
    {
        const int articles = 6;
        const float ridge = 2;
        int[][] sessions = [[0, 1, 2], [1, 2], [0, 3, 4], [4, 5], [2, 4]];
        var reads = CoReadingTests.Reads(sessions, articles);
        var content = withContent ? LatentVectors.Find(SparseRows.Of(articles, 3, [(0, 0, 1), (1, 0, 1), (3, 1, 1), (5, 1, 1), (5, 2, 1)]), 2, 3, 1, Ct) : null;

        var fit = ReaderRegression.Fit(reads, content, 1.5f, ridge, 2, Ct);

        // Steck 2019: P = (X'X + λI)⁻¹, B = I − P diag(1 / diag P); content is rows below X.
        var gram = new float[articles][];
        for (var i = 0; i < articles; i++)
        {
            gram[i] = new float[articles];
            for (var j = 0; j < articles; j++)
            {
                gram[i][j] = sessions.Count(session => session.Contains(i) && session.Contains(j)) + (i == j ? ridge : 0) + (content is null ? 0 : 1.5f * DenseVectors.Dot(content.Of(i), content.Of(j)));
            }
        }

        SymmetricInverse.Invert(gram, 1, Ct);
        for (var i = 0; i < articles; i++)
        {
            var foretold = new float[articles];
            fit.Foretell([(i, 1f)], foretold);
            for (var j = 0; j < articles; j++)
            {
                if (j != i)
                {
                    Assert.Equal(-gram[i][j] / gram[j][j], foretold[j], 1e-4f);
                }
            }
        }
    }

    private static float[][] Positive(int size, Random random)
    {
        var half = Enumerable.Range(0, size).Select(_ => Enumerable.Range(0, size).Select(_ => (float)random.NextDouble() - .5f).ToArray()).ToArray();
        var matrix = new float[size][];
        for (var i = 0; i < size; i++)
        {
            matrix[i] = new float[size];
            for (var j = 0; j < size; j++)
            {
                matrix[i][j] = DenseVectors.Dot(half[i], half[j]) + (i == j ? 3 : 0);
            }
        }

        return matrix;
    }
}
