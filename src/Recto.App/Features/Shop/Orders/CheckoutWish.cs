using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>What a buyer sends at the checkout. Prices are not among it: they are reckoned here.</summary>
internal sealed record CheckoutWish
{
    /// <summary>Whose cart.</summary>
    public required CartOwner Cart { get; init; }

    /// <summary>The seller whose lines are bought: a cart may hold those of several, and each is an order of its own.</summary>
    public required Guid SellerId { get; init; }

    /// <summary>In what is paid.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The buyer; the VAT id as it was typed.</summary>
    public required Buyer Buyer { get; init; }

    /// <summary>The account that is signed in; null for a guest.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Name of the way of payment.</summary>
    public required string Gateway { get; init; }

    /// <summary>What the page showed to pay: where that is not what is reckoned now, the buyer is shown the new sum first. Null where nothing was shown.</summary>
    public Money? Shown { get; init; }

    /// <summary>Whether the buyer wants it opened at once, knowing that the right to withdraw ends with that.</summary>
    public required bool HasConsented { get; init; }

    /// <summary>What the buyer holds.</summary>
    public IReadOnlyList<HeldRight> Rights { get; init; } = [];

    /// <summary>By what the buyer is known: credits are given for orders of those.</summary>
    public RightKeys Keys { get; init; } = RightKeys.None;
}

/// <summary>What came of a checkout.</summary>
internal abstract record CheckoutOutcome
{
    private CheckoutOutcome() { }

    /// <summary>The order is made.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Key">The key by which its buyer comes back; kept nowhere else. Null where an attempt goes on that was begun before.</param>
    /// <param name="GoTo">Where the buyer goes: to pay, or to the order's page.</param>
    internal sealed record Placed(Order Order, string? Key, string GoTo) : CheckoutOutcome;

    /// <summary>The order is made, and the payment house is away: its page offers to try again.</summary>
    /// <param name="Order">The order.</param>
    internal sealed record HouseAway(Order Order) : CheckoutOutcome;

    /// <summary>Nothing of that seller is in the cart.</summary>
    internal sealed record Empty : CheckoutOutcome;

    /// <summary>The sum is another than the page showed, something is no more sold, or a coupon has ended: the cart is to be shown again.</summary>
    internal sealed record Changed : CheckoutOutcome;

    /// <summary>The buyer holds some of it already, or the cart has it twice.</summary>
    /// <param name="Lines">Which.</param>
    internal sealed record Held(IReadOnlyList<HeldLine> Lines) : CheckoutOutcome;

    /// <summary>The way of payment is not on.</summary>
    internal sealed record NoGateway : CheckoutOutcome;

    /// <summary>A field does not do.</summary>
    /// <param name="Faults">Which.</param>
    internal sealed record Faulty(IReadOnlyList<CheckoutFault> Faults) : CheckoutOutcome;
}

/// <summary>A line that need not be bought.</summary>
/// <param name="Line">The line.</param>
/// <param name="By">The right that opens it; null where another line of the cart does.</param>
internal sealed record HeldLine(CartLine Line, HeldRight? By);

/// <summary>A field of the checkout that does not do.</summary>
internal enum CheckoutFault
{
    /// <summary>The address of e-mail is none.</summary>
    Email = 1,

    /// <summary>The country is none.</summary>
    Country,

    /// <summary>The VAT id is not written as those of that country are.</summary>
    VatId,

    /// <summary>A VAT id was given, and no name or address for the invoice.</summary>
    Name,

    /// <summary>The consent to open it at once is missing.</summary>
    Consent,
}
