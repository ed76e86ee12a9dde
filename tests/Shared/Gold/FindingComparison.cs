using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>What the checks found in one document against what a reader had written down before.</summary>
/// <param name="Found">Findings of the reader that a check found too, in the order of the annotation; with the ids of the checks, none where only another place of the same set was found.</param>
/// <param name="Missed">Those that no check found.</param>
/// <param name="Beyond">Findings of the checks that are about nothing the reader had written down.</param>
/// <param name="UncertainErrors">Findings of severity error that are about nothing the reader was certain of.</param>
internal sealed record FindingComparison(IReadOnlyList<(GoldFinding Finding, IReadOnlyList<string> Ids)> Found, IReadOnlyList<GoldFinding> Missed, IReadOnlyList<Diagnostic> Beyond, IReadOnlyList<Diagnostic> UncertainErrors)
{
    public static FindingComparison Of(IReadOnlyList<GoldFinding> gold, IReadOnlyList<Diagnostic> findings, IReadOnlyList<Note> notes)
    {
        bool Meets(GoldFinding expected, Diagnostic finding) =>
            notes[finding.NoteIndex].Label == expected.Note && expected.IsMetBy(finding.Descriptor.Id[..4], finding.Span);

        // A complaint about several places is made at one of them, with the others named.
        var met = gold.Where(expected => findings.Any(finding => Meets(expected, finding))).ToHashSet();
        var sets = met.Select(expected => expected.Set).OfType<string>().ToHashSet(StringComparer.Ordinal);
        bool IsFound(GoldFinding expected) => met.Contains(expected) || (expected.Set is { } set && sets.Contains(set));
        return new FindingComparison(
            [.. gold.Where(IsFound).Select(expected => (expected, (IReadOnlyList<string>)[.. findings.Where(finding => Meets(expected, finding)).Select(finding => finding.Descriptor.Id).Distinct()]))],
            [.. gold.Where(expected => !IsFound(expected))],
            [.. findings.Where(finding => !gold.Any(expected => Meets(expected, finding)))],
            [.. findings.Where(finding => finding.Descriptor.Severity == Severity.Error && !gold.Any(expected => expected.Certainty == GoldFinding.Certain && Meets(expected, finding)))]);
    }
}
