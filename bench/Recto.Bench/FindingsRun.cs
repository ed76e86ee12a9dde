using System.Globalization;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;

namespace Recto.Bench;

/// <summary>What the checks find in all shared notes: a table by id, or findings of one id with what stands around them, to be read by eye.</summary>
internal static class FindingsRun
{
    private const int Around = 90;

    /// <param name="args">Nothing for the table; <c>--id RN0104</c> (or the first letters of one), <c>--severity error</c>, <c>--set NAME</c>, <c>--sample N</c>, <c>--seed N</c>, <c>--profile NAME</c> to see findings; <c>--gold page</c> or <c>--gold others</c> to compare with what a reader found.</param>
    public static int Run(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var engine = new NotesEngine();
        var options = new CheckOptions { Style = HouseStyle.Find(Value("--profile") ?? "article") ?? HouseStyle.OfTheArticle };
        if (Value("--gold") is { } gold)
        {
            return GoldFindingsRun.Run(gold, options);
        }

        var set = Value("--set");
        var found = new List<(string Document, string Label, string Text, Diagnostic Finding)>();
        var (documents, notes) = (0, 0);
        foreach (var document in SharedNotes.Load().Where(document => set is null || document.Name.StartsWith(set, StringComparison.Ordinal)))
        {
            documents++;
            notes += document.Notes.Count;
            found.AddRange(engine.Check(engine.Read(document.Notes), options with { ArticleYear = document.Year }).Select(finding => (document.Name, document.Notes[finding.NoteIndex].Label, document.Notes[finding.NoteIndex].Text, finding)));
        }

        if (Value("--id") is null && Value("--severity") is null && Value("--sample") is null)
        {
            Console.WriteLine($"{documents} documents, {notes} notes, {found.Count} findings");
            foreach (var descriptor in CheckCatalogue.All.Select(check => check.Descriptor))
            {
                var own = found.Where(item => item.Finding.Descriptor.Id == descriptor.Id).ToList();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{descriptor.Id} {descriptor.Rule,-34} {descriptor.Severity,-8} {own.Count,6} in {own.Select(item => item.Document).Distinct().Count(),4} documents"));
            }

            return 0;
        }

        var shown = found.Where(item => item.Finding.Descriptor.Id.StartsWith(Value("--id") ?? "", StringComparison.Ordinal)
            && (Value("--severity") is not { } severity || item.Finding.Descriptor.Severity.ToString().Equals(severity, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (Value("--sample") is { } count && int.Parse(count, CultureInfo.InvariantCulture) is var size && size < shown.Length)
        {
            // A fixed order by chance: the same seed shows the same findings.
            new Random(int.Parse(Value("--seed") ?? "1", CultureInfo.InvariantCulture)).Shuffle(shown);
            shown = shown[..size];
        }

        foreach (var (document, label, text, finding) in shown)
        {
            var (start, end) = (finding.Span.Start, finding.Span.End);
            var before = text[Math.Max(0, start - Around)..start];
            var after = text[end..Math.Min(text.Length, end + Around)];
            Console.WriteLine($"{finding.Descriptor.Id} {finding.Descriptor.Severity} {document} note {label}: …{before}[|{text[start..end]}|]{after}…".ReplaceLineEndings("¶"));
            Console.WriteLine($"    {finding.Message}{(finding.Fix is { } fix ? $" FIX {fix.Sureness}: {string.Join("; ", fix.Edits.Select(edit => $"“{text[edit.Span.Start..edit.Span.End]}” -> “{edit.Text}”"))}" : "")}");
        }

        return 0;
    }
}
