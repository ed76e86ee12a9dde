using Recto.App.Shell.Forms;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Audit;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>Orders at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Orders">A page of them, latest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether this is the first.</param>
/// <param name="Sought">What is looked for.</param>
/// <param name="State">Only in that state; null for all.</param>
/// <param name="From">First day, as typed.</param>
/// <param name="Until">Last day, as typed.</param>
public sealed record OrdersView(DeskPerson Person, IReadOnlyList<OrderRow> Orders, string? Next, bool First, string? Sought, OrderState? State, string? From, string? Until)
{
    /// <summary>Address of the list with what is looked for.</summary>
    public string Address
    {
        get
        {
            var parts = new[] { ("q", Sought), ("state", State?.ToString()), ("from", From), ("until", Until) }.Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}").ToList();
            return ShopDesk.Address + "/orders" + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
        }
    }
}

/// <summary>An order at the desk, with all that happened to it.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Order">The order.</param>
/// <param name="Receipts">Its receipt and credit notes.</param>
/// <param name="Refunds">Money that goes back, oldest first.</param>
/// <param name="Story">What people of the desk did, latest first.</param>
/// <param name="Form">What the form to pay back holds.</param>
/// <param name="Notice">What was just done.</param>
public sealed record DeskOrderView(DeskPerson Person, Order Order, IReadOnlyList<Receipt> Receipts, IReadOnlyList<Refund> Refunds, IReadOnlyList<AuditRow> Story, FormValues Form, string? Notice)
{
    /// <summary>Path of the order at the desk.</summary>
    public string Address => $"{ShopDesk.Address}/orders/{Order.Id}";

    /// <summary>Lines whose money can still go back.</summary>
    public IEnumerable<OrderLine> Refundable => OrderRule.IsOpen(Order.State) && Refunds.All(refund => refund.State != RefundState.Asked) ? Order.Lines.Where(line => line.RefundedAt is null) : [];
}
