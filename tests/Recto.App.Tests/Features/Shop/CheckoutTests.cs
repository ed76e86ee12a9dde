using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Orders;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;

namespace Recto.App.Tests.Features.Shop;

public sealed class CheckoutTests
{
    private const string Wall = "<h2 id=\"read\">";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_paid_is_reckoned_here_and_a_sum_that_changed_is_shown_first()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var line = site.Line(site.Articles[0].Id);

        Assert.IsType<CheckoutOutcome.Changed>(await site.BuyAsync([line], "demonstration", wish => wish with { Shown = new(1, wish.Currency) }));
        Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([line], "demonstration", wish => wish with { Shown = new(6360, wish.Currency) }));
        Assert.IsType<CheckoutOutcome.NoGateway>(await site.BuyAsync([line], "stripe"));
        Assert.IsType<CheckoutOutcome.Empty>(await site.BuyAsync([], "demonstration"));
        Assert.Equal([CheckoutFault.Email, CheckoutFault.Country, CheckoutFault.Consent], Assert.IsType<CheckoutOutcome.Faulty>(await site.BuyAsync([line], "demonstration",
            wish => wish with { HasConsented = false, Buyer = wish.Buyer with { Email = "a@b", Country = "fr" } })).Faults);
        Assert.Equal([CheckoutFault.VatId], Assert.IsType<CheckoutOutcome.Faulty>(await site.BuyAsync([line], "demonstration", wish => wish with { Buyer = wish.Buyer with { VatId = "FR1" } })).Faults);
    }

    [Fact]
    public async Task A_business_of_another_country_pays_no_tax()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");

        var placed = await site.PlaceAsync(gateway: "demonstration", change: wish => wish with { Buyer = wish.Buyer with { VatId = "FR 12 345678901", Name = "Bibliothèque" } });

        Assert.Equal((5300L, 0L, "FR12345678901"), (placed.Order.Gross.Minor, placed.Order.Tax.Minor, placed.Order.Buyer.VatId));
        Assert.Equal(TaxTreatment.ReverseCharge, placed.Order.Lines[0].Treatment);
    }

    [Fact]
    public async Task What_one_holds_is_refused_an_article_of_an_owned_issue_too()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var (article, issue) = site.Articles[0];
        HeldRight Right(RightScope scope) => new() { Id = Guid.CreateVersion7(), Kind = RightKind.Purchase, Scope = scope, From = site.Clock.GetUtcNow(), Until = site.Clock.GetUtcNow().AddHours(1) };

        foreach (var scope in new[] { new RightScope { ArticleId = article }, new RightScope { IssueId = issue } })
        {
            var held = Assert.IsType<CheckoutOutcome.Held>(await site.BuyAsync([site.Line(article)], "demonstration", wish => wish with { Rights = [Right(scope)] }));
            Assert.NotNull(Assert.Single(held.Lines).By);
        }

        var whole = new StoredCartLine(site.Issue.Id, new() { Kind = ProductKind.Issue, JournalId = site.Issue.JournalId, IssueId = issue });
        var twice = Assert.IsType<CheckoutOutcome.Held>(await site.BuyAsync([site.Line(article), whole], "demonstration"));
        Assert.Equal((ProductKind.Article, null), (Assert.Single(twice.Lines).Line.Thing.Kind, twice.Lines[0].By));
    }

    [Fact]
    public async Task Articles_that_were_bought_are_credited_on_their_issue()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var (article, issue) = site.Articles[0];
        var bought = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([site.Line(article)], "demonstration"));
        await PlayAsync(site, bought.Key!, "Paid");
        var whole = new StoredCartLine(site.Issue.Id, new() { Kind = ProductKind.Issue, JournalId = site.Issue.JournalId, IssueId = issue });

        var stranger = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([whole], "demonstration"));
        var upgraded = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([whole], "demonstration", wish => wish with { Keys = new RightKeys { Orders = [bought.Order.Id] } }));

        Assert.Equal((32900L, 32900L - 5300), (stranger.Order.Net.Minor, upgraded.Order.Net.Minor));
        Assert.Equal(5300, upgraded.Order.Lines[0].Credit.Minor);
    }

    [Fact]
    public async Task Where_nothing_is_to_pay_it_is_open_at_once()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        await site.WriteAsync(tx => site.Get<CouponStore>().SaveAsync(tx, new Coupon { Id = Guid.CreateVersion7(), Code = "GIFT", Percent = 100, IsOn = true }, 0, site.Clock.GetUtcNow(), Ct));
        var owner = CartOwner.Guest(new string('c', 64));
        await site.WriteAsync(tx => site.Get<CartStore>().AddAsync(tx, owner, site.Line(site.Articles[0].Id), site.Clock.GetUtcNow(), Ct));
        await site.WriteAsync(tx => site.Get<CartStore>().SayAsync(tx, owner, null, "gift", site.Clock.GetUtcNow(), Ct));

        var placed = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([], "demonstration", wish => wish with { Cart = owner }));

        Assert.Equal((OrderState.Paid, Order.FreeGateway, 0L), (placed.Order.State, placed.Order.Gateway, placed.Order.Gross.Minor));
        Assert.Empty((await site.Get<CartStore>().FindAsync(owner, Ct))!.Lines);
    }

    [Fact]
    public async Task What_has_no_price_in_the_currency_of_an_order_waits_in_the_cart_for_the_next()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var euro = site.Product with { Id = Guid.CreateVersion7(), Prices = [new(4900, Currency.Parse("EUR"))] };
        await site.WriteAsync(tx => site.Get<ProductStore>().SaveAsync(tx, euro, 0, site.Clock.GetUtcNow(), Ct));
        var owner = CartOwner.Guest(new string('d', 64));
        await site.WriteAsync(tx => site.Get<CartStore>().AddAsync(tx, owner, site.Line(site.Articles[0].Id), site.Clock.GetUtcNow(), Ct));
        await site.WriteAsync(tx => site.Get<CartStore>().AddAsync(tx, owner, site.Line(site.Articles[1].Id) with { ProductId = euro.Id }, site.Clock.GetUtcNow().AddSeconds(1), Ct));

        var first = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([], "demonstration", wish => wish with { Cart = owner }));
        Assert.Equal(site.Articles[0].Id, Assert.Single(first.Order.Lines).Thing.ArticleId);
        Assert.IsType<CheckoutOutcome.Changed>(await site.BuyAsync([], "demonstration", wish => wish with { Cart = owner })); // Of what is left nothing has a price in dollars.
        var second = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([], "demonstration", wish => wish with { Cart = owner, Currency = Currency.Parse("EUR") }));

        Assert.Equal(site.Articles[1].Id, Assert.Single(second.Order.Lines).Thing.ArticleId);
    }

    [Fact]
    public async Task A_coupon_that_makes_nothing_of_an_order_cheaper_is_not_used_up_by_it()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var coupon = new Coupon { Id = Guid.CreateVersion7(), Code = "ISSUE", Percent = 10, ProductId = site.Issue.Id, MostUses = 1, IsOn = true };
        await site.WriteAsync(tx => site.Get<CouponStore>().SaveAsync(tx, coupon, 0, site.Clock.GetUtcNow(), Ct));
        var owner = CartOwner.Guest(new string('e', 64));
        await site.WriteAsync(tx => site.Get<CartStore>().AddAsync(tx, owner, site.Line(site.Articles[0].Id), site.Clock.GetUtcNow(), Ct));
        await site.WriteAsync(tx => site.Get<CartStore>().SayAsync(tx, owner, null, "issue", site.Clock.GetUtcNow(), Ct));

        var placed = Assert.IsType<CheckoutOutcome.Placed>(await site.BuyAsync([], "demonstration", wish => wish with { Cart = owner }));

        Assert.Equal((6360L, null), (placed.Order.Gross.Minor, placed.Order.Coupon));
        Assert.Equal(0, (await site.Get<CouponStore>().FindAsync("ISSUE", Ct))!.Coupon.Uses);
    }

    [Fact]
    public async Task An_invoice_waits_until_the_desk_has_seen_the_money()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "invoice");
        var placed = await site.PlaceAsync(gateway: "invoice");
        await site.RunJobAsync();
        Assert.Equal((OrderState.Waiting, ShopPaths.Order(placed.Order.Reference)), ((await site.OrderAsync(placed.Order.Id)).State, placed.GoTo));
        Assert.Contains("IBAN DE00 1234", Assert.Single(site.Mails()), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromDays(9));
        var release = () => site.Get<SettleOrder>().ReleaseAsync(placed.Order.Id, new PaymentMade(site.Clock.GetUtcNow(), "transfer 12"), null, Ct);
        Assert.Equal([OrderOutcome.Done, OrderOutcome.Unchanged], (await Task.WhenAll(release(), release())).Order());
        await site.RunJobAsync();

        Assert.Equal(site.Clock.GetUtcNow().AddHours(48), Assert.Single(await site.RightsAsync(placed.Order.Id)).Until);
        Assert.Equal(2, site.Mails().Count);
    }

    [Theory]
    [InlineData("Paid", OrderState.Paid)]
    [InlineData("Failed", OrderState.Failed)]
    [InlineData("Later", OrderState.Waiting)]
    public async Task The_demonstration_plays_a_payment_house(string choice, OrderState state)
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var placed = await site.PlaceAsync(gateway: "demonstration");
        var page = await site.Client.GetStringAsync(placed.GoTo, Ct);
        Assert.Contains("Demonstration: no money moves on this site.", page, StringComparison.Ordinal);

        await PlayAsync(site, placed.Key!, choice);
        Assert.Equal(state, (await site.OrderAsync(placed.Order.Id)).State);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await site.RunJobAsync();

        Assert.Equal(state == OrderState.Waiting ? OrderState.Paid : state, (await site.OrderAsync(placed.Order.Id)).State);
    }

    [Fact]
    public async Task Nothing_is_played_where_money_is_real()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "stripe");
        var placed = await site.PlaceAsync();

        using var page = await site.Client.GetAsync("/orders/demonstration/" + placed.Key, Ct);
        using var form = await site.Client.PostAsync("/orders/demonstration/" + placed.Key, new FormUrlEncodedContent([KeyValuePair.Create("choice", "Paid")]), Ct);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, form.StatusCode));
        Assert.Equal(OrderState.Open, (await site.OrderAsync(placed.Order.Id)).State);
    }

    [Fact]
    public async Task A_browser_may_use_what_it_paid_and_a_mailed_link_whatever_its_address_bought_on_five_devices()
    {
        await using var site = await ShopSite.StartAsync("sqlite", "demonstration");
        var placed = await site.PlaceAsync(gateway: "demonstration");
        var paid = await PlayAsync(site, placed.Key!, "Paid");
        var link = await site.Get<OrderLinks>().MakeAsync(placed.Order.Id, Ct);

        var slug = (await site.OrderAsync(placed.Order.Id)).Lines[0].Words.Path!;
        Assert.Contains(Wall, await ReadAsync(site, slug, null), StringComparison.Ordinal);
        Assert.DoesNotContain(Wall, await ReadAsync(site, slug, paid), StringComparison.Ordinal);
        for (var device = 2; device <= 6; device++)
        {
            using var opened = await site.Client.GetAsync(ShopPaths.Link + link, Ct);
            Assert.Equal(device <= 5 ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden, opened.StatusCode);
            Assert.Equal(device <= 5, opened.Headers.Contains("Set-Cookie"));
        }

        using var forged = await site.Client.GetAsync(ShopPaths.Link + link[..^2] + "AA", Ct);
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        site.Clock.Advance(TimeSpan.FromHours(48));
        Assert.Contains(Wall, await ReadAsync(site, slug, paid), StringComparison.Ordinal);
    }

    private static async Task<string> PlayAsync(ShopSite site, string key, string choice)
    {
        using var chosen = await site.Client.PostAsync(ShopPaths.Play + key, new FormUrlEncodedContent([KeyValuePair.Create("choice", choice)]), Ct);
        using var back = await site.Client.GetAsync(chosen.Headers.Location, Ct);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return back.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<string> ReadAsync(ShopSite site, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await site.Client.SendAsync(request, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
