using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Security.AntiSSRF;

namespace Recto.App.Shell;

/// <summary>
/// The way out of this machine, to servers whose names somebody has written. A name is looked up, and where it leads to an address that is not of the public Internet (this machine, its network, the addresses where clouds tell
/// their secrets) nothing is asked: so nobody reads what stands behind the firewall by having the site ask for it. The connection goes to the very address that was looked at. Which addresses are closed says
/// <c>Microsoft.Security.AntiSSRF</c> (docs/decisions/0025); outside only https is asked. What the operator names (<c>RECTO_INSIDE</c>) may be anywhere.
/// </summary>
internal static class WayOut
{
    // What the package lets through beside: IPv4 addresses as IPv6 once had them (RFC 4291, 2.5.5.1), and all of IPv6 that is not given out (outside 2000::/3).
    private static readonly string[] NotGivenOut = ["::/96", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/2", "8000::/1"];

    private const int LongestHeaders = 32; // Kilobytes.
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>A handler that follows nothing and keeps no cookie. What is closed it refuses by an <see cref="HttpRequestException"/>.</summary>
    /// <param name="inside">Names of hosts that may be anywhere.</param>
    public static HttpMessageHandler Handler(IReadOnlyCollection<string> inside)
    {
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest) { AddXFFHeader = false }; // Nobody is passed on here: the site asks for itself.
        policy.AddDeniedAddresses(NotGivenOut);
        var outside = policy.GetHandler();
        (outside.AllowAutoRedirect, outside.UseCookies, outside.ConnectTimeout, outside.PooledConnectionLifetime, outside.MaxResponseHeadersLength) = (false, false, Connecting, Lifetime, LongestHeaders);
        return new ByHost(outside, new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // A proxy would look the name up by itself.
            ConnectTimeout = Connecting,
            PooledConnectionLifetime = Lifetime,
            MaxResponseHeadersLength = LongestHeaders,
        }, inside);
    }

    /// <summary>Reads names of hosts parted by blanks or commas.</summary>
    public static IReadOnlyCollection<string> ReadInside(string? names) => [.. (names ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Plain)];

    private static string Plain(string host) => host.Trim('[', ']').ToLowerInvariant();

    // Hosts that the operator names go by the one way, all others by the other.
    private sealed class ByHost(HttpMessageHandler outside, HttpMessageHandler within, IReadOnlyCollection<string> inside) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _outside = new(outside);
        private readonly HttpMessageInvoker _within = new(within);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is { } address && inside.Contains(Plain(address.Host)))
            {
                return await _within.SendAsync(request, cancellationToken);
            }

            try
            {
                return await _outside.SendAsync(request, cancellationToken);
            }
            catch (Exception refused) when (refused is AntiSSRFException or ArgumentException)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The server is not asked: its address is not one of the public Internet, or it is not to be asked by https. If it is meant, the operator names it in RECTO_INSIDE.", refused);
            }
            catch (Exception away) when (away is SocketException or AuthenticationException or IOException)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, away.Message, away); // The package gives them bare, where a client wraps them.
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _outside.Dispose();
                _within.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
