using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Recto.App.Features.Files;
using Recto.App.Features.Shop.Pages;
using Recto.App.Features.Shop.Window;
using Recto.App.Shell;
using Recto.App.Tests.Web;
using Recto.Journals.Shop;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Shop;

/// <summary>The shop as its visitors go through it: pages and forms, with cookies as a browser keeps them, and a clock that runs as the test says.</summary>
public sealed class BuyingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> Engines => ["sqlite", "postgresql"];

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

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task What_is_no_form_is_answered_by_a_page_that_says_so(string? type)
    {
        await using var shop = await ShopAsync("sqlite");
        foreach (var path in new[] { "/cart", "/cart/add", "/cart/remove", "/cart/coupon", "/cart/currency", "/orders/find" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = type is null ? null : new StringContent("{}", System.Text.Encoding.UTF8, type) };
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml");
            using var answer = await shop.Client.SendAsync(request, Ct);
            var page = await answer.Content.ReadAsStringAsync(Ct);

            Assert.Equal((path, HttpStatusCode.UnsupportedMediaType, "text/html"), (path, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("What was sent is no form of this site.", page, StringComparison.Ordinal);
            Assert.Contains("<h1", page, StringComparison.Ordinal);
        }
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
    public async Task Whoever_asks_for_an_order_whose_payment_failed_gets_the_mail_that_leads_back_to_it()
    {
        await using var shop = await ShopAsync("sqlite");
        var placed = await shop.PlaceAsync(gateway: "demonstration");
        using var failed = await shop.Client.PostAsync(placed.GoTo, new FormUrlEncodedContent([KeyValuePair.Create("choice", "Failed")]), Ct);
        using var back = await shop.Client.GetAsync(failed.Headers.Location, Ct);
        await shop.RunJobAsync();
        var mails = shop.Mails().Count;

        using var asked = await new Visitor(shop.Client).PostAsync("/orders/find", ("reference", placed.Order.Reference), ("email", placed.Order.Buyer.Email));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.RunJobAsync();

        Assert.Equal((OrderState.Failed, mails + 1), ((await shop.OrderAsync(placed.Order.Id)).State, shop.Mails().Count));
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
    public async Task A_bought_PDF_is_stamped_where_the_journal_wants_it_in_parts_too_and_the_same_by_every_process()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, address) = await ArticleAsync(shop);
        var own = Stamps.SmallPdf.Of();
        var stored = await shop.Get<IFileStore>().WriteAsync(new MemoryStream(own), own.Length, Ct);
        await shop.WriteAsync(async tx => await shop.Get<ArticleFileStore>().ReplaceAsync(tx, article, [.. await shop.Get<ArticleFileStore>().ListAsync(article, Ct), new ArticleFile { Name = "leaf.pdf", Role = FileRole.Download, MediaType = "application/pdf", Hash = stored.Hash, Length = stored.Length }], Ct));
        var buyer = new Visitor(shop.Client);
        var order = await BuyAsync(buyer, shop, article, "reader@example.org");
        var reference = order.Split('/')[^1];
        var path = shop.Get<DownloadKeys>().Address(ArticleForms.Pdf, Uri.UnescapeDataString(address.Split('/')[^1]), (await shop.Orders.FindByReferenceAsync(reference, Ct))!.Id);

        using var plain = await shop.Client.GetAsync(path, Ct); // Off, as without a word of the journal.
        Assert.Equal(own, await plain.Content.ReadAsByteArrayAsync(Ct));

        var seller = shop.Get<SellerStore>();
        var now = shop.Clock.GetUtcNow();
        await shop.WriteAsync(async tx => Assert.True(await seller.SaveShopAsync(tx, (await seller.FindShopAsync(shop.Product.JournalId, Ct))! with { Stamp = StampWords.Order }, now, Ct)));
        using var whole = await shop.Client.GetAsync(path, Ct);
        var bytes = await whole.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(own, bytes[..own.Length]);
        Assert.Contains($"order {reference}, {Dates.Day(now)}", UglyToad.PdfPig.PdfDocument.Open(bytes).GetPage(2).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("reader@example.org", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.NotEqual(plain.Headers.ETag, whole.Headers.ETag); // A download that began before goes on with nothing of it.
        Assert.Equal(bytes.Length, whole.Content.Headers.ContentLength);

        // Resumed in the middle, over the seam and in the stamp, by this process and by another on the same data.
        var node = shop.Node("demonstration");
        await node.StartAsync(Ct);
        using var other = new HttpClient { BaseAddress = new Uri(node.Urls.Single()) };
        foreach (var client in new[] { shop.Client, other })
        {
            foreach (var (from, until) in new (long, long?)[] { (10, 19), (own.Length - 5, own.Length + 5), (own.Length + 100, null) })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Range = new RangeHeaderValue(from, until);
                request.Headers.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
                using var part = await client.SendAsync(request, Ct);
                Assert.Equal((HttpStatusCode.PartialContent, whole.Headers.ETag), (part.StatusCode, part.Headers.ETag));
                Assert.Equal(bytes[(int)from..(until is { } end ? (int)end + 1 : bytes.Length)], await part.Content.ReadAsByteArrayAsync(Ct));
            }
        }

        // A name stands there only where the journal wants it, and then only what the buyer gave.
        await shop.WriteAsync(async tx => Assert.True(await seller.SaveShopAsync(tx, (await seller.FindShopAsync(shop.Product.JournalId, Ct))! with { Stamp = StampWords.Name }, now, Ct)));
        Assert.Equal(bytes, await shop.Client.GetByteArrayAsync(path, Ct));
        Assert.InRange(shop.Get<App.Features.Shop.Stamps.StampedFiles>().Size, 1, App.Features.Shop.Stamps.StampedFiles.Most);
        Assert.Contains("says at its foot", await buyer.PageAsync(order), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bought_PDF_that_cannot_be_stamped_goes_out_as_it_is_and_the_log_says_so()
    {
        var log = new KeptLog();
        await using var shop = await ShopSite.StartAsync("sqlite", "demonstration", builder => builder.Logging.AddProvider(log));
        await shop.Get<LayOut>().RenewAsync(Ct);
        var (article, address) = await ArticleAsync(shop);
        var own = Stamps.SmallPdf.Of()[..900];
        var stored = await shop.Get<IFileStore>().WriteAsync(new MemoryStream(own), own.Length, Ct);
        var seller = shop.Get<SellerStore>();
        await shop.WriteAsync(async tx =>
        {
            await shop.Get<ArticleFileStore>().ReplaceAsync(tx, article, [new ArticleFile { Name = "leaf.pdf", Role = FileRole.Download, MediaType = "application/pdf", Hash = stored.Hash, Length = stored.Length }], Ct);
            Assert.True(await seller.SaveShopAsync(tx, (await seller.FindShopAsync(shop.Product.JournalId, Ct))! with { Stamp = StampWords.Order }, shop.Clock.GetUtcNow(), Ct));
        });
        var order = await BuyAsync(new Visitor(shop.Client), shop, article, "reader@example.org");
        var path = shop.Get<DownloadKeys>().Address(ArticleForms.Pdf, Uri.UnescapeDataString(address.Split('/')[^1]), (await shop.Orders.FindByReferenceAsync(order.Split('/')[^1], Ct))!.Id);

        Assert.Equal(own, await shop.Client.GetByteArrayAsync(path, Ct));
        Assert.Equal(own, await shop.Client.GetByteArrayAsync(path, Ct));
        Assert.Single(log.Lines, line => line.Contains("goes out without a stamp", StringComparison.Ordinal)); // Once, and not at every part.
        Assert.DoesNotContain(log.Lines, line => line.Contains("reader@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_is_kept_changes_at_the_very_second_at_which_a_sale_begins_or_ends()
    {
        await using var shop = await ShopAsync("sqlite");
        var (_, address) = await ArticleAsync(shop);
        var now = shop.Clock.GetUtcNow();
        // A price that ends in an hour, and another that begins as it ends: nobody lays out anything between.
        var spring = shop.Product with { Id = Guid.CreateVersion7(), SoldFrom = now.AddHours(1), SoldUntil = now.AddHours(2), Prices = [new(1900, Currency.Parse("USD"))] };
        await shop.WriteAsync(async tx =>
        {
            await shop.Get<ProductStore>().SaveAsync(tx, shop.Product with { SoldUntil = now.AddHours(1) }, 1, now, Ct);
            await shop.Get<ProductStore>().SaveAsync(tx, spring, 0, now, Ct);
            await shop.Get<ProductStore>().SaveAsync(tx, shop.Issue with { SoldFrom = now.AddHours(1) }, 1, now, Ct);
        });
        await shop.Get<LayOut>().RenewAsync(Ct);

        async Task<(string Prices, string Tag)> SeenAsync()
        {
            var tags = new HashSet<string>();
            var seen = new HashSet<string>();
            foreach (var _ in Enumerable.Range(0, 2)) // Fresh, and of the cache.
            {
                using var answer = await new Visitor(shop.Client).GetAsync(address);
                tags.Add(answer.Headers.ETag!.Tag);
                var page = Plain(await answer.Content.ReadAsStringAsync(Ct));
                seen.Add(string.Join(' ', new[] { "53.00 USD", "19.00 USD", "329.00 USD", "href=\"/cart\"" }.Where(words => page.Contains(words, StringComparison.Ordinal))));
            }

            return (Assert.Single(seen), Assert.Single(tags));
        }

        var before = await SeenAsync();
        Assert.Equal("53.00 USD href=\"/cart\"", before.Prices);
        shop.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(before, await SeenAsync());
        shop.Clock.Advance(TimeSpan.FromTicks(1));
        var after = await SeenAsync();
        Assert.Equal("19.00 USD 329.00 USD href=\"/cart\"", after.Prices);
        Assert.NotEqual(before.Tag, after.Tag);
        shop.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("329.00 USD href=\"/cart\"", (await SeenAsync()).Prices);
    }

    [Fact]
    public async Task When_the_last_sale_ends_the_way_to_the_cart_leaves_the_head_of_every_page_at_that_second()
    {
        await using var shop = await ShopAsync("sqlite");
        var now = shop.Clock.GetUtcNow();
        await shop.WriteAsync(async tx =>
        {
            await shop.Get<ProductStore>().SaveAsync(tx, shop.Product with { SoldUntil = now.AddMinutes(1) }, 1, now, Ct);
            await shop.Get<ProductStore>().SaveAsync(tx, shop.Issue with { IsOn = false }, 1, now, Ct);
        });
        await shop.Get<LayOut>().RenewAsync(Ct);

        Assert.Contains("href=\"/cart\"", await new Visitor(shop.Client).PageAsync("/"), StringComparison.Ordinal);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("href=\"/cart\"", await new Visitor(shop.Client).PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coupon_that_begins_and_ends_holds_in_the_cart_from_its_second_to_its_second()
    {
        await using var shop = await ShopAsync("sqlite");
        var (article, _) = await ArticleAsync(shop);
        var now = shop.Clock.GetUtcNow();
        await shop.WriteAsync(tx => shop.Get<CouponStore>().SaveAsync(tx, new Coupon { Id = Guid.CreateVersion7(), Code = "SPRING", Percent = 50, From = now.AddHours(1), Until = now.AddHours(2), IsOn = true }, 0, now, Ct));
        var visitor = new Visitor(shop.Client);
        await visitor.PostAsync("/cart/add", ("product", shop.Product.Id.ToString()), ("thing", $"article:{article:N}"));

        shop.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostAsync("/cart/coupon", ("code", "SPRING"))).StatusCode);
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.PostAsync("/cart/coupon", ("code", "SPRING"))).StatusCode);
        Assert.Contains("26.50", Plain(await visitor.PageAsync("/cart")), StringComparison.Ordinal);
        shop.Clock.Advance(TimeSpan.FromHours(1));
        var over = Plain(await visitor.PageAsync("/cart"));
        Assert.Contains("The time of this coupon is over.", over, StringComparison.Ordinal);
        Assert.DoesNotContain("26.50", over, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_are_told_the_price_of_a_closed_article_and_of_its_issue_while_they_are_sold()
    {
        await using var shop = await ShopAsync("sqlite");
        var (_, address) = await ArticleAsync(shop);
        var now = shop.Clock.GetUtcNow();
        await shop.WriteAsync(tx => shop.Get<ProductStore>().SaveAsync(tx, shop.Product with { SoldFrom = now.AddDays(-1), SoldUntil = now.AddDays(1), Prices = [new(5300, Currency.Parse("USD")), new(4900, Currency.Parse("EUR"))] }, 1, now, Ct));
        await shop.Get<LayOut>().RenewAsync(Ct);

        using var answer = await shop.Client.GetAsync(address, Ct);
        var told = (await LandingReader.OfAsync(answer)).Graph[0];
        Assert.False(told.GetProperty("isAccessibleForFree").GetBoolean());
        var offers = told.GetProperty("offers").EnumerateArray().ToList();
        Assert.Equal([("53.00", "USD"), ("49.00", "EUR")], offers.Select(offer => (offer.GetProperty("price").GetString()!, offer.GetProperty("priceCurrency").GetString()!)));
        Assert.All(offers, offer =>
        {
            Assert.Equal("Offer", offer.GetProperty("@type").GetString());
            Assert.Equal("https://schema.org/InStock", offer.GetProperty("availability").GetString());
            Assert.EndsWith(address, offer.GetProperty("url").GetString(), StringComparison.Ordinal);
            Assert.Equal(now.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), offer.GetProperty("validFrom").GetString());
            Assert.Equal(now.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), offer.GetProperty("priceValidUntil").GetString());
            Assert.False(offer.GetProperty("priceSpecification").GetProperty("valueAddedTaxIncluded").GetBoolean());
        });

        var row = (await shop.Get<ArticleStore>().FindPageAsync(Uri.UnescapeDataString(address.Split('/')[^1]), Visibility.Published, Ct))!;
        var issue = $"/journals/{row.JournalKey}/{Uri.EscapeDataString(row.IssueKey!)}";
        using var ofIssue = await shop.Client.GetAsync(issue, Ct);
        var offered = Assert.Single((await LandingReader.OfAsync(ofIssue)).Graph[0].GetProperty("offers").EnumerateArray());
        Assert.Equal(("329.00", "USD", false), (offered.GetProperty("price").GetString(), offered.GetProperty("priceCurrency").GetString(), offered.TryGetProperty("priceValidUntil", out _)));

        // When the sale is over, the article is as closed as before and nothing is offered any more.
        shop.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await shop.Client.GetAsync(address, Ct);
        var over = (await LandingReader.OfAsync(later)).Graph[0];
        Assert.Equal((false, false), (over.GetProperty("isAccessibleForFree").GetBoolean(), over.TryGetProperty("offers", out _)));
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
}
