using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>How often one network may begin a sign-in at a provider, which the site may have to ask for it. A whole reading room sits behind one address: it is many, and soon many again.</summary>
internal sealed class ProviderRate(TimeProvider time) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "provider";

    /// <summary>How many at one go.</summary>
    public const int Requests = 300;

    private static readonly Allowance Allowed = new(Requests, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (rejected, _) => ClientNetwork.RefuseAsync(rejected, Allowed, Say.Here["Nobody is signed in."], time);

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Reading(httpContext, Name, Allowed);
}
