using System.Globalization;
using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

public sealed partial class OrderStore
{
    private const string RefundColumns = "f.id, f.order_id, f.amount, o.currency, f.lines, f.state, f.reason, f.refund_ref, f.problem, f.tries, f.created_at, f.done_at";

    /// <summary>The occasion of the mail about a refund.</summary>
    public static string RefundMail(Guid refundId) => $"refund:{refundId:N}";

    /// <summary>Writes that money is to go back: that of these lines. Nothing is paid by it; who asks the payment house says afterwards what came of it.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The order.</param>
    /// <param name="lines">Numbers of lines.</param>
    /// <param name="reason">Why, for the credit note; null where it is not said.</param>
    /// <param name="personId">Who asks; null for the program.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where a refund of the order is under way, the order is not open, or one of the lines has gone back already or cost nothing.</returns>
    public async Task<Refund?> AskRefundAsync(WriteTransaction tx, Guid id, IReadOnlyCollection<int> lines, string? reason, Guid? personId, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lines);
        StoredText.Require(reason, "The reason of a refund");
        if (await LockAsync(tx, id, ct) is not { } order || !OrderRule.IsOpen(order.State) || (await ListRefundsAsync(tx, id, ct)).Any(refund => refund.State == RefundState.Asked))
        {
            return null;
        }

        var chosen = order.Lines.Where(line => lines.Contains(line.Number)).ToList();
        var amount = chosen.Aggregate(Money.Zero(order.Gross.Currency), (sum, line) => sum + line.Gross);
        if (chosen.Count != lines.Distinct().Count() || chosen.Any(line => line.RefundedAt is not null) || amount.Minor <= 0 || amount.Minor > (order.Gross - order.Refunded).Minor)
        {
            return null;
        }

