using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Coupons, and how often they were used: by orders that are paid or may still be.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class CouponStore(Database database)
{
    private const string Select = """
        SELECT c.id, c.code, c.percent, c.currency, c.amount, c.journal_id, c.product_id, c.holds_from, c.holds_until, c.most_uses, c.is_on, c.edit_version,
            (SELECT COUNT(*) FROM orders o WHERE o.coupon_id = c.id AND o.state NOT IN ('failed', 'expired', 'cancelled')) AS uses
        FROM coupons c
        """;

    /// <summary>All coupons, by code.</summary>
    public async Task<IReadOnlyList<CouponRow>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition($"{Select} ORDER BY c.code", cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>The coupon of that code, however it is typed; null where there is none.</summary>
    public async Task<CouponRow?> FindAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var folded = Fold(code);
        if (folded.Length is < 3 or > 40 || !StoredText.CanStand(folded))
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"{Select} WHERE c.code = @folded", new { folded }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>The coupon; null where there is none.</summary>
    public async Task<CouponRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"{Select} WHERE c.id = @id", new { id }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Adds a coupon, or changes it where nobody has changed it since it was shown.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="coupon">All that is said now.</param>
    /// <param name="shownVersion">The version that was shown; 0 for a new one.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster, or another coupon has that code: nothing was changed then.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, Coupon coupon, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(coupon);
        StoredText.Require(coupon.Code, "The code of a coupon");
        var values = new
        {
            coupon.Id,
            code = Fold(coupon.Code),
            coupon.Percent,
            currency = coupon.Amount?.Currency.Code,
            amount = coupon.Amount?.Minor,
            coupon.JournalId,
            coupon.ProductId,
            coupon.From,
            coupon.Until,
            coupon.MostUses,
            on = coupon.IsOn ? 1 : 0,
            shownVersion,
            now,
        };
        return await tx.Connection.ExecuteAsync(new CommandDefinition(shownVersion == 0
            ? """
              INSERT INTO coupons (id, code, percent, currency, amount, journal_id, product_id, holds_from, holds_until, most_uses, is_on, created_at, updated_at)
              VALUES (@Id, @code, @Percent, @currency, @amount, @JournalId, @ProductId, @From, @Until, @MostUses, @on, @now, @now) ON CONFLICT DO NOTHING
              """
            : """
              UPDATE coupons SET code = @code, percent = @Percent, currency = @currency, amount = @amount, journal_id = @JournalId, product_id = @ProductId, holds_from = @From, holds_until = @Until,
                  most_uses = @MostUses, is_on = @on, edit_version = edit_version + 1, updated_at = @now
              WHERE id = @Id AND edit_version = @shownVersion AND NOT EXISTS (SELECT 1 FROM coupons x WHERE x.code = @code AND x.id <> @Id)
              """, values, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private static string Fold(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public string Code { get; init; } = "";
        public int? Percent { get; init; }
        public string? Currency { get; init; }
        public long? Amount { get; init; }
        public Guid? JournalId { get; init; }
        public Guid? ProductId { get; init; }
        public long? HoldsFrom { get; init; }
        public long? HoldsUntil { get; init; }
        public int? MostUses { get; init; }
        public int IsOn { get; init; }
        public int EditVersion { get; init; }
        public long Uses { get; init; }

        public CouponRow ToRow() => new(new Coupon
        {
            Id = Id,
            Code = Code,
            Percent = Percent,
            Amount = Amount is { } amount ? new Money(amount, Recto.Journals.Shop.Currency.Parse(Currency!)) : null,
            JournalId = JournalId,
            ProductId = ProductId,
            From = Instants.FromStored(HoldsFrom),
            Until = Instants.FromStored(HoldsUntil),
            MostUses = MostUses,
            Uses = (int)Uses,
            IsOn = IsOn != 0,
        }, EditVersion);
    }
}
