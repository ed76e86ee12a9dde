using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;

namespace Recto.App.Features.Check;

/// <summary>How often one network may have something checked.</summary>
internal sealed class CheckRate(CheckLimits limits, TimeProvider time) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "check";

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (rejected, _) =>
        ClientNetwork.RefuseAsync(rejected, limits.Requests, limits.OneMoreAfter, "Go back: your notes are still in the form.", time);

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Partition(httpContext, limits.Requests, limits.OneMoreAfter);
}
