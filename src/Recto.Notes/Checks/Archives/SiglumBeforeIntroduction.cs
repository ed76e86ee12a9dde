using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0306: a siglum is used in one note and written out only in a later one. Said at the first use.</summary>
internal sealed class SiglumBeforeIntroduction : Check
{
    // Two letters may be many things (a state, initials): there only an archive's siglum read as such counts.
    private const int ShortestSure = 3;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0306", "siglum-before-introduction", "A siglum is used before it is introduced", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var introductions = SiglumIntroduction.In(context);
        var uses = SiglumUses.Of(context, introductions.Select(introduction => introduction.Key).ToHashSet(StringComparer.Ordinal));
        foreach (var first in introductions.DistinctBy(introduction => introduction.Key, StringComparer.Ordinal))
        {
            var use = uses.GetValueOrDefault(first.Key)?.FirstOrDefault();
            if (use is not { IsBracketed: false, IsExplained: false } early || early.Note >= first.Note || (first.Key.Length < ShortestSure && !IsArchive(context, early)))
            {
                continue;
            }

            var siglum = context.Printed(early.Note, early.Span);
            yield return At(early.Note, early.Span, $"{siglum} is used here, but explained only in note {context.Label(first.Note)}; explain it here, at its first mention.");
        }
    }

    private static bool IsArchive(CheckContext context, SiglumUse use) =>
        context.References(use.Note).Any(resolved => resolved.Reference is ArchivalReference { Repository: { } repository } && repository.Span == use.Span);
}
