using Recto.App.Shell.Forms;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>The cart: what is in it, what it costs, and the buyer's details.</summary>
public sealed record CartView
{
    /// <summary>What is bought, in order.</summary>
    public required IReadOnlyList<CartLineView> Lines { get; init; }

    /// <summary>What it costs; null for an empty cart.</summary>
    public Totals? Totals { get; init; }

    /// <summary>In what is paid.</summary>
    public Currency Currency { get; init; }

    /// <summary>Currencies in which everything in the cart has a price.</summary>
    public IReadOnlyList<Currency> Currencies { get; init; } = [];

    /// <summary>Whether the seller's prices hold the tax already.</summary>
    public bool IsTaxIncluded { get; init; }

    /// <summary>Where the buyer is, ISO 3166-1; null before that is said, and then the tax is not known.</summary>
    public string? Country { get; init; }

    /// <summary>The coupon that holds; null for none.</summary>
    public string? Coupon { get; init; }

    /// <summary>The buyer's details as they were typed, and what is wrong with them.</summary>
    public required FormValues Form { get; init; }

    /// <summary>What was typed as a coupon, and what is wrong with it.</summary>
    public required FormValues CouponForm { get; init; }

    /// <summary>Ways to pay: name for the form, and words.</summary>
    public IReadOnlyList<(string Name, string Words)> Ways { get; init; } = [];

    /// <summary>Sentences about what has happened: a price that changed, a thing that left the cart.</summary>
    public IReadOnlyList<string> News { get; init; } = [];

    /// <summary>Sentences about what was refused, each with an address and its words.</summary>
    public IReadOnlyList<(string Sentence, string? Address, string? Words)> Refusals { get; init; } = [];

    /// <summary>What was just taken out and can be put back: how it is named to the cart, and its title; null for nothing.</summary>
    public (IReadOnlyList<(string Name, string Value)> Fields, string Title)? Undo { get; init; }
}

/// <summary>A line of the cart.</summary>
/// <param name="Key">How the form names it.</param>
/// <param name="Title">What is bought.</param>
/// <param name="Address">Its page.</param>
/// <param name="Words">For how long, and what for.</param>
/// <param name="Price">What it costs.</param>
public sealed record CartLineView(string Key, string Title, string Address, string Words, Money Price);
