using Recto.Storage.Articles;

namespace Recto.Storage.Tests.Articles;

public sealed class TextSketchTests
{
    [Fact]
    public void Mark_up_case_and_entities_do_not_count()
    {
        var prose = Samples.Prose(1, 300);

        Assert.Equal(1.0, TextSketch.Likeness(TextSketch.Of(prose), TextSketch.Of(prose.ToUpperInvariant().Replace(" ", "<i> </i>&#32;", StringComparison.Ordinal))));
    }

    [Fact]
    public void Different_texts_have_next_to_nothing_in_common() =>
        Assert.InRange(TextSketch.Likeness(TextSketch.Of(Samples.Prose(1, 5000)), TextSketch.Of(Samples.Prose(2, 5000)))!.Value, 0, 0.05);

    [Theory]
    [InlineData(900, 0.7, 1.0)] // Nine tenths of the words are still there.
    [InlineData(500, 0.2, 0.5)]
    [InlineData(0, 0.0, 0.05)]
    public void Likeness_falls_with_what_was_written_anew(int kept, double least, double most)
    {
        var words = Samples.Prose(1, 1000).Split(' ');
        var rewritten = string.Join(' ', words[..kept].Concat(Samples.Prose(2, 1000 - kept).Split(' ')));

        Assert.InRange(TextSketch.Likeness(TextSketch.Of(string.Join(' ', words)), TextSketch.Of(rewritten))!.Value, least, most);
    }

    [Fact]
    public void Of_a_few_words_nothing_can_be_told()
    {
        Assert.Null(TextSketch.Of("<p>No body in this file.</p>"));
        Assert.Null(TextSketch.Likeness(null, TextSketch.Of(Samples.Prose(1, 300))));
    }

    [Fact]
    public void A_sketch_is_the_same_in_every_process() =>
        Assert.Equal("05568BD8", Convert.ToHexString(TextSketch.Of(string.Concat(Enumerable.Range(0, 200).Select(i => $"word{i} ")))!.AsSpan(0, 4)));
}
