using CsCheck;
using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class MoneyTests
{
    private static readonly Currency Usd = Currency.Parse("USD");

    [Theory]
    [InlineData("USD", 5300, "53.00")]
    [InlineData("JPY", 53, "53")]
    [InlineData("KWD", 1234, "1.234")]
    [InlineData("EUR", 5, "0.05")]
    [InlineData("EUR", -5, "-0.05")]
    [InlineData("EUR", long.MinValue, "-92233720368547758.08")]
    public void An_amount_is_written_with_the_digits_of_its_currency(string code, long minor, string written) => Assert.Equal(written, new Money(minor, Currency.Parse(code)).ToPlain());

    [Theory]
    [InlineData("53", 5300)]
    [InlineData("53.5", 5350)]
    [InlineData("53,50", 5350)]
    [InlineData("1 200.00", 120000)]
    [InlineData("0", 0)]
    public void An_amount_is_read_as_people_type_it(string typed, long minor) => Assert.True(Money.TryParse(typed, Usd, out var money) && money.Minor == minor);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("1.234")] // More digits than cents have: a thousand or a fraction, nobody knows.
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("٥")]
    [InlineData("9999999999999")]
    public void What_may_mean_two_things_is_not_read(string? typed) => Assert.False(Money.TryParse(typed, Usd, out _));

    [Theory]
    [InlineData(5, 1, 2, 3)] // Halves away from zero.
    [InlineData(-5, 1, 2, -3)]
    [InlineData(4, 1, 3, 1)]
    [InlineData(5, 1, 3, 2)]
    [InlineData(5300, 20000, 100000, 1060)]
    [InlineData(4999, 20000, 120000, 833)]
    public void A_part_is_rounded_to_the_minor_unit(long minor, long above, long below, long part) => Assert.Equal(part, new Money(minor, Usd).Part(above, below).Minor);

    [Fact]
    public void A_part_is_never_more_than_half_a_minor_unit_off() => Gen.Select(Gen.Long[-10_000_000_000, 10_000_000_000], Gen.Long[0, 100_000], Gen.Long[1, 200_000]).Sample((minor, above, below) =>
    {
        var part = new Money(minor, Usd).Part(above, below).Minor;
        var off = Int128.Abs(((Int128)minor * above) - ((Int128)part * below)) * 2;
        Assert.True(off <= below);
    });

    [Fact]
    public void Two_currencies_never_meet()
    {
        var dollars = new Money(1, Usd);
        var yen = new Money(1, Currency.Parse("JPY"));

        Assert.Throws<InvalidOperationException>(() => dollars + yen);
        Assert.Throws<InvalidOperationException>(() => dollars - yen);
        Assert.Throws<InvalidOperationException>(() => Money.Min(dollars, yen));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Usd) + dollars);
    }

    [Theory]
    [InlineData("XAU")]
    [InlineData("usdd")]
    [InlineData("ŨSD")]
    [InlineData(null)]
    public void What_is_no_money_is_no_currency(string? code) => Assert.False(Currency.TryParse(code, out _));
}
