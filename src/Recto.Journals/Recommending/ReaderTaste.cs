namespace Recto.Journals.Recommending;

/// <summary>
/// What a reader looks for, learnt from what was read and, a little, from all that was not: one ridge regression a reader over the dimensions of meaning (implicit feedback with the factors of articles given; Hu, Koren and Volinsky 2008).
/// Of an article it asks only what it says, so that one that nobody has read yet is judged as any other.
/// </summary>
public sealed class ReaderTaste
{
    private readonly float[][] _directions;
    private readonly double[][] _common;

    /// <summary>Works out what is common to all readers.</summary>
    /// <param name="meaning">Where articles stand; only their direction counts.</param>
    /// <param name="processors">How many processors may work.</param>
    /// <param name="ct">Stops it half-way.</param>
    public ReaderTaste(LatentVectors meaning, int processors, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(meaning);
        _directions = Array.ConvertAll(meaning.All, Direction);
        var gram = LatentVectors.Gram(_directions, meaning.Dimensions, new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = ct });
        _common = new double[meaning.Dimensions][];
        for (var d = 0; d < _common.Length; d++)
        {
            _common[d] = Array.ConvertAll(gram[d], value => (double)Tuning.Unread * value);
            _common[d][d] += Tuning.TasteRidge;
        }
    }

    /// <summary>Adds how much every article is to a reader’s taste, 0 for what is not.</summary>
    /// <param name="read">What the reader has read, each article once.</param>
    /// <param name="into">A number for each article.</param>
    public void AddTo(IReadOnlyList<int> read, float[] into)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(into);
        var matrix = Array.ConvertAll(_common, row => (double[])row.Clone());
        var sought = new double[matrix.Length];
        foreach (var article in read)
        {
            var direction = _directions[article];
            for (var d = 0; d < matrix.Length; d++)
            {
                var (row, by) = (matrix[d], (1 - (double)Tuning.Unread) * direction[d]);
                sought[d] += direction[d];
                for (var other = 0; other <= d; other++)
                {
                    row[other] += by * direction[other];
                }
            }
        }

        Solve(matrix, sought);
        var taste = Array.ConvertAll(sought, value => (float)value);
        for (var article = 0; article < into.Length; article++)
        {
            into[article] += Math.Max(0, DenseVectors.Dot(taste, _directions[article]));
        }
    }

    private static float[] Direction(float[] vector)
    {
        var size = MathF.Sqrt(DenseVectors.Dot(vector, vector));
        return size <= 1e-6f ? new float[vector.Length] : Array.ConvertAll(vector, value => value / size);
    }

    // By Cholesky, in place; only the lower half is looked at. The ridge keeps it positive.
    private static void Solve(double[][] matrix, double[] sides)
    {
        for (var i = 0; i < sides.Length; i++)
        {
            var row = matrix[i];
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - DenseVectors.Dot(row.AsSpan(0, j), matrix[j])) / matrix[j][j];
            }

            row[i] = Math.Sqrt(row[i] - DenseVectors.Dot(row.AsSpan(0, i), row));
            sides[i] = (sides[i] - DenseVectors.Dot(row.AsSpan(0, i), sides)) / row[i];
        }

        for (var i = sides.Length - 1; i >= 0; i--)
        {
            sides[i] /= matrix[i][i];
            for (var j = 0; j < i; j++)
            {
                sides[j] -= matrix[i][j] * sides[i];
            }
        }
    }
}
