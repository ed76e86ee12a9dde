using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Notes;

/// <summary>
/// Findings as a compiler writes them: <c>article.xml(fn12,9): warning RN0402: …</c>; the column counts UTF-16 code units of the note from 1. Below each, indented, the words of the note with the place marked, and what would mend it.
/// </summary>
internal static class ConsoleReport
{
    private const string Indent = "    ";

    /// <summary>Writes the findings; nothing where there are none.</summary>
    public static void Write(string path, Apparatus apparatus, IReadOnlyList<Diagnostic> findings, TextWriter output)
    {
        foreach (var finding in findings)
        {
            output.Write(path == "-" ? "stdin" : path);
            output.Write("(fn");
            output.Write(apparatus.Notes[finding.NoteIndex].Note.Label);
            output.Write(',');
            output.Write((finding.Span.Start + 1).ToString(CultureInfo.InvariantCulture));
            output.Write("): ");
            output.Write(SeverityWord(finding.Descriptor.Severity));
            output.Write(' ');
            output.Write(finding.Descriptor.Id);
            output.Write(": ");
            output.WriteLine(finding.Message);
            var text = apparatus.Notes[finding.NoteIndex].Note.Text;
            foreach (var line in MarkedPlace.Of(text, finding.Span))
            {
                output.Write(Indent);
                output.WriteLine(line);
            }

            if (finding.Fix is { } fix)
            {
                output.Write(Indent);
                output.WriteLine(FixWords.Of(text, fix));
            }
        }
    }

    /// <summary>The summary for standard error: <c>3 findings in 121 notes: 1 error, 2 warnings.</c></summary>
    public static string Summary(Apparatus apparatus, IReadOnlyList<Diagnostic> findings)
    {
        var notes = Count(apparatus.Notes.Count, "note");
        if (findings.Count == 0)
        {
            return $"Nothing found in {notes}.";
        }

        var parts = findings.GroupBy(finding => finding.Descriptor.Severity).OrderByDescending(group => group.Key)
            .Select(group => group.Key == Severity.Advice ? $"{group.Count()} advice" : Count(group.Count(), SeverityWord(group.Key)));
        return $"{Count(findings.Count, "finding")} in {notes}: {string.Join(", ", parts)}.";
    }

    /// <summary>What <c>--fix</c> did, for standard error: one line, and one more for each safe fix that was not made.</summary>
    public static string Summary(string path, string output, CheckedNotes found, FixedNotes made, bool isTracked)
    {
        var lines = new List<string>
        {
            $"{(made.Applied.Count == 0 ? "Nothing was fixed" : $"Fixed {Count(made.Applied.Count, "finding")} of {found.Findings.Count}{(isTracked ? $", as tracked {(made.Applied.Count == 1 ? "change" : "changes")}" : "")}")}"
            + $"{(made.Remarks > 0 ? $"; {Count(made.Remarks, "comment")} for a person to look at" : "")}; written to “{output}”.",
        };
        lines.AddRange(made.Left.Select(left => $"Not fixed: {(path == "-" ? "stdin" : path)}(fn{found.Apparatus.Notes[left.Finding.NoteIndex].Note.Label},{(left.Finding.Span.Start + 1).ToString(CultureInfo.InvariantCulture)}) {left.Finding.Descriptor.Id}: {left.Why}."));
        return string.Join('\n', lines);
    }

    /// <summary>The contract's word for a severity.</summary>
    public static string SeverityWord(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "advice",
    };

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
