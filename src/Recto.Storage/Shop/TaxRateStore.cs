using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>Rates of tax, as the operator says them.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class TaxRateStore(Database database)
{
    /// <summary>All rates, by country, class and day, the latest day first.</summary>
    public async Task<IReadOnlyList<TaxRate>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Kept>(new CommandDefinition("SELECT country, class AS tax_class, from_day, rate, name FROM tax_rates ORDER BY country, class, from_day DESC", cancellationToken: ct))).Select(row => row.ToRate())];
    }

    /// <summary>Writes a rate; one of the same country, class and day is replaced. Orders keep the rate that they were sold at.</summary>
    public Task SaveAsync(WriteTransaction tx, TaxRate rate, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(rate);
        StoredText.Require(rate.Name, "The name of a tax");
        StoredText.Require(rate.Class, "The class of a tax");
        return tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO tax_rates (country, class, from_day, rate, name) VALUES (@Country, @Class, @day, @Thousandths, @Name)
            ON CONFLICT (country, class, from_day) DO UPDATE SET rate = EXCLUDED.rate, name = EXCLUDED.name
            """, new { rate.Country, rate.Class, day = rate.From.DayNumber, rate.Rate.Thousandths, rate.Name }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Takes a rate away.</summary>
    /// <returns>False where there was none.</returns>
    public async Task<bool> DeleteAsync(WriteTransaction tx, string country, string @class, DateOnly from, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM tax_rates WHERE country = @country AND class = @class AND from_day = @day",
            new { country, @class, day = from.DayNumber }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private sealed record Kept
    {
        public string Country { get; init; } = "";
        public string TaxClass { get; init; } = "";
        public int FromDay { get; init; }
        public int Rate { get; init; }
        public string Name { get; init; } = "";

        public TaxRate ToRate() => new(Country, TaxClass, DateOnly.FromDayNumber(FromDay), new Percentage(Rate), Name);
    }
}
