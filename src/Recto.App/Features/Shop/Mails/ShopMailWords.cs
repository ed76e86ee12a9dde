using Recto.App.Features.Shop.Orders;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Shop;
using MoneyOf = Recto.Journals.Shop.Money;

namespace Recto.App.Features.Shop.Mails;

/// <summary>Subject and text of a mail.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Paragraphs, parted by an empty line.</param>
internal sealed record MailText(string Subject, string Text);

/// <summary>What the shop's mails say, in the language of the moment.</summary>
internal sealed class ShopMailWords(Say say)
{
    /// <summary>What was paid, with the link that opens it.</summary>
    public MailText Receipt(Order order, Receipt receipt, string link, string host) => Of(say["Your receipt {0} from {1}", receipt.Number, host],
        Played(order),
        say["Thank you. What you bought is open to you. This link opens it, on up to the number of devices that the seller allows; keep it to yourself:"], link,
        string.Join('\n', receipt.Lines.Select(line => line.Until is { } until ? say["{0}, until {1}", Named(line.Words), Dates.Moment(until)] : Named(line.Words))),
        Sums(receipt),
        say["Receipt {0} of {1}, order {2}", receipt.Number, Dates.Day(receipt.At), order.Reference],
        SellerOf(order));

    /// <summary>What is to be transferred.</summary>
    public MailText Invoice(Order order, string link, string host) => Of(say["Your order {0} at {1}: please transfer {2}", order.Reference, host, Money(order.Gross)],
        say["Please transfer {0} and give the order {1} as the reason. What you bought is opened when the money is there, and its time begins then.", Money(order.Gross), order.Reference],
        order.Seller.Bank.Count == 0 ? null : string.Join('\n', order.Seller.Bank.Prepend(order.Seller.Name)),
        string.Join('\n', order.Lines.Select(line => $"{Named(line.Words)}: {Money(line.Gross)}")),
        say["This is no receipt; it follows when the money is there. How it stands, this link shows:"], link,
        SellerOf(order));

    /// <summary>What went back.</summary>
    public MailText Refund(Order order, Receipt note, string link, string host) => Of(say["Your refund from {0}: {1}", host, Money(note.Gross)],
        Played(order),
        say["{0} of your order {1} goes back to you. What it was paid for is closed now.", Money(note.Gross), order.Reference],
        note.Lines.Count == 0 ? null : string.Join('\n', note.Lines.Select(line => Named(line.Words))),
        say["Credit note {0} on receipt {1}", note.Number, note.CreditsNumber],
        say["Your order, with both documents:"], link,
        SellerOf(order));

    /// <summary>That a payment failed.</summary>
    public MailText Failed(Order order, string link, string host) => Of(say["Your payment at {0} did not succeed", host],
        say["The payment of your order {0} did not succeed, and no money was taken. You can try again, or pay in another way:", order.Reference], link,
        string.Join('\n', order.Lines.Select(line => Named(line.Words))),
        SellerOf(order));

    /// <summary>That what was bought ends soon.</summary>
    public MailText Ending(Order order, OrderLine line, string page, string link, string host) => Of(say["Your access at {0} ends on {1}", host, Dates.Day(line.Until!.Value)],
        Played(order),
        say["What you bought is open to you until {0}. Then it closes by itself, and nothing is charged again:", Dates.Moment(line.Until!.Value)],
        Named(line.Words),
        say["If you want to go on reading, you can extend it there; the new time begins when this one ends:"], link,
        say["What it is about:"], page,
        SellerOf(order));

    private string? Played(Order order) => order.IsDemonstration ? say["Demonstration: no money moves on this site."] : null;

    private string Sums(Receipt receipt) => string.Join('\n', new[] { say["Before tax: {0}", Money(receipt.Net)] }
        .Concat(receipt.Lines.GroupBy(line => (line.Treatment, line.Rate)).Select(group => group.Key.Treatment switch
        {
            TaxTreatment.Taxed => say["{0} {1}%: {2}", group.Key.Rate!.Name, group.Key.Rate.Rate, Money(group.Aggregate(MoneyOf.Zero(receipt.Net.Currency), (sum, line) => sum + line.Tax))],
            TaxTreatment.ReverseCharge => say["Reverse charge: the buyer owes the tax."],
            _ => null,
        }).OfType<string>()).Append(say["Paid: {0}", Money(receipt.Gross)]));

    private static string SellerOf(Order order) => string.Join('\n', new[] { order.Seller.Name }.Concat(order.Seller.Address).Concat(order.Seller.VatId is { } vat ? [vat] : []));

    private static string Named(LineWords words) => words.Title == words.Journal ? words.Title : $"{words.Title} ({words.Journal})";

    private string Money(MoneyOf money) => OfferWords.Of(say, money);

    private static MailText Of(string subject, params string?[] paragraphs) => new(subject, string.Join("\n\n", paragraphs.OfType<string>()) + "\n");
}
