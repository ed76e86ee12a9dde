using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Orders;
using Recto.App.Shell.Persons;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Tests.Features.Shop;

/// <summary>The mail before a bought right ends, by a clock that runs as the test says.</summary>
public sealed class EndingMailTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task It_is_sent_once_at_its_time_in_the_buyer_s_language_with_the_way_to_buy_again(string engine)
    {
        await using var site = await SiteAsync(engine, days: 3);
        var order = await BuyIssueAsync(site, "fr");

        site.Clock.Advance(TimeSpan.FromDays(27) - Second);
        Assert.Empty(await EndingsAsync(site));
        site.Clock.Advance(Second + TimeSpan.FromMinutes(10)); // Looked at every ten minutes.
        var mail = Assert.Single(await EndingsAsync(site));
        Assert.Contains("Ensuite il se ferme", mail, StringComparison.Ordinal);
        Assert.Contains("text/plain", mail, StringComparison.Ordinal);
        Assert.Contains("text/html", mail, StringComparison.Ordinal);
        Assert.Contains("https://journals.example.org" + order.Lines[0].Words.Path, mail, StringComparison.Ordinal);
        Assert.Contains("https://journals.example.org/read/order/", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail, StringComparison.Ordinal);

        var other = site.Node("demonstration").Services; // Another process finds it written down.
        foreach (var _ in Enumerable.Range(0, 3))
        {
            site.Clock.Advance(TimeSpan.FromHours(23));
            await site.RunJobAsync(other);
            Assert.Single(await EndingsAsync(site));
        }

        site.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Single(await EndingsAsync(site));
    }

    [Fact]
    public async Task Without_a_word_of_the_journal_for_short_rights_and_for_what_was_bought_again_there_is_none()
    {
        await using var off = await SiteAsync("sqlite", days: 0);
        await BuyIssueAsync(off, "en");
        off.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Empty(await EndingsAsync(off));

        await using var site = await SiteAsync("sqlite", days: 20); // Twice that is more than the issue's 30 days.
        await BuyIssueAsync(site, "en");
        await site.PlaceAsync(gateway: "demonstration");
        site.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Empty(await EndingsAsync(site));
    }

    [Fact]
    public async Task What_was_paid_back_or_whose_buyer_was_erased_is_not_told_of_even_where_it_was_written_down_before()
    {
        await using var site = await SiteAsync("sqlite", days: 3);
        var (refunded, erased, told) = (await BuyIssueAsync(site, "en"), await BuyIssueAsync(site, "en"), await BuyIssueAsync(site, "en"));
        site.Clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal(3, await site.Orders.TellEndingsAsync(site.Clock.GetUtcNow(), Ct));
        Assert.Equal(0, await site.Orders.TellEndingsAsync(site.Clock.GetUtcNow(), Ct));

        await site.Get<RefundOrder>().RunAsync(refunded.Id, [1], "asked", null, null, Ct);
        await EraseAsync(site, erased);

        var mail = Assert.Single(await EndingsAsync(site));
        Assert.Contains(told.Buyer.Email, mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task What_is_extended_goes_on_without_a_gap_and_loses_nothing_and_no_mail_says_that_it_ends(string engine)
    {
        await using var site = await SiteAsync(engine, days: 3);
        var first = await BuyIssueAsync(site, "en");
        var end = first.Lines[0].Until!.Value;

        Assert.IsType<CheckoutOutcome.Held>(await BuyAgainAsync(site, first)); // Not yet.
        site.Clock.Advance(TimeSpan.FromDays(20));
        var second = await PaidAsync(site, Assert.IsType<CheckoutOutcome.Placed>(await BuyAgainAsync(site, first)).Order.Id);
        var third = await PaidAsync(site, Assert.IsType<CheckoutOutcome.Placed>(await BuyAgainAsync(site, first)).Order.Id);

        Assert.Equal((end, end.AddDays(30)), (second.Lines[0].From, second.Lines[0].Until));
        Assert.Equal((end.AddDays(30), end.AddDays(60)), (third.Lines[0].From, third.Lines[0].Until));
        Assert.Equal(end.AddDays(30), (await site.Get<ReceiptStore>().FindOfOrderAsync(second.Id, Ct))!.Lines[0].Until);
        site.Clock.Advance(TimeSpan.FromDays(8));
        Assert.DoesNotContain(await EndingsAsync(site), mail => mail.Contains(first.Buyer.Email, StringComparison.Ordinal));

        // Whoever extends what was paid back, or comes too late, begins with the payment.
        site.Clock.Advance(TimeSpan.FromDays(70));
        var late = await BuyIssueAsync(site, "en");
        Assert.Equal(late.PaidAt, late.Lines[0].From);
    }

    private static async Task<CheckoutOutcome> BuyAgainAsync(ShopSite site, Order order)
    {
        var rights = await site.RightsAsync(order.Id);
        return await site.BuyAsync([new StoredCartLine(site.Issue.Id, order.Lines[0].Thing)], "demonstration", wish => wish with { Rights = rights });
    }

    private static async Task<ShopSite> SiteAsync(string engine, int days)
    {
        var site = await ShopSite.StartAsync(engine, "demonstration");
        var sellers = site.Get<SellerStore>();
        await site.WriteAsync(async tx => Assert.True(await sellers.SaveShopAsync(tx, (await sellers.FindShopAsync(site.Product.JournalId, Ct))! with { NoticeDays = days }, site.Clock.GetUtcNow(), Ct)));
        return site;
    }

    private static async Task<Order> BuyIssueAsync(ShopSite site, string language)
    {
        var issue = site.Articles[0].IssueId;
        var placed = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([new StoredCartLine(site.Issue.Id, new() { Kind = ProductKind.Issue, JournalId = site.Issue.JournalId, IssueId = issue })], "demonstration",
            wish => wish with { Buyer = wish.Buyer with { Language = language } }));
        return await PaidAsync(site, placed.Order.Id);
    }

    private static async Task<Order> PaidAsync(ShopSite site, Guid id)
    {
        await site.WriteAsync(async tx => Assert.Equal(OrderOutcome.Done, await site.Orders.PayAsync(tx, id, new PaymentMade(site.Clock.GetUtcNow(), null), site.Clock.GetUtcNow(), Ct)));
        return await site.OrderAsync(id);
    }

    private static async Task EraseAsync(ShopSite site, Order order)
    {
        var erase = site.Services.GetServices<ErasePerson>().ToList();
        await site.WriteAsync(async tx =>
        {
            foreach (var one in erase)
            {
                await one(tx, new OwnPerson(Guid.CreateVersion7(), order.Buyer.Email, order.Buyer.Email.ToUpperInvariant()), site.Clock.GetUtcNow(), Ct);
            }
        });
    }

    private static async Task<IReadOnlyList<string>> EndingsAsync(ShopSite site)
    {
        await site.RunJobAsync();
        return [.. site.Mails().Where(mail => mail.Contains(".ending-", StringComparison.Ordinal)).Select(mail => mail.ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal))]; // By the Message-ID; lines that the mail broke are whole.
    }
}
