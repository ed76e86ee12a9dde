using Recto.Notes.Text;

namespace Recto.Notes.Tests.Text;

public sealed class RomanNumeralTests
{
    [Fact]
    public void Every_numeral_is_read_as_it_is_written()
    {
        for (var value = 1; value < 4000; value++)
        {
            var numeral = RomanNumeral.Of(value);

            Assert.Equal(value, RomanNumeral.ValueOf(numeral));
            Assert.Equal(value, RomanNumeral.ValueOf(numeral.ToLowerInvariant()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("VIIII")]
    [InlineData("IC")]
    [InlineData("VX")]
    [InlineData("Iv")]
    [InlineData("mM")]
    [InlineData("MMMM")]
    [InlineData("XIII.")]
    [InlineData("ıv")] // A dotless i.
    public void What_is_not_written_by_the_rule_is_no_numeral(string text) => Assert.Null(RomanNumeral.ValueOf(text));
}
