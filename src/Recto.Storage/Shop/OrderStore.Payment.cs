using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

public sealed partial class OrderStore
{
    /// <summary>The occasion of the mail with the receipt.</summary>
    public const string ReceiptMail = "receipt";

    /// <summary>The occasion of the mail with the invoice.</summary>
    public const string InvoiceMail = "invoice";

    /// <summary>The occasion of the mail that a payment failed.</summary>
    public const string FailedMail = "failed";

    /// <summary>The occasion of the mail that says how it stands with an order, for whoever wants it again.</summary>
    public static string MailOf(OrderState state) => OrderRule.WasPaid(state) ? ReceiptMail : state == OrderState.Failed ? FailedMail : InvoiceMail;

    /// <summary>
    /// Says that an order is paid, and opens what was bought: state, rights, receipt with its number and the mail that is due, all in this transaction or none of it. However often, in whatever order and by how many at
    /// once it is called, one order has one of each.
    /// </summary>
    /// <param name="tx">The transaction; nothing slow is waited for in it.</param>
    /// <param name="id">The order.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OrderOutcome> PayAsync(WriteTransaction tx, Guid id, PaymentMade payment, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(payment);
        StoredText.Require(payment.Reference, "What the payment is called");
        if (await LockAsync(tx, id, ct) is not { } order)
        {
            return OrderOutcome.Unknown;
        }

        if (OrderRule.Next(order.State, OrderEvent.Paid) is not { } state)
        {
            return OrderOutcome.Unchanged;
        }

