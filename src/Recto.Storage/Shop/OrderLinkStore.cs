using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Links by which buyers come back to what they bought, and the browsers that did. The database knows hashes, never a link or a browser.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class OrderLinkStore(Database database)
{
    /// <summary>Adds a link that is about to be mailed to the buyer's address.</summary>
    public async Task AddAsync(Guid orderId, string linkHash, DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO order_links (link_hash, order_id, created_at) VALUES (@linkHash, @orderId, @now)", new { linkHash, orderId, now }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>The order to which a mailed link leads, and the address that it was mailed to, folded; null where there is none.</summary>
    public async Task<LinkedOrder?> FindAsync(string linkHash, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<LinkedOrder>(new CommandDefinition("SELECT o.id, o.email_key FROM order_links l JOIN orders o ON o.id = l.order_id WHERE l.link_hash = @linkHash", new { linkHash }, cancellationToken: ct));
    }

    /// <summary>Counts a browser that opens an order. One that did before is counted once.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="deviceHash">SHA-256 of the key that the browser carries, lower-case hex.</param>
    /// <param name="isMailed">Whether a mailed link led it here.</param>
    /// <param name="most">So many browsers may.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where as many others have opened it as may.</returns>
    public async Task<bool> OpenAsync(Guid orderId, string deviceHash, bool isMailed, int most, DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, [$"order:{orderId:N}"], ct);
        var others = await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM order_devices WHERE order_id = @orderId AND device_hash <> @deviceHash", new { orderId, deviceHash }, tx.Transaction, cancellationToken: ct));
        if (others >= most)
        {
            return false;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO order_devices (order_id, device_hash, is_mailed, opened_at) VALUES (@orderId, @deviceHash, @mailed, @now)
            ON CONFLICT (order_id, device_hash) DO UPDATE SET is_mailed = CASE WHEN EXCLUDED.is_mailed = 1 THEN 1 ELSE order_devices.is_mailed END, opened_at = EXCLUDED.opened_at
            """, new { orderId, deviceHash, mailed = isMailed ? 1 : 0, now }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return true;
    }

    /// <summary>Forgets the browsers of an order: all of them may be counted anew.</summary>
    public Task<int> ForgetAsync(WriteTransaction tx, Guid orderId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM order_devices WHERE order_id = @orderId", new { orderId }, tx.Transaction, cancellationToken: ct));
    }
}

/// <summary>An order that a link leads to.</summary>
public sealed record LinkedOrder
{
    /// <summary>The order.</summary>
    public Guid Id { get; init; }

    /// <summary>The address that the link was mailed to, folded for comparing.</summary>
    public string EmailKey { get; init; } = "";
}