        var refund = new Refund(Guid.CreateVersion7(now), amount, [.. chosen.Select(line => line.Number)], RefundState.Asked, StoredText.Worded(reason), null, null, 0, now, null);
        await AddRefundAsync(tx, id, refund, personId, now, ct);
        return refund;
    }

    /// <summary>Says that a refund was made: the lines' rights end, a credit note is written, a mail is due. Told twice, it is done once.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="refundId">The refund.</param>
    /// <param name="reference">What it is called where it was made; null where that is not known.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OrderOutcome> FinishRefundAsync(WriteTransaction tx, Guid refundId, string? reference, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(reference, "What the refund is called");
        var orderId = await tx.Connection.ExecuteScalarAsync<Guid?>(new CommandDefinition("SELECT order_id FROM refunds WHERE id = @refundId", new { refundId }, tx.Transaction, cancellationToken: ct));
        if (orderId is not { } id || await LockAsync(tx, id, ct) is not { } order)
        {
            return OrderOutcome.Unknown;
        }

        var refund = (await ListRefundsAsync(tx, id, ct)).Single(one => one.Id == refundId);
        if (refund.State == RefundState.Done)
        {
            return OrderOutcome.Unchanged;
        }

        await CloseRefundAsync(tx, order, refund, reference, now, ct);
        return OrderOutcome.Done;
    }

    /// <summary>Says that money went back which nobody asked for here: at the payment house itself, or by a dispute. What is known already changes nothing.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The order.</param>
    /// <param name="reference">What it is called there: by it, it is known again.</param>
    /// <param name="amount">How much; what is more than is left is cut. Where it is all that is left all rights end; where it is the price of one line, that line's; else none.</param>
    /// <param name="reason">Why; null where it is not said.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OrderOutcome> ReportRefundAsync(WriteTransaction tx, Guid id, string reference, Money amount, string? reason, DateTimeOffset now, CancellationToken ct)
    {
        StoredText.Require(reference, "What the refund is called");
        if (await LockAsync(tx, id, ct) is not { } order)
        {
            return OrderOutcome.Unknown;
        }

        var known = await ListRefundsAsync(tx, id, ct);
        var left = order.Gross - order.Refunded;
        var cut = Money.Min(amount, left);
        if (known.Any(one => one.Reference == reference) || !OrderRule.WasPaid(order.State) || cut.Minor <= 0)
        {
            return OrderOutcome.Unchanged;
        }

        var open = order.Lines.Where(line => line.RefundedAt is null).ToList();
        var lines = cut == left ? open : open.Where(line => line.Gross == cut).Take(1).ToList();
        var refund = new Refund(Guid.CreateVersion7(now), cut, [.. lines.Select(line => line.Number)], RefundState.Done, StoredText.Worded(reason), reference, null, 0, now, now);
        await AddRefundAsync(tx, id, refund, null, now, ct);
        await CloseRefundAsync(tx, order, refund, reference, now, ct);
        return OrderOutcome.Done;
    }

    /// <summary>Says that the payment house refused a refund for good, or that it is to be asked again.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="refundId">The refund.</param>
    /// <param name="problem">Why.</param>
    /// <param name="dueAt">When it is asked again; null for never: the refund has failed, and another may be asked for.</param>
    /// <param name="ct">Cancels.</param>
    public Task PostponeRefundAsync(WriteTransaction tx, Guid refundId, string problem, DateTimeOffset? dueAt, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE refunds SET state = @state, problem = @problem, tries = tries + 1, due_at = @dueAt WHERE id = @refundId AND state = 'asked'",
            new { refundId, state = Words.Of(dueAt is null ? RefundState.Failed : RefundState.Asked), problem = Keepable(problem), dueAt }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Refunds of an order, in the order in which they were asked for.</summary>
    public async Task<IReadOnlyList<Refund>> ListRefundsAsync(Guid orderId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<RefundRow>(new CommandDefinition($"SELECT {RefundColumns} FROM refunds f JOIN orders o ON o.id = f.order_id WHERE f.order_id = @orderId ORDER BY f.created_at, f.id", new { orderId }, cancellationToken: ct))).Select(row => row.ToRefund())];
    }

    /// <summary>Takes refunds of which the payment house is to be asked, for a while and for nobody else.</summary>
    /// <param name="now">When.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<(Guid OrderId, Refund Refund)>> TakeRefundsAsync(DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var ids = (await tx.Connection.QueryAsync<Guid>(new CommandDefinition("UPDATE refunds SET due_at = @until WHERE id IN (SELECT id FROM refunds WHERE due_at <= @now ORDER BY due_at LIMIT @most) AND due_at <= @now RETURNING id",
            new { now, until = now + lease, most }, tx.Transaction, cancellationToken: ct))).AsList();
        var values = new DynamicParameters();
        var taken = ids.Count == 0 ? [] : (await tx.Connection.QueryAsync<RefundRow>(new CommandDefinition($"SELECT {RefundColumns} FROM refunds f JOIN orders o ON o.id = f.order_id WHERE {values.In("f.id", "key", ids)} ORDER BY f.created_at", values, tx.Transaction, cancellationToken: ct))).AsList();
        await tx.CommitAsync(ct);
        return [.. taken.Select(row => (row.OrderId, row.ToRefund()))];
    }

    /// <summary>Says how it stands with a dispute: while one is open, what was bought is closed; when it is won, it is open again, for as long as it was still to last; when it is lost, the money is gone.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The order.</param>
    /// <param name="news">One of <see cref="OrderEvent.Disputed"/>, <see cref="OrderEvent.DisputeWon"/>, <see cref="OrderEvent.DisputeLost"/>.</param>
    /// <param name="reference">What the dispute is called.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<OrderOutcome> DisputeAsync(WriteTransaction tx, Guid id, OrderEvent news, string reference, DateTimeOffset now, CancellationToken ct)
    {
        if (news is not (OrderEvent.Disputed or OrderEvent.DisputeWon or OrderEvent.DisputeLost))
        {
            throw new ArgumentOutOfRangeException(nameof(news));
        }

        if (await LockAsync(tx, id, ct) is not { } order)
        {
            return OrderOutcome.Unknown;
        }

        // News of a dispute's end may come before that of its beginning.
        var isLate = OrderRule.IsOpen(order.State) && news == OrderEvent.DisputeLost;
        if (!isLate && OrderRule.Next(order.State, news, !order.Refunded.IsZero) is not { })
        {
            return OrderOutcome.Unchanged;
        }

        if (news == OrderEvent.DisputeLost)
        {
            return await ReportRefundAsync(tx, id, reference, order.Gross - order.Refunded, "dispute", now, ct);
        }

        var state = OrderRule.Next(order.State, news, !order.Refunded.IsZero)!.Value;
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE orders SET state = @state, updated_at = @now WHERE id = @id", new { id, state = Words.Of(state), now }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition(news == OrderEvent.Disputed
            ? "UPDATE rights SET revoked_at = @now, revoked_why = 'dispute', updated_at = @now WHERE order_id = @id AND revoked_at IS NULL"
            : "UPDATE rights SET ends_at = CASE WHEN ends_at > revoked_at THEN ends_at + (@now - revoked_at) ELSE ends_at END, revoked_at = NULL, revoked_why = NULL, updated_at = @now WHERE order_id = @id AND revoked_why = 'dispute'",
            new { id, now = Instants.ToStored(now) }, tx.Transaction, cancellationToken: ct));
        return OrderOutcome.Done;
    }

    private static async Task CloseRefundAsync(WriteTransaction tx, Order order, Refund refund, string? reference, DateTimeOffset now, CancellationToken ct)
    {
        var refunded = order.Refunded + refund.Amount;
        var isAll = refunded == order.Gross;
        var state = OrderRule.Next(order.State, isAll ? OrderEvent.Refunded : OrderEvent.PartlyRefunded) ?? order.State;
        var values = new { id = order.Id, refundId = refund.Id, reference, state = Words.Of(state), refunded = refunded.Minor, now };
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE refunds SET state = 'done', refund_ref = @reference, problem = NULL, due_at = NULL, done_at = @now WHERE id = @refundId", values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE orders SET state = @state, refunded = @refunded, updated_at = @now WHERE id = @id", values, tx.Transaction, cancellationToken: ct));
        foreach (var line in order.Lines.Where(line => refund.Lines.Contains(line.Number) || (isAll && line.RefundedAt is null)))
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE order_lines SET refunded_at = @now WHERE order_id = @Id AND line = @Number AND refunded_at IS NULL", new { order.Id, line.Number, now }, tx.Transaction, cancellationToken: ct));
            await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE rights SET revoked_at = COALESCE(revoked_at, @now), revoked_why = 'refund', updated_at = @now WHERE order_id = @Id AND order_line = @Number",
                new { order.Id, line.Number, now }, tx.Transaction, cancellationToken: ct));
        }

        await WriteDocumentAsync(tx, order, CreditNote(order, refund, reference, now), refund.Id, now, ct);
        await AddMailAsync(tx, order.Id, RefundMail(refund.Id), now, ct);
    }

    // Of whole lines the note says the lines. Of another amount it says the amount, parted into net and tax as the whole order was.
    private static Receipt CreditNote(Order order, Refund refund, string? reference, DateTimeOffset now)
    {
        var lines = order.Lines.Where(line => refund.Lines.Contains(line.Number)).ToList();
        var sum = lines.Aggregate(Money.Zero(order.Gross.Currency), (all, line) => all + line.Gross);
        var isWhole = sum == refund.Amount;
        var tax = isWhole ? lines.Aggregate(Money.Zero(order.Gross.Currency), (all, line) => all + line.Tax) : refund.Amount.Part(order.Tax.Minor, order.Gross.Minor);
        return new Receipt
        {
            Id = Guid.CreateVersion7(now),
            Kind = ReceiptKind.CreditNote,
            Number = "",
            OrderId = order.Id,
            OrderReference = order.Reference,
            At = now,
            Seller = order.Seller,
            Buyer = order.Buyer,
            Lines = isWhole ? [.. lines.Select(line => new ReceiptLine(line.Number, line.Thing.Kind, line.Words, line.Period, null, line.Discount, line.Credit, line.Net, line.Tax, line.Treatment, line.Rate))] : [],
            Net = refund.Amount - tax,
            Tax = tax,
            Gross = refund.Amount,
            Gateway = order.Gateway,
            PaymentReference = reference,
            CreditsNumber = order.ReceiptNumber,
            RefundId = refund.Id,
            Reason = refund.Reason,
        };
    }

    private static async Task<IReadOnlyList<Refund>> ListRefundsAsync(WriteTransaction tx, Guid orderId, CancellationToken ct) =>
        [.. (await tx.Connection.QueryAsync<RefundRow>(new CommandDefinition($"SELECT {RefundColumns} FROM refunds f JOIN orders o ON o.id = f.order_id WHERE f.order_id = @orderId ORDER BY f.created_at, f.id", new { orderId }, tx.Transaction, cancellationToken: ct))).Select(row => row.ToRefund())];

    private static Task<int> AddRefundAsync(WriteTransaction tx, Guid orderId, Refund refund, Guid? personId, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition("""
        INSERT INTO refunds (id, order_id, amount, lines, state, reason, refund_ref, person_id, due_at, created_at, done_at) VALUES (@Id, @orderId, @minor, @lines, @state, @Reason, @Reference, @personId, @dueAt, @now, @DoneAt)
        """, new
    {
        refund.Id,
        orderId,
        minor = refund.Amount.Minor,
        lines = string.Join(',', refund.Lines.Select(line => line.ToString(CultureInfo.InvariantCulture))),
        state = Words.Of(refund.State),
        refund.Reason,
        refund.Reference,
        personId,
        dueAt = refund.State == RefundState.Asked ? now + RefundPatience : (DateTimeOffset?)null,
        now,
        refund.DoneAt,
    }, tx.Transaction, cancellationToken: ct));

    /// <summary>How long whoever asked for a refund has to carry it out, before the job does.</summary>
    public static TimeSpan RefundPatience { get; } = TimeSpan.FromMinutes(2);

    // Words of a payment house may hold anything.
    private static string? Keepable(string? text) => StoredText.Keepable(text, 500);

    private sealed record RefundRow
    {
        public Guid Id { get; init; }
        public Guid OrderId { get; init; }
        public long Amount { get; init; }
        public string Currency { get; init; } = "";
        public string Lines { get; init; } = "";
        public string State { get; init; } = "";
        public string? Reason { get; init; }
        public string? RefundRef { get; init; }
        public string? Problem { get; init; }
        public int Tries { get; init; }
        public long CreatedAt { get; init; }
        public long? DoneAt { get; init; }

        public Refund ToRefund() => new(Id, new(Amount, Recto.Journals.Shop.Currency.Parse(Currency)), [.. Lines.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))],
            Words.Read<RefundState>(State), Reason, RefundRef, Problem, Tries, Instants.FromStored(CreatedAt), Instants.FromStored(DoneAt));
    }
}
