using Recto.Notes.Text;

namespace Recto.Notes.Tests.Text;

public sealed class CheckDigitsTests
{
    [Theory]
    [InlineData("9783161484100", true)]
    [InlineData("9783161484101", false)]
    [InlineData("978316148410X", false)]
    [InlineData("316148410X", false)]
    [InlineData("", false)]
    public void An_ISBN_of_13_has_a_right_last_digit(string number, bool isRight) => Assert.Equal(isRight, CheckDigits.IsIsbn13(number));

    [Theory]
    [InlineData("316148410X", true)]
    [InlineData("316148410x", true)]
    [InlineData("0306406152", true)]
    [InlineData("0306406153", false)]
    [InlineData("X306406152", false)]
    public void An_ISBN_of_10_has_a_right_last_digit(string number, bool isRight) => Assert.Equal(isRight, CheckDigits.IsIsbn10(number));

    [Theory]
    [InlineData("20493630", true)]
    [InlineData("2434561X", true)]
    [InlineData("20493631", false)]
    [InlineData("2049363", false)]
    public void An_ISSN_has_a_right_last_digit(string number, bool isRight) => Assert.Equal(isRight, CheckDigits.IsIssn(number));

    [Fact]
    public void The_last_digit_is_told()
    {
        Assert.Equal('0', CheckDigits.OfIsbn13("978316148410"));
        Assert.Equal('X', CheckDigits.OfIssn("2434561"));
        Assert.Throws<ArgumentException>(() => CheckDigits.OfIssn("243456"));
    }
}
