using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Window;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Programs;

namespace Recto.App.Features.Shop.Pages;

/// <summary>The pages on which readers buy.</summary>
internal static class ShopPages
{
    /// <summary>Adds what they need.</summary>
    /// <param name="services">The services.</param>
    /// <param name="dataFolder">The site's folder, in which programs that set PDFs are looked for.</param>
    public static void Add(IServiceCollection services, string dataFolder)
    {
        services.AddRateLimiter(limiter => limiter.AddPolicy<string, FindRate>(FindRate.Name));
        services.AddSingleton<LayOut>();
        services.AddHostedService<KeepWindow>();
        services.AddSingleton<CartOwners>();
        services.AddSingleton<ReckonCart>();
        services.AddSingleton<CartAnswer>();
        services.AddSingleton<CartDoor>();
        services.AddSingleton<CheckoutDoor>();
        services.AddSingleton<OrderDoor>();
        services.AddSingleton<DownloadKeys>();
        services.AddSingleton(_ => new PdfAbility(PdfPrograms.Find(OptionalPrograms.OfMachine, dataFolder).Way != "none"));
        services.AddSingleton<FindRightKeys>(provider => (context, _) => ValueTask.FromResult(provider.GetRequiredService<DownloadKeys>().Find(context)));
    }

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapShopPage("/cart", (HttpContext context, CartDoor door, CancellationToken ct) => door.ShowAsync(context, ct));
        routes.MapShopForm("/cart", (HttpContext context, CheckoutDoor door, Shell.SiteOptions options, CancellationToken ct) => door.PayAsync(context, options, ct));
        routes.MapShopForm("/cart/add", (HttpContext context, CartDoor door, CancellationToken ct) => door.AddAsync(context, ct));
        routes.MapShopForm("/cart/remove", (HttpContext context, CartDoor door, CancellationToken ct) => door.RemoveAsync(context, ct));
        routes.MapShopForm("/cart/coupon", (HttpContext context, CartDoor door, CancellationToken ct) => door.CouponAsync(context, ct));
        routes.MapShopForm("/cart/currency", (HttpContext context, CartDoor door, CancellationToken ct) => door.CurrencyAsync(context, ct));
        routes.MapShopPage("/orders/find", OrderDoor.AskAsync);
        routes.MapShopForm("/orders/find", (HttpContext context, OrderDoor door, CancellationToken ct) => door.FindAsync(context, ct)).RequireRateLimiting(FindRate.Name);
        routes.MapShopPage("/orders/{reference}", (HttpContext context, OrderDoor door, string reference, CancellationToken ct) => door.ShowAsync(context, reference, ct));
        routes.MapShopForm("/orders/{reference}/pay", (HttpContext context, OrderDoor door, Shell.SiteOptions options, string reference, CancellationToken ct) => door.PayAsync(context, options, reference, ct));
        routes.MapShopForm("/orders/{reference}/cancel", (HttpContext context, OrderDoor door, string reference, CancellationToken ct) => door.CancelAsync(context, reference, ct));
        routes.MapShopForm("/orders/{reference}/resend", (HttpContext context, OrderDoor door, string reference, CancellationToken ct) => door.ResendAsync(context, reference, ct)).RequireRateLimiting(FindRate.Name);
        routes.MapShopPage("/orders/{reference}/receipts/{number}.pdf", (HttpContext context, OrderDoor door, string reference, string number, CancellationToken ct) => door.ReceiptPdfAsync(context, reference, number, ct));
        routes.MapShopPage("/orders/{reference}/receipts/{number}", (HttpContext context, OrderDoor door, string reference, string number, CancellationToken ct) => door.ReceiptAsync(context, reference, number, ct));
    }
}
