using System.Net;
using System.Text.RegularExpressions;
using Recto.App.Tests.Features.JournalDesk;
using Recto.Journals.Desk;
using Recto.Storage.Shop;

namespace Recto.App.Tests.Features.Shop;

/// <summary>The shop at the desk: who may do what there, and what forms make of it.</summary>
public sealed class ShopDeskTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seller_a_shop_and_a_product_are_made_by_forms_and_stand_in_the_log()
    {
        await using var desk = await DeskSite.StartAsync();
        var id = (await desk.JournalAsync()).Id;
        await PostAsync(desk, "/desk/shop/sellers/new", HttpStatusCode.SeeOther, ("name", "A Society"), ("address", "1 Row\nTown"), ("country", "DE"), ("prefix", "TLM"));
        var sellers = desk.Site.Services.GetService(typeof(SellerStore)) as SellerStore;
        var seller = Assert.Single(await sellers!.ListAsync(Ct)).Seller;
        await PostAsync(desk, "/desk/shop/journals/lower-margin", HttpStatusCode.SeeOther, ("seller", seller.Id.ToString()), ("on", "on"), ("currency", "EUR"), ("upgrade", "30"), ("edit_version", "0"));
        await PostAsync(desk, "/desk/shop/products/new?journal=lower-margin", HttpStatusCode.SeeOther, ("kind", "Article"), ("count", "48"), ("unit", "Hour"), ("class", "e-publication"), ("prices", "53.00 USD\n49,50 EUR"), ("download", "on"), ("on", "on"));
        var products = desk.Site.Services.GetService(typeof(ProductStore)) as ProductStore;
        var product = Assert.Single(await products!.ListAsync(id, Ct)).Product;

        Assert.Equal(["4950 EUR", "5300 USD"], product.Prices.Select(price => $"{price.Minor} {price.Currency}").Order(StringComparer.Ordinal));
        Assert.Equal(["product.made", "seller.made", "shop.journal"], (await desk.LogAsync()).Select(row => row.Entry.Act).Order(StringComparer.Ordinal));
        Assert.Contains("Every closed article, 48 hours", await desk.PageAsync("/desk/shop"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_wrong_says_so_at_its_field_and_keeps_what_was_typed()
    {
        await using var desk = await DeskSite.StartAsync();
        var page = await PostAsync(desk, "/desk/shop/products/new?journal=lower-margin", HttpStatusCode.UnprocessableEntity, ("kind", "Article"), ("count", "0"), ("unit", "Hour"), ("class", "e-publication"), ("prices", "53.00 QQQ"), ("until", "2026-02-31"), ("article", "no-such-article"));

        foreach (var field in new[] { "count", "prices", "until", "article" })
        {
            Assert.Contains($"id=\"f-{field}-fault\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("53.00 QQQ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_come_in_as_a_table_and_a_line_that_is_wrong_is_named()
    {
        await using var desk = await DeskSite.StartAsync();
        var rates = (TaxRateStore)desk.Site.Services.GetService(typeof(TaxRateStore))!;
        var page = await PostAsync(desk, "/desk/shop/taxes", HttpStatusCode.UnprocessableEntity, ("do", "list"), ("list", "country,class,from,rate,name\nFR,e-publication,2026-01-01,20,VAT\nXX,e-publication,2026-01-01,20,VAT"));
        Assert.Contains("Line 3: ", page, StringComparison.Ordinal);
        Assert.Empty(await rates.ListAsync(Ct)); // All or nothing.

        await PostAsync(desk, "/desk/shop/taxes", HttpStatusCode.SeeOther, ("do", "list"), ("list", "FR;e-publication;2026-01-01;5,5;TVA\nDE;e-publication;2026-01-01;7"));
        Assert.Equal(["DE 7 VAT", "FR 5.5 TVA"], (await rates.ListAsync(Ct)).Select(rate => $"{rate.Country} {rate.Rate} {rate.Name}"));
    }

    [Fact]
    public async Task Orders_and_the_site_s_prices_are_for_those_who_may_and_nobody_else()
    {
        await using var desk = await DeskSite.StartAsync();
        var (editor, other, copyEditor) = (await desk.EditorOfAsync("lower-margin"), desk.Site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.NewGuid())), desk.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, null)));
        foreach (var path in new[] { "/desk/shop/orders", "/desk/shop/revenue", "/desk/shop/revenue.csv", "/desk/shop/coupons", "/desk/shop/taxes", "/desk/shop/sellers", $"/desk/shop/orders/{Guid.NewGuid()}" })
        {
            foreach (var who in new[] { editor, other, copyEditor })
            {
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await desk.Site.GetAsync(path, who)).StatusCode));
            }

            Assert.Equal((path, HttpStatusCode.Redirect), (path, (await desk.Site.GetAsync(path)).StatusCode)); // To the sign-in.
        }

        Assert.Equal(HttpStatusCode.OK, (await desk.Site.GetAsync("/desk/shop/products/new?journal=lower-margin", editor)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Site.GetAsync("/desk/shop/products/new?journal=lower-margin", other)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Site.GetAsync("/desk/shop", copyEditor)).StatusCode);
    }

    private static async Task<string> PostAsync(DeskSite desk, string path, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        using var answer = await desk.Site.PostAsync(path, desk.Me, fields);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expected, $"{path} answered {answer.StatusCode}: {Regex.Match(page, "class=\"faults\".*?</div>", RegexOptions.Singleline).Value}");
        return page;
    }
}
