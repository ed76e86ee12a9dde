using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Search;

/// <summary>How often one network may search: a reading room of fifty people never notices. An institution’s own is not counted.</summary>
internal sealed class SearchRate : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "search";

    /// <summary>Searches at once; then five a second.</summary>
    public const int AtOnce = 120;

    private static readonly TimeSpan OneMoreAfter = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Reading(httpContext, Name, new Allowance(AtOnce, OneMoreAfter));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = 2.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, Say.Here["Too much at once"],
            Say.Here["Your network has sent many searches in a short time. The next is taken in 2 seconds: load this page again."], null));
    }
}
