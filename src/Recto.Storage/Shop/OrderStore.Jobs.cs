using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>A mail that is due.</summary>
/// <param name="OrderId">The order that it is about.</param>
/// <param name="Occasion">Its occasion: <see cref="OrderStore.ReceiptMail"/> and its like.</param>
/// <param name="Tries">How often it was tried, this time counted.</param>
/// <param name="SentAt">When it left before, where it is sent again because somebody asked; null where it never left.</param>
public sealed record DueMail(Guid OrderId, string Occasion, int Tries, DateTimeOffset? SentAt = null);

public sealed partial class OrderStore
{
    /// <summary>Takes orders of which the payment house is to be asked; each is asked again after the wait, unless it ends before.</summary>
    /// <param name="now">When.</param>
    /// <param name="wait">How long after the n-th time of asking, from 1.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Guid>> TakeToAskAsync(DateTimeOffset now, Func<int, TimeSpan> wait, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wait);
        await using var tx = await database.BeginAsync(ct);
        var due = (await tx.Connection.QueryAsync<AskRow>(new CommandDefinition("SELECT id, asks FROM orders WHERE ask_at <= @now ORDER BY ask_at, id LIMIT @most", new { now, most }, tx.Transaction, cancellationToken: ct))).AsList();
        var taken = new List<Guid>();
        foreach (var row in due)
        {
            if (await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE orders SET ask_at = @next, asks = asks + 1 WHERE id = @Id AND ask_at <= @now", new { row.Id, now, next = now + wait(row.Asks + 1) }, tx.Transaction, cancellationToken: ct)) == 1)
            {
                taken.Add(row.Id);
            }
        }

        await tx.CommitAsync(ct);
        return taken;
    }

    /// <summary>Takes mails that are due, for a while and for nobody else.</summary>
    /// <param name="now">When.</param>
    /// <param name="lease">For how long; longer than a mail can take to leave.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DueMail>> TakeMailsAsync(DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var taken = (await tx.Connection.QueryAsync<MailRow>(new CommandDefinition("""
            UPDATE order_mails SET due_at = @until, tries = tries + 1
            WHERE (order_id, occasion) IN (SELECT order_id, occasion FROM order_mails WHERE due_at <= @now ORDER BY due_at, order_id LIMIT @most) AND due_at <= @now
            RETURNING order_id, occasion, tries, sent_at
            """, new { now, until = now + lease, most }, tx.Transaction, cancellationToken: ct))).AsList();
        await tx.CommitAsync(ct);
        return [.. taken.Select(row => new DueMail(row.OrderId, row.Occasion, row.Tries, Instants.FromStored(row.SentAt)))];
    }

    /// <summary>Says that a mail is on its way, or when it is tried again.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="problem">Why it is not on its way; null where it is.</param>
    /// <param name="dueAt">When it is tried again; null for never.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task FinishMailAsync(DueMail mail, string? problem, DateTimeOffset? dueAt, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(mail);
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE order_mails SET due_at = @dueAt, problem = @problem, sent_at = COALESCE(@sentAt, sent_at) WHERE order_id = @OrderId AND occasion = @Occasion",
            new { mail.OrderId, mail.Occasion, dueAt, problem = Keepable(problem), sentAt = problem is null ? now : (DateTimeOffset?)null }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Makes a mail due, once for each occasion; one that was sent is sent again only where that is said.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="occasion">The occasion.</param>
    /// <param name="again">Whether it is sent again where it was sent.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task MailAsync(WriteTransaction tx, Guid orderId, string occasion, bool again, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        if (await AddMailAsync(tx, orderId, occasion, now, ct) == 0 && again)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE order_mails SET due_at = @now, tries = 0, problem = NULL WHERE order_id = @orderId AND occasion = @occasion", new { orderId, occasion, now }, tx.Transaction, cancellationToken: ct));
        }
    }

    private sealed record AskRow
    {
        public Guid Id { get; init; }
        public int Asks { get; init; }
    }

    private sealed record MailRow
    {
        public Guid OrderId { get; init; }
        public string Occasion { get; init; } = "";
        public int Tries { get; init; }
        public long? SentAt { get; init; }
    }
}
