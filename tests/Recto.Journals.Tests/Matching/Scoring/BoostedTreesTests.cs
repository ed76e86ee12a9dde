using Recto.Journals.Matching.Scoring;

namespace Recto.Journals.Tests.Matching.Scoring;

public sealed class BoostedTreesTests
{
    private static readonly BoostedTrees Trees = new([new(0, 0.5f, 1), new(-1, -2, 0), new(-1, 3, 0)], [0], 1, 2);

    [Fact]
    public void What_was_written_is_read_and_answers_alike()
    {
        var read = Read(Bytes(Trees));

        Assert.Equal((2, -1f, 4f), (read.Width, read.Score([0.5f, 0]), read.Score([0.6f, 0])));
    }

    [Theory]
    [InlineData(0)] // Magic.
    [InlineData(4)] // Width.
    [InlineData(12)] // How many trees.
    [InlineData(16)] // How many nodes.
    [InlineData(20)] // The first node of the tree.
    [InlineData(24)] // What the first node asks, and the beginning of its value.
    [InlineData(30)] // Where its way leads on.
    public void Damaged_trees_are_refused_before_they_are_asked(int at)
    {
        var bytes = Bytes(Trees);
        bytes.AsSpan(at, 4).Fill(0x7F);

        Assert.Throws<InvalidDataException>(() => Read(bytes));
    }

    [Fact]
    public void A_way_that_leads_in_a_circle_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Read(Bytes(new([new(0, 0.5f, 1), new(0, 0.5f, 0), new(-1, 3, 0)], [0], 1, 2))));

    private static byte[] Bytes(BoostedTrees trees)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        trees.Write(writer);
        return bytes.ToArray();
    }

    private static BoostedTrees Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return BoostedTrees.Read(reader);
    }
}
