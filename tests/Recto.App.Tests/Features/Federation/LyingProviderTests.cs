using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Recto.App.Features.Federation.Institutions;
using Recto.App.Features.Federation.OpenIdConnect;
using Recto.App.Tests.Features.Accounts;
using Recto.Storage.Federation;

namespace Recto.App.Tests.Features.Federation;

/// <summary>Providers that lie, fail or are away: nobody is let in, and the page says so.</summary>
public sealed class LyingProviderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Lie.None, HttpStatusCode.OK, "")]
    [InlineData(Lie.OtherIssuerInToken, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.OtherIssuerInDiscoveryAndToken, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.OtherAudience, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.OtherNonce, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.NoNonce, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.Expired, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.NotYet, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.NoSignature, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.OtherKey, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.SignedWithTheSecret, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.NoToken, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.NotJson, HttpStatusCode.BadGateway, null)]
    [InlineData(Lie.UserInfoOfAnother, HttpStatusCode.BadGateway, "gave an answer that does not hold")]
    [InlineData(Lie.TokenEndpointBroken, HttpStatusCode.BadGateway, null)]
    [InlineData(Lie.DiscoveryBroken, HttpStatusCode.BadGateway, null)]
    [InlineData(Lie.DiscoveryEndless, HttpStatusCode.BadGateway, null)]
    [InlineData(Lie.Denied, HttpStatusCode.Forbidden, "You did not go on at Uni X")]
    [InlineData(Lie.OtherState, HttpStatusCode.BadRequest, "The sign-in was not finished")]
    public async Task Only_what_holds_lets_in(Lie lie, HttpStatusCode status, string? words)
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        await using var provider = await LyingProvider.StartAsync();
        provider.Lie = lie;
        await site.ProviderAsync("uni-x", ProviderKind.Institution, provider.Issuer);
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), provider.Issuer, "uni-x.example", IdentityKind.Oidc);
        await site.IdentityAsync(await site.InstitutionAsync("evil"), "https://evil.example", "uni-x.example", IdentityKind.Oidc);

        using var browser = new PlainBrowser();
        await browser.GoAsync($"{site.Address}/login/oidc/uni-x?to={FederationSite.Closed}");

        Assert.True(status == browser.Status, browser.Text);
        Assert.Equal(lie == Lie.None, browser.Cookies.GetCookies(new Uri(site.Address))[LibrarySessions.Cookie] is not null);
        Assert.Contains(words ?? "Begin again", browser.Text, StringComparison.Ordinal);
        if (lie != Lie.None)
        {
            Assert.Contains("Begin again, or choose another way", browser.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_provider_that_is_away_has_a_page_that_says_so()
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var issuer = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        await site.ProviderAsync("uni-x", ProviderKind.Institution, issuer);

        var answer = await site.Site.GetAsync("/login/oidc/uni-x?to=/articles");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("Uni X does not answer", await AccountSite.TextAsync(answer), StringComparison.Ordinal);
        Assert.Contains("does not answer:", await AccountSite.TextAsync(await site.Site.PostAsync("/desk/sign-in/uni-x/try", site.Site.Administrator())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_provider_that_says_nothing_nobody_waits_for_those_before()
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // Takes connections, and never a word from them.
        await site.ProviderAsync("uni-x", ProviderKind.Institution, $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");

        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.Site.GetAsync("/login/oidc/uni-x")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode));
        Assert.True(Stopwatch.GetElapsedTime(began) < 3 * ProviderOptions.Patience, $"The last of six waited for {Stopwatch.GetElapsedTime(began).TotalSeconds} seconds.");
        Assert.Contains("Uni X does not answer", await AccountSite.TextAsync(answers[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_opens_nothing()
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        await using var provider = await LyingProvider.StartAsync();
        await site.ProviderAsync("uni-x", ProviderKind.Institution, provider.Issuer);

        foreach (var path in new[] { "?code=1&state=x", "?code=1", "", "?error=server_error&state=x", "?state=%00" })
        {
            using var answer = await site.Site.GetAsync("/login/oidc/uni-x/callback" + path);
            Assert.InRange((int)answer.StatusCode, 400, 502);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Null(FederationSite.CookieOf(answer));
        }
    }

    [Fact]
    public async Task A_reading_room_may_begin_many_sign_ins_at_once_and_a_flood_is_stopped()
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i <= ProviderRate.Requests + 30; i++)
        {
            using var answer = await site.Site.GetAsync("/login/oidc/nobody");
            statuses.Add(answer.StatusCode);
        }

        Assert.All(statuses.Take(ProviderRate.Requests), status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task A_trial_at_the_desk_tells_a_wrong_issuer()
    {
        await using var site = await FederationSite.StartAsync(saml: false);
        await using var provider = await LyingProvider.StartAsync();
        provider.Lie = Lie.OtherIssuerInDiscoveryAndToken;
        await site.ProviderAsync("uni-x", ProviderKind.Institution, provider.Issuer);

        var page = await AccountSite.TextAsync(await site.Site.PostAsync("/desk/sign-in/uni-x/try", site.Site.Administrator()));

        Assert.Contains("It calls itself “https://evil.example”", page, StringComparison.Ordinal);
        Assert.Contains("A sign-in would not work", page, StringComparison.Ordinal);
    }
}
