using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Journals.Shop;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Features.Demo;

/// <summary>What the demo journal sells: one closed article, alone or with its issue, by a seller that is invented as the journal is. So that an empty site shows a wall with prices.</summary>
/// <param name="database">The site's database, with the demo journal in it.</param>
/// <param name="import">The ordinary import.</param>
/// <param name="clock">Gives the instant.</param>
internal sealed class DemoShop(Database database, ImportDemoArticle import, TimeProvider clock)
{
    private const string Journal = "lower-margin";
    private const string Issue = "1-2";
    private const string File = "tlm-2026-0203.xml";
    private const string TaxClass = "e-publication";
    private const int Position = 3;

    /// <summary>Puts it on sale. Nothing happens where the article is there already.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        using var stream = typeof(DemoShop).Assembly.GetManifestResourceStream("Recto.DemoShop." + File) ?? throw new InvalidDataException($"corpus/demo-shop/{File} is not built into the program.");
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, ct);
        var articles = new ArticleStore(database);
        if (await new JournalStore(database).FindAsync(Journal, ct) is not { } journal || await articles.FindNamedForDeskAsync("10.5555/tlm.2026.0203", ct) is not null)
        {
            return;
        }

        var none = Directory.CreateTempSubdirectory("recto-demo-").FullName; // It has no pictures.
        try
        {
            await import(new DemoArticle(File, copy.ToArray(), Journal, Issue, Position, none), ct);
        }
        finally
        {
            Directory.Delete(none);
        }

        var article = await articles.FindNamedForDeskAsync("10.5555/tlm.2026.0203", ct) ?? throw new InvalidDataException($"corpus/demo-shop/{File} was not imported.");
        var now = clock.GetUtcNow();
        await using var tx = await database.BeginAsync(ct);
        await articles.SetReadingAsync(tx, article.Id, ReadingPolicy.Closed, now, ct);
        if (await SellAsync(tx, journal.Id, now, ct))
        {
            await tx.CommitAsync(ct); // Else another process that started at once has opened the shop.
        }
    }

    private async Task<bool> SellAsync(WriteTransaction tx, Guid journal, DateTimeOffset now, CancellationToken ct)
    {
        var (sellers, products, rates) = (new SellerStore(database), new ProductStore(database), new TaxRateStore(database));
        var seller = new Seller { Id = Guid.CreateVersion7(now), Name = "Society for the History of Annotation", Address = ["4 Colophon Row", "Lindhaven"], Country = "FR", Email = "shop@example.org", Bank = ["Society for the History of Annotation", "IBAN FR00 0000 0000 0000 (invented)"], Note = "An invented society: nothing is sold here." };
        await sellers.SaveAsync(tx, seller, 0, now, ct);
        if (!await sellers.SaveShopAsync(tx, new JournalShop(journal, seller.Id, IsOn: true, UpgradeDays: 30, Currency.Parse("USD"), 0), now, ct))
        {
            return false;
        }

        await products.SaveAsync(tx, Of(journal, ProductKind.Article, "48h", 5300, now), 0, now, ct);
        await products.SaveAsync(tx, Of(journal, ProductKind.Issue, "30d", 32900, now), 0, now, ct);
        foreach (var (country, percent) in new[] { ("FR", 20), ("DE", 19), ("ES", 21) })
        {
            await rates.SaveAsync(tx, new TaxRate(country, TaxClass, new DateOnly(2020, 1, 1), new Percentage(percent * 1000), "VAT"), ct);
        }

        return true;
    }

    private static Product Of(Guid journal, ProductKind kind, string period, long cents, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        JournalId = journal,
        Kind = kind,
        Period = Period.Parse(period),
        Uses = RightUses.Download | RightUses.Print,
        TaxClass = TaxClass,
        Prices = [new Money(cents, Currency.Parse("USD"))],
        IsOn = true,
    };
}
