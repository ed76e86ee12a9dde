using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Receipts and credit notes. They are written by <see cref="OrderStore"/> in the transaction of the payment or the refund, and never changed.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ReceiptStore(Database database)
{
    /// <summary>The receipt of an order; null before it is paid.</summary>
    public async Task<Receipt?> FindOfOrderAsync(Guid orderId, CancellationToken ct) => (await ListAsync(orderId, ct)).FirstOrDefault(receipt => receipt.Kind == ReceiptKind.Receipt);

    /// <summary>The receipt of an order and the credit notes on it, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<Receipt>> ListAsync(Guid orderId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition("SELECT document FROM receipts WHERE order_id = @orderId ORDER BY kind DESC, at, id", new { orderId }, cancellationToken: ct))).Select(ShopJson.ReadReceipt)];
    }

    /// <summary>The document of that key; null where there is none.</summary>
    public async Task<Receipt?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition("SELECT document FROM receipts WHERE id = @id", new { id }, cancellationToken: ct)) is { } document ? ShopJson.ReadReceipt(document) : null;
    }
}
