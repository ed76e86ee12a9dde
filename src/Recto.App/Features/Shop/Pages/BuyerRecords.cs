using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Programs;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Statements;
using Recto.Journals.Shop;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Shop.Pages;

/// <summary>What the shop keeps of a buyer: for their own copy, and for taking them out of it.</summary>
internal sealed class BuyerRecords(OrderStore orders, ReceiptStore receipts, SetStatement set, Say say)
{
    /// <summary>Orders, with all that was typed.</summary>
    public async Task<OwnRecords?> OrdersAsync(OwnPerson person, CancellationToken ct) => new("orders", say["Orders"],
    [
        .. (await OfAsync(person, ct)).Select(order => new JsonObject
        {
            ["reference"] = order.Reference, ["state"] = order.State.ToString(), ["ordered"] = Dates.Iso(order.CreatedAt), ["paid"] = Dates.Iso(order.PaidAt), ["receipt"] = order.ReceiptNumber,
            ["currency"] = order.Gross.Currency.Code, ["net"] = order.Net.ToPlain(), ["tax"] = order.Tax.ToPlain(), ["gross"] = order.Gross.ToPlain(), ["paidBack"] = order.Refunded.ToPlain(),
            ["gateway"] = order.Gateway, ["payment"] = order.PaymentReference, ["coupon"] = order.Coupon, ["seller"] = order.Seller.Name,
            ["email"] = order.Buyer.Email, ["name"] = order.Buyer.Name, ["address"] = order.Buyer.Address.Count == 0 ? null : new JsonArray([.. order.Buyer.Address.Select(line => (JsonNode)line)]),
            ["country"] = order.Buyer.Country, ["vatId"] = order.Buyer.VatId, ["language"] = order.Buyer.Language,
            ["countryOfCard"] = order.Evidence.Card, ["countryOfNetwork"] = order.Evidence.Network, ["askedToOpenAtOnce"] = Dates.Iso(order.ConsentAt),
        }),
    ]);

    /// <summary>What was bought, line by line, with the right that it gave.</summary>
    public async Task<OwnRecords?> BoughtAsync(OwnPerson person, CancellationToken ct) => new("bought", say["What you bought"],
    [
        .. (await OfAsync(person, ct)).SelectMany(order => order.Lines.Select(line => new JsonObject
        {
            ["order"] = order.Reference, ["kind"] = line.Thing.Kind.ToString(), ["title"] = line.Words.Title, ["journal"] = line.Words.Journal, ["doi"] = line.Words.Doi, ["period"] = line.Period.ToString(),
            ["currency"] = order.Gross.Currency.Code, ["price"] = line.Price.ToPlain(), ["discount"] = line.Discount.ToPlain(), ["credit"] = line.Credit.ToPlain(), ["net"] = line.Net.ToPlain(), ["tax"] = line.Tax.ToPlain(),
            ["mayDownload"] = line.Uses.HasFlag(RightUses.Download), ["mayPrint"] = line.Uses.HasFlag(RightUses.Print), ["from"] = Dates.Iso(line.From), ["until"] = Dates.Iso(line.Until), ["closed"] = Dates.Iso(line.RevokedAt), ["paidBack"] = Dates.Iso(line.RefundedAt),
        })),
    ]);

    /// <summary>Receipts and credit notes, as rows and as files: a page for each, and a PDF where a program that sets them is here.</summary>
    public async Task<OwnRecords?> ReceiptsAsync(OwnPerson person, CancellationToken ct)
    {
        var rows = new JsonArray();
        var files = new List<(string, byte[])>();
        foreach (var order in await OfAsync(person, ct))
        {
            foreach (var receipt in await receipts.ListAsync(order.Id, ct))
            {
                var sheet = ReceiptSheet.Of(say, receipt);
                var name = string.Concat(receipt.Number.Where(character => char.IsAsciiLetterOrDigit(character) || character == '-'));
                rows.Add(new JsonObject { ["number"] = receipt.Number, ["kind"] = receipt.Kind.ToString(), ["at"] = Dates.Iso(receipt.At), ["order"] = receipt.OrderReference, ["currency"] = receipt.Gross.Currency.Code, ["gross"] = receipt.Gross.ToPlain(), ["file"] = name + ".html" });
                files.Add((name + ".html", Encoding.UTF8.GetBytes(Page(sheet))));
                if (await set(sheet, ct) is { } pdf)
                {
                    files.Add((name + ".pdf", pdf));
                }
            }
        }

        return new OwnRecords("receipts", say["Receipts"], rows) { Files = files };
    }

    /// <summary>Takes a person out of orders and carts; receipts stay, as the law asks.</summary>
    public Task EraseAsync(WriteTransaction tx, OwnPerson person, DateTimeOffset now, CancellationToken ct) => orders.EraseAsync(tx, person.Id, person.EmailKey, now, ct);

    private Task<IReadOnlyList<Order>> OfAsync(OwnPerson person, CancellationToken ct) => orders.ListOfPersonAsync(person.Id, person.EmailKey, ct);

    private static string Page(Statement sheet)
    {
        var html = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{sheet.Language}\"><head><meta charset=\"utf-8\"><title>{Encode(sheet.Title)}</title></head><body>\n<h1>{Encode(sheet.Title)}</h1>\n<dl>\n");
        foreach (var (name, value) in sheet.Facts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(name)}</dt><dd>{Encode(value).Replace("\n", "<br>", StringComparison.Ordinal)}</dd>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"</dl>\n<table>\n<tr><th>{Encode(sheet.Things)}</th><th>{Encode(sheet.Amounts)}</th></tr>\n");
        foreach (var (title, says, amount) in sheet.Lines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(title)}<br>{Encode(says)}</td><td>{Encode(amount)}</td></tr>\n");
        }

        foreach (var (name, amount) in sheet.Sums)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(name)}</td><td>{Encode(amount)}</td></tr>\n");
        }

        html.Append("</table>\n");
        foreach (var note in sheet.Notes)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(note)}</p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
