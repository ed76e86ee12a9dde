using System.Net;
using System.Text.RegularExpressions;
using Recto.App.Tests.Features.Accounts;
using Recto.Storage.Access;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>Links that carry a right.</summary>
public sealed class ReadingLinkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_its_article_for_the_browser_that_followed_it_and_nothing_else()
    {
        await using var site = await RightsSite.StartAsync();
        var link = await MakeAsync(site);

        using var followed = await site.Site.GetAsync(link);

        Assert.Equal((HttpStatusCode.SeeOther, RightsSite.Closed), (followed.StatusCode, followed.Headers.Location!.OriginalString));
        var set = followed.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("recto-links=", StringComparison.Ordinal));
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-referrer", followed.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("no-store", followed.Headers.CacheControl!.ToString());
        var cookie = AccountSite.CookieOf(followed, "recto-links")!.Value;
        Assert.True(await site.OpensAsync(cookie));
        Assert.False(await site.OpensAsync());
        Assert.False(await site.OpensAsync(("Cookie", cookie.Value[..^3] + "abc"))); // Nobody but the site writes it.
        Assert.DoesNotContain(link["/read/".Length..], set, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leads_to_an_article_whose_address_has_letters_of_any_script_as_its_DOI_does()
    {
        await using var site = await RightsSite.StartAsync();
        var doi = Regex.Match(await site.Site.TextAsync(RightsSite.Closed), "10\\.5555/[^\"<& ]+").Value;
        await site.RunAsync($"UPDATE articles SET slug = 'тетрадь' WHERE slug = '{RightsSite.Closed["/articles/".Length..]}'");
        var link = await MakeAsync(site, "/articles/тетрадь");

        using var followed = await site.Site.GetAsync(link);
        using var sought = await site.Site.GetAsync("/search?q=" + Uri.EscapeDataString("https://doi.org/" + doi));

        var address = "/articles/" + Uri.EscapeDataString("тетрадь");
        Assert.Equal((HttpStatusCode.SeeOther, address), (followed.StatusCode, followed.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.Found, address), (sought.StatusCode, sought.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task It_lapses_with_its_last_day_and_when_it_is_taken_back()
    {
        await using var site = await RightsSite.StartAsync();
        var link = await MakeAsync(site);
        var right = Assert.Single((await site.Rights.ListAsync(new RightFilter { LinksOnly = true }, site.Home.Clock.GetUtcNow(), 10, null, Ct)).Items).Right;
        var other = await MakeAsync(site);
        using var followed = await site.Site.GetAsync(link);
        var cookie = AccountSite.CookieOf(followed, "recto-links")!.Value;
        using var both = await site.Site.GetAsync(other, cookie);
        var carried = AccountSite.CookieOf(both, "recto-links")!.Value;

        using var revoked = await site.Site.PostAsync($"/desk/subscriptions/{right.Id}/revoke", site.Desk, ("why", "It was passed on."));

        Assert.False(await site.OpensAsync(cookie));
        Assert.True(await site.OpensAsync(carried)); // By the other link.
        using var gone = await site.Site.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.False(gone.Headers.Contains("Set-Cookie"));
        site.Home.Clock.SetUtcNow(right.EndsAt!.Value.AddSeconds(-1));
        Assert.True(await site.OpensAsync(carried));
        site.Home.Clock.SetUtcNow(right.EndsAt!.Value);
        Assert.False(await site.OpensAsync(carried));
    }

    [Fact]
    public async Task It_is_shown_once_kept_as_a_hash_and_counted_without_saying_who()
    {
        await using var site = await RightsSite.StartAsync();
        var link = await MakeAsync(site);
        using var first = await site.Site.GetAsync(link);
        using var second = await site.Site.GetAsync(link);
        using var head = await site.Site.SendAsync(HttpMethod.Head, link);

        var list = await site.PageAsync("/desk/reading-links", site.Desk);
        var row = Assert.Single((await site.Rights.ListAsync(new RightFilter { LinksOnly = true }, site.Home.Clock.GetUtcNow(), 10, null, Ct)).Items);

        Assert.Contains("Reviewer 2", list, StringComparison.Ordinal);
        Assert.Contains("2 times", list, StringComparison.Ordinal);
        Assert.DoesNotContain(link["/read/".Length..], list, StringComparison.Ordinal);
        Assert.Equal(64, row.Right.Holder.TokenHash!.Length);
        Assert.Contains("2 times", await site.PageAsync($"/desk/subscriptions/{row.Right.Id}", site.Desk), StringComparison.Ordinal);
        Assert.DoesNotContain("Reviewer 2", await site.PageAsync("/desk/subscriptions", site.Desk), StringComparison.Ordinal);
        using var edit = await site.Site.PostAsync($"/desk/subscriptions/{row.Right.Id}", site.Desk, ("edit_version", "1"), ("kind", "token"), ("target", "site"), ("from", site.Today));
        Assert.Equal(HttpStatusCode.Forbidden, edit.StatusCode);
    }

    [Theory]
    [InlineData("/read/x")]
    [InlineData("/read/%C3%A9")]
    [InlineData("/read/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_link_is_gone(string path)
    {
        await using var site = await RightsSite.StartAsync();
        using var answer = await site.Site.GetAsync(path);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Theory]
    [InlineData("purpose", "")]
    [InlineData("to", "2020-01-01")]
    [InlineData("to", "2999-01-01")]
    [InlineData("target", "")]
    public async Task What_is_wrong_makes_no_link(string field, string value)
    {
        await using var site = await RightsSite.StartAsync();
        (string Name, string Value)[] usual = [("purpose", "Reviewer 2"), ("target", "site"), ("to", site.Day(9))];

        using var answer = await site.Site.PostAsync("/desk/reading-links", site.Desk, [.. usual.Where(one => one.Name != field), (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty((await site.Rights.ListAsync(new(), site.Home.Clock.GetUtcNow(), 10, null, Ct)).Items);
    }

    private static async Task<string> MakeAsync(RightsSite site, string article = RightsSite.Closed)
    {
        using var made = await site.Site.PostAsync("/desk/reading-links", site.Desk, ("purpose", "Reviewer 2"), ("target", "work"), ("work", article), ("to", site.Day(9)), ("download", "on"));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        return Regex.Match(await AccountSite.TextAsync(made), "/read/[A-Za-z0-9_-]{43}").Value;
    }
}
