using System.Net;
using Recto.App.Tests.Features.Accounts;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>“Your rights”.</summary>
public sealed class OwnRightsTests
{
    [Fact]
    public async Task What_one_holds_is_told_until_when_and_what_is_over()
    {
        await using var site = await RightsSite.StartAsync();
        var (ada, cookie) = await site.PersonAsync("Ada");
        await site.SubscribeAsync(("email", ada.Email), ("to", site.Day(9)), ("grace", "10"), ("notes", "Pays late"));
        var other = await site.SubscribeAsync(("email", ada.Email), ("target", "work"), ("work", RightsSite.Closed));
        await site.SubscribeAsync(("email", "somebody.else@example.org"), ("reference", "Not theirs"));
        using var revoked = await site.Site.PostAsync($"/desk/subscriptions/{other}/revoke", site.Desk, ("why", "Inner reasons"));

        var page = await site.PageAsync("/account/rights", cookie);

        Assert.Contains("Everything on this site", page, StringComparison.Ordinal);
        Assert.Contains("Open until the end of", page, StringComparison.Ordinal);
        Assert.Contains("10 days of grace", page, StringComparison.Ordinal);
        Assert.Contains("It was taken back on", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Inner reasons", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Pays late", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not theirs", page, StringComparison.Ordinal);
        site.Home.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Contains("It has ended, and stays open until the end of", await site.PageAsync("/account/rights", site.Site.SignedIn(ada.Person)), StringComparison.Ordinal);
        site.Home.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Contains("It ended with the end of", await site.PageAsync("/account/rights", site.Site.SignedIn(ada.Person)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_and_who_holds_nothing_is_told_so()
    {
        await using var site = await RightsSite.StartAsync();
        using var stranger = await site.Site.GetAsync("/account/rights");
        var (_, cookie) = await site.PersonAsync("Nothing");

        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?to=%2Faccount%2Frights"), (stranger.StatusCode, stranger.Headers.Location!.OriginalString));
        Assert.Contains("You hold no right of your own now.", await site.PageAsync("/account/rights", cookie), StringComparison.Ordinal);
    }
}
