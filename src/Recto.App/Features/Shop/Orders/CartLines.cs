using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>What holds of the lines of a cart: for the page of the cart and for the checkout alike.</summary>
internal sealed class CartLines(OrderStore orders, ProductStore products, SellerStore sellers, CouponStore coupons, ShopThingStore things)
{
    /// <summary>Parts what is sold now from what is not: the shop of its journal is off, the product ended or has no price, it is free to read by now, or gone.</summary>
    /// <param name="lines">The cart.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(IReadOnlyList<SoldLine> Sold, IReadOnlyList<StoredCartLine> Gone)> PartAsync(IReadOnlyList<StoredCartLine> lines, DateTimeOffset at, CancellationToken ct)
    {
        var known = (await products.ListAsync(lines.Select(line => line.ProductId), ct)).ToDictionary(row => row.Product.Id, row => row.Product);
        var shops = (await sellers.ListShopsAsync(ct)).Where(shop => shop.IsOn).ToDictionary(shop => shop.JournalId);
        var (sold, gone) = (new List<SoldLine>(), new List<StoredCartLine>());
        foreach (var line in lines)
        {
            if (shops.TryGetValue(line.Thing.JournalId, out var shop) && known.TryGetValue(line.ProductId, out var product) && product.IsSold(at) && product.Prices.Count > 0
                && await things.FindAsync(line.Thing, at, ct) is { ClosedArticles: > 0 } thing && product.IsFor(thing.Thing))
            {
                sold.Add(new(new(product, thing.Thing), thing, shop));
            }
            else
            {
                gone.Add(line);
            }
        }

        return (sold, gone);
    }

    /// <summary>What of one seller's lines one order takes, and in which currencies: all of them where they have one in common; else those with a price in the first currency of the first, and the others wait for an order of their own.</summary>
    /// <param name="ofSeller">What is sold of one seller.</param>
    public static (IReadOnlyList<SoldLine> Lines, IReadOnlyList<Currency> Currencies) OfOneOrder(IReadOnlyList<SoldLine> ofSeller)
    {
        if (ofSeller.Count == 0)
        {
            return ([], []);
        }

        List<Currency> common = [.. ofSeller.Select(line => line.Line.Product.Prices.Select(price => price.Currency)).Aggregate((one, other) => one.Intersect(other))];
        var first = ofSeller[0].Line.Product.Prices[0].Currency;
        return common.Count > 0 ? (ofSeller, common) : ([.. ofSeller.Where(line => line.Line.Product.PriceIn(first) is not null)], [first]);
    }

    /// <summary>The coupon of a cart, and whether it holds for an order.</summary>
    /// <param name="code">What was typed; null for nothing.</param>
    /// <param name="lines">What the order takes.</param>
    /// <param name="currency">In what is paid.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The coupon, null where it does not hold; the answer is null where nothing was typed.</returns>
    public async Task<(Coupon? Coupon, CouponAnswer? Answer)> AskAsync(string? code, IReadOnlyList<SoldLine> lines, Currency currency, DateTimeOffset at, CancellationToken ct)
    {
        if (code is null)
        {
            return (null, null);
        }

        var coupon = (await coupons.FindAsync(code, ct))?.Coupon;
        var answer = coupon is null ? CouponAnswer.Unknown : lines.Any(line => coupon.IsAbout(line.Line.Product)) ? coupon.Ask(currency, at) : CouponAnswer.NothingInCart;
        return (answer == CouponAnswer.Holds ? coupon : null, answer);
    }

    /// <summary>Lines that need not be bought: the buyer holds them, or another line of the cart covers them.</summary>
    /// <param name="lines">The cart.</param>
    /// <param name="rights">What the buyer holds.</param>
    /// <param name="at">When.</param>
    public static IReadOnlyList<HeldLine> Held(IReadOnlyList<CartLine> lines, IReadOnlyList<HeldRight> rights, DateTimeOffset at) =>
    [
        .. lines.Select(line => (Line: line, By: AlreadyHeld.Find(rights, line.Thing, line.Product.Uses, at), IsTwice: lines.Any(other => other.Thing.Kind != line.Thing.Kind && AlreadyHeld.IsIn(other.Thing, line.Thing))))
            .Where(one => one.By is not null || one.IsTwice).Select(one => new HeldLine(one.Line, one.By)),
    ];

    /// <summary>What was paid for articles of the issues in the cart, and is credited on them.</summary>
    /// <param name="lines">The cart.</param>
    /// <param name="days">For how many days a journal credits.</param>
    /// <param name="totals">What the lines cost without it.</param>
    /// <param name="keys">By what the buyer is known.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Number of the line in the cart, from 1, and what is credited on it.</returns>
    public async Task<IReadOnlyList<(int Line, CreditableLine Credited)>> CreditsAsync(IReadOnlyList<CartLine> lines, Func<Guid, int> days, Totals totals, RightKeys keys, DateTimeOffset at, CancellationToken ct)
    {
        var longest = lines.Where(line => line.Thing.Kind == ProductKind.Issue).Select(line => days(line.Thing.JournalId)).DefaultIfEmpty(0).Max();
        if (longest == 0 || keys.IsEmpty)
        {
            return [];
        }

        var bought = await orders.ListCreditableAsync(keys.AccountId, keys.EmailKey, keys.Orders, at.AddDays(-longest), ct);
        return [.. lines.SelectMany((line, place) => UpgradeRule.Find(line.Thing, totals.Lines[place].Price - totals.Lines[place].Discount, bought, days(line.Thing.JournalId), at).Select(credited => (place + 1, credited)))];
    }

    /// <summary>The same as sums, by place in the cart, from 0.</summary>
    public static IReadOnlyDictionary<int, Money> Sums(IReadOnlyList<(int Line, CreditableLine Credited)> credits, Currency currency) =>
        credits.GroupBy(credit => credit.Line - 1).ToDictionary(group => group.Key, group => group.Aggregate(Money.Zero(currency), (sum, credit) => sum + credit.Credited.Paid));
}

/// <summary>A line of a cart that is sold now.</summary>
/// <param name="Line">What of which product.</param>
/// <param name="Thing">What it is.</param>
/// <param name="Shop">The shop of its journal.</param>
internal sealed record SoldLine(CartLine Line, ShopThing Thing, JournalShop Shop);
