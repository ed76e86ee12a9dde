using Recto.App.Features.Shop.Orders;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>A cart with what it costs now: the lines of its first seller, and how many others sell the rest.</summary>
internal sealed record ReckonedCart
{
    /// <summary>Nothing in it.</summary>
    public static ReckonedCart Empty { get; } = new() { Lines = [], Things = [] };

    /// <summary>The lines that are sold now.</summary>
    public required IReadOnlyList<CartLine> Lines { get; init; }

    /// <summary>What they are.</summary>
    public required IReadOnlyList<ShopThing> Things { get; init; }

    /// <summary>Who sells them; null for an empty cart.</summary>
    public Seller? Seller { get; init; }

    /// <summary>What they cost; null for an empty cart.</summary>
    public Totals? Totals { get; init; }

    /// <summary>In what is paid.</summary>
    public Currency Currency { get; init; }

    /// <summary>Currencies in which all of it has a price.</summary>
    public IReadOnlyList<Currency> Currencies { get; init; } = [];

    /// <summary>The coupon that was typed; null for none.</summary>
    public string? CouponCode { get; init; }

    /// <summary>Whether the coupon holds; null where none was typed.</summary>
    public CouponAnswer? Coupon { get; init; }

    /// <summary>Lines that are no more sold, free to read by now, or gone; they are to leave the cart.</summary>
    public IReadOnlyList<StoredCartLine> Gone { get; init; } = [];

    /// <summary>Lines that the buyer holds already, and by what; null where another line of the cart covers it.</summary>
    public IReadOnlyList<HeldLine> Held { get; init; } = [];

    /// <summary>Titles of what other sellers sell: orders of their own.</summary>
    public IReadOnlyList<string> OfOthers { get; init; } = [];
}

/// <summary>Reckons carts for their page. What an order costs, the checkout reckons anew.</summary>
internal sealed class ReckonCart(CartStore carts, SellerStore sellers, TaxRateStore rates, CartLines cartLines)
{
    /// <summary>Reckons it.</summary>
    /// <param name="owner">Whose cart; null for nobody's.</param>
    /// <param name="reader">What the buyer holds, and when.</param>
    /// <param name="keys">By what the buyer is known.</param>
    /// <param name="country">Where the buyer is; null before that is said.</param>
    /// <param name="vatId">The buyer's VAT id; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ReckonedCart> OfAsync(CartOwner? owner, Asker reader, RightKeys keys, string? country, VatId? vatId, CancellationToken ct)
    {
        if (owner is null || await carts.FindAsync(owner, ct) is not { Lines.Count: > 0 } cart)
        {
            return ReckonedCart.Empty;
        }

        var (lines, gone) = await cartLines.PartAsync(cart.Lines, reader.At, ct);
        if (lines.Count == 0 || await sellers.FindAsync(lines[0].Shop.SellerId, ct) is not { Seller: var seller })
        {
            return ReckonedCart.Empty with { Gone = gone };
        }

        var (own, currencies) = CartLines.OfOneOrder([.. lines.Where(line => line.Shop.SellerId == seller.Id)]);
        var currency = cart.Currency is { } chosen && currencies.Contains(chosen) ? chosen : currencies.Contains(own[0].Shop.Currency) ? own[0].Shop.Currency : currencies[0];
        var (coupon, answer) = await cartLines.AskAsync(cart.CouponCode, own, currency, reader.At, ct);
        List<CartLine> reckoned = [.. own.Select(line => line.Line)];
        var terms = new TotalsTerms { Seller = seller, Currency = currency, Country = country, VatId = vatId, Coupon = coupon, Rates = new TaxTable(await rates.ListAsync(ct)), At = reader.At };
        var credits = await cartLines.CreditsAsync(reckoned, journal => own.First(line => line.Shop.JournalId == journal).Shop.UpgradeDays, Totals.Of(reckoned, terms), keys, reader.At, ct);
        var totals = Totals.Of(reckoned, terms with { Credits = CartLines.Sums(credits, currency) });
        return new()
        {
            Lines = reckoned,
            Things = [.. own.Select(line => line.Thing)],
            Seller = seller,
            Totals = totals,
            Currency = currency,
            Currencies = currencies,
            CouponCode = cart.CouponCode,
            Coupon = answer,
            Gone = gone,
            Held = CartLines.Held(reckoned, reader.Reader.Rights, reader.At),
            OfOthers = [.. lines.Except(own).Select(line => ThingNames.Of(line.Thing).Title)],
        };
    }
}
