using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>
/// How often one network may try to sign in. A browser in which somebody has signed in before counts by itself, and a network through which an institution's readers come, many people behind one address, may
/// try more often: neither is locked out by a neighbour.
/// </summary>
internal sealed class SignInRate(Say say, KnownBrowsers browsers) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "sign-in";

    /// <summary>Tries at once.</summary>
    public const int Tries = 30;

    /// <summary>Tries at once from the network of an institution.</summary>
    public const int TriesOfInstitution = 300;

    private static readonly TimeSpan OneMoreAfter = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var who = browsers.Of(httpContext) is { } browser ? "browser " + browser : Networks.Of(httpContext);
        var tries = OfInstitution(httpContext) ? TriesOfInstitution : Tries;
        return ClientNetwork.Partition(httpContext, Name, $"{tries} {who}", new Allowance(tries, OneMoreAfter * Tries / tries));
    }

    private static bool OfInstitution(HttpContext context) => context.Reader().Reader.Rights.Any(right => right.InstitutionId is not null);

    private async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var seconds = (int)OneMoreAfter.TotalSeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, say["Too many tries at once"],
            say["Your network has tried to sign in {0} times in a short time. The next try is taken in {1} seconds; go back and send it again then.", OfInstitution(rejected.HttpContext) ? TriesOfInstitution : Tries, seconds], null));
    }
}
