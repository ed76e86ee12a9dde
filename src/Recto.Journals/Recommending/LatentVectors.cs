namespace Recto.Journals.Recommending;

/// <summary>Articles in few dimensions (latent semantic analysis): the directions in which their vectors differ most, found by repeated multiplication from a fixed start. Words that stand in like articles come together, so that two articles may be like without sharing one.</summary>
public sealed class LatentVectors
{
    private readonly float[][] _of;

    private LatentVectors(float[][] of, int dimensions) => (_of, Dimensions) = (of, dimensions);

    /// <summary>How many dimensions there are.</summary>
    public int Dimensions { get; }

    /// <summary>Where an article stands.</summary>
    public ReadOnlySpan<float> Of(int article) => _of[article];

    /// <summary>Finds them.</summary>
    /// <param name="rows">An article a row.</param>
    /// <param name="dimensions">How many dimensions are wanted.</param>
    /// <param name="rounds">How often the directions are made better.</param>
    /// <param name="processors">How many processors may work.</param>
    /// <param name="ct">Stops it half-way.</param>
    public static LatentVectors Find(SparseRows rows, int dimensions, int rounds, int processors, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var options = new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = ct };
        dimensions = Math.Min(dimensions, Math.Min(rows.Rows, rows.Columns));
        var columns = rows.Transpose();
        var random = new Random(11);
        var directions = new float[rows.Columns][];
        for (var i = 0; i < directions.Length; i++)
        {
            directions[i] = new float[dimensions];
            for (var d = 0; d < dimensions; d++)
            {
                directions[i][d] = random.NextSingle() * 2 - 1;
            }
        }

        var projected = Times(rows, directions, dimensions, options);
        for (var round = 0; round < rounds; round++)
        {
            directions = Orthogonal(Times(columns, projected, dimensions, options), dimensions, options);
            projected = Times(rows, directions, dimensions, options);
        }

        return new LatentVectors(projected, dimensions);
    }

    private static float[][] Times(SparseRows rows, float[][] by, int dimensions, ParallelOptions options)
    {
        var product = new float[rows.Rows][];
        Parallel.For(0, rows.Rows, options, row =>
        {
            var sum = product[row] = new float[dimensions];
            var columns = rows.ColumnsOf(row);
            var values = rows.ValuesOf(row);
            for (var i = 0; i < columns.Length; i++)
            {
                DenseVectors.AddTimes(sum, by[columns[i]], values[i]);
            }
        });
        return product;
    }

    // Gram and Cholesky: V (V'V)^-½, where directions that have vanished are left out.
    private static float[][] Orthogonal(float[][] vectors, int dimensions, ParallelOptions options)
    {
        var gram = Gram(vectors, dimensions, options);
        var (factor, scale) = (new double[dimensions][], gram.Select((row, d) => (double)row[d]).Max());
        for (var i = 0; i < dimensions; i++)
        {
            factor[i] = new double[dimensions];
            for (var j = 0; j <= i; j++)
            {
                var sum = (double)gram[i][j];
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i][k] * factor[j][k];
                }

                factor[i][j] = i != j ? sum / factor[j][j] : Math.Sqrt(Math.Max(sum, 1e-9 * Math.Max(scale, 1e-30)));
            }
        }

        // The inverse of the factor, transposed: one dense multiplication a vector.
        var inverse = new float[dimensions][];
        for (var i = 0; i < dimensions; i++)
        {
            inverse[i] = new float[dimensions];
        }

        Parallel.For(0, dimensions, options, column =>
        {
            var solved = new double[dimensions];
            for (var i = column; i < dimensions; i++)
            {
                var sum = i == column ? 1.0 : 0.0;
                for (var k = column; k < i; k++)
                {
                    sum -= factor[i][k] * solved[k];
                }

                solved[i] = sum / factor[i][i];
            }

            // V' = V L^-T: new_d = Σ_c V_c · (L^-1)_dc
            for (var i = column; i < dimensions; i++)
            {
                inverse[column][i] = (float)solved[i];
            }
        });
        var made = new float[vectors.Length][];
        Parallel.For(0, vectors.Length, options, row =>
        {
            var sum = made[row] = new float[dimensions];
            for (var c = 0; c < dimensions; c++)
            {
                if (vectors[row][c] != 0)
                {
                    DenseVectors.AddTimes(sum, inverse[c], vectors[row][c]);
                }
            }
        });
        return made;
    }

    /// <summary>All products of two dimensions over all vectors.</summary>
    internal static float[][] Gram(IReadOnlyList<float[]> vectors, int dimensions, ParallelOptions options)
    {
        var gram = new float[dimensions][];
        for (var d = 0; d < dimensions; d++)
        {
            gram[d] = new float[dimensions];
        }

        // A strip of dimensions each: a strip of the result stays in the cache while the vectors pass by.
        const int strip = 16;
        Parallel.For(0, (dimensions + strip - 1) / strip, options, part =>
        {
            foreach (var vector in vectors)
            {
                for (var d = part * strip; d < Math.Min(dimensions, (part + 1) * strip); d++)
                {
                    if (vector[d] != 0)
                    {
                        DenseVectors.AddTimes(gram[d], vector, vector[d]);
                    }
                }
            }
        });
        return gram;
    }

    internal float[][] All => _of;
}
