using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Tests.Shared.Gold;

namespace Recto.Bench;

/// <summary>What the checks find against what a reader had written down before any check was run (<c>corpus/gold/check-page.md</c>).</summary>
internal static class GoldFindingsRun
{
    private const int Around = 50;

    /// <param name="which"><c>page</c> or <c>others</c>.</param>
    /// <param name="options">How the notes are checked.</param>
    public static int Run(string which, CheckOptions options)
    {
        if (which is not ("page" or "others"))
        {
            Console.Error.WriteLine("Usage: findings --gold page|others [--profile NAME]");
            return 2;
        }

        var engine = new NotesEngine();
        var all = SharedNotes.Load();
        foreach (var gold in GoldFinding.ReadAll(File.ReadAllText(Path.Combine("corpus", "gold", $"check-{which}.jsonl"))).GroupBy(finding => finding.Document ?? "article-page"))
        {
            if (all.Find(document => Path.ChangeExtension(document.Name, null) == gold.Key) is not { } document)
            {
                Console.Error.WriteLine($"{gold.Key} is not in the shared folder.");
                return 1;
            }

            Print(document, [.. gold], engine.Check(engine.Read(document.Notes), options));
        }

        return 0;
    }

    private static void Print(NotesDocument document, IReadOnlyList<GoldFinding> gold, IReadOnlyList<Diagnostic> findings)
    {
        var comparison = FindingComparison.Of(gold, findings, document.Notes);
        Console.WriteLine($"# {document.Name}: {document.Notes.Count} notes, {findings.Count} findings");
        foreach (var certainty in GoldFinding.Certainties.Where(certainty => gold.Any(finding => finding.Certainty == certainty)))
        {
            var found = comparison.Found.Where(item => item.Finding.Certainty == certainty).ToList();
            var missed = comparison.Missed.Where(finding => finding.Certainty == certainty).ToList();
            Console.WriteLine($"{certainty}: {found.Count} found, {missed.Count} missed (of these {missed.Count(finding => finding.NeedsOutsideKnowledge)} that nothing on the page shows)");
            foreach (var (finding, ids) in found)
            {
                Console.WriteLine($"    found: note {finding.Note} {finding.Slug} by {(ids.Count == 0 ? "another of its set" : string.Join(", ", ids))}");
            }

            foreach (var finding in missed)
            {
                Console.WriteLine($"    missed: note {finding.Note} {finding.Groups[0]} {finding.Slug} {Marked(document.Notes.First(note => note.Label == finding.Note).Text, finding.Span.Start, finding.Span.End)} {finding.Why}");
            }
        }

        Console.WriteLine($"errors outside the certain ones: {comparison.UncertainErrors.Count}");
        Console.WriteLine($"findings not written down before: {comparison.Beyond.Count}");
        foreach (var finding in comparison.Beyond)
        {
            var note = document.Notes[finding.NoteIndex];
            Console.WriteLine($"    {finding.Descriptor.Id} {finding.Descriptor.Severity} note {note.Label}: {Marked(note.Text, finding.Span.Start, finding.Span.End)} {finding.Message}");
        }
    }

    private static string Marked(string text, int start, int end) =>
        $"…{text[Math.Max(0, start - Around)..start]}[|{text[start..end]}|]{text[end..Math.Min(text.Length, end + Around)]}…";
}
