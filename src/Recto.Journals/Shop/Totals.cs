namespace Recto.Journals.Shop;

/// <summary>
/// What a cart costs. Each line is reckoned and rounded by itself and the sums are sums of lines, so that what stands on a receipt adds up:
/// price, less coupon, less credit; then tax on it, or within it where the seller's prices include tax.
/// </summary>
public sealed record Totals
{
    private Totals(Currency currency, IReadOnlyList<PricedLine> lines)
    {
        Lines = lines;
        Net = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Net);
        Tax = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Tax);
        Discount = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Discount);
        Credit = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Credit);
        Taxes = [.. lines.GroupBy(line => (line.Treatment, line.Rate)).Select(group => new TaxLine(group.Key.Treatment, group.Key.Rate,
            group.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Net), group.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Tax)))];
    }

    /// <summary>The lines, in the order of the cart.</summary>
    public IReadOnlyList<PricedLine> Lines { get; }

    /// <summary>Before tax.</summary>
    public Money Net { get; }

    /// <summary>All tax.</summary>
    public Money Tax { get; }

    /// <summary>What the coupon takes off.</summary>
    public Money Discount { get; }

    /// <summary>What is credited.</summary>
    public Money Credit { get; }

    /// <summary>What is to pay.</summary>
    public Money Gross => Net + Tax;

    /// <summary>The tax by rate, in the order of the lines.</summary>
    public IReadOnlyList<TaxLine> Taxes { get; }

    /// <summary>Reckons a cart.</summary>
    /// <param name="lines">The lines; each product has a price in that currency.</param>
    /// <param name="terms">By what it is reckoned.</param>
    /// <exception cref="InvalidOperationException">A product has no price in that currency.</exception>
    public static Totals Of(IReadOnlyList<CartLine> lines, TotalsTerms terms)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(terms);
        var prices = lines.Select(line => line.Product.PriceIn(terms.Currency) ?? throw new InvalidOperationException($"The product {line.Product.Id} has no price in {terms.Currency}.")).ToArray();
        var discounts = Discounts(lines, prices, terms);
        return new Totals(terms.Currency, [.. lines.Select((line, at) => Price(line, prices[at], discounts[at], terms.Credits.TryGetValue(at, out var credit) ? credit : Money.Zero(terms.Currency), terms))]);
    }

    /// <summary>Whether the seller takes no tax because the buyer owes it: a business with a VAT id in a member country that is not the seller's.</summary>
    public static bool OwesBuyer(Seller seller, string? country, VatId? vatId, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(seller);
        return vatId is { } id && country is not null && id.Country == country && country != seller.Country && seller.VatId is not null && EuropeanUnion.Has(country, day) && EuropeanUnion.Has(seller.Country, day);
    }

    private static PricedLine Price(CartLine line, Money price, Money discount, Money wanted, TotalsTerms terms)
    {
        var credit = Money.Min(price - discount, wanted);
        var sum = price - discount - credit;
        var day = DateOnly.FromDateTime(terms.At.UtcDateTime);
        var rate = terms.Country is { } country ? terms.Rates.Find(country, line.Product.TaxClass, day) : null;
        var within = terms.Seller.PricesIncludeTax && rate is not null ? rate.Rate.Within(sum) : Money.Zero(terms.Currency);
        var isBuyers = OwesBuyer(terms.Seller, terms.Country, terms.VatId, day);
        return new PricedLine
        {
            Line = line,
            Price = price,
            Discount = discount,
            Credit = credit,
            Net = sum - within,
            Tax = isBuyers || rate is null ? Money.Zero(terms.Currency) : terms.Seller.PricesIncludeTax ? within : rate.Rate.On(sum),
            Treatment = isBuyers ? TaxTreatment.ReverseCharge : rate is null ? TaxTreatment.Untaxed : TaxTreatment.Taxed,
            Rate = isBuyers ? null : rate,
        };
    }

    // A percentage is taken off each line; an amount is shared out by price, and what rounding leaves over goes to the first lines that can bear it.
    private static Money[] Discounts(IReadOnlyList<CartLine> lines, Money[] prices, TotalsTerms terms)
    {
        var none = Money.Zero(terms.Currency);
        var off = prices.Select(_ => none).ToArray();
        if (terms.Coupon is not { } coupon || coupon.Ask(terms.Currency, terms.At) != CouponAnswer.Holds)
        {
            return off;
        }

        var about = Enumerable.Range(0, lines.Count).Where(at => coupon.IsAbout(lines[at].Product)).ToList();
        if (coupon.Percent is { } percent)
        {
            about.ForEach(at => off[at] = prices[at].Part(percent, 100));
            return off;
        }

        var all = about.Aggregate(none, (sum, at) => sum + prices[at]);
        var left = coupon.Amount is { } amount ? Money.Min(amount, all) : none;
        if (left.Minor <= 0)
        {
            return off;
        }

        var whole = left;
        foreach (var at in about)
        {
            off[at] = Money.Min(left, prices[at].Part(whole.Minor, all.Minor));
            left -= off[at];
        }

        foreach (var at in about)
        {
            var more = Money.Min(left, prices[at] - off[at]);
            off[at] += more;
            left -= more;
        }

        return off;
    }
}
