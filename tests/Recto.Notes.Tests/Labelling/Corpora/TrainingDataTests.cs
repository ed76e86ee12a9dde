using Recto.Notes.Labelling.Corpora;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Labelling.Corpora;

public sealed class TrainingDataTests
{
    [Theory]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<!-- a < b -->\n<dataset><sequence/></dataset>", "anystyle")]
    [InlineData("<dataset xmlns=\"urn:x\"><instance/></dataset>", "bibliographic-tei")]
    [InlineData("<TEI><bibl><author>A</author></bibl></TEI>", "grobid-citation")]
    [InlineData("<tei:TEI><tei:bibl><tei:title>A</tei:title></tei:bibl></tei:TEI>", "grobid-citation")]
    [InlineData("<tei><listBibl><bibl>A<lb/></bibl></listBibl></tei>", "grobid-segmenter")]
    [InlineData("<seganno><ref/></seganno>", "excite")]
    [InlineData("<author>A</author><date>1990</date>\n<author>B</author>", "brill")]
    [InlineData("# token\tcomponent\tgeneric\tspan ; blank\na\to\to\to\n", "linkedbooks")]
    [InlineData("\nword\tauthor\n", "parscit")]
    [InlineData("<html><body>no references</body></html>", null)]
    [InlineData("Plain text.", null)]
    [InlineData("", null)]
    public void The_format_of_a_file_is_told_by_its_content(string text, string? format) => Assert.Equal(format, TrainingData.FormatOf(text));

    [Fact]
    public void A_task_for_which_a_format_has_no_labels_is_refused() =>
        Assert.Contains("format parscit has no labels for the task “span”", Assert.Throws<InvalidDataException>(() => TrainingData.Read("a\tb\n", LabelTask.Span, LinkedBooksUnit.Run)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_file_of_the_public_sets_is_told_rightly()
    {
        foreach (var set in new[] { "anystyle", "bibliographic-tei", "brill", "excite", "grobid-citation", "grobid-segmenter", "linkedbooks", "parscit" })
        {
            var files = Directory.GetFiles(SharedData.Require("data/citations/" + set), "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".xml" or ".tsv" or ".txt" or ".missing").ToList();
            Assert.NotEmpty(files);
            Assert.All(files, file => Assert.Equal(set, TrainingData.FormatOf(File.ReadAllText(file))));
        }
    }
}
