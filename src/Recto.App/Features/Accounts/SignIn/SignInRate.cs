using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>How often one network may try to sign in. Counted in memory only.</summary>
internal sealed class SignInRate(Say say) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "sign-in";

    /// <summary>Tries at once.</summary>
    public const int Tries = 30;

    private static readonly TimeSpan OneMoreAfter = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetTokenBucketLimiter("sign-in " + Networks.Of(httpContext), _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = Tries,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = OneMoreAfter,
        QueueLimit = 0,
        AutoReplenishment = true,
    });

    private async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var seconds = (int)OneMoreAfter.TotalSeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, say["Too many tries at once"],
            say["Your network has tried to sign in {0} times in a short time. The next try is taken in {1} seconds; go back and send it again then.", Tries, seconds], null));
    }
}
