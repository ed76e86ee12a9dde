using System.Net;
using System.Net.Sockets;

namespace Recto.App.Shell;

/// <summary>
/// The way out of this machine, to servers whose names somebody has written. A name is looked up here, and where one of its addresses is not of the public Internet (this machine, its network, the addresses where clouds tell
/// their secrets) nothing is asked: so nobody reads what stands behind the firewall by having the site ask for it. The connection goes to the very address that was looked at. What the operator names (<c>RECTO_INSIDE</c>) may be anywhere.
/// </summary>
internal static class WayOut
{
    private static readonly System.Net.IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", // IANA, special-purpose addresses
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(System.Net.IPNetwork.Parse),
    ];

    private static readonly System.Net.IPNetwork PublicV6 = System.Net.IPNetwork.Parse("2000::/3");

    /// <summary>A handler that follows nothing and keeps no cookie.</summary>
    /// <param name="inside">Names of hosts that may be anywhere.</param>
    public static SocketsHttpHandler Handler(IReadOnlyCollection<string> inside) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // A proxy would look the name up by itself.
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, inside, ct),
    };

    /// <summary>Whether an address is one of the public Internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || PublicV6.Contains(plain)) && !Array.Exists(Closed, network => network.Contains(plain));
    }

    /// <summary>Reads names of hosts parted by blanks or commas.</summary>
    public static IReadOnlyCollection<string> ReadInside(string? names) =>
        [.. (names ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => name.Trim('[', ']').ToLowerInvariant())];

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, IReadOnlyCollection<string> inside, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        if (!inside.Contains(to.Host.Trim('[', ']').ToLowerInvariant()) && !Array.TrueForAll(addresses, IsPublic))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The server's address is not one of the public Internet. If it is meant, the operator names it in RECTO_INSIDE.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
