using Recto.Notes.Labelling;

namespace Recto.Notes.Tests.Labelling.Corpora;

/// <summary>A labelled string as a test shows it: <c>author: Orlova, A., | title: Salt roads.</c></summary>
internal static class Shown
{
    public static string As(LabelledSequence sequence) => string.Join(" | ", FieldRun.Of(sequence.Labels).Select(field =>
        $"{field.Label}: {sequence.Sequence.Text[sequence.Sequence.Words[field.First].Start..sequence.Sequence.Words[field.End - 1].End]}"));

    public static void Tiles(IReadOnlyList<LabelledSequence> sequences) => Assert.All(sequences, sequence =>
    {
        Assert.NotEmpty(sequence.Labels);
        Assert.Equal(sequence.Sequence.Words.Count, sequence.Labels.Count);
        Assert.All(sequence.Labels, label => Assert.False(string.IsNullOrWhiteSpace(label)));
    });
}
