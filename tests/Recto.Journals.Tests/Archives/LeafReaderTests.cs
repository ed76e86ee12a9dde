using Recto.Journals.Archives;
using Recto.Notes.References;

namespace Recto.Journals.Tests.Archives;

public sealed class LeafReaderTests
{
    [Theory]
    [InlineData("125", "125")]
    [InlineData("27 ob.", "27v")]
    [InlineData("27 об.", "27v")]
    [InlineData("27v°", "27v")]
    [InlineData("98r", "98r")]
    [InlineData("12a", "12a")]
    [InlineData("12а", "12a")] // Cyrillic.
    [InlineData("122–123", "122-123")]
    [InlineData("122-3", "122-123")] // An end cut short.
    [InlineData("5–7 об.", "5-7v")]
    [InlineData("12r–13v", "12r-13v")]
    [InlineData("12r–v", "12r")] // One leaf, both sides: the second side stands alone.
    [InlineData("5, 7, 9–11", "5 7 9-11")]
    [InlineData("5 и 36 об.", "5 36v")]
    [InlineData("9–7", "9")] // No range runs backwards.
    [InlineData("xii", "")]
    [InlineData("", "")]
    [InlineData("12345678901", "")] // No file has so many.
    public void Leaves_are_read_as_printed(string printed, string leaves) =>
        Assert.Equal(leaves, string.Join(' ', LeafReader.Read(printed, null).Select(leaf => leaf.Key)));

    [Fact]
    public void A_bare_number_has_no_side()
    {
        var leaf = Assert.Single(LeafReader.Read("125", null));

        Assert.Null(leaf.From.Side);
    }

    [Fact]
    public void A_side_that_was_read_apart_is_of_the_last_leaf() =>
        Assert.Equal(["5-7v"], LeafReader.Read("5–7", FolioSide.Verso).Select(leaf => leaf.Key));

    [Fact]
    public void Leaves_stand_in_the_order_of_the_file()
    {
        string[] printed = ["9", "10", "125–126", "125", "125 ob.", "125r", "125a", "126", "100–101 ob.", "100–101", "100"];

        var ordered = printed.SelectMany(text => LeafReader.Read(text, null)).OrderBy(leaf => leaf.Order, StringComparer.Ordinal).Select(leaf => leaf.Key);

        Assert.Equal(["9", "10", "100", "100-101", "100-101v", "125", "125-126", "125r", "125v", "125a", "126"], ordered);
    }
}
