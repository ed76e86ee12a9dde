using Recto.App.Features.Shop.Payment;

namespace Recto.App.Features.Shop.Orders;

/// <summary>Addresses of orders.</summary>
internal static class ShopPaths
{
    /// <summary>Where the payment house sends buyers back to; leads on to the order's page.</summary>
    public const string Return = "/orders/return/";

    /// <summary>Where the demonstration plays the payment house.</summary>
    public const string Play = "/orders/demonstration/";

    /// <summary>Where a mailed link leads.</summary>
    public const string Link = "/read/order/";

    /// <summary>Where Stripe tells its news.</summary>
    public const string StripeHook = "/hooks/stripe";

    /// <summary>The page of an order, for whoever may see it.</summary>
    public static string Order(string reference) => "/orders/" + Uri.EscapeDataString(reference);

    /// <summary>A receipt or credit note of it.</summary>
    public static string Receipt(string reference, string number) => $"{Order(reference)}/receipts/{Uri.EscapeDataString(number)}";

    /// <summary>Where a buyer comes back to.</summary>
    /// <param name="origin">Scheme and host of the site.</param>
    /// <param name="key">The key of the order.</param>
    public static ReturnAddresses Back(string origin, string key) => new(origin + Return + key, origin + "/cart", Play + key);
}
