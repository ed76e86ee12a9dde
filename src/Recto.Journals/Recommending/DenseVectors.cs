using System.Numerics;

namespace Recto.Journals.Recommending;

/// <summary>Sums over vectors of which every number is there, several numbers at a time.</summary>
internal static class DenseVectors
{
    /// <summary>Adds so many times a vector to another of the same length, or a shorter one.</summary>
    public static void AddTimes(Span<float> to, ReadOnlySpan<float> what, float times)
    {
        var by = new Vector<float>(times);
        var i = 0;
        for (; i + Vector<float>.Count <= to.Length; i += Vector<float>.Count)
        {
            Vector.FusedMultiplyAdd(by, new Vector<float>(what[i..]), new Vector<float>(to[i..])).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] += times * what[i];
        }
    }

    /// <summary>The inner product, over the length of the first.</summary>
    public static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        Vector<float> sum = default, more = default;
        var i = 0;
        for (; i + 2 * Vector<float>.Count <= one.Length; i += 2 * Vector<float>.Count)
        {
            sum = Vector.FusedMultiplyAdd(new Vector<float>(one[i..]), new Vector<float>(other[i..]), sum);
            more = Vector.FusedMultiplyAdd(new Vector<float>(one[(i + Vector<float>.Count)..]), new Vector<float>(other[(i + Vector<float>.Count)..]), more);
        }

        var total = Vector.Sum(sum + more);
        for (; i < one.Length; i++)
        {
            total += one[i] * other[i];
        }

        return total;
    }

    /// <summary>The inner product in double precision, over the length of the first.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        Vector<double> sum = default;
        var i = 0;
        for (; i + Vector<double>.Count <= one.Length; i += Vector<double>.Count)
        {
            sum += new Vector<double>(one[i..]) * new Vector<double>(other[i..]);
        }

        var total = Vector.Sum(sum);
        for (; i < one.Length; i++)
        {
            total += one[i] * other[i];
        }

        return total;
    }
}
