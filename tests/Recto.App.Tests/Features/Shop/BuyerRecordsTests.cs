using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Orders;
using Recto.App.Shell.Persons;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Tests.Features.Shop;

/// <summary>What the shop tells people that it keeps of them, and what of it goes when they ask.</summary>
public sealed class BuyerRecordsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Their_copy_has_orders_receipts_and_rights_of_account_and_address_and_nobody_else_s(string engine)
    {
        await using var site = await ShopSite.StartAsync(engine, "demonstration");
        var (account, _) = await site.SignedInAsync("reader@example.org");
        var (asMember, asGuest) = (await BuyAsync(site, "other-address@example.org", account.Id, 0), await BuyAsync(site, "reader@example.org", null, 1));
        await BuyAsync(site, "stranger@example.org", null, 2);

        var parts = new Dictionary<string, OwnRecords>();
        foreach (var source in site.Services.GetServices<OwnData>())
        {
            if (await source(new OwnPerson(account.Id, account.Email, account.EmailKey), Ct) is { } part)
            {
                parts[part.Key] = part;
            }
        }

        Assert.Equal([asGuest.Reference, asMember.Reference], parts["orders"].Rows.Select(row => row!["reference"]!.GetValue<string>()).Order(StringComparer.Ordinal).OrderBy(reference => reference == asMember.Reference));
        Assert.All(parts["orders"].Rows, row => Assert.Equal("63.60", row!["gross"]!.GetValue<string>()));
        Assert.Equal(2, parts["bought"].Rows.Count);
        Assert.All(parts["bought"].Rows, row => Assert.NotNull(row!["until"]));
        Assert.Equal(2, parts["receipts"].Files.Count(file => file.Name.EndsWith(".html", StringComparison.Ordinal)));
        Assert.Contains("63.60", System.Text.Encoding.UTF8.GetString(parts["receipts"].Files[0].Content), StringComparison.Ordinal);
        Assert.DoesNotContain(parts.Values.SelectMany(part => part.Rows).Select(row => row!.ToJsonString()), row => row.Contains("stranger", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Erasing_takes_the_person_out_of_orders_rights_carts_mails_and_links_and_leaves_every_receipt(string engine)
    {
        await using var site = await ShopSite.StartAsync(engine, "demonstration");
        var (account, _) = await site.SignedInAsync("reader@example.org");
        var orders = new[] { await BuyAsync(site, "reader@example.org", null, 0), await BuyAsync(site, "reader@example.org", account.Id, 1) };
        var stranger = await BuyAsync(site, "stranger@example.org", null, 2);
        await site.WriteAsync(async tx => await site.Get<CartStore>().AddAsync(tx, CartOwner.Member(account.Id), site.Line(site.Articles[0].Id), site.Clock.GetUtcNow(), Ct));
        var receipts = new List<Receipt>();
        foreach (var order in orders)
        {
            receipts.AddRange(await site.Get<ReceiptStore>().ListAsync(order.Id, Ct));
        }

        await site.WriteAsync(async tx =>
        {
            foreach (var erase in site.Services.GetServices<ErasePerson>())
            {
                await erase(tx, new OwnPerson(account.Id, account.Email, account.EmailKey), site.Clock.GetUtcNow(), Ct);
            }
        });

        foreach (var before in orders)
        {
            var order = await site.OrderAsync(before.Id);
            Assert.True(order.Buyer.IsErased);
            Assert.Equal((null, null, 0, null, before.Buyer.Country), (order.AccountId, order.Buyer.Name, order.Buyer.Address.Count, order.Buyer.VatId, order.Buyer.Country));
            Assert.Equal((before.Gross, before.State, before.Lines[0].Words, before.ReceiptNumber), (order.Gross, order.State, order.Lines[0].Words, order.ReceiptNumber));
            Assert.Single(await site.RightsAsync(order.Id)); // The browser that paid keeps what it paid for.
        }

        foreach (var table in new[] { "orders WHERE buyer LIKE '%reader@example.org%' OR email_key LIKE 'READER@%'", "rights WHERE order_id IS NOT NULL AND (email_key LIKE 'READER@%' OR account_id IS NOT NULL)", "carts WHERE account_id IS NOT NULL" })
        {
            Assert.Equal((table, 0L), (table, await site.CountAsync(table)));
        }

        // Receipts are what they were, name and all: the database itself lets nobody change one.
        var after = new List<Receipt>();
        foreach (var order in orders)
        {
            after.AddRange(await site.Get<ReceiptStore>().ListAsync(order.Id, Ct));
        }

        Assert.Equal(receipts.Select(receipt => (receipt.Number, receipt.Buyer.Email, receipt.Buyer.Name)), after.Select(receipt => (receipt.Number, receipt.Buyer.Email, receipt.Buyer.Name)));
        Assert.Equal("stranger@example.org", (await site.OrderAsync(stranger.Id)).Buyer.Email);
        await site.RunJobAsync();
        Assert.DoesNotContain(site.Mails(), mail => mail.Contains("erased.invalid", StringComparison.Ordinal) || mail.Contains("To: reader@", StringComparison.Ordinal));
    }

    private static async Task<Order> BuyAsync(ShopSite site, string email, Guid? account, int article)
    {
        var placed = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([site.Line(site.Articles[article].Id)], "demonstration",
            wish => wish with { AccountId = account, Buyer = wish.Buyer with { Email = email, Name = "Anna Tarrow", Address = ["1 Row"] } }));
        await site.WriteAsync(async tx => Assert.Equal(OrderOutcome.Done, await site.Orders.PayAsync(tx, placed.Order.Id, new PaymentMade(site.Clock.GetUtcNow(), null), site.Clock.GetUtcNow(), Ct)));
        return await site.OrderAsync(placed.Order.Id);
    }
}
