using System.Globalization;
using Recto.App.Features.Shop.Orders;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Mails;

/// <summary>Sends the shop's mails that are due. A mail that left is known again by its Message-ID: whoever dies after it left and before that is written down sends the same once more, and the mailbox can tell.</summary>
internal sealed class ShopMails(OrderStore orders, ReceiptStore receipts, OrderLinks links, Mailer mailer, SiteOptions options, ShopMailWords words, TimeProvider time)
{
    private const int MostTries = 8;

    /// <summary>Writes a mail and sends it; what does not leave now is due again later.</summary>
    public async Task SendAsync(DueMail due, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(due);
        var mail = await WriteAsync(due, ct);
        var outcome = mail is null ? default : await mailer.TryAsync(mail, ct);
        var isLast = outcome.IsFinal || due.Tries >= MostTries;
        await orders.FinishMailAsync(due, outcome.Trouble, outcome.Trouble is null || isLast ? null : time.GetUtcNow() + JobWaits.AfterTry(due.Tries), time.GetUtcNow(), ct);
    }

    // Null where there is nothing to tell any more.
    private async Task<Mail?> WriteAsync(DueMail due, CancellationToken ct)
    {
        if (await orders.FindAsync(due.OrderId, ct) is not { Buyer.IsErased: false } order)
        {
            return null;
        }

        var text = await Say.In(order.Buyer.Language, () => WordsAsync(due, order, ct));
        return text is null ? null : new Mail(order.Buyer.Email, order.Buyer.Name, text.Subject, text.Text, order.Buyer.Language, KeyOf(due));
    }

    private async Task<MailText?> WordsAsync(DueMail due, Order order, CancellationToken ct)
    {
        var origin = options.AddressOfSite;
        return due.Occasion switch
        {
            OrderStore.ReceiptMail when await receipts.FindOfOrderAsync(order.Id, ct) is { } receipt => words.Receipt(order, receipt, await LinkAsync(order, origin, ct), HostOf(origin)),
            OrderStore.InvoiceMail when order.State == OrderState.Waiting => words.Invoice(order, await LinkAsync(order, origin, ct), HostOf(origin)),
            OrderStore.FailedMail when order.State == OrderState.Failed => words.Failed(order, await LinkAsync(order, origin, ct), HostOf(origin)),
            _ when OrderStore.EndingLine(due.Occasion) is { } number => EndingOf(order, number) is { } line ? words.Ending(order, line, origin + (line.Words.Path ?? "/"), await LinkAsync(order, origin, ct), HostOf(origin)) : null,
            _ when (await receipts.ListAsync(order.Id, ct)).FirstOrDefault(note => note.Kind == ReceiptKind.CreditNote && IsOf(note, due.Occasion)) is { } note => words.Refund(order, note, await LinkAsync(order, origin, ct), HostOf(origin)),
            _ => null,
        };
    }

    // What was taken back or has ended since the mail was written down is not told of.
    private OrderLine? EndingOf(Order order, int number) => order.OpenLines(time.GetUtcNow()).FirstOrDefault(line => line.Number == number);

    // The same for the same mail; another one where somebody asked to have it again, for a mailbox shows only one of a kind.
    private static string KeyOf(DueMail due) => string.Create(CultureInfo.InvariantCulture, $"{due.OrderId:N}.{due.Occasion.Replace(':', '-')}{(due.SentAt is { } before ? $".{before.ToUnixTimeMilliseconds()}" : "")}");

    private async Task<string> LinkAsync(Order order, string origin, CancellationToken ct) => origin + ShopPaths.Link + await links.MakeAsync(order.Id, ct);

    private static bool IsOf(Receipt note, string occasion) => note.RefundId is { } refund && OrderStore.RefundMail(refund) == occasion;

    private static string HostOf(string origin) => new Uri(origin).Authority;
}
