using Recto.App.Shell.Reports;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Check;

/// <summary>Makes the view of what was found.</summary>
internal static class ResultWriter
{
    private const int Surroundings = 16; // UTF-16 code units

    /// <summary>Makes it.</summary>
    /// <param name="document">What was sent, read and found.</param>
    /// <param name="notices">What was done or could not be done.</param>
    public static ResultView Of(CheckedDocument document, IReadOnlyList<string> notices)
    {
        var (sent, apparatus, findings) = (document.Sent, document.Found.Apparatus, document.Found.Findings);
        var byNote = findings.Select((finding, i) => (Finding: finding, Number: i + 1)).ToLookup(one => one.Finding.NoteIndex);
        List<NoteView> notes = [.. apparatus.Notes.Select((note, i) => Note(note, i, [.. byNote[i]], document))];
        List<FixView> fixes = [.. notes.SelectMany(note => note.Findings).Select(finding => finding.Fix).OfType<FixView>().Where(fix => fix.Obstacle is null)];
        var safe = fixes.Count(fix => fix.IsSafe);
        using var bibliography = new StringWriter { NewLine = "\n" };
        BibliographyText.Write(document.Bibliography, bibliography);
        return new ResultView
        {
            Heading = $"{FindingWords.Counted(apparatus.Notes.Count, "note")} read, {(findings.Count == 0 ? "nothing found" : FindingWords.Counted(findings.Count, "finding"))}",
            Summary = Summary(findings, safe, fixes.Count - safe),
            Notices = notices,
            Notes = notes,
            Severities = [.. FindingWords.Severities.Select(one => Filter(one.Key, one.Name, findings.Count(finding => finding.Descriptor.Severity == one.Severity), sent)).Where(filter => filter.Count > 0)],
            Groups = [.. FindingWords.Groups.Select(group => Filter("g" + group.Key, group.Name, findings.Count(finding => FindingWords.GroupOf(finding.Descriptor) == group.Key), sent)).Where(filter => filter.Count > 0)],
            OnlyFound = sent.Shown?.Contains("found") ?? false,
            SafeFixes = safe,
            Fixes = fixes.Count,
            CanDownload = fixes.Count > 0 || document.TakesRemarks,
            IsWord = document.TakesRemarks,
            Sources = apparatus.Sources.Count,
            Bibliography = bibliography.ToString().Trim('\n'),
        };
    }

    private static FilterView Filter(string key, string name, int count, CheckSubmission sent) => new(key, name, count, sent.Shown?.Contains(key) ?? true);

    private static string Summary(IReadOnlyList<Diagnostic> findings, int safe, int suggested)
    {
        if (findings.Count == 0)
        {
            return "No rule has anything to say about these notes. That is not a promise that all in them is right: what a source says, only its reader knows.";
        }

        var counts = FindingWords.Severities.Select(one => (one.Severity, Count: findings.Count(finding => finding.Descriptor.Severity == one.Severity))).Where(one => one.Count > 0)
            .Select(one => FindingWords.Counted(one.Count, one.Severity));
        return $"{string.Join(", ", counts)}. " + (safe, suggested) switch
        {
            (0, 0) => "None has a fix that could be made here.",
            (_, 0) => $"{Fixes(safe)} safe.",
            (0, _) => $"{Fixes(suggested, "needs your eye", "need your eye")}.",
            _ => $"{Fixes(safe)} safe; {FindingWords.First(suggested).ToLowerInvariant()} {(suggested == 1 ? "needs" : "need")} your eye.",
        };
    }

    private static string Fixes(int count, string one = "is", string many = "are") => $"{FindingWords.First(count)} {(count == 1 ? "fix" : "fixes")} {(count == 1 ? one : many)}";

    private static NoteView Note(ReadNote note, int index, IReadOnlyList<(Diagnostic Finding, int Number)> findings, CheckedDocument document)
    {
        var (html, marks) = NoteMarkup.Of(note.Note, [.. findings.Select(one => new Marking(one.Number, one.Finding.Span, one.Finding.Descriptor.Severity, FindingWords.ClassOf(one.Finding.Descriptor)))]);
        return new NoteView(FormattableString.Invariant($"n{index + 1}"), note.Note.Label, note.Note.Language, html,
            [.. findings.Select((one, k) => new FindingView($"f{one.Number}", one.Finding.Descriptor, one.Finding.Message, marks[k] ?? FormattableString.Invariant($"n{index + 1}"),
                RuleMarkup.Find(one.Finding.Descriptor.Id)!.WhyHtml, one.Finding.Fix is { } fix ? Fix(one.Finding, fix, note.Note.Text, document) : null))]);
    }

    private static FixView Fix(Diagnostic finding, SuggestedFix fix, string text, CheckedDocument document) => new(
        FixKey.Of(finding),
        [.. fix.Edits.Select(edit => Change(edit, text))],
        fix.Sureness == FixSureness.Safe,
        Ticked(document.Sent)?.Contains(FixKey.Of(finding)) ?? fix.Sureness == FixSureness.Safe,
        document.Obstacle(finding));

    // While somebody writes, what they have ticked stays ticked; a first check ticks what is safe.
    private static IReadOnlySet<string>? Ticked(CheckSubmission sent) => sent.Act == Acts.Live && sent.Shown is not null ? sent.Fixes : null;

    // A sign alone says little: the rest of its word is shown with it; where something is put in or a space changed, at least the neighbours.
    private static ChangeView Change(TextEdit edit, string text)
    {
        var (start, end) = (edit.Span.Start, edit.Span.End);
        if (edit.Span.Length + edit.Text.Length <= 2 * Surroundings)
        {
            var isBare = string.IsNullOrWhiteSpace(edit.Text) || edit.Span.In(text).IsWhiteSpace();
            start -= Reach(text[..start].Reverse(), isBare);
            end += Reach(text[end..], isBare);
        }

        start -= start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end += end > 0 && end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        var (before, after) = (text[start..edit.Span.Start], text[edit.Span.End..end]);
        return new ChangeView(before + edit.Span.In(text).ToString() + after, before + edit.Text + after);
    }

    private static int Reach(IEnumerable<char> away, bool atLeastOne)
    {
        var reach = away.Take(Surroundings).TakeWhile(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark).Count();
        return reach == 0 && atLeastOne && away.Any() ? 1 : reach;
    }
}
