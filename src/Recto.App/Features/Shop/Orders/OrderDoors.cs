using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Where buyers come in: back from the payment house, and by the link in a mail. Both lead on to the order's page, so that no key stays in the bar of addresses.</summary>
internal static class OrderDoors
{
    /// <summary>Back from the payment house: asks it at once, so that nobody waits for its news.</summary>
    public static async Task<IResult> ReturnAsync(string key, HttpContext context, OrderStore orders, SettleOrder settle, OrderAccess access, CancellationToken ct)
    {
        if (OrderKeys.HashOf(key) is not { } hash || await orders.FindByKeyAsync(hash, ct) is not { } order)
        {
            return Results.NotFound();
        }

        try
        {
            await settle.RunAsync(order.Id, ct);
        }
        catch (PaymentHouseException)
        {
            // The page says that the payment is being looked at; the job asks again.
        }

        await access.LetInAsync(context, order.Id, emailKey: null, ct);
        return Leave(context, order.Reference);
    }

    /// <summary>By the link in a mail.</summary>
    public static async Task<IResult> LinkAsync(string key, HttpContext context, OrderLinks links, OrderStore orders, OrderAccess access, SiteOptions options, CancellationToken ct)
    {
        if (await links.FindAsync(key, ct) is not { } linked || await orders.FindAsync(linked.Id, ct) is not { } order)
        {
            return Results.NotFound();
        }

        if (await access.LetInAsync(context, order.Id, linked.EmailKey, ct))
        {
            return Leave(context, order.Reference);
        }

        context.Response.Headers.CacheControl = "no-store";
        await PageWriter.WriteAsync<TooManyPage>(context, new TooManyView(order.Reference, options.Shop.Devices, order.Seller.Email), status: StatusCodes.Status403Forbidden);
        return Results.Empty;
    }

    private static IResult Leave(HttpContext context, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer"; // The address that is left holds a key.
        return Results.LocalRedirect(ShopPaths.Order(reference));
    }
}
