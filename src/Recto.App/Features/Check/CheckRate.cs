using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Check;

/// <summary>How often one network may have something checked.</summary>
internal sealed class CheckRate(CheckLimits limits, TimeProvider time) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "check";

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (rejected, _) =>
        ClientNetwork.RefuseAsync(rejected, new Allowance(limits.Requests, limits.OneMoreAfter), Say.Here["Go back: your notes are still in the form."], time);

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Sending(httpContext, Name, new Allowance(limits.Requests, limits.OneMoreAfter));
}
