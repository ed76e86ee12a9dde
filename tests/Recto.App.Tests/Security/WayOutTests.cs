using System.Net;
using System.Net.Sockets;
using Microsoft.Security.AntiSSRF;
using Recto.App.Shell;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Security;

/// <summary>Servers whose names somebody has written: none inside is asked.</summary>
public sealed class WayOutTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")] // A name that leads here.
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("127.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::7f00:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")] // Where clouds tell their secrets.
    [InlineData("168.63.129.16")] // Where one of them does so by an address of the public Internet.
    [InlineData("[fd00:ec2::254]")]
    [InlineData("100.100.100.200")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("192.31.196.1")]
    [InlineData("[2620:4f:8000::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fec0::1]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[3fff::1]")]
    [InlineData("[100::1]")]
    [InlineData("[1000::1]")]
    [InlineData("[4000::1]")]
    [InlineData("[8000::1]")]
    public async Task Nothing_inside_is_asked_however_it_is_written(string host)
    {
        using var client = new HttpClient(WayOut.Handler([])) { Timeout = TimeSpan.FromSeconds(10) };

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"https://{host}:{home.Site.Address.Port}/health/live"), Ct));

        Assert.Contains("RECTO_INSIDE", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.InnerException is AntiSSRFException or ArgumentException, refused.ToString());
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("[2606:4700::1111]")]
    [InlineData("[2a00:1450::1]")]
    public async Task The_public_Internet_is_asked(string host)
    {
        using var client = new HttpClient(WayOut.Handler([])) { Timeout = TimeSpan.FromSeconds(2) };

        // Nobody answers in these tests; but that nobody does is found out by asking.
        var away = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri($"https://{host}:9/"), Ct));

        Assert.DoesNotContain("RECTO_INSIDE", away.ToString(), StringComparison.Ordinal);
        Assert.True(away is TaskCanceledException or HttpRequestException { InnerException: not (AntiSSRFException or ArgumentException) }, away.ToString());
    }

    [Fact]
    public async Task Outside_nothing_is_asked_without_TLS()
    {
        using var client = new HttpClient(WayOut.Handler([]));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://8.8.8.8:9/"), Ct));

        Assert.IsType<AntiSSRFException>(refused.InnerException);
    }

    [Fact]
    public async Task A_name_that_is_nowhere_is_away_and_not_forbidden()
    {
        using var client = new HttpClient(WayOut.Handler([])) { Timeout = TimeSpan.FromSeconds(10) };

        var away = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri("https://nobody.invalid/"), Ct));

        Assert.DoesNotContain("RECTO_INSIDE", away.ToString(), StringComparison.Ordinal);
        Assert.True(away is HttpRequestException or TaskCanceledException, away.ToString());
    }

    [Fact]
    public async Task What_the_operator_names_is_asked_and_a_redirect_is_not_followed()
    {
        using var client = new HttpClient(WayOut.Handler(WayOut.ReadInside("other.example, 127.0.0.1")));

        using var live = await client.GetAsync(new Uri(home.Site.Address, "/health/live"), Ct);
        using var led = await client.GetAsync(new Uri(home.Site.Address, "/language/fr?to=/"), Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.SeeOther), (live.StatusCode, led.StatusCode));
    }
}
