using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Pages;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Audit;
using Recto.Storage.Lists;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Desk;

/// <summary>Orders at the desk: found, looked at, paid back, released, given up, mailed again.</summary>
internal sealed class OrderDesk(OrderStore orders, ReceiptStore receipts, AuditStore audit, RefundOrder refunds, SettleOrder settle, ILookupNormalizer normalizer, Database database, TimeProvider time, Say say)
{
    private const int Size = 50;
    private const int MostStory = 100;
    private const int LongestReason = 300;

    /// <summary>The list.</summary>
    public async Task ListAsync(HttpContext context, string? q, string? state, string? from, string? until, string? after, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.HandleOrders, null))
        {
            return;
        }

        var form = new FormValues(("q", q), ("from", from), ("until", until));
        var (first, end) = DayForm.ReadWindow(form, "from", "until", say);
        OrderState? only = Enum.TryParse<OrderState>(state, out var asked) && Enum.IsDefined(asked) ? asked : null;
        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        var words = form.Text("q");
        var page = await orders.ListAsync(new OrderFilter { Words = words, EmailKey = words?.Contains('@', StringComparison.Ordinal) == true ? normalizer.NormalizeEmail(words) : null, State = only, From = first, Until = end }, Size, cursor, ct);
        await PageWriter.WriteAsync<OrdersPage>(context, new OrdersView(context.Person()!, page.Items, page.Next?.ToString(), cursor is null, words, only, DayForm.Of(first), DayForm.LastOf(end)));
    }

    /// <summary>One order with its whole story.</summary>
    public async Task ShowAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, id, ct) is { } order)
        {
            await AnswerAsync(context, order, new FormValues(), StatusCodes.Status200OK, ct);
        }
    }

    /// <summary>Asks before money goes back; sent again with the answer, pays it back.</summary>
    public async Task RefundAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, id, ct) is not { } order || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var chosen = form.All("line").Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToHashSet();
        var lines = order.Lines.Where(line => line.RefundedAt is null && chosen.Contains(line.Number)).ToList();
        var reason = form.Text("reason");
        if (lines.Count == 0)
        {
            form.Wrong("", say["Choose at least one line."]);
        }

        if (reason is not { Length: <= LongestReason } || reason.Any(char.IsControl))
        {
            form.Wrong("reason", say["Say why, in one line of up to {0} characters: it stands on the credit note.", LongestReason]);
        }

        if (!form.IsRight)
        {
            await AnswerAsync(context, order, form, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        var sum = lines.Aggregate(Money.Zero(order.Gross.Currency), (all, line) => all + line.Gross);
        if (form.Text("sure") != "yes")
        {
            await AskAsync(context, order, say["Pay back {0}", OfferWords.Of(say, sum)],
                [
                    string.Join("; ", lines.Select(line => line.Words.Title)),
                    order.Gateway == ShopOptions.Invoice ? say["You send the money back yourself. What it was for is closed at once, and a credit note goes to {0}.", order.Buyer.Email] : say["The payment house sends the money back. What it was for is closed, and a credit note goes to {0}.", order.Buyer.Email],
                    say["Why: {0}", reason],
                ], say["Pay it back"], "/refund", [("reason", reason!), .. lines.Select(line => ("line", line.Number.ToString(CultureInfo.InvariantCulture)))]);
            return;
        }

        var outcome = await refunds.RunAsync(id, [.. lines.Select(line => line.Number)], reason, context.Person()!.Id,
            (tx, refund) => LogAsync(context, tx, order, "order.refunded", new JsonObject { ["amount"] = refund.Amount.ToString(), ["reason"] = reason }, ct), ct);
        DeskDoor.Done(context, $"{ShopDesk.Address}/orders/{id}?done={outcome switch { RefundOutcome.Done => "refunded", RefundOutcome.Later => "later", RefundOutcome.Refused => "refused", _ => "nothing" }}");
    }

    /// <summary>Asks before what was bought is opened; sent again with the answer, says that the money of an invoice is there.</summary>
    public async Task ReleaseAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, id, ct) is not { } order || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var reference = form.Text("reference");
        if (reference is { Length: > 100 } || reference?.Any(char.IsControl) == true)
        {
            form.Wrong("reference", say["One line of up to {0} characters.", 100]);
            await AnswerAsync(context, order, form, StatusCodes.Status422UnprocessableEntity, ct);
            return;
        }

        if (form.Text("sure") != "yes" && order.Gateway == ShopOptions.Invoice && OrderRule.IsPending(order.State))
        {
            await AskAsync(context, order, say["Has {0} arrived?", OfferWords.Of(say, order.Gross)],
                [
                    string.Join("; ", order.Lines.Select(line => line.Words.Title)),
                    say["What was bought opens at once for all the time that was paid for, and a numbered receipt goes to {0}. A receipt cannot be taken back: only a refund follows it, with a credit note.", order.Buyer.Email],
                    .. reference is null ? Array.Empty<string>() : [say["The bank calls the payment: {0}", reference]],
                ], say["Release it"], "/release", reference is null ? [] : [("reference", reference)]);
            return;
        }

        var outcome = order.Gateway != ShopOptions.Invoice ? OrderOutcome.Unchanged
            : await settle.ReleaseAsync(id, new PaymentMade(time.GetUtcNow(), reference), tx => LogAsync(context, tx, order, "order.released", new JsonObject { ["amount"] = order.Gross.ToString() }, ct), ct);
        DeskDoor.Done(context, $"{ShopDesk.Address}/orders/{id}?done={(outcome == OrderOutcome.Done ? "released" : "nothing")}");
    }

    /// <summary>Asks before an order is given up that nobody will pay; sent again with the answer, gives it up.</summary>
    public async Task CancelAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, id, ct) is not { } order || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Text("sure") != "yes" && OrderRule.IsPending(order.State))
        {
            await AskAsync(context, order, say["Give up the order {0}?", order.Reference],
                [
                    string.Join("; ", order.Lines.Select(line => line.Words.Title)),
                    say["It cannot be paid afterwards, and nobody is told. Whoever wants it after all orders it anew."],
                ], say["Give this order up"], "/cancel", []);
            return;
        }

        string done;
        try
        {
            done = await settle.CancelAsync(id, tx => LogAsync(context, tx, order, "order.cancelled", null, ct), ct) == OrderOutcome.Done ? "cancelled" : "nothing";
        }
        catch (PaymentHouseException)
        {
            done = "later";
        }

        DeskDoor.Done(context, $"{ShopDesk.Address}/orders/{id}?done={done}");
    }

    /// <summary>Sends the receipt again.</summary>
    public async Task ResendAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (await EnterAsync(context, id, ct) is not { } order)
        {
            return;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            await orders.MailAsync(tx, id, OrderStore.MailOf(order.State), again: true, time.GetUtcNow(), ct);
            await LogAsync(context, tx, order, "order.resent", null, ct);
            await tx.CommitAsync(ct);
        }

        DeskDoor.Done(context, $"{ShopDesk.Address}/orders/{id}?done=sent");
    }

    private Task AskAsync(HttpContext context, Order order, string heading, IReadOnlyList<string> sentences, string button, string act, IReadOnlyList<(string Name, string Value)> fields)
    {
        var address = $"{ShopDesk.Address}/orders/{order.Id}";
        return PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, heading, sentences, button, address + act, address)
        {
            Place = ShopDesk.Address,
            Crumbs = [(ShopDesk.Address, say["Shop"]), (ShopDesk.Address + "/orders", say["Orders"]), (address, order.Reference)],
            Fields = [("sure", "yes"), .. fields],
        });
    }

    // The buyer's address stands in the order, not in the log.
    private Task LogAsync(HttpContext context, WriteTransaction tx, Order order, string act, JsonNode? details, CancellationToken ct) =>
        audit.AppendAsync(tx, DeskLog.Entry(context, act, $"order/{order.Id}", order.Reference, null, details), time.GetUtcNow(), ct);

    private async Task<Order?> EnterAsync(HttpContext context, Guid id, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.HandleOrders, null))
        {
            return null;
        }

        if (await orders.FindAsync(id, ct) is { } order)
        {
            return order;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private async Task AnswerAsync(HttpContext context, Order order, FormValues form, int status, CancellationToken ct) =>
        await PageWriter.WriteAsync<DeskOrderPage>(context, new DeskOrderView(context.Person()!, order, await receipts.ListAsync(order.Id, ct), await orders.ListRefundsAsync(order.Id, ct),
            (await audit.ListAsync(new AuditFilter($"order/{order.Id}"), MostStory, null, ct)).Items, form, ShopDesk.Notice(context, say)), status: status);
}
