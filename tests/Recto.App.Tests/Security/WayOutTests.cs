using System.Net;
using Recto.App.Shell;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Security;

/// <summary>Servers whose names somebody has written: none inside is asked.</summary>
public sealed class WayOutTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)] // Where clouds tell their secrets.
    [InlineData("100.100.100.200", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_the_public_Internet_is_public(string address, bool isPublic) => Assert.Equal(isPublic, WayOut.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")] // A name that leads here.
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("127.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    public async Task Nothing_on_this_machine_is_asked_however_it_is_written(string host)
    {
        using var client = new HttpClient(WayOut.Handler([]));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://{host}:{home.Site.Address.Port}/health/live"), Ct));

        Assert.Contains("RECTO_INSIDE", refused.ToString(), StringComparison.Ordinal);
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
