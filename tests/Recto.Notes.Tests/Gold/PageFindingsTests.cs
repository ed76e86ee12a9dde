using Recto.Notes.Text;
using Recto.Tests.Shared;
using Recto.Tests.Shared.Gold;

namespace Recto.Notes.Tests.Gold;

/// <summary>The checks on the reference page against what a reader found there before any of them was run (<c>corpus/gold/check-page.md</c>).</summary>
public sealed class PageFindingsTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_certain_error_of_the_reference_page_is_found()
    {
        var missed = Compare().Missed.Where(finding => finding.Certainty == GoldFinding.Certain).ToList();

        Assert.True(missed.Count == 0, string.Join('\n', missed.Select(finding => $"note {finding.Note} {finding.Span} {finding.Slug}: {finding.Why}")));
    }

    [Fact]
    public void Nothing_that_is_no_certain_error_of_the_reference_page_is_called_an_error()
    {
        var errors = Compare().UncertainErrors;

        Assert.True(errors.Count == 0, string.Join('\n', errors.Select(finding => $"{finding.Descriptor.Id} note index {finding.NoteIndex} {finding.Span}: {finding.Message}")));
    }

    [Fact]
    public void Every_finding_of_the_annotation_lies_in_its_note()
    {
        var texts = Notes().ToDictionary(note => note.Label, note => note.Text);

        Assert.All(Gold(), finding =>
        {
            Assert.False(finding.Span.IsEmpty);
            Assert.InRange(finding.Span.End, 1, texts[finding.Note].Length);
            Assert.Contains(finding.Certainty, GoldFinding.Certainties);
            Assert.All(finding.Groups, group => Assert.Matches("^RN0[1-5]$", group));
        });
    }

    private FindingComparison Compare()
    {
        var (notes, gold, engine) = (Notes(), Gold(), new NotesEngine());
        var comparison = FindingComparison.Of(gold, engine.Check(engine.Read(notes)), notes);
        foreach (var certainty in GoldFinding.Certainties)
        {
            output.WriteLine($"{certainty}: {comparison.Found.Count(found => found.Finding.Certainty == certainty)} of {gold.Count(finding => finding.Certainty == certainty)} found");
        }

        return comparison;
    }

    private static List<Note> Notes() => ReferencePageTests.NotesOf(File.ReadAllText(SharedData.Require("reference/article-page.txt")));

    private static IReadOnlyList<GoldFinding> Gold() => GoldFinding.ReadAll(File.ReadAllText(Path.Combine(ReferencePageTests.Checkout(), "corpus", "gold", "check-page.jsonl")));
}
