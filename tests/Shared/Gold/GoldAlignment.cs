using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>Which found reference stands for which annotated one: by overlap, the best pair first.</summary>
/// <param name="Found">For each annotated reference the index of the found one; -1 where none overlaps it by a half.</param>
/// <param name="Gold">For each found reference the index of the annotated one; -1 where none overlaps it by a half.</param>
internal sealed record GoldAlignment(int[] Found, int[] Gold)
{
    private const double Least = 0.5;

    public static GoldAlignment Of(GoldNote gold, ReadNote read)
    {
        var pairs = from g in Enumerable.Range(0, gold.References.Count)
                    from f in Enumerable.Range(0, read.References.Count)
                    let overlap = Overlap(gold.References[g].Span, read.References[f].Reference.Span)
                    where overlap >= Least
                    orderby overlap descending
                    select (g, f);
        var found = Enumerable.Repeat(-1, gold.References.Count).ToArray();
        var inGold = Enumerable.Repeat(-1, read.References.Count).ToArray();
        foreach (var (g, f) in pairs)
        {
            if (found[g] < 0 && inGold[f] < 0)
            {
                (found[g], inGold[f]) = (f, g);
            }
        }

        return new GoldAlignment(found, inGold);
    }

    /// <summary>Shared length by joined length.</summary>
    public static double Overlap(TextSpan left, TextSpan right)
    {
        var shared = Math.Min(left.End, right.End) - Math.Max(left.Start, right.Start);
        return (double)Math.Max(0, shared) / (Math.Max(left.End, right.End) - Math.Min(left.Start, right.Start));
    }

    /// <summary>The span without the marks and blanks at its edges; whole where it holds nothing else.</summary>
    public static TextSpan Bare(TextSpan span, string text)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        return start < end ? new TextSpan(start, end) : span;
    }
}
