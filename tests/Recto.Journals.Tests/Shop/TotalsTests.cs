using CsCheck;
using Recto.Journals.Access;
using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class TotalsTests
{
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 2, 0, TimeSpan.Zero);
    private static readonly Guid Journal = Guid.CreateVersion7();
    private static readonly TaxTable Rates = new([new("FR", "e", new(2014, 1, 1), new(20000), "TVA"), new("FR", "e", new(2026, 12, 1), new(5500), "TVA"), new("DE", "e", new(2020, 1, 1), new(7000), "USt"), new("CA", "e", new(2013, 1, 1), new(14975), "TPS/TVQ")]);

    [Theory]
    [InlineData(false, 5300, 1060, 6360)]
    [InlineData(true, 4417, 883, 5300)] // 53.00 with the tax in it.
    public void Tax_comes_on_top_or_lies_within(bool within, long net, long tax, long gross)
    {
        var totals = Of([5300], terms => terms with { Seller = Seller(within) });

        Assert.Equal((net, tax, gross), (totals.Net.Minor, totals.Tax.Minor, totals.Gross.Minor));
        Assert.Equal((TaxTreatment.Taxed, "TVA"), (Assert.Single(totals.Taxes).Treatment, totals.Taxes[0].Rate!.Name));
    }

    [Fact]
    public void A_rate_holds_from_its_day_on_and_changes_nothing_before()
    {
        Assert.Equal(1060, Of([5300], terms => terms with { At = new(2026, 11, 30, 23, 59, 59, TimeSpan.Zero) }).Tax.Minor);
        Assert.Equal(292, Of([5300], terms => terms with { At = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero) }).Tax.Minor);
        Assert.Equal(TaxTreatment.Untaxed, Of([5300], terms => terms with { At = new(2013, 12, 31, 0, 0, 0, TimeSpan.Zero) }).Taxes[0].Treatment);
    }

    [Theory]
    [InlineData("DE", "DE123456789", TaxTreatment.ReverseCharge)]
    [InlineData("FR", "FR12345678901", TaxTreatment.Taxed)] // At home a business pays as everybody.
    [InlineData("DE", null, TaxTreatment.Taxed)]
    public void A_business_of_another_member_country_owes_the_tax_itself(string country, string? vat, TaxTreatment treatment)
    {
        VatId? id = VatId.TryParse(vat, country, out var read) ? read : null;
        foreach (var within in new[] { false, true })
        {
            var totals = Of([5300], terms => terms with { Seller = Seller(within), Country = country, VatId = id });
            Assert.Equal(treatment, totals.Taxes[0].Treatment);
            Assert.Equal(treatment == TaxTreatment.ReverseCharge, totals.Tax.IsZero);
        }
    }

    [Fact]
    public void Where_nothing_is_said_of_a_country_no_tax_is_taken() => Assert.Equal((TaxTreatment.Untaxed, 0L), (Of([5300], terms => terms with { Country = "GE" }).Taxes[0].Treatment, Of([5300], terms => terms with { Country = "GE" }).Tax.Minor));

    [Fact]
    public void An_amount_off_is_shared_out_and_never_more_than_the_price()
    {
        var some = Of([100, 100, 100], terms => terms with { Coupon = new() { Id = Guid.Empty, Code = "TEN", Amount = new(100, Usd), IsOn = true } });
        var all = Of([100, 50], terms => terms with { Coupon = new() { Id = Guid.Empty, Code = "ALL", Amount = new(9999, Usd), IsOn = true } });

        Assert.Equal([34L, 33, 33], some.Lines.Select(line => line.Discount.Minor));
        Assert.Equal((0L, 150L), (all.Gross.Minor, all.Discount.Minor));
    }

    [Fact]
    public void Sums_of_lines_are_the_totals_whatever_is_bought() =>
        Gen.Select(Gen.Long[0, 5_000_000].Array[1, 12], Gen.Bool, Gen.Int[0, 3].Select(at => new[] { "FR", "DE", "CA", "GE" }[at]), Gen.Int[0, 100], Gen.Long[1, 1_000_000], Gen.Long[0, 100_000].Array[12]).Sample((prices, within, country, percent, off, credits) =>
        {
            var coupon = percent == 0 ? null : percent % 2 == 0 ? new Coupon { Id = Guid.Empty, Code = "C", Percent = percent, IsOn = true } : new Coupon { Id = Guid.Empty, Code = "C", Amount = new(off, Usd), IsOn = true };
            var totals = Of(prices, terms => terms with { Seller = Seller(within), Country = country, Coupon = coupon, Credits = credits.Select((credit, at) => (at, credit)).ToDictionary(one => one.at, one => new Money(one.credit, Usd)) });

            Assert.Equal(totals.Gross, totals.Net + totals.Tax);
            Assert.Equal(totals.Lines.Sum(line => line.Net.Minor), totals.Net.Minor);
            Assert.Equal(totals.Taxes.Sum(tax => tax.Tax.Minor), totals.Tax.Minor);
            Assert.All(totals.Lines, line =>
            {
                Assert.True(line.Net.Minor >= 0 && line.Tax.Minor >= 0 && line.Discount.Minor >= 0 && line.Credit.Minor >= 0);
                var paid = line.Price - line.Discount - line.Credit;
                Assert.Equal(paid, within ? line.Gross : line.Net);
            });
            if (coupon?.Amount is { } amount)
            {
                Assert.Equal(Math.Min(amount.Minor, prices.Sum()), totals.Discount.Minor);
            }
        });

    [Fact]
    public void A_coupon_of_another_currency_or_product_takes_nothing_off()
    {
        Assert.Equal(0, Of([5300], terms => terms with { Coupon = new() { Id = Guid.Empty, Code = "C", Amount = new(100, Currency.Parse("EUR")), IsOn = true } }).Discount.Minor);
        Assert.Equal(0, Of([5300], terms => terms with { Coupon = new() { Id = Guid.Empty, Code = "C", Percent = 50, ProductId = Guid.CreateVersion7(), IsOn = true } }).Discount.Minor);
        Assert.Equal(2650, Of([5300], terms => terms with { Coupon = new() { Id = Guid.Empty, Code = "C", Percent = 50, JournalId = Journal, IsOn = true } }).Discount.Minor);
    }

    [Theory]
    [InlineData("20", 20000)]
    [InlineData("5.5 %", 5500)]
    [InlineData("9,975", 9975)]
    [InlineData("0", 0)]
    public void A_percentage_is_exact_to_a_thousandth(string typed, int thousandths) => Assert.True(Percentage.TryParse(typed, out var read) && read.Thousandths == thousandths);

    [Theory]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1.2345")]
    [InlineData("")]
    public void What_is_no_percentage_is_not_read(string typed) => Assert.False(Percentage.TryParse(typed, out _));

    private static Seller Seller(bool within) => new() { Id = Guid.Empty, Name = "S", Address = ["A"], Country = "FR", VatId = "FR12345678901", PricesIncludeTax = within };

    private static Totals Of(long[] prices, Func<TotalsTerms, TotalsTerms> change) => Totals.Of(
        [.. prices.Select(price => new CartLine(new Product { Id = Guid.CreateVersion7(), JournalId = Journal, Kind = ProductKind.Article, Period = Period.Parse("48h"), Uses = RightUses.Download, TaxClass = "e", Prices = [new(price, Usd)], IsOn = true }, new() { Kind = ProductKind.Article, JournalId = Journal, ArticleId = Guid.CreateVersion7() }))],
        change(new TotalsTerms { Seller = Seller(false), Currency = Usd, Country = "FR", Rates = Rates, At = Now }));
}
