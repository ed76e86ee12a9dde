using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>How fast one network may harvest: requests that come one after the other wait a moment for their turn, and many at once are told to come again (OAI-PMH 2.0, 3.1.2.2). An institution’s own network is not counted.</summary>
/// <param name="limits">How much is given at once.</param>
internal sealed class OaiRate(OaiLimits limits) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "oai";

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Reading(httpContext, Name, new Allowance(limits.AtOnce, limits.OneMoreAfter, limits.Waiting));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = "10";
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync("Your network asks for much at once. Ask again in 10 seconds, one request after the other.\n", ct);
    }
}
