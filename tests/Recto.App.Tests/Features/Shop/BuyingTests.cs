using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Recto.App.Features.Files;
using Recto.App.Features.Shop.Pages;
using Recto.App.Features.Shop.Window;
using Recto.App.Shell;
using Recto.App.Shell.Offers;
using Recto.Journals.Shop;
using Recto.Storage.Articles;
using Recto.Storage.Shop;

namespace Recto.App.Tests.Features.Shop;

/// <summary>The shop as its visitors go through it: pages and forms, with cookies as a browser keeps them, and a clock that runs as the test says.</summary>
public sealed class BuyingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> Engines => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_guest_buys_an_article_reads_it_and_after_48_hours_is_told_why_it_is_closed_and_offered_it_again(string engine)
    {
        await using var shop = await ShopAsync(engine);
        var (article, address) = await ArticleAsync(shop);
        var visitor = new Visitor(shop.Client);

        var wall = await visitor.PageAsync(address);
        Assert.Contains("53.00 USD", Plain(wall), StringComparison.Ordinal);
        Assert.Contains("Demonstration: no money moves on this site.", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"text\"", wall, StringComparison.Ordinal);
        Assert.Empty(visitor.Cookies); // A stranger's wall is everybody's.

        var order = await BuyAsync(visitor, shop, article, "reader@example.org");
        var page = await visitor.PageAsync(order);
        Assert.Contains("Thank you. You can read it now.", page, StringComparison.Ordinal);
        Assert.Contains("Receipt ", page, StringComparison.Ordinal);
        Assert.Contains("10.60", page, StringComparison.Ordinal);
        Assert.Contains("id=\"text\"", await visitor.PageAsync(address), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"text\"", await new Visitor(shop.Client).PageAsync(address), StringComparison.Ordinal); // Nobody else was let in by it.

        shop.Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Assert.Contains("id=\"text\"", await visitor.PageAsync(address), StringComparison.Ordinal);
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var closed = await visitor.PageAsync(address);
        Assert.DoesNotContain("id=\"text\"", closed, StringComparison.Ordinal);
        Assert.Contains("Your access ended on ", closed, StringComparison.Ordinal);
        Assert.Contains("Add to cart", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Your access ended on ", await new Visitor(shop.Client).PageAsync(address), StringComparison.Ordinal);
        Assert.Contains("What you bought has ended", await visitor.PageAsync(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cart_takes_names_only_shows_the_tax_before_it_is_paid_and_keeps_what_was_typed()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, _) = await ArticleAsync(shop);
        var visitor = new Visitor(shop.Client);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/cart/add", ("product", Guid.NewGuid().ToString()), ("thing", $"article:{article:N}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/cart/add", ("product", shop.Issue.Id.ToString()), ("thing", $"article:{article:N}"))).StatusCode); // A thing by the price of another.
        await visitor.PostAsync("/cart/add", ("product", shop.Product.Id.ToString()), ("thing", $"article:{article:N}"), ("price", "1"));

        using var wrong = await visitor.PostAsync("/cart", ("email", "reader@example"), ("country", ""));
        var page = await wrong.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("value=\"reader@example\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"f-email-fault\"", page, StringComparison.Ordinal);

        var summed = await (await visitor.PostAsync("/cart", ("email", "reader@example.org"), ("country", "FR"))).Content.ReadAsStringAsync(Ct);
        Assert.Contains("VAT, France, 20%", summed, StringComparison.Ordinal);
        Assert.Contains("Pay 63.60 USD", Plain(summed), StringComparison.Ordinal);

        // What was shown was another sum: it is shown first.
        using var changed = await visitor.PostAsync("/cart", ("email", "reader@example.org"), ("country", "FR"), ("now", "on"), ("shown", "1.00 USD Taxed20"));
        Assert.Contains("The sum is another than it was", await changed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(0, await shop.CountAsync("orders"));

        using var removed = await visitor.PostAsync("/cart/remove", ("line", $"article:{article:N}"));
        var undo = await visitor.PageAsync(removed.Headers.Location!.OriginalString);
        Assert.Contains("Put it back", undo, StringComparison.Ordinal);
        Assert.Contains("Nothing is in your cart", undo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_or_of_no_browser_fills_no_cart_and_orders_nothing()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, _) = await ArticleAsync(shop);
        foreach (var site in new[] { "cross-site", "same-site", null })
        {
            foreach (var path in new[] { "/cart/add", "/cart", "/cart/remove", "/cart/coupon", "/cart/currency", "/orders/find" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("product", shop.Product.Id.ToString()), new("thing", $"article:{article:N}")]) };
                if (site is not null)
                {
                    request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
                }

                using var answer = await shop.Client.SendAsync(request, Ct);
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, answer.StatusCode));
            }
        }

        Assert.Equal(0, await shop.CountAsync("carts"));
    }

    [Fact]
    public async Task An_order_is_there_for_the_browser_that_bought_it_and_for_nobody_else()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, _) = await ArticleAsync(shop);
        var (buyer, other) = (new Visitor(shop.Client), new Visitor(shop.Client));
        var order = await BuyAsync(buyer, shop, article, "reader@example.org");
        await BuyAsync(other, shop, article, "reader@example.org"); // Another browser that typed the same address shows nothing by that.
        var receipt = Regex.Match(await buyer.PageAsync(order), "Receipt (20\\d\\d-\\d{6})").Groups[1].Value;

        foreach (var path in new[] { order, $"{order}/receipts/{receipt}", $"{order}/receipts/{receipt}.pdf" })
        {
            Assert.True((await buyer.GetAsync(path)).StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, path);
            foreach (var stranger in new[] { other, new Visitor(shop.Client) })
            {
                using var refused = await stranger.GetAsync(path);
                using var missing = await stranger.GetAsync(path.Replace(order, "/orders/R-0000-0000", StringComparison.Ordinal));
                Assert.Equal((path, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (path, refused.StatusCode, missing.StatusCode));
            }
        }

        foreach (var act in new[] { "pay", "cancel", "resend" })
        {
            using var refused = await other.PostAsync($"{order}/{act}");
            Assert.Equal((act, HttpStatusCode.NotFound), (act, refused.StatusCode));
        }
    }

    [Fact]
    public async Task Whoever_asks_for_an_order_by_its_number_learns_nothing_and_its_buyer_gets_a_mail()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, _) = await ArticleAsync(shop);
        var order = await BuyAsync(new Visitor(shop.Client), shop, article, "reader@example.org");
        await shop.RunJobAsync();
        var mails = shop.Mails().Count;
        var stranger = new Visitor(shop.Client);

        using var wrong = await stranger.PostAsync("/orders/find", ("reference", order.Split('/')[^1]), ("email", "somebody@example.org"));
        await shop.RunJobAsync();
        Assert.Equal(mails, shop.Mails().Count);
        using var right = await stranger.PostAsync("/orders/find", ("reference", order.Split('/')[^1]), ("email", "Reader@Example.org"));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.RunJobAsync();

        Assert.Equal((wrong.StatusCode, wrong.Headers.Location), (right.StatusCode, right.Headers.Location));
        Assert.Equal(mails + 1, shop.Mails().Count);
    }

    [Fact]
    public async Task A_personal_link_fetches_the_file_without_a_cookie_in_parts_and_ends_with_the_right()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, address) = await ArticleAsync(shop);
        var order = await BuyAsync(new Visitor(shop.Client), shop, article, "reader@example.org");
        var id = (await shop.Orders.FindByReferenceAsync(order.Split('/')[^1], Ct))!.Id;
        var slug = Uri.UnescapeDataString(address.Split('/')[^1]);
        var path = shop.Get<DownloadKeys>().Address(ArticleForms.Jats, slug, id);
        await shop.Get<MakeArticleFiles>().MakeAsync(article, new HashSet<string> { ArticleForms.Jats.Kind }, again: false, Ct);

        using var whole = await shop.Client.GetAsync(path, Ct);
        var bytes = await whole.Content.ReadAsByteArrayAsync(Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(10, 19);
        using var part = await shop.Client.SendAsync(request, Ct);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PartialContent), (whole.StatusCode, part.StatusCode));
        Assert.Equal(bytes[10..20], await part.Content.ReadAsByteArrayAsync(Ct));

        Assert.Equal(HttpStatusCode.Forbidden, (await shop.Client.GetAsync(path.Split('?')[0], Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await shop.Client.GetAsync(path[..^4] + "AAAA", Ct)).StatusCode);
        Assert.DoesNotContain("id=\"text\"", await (await shop.Client.GetAsync($"{address}?{path.Split('?')[1]}", Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal); // Files only.
        shop.Clock.Advance(TimeSpan.FromHours(48));
        Assert.Equal(HttpStatusCode.Forbidden, (await shop.Client.GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task The_window_shows_what_is_on_sale_now_and_changes_with_the_clock()
    {
        await using var shop = await ShopAsync("sqlite");
        var window = shop.Get<ShopWindow>();
        var stamp = window.Stamp;
        Assert.True(window.IsOpen);

        await shop.WriteAsync(tx => shop.Get<ProductStore>().SaveAsync(tx, shop.Product with { SoldUntil = shop.Clock.GetUtcNow().AddHours(1) }, 1, shop.Clock.GetUtcNow(), Ct));
        await shop.Get<LayOut>().RenewAsync(Ct);
        Assert.Equal(stamp, window.Stamp); // Nothing that is shown has changed.
        shop.Clock.Advance(TimeSpan.FromHours(1));
        await shop.Get<LayOut>().RenewAsync(Ct);

        Assert.NotEqual(stamp, window.Stamp);
        var (_, address) = await ArticleAsync(shop);
        var wall = Plain(await new Visitor(shop.Client).PageAsync(address));
        Assert.DoesNotContain("53.00 USD", wall, StringComparison.Ordinal);
        Assert.Contains("329.00 USD", wall, StringComparison.Ordinal);
    }

    private static async Task<ShopSite> ShopAsync(string engine)
    {
        var shop = await ShopSite.StartAsync(engine, "demonstration");
        await shop.Get<LayOut>().RenewAsync(Ct);
        return shop;
    }

    private static async Task<(Guid Id, string Address)> ArticleAsync(ShopSite shop)
    {
        var article = await shop.Get<ArticleStore>().FindForDeskAsync(shop.Articles[0].Id, Ct);
        return (article!.Row.Id, "/articles/" + Uri.EscapeDataString(article.Row.Slug));
    }

    // The way of a guest from the wall to the order's page; gives its path.
    private static async Task<string> BuyAsync(Visitor visitor, ShopSite shop, Guid article, string email)
    {
        using var added = await visitor.PostAsync("/cart/add", ("product", shop.Product.Id.ToString()), ("thing", $"article:{article:N}"));
        Assert.Equal("/cart", added.Headers.Location?.OriginalString);
        var summed = await (await visitor.PostAsync("/cart", ("email", email), ("country", "FR"))).Content.ReadAsStringAsync(Ct);
        var shown = Regex.Match(summed, "name=\"shown\" value=\"([^\"]+)\"").Groups[1].Value;
        using var placed = await visitor.PostAsync("/cart", ("email", email), ("country", "FR"), ("now", "on"), ("shown", WebUtility.HtmlDecode(shown)));
        Assert.Equal(HttpStatusCode.SeeOther, placed.StatusCode);
        var house = placed.Headers.Location!.OriginalString;
        using var paid = await visitor.PostAsync(house, ("choice", "Paid"));
        using var back = await visitor.GetAsync(paid.Headers.Location!.OriginalString);
        return back.Headers.Location!.OriginalString;
    }

    private static string Plain(string page) => WebUtility.HtmlDecode(page).Replace('\u00A0', ' ');

    /// <summary>A browser without a script: cookies by name, each sent everywhere.</summary>
    private sealed class Visitor(HttpClient client)
    {
        public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

        public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        public async Task<string> PageAsync(string path)
        {
            using var answer = await GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            return await answer.Content.ReadAsStringAsync(Ct);
        }

        public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            return SendAsync(request);
        }

        private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        {
            if (Cookies.Count > 0)
            {
                request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var answer = await client.SendAsync(request, Ct);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                Cookies[pair[0]] = pair[1];
            }

            return answer;
        }
    }
}
