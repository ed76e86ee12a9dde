using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace Recto.App.Shell;

/// <summary>Where a request comes from, and whose word about that is taken.</summary>
internal static class Networks
{
    /// <summary>This machine itself: a proxy that runs beside the program.</summary>
    public static IReadOnlyList<System.Net.IPNetwork> ThisMachine { get; } = [System.Net.IPNetwork.Parse("127.0.0.0/8"), System.Net.IPNetwork.Parse("::1/128")];

    /// <summary>
    /// Believes proxies of these networks, and nobody else, who asks (<c>X-Forwarded-For</c>) and whether over TLS (<c>X-Forwarded-Proto</c>). The host is the one asked for: a proxy passes <c>Host</c> on;
    /// <c>X-Forwarded-Host</c> is not read, for most proxies let through what a client writes there.
    /// </summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, SiteOptions site)
    {
        if (site.Proxies.Count == 0)
        {
            return; // The framework takes an empty list for “believe everybody”.
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in site.Proxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>The network of a client: an IPv4 address, or the /64 of an IPv6 one, within which one machine may take any address.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    /// <summary>Reads addresses and networks parted by commas or blanks, <c>10.0.0.0/8 192.168.1.2</c>; <c>none</c> for nobody.</summary>
    /// <param name="text">What is written; null or empty for <see cref="ThisMachine"/>.</param>
    /// <param name="networks">What was read.</param>
    /// <returns>The first that is neither; null where all are.</returns>
    public static string? TryRead(string? text, out IReadOnlyList<System.Net.IPNetwork> networks)
    {
        networks = ThisMachine;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var found = new List<System.Net.IPNetwork>();
        foreach (var word in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "none"))
        {
            if (IPAddress.TryParse(word, out var address))
            {
                found.Add(new System.Net.IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            }
            else if (System.Net.IPNetwork.TryParse(word, out var network))
            {
                found.Add(network);
            }
            else
            {
                return word;
            }
        }

        networks = found;
        return null;
    }
}
