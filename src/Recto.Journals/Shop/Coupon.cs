namespace Recto.Journals.Shop;

/// <summary>A word that makes things cheaper.</summary>
public sealed record Coupon
{
    /// <summary>Its key.</summary>
    public required Guid Id { get; init; }

    /// <summary>What buyers type, capital letters, digits and hyphens; compared without case.</summary>
    public required string Code { get; init; }

    /// <summary>Percent off, 1 to 100; null where an amount is taken off.</summary>
    public int? Percent { get; init; }

    /// <summary>What is taken off all lines together, never more than they cost; null where a percentage is. Holds in its own currency only.</summary>
    public Money? Amount { get; init; }

    /// <summary>Only things of this journal; null for all.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>Only this product; null for all.</summary>
    public Guid? ProductId { get; init; }

    /// <summary>First instant at which it holds; null for always.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First instant at which it holds no more; null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Orders that may use it; null for any number.</summary>
    public int? MostUses { get; init; }

    /// <summary>Orders that have used it and were not given up.</summary>
    public int Uses { get; init; }

    /// <summary>Whether the desk lets it hold.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Whether it holds for an order in that currency at that instant, and else why not.</summary>
    public CouponAnswer Ask(Currency currency, DateTimeOffset at) =>
        !IsOn ? CouponAnswer.Unknown
        : From > at ? CouponAnswer.NotYet
        : Until <= at ? CouponAnswer.Over
        : Uses >= MostUses ? CouponAnswer.UsedUp
        : Amount is { } amount && amount.Currency != currency ? CouponAnswer.OtherCurrency
        : CouponAnswer.Holds;

    /// <summary>Whether it makes that product cheaper.</summary>
    public bool IsAbout(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return (JournalId is null || JournalId == product.JournalId) && (ProductId is null || ProductId == product.Id);
    }
}

/// <summary>Whether a coupon holds.</summary>
public enum CouponAnswer
{
    /// <summary>It holds.</summary>
    Holds = 1,

    /// <summary>There is none of that code.</summary>
    Unknown,

    /// <summary>Its time has not come.</summary>
    NotYet,

    /// <summary>Its time is over.</summary>
    Over,

    /// <summary>It was used as often as it may be.</summary>
    UsedUp,

    /// <summary>It is an amount of another currency.</summary>
    OtherCurrency,

    /// <summary>Nothing in the cart is made cheaper by it.</summary>
    NothingInCart,
}
