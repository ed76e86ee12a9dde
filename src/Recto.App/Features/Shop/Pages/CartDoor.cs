using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Articles;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>The cart: shown, filled, emptied, and paid. Of the browser it takes what is bought by name; what it costs is reckoned here.</summary>
internal sealed class CartDoor(CartOwners owners, ReckonCart reckon, CartStore carts, ProductStore products, ShopThingStore things, Checkout checkout, Gateways gateways, Database database, TimeProvider time, Say say)
{
    private const int LongestName = 200;
    private const int LongestAddress = 500;
    private const int MostLines = 8;

    /// <summary>Shows it.</summary>
    public async Task ShowAsync(HttpContext context, CancellationToken ct)
    {
        var form = new FormValues(("email", context.Person()?.Email));
        await AnswerAsync(context, await owners.FindAsync(context, ct), form, new FormValues(), [], StatusCodes.Status200OK, ct);
    }

    /// <summary>Puts something in.</summary>
    public async Task AddAsync(HttpContext context, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var at = context.Reader().At;
        if (!Guid.TryParse(form.Text("product"), out var id) || await products.FindAsync(id, ct) is not { Product: var product } || ThingWords.Read(form.Text("thing"), product.JournalId) is not { } named
            || await things.FindAsync(named, at, ct) is not { } thing || !product.IsFor(thing.Thing))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        if (thing.ClosedArticles == 0)
        {
            DeskDoor.Done(context, ThingNames.Of(thing).Path ?? "/cart"); // It is free to read by now.
            return;
        }

        var owner = await owners.EnsureAsync(context, ct);
        bool isIn;
        await using (var tx = await database.BeginAsync(ct))
        {
            isIn = await carts.AddAsync(tx, owner, new StoredCartLine(product.Id, thing.Thing), time.GetUtcNow(), ct);
            await tx.CommitAsync(ct);
        }

        DeskDoor.Done(context, isIn ? "/cart" : "/cart?done=full");
    }

    /// <summary>Takes something out; the page offers to put it back.</summary>
    public async Task RemoveAsync(HttpContext context, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await owners.FindAsync(context, ct) is { } owner && form.Text("line") is { } thing)
        {
            var line = (await carts.FindAsync(owner, ct))?.Lines.FirstOrDefault(one => ThingWords.Of(one.Thing) == thing);
            await using (var tx = await database.BeginAsync(ct))
            {
                await carts.RemoveAsync(tx, owner, thing, ct);
                await tx.CommitAsync(ct);
            }

            DeskDoor.Done(context, line is null ? "/cart" : $"/cart?removed={Uri.EscapeDataString(thing)}&product={line.ProductId}");
            return;
        }

