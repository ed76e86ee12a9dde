namespace Recto.Journals.Shop;

/// <summary>A thing in a cart, by the product that offers it.</summary>
/// <param name="Product">By what it is sold.</param>
/// <param name="Thing">What it is.</param>
public sealed record CartLine(Product Product, BoughtThing Thing);

/// <summary>What tells how a cart is reckoned.</summary>
public sealed record TotalsTerms
{
    /// <summary>The seller: all lines are of journals of one seller.</summary>
    public required Seller Seller { get; init; }

    /// <summary>In what is paid.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Where the buyer is; null before that is said: then no tax is reckoned.</summary>
    public string? Country { get; init; }

    /// <summary>The buyer's VAT id; null for none.</summary>
    public VatId? VatId { get; init; }

    /// <summary>A coupon that holds; null for none.</summary>
    public Coupon? Coupon { get; init; }

    /// <summary>What is credited on lines, by their place in the cart (<see cref="UpgradeRule"/>).</summary>
    public IReadOnlyDictionary<int, Money> Credits { get; init; } = new Dictionary<int, Money>();

    /// <summary>The rates.</summary>
    public required TaxTable Rates { get; init; }

    /// <summary>When it is reckoned.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a line costs.</summary>
public sealed record PricedLine
{
    /// <summary>The line.</summary>
    public required CartLine Line { get; init; }

    /// <summary>The price of the product, as <see cref="Seller.PricesIncludeTax"/> means it.</summary>
    public required Money Price { get; init; }

    /// <summary>What a coupon takes off that; not negative.</summary>
    public required Money Discount { get; init; }

    /// <summary>What is credited for articles that were bought before; not negative.</summary>
    public required Money Credit { get; init; }

    /// <summary>What is paid before tax.</summary>
    public required Money Net { get; init; }

    /// <summary>The tax.</summary>
    public required Money Tax { get; init; }

    /// <summary>How it is taxed.</summary>
    public required TaxTreatment Treatment { get; init; }

    /// <summary>The rate; null where it is not taxed by the seller.</summary>
    public TaxRate? Rate { get; init; }

    /// <summary>What is paid.</summary>
    public Money Gross => Net + Tax;
}

/// <summary>The tax of all lines of one rate.</summary>
/// <param name="Treatment">How they are taxed.</param>
/// <param name="Rate">The rate; null where the seller takes no tax.</param>
/// <param name="Net">What is paid before tax.</param>
/// <param name="Tax">The tax.</param>
public sealed record TaxLine(TaxTreatment Treatment, TaxRate? Rate, Money Net, Money Tax);
