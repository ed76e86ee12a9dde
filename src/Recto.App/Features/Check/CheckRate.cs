using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;

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

    /// <summary>The network of a client (<see cref="ClientNetwork"/>).</summary>
    internal static string NetworkOf(HttpContext context) => ClientNetwork.Of(context);

    private async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) && told > TimeSpan.Zero ? told : limits.OneMoreAfter;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var at = time.GetUtcNow().AddSeconds(seconds).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, "Too much at once",
            $"Your network has sent {limits.Requests} requests in a short time. The next is taken in {(seconds == 1 ? "1 second" : $"{seconds} seconds")}, at {at} UTC. Go back: your notes are still in the form.", null));
    }
}
