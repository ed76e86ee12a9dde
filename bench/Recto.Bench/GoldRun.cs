using Recto.App.Features.Import;
using Recto.Notes;
using Recto.Tests.Shared;
using Recto.Tests.Shared.Gold;

namespace Recto.Bench;

/// <summary>How well notes are read and resolved, measured on the annotated notes (<c>corpus/gold</c>).</summary>
internal static class GoldRun
{
    /// <param name="args"><c>dev</c>, <c>test</c> or <c>page</c>; <c>--differences</c> tells every difference, but never for <c>test</c>, which is for measuring alone.</param>
    public static int Run(string[] args)
    {
        var which = args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? "dev";
        var areTold = args.Contains("--differences");
        if (which is not ("dev" or "test" or "page") || (areTold && which == "test"))
        {
            Console.Error.WriteLine(which == "test" ? "The test notes are for measuring only: their differences are not shown." : "Usage: gold [dev|test|page] [--differences]");
            return 2;
        }

        var shared = Environment.GetEnvironmentVariable("RECTO_SHARED") ?? Path.Combine(Directory.GetCurrentDirectory(), "..", "shared");
        var gold = GoldNote.ReadAll(File.ReadAllText(Path.Combine("corpus", "gold", which == "page" ? "reference-page.jsonl" : $"notes-{which}.jsonl")));
        var compared = which == "page" ? [("reference", "article-page.txt", Page(gold, shared))] : GoldDocuments.Compare(gold, shared);
        var all = new GoldTally();
        foreach (var set in compared.GroupBy(document => document.Set))
        {
            var tally = new GoldTally();
            foreach (var (_, file, comparison) in set)
            {
                tally.Add(comparison.Tally);
                if (areTold)
                {
                    Console.WriteLine($"## {set.Key} {file}\n{string.Join('\n', comparison.Differences)}");
                }
            }

            Console.WriteLine($"# {set.Key}: {tally.Line()}");
            all.Add(tally);
        }

        Console.WriteLine($"# all: {all.Line()}\n{all.Table()}");
        return 0;
    }

    private static GoldComparison Page(IReadOnlyList<GoldNote> gold, string shared) =>
        GoldComparison.Of(gold, new NotesEngine().Read(NoteReading.Read(File.ReadAllBytes(Path.Combine(shared, "reference", "article-page.txt")), "article-page.txt").Notes ?? []));
}
