using System.Globalization;
using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

public sealed partial class OrderStore
{
    private const string EndingPrefix = "ending:";

    /// <summary>The line before the end of whose right a mail is due; null for a mail of another occasion.</summary>
    public static int? EndingLine(string occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        return occasion.StartsWith(EndingPrefix, StringComparison.Ordinal) && int.TryParse(occasion.AsSpan(EndingPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;
    }

    /// <summary>What the stamp on a PDF says that a bought right opens; null where the journal wants none, or the right was not bought.</summary>
    /// <param name="rightId">The right.</param>
    /// <param name="journalId">The journal of the article.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<StampedOrder?> FindStampAsync(Guid rightId, Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<StampRow>(new CommandDefinition("""
            SELECT o.id, o.reference, o.paid_at, o.buyer, s.stamp FROM rights r JOIN orders o ON o.id = r.order_id JOIN journal_shops s ON s.journal_id = @journalId
            WHERE r.id = @rightId AND s.stamp <> 'none' AND o.paid_at IS NOT NULL
            """, new { rightId, journalId }, cancellationToken: ct));
        return row is null ? null : new StampedOrder(row.Id, row.Reference, Instants.FromStored(row.PaidAt), ShopJson.ReadBuyer(row.Buyer), Words.Read<StampWords>(row.Stamp));
    }

    /// <summary>
    /// Writes down the mails before bought rights end: of journals that want them, for rights that are long enough (a week, and twice the notice), stand, and were not bought again. Each is written once, whoever calls and
    /// however often; nothing is written for persons who were erased.
    /// </summary>
    /// <returns>How many were written.</returns>
    public async Task<int> TellEndingsAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var written = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO order_mails (order_id, occasion, due_at)
            SELECT r.order_id, @prefix || l.line, @now
            FROM rights r JOIN orders o ON o.id = r.order_id JOIN order_lines l ON l.order_id = r.order_id AND l.line = r.order_line JOIN journal_shops s ON s.journal_id = l.journal_id
            WHERE r.order_id IS NOT NULL AND r.ends_at > @now AND r.ends_at <= @latest AND s.notice_days > 0 AND r.ends_at - s.notice_days * @day <= @now
                AND r.ends_at - r.starts_at >= @shortest AND r.ends_at - r.starts_at >= s.notice_days * @day * 2
                AND r.revoked_at IS NULL AND l.refunded_at IS NULL AND o.state IN ('paid', 'partlyRefunded') AND o.erased_at IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM rights x WHERE x.id <> r.id AND x.revoked_at IS NULL AND (x.account_id = r.account_id OR x.email_key = r.email_key) AND (x.ends_at IS NULL OR x.ends_at > r.ends_at)
                        AND (x.article_id = r.article_id OR x.issue_id = r.issue_id OR (x.journal_id = r.journal_id AND COALESCE(x.first_year, 0) = COALESCE(r.first_year, 0))))
                AND NOT EXISTS (SELECT 1 FROM order_lines e JOIN rights y ON y.order_id = e.order_id AND y.order_line = e.line WHERE e.extends_id = r.id AND y.revoked_at IS NULL)
            ON CONFLICT (order_id, occasion) DO NOTHING
            """, new { now, latest = now.AddDays(JournalShop.MostNoticeDays), prefix = EndingPrefix, day = Stored(TimeSpan.FromDays(1)), shortest = Stored(ExtensionRule.Shortest) }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return written;
    }

    /// <summary>All orders of an account and of its address, latest first, whole: for the copy that everybody may take of their own data.</summary>
    public async Task<IReadOnlyList<Order>> ListOfPersonAsync(Guid accountId, string emailKey, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<OrderSql.Row>(new CommandDefinition($"SELECT {OrderSql.Columns} FROM orders o WHERE o.account_id = @accountId OR o.email_key = @emailKey ORDER BY o.created_at DESC, o.id DESC",
            new { accountId, emailKey }, cancellationToken: ct))).AsList();
        var values = new DynamicParameters();
        var lines = (await connection.QueryAsync<OrderSql.LineRow>(new CommandDefinition(
            $"SELECT l.order_id, {OrderSql.LineColumns} FROM {OrderSql.LineFrom} WHERE {values.In("l.order_id", "o", rows.Select(row => row.Id))} ORDER BY l.order_id, l.line", values, cancellationToken: ct))).ToLookup(line => line.OrderId);
        return [.. rows.Select(row => row.ToOrder(lines[row.Id]))];
    }

    /// <summary>
    /// Takes a person out of their orders: account, address, name, postal address and VAT id go, with the links that were mailed and the mails that were not sent. What was bought, its sum and the country of the tax stay,
    /// and so do receipts, which nobody may change. Rights that hang on the address hang on nobody afterwards; the browser that paid keeps them until they end.
    /// </summary>
    public async Task EraseAsync(WriteTransaction tx, Guid accountId, string emailKey, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var rows = (await tx.Connection.QueryAsync<ErasedRow>(new CommandDefinition("SELECT id, buyer FROM orders WHERE account_id = @accountId OR email_key = @emailKey ORDER BY id", new { accountId, emailKey }, tx.Transaction, cancellationToken: ct))).AsList();
        await database.Dialect.LockAsync(tx, [.. rows.Select(row => $"order:{row.Id:N}")], ct);
        foreach (var row in rows)
        {
            var nobody = ShopJson.ReadBuyer(row.Buyer).Erased(row.Id);
            var values = new { row.Id, buyer = ShopJson.Write(nobody), key = nobody.Email.ToUpperInvariant(), now };
            foreach (var statement in new[]
            {
                "UPDATE orders SET account_id = NULL, email_key = @key, buyer = @buyer, erased_at = @now, updated_at = @now WHERE id = @Id",
                "UPDATE rights SET account_id = NULL, email_key = @key, updated_at = @now WHERE order_id = @Id AND kind = 'purchase'",
                "UPDATE order_mails SET due_at = NULL WHERE order_id = @Id",
                "DELETE FROM order_links WHERE order_id = @Id",
            })
            {
                await tx.Connection.ExecuteAsync(new CommandDefinition(statement, values, tx.Transaction, cancellationToken: ct));
            }
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM cart_lines WHERE cart_id IN (SELECT id FROM carts WHERE account_id = @accountId)", new { accountId }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM carts WHERE account_id = @accountId", new { accountId }, tx.Transaction, cancellationToken: ct));
    }

    // A length of time in the unit in which instants are kept.
    private static long Stored(TimeSpan length) => Instants.ToStored(DateTimeOffset.UnixEpoch + length);

    private sealed record StampRow
    {
        public Guid Id { get; init; }
        public string Reference { get; init; } = "";
        public long PaidAt { get; init; }
        public string Buyer { get; init; } = "";
        public string Stamp { get; init; } = "";
    }

    private sealed record ErasedRow
    {
        public Guid Id { get; init; }
        public string Buyer { get; init; } = "";
    }
}
