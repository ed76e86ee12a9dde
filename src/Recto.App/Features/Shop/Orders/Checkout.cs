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
internal sealed class Checkout(Database database, CartStore carts, SellerStore sellers, TaxRateStore rates, OrderStore orders, CartLines cartLines, Gateways gateways, SettleOrder settle, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>Makes the order.</summary>
    /// <param name="wish">What the buyer sends.</param>
    /// <param name="origin">Scheme and host of the site.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CheckoutOutcome> PlaceAsync(CheckoutWish wish, string origin, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var now = time.GetUtcNow();
        if (FaultsOf(wish.Buyer, wish.HasConsented, out var vatId) is { Count: > 0 } faults)
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
        if (await sellers.FindAsync(wish.SellerId, ct) is not { Seller: var seller })
        {
            return null;
        }

        var cart = await carts.FindAsync(wish.Cart, ct);
        var (sold, gone) = await cartLines.PartAsync(cart?.Lines ?? [], now, ct);
        var shops = (await sellers.ListShopsAsync(ct)).Where(shop => shop.SellerId == seller.Id && shop.IsOn).ToDictionary(shop => shop.JournalId);
        var (own, currencies) = CartLines.OfOneOrder([.. sold.Where(line => line.Shop.SellerId == seller.Id)]);
        if (gone.Any(line => shops.ContainsKey(line.Thing.JournalId)) || (own.Count > 0 && !currencies.Contains(wish.Currency)))
        {
            return null; // No more sold, or free to read by now: the cart says which.
        }

        var (coupon, answer) = await cartLines.AskAsync(cart?.CouponCode, own, wish.Currency, now, ct);
        if (answer is not (null or CouponAnswer.Holds or CouponAnswer.NothingInCart))
        {
            return null;
        }

        List<CartLine> lines = [.. own.Select(line => line.Line)];
        var terms = new TotalsTerms { Seller = seller, Currency = wish.Currency, Country = wish.Buyer.Country, VatId = vatId, Coupon = coupon, Rates = new TaxTable(await rates.ListAsync(ct)), At = now };
        var credits = await cartLines.CreditsAsync(lines, journal => shops[journal].UpgradeDays, Totals.Of(lines, terms), wish.Keys with { AccountId = wish.AccountId }, now, ct);
        return new(seller, Totals.Of(lines, terms with { Credits = CartLines.Sums(credits, wish.Currency) }), [.. own.Select(line => line.Thing)], CartLines.Held(lines, wish.Rights, now), coupon, credits);
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
            Evidence = new(wish.Buyer.Country),
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

    /// <summary>What of a buyer does not do, for the page of the cart and for the order alike.</summary>
    /// <param name="buyer">The buyer, the VAT id as it was typed.</param>
    /// <param name="hasConsented">Whether the buyer wants it opened at once; true too where that is not asked yet.</param>
    /// <param name="vatId">The VAT id; null where there is none, or its country is not known for any.</param>
    public static IReadOnlyList<CheckoutFault> FaultsOf(Buyer buyer, bool hasConsented, out VatId? vatId)
    {
        ArgumentNullException.ThrowIfNull(buyer);
        vatId = null;
        var faults = new List<CheckoutFault>();
        var hasVatId = !string.IsNullOrWhiteSpace(buyer.VatId);
        if (!Addresses.IsAddress(buyer.Email))
        {
            faults.Add(CheckoutFault.Email);
        }

        if (buyer.Country is not { Length: 2 } || !buyer.Country.All(char.IsAsciiLetterUpper))
        {
            faults.Add(CheckoutFault.Country);
        }
        else if (hasVatId && VatId.IsKnownFor(buyer.Country))
        {
            if (VatId.TryParse(buyer.VatId, buyer.Country, out var read))
            {
                vatId = read;
            }
            else
            {
                faults.Add(CheckoutFault.VatId);
            }
        }

        if (hasVatId && !faults.Contains(CheckoutFault.VatId) && string.IsNullOrWhiteSpace(buyer.Name))
        {
            faults.Add(CheckoutFault.Name);
        }

        if (!hasConsented)
        {
            faults.Add(CheckoutFault.Consent);
        }

        return faults;
    }

    private sealed record Reckoned(Seller Seller, Totals Totals, IReadOnlyList<ShopThing> Things, IReadOnlyList<HeldLine> Held, Coupon? Coupon, IReadOnlyList<(int Line, CreditableLine Credited)> Credits);
}
