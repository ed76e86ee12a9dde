using System.Globalization;
using System.Text;
using Recto.App.Features.Shop.Pages;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Journals.Tables;
using Recto.Storage.Issues;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Desk;

/// <summary>What came in, over a year's months.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Year">The year, in UTC.</param>
/// <param name="Currency">The currency that is shown; null where nothing came in.</param>
/// <param name="Currencies">Currencies in which something came in.</param>
/// <param name="Rows">Rows of that currency.</param>
/// <param name="Journals">Titles of journals by key.</param>
/// <param name="IsPlayed">Whether the rows are of the demonstration.</param>
/// <param name="ThisYear">The year of the request.</param>
public sealed record RevenueView(DeskPerson Person, int Year, Currency? Currency, IReadOnlyList<Currency> Currencies, IReadOnlyList<RevenueRow> Rows, IReadOnlyDictionary<Guid, string> Journals, bool IsPlayed, int ThisYear)
{
    /// <summary>Before tax, of each month from January; zero where nothing came in.</summary>
    public IReadOnlyList<Money> Months => Currency is not { } currency ? [] : [.. Enumerable.Range(1, 12).Select(month => Rows.Where(row => row.Month == month).Aggregate(Money.Zero(currency), (sum, row) => sum + row.Net))];
}

/// <summary>Revenue at the desk: a plot, the table beside it, and the same as CSV.</summary>
internal static class RevenueDoor
{
    private const int First = 1990;

    public static async Task ShowAsync(HttpContext context, OrderStore orders, JournalStore journals, string? year, string? currency, string? demonstration, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.HandleOrders, null))
        {
            return;
        }

        var view = await ViewAsync(context, orders, journals, year, currency, demonstration is not null, ct);
        await PageWriter.WriteAsync<RevenuePage>(context, view);
    }

    public static async Task CsvAsync(HttpContext context, OrderStore orders, JournalStore journals, Say say, string? year, string? demonstration, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.HandleOrders, null))
        {
            return;
        }

        var (rows, titles, asked, _) = await ReadAsync(context, orders, journals, year, demonstration is not null, ct);
        var csv = new StringBuilder("month,journal,product,sold,refunded,currency,net,tax,gross\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', string.Create(CultureInfo.InvariantCulture, $"{row.Year:0000}-{row.Month:00}"), CsvField.Of(titles.GetValueOrDefault(row.JournalId) ?? row.JournalId.ToString()), CsvField.Of(OrderWords.Kind(say, row.Kind)),
                row.Sold.ToString(CultureInfo.InvariantCulture), row.Refunded.ToString(CultureInfo.InvariantCulture), row.Net.Currency.Code, row.Net.ToPlain(), row.Tax.ToPlain(), (row.Net + row.Tax).ToPlain()).Append("\r\n");
        }

        context.Response.Headers.ContentDisposition = $"attachment; filename=\"revenue-{asked.ToString(CultureInfo.InvariantCulture)}.csv\"";
        context.Response.ContentType = "text/csv; charset=utf-8";
        await context.Response.WriteAsync(csv.ToString(), ct);
    }

    private static async Task<RevenueView> ViewAsync(HttpContext context, OrderStore orders, JournalStore journals, string? year, string? currency, bool isPlayed, CancellationToken ct)
    {
        var (rows, titles, asked, now) = await ReadAsync(context, orders, journals, year, isPlayed, ct);
        List<Currency> currencies = [.. rows.GroupBy(row => row.Net.Currency).OrderByDescending(group => group.Count()).Select(group => group.Key)];
        Currency? shown = Currency.TryParse(currency, out var wished) && currencies.Contains(wished) ? wished : currencies.Count > 0 ? currencies[0] : null;
        return new(context.Person()!, asked, shown, currencies, [.. rows.Where(row => row.Net.Currency == shown)], titles, isPlayed, now);
    }

    private static async Task<(IReadOnlyList<RevenueRow> Rows, Dictionary<Guid, string> Titles, int Year, int Now)> ReadAsync(HttpContext context, OrderStore orders, JournalStore journals, string? year, bool isPlayed, CancellationToken ct)
    {
        var now = context.Reader().At.UtcDateTime.Year;
        var asked = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= First && read <= now ? read : now;
        var rows = await orders.ListRevenueAsync(null, new DateTimeOffset(asked, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(asked + 1, 1, 1, 0, 0, 0, TimeSpan.Zero), isPlayed, ct);
        return (rows, (await journals.ListAsync(ct)).ToDictionary(journal => journal.Id, journal => journal.Title), asked, now);
    }
}
