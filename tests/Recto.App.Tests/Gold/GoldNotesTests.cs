using Recto.Tests.Shared;
using Recto.Tests.Shared.Gold;

namespace Recto.App.Tests.Gold;

/// <summary>The annotated notes of published documents (<c>corpus/gold/notes.md</c>) against what the program reads. The floors only ever rise; differences are told for the development half alone.</summary>
public sealed class GoldNotesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("dev", 194, 0.84, 0.86, 0.82)]
    [InlineData("test", 163, 0.69, 0.71, 0.69)]
    public void The_annotated_notes_are_read_and_resolved(string half, int notes, double exact, double overlapping, double fields)
    {
        var gold = GoldNote.ReadAll(File.ReadAllText(Path.Combine(Checkout(), "corpus", "gold", $"notes-{half}.jsonl")));

        var all = new GoldTally();
        foreach (var (_, _, comparison) in GoldDocuments.Compare(gold, SharedData.Require("")))
        {
            all.Add(comparison.Tally);
        }

        output.WriteLine(all.Table());
        Assert.True(all.Notes >= notes, all.Table());
        Assert.True(all[GoldTally.Exact].F1 >= exact, all.Line());
        Assert.True(all[GoldTally.Overlapping].F1 >= overlapping, all.Line());
        Assert.True(all[GoldTally.AllFields].F1 >= fields, all.Line());
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Recto.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
