using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Mail;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Makes an order of a cart: reckons it anew of what is kept here, freezes it, and asks the payment house where the buyer pays.</summary>
internal sealed class Checkout(Database database, CartStore carts, ProductStore products, SellerStore sellers, CouponStore coupons, TaxRateStore rates, ShopThingStore things, OrderStore orders, CartLines cartLines, Gateways gateways, SettleOrder settle, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Makes the order.</summary>
    /// <param name="wish">What the buyer sends.</param>
    /// <param name="origin">Scheme and host of the site.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CheckoutOutcome> PlaceAsync(CheckoutWish wish, string origin, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var now = time.GetUtcNow();
        if (Faults(wish, out var vatId) is { Count: > 0 } faults)
        {
            return new CheckoutOutcome.Faulty(faults);
        }

        if (gateways.Find(wish.Gateway) is not { } gateway)
        {
            return new CheckoutOutcome.NoGateway();
        }

        if (await ReckonAsync(wish, vatId, now, ct) is not { } reckoned)
        {
            return new CheckoutOutcome.Changed();
        }

        if (reckoned.Totals.Lines.Count == 0)
        {
            return new CheckoutOutcome.Empty();
        }

        if (reckoned.Held.Count > 0)
        {
            return new CheckoutOutcome.Held(reckoned.Held);
        }

        if (wish.Shown is { } shown && shown != reckoned.Totals.Gross)
        {
            return new CheckoutOutcome.Changed();
        }

        var key = OrderKeys.New();
        var order = Freeze(wish, reckoned, vatId, gateway, now);
        await using (var tx = await database.BeginAsync(ct))
        {
            if (!await orders.CreateAsync(tx, new(order, OrderKeys.HashOf(key)!, normalizer.NormalizeEmail(order.Buyer.Email)!, reckoned.Coupon?.Id, reckoned.Credits), ct))
            {
                return new CheckoutOutcome.Changed();
            }

            foreach (var line in order.Lines)
            {
                await carts.RemoveAsync(tx, wish.Cart, ThingWords.Of(line.Thing), ct);
            }

            if (order.State == OrderState.Waiting)
            {
                await orders.MailAsync(tx, order.Id, OrderStore.InvoiceMail, again: false, now, ct);
            }

            await tx.CommitAsync(ct);
        }

        return await StartAsync(order, key, gateway, origin, ct);
    }

    /// <summary>Leads a buyer back to paying an order that is not paid yet: to the same page where it still takes the payment, else to a new attempt.</summary>
    /// <param name="id">The order.</param>
    /// <param name="origin">Scheme and host of the site.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where the order is paid, waits, or was given up: its page says which.</returns>
    /// <exception cref="PaymentHouseException">The payment house is away.</exception>
    public async Task<CheckoutOutcome?> PayAsync(Guid id, string origin, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (await settle.RunAsync(id, ct) is not { State: OrderState.Open or OrderState.Failed } order || gateways.Find(order.Gateway) is not { PaysAtOnce: true, Patience: { } patience } gateway)
        {
            return null;
        }

        if (order is { State: OrderState.Open, PayAddress: { } address } && now < order.ExpiresAt)
        {
            return new CheckoutOutcome.Placed(order, null, address);
        }

        await gateway.CloseAsync(order, ct); // So that two pages never take the money of one order.
        var key = OrderKeys.New();
        Order? again;
        await using (var tx = await database.BeginAsync(ct))
        {
            again = await orders.TryAgainAsync(tx, id, OrderKeys.HashOf(key)!, now + patience, now, ct);
            await tx.CommitAsync(ct);
        }

        return again is null ? null : await StartAsync(again, key, gateway, origin, ct);
    }

    private async Task<CheckoutOutcome> StartAsync(Order order, string key, IPaymentGateway gateway, string origin, CancellationToken ct)
    {
        if (order.Gateway == Order.FreeGateway)
        {
            return new CheckoutOutcome.Placed(await settle.RunAsync(order.Id, ct) ?? order, key, ShopPaths.Order(order.Reference));
        }

        PaymentSession session;
        try
        {
            session = await gateway.StartAsync(order, ShopPaths.Back(origin, key), ct);
        }
        catch (PaymentHouseException)
        {
            return new CheckoutOutcome.HouseAway(order);
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            await orders.SetSessionAsync(tx, order.Id, order.Attempt, session.Id, session.PayAddress, time.GetUtcNow(), ct);
            await tx.CommitAsync(ct);
        }

        return new CheckoutOutcome.Placed(order with { SessionId = session.Id, PayAddress = session.PayAddress }, key, session.PayAddress ?? ShopPaths.Order(order.Reference));
    }

    private async Task<Reckoned?> ReckonAsync(CheckoutWish wish, VatId? vatId, DateTimeOffset now, CancellationToken ct)
    {
        var cart = await carts.FindAsync(wish.Cart, ct);
        var sold = (await products.ListAsync(cart?.Lines.Select(line => line.ProductId) ?? [], ct)).ToDictionary(row => row.Product.Id, row => row.Product);
        var shops = (await sellers.ListShopsAsync(ct)).Where(shop => shop.SellerId == wish.SellerId && shop.IsOn).ToDictionary(shop => shop.JournalId);
        if (await sellers.FindAsync(wish.SellerId, ct) is not { Seller: var seller })
        {
            return null;
        }

        var lines = new List<CartLine>();
        var found = new List<ShopThing>();
        foreach (var line in (cart?.Lines ?? []).Where(line => shops.ContainsKey(line.Thing.JournalId)))
        {
            if (!sold.TryGetValue(line.ProductId, out var product) || !product.IsSold(now) || !product.IsFor(line.Thing) || product.PriceIn(wish.Currency) is null || await things.FindAsync(line.Thing, now, ct) is not { ClosedArticles: > 0 } thing)
            {
                return null; // No more sold, or free to read by now: the cart says which.
            }

            lines.Add(new(product, thing.Thing));
            found.Add(thing);
        }

        var coupon = cart?.CouponCode is { } code ? (await coupons.FindAsync(code, ct))?.Coupon : null;
        if (cart?.CouponCode is not null && coupon?.Ask(wish.Currency, now) != CouponAnswer.Holds)
        {
            return null;
        }

        var terms = new TotalsTerms { Seller = seller, Currency = wish.Currency, Country = wish.Buyer.Country, VatId = vatId, Coupon = coupon, Rates = new TaxTable(await rates.ListAsync(ct)), At = now };
        var credits = await cartLines.CreditsAsync(lines, journal => shops[journal].UpgradeDays, Totals.Of(lines, terms), wish.Keys with { AccountId = wish.AccountId }, now, ct);
        return new(seller, Totals.Of(lines, terms with { Credits = CartLines.Sums(credits, wish.Currency) }), found, CartLines.Held(lines, wish.Rights, now), coupon, credits);
    }

    private static Order Freeze(CheckoutWish wish, Reckoned reckoned, VatId? vatId, IPaymentGateway gateway, DateTimeOffset now)
    {
        var totals = reckoned.Totals;
        var isFree = totals.Gross.IsZero;
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Reference = OrderReference.Of(RandomNumberGenerator.GetBytes(OrderReference.ByteCount)),
            AccountId = wish.AccountId,
            Seller = reckoned.Seller,
            Buyer = wish.Buyer with { VatId = vatId?.Number ?? wish.Buyer.VatId },
            Lines = [.. totals.Lines.Select((line, at) => Freeze(line, at + 1, reckoned.Things[at], ExtensionRule.Find(wish.Rights, line.Line.Thing, now)?.Id))],
            Net = totals.Net,
            Tax = totals.Tax,
            Gross = totals.Gross,
            Refunded = Money.Zero(wish.Currency),
            State = isFree || gateway.PaysAtOnce ? OrderState.Open : OrderState.Waiting,
            Gateway = isFree ? Order.FreeGateway : gateway.Name,
            Coupon = reckoned.Coupon?.Code,
            Evidence = new(wish.Buyer.Country, Network: wish.NetworkCountry),
            ConsentAt = wish.HasConsented ? now : null,
            CreatedAt = now,
            ExpiresAt = isFree ? now : gateway.Patience is { } patience ? now + patience : null,
        };
    }

    private static OrderLine Freeze(PricedLine line, int number, ShopThing thing, Guid? extends) => new()
    {
        Number = number,
        ProductId = line.Line.Product.Id,
        Thing = line.Line.Thing,
        Words = ThingNames.Of(thing),
        Period = line.Line.Product.Period,
        Uses = line.Line.Product.Uses,
        Price = line.Price,
        Discount = line.Discount,
        Credit = line.Credit,
        Net = line.Net,
        Tax = line.Tax,
        Treatment = line.Treatment,
        Rate = line.Rate,
        ExtendsId = extends,
    };

    private static List<CheckoutFault> Faults(CheckoutWish wish, out VatId? vatId)
    {
        vatId = null;
        var faults = new List<CheckoutFault>();
        if (!Addresses.IsAddress(wish.Buyer.Email))
        {
            faults.Add(CheckoutFault.Email);
        }

        if (wish.Buyer.Country is not { Length: 2 } || !wish.Buyer.Country.All(char.IsAsciiLetterUpper))
        {
            faults.Add(CheckoutFault.Country);
        }
        else if (!string.IsNullOrWhiteSpace(wish.Buyer.VatId) && VatId.IsKnownFor(wish.Buyer.Country))
        {
            if (VatId.TryParse(wish.Buyer.VatId, wish.Buyer.Country, out var read))
            {
                vatId = read;
            }
            else
            {
                faults.Add(CheckoutFault.VatId);
            }
        }

        if (vatId is not null && string.IsNullOrWhiteSpace(wish.Buyer.Name))
        {
            faults.Add(CheckoutFault.Name);
        }

        if (!wish.HasConsented)
        {
            faults.Add(CheckoutFault.Consent);
        }

        return faults;
    }

    private sealed record Reckoned(Seller Seller, Totals Totals, IReadOnlyList<ShopThing> Things, IReadOnlyList<HeldLine> Held, Coupon? Coupon, IReadOnlyList<(int Line, CreditableLine Credited)> Credits);
}