        DeskDoor.Done(context, "/cart");
    }

    /// <summary>Takes a coupon, or takes it away.</summary>
    public async Task CouponAsync(HttpContext context, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await owners.FindAsync(context, ct) is not { } owner)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        var (code, currency) = (form.Text("code"), (await carts.FindAsync(owner, ct))?.Currency);
        await SayAsync(owner, currency, code is { Length: <= 40 } ? code : null, ct);
        if (code is null)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        var answer = (await reckon.OfAsync(owner, context.Reader(), RightKeys.None, null, null, ct)).Coupon ?? CouponAnswer.Unknown;
        if (answer == CouponAnswer.Holds)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        await SayAsync(owner, currency, null, ct);
        form.Wrong("code", Words(answer));
        await AnswerAsync(context, owner, new FormValues(("email", context.Person()?.Email)), form, [], StatusCodes.Status422UnprocessableEntity, ct);
    }

    /// <summary>Chooses the currency.</summary>
    public async Task CurrencyAsync(HttpContext context, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is { } form)
        {
            if (await owners.FindAsync(context, ct) is { } owner && Currency.TryParse(form.Text("currency"), out var currency))
            {
                await SayAsync(owner, currency, (await carts.FindAsync(owner, ct))?.CouponCode, ct);
            }

            DeskDoor.Done(context, "/cart");
        }
    }

    /// <summary>Takes the buyer's details: shows the sum with its tax first, and makes the order once that very sum was seen.</summary>
    public async Task PayAsync(HttpContext context, SiteOptions options, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var owner = await owners.FindAsync(context, ct);
        var country = Countries.Has(form.Text("country")) ? form.Text("country") : null;
        var reckoned = await reckon.OfAsync(owner, context.Reader(), await BuyerKeys.OfAsync(context, ct), country, VatOf(form, country), ct);
        if (owner is null || reckoned.Totals is null)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        Check(form, country);
        if (!form.IsRight)
        {
            await AnswerAsync(context, owner, form, new FormValues(), [], StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        if (form.Text("shown") != CartPage.Shown(reckoned.Totals))
        {
            await AnswerAsync(context, owner, form, new FormValues(), [form.Text("shown") is null ? say["The sum with its tax stands here now. Look at it, then pay."] : say["The sum is another than it was: look at it, then pay."]], StatusCodes.Status200OK, ct);
            return;
        }

        var outcome = await checkout.PlaceAsync(new CheckoutWish
        {
            Cart = owner,
            SellerId = reckoned.Seller!.Id,
            Currency = reckoned.Currency,
            Buyer = new Buyer { Email = form.Text("email")!, Name = form.Text("name"), Address = [.. (form.Text("address") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], Country = country!, VatId = form.Text("vat"), Language = say.Language },
            AccountId = context.Person()?.Id,
            Gateway = form.Text("way") is { } way && gateways.Find(way) is not null ? way : gateways.All[0].Name,
            Shown = reckoned.Totals.Gross,
            HasConsented = form.Has("now"),
            Rights = context.Reader().Reader.Rights,
            Keys = await BuyerKeys.OfAsync(context, ct),
        }, options.AddressFor(context.Request), ct);
        await LeadOnAsync(context, owner, form, outcome, ct);
    }

    private async Task LeadOnAsync(HttpContext context, CartOwner owner, FormValues form, CheckoutOutcome outcome, CancellationToken ct)
    {
        switch (outcome)
        {
            case CheckoutOutcome.Placed placed:
                await PayRedirect.AnswerAsync(context, placed.Order, placed.GoTo, ct);
                return;
            case CheckoutOutcome.HouseAway away:
                await PayRedirect.AnswerAsync(context, away.Order, OrderView.AddressOf(away.Order.Reference) + "?done=away", ct);
                return;
            case CheckoutOutcome.Faulty faulty:
                foreach (var fault in faulty.Faults)
                {
                    form.Wrong(fault switch { CheckoutFault.Email => "email", CheckoutFault.Country => "country", CheckoutFault.VatId => "vat", CheckoutFault.Name => "name", _ => "now" }, Words(fault));
                }

                break;
            case CheckoutOutcome.Held:
                form.Wrong("", say["You can read some of this already. Take it out of the cart, then pay."]);
                break;
            case CheckoutOutcome.Empty:
                DeskDoor.Done(context, "/cart");
                return;
            default:
                await AnswerAsync(context, owner, form, new FormValues(), [say["The sum is another than it was: look at it, then pay."]], StatusCodes.Status200OK, ct);
                return;
        }

        await AnswerAsync(context, owner, form, new FormValues(), [], StatusCodes.Status422UnprocessableEntity, ct);
    }

    private void Check(FormValues form, string? country)
    {
        if (!Emails.IsOne(form.Text("email")))
        {
            form.Wrong("email", Words(CheckoutFault.Email));
        }

        if (country is null)
        {
            form.Wrong("country", Words(CheckoutFault.Country));
        }

        if (form.Text("name") is { Length: > LongestName } || form.Text("name")?.Any(char.IsControl) == true)
        {
            form.Wrong("name", say["One line of up to {0} characters.", LongestName]);
        }

        if (form.Text("address") is { } address && (address.Length > LongestAddress || address.Count(c => c == '\n') >= MostLines))
        {
            form.Wrong("address", say["Up to {0} lines of up to {1} characters.", MostLines, LongestAddress]);
        }

        if (form.Text("vat") is { } vat && (vat.Length > 30 || vat.Any(char.IsControl) || (country is not null && VatId.IsKnownFor(country) && VatOf(form, country) is null)))
        {
            form.Wrong("vat", Words(CheckoutFault.VatId));
        }

        if (form.Text("vat") is not null && form.Text("name") is null)
        {
            form.Wrong("name", Words(CheckoutFault.Name));
        }

        // The first look at the sum needs no consent yet; the payment does.
        if (form.Text("shown") is not null && !form.Has("now"))
        {
            form.Wrong("now", Words(CheckoutFault.Consent));
        }
    }

    private static VatId? VatOf(FormValues form, string? country) => country is not null && form.Text("vat") is { } typed && VatId.TryParse(typed, country, out var id) ? id : null;

    private string Words(CheckoutFault fault) => fault switch
    {
        CheckoutFault.Email => say["This is not one e-mail address. As in name@example.org."],
        CheckoutFault.Country => say["Choose a country."],
        CheckoutFault.VatId => say["VAT numbers of that country are written otherwise. Look at it again, or leave it empty."],
        CheckoutFault.Name => say["A VAT number needs the name of the business beside it."],
        _ => say["It can only be opened at once: tick the box, or write to the seller."],
    };

    private string Words(CouponAnswer answer) => answer switch
    {
        CouponAnswer.NotYet => say["This coupon does not hold yet."],
        CouponAnswer.Over => say["The time of this coupon is over."],
        CouponAnswer.UsedUp => say["This coupon was used as often as it may be."],
        CouponAnswer.OtherCurrency => say["This coupon is for another currency."],
        CouponAnswer.NothingInCart => say["Nothing in the cart gets cheaper by this coupon."],
        _ => say["There is no such coupon. Look at how it is written."],
    };

    private async Task SayAsync(CartOwner owner, Currency? currency, string? code, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await carts.SayAsync(tx, owner, currency, code, time.GetUtcNow(), ct);
        await tx.CommitAsync(ct);
    }

    private async Task AnswerAsync(HttpContext context, CartOwner? owner, FormValues form, FormValues couponForm, IReadOnlyList<string> news, int status, CancellationToken ct)
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
            Lines = [.. reckoned.Lines.Select((line, at) => Line(line, reckoned.Things[at], reckoned.Currency))],
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

    private CartLineView Line(CartLine line, ShopThing thing, Currency currency)
    {
        var words = ThingNames.Of(thing);
        var says = say["{0}, {1} from payment; {2}", OrderWords.Kind(say, line.Thing.Kind), OfferWords.Period(say, line.Product.Period), Small(OfferWords.Uses(say, line.Product.Uses))];
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
