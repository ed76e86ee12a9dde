using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0303: a siglum that several archives bear, and nothing in the notes tells which is meant. Said once, at the first mention.</summary>
internal sealed class AmbiguousSiglum : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0303", "ambiguous-siglum", "A siglum stands for several archives and is not explained", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            foreach (var reference in apparatus.Notes[index].References.Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if (reference is not { RepositoryId: null, RepositoryName: null, Repository: { } siglum } || context.Directory.FindBySiglum(siglum.Text) is not { Count: > 1 } candidates || !said.Add(siglum.Text))
                {
                    continue;
                }

                var names = string.Join("; ", candidates.Take(3).Select(candidate => candidate.City is { } city && !candidate.EnglishName.Contains(city, StringComparison.Ordinal) ? $"{candidate.EnglishName}, {city}" : candidate.EnglishName));
                yield return At(index, siglum.Span, $"{siglum.Text} is the siglum of {candidates.Count} archives ({names}); write the name out at the first mention.");
            }
        }
    }
}
