using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Carts of guests and members. They hold no prices: what a cart costs is reckoned of the products whenever it is shown.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class CartStore(Database database)
{
    /// <summary>Most lines of a cart.</summary>
    public const int MostLines = 50;

    /// <summary>How long a cart that nobody touches is kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(60);

    /// <summary>The cart; null where there is none.</summary>
    public async Task<StoredCart?> FindAsync(CartOwner owner, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            SELECT c.id, c.currency, c.coupon_code, l.thing, l.product_id, p.journal_id
            FROM carts c LEFT JOIN cart_lines l ON l.cart_id = c.id LEFT JOIN products p ON p.id = l.product_id
            WHERE c.key_hash = @KeyHash OR c.account_id = @AccountId
            ORDER BY l.added_at, l.thing
            """, new { owner.KeyHash, owner.AccountId }, cancellationToken: ct))).AsList();
        return rows is [var first, ..] ? new StoredCart(first.Id, Currency.TryParse(first.Currency, out var currency) ? currency : null, first.CouponCode,
            [.. rows.Where(row => row.Thing is not null).Select(row => (row.ProductId, Thing: ThingWords.Read(row.Thing, row.JournalId!.Value))).Where(line => line.Thing is not null).Select(line => new StoredCartLine(line.ProductId!.Value, line.Thing!))]) : null;
    }

    /// <summary>Puts a thing into the cart, which is made where there is none. Of one thing there is one line: another product for it takes its place.</summary>
    /// <returns>False where the cart is full.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, CartOwner owner, StoredCartLine line, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(line);
        var id = await TouchAsync(tx, owner, now, ct);
        var thing = ThingWords.Of(line.Thing);
        var others = await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM cart_lines WHERE cart_id = @id AND thing <> @thing", new { id, thing }, tx.Transaction, cancellationToken: ct));
        if (others >= MostLines)
        {
            return false;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO cart_lines (cart_id, thing, product_id, added_at) VALUES (@id, @thing, @ProductId, @now)
            ON CONFLICT (cart_id, thing) DO UPDATE SET product_id = EXCLUDED.product_id
            """, new { id, thing, line.ProductId, now }, tx.Transaction, cancellationToken: ct));
        return true;
    }

    /// <summary>Takes a thing out of the cart.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">Whose cart.</param>
    /// <param name="thing">The thing as <see cref="ThingWords"/> writes it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it was not in it.</returns>
    public async Task<bool> RemoveAsync(WriteTransaction tx, CartOwner owner, string thing, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(owner);
        return StoredText.CanStand(thing) && await tx.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM cart_lines WHERE thing = @thing AND cart_id IN (SELECT id FROM carts WHERE key_hash = @KeyHash OR account_id = @AccountId)",
            new { thing, owner.KeyHash, owner.AccountId }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Says the currency and the coupon of a cart, which is made where there is none.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="owner">Whose cart.</param>
    /// <param name="currency">The currency; null to leave the choice to the journal.</param>
    /// <param name="couponCode">What was typed, up to 40 characters; null for none.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task SayAsync(WriteTransaction tx, CartOwner owner, Currency? currency, string? couponCode, DateTimeOffset now, CancellationToken ct)
    {
        StoredText.Require(couponCode, "The code of a coupon");
        var id = await TouchAsync(tx, owner, now, ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE carts SET currency = @code, coupon_code = @couponCode WHERE id = @id",
            new { id, code = currency?.Code, couponCode = StoredText.Worded(couponCode) }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Gives a guest's cart to the account that they signed in to; two carts become one, and where both hold a thing the member's line stays.</summary>
    public async Task MergeAsync(WriteTransaction tx, string keyHash, Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var guest = await tx.Connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("SELECT id, currency, coupon_code FROM carts WHERE key_hash = @keyHash", new { keyHash }, tx.Transaction, cancellationToken: ct));
        if (guest is null)
        {
            return;
        }

        var id = await TouchAsync(tx, CartOwner.Member(accountId), now, ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO cart_lines (cart_id, thing, product_id, added_at)
            SELECT @id, g.thing, g.product_id, g.added_at FROM cart_lines g WHERE g.cart_id = @guestId ORDER BY g.added_at, g.thing LIMIT (SELECT CASE WHEN COUNT(*) > @most THEN 0 ELSE @most - COUNT(*) END FROM cart_lines m WHERE m.cart_id = @id)
            ON CONFLICT (cart_id, thing) DO NOTHING
            """, new { id, guestId = guest.Id, most = (long)MostLines }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE carts SET currency = COALESCE(currency, @Currency), coupon_code = COALESCE(coupon_code, @CouponCode) WHERE id = @id",
            new { id, guest.Currency, guest.CouponCode }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM carts WHERE id = @guestId", new { guestId = guest.Id }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Throws away carts that nobody has touched since <see cref="Kept"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var swept = await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM carts WHERE updated_at < @before", new { before = now - Kept }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return swept;
    }

    // The cart's id; of two who make it at once, both get the same.
    private async Task<Guid> TouchAsync(WriteTransaction tx, CartOwner owner, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(owner);
        return await tx.Connection.ExecuteScalarAsync<Guid>(new CommandDefinition($"""
            INSERT INTO carts (id, key_hash, account_id, updated_at) VALUES (@id, @KeyHash, @AccountId, @now)
            ON CONFLICT ({(owner.AccountId is null ? "key_hash" : "account_id")}) DO UPDATE SET updated_at = EXCLUDED.updated_at RETURNING id
            """, new { id = Guid.CreateVersion7(now), owner.KeyHash, owner.AccountId, now }, tx.Transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string? Currency { get; init; }
        public string? CouponCode { get; init; }
        public string? Thing { get; init; }
        public Guid? ProductId { get; init; }
        public Guid? JournalId { get; init; }
    }
}
