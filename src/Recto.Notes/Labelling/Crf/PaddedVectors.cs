using System.Runtime.Intrinsics;

namespace Recto.Notes.Labelling.Crf;

/// <summary>Arithmetic on rows of numbers whose length is a multiple of four, padded with noughts: four numbers a step, in one order on any machine.</summary>
internal static class PaddedVectors
{
    /// <summary>Adds another, so many times, to the first.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double by)
    {
        var factor = Vector256.Create(by);
        for (var l = 0; l < target.Length; l += 4)
        {
            (Vector256.Create<double>(target[l..]) + Vector256.Create(source[l..]) * factor).CopyTo(target[l..]);
        }
    }

    /// <summary>Multiplies the first by the other, number by number; the sum of the products.</summary>
    public static double MultiplyAndSum(Span<double> target, ReadOnlySpan<double> by)
    {
        var sum = Vector256<double>.Zero;
        for (var l = 0; l < target.Length; l += 4)
        {
            var product = Vector256.Create<double>(target[l..]) * Vector256.Create(by[l..]);
            product.CopyTo(target[l..]);
            sum += product;
        }

        return Vector256.Sum(sum);
    }

    /// <summary>The sum of the products, number by number.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = Vector256<double>.Zero;
        for (var l = 0; l < left.Length; l += 4)
        {
            sum += Vector256.Create(left[l..]) * Vector256.Create(right[l..]);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>Multiplies every number.</summary>
    public static void Scale(Span<double> target, double by)
    {
        var factor = Vector256.Create(by);
        for (var l = 0; l < target.Length; l += 4)
        {
            (Vector256.Create<double>(target[l..]) * factor).CopyTo(target[l..]);
        }
    }
}
