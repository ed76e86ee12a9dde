using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Exchange.Statements;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>A receipt as a sheet, in the words of its page.</summary>
internal static class ReceiptSheet
{
    /// <summary>The sheet.</summary>
    public static Statement Of(Say say, Receipt receipt)
    {
        var isReceipt = receipt.Kind == ReceiptKind.Receipt;
        List<(string, string)> facts =
        [
            (say["Seller"], ReceiptWords.Seller(say, receipt.Seller)),
            (say["Buyer"], ReceiptWords.Buyer(say, receipt.Buyer)),
            (say["Order"], receipt.OrderReference),
            (isReceipt ? say["Paid"] : say["Paid back"], $"{Dates.Moment(receipt.At)}, {OrderWords.Gateway(say, receipt.Gateway)}{(receipt.Gateway != Order.DemonstrationGateway && receipt.PaymentReference is { } reference ? " · " + reference : "")}"),
        ];
        if (receipt.CreditsNumber is { } credits)
        {
            facts.Add((say["For receipt"], credits));
        }

        if (receipt.Reason is { } reason)
        {
            facts.Add((say["Why"], reason));
        }

        return new Statement
        {
            Language = say.Language,
            Title = isReceipt ? say["Receipt {0}", receipt.Number] : say["Credit note {0}", receipt.Number],
            Facts = facts,
            Things = say["Access"],
            Amounts = receipt.Gross.Currency.Code,
            Lines = [.. receipt.Lines.Select(line => (line.Words.Title, Says(say, line), OfferWords.Amount(say, line.Net)))],
            Sums =
            [
                (say["Before tax"], OfferWords.Amount(say, receipt.Net)),
                .. receipt.Lines.GroupBy(line => (line.Treatment, line.Rate)).Select(tax => (TaxWords.Of(say, tax.Key.Treatment, tax.Key.Rate, receipt.Buyer.Country), OfferWords.Amount(say, tax.Aggregate(Money.Zero(receipt.Gross.Currency), (sum, line) => sum + line.Tax)))),
                (isReceipt ? say["Paid"] : say["Paid back"], OfferWords.Amount(say, receipt.Gross)),
            ],
            Notes = [.. new[]
            {
                receipt.Lines.Any(line => line.Treatment == TaxTreatment.ReverseCharge) ? say["Reverse charge: the buyer owes the tax (Directive 2006/112/EC, article 196)."] : null,
                receipt.Seller.Note,
                receipt.Gateway == Order.DemonstrationGateway ? say["Demonstration: no money moved, and this is no receipt in law."] : null,
            }.OfType<string>()],
        };
    }

    private static string Says(Say say, ReceiptLine line) => string.Join("; ", new[]
    {
        line.Words.Journal == line.Words.Title ? null : line.Words.Journal,
        OrderWords.Line(say, line.Kind, line.Period, line.Words.Doi),
        line.Until is { } until ? say["until {0}", Dates.Moment(until)] : null,
        line.Discount.IsZero ? null : say["coupon −{0}", OfferWords.Amount(say, line.Discount)],
        line.Credit.IsZero ? null : say["credited −{0}", OfferWords.Amount(say, line.Credit)],
    }.OfType<string>());
}
