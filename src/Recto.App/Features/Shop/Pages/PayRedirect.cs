using Recto.App.Features.Shop.Orders;
using Recto.App.Shell.Desk;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>Leads a buyer on after the checkout: to the payment house, or to the order's page.</summary>
internal static class PayRedirect
{
    /// <summary>Answers. The browser may use the order from now on: it is where the buyer comes back to.</summary>
    /// <param name="context">The request.</param>
    /// <param name="order">The order.</param>
    /// <param name="goTo">A path of this site, or an address of the payment house.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task AnswerAsync(HttpContext context, Order order, string goTo, CancellationToken ct)
    {
        await context.RequestServices.GetRequiredService<OrderAccess>().LetInAsync(context, order.Id, emailKey: null, ct);
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        DeskDoor.Done(context, goTo);
    }
}
