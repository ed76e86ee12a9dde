using System.Net;

namespace Recto.App.Shell;

/// <summary>Which network a request comes from, for counting requests; kept in memory only.</summary>
internal static class ClientNetwork
{
    /// <summary>
    /// The network of a client: an IPv4 address, or the /64 of an IPv6 one, within which one machine may take any address.
    /// Only a proxy on this very machine can connect from loopback and name somebody else; its last word is believed, for what stands before it the client may have written.
    /// </summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (IPAddress.IsLoopback(address) && context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() is { Length: > 0 } named && IPAddress.TryParse(named, out var told))
        {
            address = told;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
