using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Check;

/// <summary>How often one network may have something checked. Counted in memory only, and forgotten as soon as the count is full again.</summary>
internal sealed class CheckRate(CheckLimits limits, TimeProvider time) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "check";

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetTokenBucketLimiter(NetworkOf(httpContext), _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = limits.Requests,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = limits.OneMoreAfter,
        QueueLimit = 0,
        AutoReplenishment = true,
    });

    /// <summary>
    /// The network of a client: an IPv4 address, or the /64 of an IPv6 one, within which one machine may take any address.
    /// Only a proxy on this very machine can connect from loopback and name somebody else; its last word is believed, for what stands before it the client may have written.
    /// </summary>
    internal static string NetworkOf(HttpContext context)
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

    private async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) && told > TimeSpan.Zero ? told : limits.OneMoreAfter;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var at = time.GetUtcNow().AddSeconds(seconds).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, Say.Here["Too much at once"],
            Say.Here["Your network has sent {0} requests in a short time. The next is taken in {1}, at {2} UTC. Go back: your notes are still in the form.", limits.Requests, Say.Here.Count(seconds, "{0} second|{0} seconds"), at], null));
    }
}
