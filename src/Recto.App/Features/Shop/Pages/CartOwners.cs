using Recto.App.Features.Shop.Orders;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>
/// Whose the cart of a request is: the account's that is signed in, else that of a browser that carries a key. The pages of the cart alone look at it, so that every other page is the same for all strangers.
/// Who signs in takes the cart along.
/// </summary>
internal sealed class CartOwners(CartStore carts, Database database, TimeProvider time)
{
    /// <summary>Name of the cookie with the key.</summary>
    public const string Cookie = "recto-cart";

    /// <summary>The owner; null for a browser that has no cart yet.</summary>
    public async Task<CartOwner?> FindAsync(HttpContext context, CancellationToken ct)
    {
        var key = OrderKeys.HashOf(HostCookies.Find(context, Cookie));
        if (context.Person() is not { } person)
        {
            return key is null ? null : CartOwner.Guest(key);
        }

        if (key is not null && !database.IsReadOnly)
        {
            await using (var tx = await database.BeginAsync(ct))
            {
                await carts.MergeAsync(tx, key, person.Id, time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }

            HostCookies.Forget(context, Cookie);
        }

        return CartOwner.Member(person.Id);
    }

    /// <summary>The owner; a browser that has no cart gets a key.</summary>
    public async Task<CartOwner> EnsureAsync(HttpContext context, CancellationToken ct)
    {
        if (await FindAsync(context, ct) is { } owner)
        {
            return owner;
        }

        var key = OrderKeys.New();
        HostCookies.Set(context, Cookie, key, CartStore.Kept);
        return CartOwner.Guest(OrderKeys.HashOf(key)!);
    }
}
