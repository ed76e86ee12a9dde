using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Recto.App.Shell;

/// <summary>How often one network may send something where nobody has to say who they are. Counted in memory only, and forgotten as soon as the count is full again.</summary>
internal static class ClientNetwork
{
    /// <summary>The count of the network that a request comes from.</summary>
    /// <param name="context">The request.</param>
    /// <param name="requests">How many it may send at one go.</param>
    /// <param name="oneMoreAfter">After how long it may send one more.</param>
    public static RateLimitPartition<string> Partition(HttpContext context, int requests, TimeSpan oneMoreAfter) => RateLimitPartition.GetTokenBucketLimiter(Networks.Of(context), _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = requests,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = oneMoreAfter,
        QueueLimit = 0,
        AutoReplenishment = true,
    });

    /// <summary>Refuses what comes too fast, and says when the next is taken.</summary>
    /// <param name="rejected">The request.</param>
    /// <param name="requests">How many may be sent at one go.</param>
    /// <param name="oneMoreAfter">After how long one more may be sent.</param>
    /// <param name="kept">A sentence that says what has become of what was sent.</param>
    /// <param name="time">Gives the time.</param>
    public static async ValueTask RefuseAsync(OnRejectedContext rejected, int requests, TimeSpan oneMoreAfter, string kept, TimeProvider time)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) && told > TimeSpan.Zero ? told : oneMoreAfter;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var at = time.GetUtcNow().AddSeconds(seconds).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, "Too much at once",
            $"Your network has sent {requests} requests in a short time. The next is taken in {(seconds == 1 ? "1 second" : $"{seconds} seconds")}, at {at} UTC. {kept}", null));
    }
}
