using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Orders: made at the checkout, paid, refunded, disputed. Whatever belongs together (payment, rights, receipt, the mail that is due) is written in one transaction.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class OrderStore(Database database)
{
    /// <summary>Writes an order with its lines. A credited line must not be credited by another order that is paid or may still be, and a coupon not be used more often than it may be.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="wanted">The order.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where a credited line or the last use of the coupon was taken meanwhile: nothing was written then, and the cart is to be reckoned again.</returns>
    public async Task<bool> CreateAsync(WriteTransaction tx, NewOrder wanted, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(wanted);
        var order = wanted.Order;
        StoredText.Require(wanted.EmailKey, "The buyer's address");
        var locks = wanted.Credits.Select(credit => $"order:{credit.Credited.OrderId:N}").Distinct().ToList();
        await database.Dialect.LockAsync(tx, wanted.CouponId is { } coupon ? [.. locks, $"coupon:{coupon:N}"] : locks, ct);
        if (wanted.CouponId is not null && await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            SELECT COUNT(*) FROM coupons c WHERE c.id = @CouponId AND (c.most_uses IS NULL OR c.most_uses > (SELECT COUNT(*) FROM orders o WHERE o.coupon_id = c.id AND o.state NOT IN ('failed', 'expired', 'cancelled')))
            """, new { wanted.CouponId }, tx.Transaction, cancellationToken: ct)) == 0)
        {
            return false;
        }

        foreach (var (_, credited) in wanted.Credits)
        {
            if (await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("""
                SELECT COUNT(*) FROM order_lines l WHERE l.order_id = @OrderId AND l.line = @Line AND l.refunded_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM order_credits c JOIN orders o ON o.id = c.order_id WHERE c.credited_order_id = l.order_id AND c.credited_line = l.line AND o.state NOT IN ('failed', 'expired', 'cancelled', 'refunded'))
                """, new { credited.OrderId, credited.Line }, tx.Transaction, cancellationToken: ct)) == 0)
            {
                return false;
            }
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO orders (id, reference, key_hash, seller_id, account_id, email_key, seller, buyer, evidence, currency, net, tax, coupon_id, coupon_code, state, gateway, attempt, consent_at, created_at, expires_at, ask_at, updated_at)
            VALUES (@Id, @Reference, @KeyHash, @SellerId, @AccountId, @EmailKey, @seller, @buyer, @evidence, @Code, @net, @tax, @CouponId, @Coupon, @state, @Gateway, @Attempt, @ConsentAt, @CreatedAt, @ExpiresAt, @askAt, @CreatedAt)
            """, new
        {
            order.Id,
            order.Reference,
            wanted.KeyHash,
            SellerId = order.Seller.Id,
            order.AccountId,
            wanted.EmailKey,
            seller = ShopJson.Write(order.Seller),
            buyer = ShopJson.Write(order.Buyer),
            evidence = ShopJson.Write(order.Evidence),
            order.Net.Currency.Code,
            net = order.Net.Minor,
            tax = order.Tax.Minor,
            wanted.CouponId,
            order.Coupon,
            state = Words.Of(order.State),
            order.Gateway,
            order.Attempt,
            order.ConsentAt,
            order.CreatedAt,
            order.ExpiresAt,
            askAt = order.ExpiresAt is null ? (DateTimeOffset?)null : order.CreatedAt + FirstAsk,
        }, tx.Transaction, cancellationToken: ct));
        foreach (var line in order.Lines)
        {
            await AddLineAsync(tx, order.Id, line, ct);
        }

        foreach (var (line, credited) in wanted.Credits)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO order_credits (order_id, line, credited_order_id, credited_line) VALUES (@Id, @line, @OrderId, @Line)",
                new { order.Id, line, credited.OrderId, credited.Line }, tx.Transaction, cancellationToken: ct));
        }

        return true;
    }

    /// <summary>When the payment house is first asked about an order of which it has told nothing.</summary>
    public static TimeSpan FirstAsk { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The order; null where there is none.</summary>
    public Task<Order?> FindAsync(Guid id, CancellationToken ct) => FindAsync("o.id = @id", new { id }, ct);

    /// <summary>The order whose pages that key opens; null where there is none.</summary>
    /// <param name="keyHash">SHA-256 of the key, lower-case hex.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Order?> FindByKeyAsync(string keyHash, CancellationToken ct) => FindAsync("o.key_hash = @keyHash", new { keyHash }, ct);

    /// <summary>The order that people call so (<see cref="OrderReference.Read"/>); null where there is none.</summary>
    public Task<Order?> FindByReferenceAsync(string reference, CancellationToken ct) =>
        StoredText.CanStand(reference) ? FindAsync("o.reference = @reference", new { reference }, ct) : Task.FromResult<Order?>(null);

    /// <summary>The order of a session of a payment house; null where there is none.</summary>
    public Task<Order?> FindBySessionAsync(string gateway, string sessionId, CancellationToken ct) =>
        StoredText.CanStand(sessionId) ? FindAsync("o.gateway = @gateway AND o.session_id = @sessionId", new { gateway, sessionId }, ct) : Task.FromResult<Order?>(null);

    /// <summary>The order of a payment; null where there is none.</summary>
    public Task<Order?> FindByPaymentAsync(string gateway, string payment, CancellationToken ct) =>
        StoredText.CanStand(payment) ? FindAsync("o.gateway = @gateway AND o.payment_ref = @payment", new { gateway, payment }, ct) : Task.FromResult<Order?>(null);

    /// <summary>Keeps where the buyer pays, of the attempt that was asked for; the first answer stays.</summary>
    /// <returns>False where the order has a session of that attempt already, or another attempt was begun.</returns>
    public async Task<bool> SetSessionAsync(WriteTransaction tx, Guid id, int attempt, string sessionId, string? payAddress, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(sessionId, "What the payment house calls the session");
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE orders SET session_id = @sessionId, pay_address = @payAddress, updated_at = @now WHERE id = @id AND attempt = @attempt AND session_id IS NULL
            """, new { id, attempt, sessionId, payAddress, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Lines that the same buyer paid for and that were neither refunded nor credited, for <see cref="UpgradeRule"/>.</summary>
    /// <param name="accountId">The account that buys; null for a guest.</param>
    /// <param name="emailKey">An address that is known to be the buyer's, folded; null where it was only typed.</param>
    /// <param name="orders">Orders that this browser may use.</param>
    /// <param name="since">Paid from then on.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<CreditableLine>> ListCreditableAsync(Guid? accountId, string? emailKey, IReadOnlyCollection<Guid> orders, DateTimeOffset since, CancellationToken ct)
    {
        var values = new DynamicParameters(new { accountId, emailKey, since });
        var among = values.In("o.id", "key", orders.Take(MostOwn));
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<CreditRow>(new CommandDefinition($"""
            SELECT l.order_id, l.line, l.journal_id, l.issue_id, l.price - l.discount - l.credit AS paid, o.currency, o.paid_at
            FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE o.state IN ('paid', 'partlyRefunded') AND o.paid_at >= @since AND l.kind = 'article' AND l.refunded_at IS NULL AND (o.account_id = @accountId OR o.email_key = @emailKey OR {among})
                AND NOT EXISTS (SELECT 1 FROM order_credits c JOIN orders x ON x.id = c.order_id WHERE c.credited_order_id = l.order_id AND c.credited_line = l.line AND x.state NOT IN ('failed', 'expired', 'cancelled', 'refunded'))
            """, values, cancellationToken: ct))).Select(row => new CreditableLine(row.OrderId, row.Line, row.JournalId, row.IssueId, new(row.Paid, Currency.Parse(row.Currency)), Instants.FromStored(row.PaidAt)))];
    }

    private async Task<Order?> FindAsync(string condition, object values, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<OrderSql.Row>(new CommandDefinition($"SELECT {OrderSql.Columns} FROM orders o WHERE {condition}", values, cancellationToken: ct));
        return row?.ToOrder(await connection.QueryAsync<OrderSql.LineRow>(new CommandDefinition($"SELECT {OrderSql.LineColumns} FROM {OrderSql.LineFrom} WHERE l.order_id = @Id ORDER BY l.line", new { row.Id }, cancellationToken: ct)));
    }

    private static Task<int> AddLineAsync(WriteTransaction tx, Guid orderId, OrderLine line, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition("""
        INSERT INTO order_lines (order_id, line, product_id, kind, journal_id, article_id, issue_id, year, words, period, may_download, may_print, price, discount, credit, net, tax, treatment, rate, extends_id)
        VALUES (@orderId, @Number, @ProductId, @kind, @JournalId, @ArticleId, @IssueId, @Year, @words, @period, @download, @print, @price, @discount, @credit, @net, @tax, @treatment, @rate, @ExtendsId)
        """, new
    {
        orderId,
        line.Number,
        line.ProductId,
        kind = Words.Of(line.Thing.Kind),
        line.Thing.JournalId,
        line.Thing.ArticleId,
        line.Thing.IssueId,
        line.Thing.Year,
        words = ShopJson.Write(line.Words),
        period = line.Period.ToString(),
        download = line.Uses.HasFlag(RightUses.Download) ? 1 : 0,
        print = line.Uses.HasFlag(RightUses.Print) ? 1 : 0,
        price = line.Price.Minor,
        discount = line.Discount.Minor,
        credit = line.Credit.Minor,
        net = line.Net.Minor,
        tax = line.Tax.Minor,
        treatment = Words.Of(line.Treatment),
        rate = ShopJson.Write(line.Rate),
        line.ExtendsId,
    }, tx.Transaction, cancellationToken: ct));

    // As many orders as a browser may have bought.
    private const int MostOwn = 200;

    private sealed record CreditRow
    {
        public Guid OrderId { get; init; }
        public int Line { get; init; }
        public Guid JournalId { get; init; }
        public Guid? IssueId { get; init; }
        public long Paid { get; init; }
        public string Currency { get; init; } = "";
        public long PaidAt { get; init; }
    }
}
