using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>The name of a fix in the form. It says where the finding stands, so that it means the same when the same notes are read again, and nothing when they have changed.</summary>
internal static class FixKey
{
    /// <summary><c>12.RN0401.9.11</c>: note, rule, place.</summary>
    public static string Of(Diagnostic finding) => FormattableString.Invariant($"{finding.NoteIndex}.{finding.Descriptor.Id}.{finding.Span.Start}.{finding.Span.End}");
}

/// <summary>The fixes that a person asked for.</summary>
/// <param name="Plan">Those that are found in the notes as they now are.</param>
/// <param name="Gone">How many were ticked on the page but are not found any more.</param>
internal sealed record ChosenFixes(FixPlan Plan, int Gone)
{
    /// <summary>The fixes that were ticked; all safe ones where the button says so.</summary>
    public static ChosenFixes Of(IReadOnlyList<Diagnostic> findings, CheckSubmission sent)
    {
        if (sent.Act == Acts.ApplySafe)
        {
            return new ChosenFixes(FixPlan.Of(findings), 0);
        }

        var known = findings.Where(finding => finding.Fix is not null).Select(FixKey.Of).ToHashSet(StringComparer.Ordinal);
        return new ChosenFixes(FixPlan.Of(findings, finding => sent.Fixes.Contains(FixKey.Of(finding))), sent.Fixes.Count(key => !known.Contains(key)));
    }
}
