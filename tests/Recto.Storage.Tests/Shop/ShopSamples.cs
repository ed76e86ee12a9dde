using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.Storage.Tests.Shop;

/// <summary>Sellers and orders of our own writing.</summary>
internal static class ShopSamples
{
    public static readonly Currency Usd = Currency.Parse("USD");

    public static Seller Seller(string? prefix = null) => new() { Id = Guid.CreateVersion7(), Name = "Society for the History of Annotation", Address = ["4 Colophon Row", "Lindhaven"], Country = "FR", VatId = "FR12345678901", ReceiptPrefix = prefix };

    public static Product Product(Guid journal, ProductKind kind = ProductKind.Article, long price = 5300) => new()
    {
        Id = Guid.CreateVersion7(),
        JournalId = journal,
        Kind = kind,
        Period = Period.Parse("48h"),
        Uses = RightUses.Download | RightUses.Print,
        TaxClass = "e-publication",
        Prices = [new(price, Usd)],
        IsOn = true,
    };

    /// <summary>An order of articles at 53.00 and 20 % each.</summary>
    public static NewOrder Order(Seller seller, Guid journal, DateTimeOffset at, IReadOnlyList<Guid> articles, Guid? account = null, string email = "reader@example.org", string gateway = "stripe", Guid? coupon = null)
    {
        var id = Guid.CreateVersion7(at);
        var money = new Money(5300, Usd);
        var tax = new Money(1060, Usd);
        var lines = articles.Select((article, index) => new OrderLine
        {
            Number = index + 1,
            ProductId = Guid.CreateVersion7(),
            Thing = new() { Kind = ProductKind.Article, JournalId = journal, ArticleId = article },
            Words = new("Four strokes: фонд, «опись»", "The Lower Margin", "Nino Kalandia", "10.5555/tlm.2025.0411", "/articles/four-strokes"),
            Period = Period.Parse("48h"),
            Uses = RightUses.Download | RightUses.Print,
            Price = money,
            Discount = Money.Zero(Usd),
            Credit = Money.Zero(Usd),
            Net = money,
            Tax = tax,
            Treatment = TaxTreatment.Taxed,
            Rate = new("FR", "e-publication", new DateOnly(2014, 1, 1), new Percentage(20000), "TVA"),
        }).ToList();
        var net = new Money(5300 * lines.Count, Usd);
        var taxes = new Money(1060 * lines.Count, Usd);
        return new(new Order
        {
            Id = id,
            Reference = OrderReference.Of(id.ToByteArray().AsSpan(11, 5)),
            AccountId = account,
            Seller = seller,
            Buyer = new() { Email = email, Country = "FR", Language = "fr" },
            Lines = lines,
            Net = net,
            Tax = taxes,
            Gross = net + taxes,
            Refunded = Money.Zero(Usd),
            State = OrderState.Open,
            Gateway = gateway,
            Evidence = new("FR"),
            CreatedAt = at,
            ExpiresAt = at.AddHours(1),
        }, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(id.ToByteArray())), email.ToUpperInvariant(), coupon, []);
    }
}
