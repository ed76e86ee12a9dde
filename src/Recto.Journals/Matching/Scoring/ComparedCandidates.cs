namespace Recto.Journals.Matching.Scoring;

/// <summary>The candidates of one reference, compared: a row of values for each, in order of their weights.</summary>
/// <param name="Works">Their numbers in the index.</param>
/// <param name="Rows">Row after row, <see cref="Comparison.Features"/> values each.</param>
internal sealed record ComparedCandidates(int[] Works, float[] Rows)
{
    /// <summary>How many there are.</summary>
    public int Count => Works.Length;

    /// <summary>The values of one.</summary>
    public ReadOnlySpan<float> Row(int at) => Rows.AsSpan(at * Comparison.Features, Comparison.Features);

    /// <summary>As if one of them were not in the index.</summary>
    public ComparedCandidates Without(int left)
    {
        var (works, rows, at) = (new int[Count - 1], new float[(Count - 1) * Comparison.Features], 0);
        for (var i = 0; i < Count; i++)
        {
            if (i != left)
            {
                works[at] = Works[i];
                Row(i).CopyTo(rows.AsSpan(at++ * Comparison.Features));
            }
        }

        for (var (i, first) = (0, works.Length == 0 ? 1 : rows[(int)Feature.WeightShare]); i < works.Length; i++)
        {
            rows[(i * Comparison.Features) + (int)Feature.WeightShare] /= first;
            rows[(i * Comparison.Features) + (int)Feature.Rank] = i;
        }

        return new ComparedCandidates(works, rows);
    }
}
