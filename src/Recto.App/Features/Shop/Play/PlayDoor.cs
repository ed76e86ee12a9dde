using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Play;

/// <summary>What the page shows that plays the payment house.</summary>
/// <param name="Reference">What people call the order.</param>
/// <param name="Seller">Who sells.</param>
/// <param name="Amount">What is to pay.</param>
/// <param name="Address">Where the form goes.</param>
public sealed record PlayView(string Reference, string Seller, string Amount, string Address);

/// <summary>The page that plays the payment house. It is there only where the demonstration is on.</summary>
internal static class PlayDoor
{
    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(string key, HttpContext context, OrderStore orders, Gateways gateways, Say say, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await FindAsync(key, orders, gateways, ct) is not { } order)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await PageWriter.WriteAsync<PlayPage>(context, new PlayView(order.Reference, order.Seller.Name, OfferWords.Of(say, order.Gross), ShopPaths.Play + key));
    }

    /// <summary>Takes what the visitor chose, and leads back as a payment house does.</summary>
    public static async Task ChooseAsync(string key, HttpContext context, OrderStore orders, Gateways gateways, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (ForeignForms.IsForeign(context.Request))
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden);
            return;
        }

        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (await FindAsync(key, orders, gateways, ct) is not { } order)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        if (!Enum.TryParse<PlayedPayment>(form.Text("choice"), out var choice) || !Enum.IsDefined(choice))
        {
            await ErrorPages.WriteAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        await ((DemonstrationGateway)gateways.Find(Order.DemonstrationGateway)!).PlayAsync(order, choice, ct);
        context.Response.Redirect(ShopPaths.Return + key);
    }

    private static async Task<Order?> FindAsync(string key, OrderStore orders, Gateways gateways, CancellationToken ct) =>
        gateways.IsDemonstration && OrderKeys.HashOf(key) is { } hash && await orders.FindByKeyAsync(hash, ct) is { Gateway: Order.DemonstrationGateway } order ? order : null;
}
