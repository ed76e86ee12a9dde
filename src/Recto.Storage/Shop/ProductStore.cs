using Dapper;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>What is sold, at which prices.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class ProductStore(Database database)
{
    private const int MostAtOnce = 500;
    private const string Columns = "p.id, p.journal_id, p.kind, p.article_id, p.issue_id, p.year, p.period, p.may_download, p.may_print, p.tax_class, p.sold_from, p.sold_until, p.is_on, p.edit_version, c.currency, c.amount";

    /// <summary>All products of a journal, also those that are off, by kind and age.</summary>
    public Task<IReadOnlyList<ProductRow>> ListAsync(Guid journalId, CancellationToken ct) => ListAsync("p.journal_id = @journalId", new { journalId }, ct);

    /// <summary>The product; null where there is none.</summary>
    public async Task<ProductRow?> FindAsync(Guid id, CancellationToken ct) => (await ListAsync("p.id = @id", new { id }, ct)).SingleOrDefault();

    /// <summary>These products, in no order; those that are gone are missing. At most 500 are given.</summary>
    public async Task<IReadOnlyList<ProductRow>> ListAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().Take(MostAtOnce).ToList();
        var values = new DynamicParameters();
        return wanted.Count == 0 ? [] : await ListAsync(values.In("p.id", "p", wanted), values, ct);
    }

    /// <summary>Adds a product with its prices, or changes it where nobody has changed it since it was shown. Orders keep what they were sold by.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="product">All that is said now.</param>
    /// <param name="shownVersion">The version that was shown; 0 for a new one.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, Product product, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(product);
        StoredText.Require(product.TaxClass, "The tax class of a product");
        var saved = await tx.Connection.ExecuteAsync(new CommandDefinition(shownVersion == 0
            ? """
              INSERT INTO products (id, journal_id, kind, article_id, issue_id, year, period, may_download, may_print, tax_class, sold_from, sold_until, is_on, created_at, updated_at)
              VALUES (@Id, @JournalId, @kind, @ArticleId, @IssueId, @Year, @period, @download, @print, @TaxClass, @SoldFrom, @SoldUntil, @on, @now, @now) ON CONFLICT (id) DO NOTHING
              """
            : """
              UPDATE products SET kind = @kind, article_id = @ArticleId, issue_id = @IssueId, year = @Year, period = @period, may_download = @download, may_print = @print, tax_class = @TaxClass,
                  sold_from = @SoldFrom, sold_until = @SoldUntil, is_on = @on, edit_version = edit_version + 1, updated_at = @now
              WHERE id = @Id AND journal_id = @JournalId AND edit_version = @shownVersion
              """, new
            {
                product.Id,
                product.JournalId,
                kind = Words.Of(product.Kind),
                product.ArticleId,
                product.IssueId,
                product.Year,
                period = product.Period.ToString(),
                download = product.Uses.HasFlag(RightUses.Download) ? 1 : 0,
                print = product.Uses.HasFlag(RightUses.Print) ? 1 : 0,
                product.TaxClass,
                product.SoldFrom,
                product.SoldUntil,
                on = product.IsOn ? 1 : 0,
                shownVersion,
                now,
            }, tx.Transaction, cancellationToken: ct)) == 1;
        if (!saved)
        {
            return false;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM product_prices WHERE product_id = @Id", new { product.Id }, tx.Transaction, cancellationToken: ct));
        foreach (var price in product.Prices)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO product_prices (product_id, currency, amount) VALUES (@Id, @Code, @Minor)",
                new { product.Id, price.Currency.Code, price.Minor }, tx.Transaction, cancellationToken: ct));
        }

        return true;
    }

    /// <summary>Takes a product away; it leaves carts, and orders keep what they were sold by.</summary>
    /// <returns>False where it was gone.</returns>
    public async Task<bool> DeleteAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM products WHERE id = @id", new { id }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private async Task<IReadOnlyList<ProductRow>> ListAsync(string condition, object values, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Kept>(new CommandDefinition($"""
            SELECT {Columns} FROM products p LEFT JOIN product_prices c ON c.product_id = p.id WHERE {condition}
            ORDER BY p.kind, p.id, c.currency
            """, values, cancellationToken: ct));
        return [.. rows.GroupBy(row => row.Id).Select(group => group.First().ToRow([.. group.Where(row => row.Currency is not null).Select(row => new Money(row.Amount, Currency.Parse(row.Currency!)))]))];
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public Guid JournalId { get; init; }
        public string Kind { get; init; } = "";
        public Guid? ArticleId { get; init; }
        public Guid? IssueId { get; init; }
        public int? Year { get; init; }
        public string Period { get; init; } = "";
        public int MayDownload { get; init; }
        public int MayPrint { get; init; }
        public string TaxClass { get; init; } = "";
        public long? SoldFrom { get; init; }
        public long? SoldUntil { get; init; }
        public int IsOn { get; init; }
        public int EditVersion { get; init; }
        public string? Currency { get; init; }
        public long Amount { get; init; }

        public ProductRow ToRow(IReadOnlyList<Money> prices) => new(new Product
        {
            Id = Id,
            JournalId = JournalId,
            Kind = Words.Read<ProductKind>(Kind),
            ArticleId = ArticleId,
            IssueId = IssueId,
            Year = Year,
            Period = Recto.Journals.Shop.Period.Parse(Period),
            Uses = (MayDownload == 0 ? RightUses.None : RightUses.Download) | (MayPrint == 0 ? RightUses.None : RightUses.Print),
            TaxClass = TaxClass,
            Prices = prices,
            SoldFrom = Instants.FromStored(SoldFrom),
            SoldUntil = Instants.FromStored(SoldUntil),
            IsOn = IsOn != 0,
        }, EditVersion);
    }
}
