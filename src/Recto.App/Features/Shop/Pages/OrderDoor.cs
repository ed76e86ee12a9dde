using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Shop.Payment;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Programs;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Files;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>
/// Orders and receipts for those whose they are: the account that bought, whoever is known by the address that bought, the browser that paid, and the desk. For everybody else there is no such order.
/// </summary>
internal sealed class OrderDoor(OrderStore orders, ReceiptStore receipts, SellerStore sellers, ProductStore products, MadeFileStore files, OrderAccess access, DownloadKeys downloads, Gateways gateways, SettleOrder settle, Checkout checkout, ILookupNormalizer normalizer, SetStatement set, PdfAbility pdf, Database database, TimeProvider time, Say say)
{
    /// <summary>Shows an order.</summary>
    public async Task ShowAsync(HttpContext context, string reference, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, ct) is not { } order)
        {
            return;
        }

        SecurityHeaders.LetFormsLeadTo(context.Response, gateways.PaySites);
        await PageWriter.WriteAsync<OrderPage>(context, new OrderView
        {
            Order = order,
            Receipts = await receipts.ListAsync(order.Id, ct),
            At = context.Reader().At,
            Downloads = await DownloadsAsync(order, context.Reader().At, ct),
            IsStamped = (await sellers.ListShopsAsync(ct)).Any(shop => shop.Stamp != StampWords.None && order.Lines.Any(line => line.Thing.JournalId == shop.JournalId)),
            Extensions = await ExtensionsAsync(order, context.Reader().At, ct),
            IsOfAccount = context.Person() is { } person && person.Id == order.AccountId,
            HasPdf = pdf.IsHere,
            Notice = context.Request.Query["done"].ToString() switch
            {
                "sent" => say["The mail is on its way."],
                "away" => say["The payment house does not answer now. Nothing was charged; try again in a moment."],
                "late" => say["It stands otherwise by now: look at what the page says."],
                _ => null,
            },
        });
    }

    /// <summary>Leads back to paying.</summary>
    public async Task PayAsync(HttpContext context, SiteOptions options, string reference, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, ct) is not { } order)
        {
            return;
        }

        var address = ShopPaths.Order(order.Reference);
        try
        {
            switch (await checkout.PayAsync(order.Id, options.AddressFor(context.Request), ct))
            {
                case CheckoutOutcome.Placed placed:
                    await PayRedirect.AnswerAsync(context, placed.Order, placed.GoTo, ct);
                    return;
                case CheckoutOutcome.HouseAway:
                    DeskDoor.Done(context, address + "?done=away");
                    return;
                default:
                    DeskDoor.Done(context, address + "?done=late");
                    return;
            }
        }
        catch (PaymentHouseException)
        {
            DeskDoor.Done(context, address + "?done=away");
        }
    }

    /// <summary>Gives an order up that is not paid.</summary>
    public async Task CancelAsync(HttpContext context, string reference, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, ct) is not { } order)
        {
            return;
        }

        try
        {
            await settle.CancelAsync(order.Id, null, ct);
            DeskDoor.Done(context, ShopPaths.Order(order.Reference));
        }
        catch (PaymentHouseException)
        {
            DeskDoor.Done(context, ShopPaths.Order(order.Reference) + "?done=away");
        }
    }

    /// <summary>Sends the mail again, to the address that bought and to no other.</summary>
    public async Task ResendAsync(HttpContext context, string reference, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, ct) is { } order)
        {
            await MailAsync(order, ct);
            DeskDoor.Done(context, ShopPaths.Order(order.Reference) + "?done=sent");
        }
    }

    /// <summary>A receipt or credit note on a page of its own.</summary>
    public async Task ReceiptAsync(HttpContext context, string reference, string number, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, number, ct) is { } receipt)
        {
            await PageWriter.WriteAsync<ReceiptPage>(context, new ReceiptView(receipt, pdf.IsHere));
        }
    }

    /// <summary>The same as PDF; where no program sets one here, the page that the browser prints.</summary>
    public async Task ReceiptPdfAsync(HttpContext context, string reference, string number, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, number, ct) is not { } receipt)
        {
            return;
        }

        if (await set(ReceiptSheet.Of(say, receipt), ct) is not { } bytes)
        {
            context.Response.Redirect(ShopPaths.Receipt(receipt.OrderReference, receipt.Number));
            return;
        }

        context.Response.ContentType = "application/pdf";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{string.Concat(receipt.Number.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'))}.pdf\"";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, ct);
        }
    }

    /// <summary>The form for whoever has lost the way to an order.</summary>
    public static Task AskAsync(HttpContext context) => PageWriter.WriteAsync<FindPage>(context, new FindView(new FormValues(), context.Request.Query["done"] == "asked"));

    /// <summary>Mails a link to the order of that number, where that address bought it; says the same in either case.</summary>
    public async Task FindAsync(HttpContext context, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (OrderReference.Read(form.Text("reference")) is not { } reference)
        {
            form.Wrong("reference", say["The number of an order has eight letters and digits, as R-7Q4M-20KX."]);
        }
        else if (!Addresses.IsAddress(form.Text("email")))
        {
            form.Wrong("email", say["This is not one e-mail address. As in name@example.org."]);
        }
        else
        {
            if (await orders.FindByReferenceAsync(reference, ct) is { } order && normalizer.NormalizeEmail(order.Buyer.Email) == normalizer.NormalizeEmail(form.Text("email")))
            {
                await MailAsync(order, ct);
            }

            DeskDoor.Done(context, "/orders/find?done=asked");
            return;
        }

        await PageWriter.WriteAsync<FindPage>(context, new FindView(form, false), status: StatusCodes.Status422UnprocessableEntity);
    }

    private async Task MailAsync(Order order, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await orders.MailAsync(tx, order.Id, OrderStore.MailOf(order.State), again: true, time.GetUtcNow(), ct);
        await tx.CommitAsync(ct);
    }

    private async Task<Receipt?> EnterAsync(HttpContext context, string reference, string number, CancellationToken ct)
    {
        if (await EnterAsync(context, reference, ct) is not { } order)
        {
            return null;
        }

        if ((await receipts.ListAsync(order.Id, ct)).FirstOrDefault(receipt => receipt.Number == number) is { } found)
        {
            return found;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private async Task<Order?> EnterAsync(HttpContext context, string reference, CancellationToken ct)
    {
        if (OrderReference.Read(reference) is { } read && await orders.FindByReferenceAsync(read, ct) is { } order && await MayAsync(context, order, ct))
        {
            return order;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private async Task<bool> MayAsync(HttpContext context, Order order, CancellationToken ct)
    {
        if (access.Has(context, order.Id) || (context.Person() is { } person && (person.Id == order.AccountId || DeskRule.May(person, DeskAct.HandleOrders))))
        {
            return true;
        }

        return (await BuyerKeys.OfAsync(context, ct)).EmailKey is { } known && known == normalizer.NormalizeEmail(order.Buyer.Email);
    }

    // Lines near their end whose product is still sold for the same time.
    private async Task<IReadOnlyList<(OrderLine Line, string Product, string Thing)>> ExtensionsAsync(Order order, DateTimeOffset at, CancellationToken ct)
    {
        var lines = order.OpenLines(at).Where(line => line is { From: { } from, Until: { } until } && ExtensionRule.IsNearEnd(from, until, at)).ToList();
        if (lines.Count == 0)
        {
            return [];
        }

        var sold = (await products.ListAsync(lines.Select(line => line.ProductId), ct)).Where(row => row.Product.IsSold(at)).ToDictionary(row => row.Product.Id, row => row.Product);
        return [.. lines.Where(line => sold.TryGetValue(line.ProductId, out var product) && product.Period == line.Period).Select(line => (line, line.ProductId.ToString(), ThingWords.Of(line.Thing)))];
    }

    private async Task<Dictionary<int, string>> DownloadsAsync(Order order, DateTimeOffset at, CancellationToken ct)
    {
        var found = new Dictionary<int, string>();
        foreach (var line in order.OpenLines(at).Where(line => line.Thing.ArticleId is not null && line.Uses.HasFlag(RightUses.Download)))
        {
            if (line.Words.Path?.Split('/') is [_, "articles", var slug] && await files.FindAtDoorAsync(line.Thing.ArticleId!.Value, ArticleForms.Pdf.Kind, ct) is { File: not null })
            {
                found[line.Number] = downloads.Address(ArticleForms.Pdf, Uri.UnescapeDataString(slug), order.Id);
            }
        }

        return found;
    }
}

/// <summary>Whether PDFs are set here: told without asking for one.</summary>
/// <param name="IsHere">Whether a program is here that sets them.</param>
internal sealed record PdfAbility(bool IsHere);
