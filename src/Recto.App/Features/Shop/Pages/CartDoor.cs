using Recto.App.Features.Shop.Orders;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Persons;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>The cart: shown, filled, emptied. Of the browser it takes what is bought by name; what it costs is reckoned here.</summary>
internal sealed class CartDoor(CartOwners owners, ReckonCart reckon, CartAnswer answer, CartStore carts, ProductStore products, ShopThingStore things, Database database, TimeProvider time)
{
    /// <summary>Shows it.</summary>
    public async Task ShowAsync(HttpContext context, CancellationToken ct)
    {
        var form = new FormValues(("email", context.Person()?.Email));
        await answer.WriteAsync(context, await owners.FindAsync(context, ct), form, new FormValues(), [], StatusCodes.Status200OK, ct);
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
        await answer.SayAsync(owner, currency, code is { Length: <= 40 } ? code : null, ct);
        if (code is null)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        var held = (await reckon.OfAsync(owner, context.Reader(), RightKeys.None, null, null, ct)).Coupon ?? CouponAnswer.Unknown;
        if (held == CouponAnswer.Holds)
        {
            DeskDoor.Done(context, "/cart");
            return;
        }

        await answer.SayAsync(owner, currency, null, ct);
        form.Wrong("code", answer.Words(held));
        await answer.WriteAsync(context, owner, new FormValues(("email", context.Person()?.Email)), form, [], StatusCodes.Status422UnprocessableEntity, ct);
    }

    /// <summary>Chooses the currency.</summary>
    public async Task CurrencyAsync(HttpContext context, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is { } form)
        {
            if (await owners.FindAsync(context, ct) is { } owner && Currency.TryParse(form.Text("currency"), out var currency))
            {
                await answer.SayAsync(owner, currency, (await carts.FindAsync(owner, ct))?.CouponCode, ct);
            }

            DeskDoor.Done(context, "/cart");
        }
    }
}
