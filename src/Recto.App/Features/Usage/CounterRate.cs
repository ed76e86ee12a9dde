using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Sharing;
using Recto.Journals.Exchange.Counter;

namespace Recto.App.Features.Usage;

/// <summary>How often one network may ask the service of reports: all reports of some years at one go. An institution’s own network is not counted.</summary>
internal sealed class CounterRate : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "counter";

    /// <summary>Requests at once; then one more each <see cref="Seconds"/>.</summary>
    public const int AtOnce = 60;

    private const int Seconds = 2;

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Reading(httpContext, Name, new Allowance(AtOnce, TimeSpan.FromSeconds(Seconds)));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = Seconds.ToString(CultureInfo.InvariantCulture);
        await CounterAnswers.RefuseAsync(rejected.HttpContext, CounterNotice.TooManyRequests(string.Create(CultureInfo.InvariantCulture, $"{AtOnce} requests at once, then one every {Seconds} seconds")), ct);
    }
}
