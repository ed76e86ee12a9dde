using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Writes the page of the cart as it stands now, with what was typed and what is wrong with it; what is no more sold leaves the cart and is told.</summary>
internal sealed class CartAnswer(ReckonCart reckon, CartStore carts, ProductStore products, ShopThingStore things, Gateways gateways, Database database, TimeProvider time, Say say)
{
    /// <summary>Writes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="owner">Whose cart; null for nobody's.</param>
    /// <param name="form">The buyer's details.</param>
    /// <param name="couponForm">What was typed as a coupon.</param>
    /// <param name="news">Sentences about what has happened.</param>
    /// <param name="status">The status.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAsync(HttpContext context, CartOwner? owner, FormValues form, FormValues couponForm, IReadOnlyList<string> news, int status, CancellationToken ct)
    {
        var country = Countries.Has(form.Text("country")) ? form.Text("country") : null;
        var reckoned = await reckon.OfAsync(owner, context.Reader(), await BuyerKeys.OfAsync(context, ct), country, VatOf(form, country), ct);
        var told = new List<string>(news);
        if (reckoned.Gone.Count > 0 && owner is not null)
        {
            await using (var tx = await database.BeginAsync(ct))
            {
                foreach (var gone in reckoned.Gone)
                {
                    await carts.RemoveAsync(tx, owner, ThingWords.Of(gone.Thing), ct);
                }

                await tx.CommitAsync(ct);
            }

            told.Add(say.Count(reckoned.Gone.Count, "{0} thing left the cart: it is no longer sold, or free to read by now.|{0} things left the cart: they are no longer sold, or free to read by now."));
        }

        if (reckoned.Coupon is { } answer and not CouponAnswer.Holds && owner is not null)
        {
            await SayAsync(owner, (await carts.FindAsync(owner, ct))?.Currency, null, ct);
            told.Add(Words(answer));
        }

        if (context.Request.Query["done"] == "full")
        {
            told.Add(say["The cart is full: {0} things. Pay for these first.", CartStore.MostLines]);
        }

        if (reckoned.OfOthers.Count > 0)
        {
            told.Add(say["In your cart too, as an order of its own after this one: {0}", string.Join("; ", reckoned.OfOthers)]);
        }

        SecurityHeaders.LetFormsLeadTo(context.Response, gateways.PaySites);
        await PageWriter.WriteAsync<CartPage>(context, new CartView
        {
            Lines = [.. reckoned.Lines.Select((line, at) => Line(line, reckoned.Things[at], reckoned.Currency, ExtensionRule.Find(context.Reader().Reader.Rights, line.Thing, context.Reader().At)))],
            Totals = reckoned.Totals,
            Currency = reckoned.Currency,
            Currencies = reckoned.Currencies,
            IsTaxIncluded = reckoned.Seller?.PricesIncludeTax == true,
            Country = country,
            Coupon = reckoned.Coupon == CouponAnswer.Holds ? reckoned.CouponCode : null,
            Form = form,
            CouponForm = couponForm,
            Ways = [.. gateways.All.Select(way => (way.Name, OrderWords.Gateway(say, way.Name)))],
            News = told,
            Refusals = [.. reckoned.Held.Select(held => Refusal(held, reckoned))],
            Undo = await UndoAsync(context, ct),
        }, status: status);
    }

    /// <summary>The VAT id that was typed, where it is written as those of that country are; null otherwise.</summary>
    public static VatId? VatOf(FormValues form, string? country) => country is not null && form.Text("vat") is { } typed && VatId.TryParse(typed, country, out var id) ? id : null;

    /// <summary>Why a coupon does not hold.</summary>
    public string Words(CouponAnswer answer) => answer switch
    {
        CouponAnswer.NotYet => say["This coupon does not hold yet."],
        CouponAnswer.Over => say["The time of this coupon is over."],
        CouponAnswer.UsedUp => say["This coupon was used as often as it may be."],
        CouponAnswer.OtherCurrency => say["This coupon is for another currency."],
        CouponAnswer.NothingInCart => say["Nothing in the cart gets cheaper by this coupon."],
        _ => say["There is no such coupon. Look at how it is written."],
    };

    /// <summary>Keeps what the buyer says of the cart.</summary>
    public async Task SayAsync(CartOwner owner, Currency? currency, string? code, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await carts.SayAsync(tx, owner, currency, code, time.GetUtcNow(), ct);
        await tx.CommitAsync(ct);
    }

    private CartLineView Line(CartLine line, ShopThing thing, Currency currency, HeldRight? extended)
    {
        var words = ThingNames.Of(thing);
        var says = extended is { Until: { } end } ? say["{0}, {1} more, from {2} on; {3}", OrderWords.Kind(say, line.Thing.Kind), OfferWords.Period(say, line.Product.Period), Dates.Moment(end), Small(OfferWords.Uses(say, line.Product.Uses))]
            : say["{0}, {1} from payment; {2}", OrderWords.Kind(say, line.Thing.Kind), OfferWords.Period(say, line.Product.Period), Small(OfferWords.Uses(say, line.Product.Uses))];
        return new CartLineView(ThingWords.Of(line.Thing), words.Title, words.Path ?? "/", line.Thing.Kind == ProductKind.Journal ? says : $"{words.Journal} · {says}", line.Product.PriceIn(currency)!.Value);
    }

    // What begins a sentence elsewhere stands in one here.
    private string Small(string words) => say.Culture.TextInfo.ToLower(words[0]) + words[1..];

    private (string Sentence, string? Address, string? Words) Refusal(HeldLine held, ReckonedCart cart)
    {
        var at = cart.Lines.ToList().IndexOf(held.Line);
        var words = ThingNames.Of(cart.Things[at]);
        return held.By switch
        {
            { Provider: { } provider } => (say["You can read “{0}” already, through {1}: nothing to pay.", words.Title, provider], words.Path, say["Read"]),
            { Until: { } until } => (say["You can read “{0}” already, until {1}.", words.Title, Dates.Moment(until)], words.Path, say["Read"]),
            { } => (say["You can read “{0}” already.", words.Title], words.Path, say["Read"]),
            null => (say["“{0}” is part of something else in your cart: take it out, and pay less.", words.Title], null, null),
        };
    }

    private async Task<(IReadOnlyList<(string Name, string Value)> Fields, string Title)?> UndoAsync(HttpContext context, CancellationToken ct) =>
        Guid.TryParse(context.Request.Query["product"], out var id) && await products.FindAsync(id, ct) is { Product: var product } && ThingWords.Read(context.Request.Query["removed"], product.JournalId) is { } named
            && await things.FindAsync(named, context.Reader().At, ct) is { } thing && product.IsFor(thing.Thing)
            ? ([("product", id.ToString()), ("thing", ThingWords.Of(thing.Thing))], ThingNames.Of(thing).Title) : null;
}
