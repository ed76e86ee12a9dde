using System.Net;
using Recto.App.Tests.Features.Accounts;
using Recto.App.Tests.Features.Shop;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Security;

/// <summary>What the cookies of a sign-in say of themselves.</summary>
public sealed class CookieTests
{
    [Theory]
    [InlineData("https", "__Host-recto", true)]
    [InlineData("http", "recto", false)]
    public async Task Over_TLS_a_cookie_belongs_to_this_very_host(string scheme, string name, bool isSecure)
    {
        await using var home = await AccountSite.StartAsync();
        var account = await home.AccountAsync("Ada");
        using var asked = await home.AskAsync(account.Email);
        var key = AccountSite.KeyOf(AccountSite.LinkIn(Assert.Single(await home.MailsAsync(1))));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/link") { Content = new FormUrlEncodedContent([KeyValuePair.Create("key", key)]) };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", scheme); // The proxy on this machine is believed.
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.7");

        using var answer = await home.Site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith(name + "=", StringComparison.Ordinal));
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https", "__Host-recto-cart")]
    [InlineData("http", "recto-cart")]
    public async Task The_cart_of_a_guest_is_found_again_by_a_key_that_this_host_alone_can_give(string scheme, string name)
    {
        await using var shop = await ShopSite.StartAsync("sqlite", "demonstration");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cart/add") { Content = new FormUrlEncodedContent([KeyValuePair.Create("product", shop.Product.Id.ToString()), KeyValuePair.Create("thing", $"article:{shop.Articles[0].Id:N}")]) };
        Of(request, scheme);

        using var answer = await shop.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(name + "=", cookie, StringComparison.Ordinal);
        Assert.Equal(scheme == "https", cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("; path=/(;|$)", cookie);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(await HoldsAsync(cookie.Split(';')[0]));
        Assert.Equal(scheme == "http", await HoldsAsync("recto-cart=" + cookie.Split(';')[0].Split('=')[1])); // Over TLS the bare name, which any host of the domain may set, is not looked at.

        async Task<bool> HoldsAsync(string brought)
        {
            using var asking = new HttpRequestMessage(HttpMethod.Get, "/cart");
            Of(asking, scheme);
            asking.Headers.TryAddWithoutValidation("Cookie", brought);
            using var cart = await shop.Client.SendAsync(asking, TestContext.Current.CancellationToken);
            return (await cart.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("name=\"country\"", StringComparison.Ordinal);
        }

        static void Of(HttpRequestMessage asking, string scheme)
        {
            asking.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            asking.Headers.TryAddWithoutValidation("X-Forwarded-Proto", scheme); // The proxy on this machine is believed.
            asking.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.7");
        }
    }

    [Theory]
    [InlineData("https", "__Host-recto-links", "/read/{token}")]
    [InlineData("http", "recto-links", "/read/{token}")]
    [InlineData("https", "__Host-recto-orders", "/read/order/{key}")]
    [InlineData("http", "recto-orders", "/read/order/{key}")]
    public async Task What_a_link_lets_a_browser_carry_is_read_by_no_script_and_sent_by_no_other_site(string scheme, string name, string pattern)
    {
        await using var site = await SecuritySite.StartAsync();

        using var answer = await site.Site.GetAsync(site.Address(pattern), ("X-Forwarded-Proto", scheme), ("X-Forwarded-For", "203.0.113.7"));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith(name + "=", StringComparison.Ordinal));
        Assert.Equal(scheme == "https", cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single()); // The address that is left holds a key.
        using var carried = await site.Site.GetAsync(ReadOnlySite.VanAalst + "/source", ("Cookie", cookie.Split(';')[0]), ("X-Forwarded-Proto", scheme), ("X-Forwarded-For", "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, carried.StatusCode);
    }
}
