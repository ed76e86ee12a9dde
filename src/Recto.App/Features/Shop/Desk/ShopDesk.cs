using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Shop.Desk;

/// <summary>The shop at the desk: its addresses, and what is said after an act.</summary>
internal static class ShopDesk
{
    /// <summary>Address of the shop at the desk.</summary>
    public const string Address = "/desk/shop";

    /// <summary>Adds what it needs.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ShopChange>();
        services.AddSingleton<ProductNames>();
        services.AddSingleton<OrderDesk>();
    }

    /// <summary>Maps its pages and forms.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(Address, ShopOverview.ShowAsync);
        routes.MapDeskPage(Address + "/journals/{key}", JournalShopDoor.ShowAsync);
        routes.MapDeskForm(Address + "/journals/{key}", JournalShopDoor.SaveAsync);
        routes.MapDeskPage(Address + "/products/new", ProductDoor.NewAsync);
        routes.MapDeskForm(Address + "/products/new", ProductDoor.MakeAsync);
        routes.MapDeskPage(Address + "/products/{id:guid}", ProductDoor.ShowAsync);
        routes.MapDeskForm(Address + "/products/{id:guid}", ProductDoor.SaveAsync);
        routes.MapDeskPage(Address + "/products/{id:guid}/delete", ProductDoor.AskDeleteAsync);
        routes.MapDeskForm(Address + "/products/{id:guid}/delete", ProductDoor.DeleteAsync);
        routes.MapDeskPage(Address + "/coupons", CouponDoor.ListAsync);
        routes.MapDeskPage(Address + "/coupons/new", CouponDoor.NewAsync);
        routes.MapDeskForm(Address + "/coupons/new", CouponDoor.MakeAsync);
        routes.MapDeskPage(Address + "/coupons/{id:guid}", CouponDoor.ShowAsync);
        routes.MapDeskForm(Address + "/coupons/{id:guid}", CouponDoor.SaveAsync);
        routes.MapDeskPage(Address + "/taxes", TaxDoor.ShowAsync);
        routes.MapDeskForm(Address + "/taxes", TaxDoor.SaveAsync);
        routes.MapDeskPage(Address + "/taxes/delete", TaxDoor.AskDeleteAsync);
        routes.MapDeskForm(Address + "/taxes/delete", TaxDoor.DeleteAsync);
        routes.MapDeskPage(Address + "/sellers", SellerDoor.ListAsync);
        routes.MapDeskPage(Address + "/sellers/new", SellerDoor.NewAsync);
        routes.MapDeskForm(Address + "/sellers/new", SellerDoor.MakeAsync);
        routes.MapDeskPage(Address + "/sellers/{id:guid}", SellerDoor.ShowAsync);
        routes.MapDeskForm(Address + "/sellers/{id:guid}", SellerDoor.SaveAsync);
        routes.MapDeskPage(Address + "/orders", (HttpContext context, OrderDesk desk, string? q, string? state, string? from, string? until, string? after, CancellationToken ct) => desk.ListAsync(context, q, state, from, until, after, ct));
        routes.MapDeskPage(Address + "/orders/{id:guid}", (HttpContext context, OrderDesk desk, Guid id, CancellationToken ct) => desk.ShowAsync(context, id, ct));
        routes.MapDeskForm(Address + "/orders/{id:guid}/refund", (HttpContext context, OrderDesk desk, Guid id, CancellationToken ct) => desk.RefundAsync(context, id, ct));
        routes.MapDeskForm(Address + "/orders/{id:guid}/release", (HttpContext context, OrderDesk desk, Guid id, CancellationToken ct) => desk.ReleaseAsync(context, id, ct));
        routes.MapDeskForm(Address + "/orders/{id:guid}/cancel", (HttpContext context, OrderDesk desk, Guid id, CancellationToken ct) => desk.CancelAsync(context, id, ct));
        routes.MapDeskForm(Address + "/orders/{id:guid}/resend", (HttpContext context, OrderDesk desk, Guid id, CancellationToken ct) => desk.ResendAsync(context, id, ct));
        routes.MapDeskPage(Address + "/revenue", RevenueDoor.ShowAsync);
        routes.MapDeskPage(Address + "/revenue.csv", RevenueDoor.CsvAsync);
    }

    /// <summary>What was just done, by the address that one is led on to; null where nothing was.</summary>
    public static string? Notice(HttpContext context, Say say) => context.Request.Query["done"].ToString() switch
    {
        "saved" => say["Saved. Readers see it from now on."],
        "made" => say["Made. Readers see it from now on."],
        "deleted" => say["Deleted. Orders keep what they were sold by."],
        "rates" => say["The rates were taken over. Orders keep the rate that they were sold at."],
        "gone" => say["Nothing was changed: it was gone already."],
        "refunded" => say["The money is on its way back, and what it was for is closed."],
        "refused" => say["The payment house refused to pay back; why, it says below."],
        "released" => say["Released: what was bought is open, and the receipt is on its way."],
        "sent" => say["The mail is on its way."],
        "cancelled" => say["The order was given up."],
        "later" => say["The payment house does not answer now. It is asked again by itself."],
        "nothing" => say["Nothing was changed: it stands otherwise by now."],
        _ => null,
    };
}
