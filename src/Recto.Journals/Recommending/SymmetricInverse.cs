using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recto.Journals.Recommending;

/// <summary>Inverts a symmetric positive definite matrix in its own place, by sweeping blocks of rows: n³ multiplications, as a Cholesky factor and its inverse would take, in one step that vectors and processors share out well.</summary>
internal static class SymmetricInverse
{
    // Rows swept at once: a panel of them stays in the processor's second cache.
    private const int Block = 64;

    /// <summary>Inverts.</summary>
    /// <param name="matrix">Row after row, all of full length; the lower half is read, both halves are written.</param>
    /// <param name="processors">How many processors may work.</param>
    /// <param name="ct">Stops it half-way.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Invert(float[][] matrix, int processors, CancellationToken ct)
    {
        var size = matrix.Length;
        var options = new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = ct };
        var wide = (size + Vector<float>.Count * 2 - 1) / (Vector<float>.Count * 2) * (Vector<float>.Count * 2);
        var across = new float[Block * wide]; // the panel as columns: Block rows, one column for each row of the matrix
        var swept = new float[Block * wide]; // the same, multiplied by the inverse of the block
        for (var first = 0; first < size; first += Block)
        {
            var width = Math.Min(Block, size - first);
            var pivot = InverseOf(matrix, first, width);
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < width; k++)
                {
                    across[k * wide + j] = j >= first + k ? matrix[j][first + k] : matrix[first + k][j];
                }
            }

            Parallel.For(0, width, options, k =>
            {
                var row = swept.AsSpan(k * wide, size);
                row.Clear();
                for (var other = 0; other < width; other++)
                {
                    DenseVectors.AddTimes(row, across.AsSpan(other * wide, size), pivot[k * Block + other]);
                }
            });
            // Rows in fours, long rows first so that processors end together.
            var fours = (size + 3) / 4;
            Parallel.For(0, (fours + 7) / 8, options, batch =>
            {
                Span<float> left = stackalloc float[4 * Block];
                for (var four = batch * 8; four < Math.Min(fours, batch * 8 + 8); four++)
                {
                    Update(matrix, across, swept, first, width, wide, (fours - 1 - four) * 4, left);
                }
            });
            for (var k = 0; k < width; k++)
            {
                for (var j = 0; j < size; j++)
                {
                    if (j < first || j >= first + width)
                    {
                        Cell(matrix, first + k, j) = swept[k * wide + j];
                    }
                    else if (j <= first + k)
                    {
                        matrix[first + k][j] = -pivot[k * Block + j - first];
                    }
                }
            }
        }

        Parallel.For(0, size, options, i =>
        {
            for (var j = 0; j <= i; j++)
            {
                var value = -matrix[i][j];
                matrix[i][j] = value;
            }
        });
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                matrix[j][i] = matrix[i][j];
            }
        }
    }

    private static ref float Cell(float[][] matrix, int i, int j) => ref i >= j ? ref matrix[i][j] : ref matrix[j][i];

    // Four rows less what the swept block explains of them, up to the diagonal.
    private static void Update(float[][] matrix, float[] across, float[] swept, int first, int width, int wide, int top, Span<float> left)
    {
        var size = matrix.Length;
        var rows = Math.Min(4, size - top);
        left.Clear();
        for (var k = 0; k < width; k++)
        {
            for (var r = 0; r < rows; r++)
            {
                left[k * 4 + r] = across[k * wide + top + r];
            }
        }

        var last = top + rows;
        var lane = Vector<float>.Count;
        ref var panel = ref MemoryMarshal.GetArrayDataReference(swept);
        ref var by = ref MemoryMarshal.GetReference(left);
        Span<float> tile = stackalloc float[4 * 2 * lane];
        ref var at = ref MemoryMarshal.GetReference(tile);
        for (var j = 0; j < last; j += 2 * lane)
        {
            Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            for (var k = 0; k < width; k++)
            {
                ref var row = ref Unsafe.Add(ref panel, k * wide + j);
                var x = Vector.LoadUnsafe(ref row);
                var y = Vector.LoadUnsafe(ref Unsafe.Add(ref row, lane));
                ref var four = ref Unsafe.Add(ref by, k * 4);
                var w = new Vector<float>(four);
                a0 = Vector.FusedMultiplyAdd(w, x, a0);
                a1 = Vector.FusedMultiplyAdd(w, y, a1);
                w = new Vector<float>(Unsafe.Add(ref four, 1));
                b0 = Vector.FusedMultiplyAdd(w, x, b0);
                b1 = Vector.FusedMultiplyAdd(w, y, b1);
                w = new Vector<float>(Unsafe.Add(ref four, 2));
                c0 = Vector.FusedMultiplyAdd(w, x, c0);
                c1 = Vector.FusedMultiplyAdd(w, y, c1);
                w = new Vector<float>(Unsafe.Add(ref four, 3));
                d0 = Vector.FusedMultiplyAdd(w, x, d0);
                d1 = Vector.FusedMultiplyAdd(w, y, d1);
            }

            a0.StoreUnsafe(ref at);
            a1.StoreUnsafe(ref Unsafe.Add(ref at, lane));
            b0.StoreUnsafe(ref Unsafe.Add(ref at, 2 * lane));
            b1.StoreUnsafe(ref Unsafe.Add(ref at, 3 * lane));
            c0.StoreUnsafe(ref Unsafe.Add(ref at, 4 * lane));
            c1.StoreUnsafe(ref Unsafe.Add(ref at, 5 * lane));
            d0.StoreUnsafe(ref Unsafe.Add(ref at, 6 * lane));
            d1.StoreUnsafe(ref Unsafe.Add(ref at, 7 * lane));
            var columns = Math.Min(2 * lane, size - j);
            for (var r = 0; r < rows; r++)
            {
                Subtract(matrix[top + r].AsSpan(j, Math.Max(0, Math.Min(columns, matrix[top + r].Length - j))), tile.Slice(r * 2 * lane, 2 * lane));
            }
        }
    }

    private static void Subtract(Span<float> from, ReadOnlySpan<float> what)
    {
        var i = 0;
        for (; i + Vector<float>.Count <= from.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(from[i..]) - new Vector<float>(what[i..])).CopyTo(from[i..]);
        }

        for (; i < from.Length; i++)
        {
            from[i] -= what[i];
        }
    }

    // The inverse of one small block, by Gauss and Jordan in double precision.
    private static float[] InverseOf(float[][] matrix, int first, int width)
    {
        var a = new double[width, width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                a[i, j] = a[j, i] = matrix[first + i][first + j];
            }
        }

        for (var k = 0; k < width; k++)
        {
            var pivot = a[k, k];
            if (!(pivot > 1e-12))
            {
                throw new ArithmeticException("The matrix is not positive definite.");
            }

            a[k, k] = 1;
            for (var j = 0; j < width; j++)
            {
                a[k, j] /= pivot;
            }

            for (var i = 0; i < width; i++)
            {
                if (i != k)
                {
                    var factor = a[i, k];
                    a[i, k] = 0;
                    for (var j = 0; j < width; j++)
                    {
                        a[i, j] -= factor * a[k, j];
                    }
                }
            }
        }

        var inverse = new float[Block * Block];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
            {
                inverse[i * Block + j] = (float)((a[i, j] + a[j, i]) / 2);
            }
        }

        return inverse;
    }
}
