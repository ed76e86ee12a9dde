using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0308: one siglum is introduced for two archives or works.</summary>
internal sealed class SiglumWithTwoMeanings : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0308", "siglum-with-two-meanings", "A siglum is introduced for two things", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var first = new Dictionary<string, SiglumIntroduction>(StringComparer.Ordinal);
        foreach (var introduction in SiglumIntroduction.In(context))
        {
            if (first.TryAdd(introduction.Key, introduction) || !introduction.MeansAnother(first[introduction.Key]))
            {
                continue;
            }

            var siglum = context.Printed(introduction.Note, introduction.Siglum);
            yield return At(introduction.Note, introduction.Siglum,
                $"{siglum} stands for “{introduction.Name.Text}” here, and for “{first[introduction.Key].Name.Text}” in note {context.Label(first[introduction.Key].Note)}. Choose another abbreviation for one of them.");
        }
    }
}
