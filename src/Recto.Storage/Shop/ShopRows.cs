using Recto.Journals.Shop;

namespace Recto.Storage.Shop;

/// <summary>A seller as it is kept.</summary>
/// <param name="Seller">The seller.</param>
/// <param name="EditVersion">Counts changes, from 1.</param>
public sealed record SellerRow(Seller Seller, int EditVersion);

/// <summary>What a journal says of its shop.</summary>
/// <param name="JournalId">The journal.</param>
/// <param name="SellerId">For whom it sells.</param>
/// <param name="IsOn">Whether it sells.</param>
/// <param name="UpgradeDays">For how many days an article is credited on its issue, 0 to 366; 0 for never.</param>
/// <param name="Currency">The currency that readers see first.</param>
/// <param name="EditVersion">Counts changes, from 1.</param>
public sealed record JournalShop(Guid JournalId, Guid SellerId, bool IsOn, int UpgradeDays, Currency Currency, int EditVersion)
{
    /// <summary>Most days of <see cref="NoticeDays"/>.</summary>
    public const int MostNoticeDays = 30;

    /// <summary>What stands at the foot of PDFs that were bought.</summary>
    public StampWords Stamp { get; init; } = StampWords.None;

    /// <summary>How many days before a bought right ends its buyer is told, 0 to 30; 0 for never.</summary>
    public int NoticeDays { get; init; }
}

/// <summary>What a stamp says of an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reference">What people call it.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="Buyer">Who bought.</param>
/// <param name="Words">What the journal wants to be said.</param>
public sealed record StampedOrder(Guid OrderId, string Reference, DateTimeOffset PaidAt, Buyer Buyer, StampWords Words);

/// <summary>A product as it is kept.</summary>
/// <param name="Product">The product.</param>
/// <param name="EditVersion">Counts changes, from 1.</param>
public sealed record ProductRow(Product Product, int EditVersion);

/// <summary>A coupon as it is kept.</summary>
/// <param name="Coupon">The coupon, with how often it was used.</param>
/// <param name="EditVersion">Counts changes, from 1.</param>
public sealed record CouponRow(Coupon Coupon, int EditVersion);

/// <summary>Whose a cart is: an account's, or of a browser that carries a key.</summary>
/// <param name="AccountId">The account; null for a guest.</param>
/// <param name="KeyHash">SHA-256 of the guest's key, lower-case hex; null for an account.</param>
public sealed record CartOwner(Guid? AccountId, string? KeyHash)
{
    /// <summary>An account's.</summary>
    public static CartOwner Member(Guid account) => new(account, null);

    /// <summary>A guest's.</summary>
    public static CartOwner Guest(string keyHash) => new(null, keyHash);
}

/// <summary>A cart as it is kept; what its lines cost is reckoned when it is shown.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Currency">The currency that the buyer chose; null where nobody did.</param>
/// <param name="CouponCode">The coupon that was typed; null for none.</param>
/// <param name="Lines">The lines, in the order in which they were added.</param>
public sealed record StoredCart(Guid Id, Currency? Currency, string? CouponCode, IReadOnlyList<StoredCartLine> Lines);

/// <summary>A line of a cart.</summary>
/// <param name="ProductId">By what it is sold.</param>
/// <param name="Thing">What it is; issue and year of an article are not kept, <see cref="ShopThingStore"/> tells them.</param>
public sealed record StoredCartLine(Guid ProductId, BoughtThing Thing);