        // A payment is never of the future: a clock that goes wrong at either end must not make a right longer or shorter than what was bought.
        var at = payment.At.ToUniversalTime() is var told && told > now || told < order.CreatedAt ? now : told;
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE orders SET state = @state, paid_at = @at, payment_ref = @Reference, evidence = @evidence, problem = NULL, ask_at = NULL, expires_at = NULL, updated_at = @now WHERE id = @id
            """, new { id, state = Words.Of(state), at, payment.Reference, evidence = ShopJson.Write(order.Evidence with { Card = payment.CardCountry ?? order.Evidence.Card }), now }, tx.Transaction, cancellationToken: ct));
        var starts = new Dictionary<int, DateTimeOffset>();
        foreach (var line in order.Lines)
        {
            starts[line.Number] = await StartAsync(tx, line, at, ct);
            await AddRightAsync(tx, order, line, starts[line.Number], now, ct);
        }

        await WriteReceiptAsync(tx, order, payment.Reference, at, starts, now, ct);
        await AddMailAsync(tx, id, ReceiptMail, now, ct);
        return OrderOutcome.Done;
    }

    /// <summary>Says what else is told of an attempt to pay: that the money comes later, that it failed, that the time is over, that it was given up.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The order.</param>
    /// <param name="news">One of <see cref="OrderEvent.Awaited"/>, <see cref="OrderEvent.Failed"/>, <see cref="OrderEvent.Expired"/>, <see cref="OrderEvent.Cancelled"/>.</param>
    /// <param name="problem">Why, for the desk; null where there is nothing to say.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OrderOutcome> TellAsync(WriteTransaction tx, Guid id, OrderEvent news, string? problem, DateTimeOffset now, CancellationToken ct)
    {
        if (news is not (OrderEvent.Awaited or OrderEvent.Failed or OrderEvent.Expired or OrderEvent.Cancelled))
        {
            throw new ArgumentOutOfRangeException(nameof(news));
        }

        StoredText.Require(problem, "What went wrong");
        if (await LockAsync(tx, id, ct) is not { } order)
        {
            return OrderOutcome.Unknown;
        }

        if (OrderRule.Next(order.State, news) is not { } state)
        {
            return OrderOutcome.Unchanged;
        }

        // What waits is asked about on; of what failed nothing more is expected, and if it comes all the same, an event tells it.
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE orders SET state = @state, problem = @problem, ask_at = CASE WHEN @waits = 1 THEN ask_at ELSE NULL END, expires_at = CASE WHEN @waits = 1 THEN NULL ELSE expires_at END, updated_at = @now WHERE id = @id
            """, new { id, state = Words.Of(state), problem = StoredText.Worded(problem), waits = state == OrderState.Waiting ? 1 : 0, now }, tx.Transaction, cancellationToken: ct));
        if (news == OrderEvent.Failed)
        {
            await AddMailAsync(tx, id, FailedMail, now, ct);
        }

        return OrderOutcome.Done;
    }

    /// <summary>Begins another attempt to pay an order that is open or has failed: it is open again, without a session.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The order.</param>
    /// <param name="keyHash">SHA-256 of the key by which its buyer comes back now.</param>
    /// <param name="expiresAt">When it is given up.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The order as it is now; null where it is paid, waits, was given up, or is none.</returns>
    public async Task<Order?> TryAgainAsync(WriteTransaction tx, Guid id, string keyHash, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken ct)
    {
        if (await LockAsync(tx, id, ct) is not { State: OrderState.Open or OrderState.Failed } order)
        {
            return null;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE orders SET state = 'open', attempt = attempt + 1, key_hash = @keyHash, session_id = NULL, pay_address = NULL, expires_at = @expiresAt, ask_at = @askAt, asks = 0, updated_at = @now WHERE id = @id
            """, new { id, keyHash, expiresAt, askAt = now + FirstAsk, now }, tx.Transaction, cancellationToken: ct));
        return order with { State = OrderState.Open, Attempt = order.Attempt + 1, SessionId = null, PayAddress = null, ExpiresAt = expiresAt };
    }

    /// <summary>The order, kept from everybody else until the transaction ends; null where there is none.</summary>
    public async Task<Order?> LockAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await database.Dialect.LockAsync(tx, [$"order:{id:N}"], ct);
        var row = await tx.Connection.QuerySingleOrDefaultAsync<OrderSql.Row>(new CommandDefinition($"SELECT {OrderSql.Columns} FROM orders o WHERE o.id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        return row?.ToOrder(await tx.Connection.QueryAsync<OrderSql.LineRow>(new CommandDefinition($"SELECT {OrderSql.LineColumns} FROM {OrderSql.LineFrom} WHERE l.order_id = @id ORDER BY l.line", new { id }, tx.Transaction, cancellationToken: ct)));
    }

    // With the payment; where it extends a right that is still running, at the end of that one or of what has extended it already.
    private static async Task<DateTimeOffset> StartAsync(WriteTransaction tx, OrderLine line, DateTimeOffset at, CancellationToken ct) =>
        line.ExtendsId is { } extended && await tx.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("""
            SELECT MAX(r.ends_at) FROM rights r LEFT JOIN order_lines l ON l.order_id = r.order_id AND l.line = r.order_line
            WHERE (r.id = @extended OR l.extends_id = @extended) AND r.revoked_at IS NULL AND r.ends_at > @at
            """, new { extended, at }, tx.Transaction, cancellationToken: ct)) is { } end ? Instants.FromStored(end) : at;

    // The article or issue may be gone since the checkout: then there is nothing to open, and the desk pays back.
    private static async Task AddRightAsync(WriteTransaction tx, Order order, OrderLine line, DateTimeOffset at, DateTimeOffset now, CancellationToken ct)
    {
        var scope = line.Thing.ToScope();
        var thing = line.Thing;
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO rights (id, kind, account_id, email_key, article_id, issue_id, journal_id, first_year, last_year, starts_at, ends_at, may_download, may_print, order_id, order_line, created_at, updated_at)
            SELECT @id, 'purchase', o.account_id, CASE WHEN o.account_id IS NULL THEN o.email_key END, @article, @issue, @journal, @year, @year, @at, @until, @download, @print, o.id, @Number, @now, @now
            FROM orders o WHERE o.id = @orderId AND (@article IS NULL OR EXISTS (SELECT 1 FROM articles a WHERE a.id = @article)) AND (@issue IS NULL OR EXISTS (SELECT 1 FROM issues i WHERE i.id = @issue))
                AND (@journal IS NULL OR EXISTS (SELECT 1 FROM journals j WHERE j.id = @journal))
            """, new
        {
            id = Guid.CreateVersion7(now),
            article = scope.ArticleId,
            issue = scope.IssueId,
            journal = scope.JournalIds is null ? (Guid?)null : thing.JournalId,
            year = scope.Years?.First,
            at,
            until = line.Period.After(at),
            download = line.Uses.HasFlag(RightUses.Download) ? 1 : 0,
            print = line.Uses.HasFlag(RightUses.Print) ? 1 : 0,
            line.Number,
            orderId = order.Id,
            now,
        }, tx.Transaction, cancellationToken: ct));
    }

    private static Task<int> AddMailAsync(WriteTransaction tx, Guid orderId, string occasion, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        "INSERT INTO order_mails (order_id, occasion, due_at) VALUES (@orderId, @occasion, @now) ON CONFLICT (order_id, occasion) DO NOTHING", new { orderId, occasion, now }, tx.Transaction, cancellationToken: ct));

    private static Task<int> WriteReceiptAsync(WriteTransaction tx, Order order, string? reference, DateTimeOffset at, Dictionary<int, DateTimeOffset> starts, DateTimeOffset now, CancellationToken ct) => WriteDocumentAsync(tx, order, new Receipt
    {
        Id = Guid.CreateVersion7(now),
        Kind = ReceiptKind.Receipt,
        Number = "",
        OrderId = order.Id,
        OrderReference = order.Reference,
        At = at,
        Seller = order.Seller,
        Buyer = order.Buyer,
        Lines = [.. order.Lines.Select(line => new ReceiptLine(line.Number, line.Thing.Kind, line.Words, line.Period, line.Period.After(starts[line.Number]), line.Discount, line.Credit, line.Net, line.Tax, line.Treatment, line.Rate))],
        Net = order.Net,
        Tax = order.Tax,
        Gross = order.Gross,
        Gateway = order.Gateway,
        PaymentReference = reference,
    }, refundId: null, now, ct);

    // The year of a number is that in which it is given: numbers of a year are given in that year, in the order of their documents.
    private static async Task<int> WriteDocumentAsync(WriteTransaction tx, Order order, Receipt document, Guid? refundId, DateTimeOffset now, CancellationToken ct)
    {
        var year = now.UtcDateTime.Year;
        var kind = Words.Of(document.Kind);
        var number = await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            INSERT INTO receipt_series (seller_id, kind, year, last_number) VALUES (@seller, @kind, @year, 1)
            ON CONFLICT (seller_id, kind, year) DO UPDATE SET last_number = receipt_series.last_number + 1 RETURNING last_number
            """, new { seller = order.Seller.Id, kind, year }, tx.Transaction, cancellationToken: ct));
        var text = new ReceiptNumber(document.Kind, year, number).ToText(order.Seller.ReceiptPrefix);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO receipts (id, kind, seller_id, year, number, number_text, order_id, refund_id, at, currency, net, tax, document)
            VALUES (@Id, @kind, @seller, @year, @number, @text, @OrderId, @refundId, @At, @Code, @net, @tax, @json)
            """, new
        {
            document.Id,
            kind,
            seller = order.Seller.Id,
            year,
            number,
            text,
            document.OrderId,
            refundId,
            document.At,
            document.Net.Currency.Code,
            net = document.Net.Minor,
            tax = document.Tax.Minor,
            json = ShopJson.Write(document with { Number = text }),
        }, tx.Transaction, cancellationToken: ct));
    }
}
