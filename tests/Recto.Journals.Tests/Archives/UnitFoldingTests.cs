using Recto.Journals.Archives;

namespace Recto.Journals.Tests.Archives;

public sealed class UnitFoldingTests
{
    [Theory]
    [InlineData(48)]
    [InlineData(49)] // The cut would fall between the halves of a letter.
    [InlineData(50)]
    public void A_long_level_is_cut_between_letters(int before)
    {
        var cut = UnitFolding.Segment(new string('a', before) + string.Concat(Enumerable.Repeat("𐌰", 20)));

        Assert.DoesNotContain("%EF%BF%BD", Uri.EscapeDataString(cut), StringComparison.Ordinal);
        Assert.True(UnitFolding.IsCut(cut));
    }
}
