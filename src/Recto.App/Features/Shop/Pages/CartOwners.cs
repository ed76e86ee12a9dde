using Recto.App.Features.Shop.Orders;
using Recto.App.Shell.Persons;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>
/// Whose the cart of a request is: the account's that is signed in, else that of a browser that carries a key. The key goes to the pages of the cart only, so that no other page of a stranger is anybody's.
/// Who signs in takes the cart along.
/// </summary>
internal sealed class CartOwners(CartStore carts, Database database, TimeProvider time)
{
    /// <summary>Name of the cookie with the key.</summary>
    public const string Cookie = "recto-cart";

    private const string Path = "/cart";

    /// <summary>The owner; null for a browser that has no cart yet.</summary>
    public async Task<CartOwner?> FindAsync(HttpContext context, CancellationToken ct)
    {
        var key = OrderKeys.HashOf(context.Request.Cookies[Cookie]);
        if (context.Person() is not { } person)
        {
            return key is null ? null : CartOwner.Guest(key);
        }

        if (key is not null)
        {
            await using (var tx = await database.BeginAsync(ct))
            {
                await carts.MergeAsync(tx, key, person.Id, time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }

            context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = Path });
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
        context.Response.Cookies.Append(Cookie, key, new CookieOptions { MaxAge = CartStore.Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, Path = Path, IsEssential = true });
        return CartOwner.Guest(OrderKeys.HashOf(key)!);
    }
}
