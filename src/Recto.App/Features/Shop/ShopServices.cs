using Recto.App.Features.Shop.Jobs;
using Recto.App.Features.Shop.Mails;
using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Features.Shop.Pages;
using Recto.App.Features.Shop.Play;
using Recto.App.Features.Shop.Stamps;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop;

/// <summary>The shop below its pages: stores, ways of payment, orders and what follows from them.</summary>
internal static class ShopServices
{
    /// <summary>Adds what it needs.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How buyers pay, and whether this process works on what payment houses tell.</param>
    public static void AddShop(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<SellerStore>();
        services.AddSingleton<ProductStore>();
        services.AddSingleton<CouponStore>();
        services.AddSingleton<TaxRateStore>();
        services.AddSingleton<CartStore>();
        services.AddSingleton<ShopThingStore>();
        services.AddSingleton<OrderStore>();
        services.AddSingleton<OrderLinkStore>();
        services.AddSingleton<ReceiptStore>();
        services.AddSingleton<PaymentEventStore>();
        foreach (var gateway in options.Shop.Gateways)
        {
            switch (gateway)
            {
                case ShopOptions.Stripe:
                    services.AddSingleton<IPaymentGateway>(_ => new StripeGateway(options.Shop));
                    break;
                case ShopOptions.Invoice:
                    services.AddSingleton<IPaymentGateway, InvoiceGateway>();
                    break;
                default:
                    services.AddSingleton<IPaymentGateway, DemonstrationGateway>();
                    break;
            }
        }

        services.AddSingleton<Gateways>();
        services.AddBell<ShopBell>();
        services.AddSingleton<SettleOrder>();
        services.AddSingleton<RefundOrder>();
        services.AddSingleton<CartLines>();
        services.AddSingleton<Checkout>();
        services.AddSingleton<OrderLinks>();
        services.AddSingleton<OrderAccess>();
        services.AddSingleton<ShopMailWords>();
        services.AddSingleton<ShopMails>();
        services.AddSingleton<ShopJob>();
        services.AddSingleton<StampedFiles>();
        services.AddSingleton<StampFile>(provider => provider.GetRequiredService<StampedFiles>().FindAsync);
        services.AddSingleton<BuyerRecords>();
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<BuyerRecords>().OrdersAsync);
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<BuyerRecords>().BoughtAsync);
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<BuyerRecords>().ReceiptsAsync);
        services.AddSingleton<ErasePerson>(provider => provider.GetRequiredService<BuyerRecords>().EraseAsync);
        services.AddSingleton<FindRightKeys>(provider => (context, _) => ValueTask.FromResult(provider.GetRequiredService<OrderAccess>().Find(context)));
        if (options.RunsShop)
        {
            services.AddWork<ShopJob>();
        }
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapShop(this IEndpointRouteBuilder routes)
    {
        routes.MapFile(ShopPaths.Return + "{key}", OrderDoors.ReturnAsync);
        routes.MapFile(ShopPaths.Link + "{key}", OrderDoors.LinkAsync);
        routes.MapFile(ShopPaths.Play + "{key}", PlayDoor.ShowAsync);
        routes.MapLate(ShopPaths.Play + "{key}", [HttpMethods.Post], PlayDoor.ChooseAsync).DisableAntiforgery();
        routes.MapLate(ShopPaths.StripeHook, [HttpMethods.Post], StripeHook.TakeAsync).DisableAntiforgery();
    }
}
