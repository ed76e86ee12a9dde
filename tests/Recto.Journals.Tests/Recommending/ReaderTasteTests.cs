using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

public sealed class ReaderTasteTests
{
    // Eight articles of five words.
    private static readonly LatentVectors Meaning = LatentVectors.Find(SparseRows.Of(8, 5, [(0, 0, 1), (0, 1, 1), (1, 0, 2), (1, 1, 1), (2, 1, 1), (3, 2, 1), (3, 3, 2), (4, 3, 1), (5, 4, 1), (5, 0, 1), (6, 4, 2), (6, 2, 1)]), 4, 4, 1, CancellationToken.None);

    private static float[] Of(params int[] read)
    {
        var values = new float[8];
        new ReaderTaste(Meaning, 1, CancellationToken.None).AddTo(read, values);
        return values;
    }

    [Fact]
    public void It_is_the_ridge_regression_that_its_formula_says()
    {
        int[] read = [0, 2, 5];
        var directions = Enumerable.Range(0, 8).Select(article => Meaning.Of(article).ToArray()).Select(vector => (Vector: vector, Size: Math.Sqrt(vector.Sum(value => (double)value * value)))).Select(one => one.Vector.Select(value => one.Size < 1e-6 ? 0 : value / one.Size).ToArray()).ToArray();
        var (matrix, sides) = (new double[4, 4], new double[4]);
        for (var article = 0; article < 8; article++)
        {
            var weight = read.Contains(article) ? 1 : 0.02;
            for (var d = 0; d < 4; d++)
            {
                sides[d] += read.Contains(article) ? directions[article][d] : 0;
                for (var other = 0; other < 4; other++)
                {
                    matrix[d, other] += weight * directions[article][d] * directions[article][other];
                }
            }
        }

        for (var d = 0; d < 4; d++)
        {
            matrix[d, d] += 1;
        }

        var taste = Eliminated(matrix, sides);
        Assert.Equal(directions.Select(direction => Math.Max(0, direction.Zip(taste, (one, two) => one * two).Sum())), Of(read).Select(value => (double)value), (one, two) => Math.Abs(one - two) < 1e-4);
    }

    [Fact]
    public void What_nobody_has_read_is_judged_by_what_it_says()
    {
        var values = Of(0, 1);

        Assert.True(values[2] > 0.2 && values[2] > 2 * values[4], string.Join(' ', values));
        Assert.Equal(0, values[7]); // It says nothing.
    }

    [Fact]
    public void Who_has_read_nothing_has_no_taste() => Assert.All(Of(), value => Assert.Equal(0, value));

    private static double[] Eliminated(double[,] matrix, double[] sides)
    {
        var n = sides.Length;
        for (var i = 0; i < n; i++)
        {
            for (var row = i + 1; row < n; row++)
            {
                var times = matrix[row, i] / matrix[i, i];
                for (var column = i; column < n; column++)
                {
                    matrix[row, column] -= times * matrix[i, column];
                }

                sides[row] -= times * sides[i];
            }
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var column = i + 1; column < n; column++)
            {
                sides[i] -= matrix[i, column] * sides[column];
            }

            sides[i] /= matrix[i, i];
        }

        return sides;
    }
}
