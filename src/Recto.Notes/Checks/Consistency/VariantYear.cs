using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0518: one book with two years in two full references, and nothing tells of another edition, reprint, volume or publisher.</summary>
internal sealed class VariantYear : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0518", "variant-year", "One book has two years of publication", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var group in SameWork.Groups(context, reference => reference is { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Thesis, Edition: null, Volume: null, Year: not null }))
        {
            foreach (var (_, years) in group.Where(citation => SameWork.Year(citation.Reference) is not null && !TellsOfEdition(context, citation))
                .GroupBy(citation => Imprint(citation.Reference), StringComparer.Ordinal).Select(imprint => (imprint.Key, imprint.GroupBy(citation => SameWork.Year(citation.Reference)!, StringComparer.Ordinal).OrderByDescending(year => year.Count()).ToList())))
            {
                foreach (var year in years.Skip(1))
                {
                    var (own, usual) = (year.First(), years[0].First());
                    yield return At(own.Note, own.Reference.Year!.Span, $"The year of {own.Reference.Title!.Text} is {year.Key} here and {years[0].Key} in note {context.Label(usual.Note)}; look it up, or tell the edition.");
                }
            }
        }
    }

    // Another publisher or town is another edition.
    private static string Imprint(PublishedReference reference) =>
        $"{reference.Kind}|{EditDistance.Fold(reference.Publisher?.Text ?? "")}|{EditDistance.Fold(reference.Place?.Text ?? "")}|{EditDistance.Fold(reference.Container?.Text ?? "")}";

    // "[1920]", "repr.", "2nd ed.", "orig." near the year.
    private static bool TellsOfEdition(CheckContext context, Citation citation)
    {
        var text = context.Text(citation.Note);
        var stretch = text[citation.Reference.Title!.Span.End..Math.Min(text.Length, citation.Reference.Span.End + 30)];
        return stretch.AsSpan().ContainsAny('[', '²', '³') || Array.Exists(Signs, sign => stretch.Contains(sign, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly string[] Signs = ["repr", "reissu", "edition", " edn", "rev.", "orig", "first publ", "nd ed", "rd ed", "th ed", "aufl", "ausgabe", "nachdr", "neudr", "rééd", "réimpr", "éd. rev", "изд.", "paperback", "facs", "vol.", "vols", "bd.", "trans"];
}
