using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0519: one article with two volumes, two years or two extents in two full references. Where all of them differ it is taken for two articles of one title.</summary>
internal sealed class VariantVolumeOrPages : Check
{
    // A pinpoint is shorter, and may well end elsewhere.
    private const int ShortestExtent = 6;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0519", "variant-volume-or-pages", "One article has two volumes, years or extents", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var group in SameWork.Groups(context, reference => reference is { Kind: ReferenceKind.Article, Container: not null }))
        {
            foreach (var later in group.Skip(1))
            {
                var first = group[0];
                if (first.Note != later.Note && Difference(first.Reference, later.Reference) is { } found)
                {
                    yield return At(later.Note, found.Here.Span, $"The {found.What} of {later.Reference.Title!.Text} is {found.Here.Text} here and {found.There.Text} in note {context.Label(first.Note)}; look it up.");
                }
            }
        }
    }

    private static (string What, Field Here, Field There)? Difference(PublishedReference first, PublishedReference later)
    {
        if (EditDistance.Fold(first.Container!.Text) is var journal && EditDistance.Fold(later.Container!.Text) is var other && !journal.StartsWith(other, StringComparison.Ordinal) && !other.StartsWith(journal, StringComparison.Ordinal))
        {
            return null;
        }

        var volume = Numbers(first.Volume, later.Volume);
        var year = SameWork.Year(first) is { } one && SameWork.Year(later) is { } two ? one == two : (bool?)null;
        var pages = Extents(first.Pages, later.Pages);
        List<bool?> told = [volume, year, pages];

        // One field may be wrong where another agrees.
        return told.Count(field => field == false) != 1 || !told.Contains(true) ? null
            : volume == false ? ("volume", later.Volume!, first.Volume!)
            : year == false ? ("year", later.Year!, first.Year!)
            : ("extent", later.Pages!, first.Pages!);
    }

    private static bool? Numbers(Field? one, Field? other) =>
        one is null || other is null || !one.Text.All(char.IsAsciiDigit) || !other.Text.All(char.IsAsciiDigit) ? null : one.Text == other.Text;

    // Both whole extents, of which one end agrees: 123–145 and 123–154. Null where one may be a pinpoint.
    private static bool? Extents(Field? one, Field? other)
    {
        if (Extent(one) is not { } left || Extent(other) is not { } right)
        {
            return null;
        }

        return left == right ? true : left.Last - left.First >= ShortestExtent && right.Last - right.First >= ShortestExtent && (left.First == right.First || left.Last == right.Last) ? false : null;
    }

    private static (int First, int Last)? Extent(Field? pages)
    {
        if (pages?.Text.Split('–', '-') is not [var first, var last] || first.Length is 0 or > 5 || last.Length is 0 or > 5 || last.Length > first.Length && first.Length == 0 || !first.All(char.IsAsciiDigit) || !last.All(char.IsAsciiDigit))
        {
            return null;
        }

        var whole = last.Length < first.Length ? PageRangeLength.Whole(first, last) : last;
        return whole is null ? null : (int.Parse(first, System.Globalization.CultureInfo.InvariantCulture), int.Parse(whole, System.Globalization.CultureInfo.InvariantCulture));
    }
}
