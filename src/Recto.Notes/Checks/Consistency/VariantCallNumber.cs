using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0502: one file in two spellings: only blanks, hyphens or case differ (7 N 3121, 7N 3121). A letter that is lost is RN0309.
/// Leading noughts count: at some archives fond 05 and fond 5 are two.
/// </summary>
internal sealed class VariantCallNumber : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0502", "variant-call-number", "One call number is spelt in two ways", Severity.Warning);

    // The same letters and figures, otherwise spaced: the rarer way is reported, of two equal ones the later.
    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var unit in CallNumberSpelling.In(context.Apparatus).GroupBy(spelling => (spelling.House, spelling.Folded)))
        {
            var ways = unit.GroupBy(spelling => spelling.Exact, StringComparer.Ordinal).OrderByDescending(way => way.Count()).ThenBy(way => way.First().NoteIndex).ToList();
            foreach (var spelling in ways.Skip(1).SelectMany(way => way))
            {
                var usual = ways[0].First();
                yield return At(spelling.NoteIndex, spelling.Span, $"{spelling.Printed} is written {usual.Printed} in note {context.Label(usual.NoteIndex)}; use one form.", Suggest(spelling.Span, usual.Printed));
            }
        }
    }
}
