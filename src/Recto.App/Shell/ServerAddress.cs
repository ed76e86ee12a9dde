using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Recto.App.Shell;

/// <summary>Addresses of servers that operators write down, and to which passwords and tokens go.</summary>
internal static class ServerAddress
{
    /// <summary>Whether what is sent there never goes over an open line: https, or http on this machine.</summary>
    public static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps
        || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))));

    /// <summary>Reads the address under which a service has its paths, with a slash at its end.</summary>
    /// <param name="said">What was written down.</param>
    /// <param name="uri">The address.</param>
    /// <returns>False where it is none, is not safe, or says more than an address: a login, a query, a place in a page.</returns>
    public static bool TryRead(string said, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(said.TrimEnd('/') + "/", UriKind.Absolute, out uri) && IsSafe(uri) && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
