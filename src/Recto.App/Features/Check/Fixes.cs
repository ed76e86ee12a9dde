using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>The name of a fix in the form. It says where the finding stands, so that it means the same when the same notes are read again, and nothing when they have changed.</summary>
internal static class FixKey
{
    /// <summary><c>12.RN0401.9.11</c>: note, rule, place.</summary>
    public static string Of(Diagnostic finding) => FormattableString.Invariant($"{finding.NoteIndex}.{finding.Descriptor.Id}.{finding.Span.Start}.{finding.Span.End}");
}

/// <summary>The fixes that a person chose and that can be made together.</summary>
/// <param name="Accepted">Findings whose fixes are made, in document order; no two of them touch the same words.</param>
/// <param name="Clashing">How many were left out because another fix changes the same words.</param>
/// <param name="Gone">How many were chosen on the page but are not found in the notes as they now are.</param>
internal sealed record ChosenFixes(IReadOnlyList<Diagnostic> Accepted, int Clashing, int Gone)
{
    /// <summary>The fixes of these names.</summary>
    public static ChosenFixes Of(IReadOnlyList<Diagnostic> findings, IReadOnlySet<string> keys)
    {
        List<Diagnostic> chosen = [.. findings.Where(finding => finding.Fix is not null && keys.Contains(FixKey.Of(finding)))];
        return Together(chosen) with { Gone = keys.Count - chosen.Select(FixKey.Of).Distinct().Count() };
    }

    /// <summary>All safe fixes.</summary>
    public static ChosenFixes Safe(IReadOnlyList<Diagnostic> findings) => Together(findings.Where(finding => finding.Fix?.Sureness == FixSureness.Safe));

    private static ChosenFixes Together(IEnumerable<Diagnostic> chosen)
    {
        var accepted = new List<Diagnostic>();
        var clashing = 0;
        foreach (var note in chosen.GroupBy(finding => finding.NoteIndex))
        {
            var taken = new List<TextEdit>();
            foreach (var finding in note)
            {
                if (finding.Fix!.Edits.All(taken.Contains))
                {
                    continue; // Two findings that ask for the very same.
                }

                if (finding.Fix.Edits.Any(edit => taken.Exists(other => Touch(edit, other))))
                {
                    clashing++;
                    continue;
                }

                taken.AddRange(finding.Fix.Edits);
                accepted.Add(finding);
            }
        }

        return new ChosenFixes(accepted, clashing, 0);
    }

    private static bool Touch(TextEdit one, TextEdit other) =>
        one.Span.Overlaps(other.Span) || one.Span.Start == other.Span.Start || (one.Span.IsEmpty && other.Span.Contains(one.Span.Start)) || (other.Span.IsEmpty && one.Span.Contains(other.Span.Start));
}
