using System.Text.RegularExpressions;
using Recto.Notes.Text;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Gold;

/// <summary>The reference page against its annotation (<c>corpus/gold/reference-page.md</c>). The floors only ever rise.</summary>
public sealed partial class ReferencePageTests(ITestOutputHelper output)
{
    [Fact]
    public void The_reference_page_is_read_and_resolved()
    {
        var notes = NotesOf(File.ReadAllText(SharedData.Require("reference/article-page.txt")));
        var gold = GoldNote.ReadAll(File.ReadAllText(Path.Combine(Checkout(), "corpus", "gold", "reference-page.jsonl")));

        var score = GoldScorer.Score(gold, new NotesEngine().Read(notes));

        output.WriteLine(score.Report());
        Assert.Equal(121, notes.Count);
        Assert.True(score.StrictNotes >= 120, score.Report());
        Assert.Equal(13, score.BackReferencesResolved);
        Assert.Equal(27, score.ShortTitlesResolved);
        Assert.Equal(3, score.CommentaryRight);
        Assert.Equal(0, score.ClusterFaults);
        Assert.True(score.FieldAccuracy >= 0.99, score.Report());
    }

    internal static List<Note> NotesOf(string page) =>
        [.. page.Split('\n').Select(line => NoteLine().Match(line)).Where(match => match.Success).Select(match => new Note { Id = "n" + match.Groups[1].Value, Label = match.Groups[1].Value, Text = Blanks().Replace(match.Groups[2].Value, " ").Trim() })];

    private static string Checkout()
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
