using System.Text.RegularExpressions;
using Recto.Notes.Text;
using Recto.Tests.Shared;
using Recto.Tests.Shared.Gold;

namespace Recto.Notes.Tests.Gold;

/// <summary>The reference page against its annotation (<c>corpus/gold/reference-page.md</c>). The floors only ever rise.</summary>
public sealed partial class ReferencePageTests(ITestOutputHelper output)
{
    [Fact]
    public void The_reference_page_is_read_and_resolved()
    {
        var notes = NotesOf(File.ReadAllText(SharedData.Require("reference/article-page.txt")));
        var gold = GoldNote.ReadAll(File.ReadAllText(Path.Combine(Checkout(), "corpus", "gold", "reference-page.jsonl")));

        var comparison = GoldComparison.Of(gold, new NotesEngine().Read(notes));

        var report = comparison.Tally.Table() + string.Join('\n', comparison.Differences);
        output.WriteLine(report);
        Assert.Equal(121, notes.Count);
        Assert.True(comparison.Tally.NotesOfRightReferences >= 121, report);
        Assert.True(comparison.Tally.NotesEntirelyRight >= 117, report);
        Assert.Equal(new GoldCount(10, 10, 10), comparison.Tally[GoldTally.Resolution + "cross-reference"]);
        Assert.Equal(new GoldCount(3, 3, 3), comparison.Tally[GoldTally.Resolution + "ibid"]);
        Assert.Equal(new GoldCount(27, 27, 27), comparison.Tally[GoldTally.Resolution + "short"]);
        Assert.Equal(1, comparison.Tally[GoldTally.Commentary].F1);
        Assert.Equal(1, comparison.Tally[GoldTally.Sources].F1);
        Assert.True(comparison.Tally[GoldTally.AllFields].F1 >= 0.985, report);
    }

    internal static List<Note> NotesOf(string page) =>
        [.. page.Split('\n').Select(line => NoteLine().Match(line)).Where(match => match.Success).Select(match => new Note { Id = "n" + match.Groups[1].Value, Label = match.Groups[1].Value, Text = Blanks().Replace(match.Groups[2].Value, " ").Trim() })];

    internal static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Recto.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^(\d+) (.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex NoteLine();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
