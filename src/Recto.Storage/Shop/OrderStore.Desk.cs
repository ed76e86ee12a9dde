using System.Globalization;
using Dapper;
using Recto.Journals.Identifiers;
using Recto.Journals.Shop;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

public sealed partial class OrderStore
{
    private const int MostTitles = 3;

    /// <summary>Orders for the desk, latest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Page<OrderRow>> ListAsync(OrderFilter filter, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!StoredText.CanStand(filter.Words ?? "", filter.EmailKey ?? ""))
        {
            return Task.FromResult(new Page<OrderRow>([], null));
        }

        var words = StoredText.Worded(filter.Words)?.Trim();
        var values = new DynamicParameters(new
        {
            words,
            reference = OrderReference.Read(words),
            doi = Doi.TryParse(words, out var doi) ? DoiKey.Of(doi) : null,
            filter.EmailKey,
            state = filter.State is { } state ? Words.Of(state) : null,
            filter.From,
            filter.Until,
        });
        var conditions = new List<string>();
        if (words is not null)
        {
            conditions.Add("(o.reference = @reference OR o.email_key = @EmailKey OR o.payment_ref = @words OR o.session_id = @words OR EXISTS (SELECT 1 FROM receipts r WHERE r.order_id = o.id AND r.number_text = @words)"
                + " OR o.id IN (SELECT l.order_id FROM order_lines l JOIN articles a ON a.id = l.article_id WHERE a.doi_key = @doi))");
        }

        if (filter.State is not null)
        {
            conditions.Add("o.state = @state");
        }

        if (filter.Journals is { } journals)
        {
            conditions.Add($"EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND {values.In("l.journal_id", "key", journals)})");
        }

        if (filter.From is not null)
        {
            conditions.Add("o.created_at >= @From");
        }

        if (filter.Until is not null)
        {
            conditions.Add("o.created_at < @Until");
        }

        return ListAsync(conditions, values, size, after, ct);
    }

    /// <summary>Revenue by month, journal, kind and currency: what was paid in a month, less what went back in it. Orders that were paid by playing are left out, unless they are all that is asked for.</summary>
    /// <param name="journals">Only of these journals; null for all.</param>
    /// <param name="from">First instant.</param>
    /// <param name="until">First instant after.</param>
    /// <param name="isDemonstration">Whether those that were paid by playing are meant, and no others.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<RevenueRow>> ListRevenueAsync(IReadOnlySet<Guid>? journals, DateTimeOffset from, DateTimeOffset until, bool isDemonstration, CancellationToken ct)
    {
        var values = new DynamicParameters(new { from, until, played = Order.DemonstrationGateway });
        var which = (journals is null ? "" : $" AND {values.In("l.journal_id", "key", journals)}") + (isDemonstration ? " AND o.gateway = @played" : " AND o.gateway <> @played");
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<MoneyRow>(new CommandDefinition($"""
            SELECT o.paid_at AS at, l.journal_id, l.kind, o.currency, l.net, l.tax, 1 AS sign FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.paid_at >= @from AND o.paid_at < @until{which}
            UNION ALL
            SELECT l.refunded_at, l.journal_id, l.kind, o.currency, l.net, l.tax, -1 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.refunded_at >= @from AND l.refunded_at < @until{which}
            """, values, cancellationToken: ct));
        return [.. rows.GroupBy(row => (Month: MonthOf(row.At), row.JournalId, row.Kind, row.Currency)).OrderBy(group => group.Key.Month).ThenBy(group => group.Key.JournalId).ThenBy(group => group.Key.Kind).Select(group =>
        {
            var currency = Currency.Parse(group.Key.Currency);
            return new RevenueRow(group.Key.Month.Year, group.Key.Month.Month, group.Key.JournalId, Words.Read<ProductKind>(group.Key.Kind), group.Count(row => row.Sign > 0), group.Count(row => row.Sign < 0),
                new(group.Sum(row => row.Sign * row.Net), currency), new(group.Sum(row => row.Sign * row.Tax), currency));
        })];
    }

    private static (int Year, int Month) MonthOf(long stored) => Instants.FromStored(stored) is var at ? (at.Year, at.Month) : default;

    private async Task<Page<OrderRow>> ListAsync(List<string> conditions, DynamicParameters values, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        values.Add("limit", size + 1);
        if (after is { } place)
        {
            if (!long.TryParse(place.Sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sort))
            {
                return new([], null);
            }

            conditions.Add("(o.created_at, o.id) < (@sort, @afterId)");
            values.Add("sort", sort);
            values.Add("afterId", place.Id);
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<OrderSql.Row>(new CommandDefinition($"""
            SELECT {OrderSql.Columns} FROM orders o {(conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions))} ORDER BY o.created_at DESC, o.id DESC LIMIT @limit
            """, values, cancellationToken: ct))).AsList();
        var asked = new DynamicParameters();
        var lines = (await connection.QueryAsync<TitleRow>(new CommandDefinition(
            $"SELECT l.order_id, l.words FROM order_lines l WHERE {asked.In("l.order_id", "o", rows.Select(row => row.Id))} ORDER BY l.order_id, l.line", asked, cancellationToken: ct))).ToLookup(line => line.OrderId, line => line.Words);
        return Paging.Cut(rows, size, row => new Cursor(row.CreatedAt.ToString(CultureInfo.InvariantCulture), row.Id), row =>
        {
            var order = row.ToOrder([]);
            return new OrderRow(order.Id, order.Reference, order.State, order.Buyer, order.Gross, order.Refunded, order.Gateway, order.CreatedAt, order.PaidAt,
                [.. lines[order.Id].Take(MostTitles).Select(words => ShopJson.ReadWords(words).Title)], lines[order.Id].Count(), order.ReceiptNumber);
        });
    }

    private sealed record TitleRow
    {
        public Guid OrderId { get; init; }
        public string Words { get; init; } = "";
    }

    private sealed record MoneyRow
    {
        public long At { get; init; }
        public Guid JournalId { get; init; }
        public string Kind { get; init; } = "";
        public string Currency { get; init; } = "";
        public long Net { get; init; }
        public long Tax { get; init; }
        public int Sign { get; init; }
    }
}
