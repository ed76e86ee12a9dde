using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Proof;

/// <summary>How much readers may report, where nobody has to say who they are.</summary>
internal sealed record ReportLimits
{
    /// <summary>How many reports a network may send at one go.</summary>
    public int Requests { get; init; } = 10;

    /// <summary>After how long it may send one more.</summary>
    public TimeSpan OneMoreAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest report, in UTF-16 code units.</summary>
    public int Length { get; init; } = 1000;
}

/// <summary>How often one network may report a reading.</summary>
internal sealed class ReportRate(ReportLimits limits, TimeProvider time) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "report";

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (rejected, _) =>
        ClientNetwork.RefuseAsync(rejected, new Allowance(limits.Requests, limits.OneMoreAfter), Say.Here["Go back: what you wrote is still in the form."], time);

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Sending(httpContext, Name, new Allowance(limits.Requests, limits.OneMoreAfter));
}
