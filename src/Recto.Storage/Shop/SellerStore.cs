using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Legal entities that sell, and which journals sell for them.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class SellerStore(Database database)
{
    private const string Columns = "journal_id, seller_id, is_on, upgrade_days, currency, stamp, notice_days, edit_version";

    /// <summary>All sellers, by name.</summary>
    public async Task<IReadOnlyList<SellerRow>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition("SELECT details, edit_version FROM sellers ORDER BY name, id", cancellationToken: ct))).Select(row => row.ToRow())];
    }

    /// <summary>The seller; null where there is none.</summary>
    public async Task<SellerRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition("SELECT details, edit_version FROM sellers WHERE id = @id", new { id }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Adds a seller, or changes it where nobody has changed it since it was shown. Receipts that were written keep what stood in them.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="seller">All that is said now.</param>
    /// <param name="shownVersion">The version that was shown; 0 for a new one.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, Seller seller, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(seller);
        return await tx.Connection.ExecuteAsync(new CommandDefinition(shownVersion == 0
            ? "INSERT INTO sellers (id, name, details, created_at, updated_at) VALUES (@Id, @Name, @details, @now, @now) ON CONFLICT (id) DO NOTHING"
            : "UPDATE sellers SET name = @Name, details = @details, edit_version = edit_version + 1, updated_at = @now WHERE id = @Id AND edit_version = @shownVersion",
            new { seller.Id, seller.Name, details = ShopJson.Write(seller), shownVersion, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>What a journal says of its shop; null where nothing was ever said: it sells nothing.</summary>
    public async Task<JournalShop?> FindShopAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Shop>(new CommandDefinition(
            $"SELECT {Columns} FROM journal_shops WHERE journal_id = @journalId", new { journalId }, cancellationToken: ct)))?.ToShop();
    }

    /// <summary>Shops of all journals.</summary>
    public async Task<IReadOnlyList<JournalShop>> ListShopsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Shop>(new CommandDefinition($"SELECT {Columns} FROM journal_shops ORDER BY journal_id", cancellationToken: ct))).Select(row => row.ToShop())];
    }

    /// <summary>Writes what a journal says, where nobody has written since it was shown (<see cref="JournalShop.EditVersion"/>, 0 for the first time).</summary>
    /// <returns>False where somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> SaveShopAsync(WriteTransaction tx, JournalShop shop, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(shop);
        return await tx.Connection.ExecuteAsync(new CommandDefinition(shop.EditVersion == 0
            ? "INSERT INTO journal_shops (journal_id, seller_id, is_on, upgrade_days, currency, stamp, notice_days, updated_at) VALUES (@JournalId, @SellerId, @on, @UpgradeDays, @Code, @stamp, @NoticeDays, @now) ON CONFLICT (journal_id) DO NOTHING"
            : "UPDATE journal_shops SET seller_id = @SellerId, is_on = @on, upgrade_days = @UpgradeDays, currency = @Code, stamp = @stamp, notice_days = @NoticeDays, edit_version = edit_version + 1, updated_at = @now WHERE journal_id = @JournalId AND edit_version = @EditVersion",
            new { shop.JournalId, shop.SellerId, on = shop.IsOn ? 1 : 0, shop.UpgradeDays, shop.Currency.Code, stamp = Words.Of(shop.Stamp), shop.NoticeDays, shop.EditVersion, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private sealed record Kept
    {
        public string Details { get; init; } = "";
        public int EditVersion { get; init; }

        public SellerRow ToRow() => new(ShopJson.ReadSeller(Details), EditVersion);
    }

    private sealed record Shop
    {
        public Guid JournalId { get; init; }
        public Guid SellerId { get; init; }
        public int IsOn { get; init; }
        public int UpgradeDays { get; init; }
        public string Currency { get; init; } = "";
        public string Stamp { get; init; } = "";
        public int NoticeDays { get; init; }
        public int EditVersion { get; init; }

        public JournalShop ToShop() => new(JournalId, SellerId, IsOn != 0, UpgradeDays, Recto.Journals.Shop.Currency.Parse(Currency), EditVersion) { Stamp = Words.Read<StampWords>(Stamp), NoticeDays = NoticeDays };
    }
}
