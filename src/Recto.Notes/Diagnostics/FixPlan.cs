using System.Text;
using Recto.Notes.Text;

namespace Recto.Notes.Diagnostics;

/// <summary>Which findings of one document are mended at once: those with a safe fix whose edits do not meet those of an earlier one.</summary>
/// <param name="Applied">Findings whose fixes are applied together, in document order.</param>
/// <param name="Overlapping">Findings with a safe fix that meets an earlier one; in document order.</param>
public sealed record FixPlan(IReadOnlyList<Diagnostic> Applied, IReadOnlyList<Diagnostic> Overlapping)
{
    /// <summary>Chooses. The first in document order wins.</summary>
    /// <param name="findings">What was found, in document order.</param>
    public static FixPlan Of(IReadOnlyList<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var taken = new Dictionary<int, List<TextSpan>>();
        var applied = new List<Diagnostic>();
        var overlapping = new List<Diagnostic>();
        foreach (var finding in findings)
        {
            if (finding.Fix is not { Sureness: FixSureness.Safe, Edits.Count: > 0 } fix)
            {
                continue;
            }

            if (!taken.TryGetValue(finding.NoteIndex, out var spans))
            {
                taken.Add(finding.NoteIndex, spans = []);
            }

            if (fix.Edits.Any(edit => spans.Exists(span => Meet(span, edit.Span))))
            {
                overlapping.Add(finding);
                continue;
            }

            spans.AddRange(fix.Edits.Select(edit => edit.Span));
            applied.Add(finding);
        }

        return new FixPlan(applied, overlapping);
    }

    /// <summary>A text with edits applied.</summary>
    /// <param name="text">The text that the spans count in.</param>
    /// <param name="edits">In any order; they do not meet.</param>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(edits);
        var result = new StringBuilder(text.Length + 16);
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Span.Start))
        {
            result.Append(text, at, edit.Span.Start - at).Append(edit.Text);
            at = edit.Span.End;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    // What is inserted at the edge of another edit would have no certain order.
    private static bool Meet(TextSpan left, TextSpan right) =>
        left.Overlaps(right) || ((left.IsEmpty || right.IsEmpty) && left.Start <= right.End && right.Start <= left.End);
}
